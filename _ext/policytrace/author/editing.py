"""Changing what is there: edits of objects become changes of files, and nothing else changes.

What others use of it:

`read_objects` gives objects as their files have them now: title, what stands for each field and
link, the sections of the text, and a token. `Edit` says what is to stand there instead.
`changes_of` makes the `Change`s of any number of edits, to be given to `file_changes.apply` and, to
take them back to the very bytes, to `file_changes.undo`. Only the lines concerned change: line
ends, byte order mark, indentation, the order of options, unknown options, comments and nested
objects stay.

All or nothing: `changes_of` writes no file. It raises `EditRefusedError` with all that cannot be
taken, or `ChangedMeanwhileError` with the objects whose token is no longer theirs; `apply` then
refuses if a file is not as it was when it was read. Each value is read by `values.Reader`, and each
file is read again as it will be: where an edit would say something else than it was meant to, or
anything about another object, it is refused. All of it is linear in the files and the edits.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from policytrace.author.literal import literal
from policytrace.author.placing import option_words, replacements
from policytrace.author.questions import Common
from policytrace.author.source_files import Replacement, SourceFile, read_source, source_of
from policytrace.author.values import LONGEST_TEXT, Reader, RefusedError, visible
from policytrace.author.written import ObjectBlock, Spelling, objects_in
from policytrace.changes.excerpts import in_common
from policytrace.errors import ProjectError
from policytrace.file_changes import Change
from policytrace.locations import Location
from policytrace.markup.hard_breaks import without_stray_spaces
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.fields import FieldType
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import CustomLink, Key, LinkKind, TypeKey
from policytrace.values.paragraphs import canonical, on_one_line

EditSubject = Common | Key | str
"""What is edited of an object: its title, a field or link, or the section of its text by name."""

_LINE_END = re.compile(r"\r\n|\r")
_BETWEEN_IDS = re.compile(r"[,;]\s*")
_MARK = re.compile(r"\s*(?P<mark>:+|`{3,}|~{3,}|-+(?=\s*\Z)|=+(?=\s*\Z))")
"""What begins an option, the answer to a question, or a block, or makes a heading of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectAsWritten:
    """An object as its file has it, to be edited."""

    id: str
    role: TypeKey
    title: str
    values: Mapping[Key, str]
    """By field and link, what stands there; links as ids with a comma between. Unknown options, and
    those without a value, are left out."""
    texts: Mapping[str, str]
    """Markdown by the name of the section; `markup.sections.LEAD`: the text before the first."""
    lines: Mapping[str, range]
    """The lines of the file that a section takes, by its name."""
    token: str
    """What to give in `Edit.token`."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is to stand in an object; all that is not named stays as it is."""

    id: str
    title: str | None = None
    values: Mapping[Key, str] = field(default_factory=dict)
    """Ids or titles for a link, with a comma between. Empty takes the option away."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Markdown. Empty takes the section away."""
    token: str = ""
    """That of the object when it was read; empty: whatever stands there now is replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a part of an edit cannot be taken."""

    id: str
    subject: EditSubject
    reasons: tuple[Message, ...]


