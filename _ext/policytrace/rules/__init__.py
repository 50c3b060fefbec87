"""The rules, one module for each family. Importing this package registers them all."""

from policytrace.rules import (
    accountability,
    decisions,
    publication,
    reading,
    time,
    traceability,
    waivers,
)

__all__ = [
    "accountability",
    "decisions",
    "publication",
    "reading",
    "time",
    "traceability",
    "waivers",
]
