"""``llms.txt``: where an assistant begins, and how it cites (https://llmstxt.org/).

Plain Markdown, for people too. Titles are text: no link and no heading can be made of them.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator

from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.roles import ADOPTED_ROLES, Role
from policytrace.site.exports.about import description_of, title_of
from policytrace.site.open_files import ASSISTANTS, FOLDER, open_files
from policytrace.site.pages.registry import OBJECT_PAGES, address_of
from policytrace.site.signs import seen_signs
from policytrace.snapshot import Snapshot

_MARKS = re.compile(r"([\\`*_\[\]<>#|])")
"""What means something in Markdown."""

_LISTED = (Role.STRATEGY, Role.PRIORITY, Role.PLAN)
"""What is listed here; all else is a link away."""

_RULES = (
    message(
        "Say whether it has been decided. What has the status of a proposal has been decided by "
        "nobody. It has no deadline that binds anybody, and nobody is late with it."
    ),
    message(
        "Cite a decision with body, date, paragraph and registration number, as its object has "
        "them."
    ),
    message(
        "What restates the adopted text does so in simpler words. Quote the adopted wording where "
        "there is one (restates.wording), and the restatement as what it is."
    ),
    message(
        "Give the title, the id and the address of the object's page, and the day that it is of. "
        "Ids stay, also when an object is renamed or moved."
    ),
    message(
        "Give the source of a value, its period, place and sex. Do not work out a value that is "
        "left out: few persons are behind it."
    ),
    message("How something goes is worked out. Give the rule and the reason that stand with it."),
)
"""How one cites."""


def llms_text(snapshot: Snapshot, translations: gettext.NullTranslations) -> bytes:
    """The file."""
    lines = _AssistantsWriter(snapshot, translations).lines()
    return ("\n".join(lines) + "\n").encode()


class _AssistantsWriter:
    """Writes in one language."""

    def __init__(self, snapshot: Snapshot, translations: gettext.NullTranslations) -> None:
        self.snapshot = snapshot
        self.translations = translations

    def said(self, text: Message) -> str:
        return text.render(self.translations)

    def lines(self) -> Iterator[str]:
        snapshot = self.snapshot
        yield f"# {_plain(self.said(title_of(snapshot)))}"
        yield ""
        yield f"> {_plain(self.said(description_of(snapshot)))}"
        yield ""
        yield self.said(message("All that is said here is of {day}.", day=str(snapshot.today)))
        yield ""
        yield self.heading(message("How to cite"))
        yield ""
        yield from (f"- {self.said(rule)}" for rule in _RULES)
        yield ""
        yield self.heading(message("Data"))
        yield ""
        for file in open_files(snapshot):
            if file.address != ASSISTANTS:
                says = _plain(self.said(file.says))
                yield f"- [{file.address}]({self.address(file.address)}): {file.form}. {says}"
        yield self.said(
            message(
                "- {file}: each object with all that it is linked to; its page is {page}.",
                file=f"`{FOLDER}{OBJECT_PAGES}<ID>.json`",
                page=f"`{OBJECT_PAGES}<ID>.html`",
            )
        )
        for role in _LISTED:
            if items := snapshot.graph.of_role(role):
                yield ""
                yield f"## {_plain(snapshot.metamodel.role_titles.get(role, role.value))}"
                yield ""
                yield from map(self.line, items)

    def heading(self, text: Message) -> str:
        return f"## {self.said(text)}"

    def line(self, item: Item) -> str:
        """An object with its page, and where it stands."""
        link = f"[{_plain(item.title)}]({self.address(f'{address_of(item)}.html')})"
        return f"- {link} ({', '.join((item.id, *self.standing(item)))})"

    def standing(self, item: Item) -> Iterator[str]:
        if item.role in ADOPTED_ROLES:
            yield self.said(message("restates the adopted text"))
        elif item.status is not None:
            yield self.snapshot.metamodel.vocabulary.of(item.status)

    def address(self, path: str) -> str:
        """Where something is: from this file, which lies at the root, if no more is known."""
        site = self.snapshot.metamodel.site
        return f"{site}/{path}" if site else path


def _plain(text: str) -> str:
    """A text on one line in which nothing is Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(seen_signs(text).split()))
