"""What values are said to show: every case, in Swedish as it is read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policytrace.messages import Message, catalogue
from policytrace.schema.typed import parse_unit
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.site.views.indicator_findings import (
    comparison_finding,
    gap_finding,
    parts_finding,
    together_finding,
    value_finding,
)
from policytrace.site.views.indicator_words import (
    difference,
    period_name,
    quantity,
    status_name,
    unit_of_differences,
)
from policytrace.values.periods import Period, parse_period
from tests.measure.figures import WARD
from tests.plan_builder import WORDS

SWEDISH = catalogue("sv")
PER_CENT, YEARS = (parse_unit(text, WORDS) for text in ("procent", "år"))


def said(text: Message | None) -> str | None:
    return None if text is None else text.render(SWEDISH)


def over_time(**values: str) -> dict[Period, Decimal]:
    """Values by year, written ``y2015="12"``."""
    return {parse_period(year[1:]): Decimal(value) for year, value in values.items()}


@pytest.mark.parametrize(
    ("gaps", "sentence"),
    [
        (
            {"y2015": "12", "y2025": "4"},
            (
                "Skillnaden mellan kvinnor och män har minskat från 12 till 4 procentenheter "
                "sedan 2015."
            ),
        ),
        (
            {"y2015": "-12", "y2025": "-4"},
            (
                "Skillnaden mellan kvinnor och män har minskat från 12 till 4 procentenheter "
                "sedan 2015."
            ),
        ),
        (
            {"y2015": "4", "y2025": "5.5"},
            (
                "Skillnaden mellan kvinnor och män har ökat från 4,0 till 5,5 procentenheter "
                "sedan 2015."
            ),
        ),
        (
            {"y2015": "4", "y2020": "9", "y2025": "4.001"},
            (
                "Skillnaden mellan kvinnor och män har ökat från 4,000 till 4,001 procentenheter "
                "sedan 2015."
            ),
        ),
        (
            {"y2015": "12", "y2025": "-12"},
            (
                "Skillnaden har vänt: 2015 låg kvinnor 12 procentenheter över män, "
                "2025 låg de 12 procentenheter under."
            ),
        ),
        (
            {"y2015": "-1", "y2025": "2"},
            (
                "Skillnaden har vänt: 2015 låg kvinnor 1 procentenhet under män, "
                "2025 låg de 2 procentenheter över."
            ),
        ),
        (
            {"y2015": "3", "y2025": "0"},
            "Skillnaden mellan kvinnor och män är borta. Den var 3 procentenheter 2015.",
        ),
        (
            {"y2015": "0", "y2025": "-3"},
            "Kvinnor och män hade samma värde 2015. Skillnaden är 3 procentenheter 2025.",
        ),
        (
            {"y2015": "0", "y2025": "0"},
            "Kvinnor och män har samma värde, och det hade de också 2015.",
        ),
        ({"y2025": "0"}, "Det är ingen skillnad mellan kvinnor och män 2025."),
        ({"y2025": "-1.2"}, "Kvinnors värde 2025 är 1,2 procentenheter lägre än mäns."),
        ({"y2025": "1.2"}, "Kvinnors värde 2025 är 1,2 procentenheter högre än mäns."),
        ({}, None),
    ],
)
def test_the_gap(gaps: dict[str, str], sentence: str | None) -> None:
    assert said(gap_finding(over_time(**gaps), PER_CENT, None)) == sentence


def test_the_gap_is_compared_with_the_baseline_where_that_is_older() -> None:
    gaps = over_time(y2010="20", y2015="12", y2025="4")
    assert "från 12 till 4" in (said(gap_finding(gaps, PER_CENT, parse_period("2015"))) or "")
    assert "från 20 till 4" in (said(gap_finding(gaps, PER_CENT, parse_period("2025"))) or "")
    assert "från 20 till 4" in (said(gap_finding(gaps, PER_CENT, parse_period("2012"))) or "")


@pytest.mark.parametrize(
    ("sex", "values", "sentence"),
    [
        (Sex.WOMEN, ["5.5", "3.8"], "Kvinnor: ned från 5,5 till 3,8 år sedan 2015."),
        (Sex.MEN, ["5.5", "3.8"], "Män: ned från 5,5 till 3,8 år sedan 2015."),
        (Sex.TOTAL, ["5.5", "3.8"], "Ned från 5,5 till 3,8 år sedan 2015."),
        (Sex.WOMEN, ["1", "2"], "Kvinnor: upp från 1 till 2 år sedan 2015."),
        (Sex.MEN, ["1", "2"], "Män: upp från 1 till 2 år sedan 2015."),
        (Sex.TOTAL, ["1", "2"], "Upp från 1 till 2 år sedan 2015."),
        (Sex.WOMEN, ["2", "2"], "Kvinnor: detsamma som 2015, 2 år."),
        (Sex.MEN, ["2", "2"], "Män: detsamma som 2015, 2 år."),
        (Sex.TOTAL, ["2", "2"], "Detsamma som 2015: 2 år."),
        (Sex.WOMEN, ["2"], "Kvinnor 2015: 2 år."),
        (Sex.MEN, ["2"], "Män 2015: 2 år."),
        (Sex.TOTAL, ["2"], "2 år 2015."),
    ],
)
def test_a_value(sex: Sex, values: list[str], sentence: str) -> None:
    given = over_time(**dict(zip(("y2015", "y2025"), values, strict=False)))
    assert said(value_finding(given, YEARS, sex, None)) == sentence


def test_no_value_is_not_told() -> None:
    assert value_finding({}, YEARS, Sex.TOTAL, None) is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (["62", "89.8"], "Mellan 62,0 och 89,8 procent i 2 valdistrikt 2022."),
        (["89.8", "62", "62"], "Mellan 62,0 och 89,8 procent i 3 valdistrikt 2022."),
        (["62", "62"], "Detsamma i alla 2 valdistrikt där det är känt 2022: 62 procent."),
        (["62"], "Känt bara för 1 av 3 valdistrikt 2022: 62 procent."),
        ([], None),
    ],
)
def test_parts_are_told_by_their_span_and_never_by_name(
    values: list[str], sentence: str | None
) -> None:
    given = list(map(Decimal, values))
    assert said(parts_finding(given, WARD, 3, PER_CENT, parse_period("2022"))) == sentence


def test_the_fair_comparison_is_said_where_not_all_is_divided() -> None:
    found = together_finding(Decimal("72.2"), ("Lillköping", Decimal("76.1")), WARD, PER_CENT)
    assert said(found) == (
        "Alla valdistrikt tillsammans har 72,2 procent, och Lillköping 76,1. En del av det som "
        "räknas för Lillköping är alltså inte fördelat på valdistrikt. Jämför därför varje område "
        "med 72,2."
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("80.7", "Lägre i Lillköping än i Riket 2022: 80,7 procent mot 90,2 procent."),
        ("95", "Högre i Lillköping än i Riket 2022: 95,0 procent mot 90,2 procent."),
        ("90.2", "Detsamma i Lillköping som i Riket 2022: 90,2 procent."),
    ],
)
def test_a_comparison(value: str, sentence: str) -> None:
    found = comparison_finding(
        "Lillköping", Decimal(value), "Riket", Decimal("90.2"), PER_CENT, parse_period("2022")
    )
    assert said(found) == sentence


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2022", "2022"),
        ("2022-H1", "första halvåret 2022"),
        ("2022-H2", "andra halvåret 2022"),
        ("2022-Q3", "kvartal 3 2022"),
        ("2022-05", "maj 2022"),
        ("2017/18", "läsåret 2017/18"),
    ],
)
def test_a_period_is_called_what_people_call_it(period: str, name: str) -> None:
    assert said(period_name(parse_period(period))) == name


@pytest.mark.parametrize(
    ("unit", "value", "gap"),
    [
        ("procent", "1 234,5 procent", "1 234,5 procentenheter"),
        ("antal hushåll", "1 234,5 hushåll", "1 234,5 hushåll"),
        ("tusen kronor", "1 234,5 tusen kronor", "1 234,5 tusen kronor"),
        ("index", "1 234,5", "1 234,5"),
        ("", "1 234,5", "1 234,5"),
    ],
)
def test_a_number_has_its_unit_as_one_says_it(unit: str, value: str, gap: str) -> None:
    thin = "\u202f"
    assert said(quantity(Decimal("1234.5"), parse_unit(unit, WORDS))) == value.replace(
        "1 2", f"1{thin}2"
    )
    assert said(difference(Decimal("-1234.5"), parse_unit(unit, WORDS))) == gap.replace(
        "1 2", f"1{thin}2"
    )


def test_the_unit_of_differences_of_percentages_is_percentage_points() -> None:
    assert said(unit_of_differences(PER_CENT)) == "procentenheter"
    assert said(unit_of_differences(parse_unit("kronor", WORDS))) == "kronor"


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (ValueStatus.MISSING, "uppgift saknas"),
        (ValueStatus.CONFIDENTIAL, "sekretess"),
        (ValueStatus.WITHDRAWN, "återkallat"),
        (ValueStatus.PRELIMINARY, "preliminärt"),
        ("kolada: Osäkert", "Kolada: Osäkert"),
    ],
)
def test_a_status_is_put_into_words(status: str, name: str) -> None:
    assert said(status_name(status)) == name
