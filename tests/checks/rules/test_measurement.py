"""PT301-PT307: what is measured can be trusted, compared and judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.measure.areas import AreaRegister
from policytrace.measure.csvfile import Issue
from policytrace.measure.kolada_catalogue import Catalogue, CatalogueEntry
from policytrace.measure.measurements import Measurements
from policytrace.measure.suppression import Threshold
from policytrace.measure.tables import Row
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.settings import IndicatorSettings
from policytrace.severity import Severity
from tests.measure.figures import AREAS, COUNTY, HOME, NORTH, figure
from tests.plan_builder import blamed, english, findings_of, item, measured, plan, values_of

A_FLAW = Issue(line=7, message=message("Keep one of the two."), hint=message("Write less."))


def indicator(item_id: str = "IND-A", **fields: str) -> Item:
    return item(item_id, Role.INDICATOR, **fields)


def one(*rows: Row, **fields: str) -> Graph:
    """A plan with one indicator, with these rows from line 2 of its file on."""
    return plan(indicator(**fields), measurements=measured(values_of("IND-A", *rows)))


def lines(code: str, graph: Graph, today: date = date(2027, 1, 15)) -> list[tuple[str, int]]:
    """File and line of each finding of a rule."""
    return [(f.location.file, f.location.line) for f in findings_of(code, graph, today=today)]


def said(found: Iterable[Finding]) -> list[str]:
    return [english(finding.message) for finding in found]


@pytest.mark.parametrize("code", ["PT301", "PT302", "PT303", "PT304", "PT305", "PT306", "PT307"])
def test_a_project_that_measures_nothing_is_asked_for_nothing(code: str) -> None:
    assert blamed(code, plan(indicator(), measurements=Measurements())) == []


# ------------------------------------------------------------------- PT301 the files


def test_what_is_wrong_with_a_file_is_found_on_its_line() -> None:
    data = values_of("IND-A", figure(), issues=[A_FLAW, replace(A_FLAW, line=9)])
    graph = plan(indicator(), measurements=measured(data))
    assert lines("PT301", graph) == [("data/ind-a.csv", 7), ("data/ind-a.csv", 9)]
    first = findings_of("PT301", graph)[0]
    assert (first.item, first.severity) == ("IND-A", Severity.ERROR)
    assert (english(first.message), english(first.hint)) == ("Keep one of the two.", "Write less.")


def test_what_is_wrong_with_a_register_concerns_no_object() -> None:
    graph = plan(
        measurements=measured(
            areas=AreaRegister(issues=(A_FLAW,)), catalogue=Catalogue(issues=(A_FLAW,))
        )
    )
    assert lines("PT301", graph) == [("areas.csv", 7), ("kolada.csv", 7)]
    assert blamed("PT301", graph) == ["", ""]


def test_a_file_that_belongs_to_no_indicator() -> None:
    graph = plan(measurements=measured(orphans=("data/ind-x.csv", "data/ind-y.csv")))
    assert lines("PT301", graph) == [("data/ind-x.csv", 1), ("data/ind-y.csv", 1)]


def test_a_file_that_belongs_to_two_is_told_at_the_second() -> None:
    graph = plan(
        indicator(),
        indicator("IND-B"),
        measurements=measured(
            values_of("IND-A", figure()), values_of("IND-B", figure(), file="ind-a.csv")
        ),
    )
    [found] = findings_of("PT301", graph)
    assert (found.item, found.location) == ("IND-B", Location(file="plan.md", line=2))
    assert english(found.message) == "data/ind-a.csv is the file of IND-A too."


def test_an_indicator_whose_file_is_not_there_yet_is_no_fault() -> None:
    data = replace(values_of("IND-A"), exists=False)
    assert blamed("PT301", plan(indicator(), measurements=measured(data))) == []


@pytest.mark.parametrize(
    ("row", "today", "too_early"),
    [
        (figure("2027", retrieved=date(2027, 1, 1)), date(2027, 1, 1), False),
        (figure("2027", retrieved=date(2026, 12, 31)), date(2026, 12, 31), True),
        (figure("2027/28", retrieved=date(2027, 6, 30)), date(2027, 6, 30), True),
        (figure("2026", retrieved=date(2027, 1, 2)), date(2027, 1, 1), True),
        (figure("2026", retrieved=date(2027, 1, 2)), date(2027, 1, 2), False),
    ],
)
def test_a_row_about_a_time_that_has_not_come(row: Row, today: date, *, too_early: bool) -> None:
    expected = [("data/ind-a.csv", 2)] if too_early else []
    assert lines("PT301", one(row), today) == expected


# --------------------------------------------------------------- PT302 target and baseline

AIM = {"direction": "upp", "baseline": "2022", "target_value": "95", "target_year": "2030"}


def test_an_indicator_with_all_that_is_needed() -> None:
    assert blamed("PT302", one(figure(), **AIM)) == []


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("baseline", ":baseline:"),
        ("target_value", ":target_value: / :target_gap: / :target_against:"),
        ("target_year", ":target_year:"),
    ],
)
def test_an_indicator_that_lacks_something(missing: str, said: str) -> None:
    [found] = findings_of("PT302", one(figure(), **{k: v for k, v in AIM.items() if k != missing}))
    assert (found.item, found.severity) == ("IND-A", Severity.WARNING)
    assert english(found.message) == f"IND-A lacks {said}."


def test_all_that_is_lacking_is_told_in_one_sentence() -> None:
    [found] = findings_of("PT302", one(direction="upp"))
    assert english(found.message) == (
        "IND-A lacks :baseline:, :target_value: / :target_gap: / :target_against:, :target_year:."
    )


def test_an_indicator_without_direction_is_background_and_needs_nothing() -> None:
    assert blamed("PT302", one(figure())) == []


def test_a_target_for_the_gap_is_a_target() -> None:
    fields = {"direction": "upp", "baseline": "2022", "target_year": "2030", "target_gap": "0"}
    assert blamed("PT302", one(figure(), **fields)) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"target_value": "40–60"}, "The target of IND-A does not fit its direction."),
        ({"direction": "balans"}, "The target of IND-A does not fit its direction."),
        ({"target_year": "2022"}, "The target year of IND-A does not come after its baseline."),
        ({"target_year": "2021"}, "The target year of IND-A does not come after its baseline."),
        (
            {"baseline": "2021"},
            f"There is no value for the baseline of IND-A, 2021, in {HOME}.",
        ),
    ],
)
def test_what_does_not_fit_together(fields: dict[str, str], message: str) -> None:
    assert said(findings_of("PT302", one(figure(), **(AIM | fields)))) == [message]


@pytest.mark.parametrize(
    "fields",
    [
        {"direction": "balans", "target_value": "60–40"},
        {"target_gap": "2..-2"},
        {"baseline": "2022/24"},
        {"target_year": "20300"},
    ],
)
def test_what_is_no_such_value_is_left_to_the_rule_on_form(fields: dict[str, str]) -> None:
    assert blamed("PT302", one(figure(), **(AIM | fields))) == []


@pytest.mark.parametrize(
    ("stages", "message"),
    [
        ("92 (2026), 94 (2028)", None),
        ("92 (2026), 92 (2028)", None),
        (
            "92 (2022)",
            "IND-A is to reach a value in 2022, {between}",
        ),
        (
            "92 (2030)",
            "IND-A is to reach a value in 2030, {between}",
        ),
        (
            "94 (2026), 92 (2028)",
            "What IND-A is to reach in 2028 does not lie between the value before and the target.",
        ),
        (
            "96 (2026)",
            "What IND-A is to reach in 2026 does not lie between the value before and the target.",
        ),
        ("40–60 (2026)", "What IND-A is to reach in 2026 does not fit its direction."),
        ("92 (2028), 94 (2026)", None),
    ],
)
def test_what_is_to_be_reached_on_the_way(stages: str, message: str | None) -> None:
    found = findings_of("PT302", one(figure(), **(AIM | {"target_stages": stages})))
    between = "which is not between the baseline and the target year."
    assert said(found) == ([message.format(between=between)] if message else [])


def test_a_band_on_the_way_to_balance_is_wider_than_the_target() -> None:
    fields = AIM | {"direction": "balans", "target_value": "40–60"}
    assert blamed("PT302", one(figure(), **fields, target_stages="30–60 (2026)")) == []
    assert blamed("PT302", one(figure(), **fields, target_stages="30–55 (2026)")) == []
    assert blamed("PT302", one(figure(), **fields, target_stages="45–55 (2026)")) == ["IND-A"]


def test_there_is_a_last_value_when_there_is_one_on_the_way() -> None:
    fields = {"direction": "upp", "baseline": "2022", "target_year": "2030", "target_gap": "0"}
    [found] = findings_of("PT302", one(figure(), **fields, target_stages="92 (2026)"))
    assert english(found.message) == (
        "IND-A says what is to be reached on the way, but not which value in the end."
    )
    assert ":target_value:" in english(found.hint)


def test_a_band_fits_balance() -> None:
    fields = AIM | {"direction": "balans", "target_value": "40–60", "target_gap": "−2..2"}
    assert blamed("PT302", one(figure(), **fields)) == []


@pytest.mark.parametrize(
    "row",
    [figure(area=NORTH), figure(group="unga"), figure(value=None), figure(count=4)],
    ids=["a district", "a group", "missing", "too few persons"],
)
def test_a_row_that_is_no_value_for_the_baseline(row: Row) -> None:
    assert blamed("PT302", one(row, **AIM)) == ["IND-A"]


def test_a_value_for_women_alone_is_enough_for_the_baseline() -> None:
    assert blamed("PT302", one(figure(sex=Sex.WOMEN), **AIM)) == []


def test_without_data_there_is_no_baseline_to_look_for() -> None:
    assert blamed("PT302", one(**AIM)) == []
    assert blamed("PT302", plan(indicator(**AIM))) == []


def test_a_file_that_is_wrong_is_left_to_its_own_rule() -> None:
    data = values_of("IND-A", figure("2021"), issues=[A_FLAW])
    assert blamed("PT302", plan(indicator(**AIM), measurements=measured(data))) == []


# ------------------------------------------------------------------- PT303 outdated


@pytest.mark.parametrize(
    ("interval", "latest", "blame"),
    [
        ("varje år", "2024", True),
        ("varje år", "2025", False),
        ("vartannat år", "2024", False),
        ("vartannat år", "2022", True),
        ("varje månad", "2026-11", False),
        ("varje månad", "2026-10", True),
        ("ibland", "1999", False),
    ],
)
def test_a_series_is_outdated(interval: str, latest: str, *, blame: bool) -> None:
    graph = one(figure(latest), interval=interval)
    found = findings_of("PT303", graph, today=date(2027, 1, 15))
    assert [(f.item, f.severity) for f in found] == [("IND-A", Severity.WARNING)] * blame


def test_the_latest_value_is_the_municipality_s_and_has_a_value() -> None:
    rows = [figure("2020"), figure("2026", None), figure("2026", area=COUNTY)]
    [found] = findings_of("PT303", one(*rows, interval="varje år"))
    assert english(found.message) == "The latest value of IND-A is for 2020."


def test_a_series_without_values_is_not_outdated() -> None:
    assert blamed("PT303", one(figure("2000", None), interval="varje år")) == []


# ------------------------------------------------------------------ PT304 split by sex

WOMEN, MEN = figure(sex=Sex.WOMEN), figure(sex=Sex.MEN)


@pytest.mark.parametrize(
    ("rows", "blame"),
    [
        ([WOMEN, MEN], False),
        ([figure(), WOMEN, MEN], False),
        ([figure()], True),
        ([WOMEN], True),
        ([figure("2021", sex=Sex.WOMEN), MEN], True),
        ([WOMEN, figure(sex=Sex.MEN, group="unga")], True),
        ([replace(WOMEN, area=COUNTY), replace(MEN, area=COUNTY), figure()], True),
        ([figure(sex=Sex.WOMEN, value=None, status=ValueStatus.CONFIDENTIAL), MEN], False),
        ([figure("2021"), WOMEN, MEN], False),
        ([replace(WOMEN, area=COUNTY)], False),
        ([], False),
    ],
)
def test_an_indicator_that_is_to_be_split_by_sex(rows: list[Row], *, blame: bool) -> None:
    assert bool(blamed("PT304", one(*rows, split_by_sex="ja"))) is blame
    assert blamed("PT304", one(*rows, split_by_sex="nej")) == []


def test_it_is_told_where_the_municipality_s_first_row_stands() -> None:
    rows = [figure(area=COUNTY), figure(), figure("2021")]
    assert lines("PT304", one(*rows, split_by_sex="ja")) == [("data/ind-a.csv", 3)]


def catalogue_of(*entries: tuple[str, str, bool]) -> Catalogue:
    return Catalogue(
        entries={
            name: CatalogueEntry(id=name, title=title, split_by_sex=split, checked=None)
            for name, title, split in entries
        }
    )


def with_kolada(*items: Item, catalogue: Catalogue) -> Graph:
    return plan(*items, measurements=measured(catalogue=catalogue))


@pytest.mark.parametrize(
    ("kolada_splits", "we_split", "blame"),
    [(True, "nej", True), (True, "", True), (True, "ja", False), (False, "nej", False)],
)
def test_what_kolada_has_split_must_be_split(
    we_split: str, *, kolada_splits: bool, blame: bool
) -> None:
    fields = {"kolada": "N00001"} | ({"split_by_sex": we_split} if we_split else {})
    graph = with_kolada(indicator(**fields), catalogue=catalogue_of(("N00001", "A", kolada_splits)))
    found = findings_of("PT304", graph)
    assert [f.location.file for f in found] == ["plan.md"] * blame


def test_a_measure_that_the_register_does_not_have_is_left_to_its_own_rule() -> None:
    graph = with_kolada(indicator(kolada="N00009"), catalogue=catalogue_of(("N00001", "A", True)))
    assert blamed("PT304", graph) == []
    assert blamed("PT307", graph) == ["IND-A"]


# ------------------------------------------------------------------ PT305 few persons


def test_each_row_on_few_persons_is_told_on_its_line() -> None:
    rows = [figure("2020", count=5), figure("2021", count=4), figure("2022", None, count=0)]
    graph = one(*rows)
    assert lines("PT305", graph) == [("data/ind-a.csv", 3), ("data/ind-a.csv", 4)]
    assert {f.severity for f in findings_of("PT305", graph)} == {Severity.ERROR}


def test_where_the_unit_counts_persons_the_value_does() -> None:
    counts = Threshold(smallest=10, values_are_counts=True)
    data = values_of("IND-A", figure("2020", "9"), figure("2021", "10"), threshold=counts)
    graph = plan(indicator(), measurements=measured(data))
    assert lines("PT305", graph) == [("data/ind-a.csv", 2)]
    assert "fewer than 10 persons" in said(findings_of("PT305", graph))[0]


def test_a_row_that_is_hidden_for_another_s_sake_is_no_fault() -> None:
    rows = [figure(sex=Sex.WOMEN, count=4), figure(sex=Sex.MEN, count=50), figure(count=54)]
    assert lines("PT305", one(*rows)) == [("data/ind-a.csv", 2)]


def test_each_way_to_tell_of_few_persons_is_named_on_its_line() -> None:
    maker = "SCB"
    women, men, total = (
        figure(sex=sex, value=value, count=count, source=f"{maker}: (3+156)/(4+211)")
        for sex, value, count in (
            (Sex.WOMEN, None, None),
            (Sex.MEN, "50", 211),
            (Sex.TOTAL, "50", 215),
        )
    )
    withheld = replace(women, status=ValueStatus.CONFIDENTIAL, source=maker)
    found = findings_of("PT305", one(withheld, men, replace(total, source=maker)))
    assert [f.location.line for f in found] == [3, 3]
    assert sorted(said(found)) == [
        (
            "The source tells numbers, and a value of the indicator must be hidden that they could "
            "give."
        ),
        "The value on line 2, which must be hidden, can be worked out from this row and others.",
    ]
    blank = figure(sex=Sex.WOMEN, value="50")
    (found_blank,) = findings_of("PT305", one(blank, men, replace(total, count=214)))[:1]
    assert "follows from other rows" in english(found_blank.message)
    (unseen,) = findings_of("PT305", one(figure(sex=Sex.MEN, count=40), figure(count=43)))
    assert (unseen.location.line, "which has no row" in english(unseen.message)) == (2, True)


def test_a_share_of_few_or_of_all_tells_of_them() -> None:
    rows = [
        figure("2020", value="37.5", count=8),
        figure("2021", value="100", count=7),
        figure("2022", value="62.5", count=8),
    ]
    data = values_of("IND-A", *rows, threshold=Threshold(smallest=5, share_of=100))
    found = findings_of("PT305", plan(indicator(), measurements=measured(data)))
    assert [f.location.line for f in found] == [2, 3, 4]
    assert said(found) == [
        "The share is made up by fewer than 5 persons.",
        "The share is nobody or all of a small group, and so tells of each.",
        "Fewer than 5 persons are left outside the share.",
    ]


def test_two_files_that_tell_of_few_together_are_told_of_where_the_share_stands() -> None:
    share = values_of("IND-A", figure(value="75"), threshold=Threshold(smallest=5, share_of=100))
    counts = Threshold(smallest=5, values_are_counts=True)
    number = values_of("IND-B", figure(value="8"), unit="antal elever", threshold=counts)
    graph = plan(indicator(), indicator("IND-B"), measurements=measured(share, number))
    (found,) = findings_of("PT305", graph)
    assert (found.item, found.location.file, found.location.line) == ("IND-A", "data/ind-a.csv", 2)
    assert english(found.message) == (
        "Together with line 2 of data/ind-b.csv, the row tells of fewer than 5 persons, or of all "
        "of a small group."
    )
    assert found.severity is Severity.ERROR


# ------------------------------------------------------------- PT306 own calculations


@pytest.mark.parametrize(
    ("source", "blame"),
    [
        ("SCB", False),
        ("Egen bearbetning av uppgifter från SCB", False),
        ("egen bearbetning", False),
        ("SCB, egen beräkning", True),
        ("SCB (bearbetat)", True),
        ("Summa av SCB:s uppgifter", True),
        ("SCB: skillnad mellan två tal", True),
        ("Härlett ur SCB", True),
        ("Bearbetning: Egen", True),
        ("Försummad källa", False),
    ],
)
def test_a_source_that_tells_of_a_calculation(source: str, *, blame: bool) -> None:
    assert lines("PT306", one(figure(source=source))) == [("data/ind-a.csv", 2)] * blame


def test_an_indicator_that_is_an_own_calculation_has_no_other_source() -> None:
    rows = [figure(source="SCB"), figure("2021", source="Egen bearbetning av SCB:s uppgifter")]
    graph = one(*rows, source="Egen bearbetning")
    assert lines("PT306", graph) == [("data/ind-a.csv", 2)]
    assert said(findings_of("PT306", graph)) == [
        "IND-A is an own calculation, but the row names another source."
    ]


@pytest.mark.parametrize(
    ("fields", "area", "source", "blame"),
    [
        ({"kolada": "N00001"}, HOME, "Kolada N00001", False),
        ({"kolada": "N00001"}, COUNTY, "Kolada", False),
        ({"kolada": "N00001"}, NORTH, "Kolada", True),
        ({}, HOME, "Kolada", True),
        ({}, HOME, "Egen bearbetning av uppgifter i Kolada", False),
        ({}, HOME, "SCB via Kolada", False),
    ],
)
def test_kolada_is_named_for_what_it_has_only(
    fields: dict[str, str], area: str, source: str, *, blame: bool
) -> None:
    assert bool(blamed("PT306", one(figure(area=area, source=source), **fields))) is blame


# ------------------------------------------------------------------ PT307 Kolada's ids

TWO = catalogue_of(("N00001", "First measure, share (%)", False), ("N00002", "Second", False))


def kolada(code: str, title: str = "Mine", item_id: str = "IND-A") -> Item:
    return item(item_id, Role.INDICATOR, title=title, kolada=code)


def test_an_id_that_the_register_has() -> None:
    assert blamed("PT307", with_kolada(kolada("N00001"), catalogue=TWO)) == []
    same = kolada("N00001", "First  measure, SHARE (%)")
    assert blamed("PT307", with_kolada(same, catalogue=TWO)) == []


def test_an_id_that_it_has_not() -> None:
    [found] = findings_of("PT307", with_kolada(kolada("N00003"), catalogue=TWO))
    assert english(found.message) == "N00003 is not in the register of Kolada’s measures."
    assert "Look the id up" in english(found.hint)


def test_an_id_that_it_has_not_of_a_title_that_it_has() -> None:
    [found] = findings_of("PT307", with_kolada(kolada("N00003", "second"), catalogue=TWO))
    assert english(found.hint) == "Did you mean N00002?"


def test_an_id_of_another_measure() -> None:
    [found] = findings_of("PT307", with_kolada(kolada("N00001", "Second"), catalogue=TWO))
    assert english(found.message) == "N00001 is “First measure, share (%)”."
    assert english(found.hint) == "Did you mean N00002?"


def test_two_measures_of_one_title_are_both_right() -> None:
    same = catalogue_of(("N00001", "Same", False), ("N00002", "Same", False))
    items = (kolada("N00001", "Same"), kolada("N00002", "Same", "IND-B"))
    assert blamed("PT307", with_kolada(*items, catalogue=same)) == []


def test_one_measure_belongs_to_one_indicator() -> None:
    items = (kolada("N00001"), kolada("N00001", item_id="IND-B"))
    [found] = findings_of("PT307", with_kolada(*items, catalogue=TWO))
    assert found.item == "IND-B"
    assert english(found.message) == "N00001 is the measure of IND-A too."


def test_a_register_that_cannot_be_read_accuses_nobody() -> None:
    broken = Catalogue(issues=(A_FLAW,))
    assert blamed("PT307", with_kolada(kolada("N00009"), catalogue=broken)) == []


def test_a_project_without_a_register_of_kolada_s_measures_has_no_ids_to_try() -> None:
    nothing = Measurements(settings=IndicatorSettings(areas="a.csv", data="data"), areas=AREAS)
    assert blamed("PT307", plan(kolada("N00009"), measurements=nothing)) == []
