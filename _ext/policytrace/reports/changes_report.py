"""Changes between two plans for people: as plain text, as Markdown and as a document."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.changes.field_words import Word
from policytrace.history.comparison import ObjectChanges, PlanComparison
from policytrace.history.told import source_told, told
from policytrace.messages import Message, Sayable, message
from policytrace.report.reading import ReadReport
from policytrace.report.summary import one_line
from policytrace.reports.document import (
    Block,
    Facts,
    FrameWords,
    Heading,
    Listing,
    Opening,
    Paragraph,
    ReportDocument,
    Run,
    Text,
    Tone,
    text_of,
    writable,
)
from policytrace.reports.told_findings import HEADING, told_findings
from policytrace.schema.plain import OWN
from policytrace.values.alphabet import with_initial

_MARKS = re.compile(r"([\\`*_\[\]<>~&|$@#!])")
"""What can mean something in Markdown: a backslash before any of it makes it a plain sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesTeller:
    """Puts a comparison into words."""

    comparison: PlanComparison
    word: Word
    """From a key, as ``link.owner``, to the project's word for it."""
    translations: gettext.NullTranslations
    trouble: Message | None = None
    """Why the two plans could not be compared; then nothing of `comparison` is told."""
    checked: ReadReport | None = None
    """What the gate has said, if that is told too."""

    def text(self) -> str:
        """Plain text: a line for each object, and below it one for each change."""
        lines = [self._heading()]
        for one in self.comparison.objects:
            lines += ["", f"{self._name(one)}  {one.object.id}"]
            lines += [f"    {self._changed(change)}" for change in self._changes(one)]
        lines += ["", self._summary()] if self.comparison.objects else [self._summary()]
        if found := self._found():
            lines += ["", self._say(HEADING), *(f"    {line}" for line in found)]
        return "".join(f"{one_line(line)}\n" for line in lines)

    def markdown(self) -> str:
        """Markdown, as code hosts show it below a change request."""
        heading = self._say(message("What changes in the plan"))
        lines = [f"## {_plain(heading)}", ""]
        lines += [_plain(self._summary()), ""]
        for one in self.comparison.objects:
            lines += [f"- **{_plain(self._name(one))}** ({_plain(one.object.id)})"]
            lines += [f"  - {_plain(self._changed(change))}" for change in self._changes(one)]
        if found := self._found():
            lines += ["", f"## {_plain(self._say(HEADING))}", ""]
            lines += [f"- {_plain(line)}" for line in found]
        return "".join(f"{line}\n" for line in lines)

    def document(self, day: date, sender: str) -> ReportDocument:
        """A document; of the day `day`, for who says nothing else."""
        return writable(
            ReportDocument(
                kind=self._say(message("Changes")),
                title=self._say(message("What has changed in the plan")),
                subtitle=self._heading(),
                opening=Opening.LETTER,
                language=self.translations.info().get("language", "en"),
                day=day,
                sender=sender,
                mark=None,
                standing=self._say(self._number()),
                is_proposal=False,
                explained=(self._summary(),),
                facts=Facts(entries=()),
                blocks=tuple(self._blocks()),
                words=FrameWords(
                    contents=self._say(message("Contents")),
                    page=self._say(message("page")),
                    of_pages=self._say(message("of")),
                ),
            )
        )

    def _blocks(self) -> Iterator[Block]:
        for one in self.comparison.objects:
            yield Heading(level=1, text=self._name(one))
            yield Paragraph(text=text_of(one.object.id), tone=Tone.NOTE)
            yield Listing(
                entries=tuple(
                    (Paragraph(text=self._run(change, undecided=judged.undecided)),)
                    for judged, change in zip(one.changes, self._changes(one), strict=True)
                )
            )

        if found := self._found():
            yield Heading(level=1, text=self._say(HEADING))
            yield Listing(entries=tuple((Paragraph(text=text_of(line)),) for line in found))

    def _found(self) -> list[str]:
        return [*told_findings(self.checked, self.translations)] if self.checked else []

    def _run(self, change: str, *, undecided: bool) -> Text:
        return (Run(text=self._changed(change), strong=undecided),)

    def _heading(self) -> str:
        return self._say(
            message(
                "From {before} to {after}",
                before=source_told(self.comparison.before.source),
                after=source_told(self.comparison.after.source),
            )
        )

    def _summary(self) -> str:
        comparison = self.comparison
        if self.trouble is not None:
            return self._say(message("The plans could not be compared. {why}", why=self.trouble))
        if not comparison.objects:
            return self._say(message("Nothing in the plan has changed."))
        said = message(
            "Changed objects: {objects}. Changes: {changes}.",
            objects=str(len(comparison.objects)),
            changes=str(comparison.number),
        )
        if not comparison.undecided:
            return self._say(said)
        return self._say(
            message(
                "{numbers} Without a decision, where one is needed: {undecided}.",
                numbers=said,
                undecided=str(comparison.undecided),
            )
        )

    def _number(self) -> Sayable:
        return message("Changes: {changes}", changes=str(self.comparison.number))

    def _changes(self, one: ObjectChanges) -> list[str]:
        return [self._say(told(change, self.word)) for change in one.changes]

    def _changed(self, change: str) -> str:
        return with_initial(change)

    def _name(self, one: ObjectChanges) -> str:
        kind = one.object.kind
        name = kind.removeprefix(OWN) if kind.startswith(OWN) else self.word(f"role.{kind}")
        return f"{with_initial(name)}: {one.object.title}"

    def _say(self, said: Sayable) -> str:
        return said.render(self.translations)


def _plain(text: str) -> str:
    """A text in which nothing means anything in Markdown."""
    return _MARKS.sub(r"\\\1", one_line(text))
