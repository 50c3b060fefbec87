"""Choosing: a person who wrote some words gets what fits best, numbered, and takes a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from policytrace.author.values import UnclearError
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.plan.naming import MOST_FITS, best_fits, called, spoken
from policytrace.schema.metamodel import Metamodel

HELP = "?"
"""The answer that asks what there is to answer."""

MOST_SHOWN = 10
"""How many of what there is to answer a person is shown."""

_NUMBERS = re.compile(r"[0-9]{1,3}(?:[\s,;]+[0-9]{1,3})*")


class Prompter(Protocol):
    """Where a person is asked."""

    def ask(self, prompt: str) -> str:
        """One line that the person writes.

        Raises:
            EOFError: there will be no more lines.
            KeyboardInterrupt: the person wants to stop.
        """
        ...

    def say(self, text: str) -> None:
        """Show a line to the person."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """Lets a person choose among objects."""

    prompter: Prompter
    say: Callable[[Message], str]
    metamodel: Metamodel

    def choose(
        self, unclear: UnclearError, offered: Sequence[Item], *, several: bool
    ) -> tuple[str, ...]:
        """The ids of what the person chooses; none if they would rather answer anew.

        What is written besides a number is searched for together with what was, and else alone.
        """
        words, fits = unclear.name, unclear.fits
        for reason in unclear.told:
            self._tell(reason)
        while True:
            shown = self._show(fits)
            text = self.prompter.ask(self._prompt(several=several)).strip()
            if not text:
                return ()
            if text == HELP:
                self._tell(_NARROW)
            elif _NUMBERS.fullmatch(text):
                chosen = self._numbered(text, shown, several=several)
                if chosen:
                    return chosen
            elif item := called(offered, text):
                return (item.id,)
            elif found := self._narrowed(words, text, offered):
                words, fits = found
            else:
                self._tell(message("Nothing fits “{name}”.", name=text))

    def _show(self, fits: Sequence[Item]) -> Sequence[Item]:
        """Show the first of what fits, numbered, and how many there are besides; gives those."""
        shown = fits[:MOST_FITS]
        self._tell(message("Do you mean:"))
        for number, fit in enumerate(shown, start=1):
            self.prompter.say(f"  {number}  {spoken(fit, self.metamodel)}")
        if (left := len(fits) - len(shown)) > 0:
            self._tell(message("… and {count} more: write more of the name.", count=str(left)))
        return shown

    def _narrowed(
        self, words: str, text: str, offered: Sequence[Item]
    ) -> tuple[str, tuple[Item, ...]] | None:
        """What is searched for now, and what fits it; None if nothing does."""
        both = f"{words} {text}"
        if found := best_fits(offered, both, self.metamodel, mended=False):
            return both, found
        found = best_fits(offered, text, self.metamodel)
        return (text, found) if found else None

    def _numbered(self, text: str, fits: Sequence[Item], *, several: bool) -> tuple[str, ...]:
        numbers = list(map(int, re.findall(r"[0-9]+", text)))
        if any(not 1 <= number <= len(fits) for number in numbers):
            wrong = message("Write a number from 1 to {last}.", last=str(len(fits)))
        elif len(numbers) > 1 and not several:
            wrong = message("Choose one only.")
        else:
            return tuple(dict.fromkeys(fits[number - 1].id for number in numbers))
        self._tell(wrong)
        return ()

    def _prompt(self, *, several: bool) -> str:
        ask = (
            message("Number, or several; more of the name; Enter if none fits")
            if several
            else message("Number; more of the name; Enter if none fits")
        )
        return f"  {self.say(ask)}: "

    def explain(self, offered: Sequence[Item]) -> None:
        """Show the first of what there is, and how to get at the rest."""
        for item in offered[:MOST_SHOWN]:
            self.prompter.say(f"  {spoken(item, self.metamodel)}")
        if (left := len(offered) - MOST_SHOWN) > 0:
            self._tell(and_more(left))
        self._tell(_NARROW)

    def _tell(self, text: Message) -> None:
        self.prompter.say(f"  {self.say(text)}")


def and_more(count: int) -> Message:
    """How many there are besides those that are shown."""
    return message("… and {count} more.", count=str(count))


_NARROW = message(
    "Write some letters or words of the name, or the id: then you are shown what fits best."
)
