"""Metamodels that say a little more than the tests' own."""

from __future__ import annotations

import re


def with_added(metamodel: str, added: str) -> str:
    """A metamodel with the lines of other tables, under the same headings or new ones."""
    for table in re.split(r"(?m)^(?=\[)", added.strip()):
        header, _, lines = table.partition("\n")
        before, found, after = metamodel.partition(f"\n{header}\n")
        metamodel = f"{before}\n{header}\n{lines}\n{after if found else ''}"
    return metamodel


OWN = """\
[needs.types."risk"]
title = "Risk"
prefix = "RIS-"

[needs.fields."budget"]
description = "Kostnad i kronor"
schema = { type = "integer", minimum = 0 }

[needs.links."beror_på"]
outgoing = "Beror på"
incoming = "Påverkar"
"""
"""A type without a role, and a field and a link that the code does not know."""
