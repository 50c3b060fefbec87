"""Reads one answer: what it comes to, or why it cannot be taken.

The schema in ``ubproject.toml`` owns the form of values; it is asked here too, so that a mistake is
told at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from policytrace.author.questions import Common, Subject, roles_to_link
from policytrace.checks.registry import RULES
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.naming import best_fits, called, nearest, no_such_object
from policytrace.schema.fields import FieldType
from policytrace.schema.form import fits, remedy
from policytrace.schema.links import ONE_TARGET, target_roles
from policytrace.schema.metamodel import FieldDefinition, Metamodel
from policytrace.schema.role_specs import TextPart
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    FieldKey,
    FieldName,
    LinkKey,
    LinkKind,
    Role,
    TypeKey,
)
from policytrace.schema.typed import parse_value
from policytrace.values.paragraphs import canonical

LONGEST_TITLE = 300  # characters
LONGEST_TEXT = 20_000  # characters
PAGE = ".md"

_LIST = re.compile(r"[,;]")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_PARAGRAPH = re.compile(r"[0-9]{1,6}[a-z]?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # characters that turn the direction of text
    "\ufeff\ufdd0-\ufdef\ufffe\uffff"  # byte order mark and what is no character
    "\ud800-\udfff]"  # what was no UTF-8
    + "".join(f"|[\\U{plane:04x}fffe\\U{plane:04x}ffff]" for plane in range(1, 17))
)


class RefusedError(ValueError):
    """An answer that cannot be taken; `reasons` say why, and what would do."""

    def __init__(self, *reasons: Message) -> None:
        """Keep the reasons, to be read one after the other."""
        super().__init__(" ".join(reason.template for reason in reasons))
        self.reasons = reasons


class UnclearError(RefusedError):
    """Words that are searched for: no object is called so, or several are, but some fit."""

    def __init__(
        self,
        *reasons: Message,
        name: str,
        fits: tuple[Item, ...],
        told: tuple[Message, ...] = (),
        before: tuple[str, ...] = (),
        after: tuple[str, ...] = (),
    ) -> None:
        """Keep what fits, with what is answered `before` and `after` the `name` in question."""
        super().__init__(*reasons)
        self.told = told
        """What a person is told who is to choose among what fits."""
        self.name = name
        self.fits = fits
        self.before = before
        self.after = after

    def instead(self, *chosen: str) -> str:
        """The answer with what is `chosen` in place of the name."""
        return "; ".join((*self.before, *chosen, *self.after))


Value = str | tuple[str, ...]
"""A field's value, the ids of a link, or the paragraphs of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads the answers about one object."""

    role: TypeKey
    metamodel: Metamodel
    graph: Graph
    project: Path
    published: Collection[str] = ()
    """The ids that have been published, also of what is gone."""
    new: bool = True
    """Whether the object is new; one that is there may be part of whatever its type may be."""
    _allowed: dict[LinkKey, Mapping[str, Item]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What each link may lead to, by id in small letters; looked for once."""

    def read(self, subject: Subject, text: str) -> Value:
        """What an answer that is not empty comes to.

        Raises:
            RefusedError: it cannot be taken.
        """
        if isinstance(subject, TextPart):
            return paragraphs(text)
        if subject is Common.NEXT:
            subject = FieldName.NEXT_FOLLOW_UP
        if isinstance(subject, FieldName | CustomField):
            return self._field(subject, text)
        line = one_line(text)
        if isinstance(subject, LinkKind | CustomLink):
            return self._targets(subject, line)
        if subject is Common.ID:
            return self._id(line)
        if subject is Common.AFTER:
            return self._place(line)
        return _title(line)

    def allowed(self, kind: LinkKey) -> tuple[Item, ...]:
        """What the object may link to."""
        return tuple(self._by_id(kind).values())

    def _by_id(self, kind: LinkKey) -> Mapping[str, Item]:
        if kind not in self._allowed:
            roles = self._roles(kind)
            self._allowed[kind] = {
                item.id.casefold(): item
                for item in self.graph
                if item.role in roles or isinstance(kind, CustomLink)
            }
        return self._allowed[kind]

    def _roles(self, kind: LinkKey) -> frozenset[Role]:
        return roles_to_link(self.role, kind) if self.new else target_roles(kind, self.role)

    def offered(self, subject: Subject) -> tuple[Item, ...]:
        """The objects there are to choose from; none if the answer is no object."""
        if isinstance(subject, LinkKind | CustomLink):
            return self.allowed(subject)
        return tuple(self.graph) if subject is Common.AFTER else ()

    def choices(self, subject: Subject) -> tuple[str, ...]:
        """The words there are to choose from; none if it is free, or an object."""
        if subject is FieldName.RULE:
            return tuple(sorted(RULES))
        if isinstance(subject, FieldName | CustomField):
            schema = self.metamodel.definitions[subject].schema
            return tuple(map(str, schema.get("enum", ())))
        return ()

    def _targets(self, kind: LinkKey, line: str) -> tuple[str, ...]:
        by_id = self._by_id(kind)
        allowed = tuple(by_id.values())
        parts = [*filter(None, map(str.strip, _LIST.split(line)))]
        if not all(part.casefold() in by_id for part in parts) and called(allowed, line):
            parts = [line]
        found: dict[str, None] = {}
        while parts:
            part = parts.pop(0)
            if item := by_id.get(part.casefold()) or called(allowed, part):
                found[item.id] = None
                continue
            ids = [called(allowed, word) for word in part.split()]
            if len(ids) > 1 and all(ids):
                found |= dict.fromkeys(item.id for item in ids if item)
                continue
            raise self._unclear(part, kind, allowed, before=tuple(found), after=tuple(parts))
        if not found:
            raise RefusedError(message("Write at least one name or id."))
        if kind in ONE_TARGET and len(found) > 1:
            raise RefusedError(message("Write one name or id only."))
        return tuple(found)

    def _unclear(
        self,
        name: str,
        subject: LinkKey | Common,
        offered: Sequence[Item],
        *,
        before: tuple[str, ...] = (),
        after: tuple[str, ...] = (),
    ) -> RefusedError:
        """Why `name` is not taken for one of the objects `offered`."""
        roles = (
            self._roles(subject)
            if isinstance(subject, LinkKind | CustomLink)
            else frozenset[Role]()
        )
        wrong, told = no_such_object(name, self.metamodel, roles), tuple[Message, ...]()
        other = called(self.graph, name)
        if other is not None and other not in offered:
            wrong = message(
                "{id} is of the type “{type}”, which does not go here.",
                id=other.id,
                type=self.metamodel.word(other.role),
            )
            told = (wrong,)
        fits = best_fits(offered, name, self.metamodel)
        if not fits:
            return RefusedError(wrong)
        return UnclearError(
            wrong,
            nearest(fits, self.metamodel),
            name=name,
            fits=fits,
            told=told,
            before=before,
            after=after,
        )

    def _field(self, name: FieldKey, text: str) -> str:
        """The value as it is to be written."""
        definition, words = self.metamodel.definitions[name], self.metamodel.vocabulary
        line = long_answer(text) if definition.spec.type is FieldType.PARAGRAPHS else one_line(text)
        if len(line) > LONGEST_TEXT:
            raise RefusedError(message("Write at most {most} characters.", most=str(LONGEST_TEXT)))
        wanted = remedy(name, definition, words)
        if choices := [str(choice) for choice in definition.schema.get("enum", ())]:
            folded = {choice.casefold(): choice for choice in choices}
            if line.casefold() not in folded:
                raise _unknown(line, choices, wanted)
            return folded[line.casefold()]
        if definition.schema.get("type") == "array":
            line = ", ".join(part for part in map(str.strip, _LIST.split(line)) if part)
        if name is FieldName.PARAGRAPH:
            line = _with_sign(line)
        if not line or not fits(_as_json(line, definition), definition):
            raise RefusedError(wanted)
        try:
            value = parse_value(line, definition.spec, words)
        except ValueError:
            raise RefusedError(wanted) from None
        if definition.spec.type is FieldType.RULE and line not in RULES:
            raise _unknown(line, RULES)
        return str(value) if isinstance(value, int) else line

    def _id(self, line: str) -> str:
        prefix = self.metamodel.prefixes.get(self.role, "")
        if line in self.graph.items:
            raise RefusedError(
                message(
                    "The id {id} is taken by “{title}”.",
                    id=line,
                    title=self.graph.items[line].title,
                )
            )
        if line in self.published:
            raise RefusedError(
                message("The id {id} has been published. Write one that is new.", id=line)
            )
        if not line.startswith(prefix):
            raise RefusedError(message("Write an id that begins with {prefix}.", prefix=prefix))
        if not self._is_id(line):
            example = f"{prefix}EXAMPLE-1"
            if self._is_id(example):
                raise RefusedError(
                    message(
                        "Write an id of capital letters A–Z, digits and hyphens, as {example}.",
                        example=example,
                    )
                )
            known = [item.id for item in self.graph.of_role(self.role)]
            raise RefusedError(
                message("Write an id of the same form as {example}.", example=known[0])
                if known
                else message("The project's ids have another form.")
            )
        return line

    def _is_id(self, line: str) -> bool:
        form = re.search(self.metamodel.id_form, line)
        return form is not None and not re.search(r"[\s,;]", line)

    def _place(self, line: str) -> str:
        if item := called(self.graph, line):
            return item.id
        if not line.endswith(PAGE):
            raise self._unclear(line, Common.AFTER, tuple(self.graph))
        root = self.project.resolve()
        path = (root / line).resolve()
        # Only a plan may have a page made for it.
        new = self.role is Role.PLAN and path.parent.is_dir() and not path.exists()
        if not path.is_relative_to(root) or not (path.is_file() or new):
            raise RefusedError(message("There is no file {file} in the project.", file=line))
        return path.relative_to(root).as_posix()


def one_line(text: str) -> str:
    """The text as one line, in Unicode's composed form, without the space around it.

    Raises:
        RefusedError: it is empty, has several lines, or holds characters that cannot be seen.
    """
    line = unicodedata.normalize("NFC", text).replace("\t", " ").strip()
    if not line:
        raise RefusedError(message("Write something."))
    if re.search(r"[\r\n]", line):
        raise RefusedError(message("Write it on one line."))
    visible(line)
    return line


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each as one line; an empty line is what separates them.

    Raises:
        RefusedError: it is empty, too long, or holds characters that cannot be seen.
    """
    return tuple(part.replace("\n", " ") for part in _parts(text))


def long_answer(text: str) -> str:
    """A text as a field of several paragraphs holds it; entries of lists are lines of their own.

    Raises:
        RefusedError: as `paragraphs`.
    """
    return canonical("\n\n".join(_parts(text)))


def _parts(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text)
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text.replace("\t", " "))]
    found = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    if not any(found):
        raise RefusedError(message("Write something."))
    if len(text) > LONGEST_TEXT:
        raise RefusedError(message("Write at most {most} characters.", most=str(LONGEST_TEXT)))
    for part in found:
        visible(part.replace("\n", " "))
    return found


