"""The script that recomputes verdicts arrives at those of the program, whatever the target."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.areas import Area, AreaRegister
from policytrace.measure.performance import Measure, TargetSpec
from policytrace.measure.performance_report import verdicts_of
from policytrace.measure.series import Series
from policytrace.measure.tables import Row, table_text
from policytrace.schema.vocabulary import (
    AreaKind,
    Direction,
    Sex,
    TargetAgainst,
    TargetScope,
    ValueStatus,
)
from policytrace.site.views.recomputation import MOST_LINES, Judged, recomputing_script
from policytrace.values.bands import Band
from policytrace.values.periods import parse_period
from policytrace.values.stages import Stage
from tests.measure.figures import DISTRICTS, HOME, NORTH, REGSOS, WITH_REGSO, WORDS, figure

TODAY = date(2026, 11, 29)
SIMILAR = "Liknande kommuner"
AREAS = AreaRegister(
    areas={**WITH_REGSO.areas, SIMILAR: Area(name=SIMILAR, kind=AreaKind.COMPARISON)}
)
PLACES = (HOME, *DISTRICTS, *REGSOS, "Riket", SIMILAR)


def judged(
    rows: Sequence[Row], spec: TargetSpec, today: date = TODAY, areas: AreaRegister = AREAS
) -> Judged:
    return Judged(id="IND-A", series=Series(rows), spec=spec, areas=areas, words=WORDS, today=today)


def said(script: str, *arguments: str) -> list[str]:
    """What the script prints; it is run as it stands."""
    printed = io.StringIO()
    names: dict[str, object] = {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as patched, contextlib.redirect_stdout(printed):
        patched.setattr("sys.argv", ["ind-a.py", *arguments])
        exec(compile(script, "ind-a.py", "exec"), names)  # noqa: S102 - ours
    return printed.getvalue().splitlines()


def recomputed(one: Judged, folder: Path) -> list[str]:
    """What the script says of the published file."""
    script = recomputing_script(one)
    assert len(script.splitlines()) <= MOST_LINES
    if not one.series.rows:
        return said(script)
    file = folder / "ind-a.csv"
    file.write_text(table_text(one.series.rows, one.areas, one.words), "utf-8", newline="")
    return said(script, str(file))


def by_the_program(one: Judged) -> list[str]:
    """All verdicts that the program gives, in the same words."""
    found = verdicts_of(one.series, one.spec, one.areas, one.today)
    lines = []
    for verdict in found:
        women, men = one.words.of(Sex.WOMEN), one.words.of(Sex.MEN)
        gap = verdict.measure is Measure.GAP
        who = f"{women} − {men}" if gap else one.words.of(verdict.sex)
        area = one.areas.areas.get(verdict.area)
        place = f"{area.name} ({area.kind_word(one.words)})" if area else ""
        about = ", ".join(filter(None, (place, verdict.group or verdict.division, who)))
        lines.append(f"{about}: {one.words.of(verdict.verdict)}")
    return sorted(lines)


# -------------------------------------------------------------------------- whatever there is

YEARS = [str(year) for year in range(2019, 2027)]
KINDS = {
    "years": YEARS,
    "school years": [f"{year}/{(year + 1) % 100:02}" for year in range(2019, 2026)],
    "halves": [f"{year}-H{half}" for year in range(2022, 2026) for half in (1, 2)],
    "quarters": [f"{year}-Q{part}" for year in range(2024, 2026) for part in (1, 2, 3, 4)],
    "months": [f"2025-{month:02}" for month in range(1, 13)],
    "any": ["2022", "2022/23", "2023-H1", "2023", "2024-Q1", "2024-02", "2024-Q2", "2025-11"],
}
NUMBERS = st.one_of(
    st.integers(0, 12).map(Decimal),
    st.decimals(-5, 15, places=1),
    st.decimals(0, 10, places=2),
    st.sampled_from([Decimal("5.0"), Decimal(40), Decimal("60.50")]),
)


@st.composite
def bands(draw: st.DrawFn) -> Band:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Band(low=low, high=draw(st.sampled_from([low, high])))


@st.composite
def specs(draw: st.DrawFn, periods: Sequence[str]) -> TargetSpec:
    """What values may be judged by, sensible or not."""
    baseline = draw(st.none() | st.sampled_from(periods))
    years = draw(st.lists(st.integers(2022, 2031), unique=True, max_size=3).map(sorted))
    return TargetSpec(
        direction=draw(st.none() | st.sampled_from(Direction)),
        baseline=parse_period(baseline) if baseline else None,
        target=draw(st.none() | bands()),
        year=draw(st.none() | st.integers(2021, 2031)),
        stages=tuple(Stage(band=draw(bands()), year=year) for year in years),
        gap_target=draw(st.none() | bands() | st.just(Band(low=Decimal(0), high=Decimal(0)))),
        against=draw(st.none() | st.none() | st.sampled_from(TargetAgainst)),
        scope=draw(st.none() | st.none() | st.just(TargetScope.EVERY_AREA)),
        interval=draw(st.none() | st.sampled_from([1, 3, 6, 12, 24, 48])),
    )


@st.composite
def rows(draw: st.DrawFn, periods: Sequence[str]) -> list[Row]:
    """Values of all kinds of places and groups; some hidden, some missing, some not there."""
    sexes = draw(st.sampled_from([[Sex.TOTAL], [Sex.WOMEN, Sex.MEN], list(Sex), [Sex.MEN]]))
    places = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=len(PLACES)))
    made = []
    for place in places:
        for sex in sexes:
            for period in draw(st.lists(st.sampled_from(periods), unique=True, max_size=4)):
                value = draw(st.none() | NUMBERS | NUMBERS | NUMBERS)
                row = figure(period, None if value is None else str(value), sex, place)
                hidden = value is None and draw(st.booleans())
                made.append(replace(row, status=ValueStatus.CONFIDENTIAL) if hidden else row)
    if made and draw(st.booleans()):
        made.append(figure(periods[0], "7", Sex.TOTAL, HOME, group="Unga"))
    return made


@st.composite
def situations(draw: st.DrawFn) -> Judged:
    periods = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    today = draw(st.dates(date(2024, 1, 1), date(2033, 1, 1)))
    return judged(draw(rows(periods)), draw(specs(periods)), today)


@given(situations())
def test_it_arrives_at_the_verdicts_of_the_program(
    tmp_path_factory: pytest.TempPathFactory, one: Judged
) -> None:
    folder = tmp_path_factory.getbasetemp() / "räkna om"
    folder.mkdir(exist_ok=True)
    assert sorted(recomputed(one, folder)) == by_the_program(one)


def test_nothing_published_is_no_data() -> None:
    assert said(recomputing_script(judged([], TargetSpec()))) == [
        f"{HOME} (kommun), totalt: saknar data"
    ]


def test_it_changes_its_verdict_with_the_values(tmp_path: Path) -> None:
    spec = TargetSpec(
        direction=Direction.UP,
        baseline=parse_period("2020"),
        target=Band(low=Decimal(10), high=Decimal(10)),
        year=2030,
    )
    one = judged([figure("2020", "2"), figure("2025", "7")], spec)
    assert recomputed(one, tmp_path) == [f"{HOME} (kommun), totalt: på väg"]
    file = tmp_path / "ind-a.csv"
    published = file.read_text("utf-8")
    for value, verdict in (("10", "uppnått"), ("0", "fel riktning"), ("", "för tidigt att säga")):
        file.write_text(published.replace(",,7,", f",,{value},"), "utf-8")
        assert said(recomputing_script(one), str(file)) == [f"{HOME} (kommun), totalt: {verdict}"]


TOWARDS_10 = TargetSpec(
    direction=Direction.UP,
    baseline=parse_period("2020"),
    target=Band(low=Decimal("10.5"), high=Decimal("10.5")),
    year=2030,
)


def test_parts_and_groups_have_their_verdicts_too(tmp_path: Path) -> None:
    values = [
        figure("2020", "2"),
        figure("2025", "11"),
        figure("2020", "2", group="unga"),
        figure("2025", "0", group="unga"),
        figure("2020", "2", area=NORTH),
        figure("2025", "4", area=NORTH),
        figure("2025", "3", area="Riket"),
    ]
    assert recomputed(judged(values, TOWARDS_10), tmp_path) == [
        f"{HOME} (kommun), totalt: uppnått",
        f"{HOME} (kommun), unga, totalt: fel riktning",
        "Norra (valdistrikt), totalt: för långsamt",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_that_a_spreadsheet_has_saved_is_read(
    tmp_path: Path, encoding: str, end: str
) -> None:
    rows = [
        figure(year, value, sex)
        for year, value, sex in (
            ("2020", "2.5", Sex.WOMEN),
            ("2025", "10.5", Sex.WOMEN),
            ("2020", "2.5", Sex.MEN),
            ("2025", "7", Sex.MEN),
        )
    ]
    one = judged(rows, TOWARDS_10)
    text = table_text(rows, AREAS, WORDS)
    saved = text.replace(",", ";").replace("2.5", "2,5").replace("10.5", "10,5")
    assert saved != text
    file = tmp_path / "från Excel.csv"
    file.write_text(f"{saved}\n", encoding, newline=end)
    told = said(recomputing_script(one), str(file))
    assert sorted(told) == by_the_program(one)
    assert f"{HOME} (kommun), kvinnor: uppnått" in told


@pytest.mark.parametrize("arguments", [(), ("saknas.csv",), (".",)])
def test_without_a_file_it_says_how_it_is_run(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    script = tmp_path / "ind-a.py"
    script.write_text(recomputing_script(judged([figure("2025", "7")], TOWARDS_10)), "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", script, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == ["python3 ind-a.py ind-a.csv"]


def test_an_empty_file_has_no_values(tmp_path: Path) -> None:
    file = tmp_path / "tom.csv"
    file.write_bytes(b"")
    assert said(recomputing_script(judged([figure("2025", "7")], TOWARDS_10)), str(file)) == []


def test_a_target_for_values_alone_may_be_missed_without_a_baseline(tmp_path: Path) -> None:
    rows = [figure("2025", "7", sex) for sex in (Sex.WOMEN, Sex.MEN)]
    spec = replace(TOWARDS_10, baseline=None, gap_target=None, year=2025)
    one = judged(rows, spec)
    assert sorted(recomputed(one, tmp_path)) == by_the_program(one)


def test_it_holds_no_verdict_but_as_what_a_rule_gives() -> None:
    rows = [figure("2020", "2"), figure("2025", "7")]
    years = TargetSpec(direction=Direction.UP, baseline=parse_period("2020"), year=2030)
    script = recomputing_script(judged(rows, years))
    other = recomputing_script(judged([figure("2020", "9"), figure("2025", "1")], years))
    assert script == other


def test_names_with_quotation_marks_stay_names(tmp_path: Path) -> None:
    name = 'Å"); raise SystemExit("x'
    areas = AreaRegister(areas={name: Area(name=name, kind=AreaKind.MUNICIPALITY)})
    one = judged([figure("2025", "7", area=name)], TargetSpec(), areas=areas)
    assert recomputed(one, tmp_path) == [f"{name} (kommun), totalt: saknar mål"]
