"""Tries every regular expression of the package on texts that make a bad one slow.

Run as a program it tries them all, and says before each what it tries: whoever has to stop it knows
which one does not come to an end.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import policytrace
from tests.paths import REPOSITORY

SIZE = 30_000
"""Characters in a text. Most tries take milliseconds; one that goes by its square, many seconds."""

UNITS = (
    *("a", "å", "0", " ", "\t", "\n", "-", ".", ":", "/", "~", "`", "|", "[", "{", "<", "@"),
    *("a ", "a.", "a-", "a@", "a:", "0 ", "0-", "- ", "[a", "](", "{.a", "~~a", ":a:", "<a "),
    *("+-", "\n ", "> ", "url(", "www.a.", "070", "12-12 ", "per 1 ", "javascript "),
)
"""What the texts repeat."""

ENDS = ("", "!\n")
"""How they end, so that what began to match may fail."""


def _module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


PACKAGE = REPOSITORY / "_ext" / "policytrace"
SOURCES = {_module_name(path): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
"""The text of each module, by its name."""


def named_patterns() -> Mapping[str, re.Pattern[str]]:
    """Every pattern that a module of the package keeps, by the module's name and its own."""
    found: dict[str, re.Pattern[str]] = {}
    known: set[tuple[str, int, bool]] = set()
    for module in walk_packages(policytrace.__path__, f"{policytrace.__name__}."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                for at, pattern in enumerate(_patterns_in(value)):
                    one = f"{module.name}.{name}" + (f"[{at}]" if at else "")
                    key = (pattern.pattern, pattern.flags, is_searched(one))
                    if key not in known:  # others may have imported it
                        found[one] = pattern
                        known.add(key)
    return found


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _patterns_in(part)
    elif isinstance(value, Mapping):
        yield from _patterns_in(tuple(value.values()))


def is_searched(name: str) -> bool:
    """Whether a pattern is looked for anywhere in a text, rather than at its beginning."""
    module, _, word = name.partition("[")[0].rpartition(".")
    users = SOURCES if not word.startswith("_") else {module: SOURCES[module]}
    uses = [re.findall(rf"\b{word}\.(\w+)", text) for text in users.values()]
    methods = {method for found in uses for method in found}
    return not methods or bool(methods - {"match", "fullmatch"})


def main() -> None:
    """Try all of them."""
    for name, pattern in named_patterns().items():
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        for text in texts():
            if is_searched(name):
                for _ in pattern.finditer(text):
                    pass
            else:
                pattern.match(text)
                pattern.fullmatch(text)


def texts() -> Iterator[str]:
    """What the patterns are tried on."""
    for unit in UNITS:
        text = unit * (SIZE // len(unit))
        yield from (text + end for end in ENDS)


if __name__ == "__main__":
    main()
