"""The rules, one module for each family. Importing this package registers them all."""

from policytrace.checks.rules import (
    accountability,
    decisions,
    links,
    measurement,
    publication,
    reading,
    restatement,
    time,
    traceability,
    waivers,
)

__all__ = [
    "accountability",
    "decisions",
    "links",
    "measurement",
    "publication",
    "reading",
    "restatement",
    "time",
    "traceability",
    "waivers",
]
