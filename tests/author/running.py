"""Runs `policytrace new` in this process, with a person who answers what a test says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from policytrace.cli.new import Command, GateResult
from policytrace.cli.new_options import read_request
from policytrace.cli.terminal import Terminal
from policytrace.sphinx.run import check_project
from tests.sphinx.tiny import TODAY

SWEDISH = Terminal.speaking("sv")

ACTION = {
    "title": "Gör något",
    "plan": "HPL-A",
    "ansvarig": "ORG-KS",
    "klar-senast": "2028-06-30",
    "nästa-uppföljning": "2027-11-15",
    "bidrar-till": "UTG-A",
    "mäts-av": "IND-A",
    "varför": "Det behövs.",
    "vad": "Något görs.",
    "för-vem": "För alla.",
    "förväntat-resultat": "Det är gjort 2028.",
}
"""Answers that make an action of the tiny project that no rule has anything against."""


def options(answers: dict[str, str]) -> list[str]:
    """The answers as options."""
    return [f"--{name}={value}" for name, value in answers.items()]


@dataclass
class Person:
    """Answers questions by what they begin with; Enter for the rest."""

    answers: dict[str, list[str]]
    """By the beginning of the question: the answers to give, one for each time it is asked."""
    heard: list[str] = field(default_factory=list)
    _given: dict[str, Iterator[str]] = field(default_factory=dict)

    def ask(self, prompt: str) -> str:
        self.heard.append(prompt)
        for beginning, answers in self.answers.items():
            if prompt.startswith(beginning):
                given = self._given.setdefault(beginning, iter(answers))
                return next(given)
        return ""

    def say(self, text: str) -> None:
        self.heard.append(text)

    def said(self, part: str) -> bool:
        """Whether something that the person heard holds `part`."""
        return any(part in text for text in self.heard)


def new(project: Path, *words: str, person: Person | None = None) -> int:
    """Run the command on the project in the folder `project`; the exit code."""
    request = read_request(words, SWEDISH, lambda _folder: project)

    def gate() -> GateResult:
        result = check_project(project, today=TODAY, doctreedir=project / "_build" / "doctrees")
        return GateResult(graph=result.graph, findings=result.findings)

    return Command(request=request, gate=gate, prompter=person, today=TODAY, terminal=SWEDISH).run()
