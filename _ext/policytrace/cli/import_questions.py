"""What is asked of the person who takes a file in, or said where there is nobody to ask."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policytrace.author.choosing import Prompter
from policytrace.cli.indicator_context import CommandContext
from policytrace.errors import ProjectError
from policytrace.measure.data_file import indicator_called
from policytrace.messages import Message, message
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import ValueColumn
from policytrace.sources.spreadsheet.choices import (
    AmbiguousError,
    FileChoice,
    FileChoices,
)
from policytrace.sources.spreadsheet.files import read_file
from policytrace.sources.spreadsheet.layouts.area_names import AreaNames
from policytrace.sources.spreadsheet.layouts.own import OWN_WIDE
from policytrace.sources.spreadsheet.layouts.selected import Known
from policytrace.sources.spreadsheet.layouts.understanding import Understanding, understand
from policytrace.sources.spreadsheet.sheets import UnusableError, listed, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportQuestions:
    """The questions about one file."""

    file: Path
    context: CommandContext
    person: Prompter | None
    """None: there is nobody to ask."""

    def understood(self, choices: FileChoices) -> Understanding:
        """How the file is understood, when all that is not clear has been asked for.

        Raises:
            ProjectError: it cannot be understood, or there is nobody to ask.
        """
        measured = self.context.measurements
        known = Known(
            words=measured.words,
            areas=AreaNames(register=measured.areas),
            catalogue=measured.catalogue,
        )
        try:
            content = read_file(self.file)
            while True:
                try:
                    return understand(content, choices, known)
                except AmbiguousError as error:
                    choices = choices.with_answer(error.choice, self._answer_to(error))
        except UnusableError as error:
            raise ProjectError(self.of_the_file(error.text, error.row)) from error

    def _answer_to(self, error: AmbiguousError) -> str:
        """What a person answers to a question about the file.

        Raises:
            ProjectError: there is nobody to ask.
        """
        say = self.context.terminal.text
        if not self.person:
            raise ProjectError(
                message(
                    "{what} Say it with {option}{answers}.",
                    what=self.of_the_file(error.text, error.row),
                    option=error.choice.value,
                    answers=f": {self._listed(error)}" if error.answers else "",
                )
            ) from error
        self.person.say(say(error.text))
        for answer, meaning in error.answers.items():
            self.person.say(f"  {shown(answer)}  {say(meaning)}")
        by_folded = {answer.casefold(): answer for answer in error.answers}
        while True:
            answer = self._asked(self.person, message("Which one?"))
            if not error.answers:
                return answer
            if answer.casefold() in by_folded:
                return by_folded[answer.casefold()]
            self.person.say(say(message("Answer with one of: {names}.",
                                        names=", ".join(map(shown, error.answers)))))  # fmt: skip

    def _listed(self, error: AmbiguousError) -> str:
        """The answers that can be given; those that are but a sign with what they mean."""
        say = self.context.terminal.text
        if error.choice not in (FileChoice.DECIMAL, FileChoice.DASH):
            return listed(error.answers)
        return listed(f"{answer} ({say(meaning)})" for answer, meaning in error.answers.items())

    def of_the_file(self, said: Message, row: int = 0) -> Message:
        """What is said of the file, with its name and the row; 0 for none in particular."""
        file, text = str(self.file), self.context.terminal.text(said)
        if row:
            return message("{file}, row {row}: {text}", file=file, row=str(row), text=text)
        return Message("{file}: {text}", {"file": file, "text": text})

    def indicator(self, person: Prompter) -> str:
        """The indicator that a person says the values belong to."""
        indicators = self.context.measurements.by_indicator
        say = self.context.terminal.text
        for item in self.context.graph.of_role(Role.INDICATOR):
            person.say(f"  {item.id}  {item.title}")
        while True:
            name = self._asked(person, message("Which indicator do the values belong to?"))
            try:
                return indicator_called(name, indicators)
            except ProjectError as error:
                person.say(say(error.text))

    def source(self, found: Understanding) -> str:
        """Where values are from that do not say; empty if all do."""
        if found.has_sources:
            return ""
        if not self.person:
            lacking = message(
                "The file has no column called {name}. Say where the values are from, with "
                "--source.",
                name=self.context.measurements.words.of(ValueColumn.SOURCE),
            )
            unknown = [one.title for one in found.series if one.title and not one.measure]
            if found.layout != OWN_WIDE.name or not unknown:
                raise ProjectError(lacking)
            raise ProjectError(
                message(
                    "No measure in the project's register of Kolada's is called {names}. If the "
                    "file is from Kolada: add the measure to the register. {lacking}",
                    names=listed(unknown),
                    lacking=lacking,
                )
            )
        return self._asked(self.person, message("Where are the values from?"))

    def _asked(self, person: Prompter, question: Message) -> str:
        """The answer to a question, which is asked until there is one."""
        try:
            while True:
                if answer := person.ask(f"{self.context.terminal.text(question)} ").strip():
                    return answer
        except EOFError as error:
            raise ProjectError(message("There were no more answers.")) from error
