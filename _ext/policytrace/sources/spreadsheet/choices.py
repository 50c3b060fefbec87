"""What a person has said of a file, where it can be read in more ways than one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from policytrace.messages import Message
from policytrace.sources.spreadsheet.sheets import UnusableError


class FileChoice(StrEnum):
    """Something that can be said of a file; the value is the option of the command that says it."""

    SHEET = "--sheet"
    MEASURE = "--measure"
    AREA = "--area"
    PERIOD = "--period"
    SEX = "--sex"
    DECIMAL = "--decimal"
    DASH = "--dash"
    GROUP = "--group"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChoices:
    """What has been said."""

    said: Mapping[FileChoice, str] = field(default_factory=lambda: MappingProxyType({}))
    only: tuple[tuple[str, str], ...] = ()
    """Columns, and what their cells must hold for a row to be taken in."""

    def __getitem__(self, choice: FileChoice) -> str:
        """What has been said; empty if nothing has."""
        return self.said.get(choice, "")

    def with_answer(self, choice: FileChoice, answer: str) -> FileChoices:
        """The choices, and one more."""
        return replace(self, said=MappingProxyType({**self.said, choice: answer}))


NOTHING_SAID = FileChoices()


class AmbiguousError(UnusableError):
    """A file that can be read in more ways than one; `text` asks which is right."""

    def __init__(
        self, text: Message, choice: FileChoice, answers: Mapping[str, Message], row: int = 0
    ) -> None:
        """`answers` are those that can be given, with what they mean; empty: any text."""
        super().__init__(text, row)
        self.choice = choice
        self.answers = answers