class EditRefusedError(ProjectError):
    """Edits that cannot be taken; nothing is changed."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        """Keep what is refused, in the order of the edits."""
        first = refusals[0]
        super().__init__(first.reasons[0])
        self.refusals = tuple(refusals)


class ChangedMeanwhileError(ProjectError):
    """Objects that somebody has changed since they were read; nothing is changed."""

    def __init__(self, ids: Sequence[str], location: Location) -> None:
        """Keep the ids; `location` is that of the first."""
        super().__init__(
            message("{id} has been changed by someone else meanwhile.", id=ids[0]), location
        )
        self.ids = tuple(ids)


def read_objects(
    ids: Iterable[str], *, graph: Graph, metamodel: Metamodel, project: Path
) -> Mapping[str, ObjectAsWritten]:
    """Objects as their files have them now, by id.

    Raises:
        ProjectError: an object is not where the graph has it, or a file cannot be read.
    """
    files = _Files(project=project, spelling=Spelling(metamodel=metamodel))
    items = (_known(item_id, graph) for item_id in ids)
    return {item.id: as_written(files.object(item), item.role, metamodel) for item in items}


def _known(item_id: str, graph: Graph) -> Item:
    try:
        return graph.items[item_id]
    except KeyError:
        raise ProjectError(message("There is no {name}.", name=item_id)) from None


def as_written(written: ObjectBlock, role: TypeKey, metamodel: Metamodel) -> ObjectAsWritten:
    """What an object says, by its keys."""
    return ObjectAsWritten(
        id=written.id,
        role=role,
        title=written.span.title,
        values={
            key: value
            for key, word in option_words(metamodel).items()
            if (value := _plain(written.options.values.get(word, ""), key, metamodel))
        },
        texts=written.texts,
        lines=written.section_lines,
        token=written.token,
        location=written.location,
    )


def as_changed(
    item: Item, changes: Iterable[Change], *, metamodel: Metamodel, project: Path
) -> ObjectAsWritten | None:
    """An object as changes would have it; None if none of them is about its file.

    Raises:
        ProjectError: its file cannot be read then.
    """
    file = item.location.file
    spelling = Spelling(metamodel=metamodel)
    for change in changes:
        if change.path == project / file:
            source = source_of(change.path, file, change.after)
            for written in objects_in(source, spelling):
                if written.id == item.id:
                    return as_written(written, item.role, metamodel)
    return None


def changes_of(
    edits: Iterable[Edit], *, graph: Graph, metamodel: Metamodel, project: Path
) -> tuple[Change, ...]:
    """What the edits make of the files; none for what stands there already.

    Raises:
        EditRefusedError: something cannot be taken.
        ChangedMeanwhileError: an object is not as it was when it was read.
        ProjectError: an object is not found in its file, or a file cannot be read.
    """
    files = _Files(project=project, spelling=Spelling(metamodel=metamodel))
    readers: dict[TypeKey, Reader] = {}
    wanted: dict[str, list[_Meant]] = {}
    refused: list[Refusal] = []
    stale: list[ObjectBlock] = []
    for edit in _once(edits):
        item = _known(edit.id, graph)
        written = files.object(item)
        if edit.token and edit.token != written.token:
            stale.append(written)
            continue
        reader = readers.setdefault(
            item.role,
            Reader(role=item.role, metamodel=metamodel, graph=graph, project=project, new=False),
        )
        one = _wanted(edit, as_written(written, item.role, metamodel), written, reader)
        refused += one.refused
        wanted.setdefault(written.file, []).append(one)
    if stale:
        raise ChangedMeanwhileError([one.id for one in stale], stale[0].location)
    if refused:
        raise EditRefusedError(refused)
    made = [files.changed(file, ones, metamodel) for file, ones in wanted.items()]
    return tuple(change for change in made if change.after != change.before)


def _once(edits: Iterable[Edit]) -> Iterable[Edit]:
    """The edits, those of one object as one; of what is said twice the last is meant."""
    found: dict[str, Edit] = {}
    for edit in edits:
        had = found.get(edit.id)
        found[edit.id] = (
            edit
            if had is None
            else Edit(
                id=edit.id,
                title=had.title if edit.title is None else edit.title,
                values={**had.values, **edit.values},
                texts={**had.texts, **edit.texts},
                token=had.token or edit.token,
            )
        )
    return found.values()


# ------------------------------------------------------------------------ what is to stand there


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """What differs from what stands there, read and in the form in which it is written."""

    written: ObjectBlock
    before: ObjectAsWritten
    title: str
    values: Mapping[Key, str]
    """Those that change; empty for what is to go."""
    texts: Mapping[str, str]
    refused: tuple[Refusal, ...]

    def replacements(self, source: SourceFile, metamodel: Metamodel) -> Iterator[Replacement]:
        """The lines of the file that it changes."""
        return replacements(
            self.written,
            source,
            metamodel,
            role=self.before.role,
            title=self.title if self.title != self.before.title else None,
            values=self.values,
            texts=self.texts,
        )


def _wanted(edit: Edit, before: ObjectAsWritten, written: ObjectBlock, reader: Reader) -> _Meant:
    refused: list[Refusal] = []

    def read(
        subject: EditSubject, had: str, answer: Callable[[], str]
    ) -> Iterator[tuple[EditSubject, str]]:
        """What an answer comes to, if it differs from what was there."""
        try:
            new = answer()
        except RefusedError as error:
            refused.append(Refusal(id=edit.id, subject=subject, reasons=error.reasons))
        else:
            if new != had:
                yield subject, new

    title = before.title if edit.title is None else edit.title
    titles = read(Common.TITLE, before.title, partial(_title, title, written, reader))
    return _Meant(
        written=written,
        before=before,
        title=dict(titles if title != before.title else ()).get(Common.TITLE, before.title),
        values={
            key: value
            for key, text in edit.values.items()
            if _plain(text, key, reader.metamodel) != (had := before.values.get(key, ""))
            for _, value in read(key, had, partial(_value, key, text, reader))
        },
        texts={
            name: value
            for name, text in edit.texts.items()
            for _, value in read(
                name,
                unicodedata.normalize("NFC", before.texts.get(name, "")),
                partial(markdown_text, text, before.texts.get(name, "")),
            )
        },
        refused=tuple(refused),
    )


def _title(text: str, written: ObjectBlock, reader: Reader) -> str:
    title = str(reader.read(Common.TITLE, text))
    if "`" in written.span.fence and "`" in title:
        raise RefusedError(
            message("The title must not hold ` in this place: the objects there begin with it.")
        )
    return title


def _value(key: Key, text: str, reader: Reader) -> str:
    """The value as it is to be written; empty to take it away."""
    if not text.strip():
        return ""
    if not reader.metamodel.has(key):
        raise RefusedError(message("There is no {name}.", name=str(key)))
    read = reader.read(key, text)
    return read if isinstance(read, str) else ", ".join(read)


def markdown_text(text: str, had: str = "") -> str:
    """A text as a section holds it: Markdown, without the blank lines around it.

    What Markdown would show nowhere is kept as text, but for lines that stand in what the section
    `had` before.

    Raises:
        RefusedError: it is too long, or holds characters that cannot be seen.
    """
    composed = unicodedata.normalize("NFC", text)
    if len(composed) > LONGEST_TEXT:
        raise RefusedError(message("Write at most {most} characters.", most=str(LONGEST_TEXT)))
    new = _tidied(_LINE_END.sub("\n", composed).strip(" \t\n"))
    for line in new:
        visible(line)
    before = unicodedata.normalize("NFC", had)
    kept = "\n".join(_as_before(new, before)) if any(new) else ""
    return kept if kept == before else literal(kept, frozenset(before.split("\n")))


def _tidied(text: str) -> list[str]:
    """The lines of a text, with no blanks at their ends but those that break a line."""
    return without_stray_spaces(text).replace("\t", "    ").split("\n")


def _as_before(lines: Sequence[str], before: str) -> Iterator[str]:
    """The lines of a text; those that stood there `before` have the blanks that they had."""
    had = before.split("\n")
    tidied = _tidied(before.lstrip(" \t"))
    first, last = in_common(tidied, lines)
    known = dict(zip(tidied, had, strict=True))
    found = [
        *had[:first],
        *(known.get(line, line) for line in lines[first : len(lines) - last]),
        *had[len(had) - last :],
    ]
    # What broke no line, since none came below, may break one now.
    read = _tidied("\n".join(found).lstrip(" \t"))
    for line, restored, again in zip(lines, found, read, strict=True):
        yield restored if again == line else line


def _plain(text: str, key: Key, metamodel: Metamodel) -> str:
    """What stands in an option, in the form in which two of them can be compared."""
    if isinstance(key, LinkKind | CustomLink):
        return ", ".join(part for part in _BETWEEN_IDS.split(on_one_line(text)) if part)
    known = metamodel.definitions.get(key)
    long = known is not None and known.spec.type is FieldType.PARAGRAPHS
    return canonical(text) if long else on_one_line(text)


# ------------------------------------------------------------------------ the files


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """The files as they stand, each read once."""

    project: Path
    spelling: Spelling
    _read: dict[str, tuple[SourceFile, tuple[ObjectBlock, ...]]] = field(default_factory=dict)
    _found: dict[tuple[str, str], ObjectBlock] = field(default_factory=dict)

    def object(self, item: Item) -> ObjectBlock:
        """The object where it stands now.

        Raises:
            ProjectError: it is not found there, or twice, or the file cannot be read.
        """
        file = item.location.file
        if file not in self._read:
            source = read_source(self.project, file)
            objects = objects_in(source, self.spelling)
            self._read[file] = (source, objects)
            times = Counter(one.id for one in objects)
            self._found.update({(file, one.id): one for one in objects if times[one.id] == 1})
        found = self._found.get((file, item.id))
        if found is None or found.span.name != self.spelling.metamodel.word(item.role):
            raise ProjectError(
                message(
                    "{id} cannot be changed here: it does not stand in the file as it should.",
                    id=item.id,
                ),
                item.location,
            )
        return found

    def changed(self, file: str, wanted: Sequence[_Meant], metamodel: Metamodel) -> Change:
        """The file with all that is wanted in it, read again to see that it says just that.

        Raises:
            EditRefusedError: it would say something else.
        """
        source, objects = self._read[file]
        parts = [list(one.replacements(source, metamodel)) for one in wanted]
        change = source.replaced(part for of_one in parts for part in of_one)
        after = objects_in(source_of(source.path, file, change.after), self.spelling)
        if refused := _misread(objects, after, wanted, metamodel):
            pairs = zip(wanted, parts, strict=True)
            alone = [found for one, own in pairs for found in self._alone(one, source, own)]
            raise EditRefusedError(alone or refused)
        return change

    def _alone(
        self, one: _Meant, source: SourceFile, parts: Iterable[Replacement]
    ) -> list[Refusal]:
        """What is wrong with an edit when its object is all that the file holds."""
        first, last = one.written.span.first, one.written.span.last
        block = replace(source, content=b"", lines=source.lines[first : last + 1])
        moved = [
            replace(part, first=part.first - first, after=part.after - first) for part in parts
        ]
        before, after = (
            objects_in(source_of(source.path, source.file, change.after), self.spelling)
            for change in (block.replaced(()), block.replaced(moved))
        )
        return _misread(before, after, [one], self.spelling.metamodel)


def _misread(
    before: Sequence[ObjectBlock],
    after: Sequence[ObjectBlock],
    wanted: Sequence[_Meant],
    metamodel: Metamodel,
) -> list[Refusal]:
    """What a file would say otherwise than it is meant to; it holds the same objects as before."""
    if [one.id for one in after] != [one.id for one in before]:
        return [_refusal(one) for one in wanted]
    meant = {one.written.id: one for one in wanted}
    refused: list[Refusal] = []
    for old, new in zip(before, after, strict=True):
        one = meant.get(old.id)
        if one is None:
            refused += [] if _says(old) == _says(new) else [_refusal(wanted[0])]
        elif (wrong := _other_than_meant(one, new, metamodel)) is not None:
            refused.append(_refusal(one, wrong))
    return refused


def _refusal(one: _Meant, subject: EditSubject | None = None) -> Refusal:
    if subject is None:
        subject = next(iter([*one.texts, *one.values]), Common.TITLE)
    text = one.texts.get(subject, "") if isinstance(subject, str) else ""
    return Refusal(id=one.written.id, subject=subject, reasons=tuple(_why_misread(text)))


def _why_misread(text: str) -> Iterator[Message]:
    """What in a text is likely to have been read as something else, and what to do about it."""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _MARK.match(line):
            yield message(
                "Line {number} of the text, “{line}”, would be read as the beginning of something "
                "else.",
                number=str(number),
                line=line.strip()[:40],
            )
            yield message(
                "Begin the line with a word, or write \\ before the sign if it is to be seen: "
                "{line}",
                line=f"\\{found['mark']}",
            )
            return
    yield message("Markdown would read it as something else than text in this place.")
    yield message(
        "Write it without lines that begin as options, questions or blocks do: with colons or "
        "fences."
    )


def _says(written: ObjectBlock) -> tuple[object, ...]:
    """All that an object says, but for where it stands."""
    return (
        written.span.name,
        written.span.title,
        written.options.values,
        written.texts,
        written.rest,
        len(written.options.problems),
    )


def _other_than_meant(one: _Meant, new: ObjectBlock, metamodel: Metamodel) -> EditSubject | None:
    """The first part of an object that does not say what it was meant to say; None if all do."""
    old = one.written
    if new.span.title != one.title:
        return Common.TITLE
    words = option_words(metamodel)
    changed = {words[key] for key in one.values}
    for key, value in one.values.items():
        if _plain(new.options.values.get(words[key], ""), key, metamodel) != value:
            return key
    for name, text in one.texts.items():
        if new.texts.get(name, "") != text:
            return name
    texts = {name: text for name, text in old.texts.items() if name not in one.texts}
    same = (
        {word: value for word, value in old.options.values.items() if word not in changed}
        == {word: value for word, value in new.options.values.items() if word not in changed}
        and texts == {name: text for name, text in new.texts.items() if name not in one.texts}
        and old.rest == new.rest
        and len(new.options.problems) <= len(old.options.problems)
    )
    return None if same else next(iter([*one.texts, *one.values]), Common.TITLE)
