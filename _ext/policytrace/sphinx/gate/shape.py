"""Schema violations: values of the wrong form, with the place that sphinx-needs does not tell.

The schema in ``ubproject.toml`` owns the form of values. sphinx-needs reports a value of the wrong
form without file and line and lets the build pass, so its report is switched off (see `extension`)
and its validator is asked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sphinx.application import Sphinx
from sphinx_needs.api import get_needs_view
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.schema.core import validate_field_link_schemas

from policytrace.messages import Message, message
from policytrace.plan.model import Item, Problem, ReadingProblem
from policytrace.sphinx.read.explanations import in_one_sign


def shape_problems(app: Sphinx, items: Mapping[str, Item]) -> Iterator[ReadingProblem]:
    """One problem for each value that does not have the form its field asks for."""
    config = NeedsSphinxConfig(app.config)
    schema = SphinxNeedsData(app.env).get_schema()
    needs = get_needs_view(app)
    for need_id, warnings in validate_field_link_schemas(config, schema, needs).items():
        if need_id not in items:
            continue
        for warning in warnings:
            option = warning.get("field", "").partition(".")[0]
            value = needs[need_id].get(option)
            shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield ReadingProblem(
                problem=Problem.SHAPE,
                item=need_id,
                location=items[need_id].location,
                message=message(
                    ":{option}: {value} does not have the right form.",
                    option=option,
                    value=shown[:200],
                ),
                hint=in_one_sign(shown, _remedy(_entry_of(config, option))),
            )


def _entry_of(config: NeedsSphinxConfig, option: str) -> Mapping[str, Any]:
    for table in (config._fields, config._links):  # noqa: SLF001 - the configured tables
        if option in table:
            entry: Mapping[str, Any] = table[option]
            return entry
    return {}


def _remedy(entry: Mapping[str, Any]) -> Message:
    schema = entry.get("schema") or {}
    schema = schema.get("items", schema)
    if "enum" in schema:
        return message("Write one of: {choices}.", choices=", ".join(map(str, schema["enum"])))
    if schema.get("format") == "date":
        return message("Write a date that exists, as 2027-11-15.")
    if "minimum" in schema:
        return message(
            "Write a whole number from {least} to {most}.",
            least=str(schema["minimum"]),
            most=str(schema.get("maximum", "…")),
        )
    if "pattern" in schema and entry.get("description"):
        return message("The value is to be: {description}.", description=str(entry["description"]))
    if "pattern" in schema:
        return message("The value must match {pattern}.", pattern=str(schema["pattern"]))
    return message("Write a value, or take the line away.")
