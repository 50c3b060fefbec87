"""The words that the code compares."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where an item is in its way from proposal to result. A fact that someone decides."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    """Which way a value should go. The values are the words of the project's schema."""

    UP = "upp"
    DOWN = "ned"
    BALANCE = "balans"


class ActionStatus(StrEnum):
    """How it goes. The values are what editors write, and are the same in every project."""

    NOT_STARTED = "ej startad"
    ON_PLAN = "enligt plan"
    AT_RISK = "i riskzonen"
    LATE = "försenad"
    DONE = "klar"
    CANCELLED = "avbruten"

    @property
    def key(self) -> str:
        """Its name in style sheets."""
        return self.name.lower()


class Verdict(StrEnum):
    """How a measure stands to its target. The values are a contract: the JSON holds them."""

    REACHED = "uppnått"
    ON_TRACK = "på väg"
    TOO_SLOW = "för långsamt"
    UNCHANGED = "oförändrat"
    WRONG_WAY = "fel riktning"
    NO_DATA = "saknar data"
    NO_TARGET = "saknar mål"
    OUTDATED = "inaktuellt"


class Sex(StrEnum):
    """Whom a value is about. The values are the words of the data files."""

    WOMEN = "kvinnor"
    MEN = "män"
    TOTAL = "totalt"


class AreaKind(StrEnum):
    """What an area is. The values are the words of the register."""

    MUNICIPALITY = "kommun"
    DISTRICT = "valdistrikt"
    COUNTY = "län"
    COUNTRY = "riket"
    COMPARISON = "jämförelsegrupp"
