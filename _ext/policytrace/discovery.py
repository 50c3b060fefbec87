"""Registries that fill themselves: every module of a package is imported, in order of name."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules


def import_modules(package: str, path: Iterable[str]) -> tuple[str, ...]:
    """Import the modules of a package, which register what they hold; the names of all of them.

    `package` is its ``__name__``, `path` its ``__path__``.
    """
    names = sorted(found.name for found in iter_modules(path))
    for name in names:
        import_module(f"{package}.{name}")
    return tuple(names)
