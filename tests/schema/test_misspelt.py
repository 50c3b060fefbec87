"""Names in ubproject.toml that nobody reads: none passes in silence."""

from __future__ import annotations

import pytest
from sphinx_needs.config import NeedFields, NeedLinksConfig, NeedsSphinxConfig, NeedType

from policytrace.schema.needs_keys import FIELD_KEYS, LINK_KEYS, NEEDS_KEYS, TYPE_KEYS
from tests.schema.projects import SMALL, Read, at, mistake


@pytest.mark.parametrize(
    ("table", "nearest"),
    [
        ("policytraces", "policytrace"),
        ("policytrace_rules", "policytrace"),
        ("policy-trace", "policytrace"),
        ("Policytrace", "policytrace"),
        ("need", "needs"),
        ("Needs", "needs"),
    ],
)
@pytest.mark.parametrize(
    "form", ["[{table}]\nx = 1\n", "[{table}.rules]\nx = 1\n", "[[{table}]]\n"]
)
def test_a_table_that_is_nearly_ours(read: Read, table: str, nearest: str, form: str) -> None:
    text = f"{SMALL}\n{form.format(table=table)}"
    said, place = mistake(read, text)
    assert said == f"Nobody reads [{table}]. Did you mean [{nearest}]?"
    assert place == at(text, form.format(table=table).partition("\n")[0])


@pytest.mark.parametrize("table", ["project", "source", "parse", "lint", "needscfg", "tool"])
def test_tables_of_other_programs_are_their_own(read: Read, table: str) -> None:
    assert read(f"{SMALL}\n[{table}]\nx = 1\n").types == read(SMALL).types


@pytest.mark.parametrize(
    ("table", "key", "remedy"),
    [
        ("needs.types.task", "colour", "Did you mean color?"),
        ("needs.types.task", "rubrik", "Take it away."),
        ("needs.fields.date", "shema", "Did you mean schema?"),
        ("needs.fields.date", "namn", "Take it away."),
        ("needs.links.needs", "incomming", "Did you mean incoming?"),
        ("needs", "id_reqired", "Did you mean id_required?"),
        ("needs", "sprak", "Take it away."),
    ],
)
def test_a_key_that_sphinx_needs_does_not_read(
    read: Read, table: str, key: str, remedy: str
) -> None:
    line = f"{key} = 1"
    head = f"[{table}]\n"
    text = SMALL.replace(head, f"{head}{line}\n") if head in SMALL else f"{head}{line}\n\n{SMALL}"
    said, place = mistake(read, text)
    assert said == f"sphinx-needs reads no “{key}” in [{table}]. {remedy}"
    assert place == at(text, line)


def test_the_keys_are_those_of_the_installed_sphinx_needs() -> None:
    assert {*NeedsSphinxConfig.field_names(), "schema"} == NEEDS_KEYS
    assert set(NeedType.__annotations__) == TYPE_KEYS
    assert set(NeedFields.__annotations__) == FIELD_KEYS
    assert set(NeedLinksConfig.__annotations__) == LINK_KEYS