def nearest_word(wrong: str, names: Iterable[str]) -> str:
    """The word that is most like `wrong`; empty if none is near."""
    near = get_close_matches(wrong[:100], list(names), n=1, cutoff=0.6)
    return near[0] if near else ""


def visible(text: str) -> None:
    """See to it that all characters of a line can be seen.

    Raises:
        RefusedError: one cannot.
    """
    if found := _INVISIBLE.search(text):
        raise RefusedError(
            message(
                "There is a character in it that cannot be seen, number {number} (U+{code}). "
                "Take it away.",
                number=str(found.start() + 1),
                code=f"{ord(found[0]):04X}",
            )
        )


def _title(line: str) -> str:
    if len(line) > LONGEST_TITLE:
        raise RefusedError(message("Write at most {most} characters.", most=str(LONGEST_TITLE)))
    return line


def _with_sign(paragraph: str) -> str:
    """A paragraph with its sign, also where only its number is written, as ``15`` for ``§ 15``."""
    return f"§ {paragraph}" if _PARAGRAPH.fullmatch(paragraph) else paragraph


def _as_json(line: str, definition: FieldDefinition) -> object:
    """What is written, as the schema of its field sees it."""
    match definition.schema.get("type"):
        case "array":
            return line.split(", ")
        case "integer" if _WHOLE.fullmatch(line):
            return int(line)
        case "number" if _NUMBER.fullmatch(line):
            return float(line)
        case "boolean" if line in ("true", "false"):
            return line == "true"
    return line


def _unknown(value: str, names: Iterable[str], otherwise: Message | None = None) -> RefusedError:
    near = nearest_word(value, names) or nearest_word(value.upper(), names)
    reasons = [message("There is no {name}.", name=value)]
    if near:
        reasons.append(message("Did you mean {nearest}?", nearest=near))
    elif otherwise:
        reasons.append(otherwise)
    return RefusedError(*reasons)
