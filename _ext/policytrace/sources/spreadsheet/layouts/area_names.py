"""Finds the areas of the register by the names that other programs have for them.

Statistics Sweden writes ``1982 Fagersta``, ``19 Västmanlands län`` and ``00 Riket``, or the number
alone. Kolada's codes are the same numbers with four digits, so the two can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from policytrace.measure.areas import Area, AreaRegister
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import AreaKind
from policytrace.sources.spreadsheet.sheets import shown

_CODED = re.compile(r"(?P<code>[0-9]{4}|[0-9]{2})(?:\s+(?P<name>\S.*))?")
_MUNICIPALITY = " kommun"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedArea:
    """What a text names."""

    area: Area | None = None
    """None: no area of the register, or several that the text does not tell apart."""
    conflict: Message | None = None
    """Why it cannot be told, where the number says one thing and the name another."""


@dataclass(frozen=True, kw_only=True)
class AreaNames:
    """The areas of a register, by all that they are called."""

    register: AreaRegister
    _by_name: Mapping[str, tuple[Area, ...]] = field(init=False, repr=False)
    _by_code: Mapping[str, Area] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Look up once what is asked for with every value."""
        named: dict[str, list[Area]] = {}
        for area in self.register.areas.values():
            for name in {area.name.casefold(), area.key.casefold()}:
                named.setdefault(name, []).append(area)
        coded = {area.kolada: area for area in self.register.areas.values() if area.kolada}
        object.__setattr__(
            self, "_by_name", MappingProxyType({name: tuple(of) for name, of in named.items()})
        )
        object.__setattr__(self, "_by_code", MappingProxyType(coded))

    def knows(self, text: str) -> bool:
        """Whether a text names an area of the register, or several."""
        return self.named(text).area is not None or len(self._called(text)) > 1

    def named(self, text: str) -> NamedArea:
        """The area that a text names."""
        if found := _CODED.fullmatch(text):
            return self._coded(found["code"].zfill(4), found["name"] or "", text)
        called = self._called(text)
        return NamedArea(area=called[0] if len(called) == 1 else None)

    def _coded(self, code: str, name: str, text: str) -> NamedArea:
        by_code = self._by_code.get(code)
        called = self._called(name)
        if not name or (by_code and by_code in called):
            return NamedArea(area=by_code)
        if by_code is None and not called:
            return NamedArea()
        return NamedArea(
            conflict=message(
                "“{text}” is one area by its number and another by its name: {area} has {code} in "
                "the register.",
                text=shown(text),
                area=by_code.name if by_code else called[0].name,
                code=code if by_code else called[0].kolada or "–",
            )
        )

    def _called(self, name: str) -> tuple[Area, ...]:
        """The areas of a name; the municipality may be called so, as in “Fagersta kommun”."""
        if called := self._by_name.get(name.casefold(), ()):
            return called
        stem = name.casefold().removesuffix(_MUNICIPALITY)
        for form in (stem, stem.removesuffix("s")):
            called = self._by_name.get(form, ())
            if called and all(area.kind is AreaKind.MUNICIPALITY for area in called):
                return called
        return ()
