"""PT111: a published address leads somewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.checks.registry import RULES
from policytrace.locations import Location
from policytrace.plan.addresses import Address, AddressRegister
from policytrace.plan.unread import Unread
from policytrace.schema.roles import Role
from tests.plan_builder import context_of, english, item, plan

GRAPH = plan(item("ATG-1", Role.ACTION))


def said(*rows: tuple[str, str], unread: Unread | None = None) -> list[tuple[int, str]]:
    """Line and message of each finding about a register with these rows."""
    addresses = tuple(
        Address(id=old, leads_to=new, location=Location(file="a.csv", line=line))
        for line, (old, new) in enumerate(rows, start=2)
    )
    context = replace(
        context_of(GRAPH), addresses=AddressRegister(addresses=addresses), unread=unread or Unread()
    )
    return [
        (found.location.line, english(found.message))
        for found in RULES["PT111"].check(GRAPH, context)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("ATG-1", ""),),
        (("ATG-0", "ATG-1"),),
        (("ATG-0", "ATG-00"), ("ATG-00", "ATG-1")),
    ],
)
def test_what_is_there_or_leads_on_is_right(rows: tuple[tuple[str, str], ...]) -> None:
    assert said(*rows) == []


def test_what_is_gone_is_found() -> None:
    assert said(("ATG-0", "")) == [(2, "ATG-0 has been published, but is gone.")]


def test_what_leads_nowhere_is_found() -> None:
    assert said(("ATG-0", "ATG-9")) == [(2, "ATG-0 leads on to ATG-9, which does not exist.")]


def test_what_leads_on_to_what_is_gone_is_found_once() -> None:
    assert said(("ATG-0", "ATG-9"), ("ATG-9", "")) == [
        (3, "ATG-9 has been published, but is gone.")
    ]


def test_a_circle_is_found() -> None:
    rows = said(("ATG-8", "ATG-9"), ("ATG-9", "ATG-8"), ("ATG-7", "ATG-7"))
    assert [line for line, _ in rows] == [2, 3, 4]


def test_what_is_there_and_leads_on_is_found() -> None:
    assert said(("ATG-1", "ATG-9")) == [(2, "ATG-1 leads on to ATG-9, but is still there.")]


def test_what_could_not_be_read_is_not_gone() -> None:
    assert said(("ATG-0", ""), unread=Unread(ids=frozenset({"ATG-0"}))) == []
