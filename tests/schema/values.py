"""Values of each kind that a field can hold, for Hypothesis to choose from."""

from __future__ import annotations

from hypothesis import strategies as st

from policytrace.schema.fields import FIELDS, FieldSpec, FieldType
from policytrace.schema.roles import FieldName
from policytrace.schema.typed import Value, parse_unit, parse_value
from policytrace.schema.vocabulary import ActionStatus
from policytrace.values.bands import Band
from policytrace.values.periods import FIRST_YEAR, LAST_YEAR, parse_period
from policytrace.values.stages import Stage, Stages
from tests.plan_builder import WORDS

LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
NUMBERS = st.decimals(-(10**15) + 1, 10**15 - 1, places=4)
YEARS = st.integers(FIRST_YEAR, LAST_YEAR)
BANDS = st.tuples(NUMBERS, NUMBERS).map(lambda ends: Band(low=min(ends), high=max(ends)))
VALUES: dict[FieldType, st.SearchStrategy[Value]] = {
    FieldType.TEXT: LINES,
    FieldType.PARAGRAPHS: st.lists(LINES, min_size=1).map("\n\n".join),
    FieldType.RULE: st.from_regex(r"PT[0-9]{3}", fullmatch=True),
    FieldType.DAY: st.dates(),
    FieldType.INTEGER: st.integers(),
    FieldType.YEAR: YEARS,
    FieldType.NUMBER: NUMBERS,
    FieldType.YES_NO: st.booleans(),
    FieldType.LIST: st.lists(LINES.filter(lambda text: "," not in text)).map(tuple),
    FieldType.PERIOD: st.builds(
        "{}{}".format,
        st.integers(FIRST_YEAR, LAST_YEAR),
        st.sampled_from(["", "-H1", "-Q3", "-12"]),
    ).map(parse_period),
    FieldType.BAND: BANDS,
    FieldType.STAGES: st.dictionaries(YEARS, BANDS, min_size=1, max_size=4).map(
        lambda found: Stages(tuple(Stage(band=found[year], year=year) for year in sorted(found)))
    ),
    FieldType.UNIT: (LINES | st.just("procent") | LINES.map("antal {}".format)).map(
        lambda text: parse_unit(text, WORDS)
    ),
    FieldType.ASSESSMENT: (LINES | st.sampled_from(ActionStatus).map(WORDS.of)).map(
        lambda text: parse_value(text, FieldSpec(type=FieldType.ASSESSMENT), WORDS)
    ),
}
"""Values of each kind but words."""


def of_field(name: FieldName) -> st.SearchStrategy[Value]:
    """What the field can hold."""
    spec = FIELDS[name]
    return VALUES[spec.type] if spec.vocabulary is None else st.sampled_from(spec.vocabulary)
