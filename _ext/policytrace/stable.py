"""Settings in words, to tell whether they are those of another run."""

from __future__ import annotations

from pathlib import Path


def stable(value: object) -> str:
    """A setting in words that are the same in every run; code is known by its name."""
    if isinstance(value, dict):
        return repr(sorted((str(key), stable(one)) for key, one in value.items()))
    if isinstance(value, set | frozenset):
        return repr(sorted(stable(one) for one in value))
    if isinstance(value, list | tuple):
        return repr([stable(one) for one in value])
    if value is None or isinstance(value, str | bytes | int | float | Path):
        return repr(value)
    return str(getattr(value, "__qualname__", type(value).__qualname__))
