"""What few persons are behind is hidden, and cannot be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure import suppression
from policytrace.measure.areas import Area, AreaRegister
from policytrace.measure.suppression import (
    Reason,
    Threshold,
    disclosures,
    is_too_small,
    is_withheld,
    suppress,
    threshold_for,
)
from policytrace.measure.tables import Row, read_table, table_text
from policytrace.schema.vocabulary import Sex, ValueStatus
from tests.measure.figures import (
    AREAS,
    COUNTY,
    DISTRICTS,
    EAST_REGSO,
    HOME,
    NORTH,
    NORTH_REGSO,
    SOUTH,
    VILLAGE,
    WEST,
    WITH_REGSO,
    WORDS,
    figure,
)

FIVE = Threshold(smallest=5)
COUNTS = Threshold(smallest=5, values_are_counts=True)
HOUSEHOLDS = replace(COUNTS, count_is_whole=False)
SHARES = Threshold(smallest=5, share_of=100)

Cell = tuple[str, str, Sex, str]
"""Period, area, sex and group."""


def cell(row: Row) -> Cell:
    return row.period.text, row.area, row.sex, row.group


def hidden(rows: Iterable[Row], threshold: Threshold = FIVE) -> set[Cell]:
    """What of the rows is hidden; the others are as they were."""
    given_rows = tuple(rows)
    shown = suppress(given_rows, threshold, AREAS)
    assert [row.key for row in shown] == [row.key for row in given_rows]
    found = set()
    for before, after in zip(given_rows, shown, strict=True):
        if after != before or is_withheld(before):
            status = before.status if is_withheld(before) else ValueStatus.CONFIDENTIAL
            assert after == replace(before, value=None, count=None, status=status)
            found.add(cell(before))
    return found


# ----------------------------------------------------------------- what is too small


MAKER = "Egen bearbetning av SCB (a@b: c/d.csv)"


def test_the_working_goes_with_the_value() -> None:
    (row,) = suppress([figure(count=3, source=f"{MAKER}: 3/45")], FIVE, AREAS)
    assert row.source == MAKER
    (row,) = suppress([figure(count=30, source=f"{MAKER}: 3/45")], FIVE, AREAS)
    assert row.source == f"{MAKER}: 3/45"


@pytest.mark.parametrize("working", ["(3+156)/(4+211)", "3 av 4 och 156 av 211", "159/215"])
def test_workings_go_from_every_row_that_could_be_part_of_the_same_sums(working: str) -> None:
    source = f"{MAKER}: {working}"
    sums = [
        *(replace(row, source=source) for row in split(women=4, men=211, total=215)),
        figure("2022", "50", area=NORTH, group="young", count=90, source=source),
    ]
    others = [
        figure("2022", "50", area=COUNTY, count=900, source=source),
        figure("2021", "50", count=900, source=source),
    ]
    rows = [*sums, *others]
    shown = suppress(rows, FIVE, AREAS)
    assert [row.source for row in shown] == [MAKER] * len(rows)
    assert shown[2].value == shown[-1].value == Decimal(50)
    tell = {found for found, reason in told(rows) if reason is Reason.WORKING}
    assert tell == {cell(row) for row in rows}
    assert suppress(others, FIVE, AREAS) == tuple(others)


def test_what_kolada_says_of_a_value_is_no_way_around() -> None:
    women, men, total = split(women=3, men=40, total=43)
    [*_, shown] = suppress(
        [women, men, replace(total, status="kolada: varav 3 kvinnor")], FIVE, AREAS
    )
    assert shown.status == ""
    [*_, shown] = suppress([women, men, replace(total, status="kolada: preliminär")], FIVE, AREAS)
    assert shown.status == "kolada: preliminär"


@pytest.mark.parametrize(
    ("count", "value", "threshold", "too_small"),
    [
        (4, "50", FIVE, True),
        (5, "50", FIVE, False),
        (0, "0", FIVE, True),
        (None, "3", FIVE, False),
        (None, "3", COUNTS, True),
        (None, "4.9", COUNTS, True),
        (None, "5", COUNTS, False),
        (10, "3", COUNTS, True),  # 3 of 10
        (10, "7", COUNTS, True),  # all but 3 of 10
        (10, "5", COUNTS, False),
        (10, "10", COUNTS, False),
        (8, "8", COUNTS, True),  # all of a small group
        (10, "7", HOUSEHOLDS, False),  # 10 persons in 7 households
        (10, "3", HOUSEHOLDS, True),
        (4, "7", HOUSEHOLDS, True),
        (3, None, FIVE, True),
        (None, None, COUNTS, False),
    ],
)
def test_a_value_on_fewer_persons_than_the_threshold(
    *, count: int | None, value: str | None, threshold: Threshold, too_small: bool
) -> None:
    assert is_too_small(figure(value=value, count=count), threshold) is too_small


def test_nothing_is_hidden_where_nothing_is_secret() -> None:
    rows = (figure(value="50", count=5), figure("2021", None), figure("2020", "3"))
    assert suppress(rows, FIVE, AREAS) == rows


def test_value_and_count_go_together() -> None:
    [row] = suppress([figure(value="50", count=4)], FIVE, AREAS)
    assert (row.value, row.count, row.status) == (None, None, ValueStatus.CONFIDENTIAL)


def test_a_count_without_a_value_is_hidden_too() -> None:
    [row] = suppress([figure(value=None, count=4, status=ValueStatus.CONFIDENTIAL)], FIVE, AREAS)
    assert row.count is None


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("antal personer", COUNTS),
        ("personer", COUNTS),
        ("invånare", COUNTS),
        ("antal elever", COUNTS),
        ("antal elever i årskurs 9", COUNTS),
        ("antal unga vuxna (20–24 år)", COUNTS),
        ("Antal förskolebarn", COUNTS),
        ("antal hushåll", HOUSEHOLDS),
        ("Antal barnfamiljer i kommunen", HOUSEHOLDS),
        ("antal anställda", COUNTS),
        ("antal (personer)", COUNTS),
        ("antal: chefer", COUNTS),
        ("antal personer per år", COUNTS),
        ("antal förtroendevalda", COUNTS),
        ("number of pupils", COUNTS),
        ("antal besök", COUNTS),
        ("antal anmälningar", FIVE),
        ("antal mötesplatser för barn", FIVE),
        ("tusen kronor per invånare", FIVE),
        ("dagar per anställda", FIVE),
        ("personer per hushåll", FIVE),
        ("år", FIVE),
        ("procent", SHARES),
        ("andel (%)", SHARES),
        ("antal per 100 000 invånare", replace(SHARES, share_of=100_000)),
        ("antal personer per 1\u00a0000 invånare", replace(SHARES, share_of=1_000)),
        ("promille", replace(SHARES, share_of=1_000)),
        ("pro mille", replace(SHARES, share_of=1_000)),
        ("‰", replace(SHARES, share_of=1_000)),
        ("%", SHARES),
        ("Procent", SHARES),
        ("procentandel", SHARES),
        ("procent av eleverna", SHARES),
        ("per cent", SHARES),
        ("andel", SHARES),
        ("andel (0–1)", replace(SHARES, share_of=1)),
        ("kvot 0-1", replace(SHARES, share_of=1)),
        ("antal/10 000 vuxna", replace(SHARES, share_of=10_000)),
        ("antal per 100000 inv", replace(SHARES, share_of=100_000)),
        ("antal per 1.000 inv", replace(SHARES, share_of=1_000)),
        ("antal per hundra tusen", replace(SHARES, share_of=100_000)),
        ("antal per tusen invånare", replace(SHARES, share_of=1_000)),
        ("kronor per 1 000 invånare", FIVE),
        ("dagar per 100 anställda", FIVE),
        ("antal besök per 12 månader", FIVE),
        ("procentenheter", FIVE),
    ],
)
def test_a_unit_tells_what_values_are(unit: str, expected: Threshold) -> None:
    assert threshold_for(unit, 5, {"antal besök"}) == expected


@pytest.mark.parametrize(
    ("values", "share_of"), [(("0.75", "0"), 1), (("1", "0.4"), 1), (("75", "0.4"), 100), ((), 100)]
)
def test_the_values_tell_what_a_share_is_of_if_the_unit_does_not(
    values: tuple[str, ...], share_of: int
) -> None:
    found = threshold_for("andel", 5, (), map(Decimal, values))
    assert found == replace(SHARES, share_of=share_of)
    assert threshold_for("procent", 5, (), map(Decimal, values)) == SHARES


@pytest.mark.parametrize("share_of", [1, 100, 1_000, 10_000, 100_000])
@pytest.mark.parametrize(
    ("of_them", "everybody", "reason"),
    [
        (6, 8, Reason.FEW_OTHERS),
        (2, 8, Reason.FEW_OF_THEM),
        (0, 8, Reason.ALL_OR_NONE),
        (8, 8, Reason.ALL_OR_NONE),
        (10, 10, None),
        (0, 10, None),
        (5, 10, None),
        (196, 200, Reason.FEW_OTHERS),
        (195, 200, None),
        (300, 200, None),  # events, of which there may be more than persons
    ],
)
def test_a_share_tells_of_those_who_are_and_of_those_who_are_not(
    of_them: int, everybody: int, reason: Reason | None, share_of: int
) -> None:
    value = str(Decimal(of_them) / everybody * share_of)
    shares = replace(SHARES, share_of=share_of)
    row = figure(value=value, count=everybody)
    assert told([row], shares) == ([] if reason is None else [(cell(row), reason)])
    assert bool(hidden([row], shares)) is (reason is not None)


def test_those_who_are_and_are_not_follow_from_the_others_as_all_do() -> None:
    """3 of 100 men have no row, but 20 of 100 women and 23 of 200 in total have."""
    rows = [figure(value="20", sex=Sex.WOMEN, count=100), figure(value="11.5", count=200)]
    assert told(rows, SHARES) == [(WOMEN, Reason.TELLS)]
    assert hidden(rows, SHARES) == {WOMEN}
    not_them = [figure(value="80", sex=Sex.WOMEN, count=100), figure(value="88.5", count=200)]
    assert told(not_them, SHARES) == [(WOMEN, Reason.TELLS)]
    blank = figure(value=None, sex=Sex.MEN)
    assert told([*rows, blank], SHARES) == [(WOMEN, Reason.TELLS)]
    rounded = [replace(row, count=10 * (row.count or 0)) for row in rows]
    assert not told(rounded, SHARES)


@pytest.mark.parametrize(
    ("value", "count", "too_small"),
    [
        ("37.5", 8, True),  # 3 of 8
        ("1", 400, True),  # 4 of 400
        ("1.2", 400, False),  # 5 of 400
        ("62.5", 8, True),  # 5 of 8: 3 are not
        ("50", 10, False),
        ("100", 9, True),
        ("0", 9, True),
        ("100", 10, False),
        ("0", 10, False),
        ("0", None, False),
        (None, 9, False),
    ],
)
def test_a_share_tells_who_makes_it_up(
    *, value: str | None, count: int | None, too_small: bool
) -> None:
    assert is_too_small(figure(value=value, count=count), SHARES) is too_small


@pytest.mark.parametrize(
    ("status", "withheld"),
    [
        (ValueStatus.CONFIDENTIAL, True),
        ("kolada: sekretess", True),
        ("kolada: Privacy", True),
        ("kolada: ..", True),
        ("kolada: x", True),
        ("kolada: skyddad", True),
        ("kolada: Missing", False),
        ("kolada: uppgift saknas", False),
        (ValueStatus.MISSING, False),
        (ValueStatus.WITHDRAWN, False),
        ("", False),
    ],
)
def test_a_value_is_withheld_in_any_words(*, status: str, withheld: bool) -> None:
    assert is_withheld(figure(value=None, status=status)) is withheld
    assert not is_withheld(figure(status="kolada: sekretess"))


# ----------------------------------------------------- what it could be worked out from


def split(period: str = "2022", area: str = HOME, **counts: int) -> tuple[Row, ...]:
    """Rows for women, men and total with these numbers of persons."""
    sexes = {"women": Sex.WOMEN, "men": Sex.MEN, "total": Sex.TOTAL}
    return tuple(
        figure(period, "50", sexes[name], area, count=count) for name, count in counts.items()
    )


def test_women_cannot_be_told_from_men_and_total() -> None:
    assert hidden(split(women=3, men=40, total=43)) == {
        ("2022", HOME, Sex.WOMEN, ""),
        ("2022", HOME, Sex.MEN, ""),
    }


def test_what_the_file_itself_holds_back_is_protected_in_the_same_way() -> None:
    women, men, total = split(women=3, men=40, total=43)
    held_back = replace(women, value=None, count=None, status=ValueStatus.CONFIDENTIAL)
    assert hidden([held_back, men, total]) == {
        ("2022", HOME, Sex.WOMEN, ""),
        ("2022", HOME, Sex.MEN, ""),
    }


def test_the_other_is_hidden_even_if_the_total_is_told_elsewhere() -> None:
    assert len(hidden(split(women=3, men=40))) == 2


def test_only_the_same_period_is_touched() -> None:
    rows = [*split("2021", women=30, men=40, total=70), *split(women=3, men=40, total=43)]
    assert {period for period, *_ in hidden(rows)} == {"2022"}


def test_a_district_cannot_be_told_from_the_others_and_the_municipality() -> None:
    counts = {NORTH: 3, SOUTH: 90, WEST: 60, HOME: 153}
    rows = [figure(area=area, count=count) for area, count in counts.items()]
    assert hidden(rows) == {("2022", NORTH, Sex.TOTAL, ""), ("2022", WEST, Sex.TOTAL, "")}


def hidden_of(rows: list[Row], areas: AreaRegister) -> set[str]:
    shown = suppress(rows, FIVE, areas)
    return {row.area for row in shown if row.status == ValueStatus.CONFIDENTIAL}


def test_parts_of_two_kinds_are_never_added() -> None:
    counts = {NORTH: 3, SOUTH: 90, WEST: 60, NORTH_REGSO: 70, EAST_REGSO: 83, HOME: 153}
    rows = [figure(area=area, count=count) for area, count in counts.items()]
    assert hidden_of(rows, WITH_REGSO) == {NORTH, WEST}
    assert not hidden_of([row for row in rows if row.area != NORTH], WITH_REGSO) - {SOUTH, WEST}


def test_each_kind_that_is_all_of_the_municipality_is_a_sum_of_its_own() -> None:
    rest = [figure(area=NORTH_REGSO, count=150), figure(area=HOME, count=153)]
    assert hidden_of(rest, WITH_REGSO) == {NORTH_REGSO}
    wards = [figure(area=area, count=51) for area in DISTRICTS]
    assert hidden_of([*rest, *wards], WITH_REGSO) == {NORTH_REGSO}


def test_parts_that_are_not_all_of_the_municipality_are_no_sum() -> None:
    villages = {f"{name} (by)": Area(name=name, kind=VILLAGE) for name in ("Berg", "Dal")}
    areas = AreaRegister(areas={**AREAS.areas, **villages})
    rows = [
        figure(area="Berg (by)", count=3),
        figure(area="Dal (by)", count=60),
        figure(area=HOME, count=153),
    ]
    assert hidden_of(rows, areas) == {"Berg (by)"}
    assert hidden_of(rows[1:], areas) == set()


def test_areas_that_are_no_part_of_the_municipality_are_left_alone() -> None:
    rows = [figure(area=area, count=3 if area == NORTH else 50) for area in AREAS.areas]
    assert not {COUNTY, "Riket"} & {area for _, area, *_ in hidden(rows)}


def test_groups_of_an_area_are_hidden_together_since_they_may_overlap() -> None:
    counts = {"": 20, "born here": 17, "born elsewhere": 3, "young": 9, "old": 11}
    rows = [figure(group=group, count=count) for group, count in counts.items()]
    assert {group for *_, group in hidden(rows)} == set(counts) - {""}


def test_the_only_group_that_is_told_of_does_not_hide_the_whole() -> None:
    rows = [figure(count=500), figure(group="young", count=3)]
    assert hidden(rows) == {("2022", HOME, Sex.TOTAL, "young")}


def test_what_is_missing_anyway_hides_nothing_by_itself() -> None:
    women, men, total = split(women=3, men=40, total=43)
    rows = [women, replace(men, value=None, count=None, status=ValueStatus.MISSING), total]
    shown = suppress(rows, FIVE, AREAS)
    assert [row.status for row in shown] == [
        ValueStatus.CONFIDENTIAL,
        ValueStatus.MISSING,
        ValueStatus.CONFIDENTIAL,
    ]


def table(parts: dict[tuple[str, str], tuple[int, int]]) -> list[Row]:
    """All cells of a table of which the inner ones are given: sums over sex, group and district."""
    counts: dict[tuple[str, Sex, str], int] = {}
    for (district, group), (women, men) in parts.items():
        for sex, number in ((Sex.WOMEN, women), (Sex.MEN, men)):
            for whole in (district, HOME):
                for either in (sex, Sex.TOTAL):
                    for all_or_one in {group, ""}:
                        key = whole, either, all_or_one
                        counts[key] = counts.get(key, 0) + number
    return [
        figure("2022", str(number), sex, area, group=group, count=number)
        for (area, sex, group), number in counts.items()
    ]


# ------------------------------------------------------------- what follows from the rows


def told(rows: Iterable[Row], threshold: Threshold = FIVE) -> list[tuple[Cell, Reason]]:
    return [(cell(found.row), found.reason) for found in disclosures(rows, threshold, AREAS)]


WOMEN, MEN, TOTAL = (("2022", HOME, sex, "") for sex in (Sex.WOMEN, Sex.MEN, Sex.TOTAL))


def test_a_blank_number_follows_from_the_others() -> None:
    women, men, total = split(women=0, men=40, total=43)
    rows = [replace(women, count=None), men, total]
    assert hidden(rows) == {WOMEN, MEN}
    assert told(rows) == [(WOMEN, Reason.FOLLOWS)]
    blank = replace(women, value=None, count=None, status=ValueStatus.MISSING)
    assert told([blank, men, total]) == [(MEN, Reason.TELLS)]


def test_who_has_no_row_follows_from_the_others() -> None:
    rows = split(men=40, total=43)
    assert hidden(rows) == {MEN}
    assert told(rows) == [(MEN, Reason.TELLS)]
    assert not hidden(split(men=40, total=45))
    assert not hidden(split(men=40, total=40))


def test_who_lives_in_a_district_without_a_row_follows_from_the_others() -> None:
    rows = [
        figure(area=area, value="50", count=count)
        for area, count in ((NORTH, 60), (SOUTH, 90), (HOME, 153))
    ]
    assert hidden(rows) == {("2022", NORTH, Sex.TOTAL, "")}
    assert told(rows) == [(("2022", NORTH, Sex.TOTAL, ""), Reason.TELLS)]


def test_numbers_follow_from_how_far_the_total_lies_from_its_parts() -> None:
    def rows(mean: str) -> list[Row]:
        return [
            figure(value="50.0", sex=Sex.WOMEN),
            figure(value="20.0", sex=Sex.MEN),
            figure(value=mean, count=100),
        ]

    assert hidden(rows("20.9")) == {WOMEN, MEN}
    assert told(rows("20.9")) == [(WOMEN, Reason.FOLLOWS)]
    assert hidden(rows("49.5")) == {WOMEN, MEN}
    assert hidden(rows("35.0")) == hidden(rows("60.0")) == set()


def test_a_withheld_value_must_not_follow_in_the_file() -> None:
    women, men, total = split(women=30, men=40, total=70)
    held_back = replace(women, value=None, count=None, status=ValueStatus.CONFIDENTIAL)
    (found,) = disclosures([held_back, men, total], FIVE, AREAS)
    assert (found.row, found.reason, found.of) == (men, Reason.TELLS, held_back)
    assert not told([held_back, men])
    assert not told([held_back, replace(held_back, sex=Sex.MEN), total])


def test_what_kolada_withholds_is_protected_here_but_no_fault_of_the_file() -> None:
    women, men, total = split(women=30, men=40, total=70)
    held_back = replace(women, value=None, count=None, status="kolada: sekretess")
    assert hidden([held_back, men, total]) == {WOMEN, MEN}
    assert not told([held_back, men, total])


def test_groups_may_overlap_so_their_sum_counts_only_when_it_is_few() -> None:
    def rows(whole: int) -> list[Row]:
        return [
            figure(count=whole),
            figure(group="a", count=30),
            figure(group="b", value=None, status=ValueStatus.CONFIDENTIAL),
        ]

    assert told(rows(33)) == [(("2022", HOME, Sex.TOTAL, "a"), Reason.TELLS)]
    assert not told(rows(29))
    assert not told(rows(90))


def test_a_file_must_not_tell_workings_beside_what_is_hidden() -> None:
    source = f"{MAKER}: (3+156)/(4+211)"
    women, men, total = (replace(row, source=MAKER) for row in split(women=4, men=211, total=215))
    held_back = [
        replace(row, value=None, count=None, status=ValueStatus.CONFIDENTIAL)
        for row in (women, men)
    ]
    assert told([*held_back, replace(total, source=source)]) == [(TOTAL, Reason.WORKING)]
    assert not told([*held_back, total])


@pytest.mark.parametrize(
    "text",
    [
        "SCB (2021: 3 av 156)",
        "SCB, 2021: tre av fyra",
        "SCB (förra året bara en)",
        "SCB, 60-57",
        "SCB: (3+447)/(156+744)",
    ],
)
def test_no_other_period_or_area_tells_what_is_hidden(text: str) -> None:
    secret = figure("2021", value=None, status=ValueStatus.CONFIDENTIAL)
    later = figure("2022", "50", count=900, source=text)
    other = replace(later, area=COUNTY)
    for row in (later, other):
        assert told([secret, row], SHARES) == [(cell(row), Reason.WORKING)]
        assert [shown.source for shown in suppress([secret, row], SHARES, AREAS)][1] == "SCB"
        assert suppress([row], SHARES, AREAS) == (row,)
        assert not told([row], SHARES)


@pytest.mark.parametrize(
    "text",
    [
        "SCB 2021",
        "SCB: värdet för 2021 minus ökningen sedan 2015",
        "SCB (https://scb.example/2021/3/156)",
        "SCB, tabell 3.1",
        "SCB BE0101",
        "SCB, årskurs 9, 16–64 år",
        "SCB: 450/900",
        "SCB, 450 av 900 elever",
    ],
)
def test_what_gives_nothing_away_stays(text: str) -> None:
    secret = figure("2021", value=None, status=ValueStatus.CONFIDENTIAL)
    rows = secret, figure("2022", "50", count=900, source=text)
    assert not told(rows, SHARES)
    assert suppress(rows, SHARES, AREAS) == rows


def test_the_numbers_of_a_row_s_own_share_go_where_its_period_holds_something_back() -> None:
    secret = figure("2022", value=None, sex=Sex.WOMEN, status=ValueStatus.CONFIDENTIAL)
    row = figure("2022", "50", count=900, source="SCB: 450/900")
    assert told([secret, row], SHARES) == [(TOTAL, Reason.WORKING)]


# ------------------------------------------------------------------ proof by elimination


def equations(rows: Sequence[Row]) -> Iterator[dict[Cell, int]]:
    """All that may be known of how the cells of a table add up, as sums that are 0.

    Of a whole that is there, those parts that are there are taken to be all.
    """
    cells = {cell(row) for row in rows}
    for whole in cells:
        period, area, sex, group = whole
        parts_in_each_way = (
            {(period, area, one, group) for one in (Sex.WOMEN, Sex.MEN) if sex is Sex.TOTAL},
            {(period, area, sex, one) for *_, one in cells if one and not group},
            {(period, one, sex, group) for one in DISTRICTS if area == HOME},
        )
        for parts in parts_in_each_way:
            if len(parts & cells) > 1:
                yield {whole: -1} | dict.fromkeys(parts & cells, 1)


def determined(rows: Sequence[Row], shown: Sequence[Row]) -> set[Cell]:
    """The hidden cells that have one solution, by plain Gaussian elimination of dense rows."""
    unknown = [cell(row) for row in shown if row.value is None]
    matrix = [[Fraction(equation.get(one, 0)) for one in unknown] for equation in equations(rows)]
    place = 0
    for column in range(len(unknown)):
        pivot = next((row for row in range(place, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[place], matrix[pivot] = matrix[pivot], matrix[place]
        factor = matrix[place][column]
        matrix[place] = [number / factor for number in matrix[place]]
        for row, numbers in enumerate(matrix):
            if row != place and (times := numbers[column]):
                matrix[row] = [
                    number - times * other
                    for number, other in zip(numbers, matrix[place], strict=True)
                ]
        place += 1
    return {
        unknown[numbers.index(Fraction(1))]
        for numbers in matrix
        if sum(number != 0 for number in numbers) == 1
    }


def exposed(rows: Sequence[Row], threshold: Threshold = COUNTS) -> set[Cell]:
    """The values on too few persons that can be worked out all the same from what is shown.

    What can be worked out from nothing is not, but only where rows that are not there are taken for
    empty.
    """
    shown = suppress(rows, threshold, AREAS)
    too_small = {cell(row) for row in rows if is_too_small(row, threshold)}
    assert too_small <= {cell(row) for row in shown if row.value is None}
    assert not too_small & {cell(row) for row in shown if row.count is not None}
    without_any = [replace(row, value=None) for row in rows]
    return too_small & determined(rows, shown) - determined(rows, without_any)


def test_the_proof_finds_what_can_be_worked_out() -> None:
    rows = table({(NORTH, ""): (3, 40), (SOUTH, ""): (50, 60)})
    shown = [
        replace(row, value=None, count=None) if cell(row)[1:] == (NORTH, Sex.WOMEN, "") else row
        for row in rows
    ]
    assert determined(rows, shown) == {("2022", NORTH, Sex.WOMEN, "")}


def test_two_hidden_in_every_sum_are_not_enough() -> None:
    """Two squares of hidden values that one more value joins: that one can be worked out."""
    squares = {
        *((area, sex) for area in ("A", "B") for sex in "xy"),
        *((area, sex) for area in ("C", "D") for sex in "zw"),
        ("A", "z"),
    }
    equations_of = [
        {place: Fraction(1) for place in squares if name in place} for name in "ABCDxyzw"
    ]
    numbered = {place: number for number, place in enumerate(sorted(squares))}
    assert all(len(equation) >= 2 for equation in equations_of)
    assert suppression._solved(
        [{numbered[place]: one for place, one in equation.items()} for equation in equations_of]
    ) == {numbered["A", "z"]}


INNER = st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(7, 60))
GROUPS = ("a", "b", "c")


@st.composite
def any_table(draw: st.DrawFn) -> list[Row]:
    districts = DISTRICTS[: draw(st.integers(1, 3))]
    groups = draw(st.sampled_from([("",), GROUPS[:2], GROUPS]))
    rows = table(
        {
            (district, group): (draw(INNER), draw(INNER))
            for district in districts
            for group in groups
        }
    )
    if len(districts) == 1:
        rows = [row for row in rows if row.area == HOME]
    return draw(st.permutations(rows))


@st.composite
def any_table_with_holes(draw: st.DrawFn) -> list[Row]:
    """Some rows are not there, and some have no value."""
    rows = draw(any_table())
    holes = draw(st.lists(st.integers(0, len(rows) - 1), max_size=6, unique=True))
    blank = draw(st.sets(st.sampled_from(holes))) if holes else set()
    return [
        replace(row, value=None, count=None, status=ValueStatus.MISSING) if place in blank else row
        for place, row in enumerate(rows)
        if place in blank or place not in holes
    ]


@given(any_table_with_holes())
def test_no_secret_can_be_worked_out_from_a_table_with_holes(rows: list[Row]) -> None:
    assert exposed(rows) == set()


@given(any_table())
def test_no_secret_can_be_worked_out_from_what_is_shown(rows: list[Row]) -> None:
    assert exposed(rows) == set()


@given(any_table(), st.sets(st.integers(0, 11), max_size=3))
def test_nor_what_the_file_holds_back_itself(rows: list[Row], places: set[int]) -> None:
    held_back = [
        replace(row, value=None, count=None, status=ValueStatus.CONFIDENTIAL)
        if place in places
        else row
        for place, row in enumerate(rows)
    ]
    secret = {cell(row) for row in held_back if row.status == ValueStatus.CONFIDENTIAL}
    shown = suppress(held_back, COUNTS, AREAS)
    assert secret & determined(rows, shown) == set()


def working(row: Row, rows: Sequence[Row]) -> str:
    """How the value of a row may have been worked out: from those that are parts of it."""
    parts = next(
        (
            [one for one in rows if cell(one) in equation and one is not row]
            for equation in equations(rows)
            if equation.get(cell(row)) == -1
        ),
        [row],
    )
    return f"Egen bearbetning: {'+'.join(str(part.value) for part in parts)}"


@given(any_table())
def test_no_secret_can_be_worked_out_from_what_is_published_in_words(rows: list[Row]) -> None:
    """The file on the site is read as anybody would: values, numbers, and numbers in sources."""
    with_words = [replace(row, source=working(row, rows)) for row in rows]
    text = table_text(suppress(with_words, COUNTS, AREAS), AREAS, WORDS)
    published = read_table(text.encode(), AREAS, WORDS)
    assert not published.issues
    too_small = {cell(row) for row in rows if is_too_small(row, COUNTS)}
    assert not too_small & {
        cell(row) for row in published.rows if row.value is not None or row.count is not None
    }
    assert not too_small & determined(rows, published.rows) - determined(
        rows, [replace(row, value=None) for row in rows]
    )
    if too_small:
        assert {row.source for row in published.rows} == {"Egen bearbetning"}
    else:
        assert {row.source for row in published.rows} == {row.source for row in with_words}


@given(any_table())
def test_a_file_that_is_hidden_as_the_page_is_has_no_more_to_tell(rows: list[Row]) -> None:
    assert not told(suppress(rows, COUNTS, AREAS), COUNTS)
    assert {cell(row) for row in rows if is_too_small(row, COUNTS)} <= {
        found for found, _ in told(rows, COUNTS)
    }


@given(any_table())
def test_what_is_hidden_does_not_depend_on_the_order_of_rows(rows: list[Row]) -> None:
    there = {cell(row) for row in suppress(rows, COUNTS, AREAS) if row.value is None}
    back = {cell(row) for row in suppress(rows[::-1], COUNTS, AREAS) if row.value is None}
    assert there == back


@given(any_table())
def test_hiding_twice_hides_no_more(rows: list[Row]) -> None:
    once = suppress(rows, COUNTS, AREAS)
    assert suppress(once, COUNTS, AREAS) == once


def test_a_period_with_too_much_to_hide_is_hidden_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [*split(women=3, men=40, total=43), *split("2023", women=30, men=40, total=70)]
    monkeypatch.setattr(suppression, "MOST_UNKNOWN", 1)
    assert hidden(rows) == {("2022", HOME, sex, "") for sex in Sex}


def test_the_work_grows_with_the_rows_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = 0
    real = suppression._Sum.members

    def counting(one: suppression._Sum) -> list[int]:
        nonlocal looks
        looks += len(one.parts)
        return real(one)

    monkeypatch.setattr(suppression._Sum, "members", counting)
    rows = [figure(group=f"g{number}", count=2) for number in range(5_000)]
    assert len(hidden(rows)) == 5_000
    assert looks < 20 * len(rows)


def test_numbers_need_not_be_whole() -> None:
    rows = [figure(value="50.5", count=4), figure("2021", "50.5", count=400)]
    assert [row.value for row in suppress(rows, FIVE, AREAS)] == [None, Decimal("50.5")]
