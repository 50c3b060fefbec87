"""Values of the wrong form, with the place that sphinx-needs' own report lacks.

The schema in ``ubproject.toml`` owns the form of values. sphinx-needs reports a value of the wrong
form without file and line and lets the build pass, so its report is switched off (see `extension`)
and its validator is asked here. What it lets through and is no value of the field all the same, as
a band whose ends are turned round, is told too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx.application import Sphinx
from sphinx_needs.api import get_needs_view
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.schema.core import validate_field_link_schemas

from policytrace.markup.unknown import in_one_sign
from policytrace.messages import message
from policytrace.plan.model import Item, Problem, ReadingProblem
from policytrace.schema.form import remedy
from policytrace.schema.metamodel import Metamodel


def shape_problems(
    app: Sphinx, items: Mapping[str, Item], metamodel: Metamodel
) -> Iterator[ReadingProblem]:
    """One problem for each value that does not have the form its field asks for."""
    config = NeedsSphinxConfig(app.config)
    schema = SphinxNeedsData(app.env).get_schema()
    needs = get_needs_view(app)
    wrong: dict[str, dict[str, None]] = {}
    for need_id, warnings in validate_field_link_schemas(config, schema, needs).items():
        options = (warning.get("field", "").partition(".")[0] for warning in warnings)
        wrong[need_id] = dict.fromkeys(options)
    for item in items.values():
        found = wrong.get(item.id, {})
        found |= dict.fromkeys(sorted(metamodel.word(name) for name in item.malformed))
        for option in found:
            written = needs[item.id].get(option)
            shown = ", ".join(map(str, written)) if isinstance(written, list) else str(written)
            key = metamodel.fields.get(option)
            yield ReadingProblem(
                problem=Problem.SHAPE,
                item=item.id,
                location=item.location,
                message=message(
                    ":{option}: {value} does not have the right form.",
                    option=option,
                    value=shown[:200],
                ),
                hint=in_one_sign(
                    shown, remedy(key, metamodel.definitions[key], metamodel.vocabulary)
                )
                if key
                else message("Write the id of an object that exists."),
            )
