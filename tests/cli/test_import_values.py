"""The whole command on a project of plain objects: what it writes, shows, asks and refuses."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from policytrace.cli import import_values as command
from policytrace.cli.import_values import Import, ImportRequest
from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.measure.csvfile import MAX_ROWS
from policytrace.measure.measurements import IndicatorSource, load_measurements
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import ValueColumn
from policytrace.settings import IndicatorSettings
from policytrace.sources.spreadsheet.files import MAX_FILE
from tests.author.running import Person
from tests.measure.figures import KINDS
from tests.plan_builder import METAMODEL, WORDS, english, item, plan
from tests.sources.spreadsheet.making import (
    FIRST,
    HEADER,
    SECOND,
    TODAY,
    delimited,
    workbook,
    xlsx,
)

SETTINGS = IndicatorSettings(
    areas="areas.csv",
    data="data",
    parts=KINDS,
    smallest_group=5,
    count_units=frozenset({"personer"}),
)
SOURCES = {
    "IND-A": IndicatorSource(unit="procent"),
    "IND-B": IndicatorSource(unit="personer"),
    "IND-C": IndicatorSource(file="trygghet.csv"),
}
NOTHING: Mapping[str, str] = MappingProxyType({})
REGISTER = "namn,slag,kolada\nLilla kommun,kommun,9999\nÄngen,valdistrikt,\nRiket,riket,0000\n"


def written(row: Sequence[str], kind: str = "kommun") -> str:
    """The line that a data file has of a row with the columns that every file must have."""
    return ",".join([*row[:2], kind, *row[2:8], "", row[8]]) + "\n"


OLD = ",".join(WORDS.all_of(ValueColumn)) + "\n" + written(FIRST)
BOTH = OLD + written(SECOND)
OTHER_VALUE = [*FIRST[:4], "43.1", *FIRST[5:]]


class Project:
    """A folder with data, in which the command is run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.data.mkdir(parents=True)
        (root / "areas.csv").write_text(REGISTER, encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file in the folder; its path."""
        path = self.root / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, name: str = "data/ind-a.csv") -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def run(
        self,
        content: str | bytes = b"",
        *,
        person: Person | None = None,
        settings: IndicatorSettings = SETTINGS,
        name: str = "ind-a.xlsx",
        language: str = "sv",
        kolada: Mapping[str, str] = NOTHING,
        **request: object,
    ) -> int:
        """Take in a file with this content; a name alone is that of a file that is there."""
        file = self.write(name, content) if content else self.root / name
        graph = plan(
            *(
                item(name, Role.INDICATOR, title=f"Mått {name}", kolada=kolada.get(name, ""))
                for name in SOURCES
            )
        )
        context = CommandContext(
            project=self.root,
            metamodel=METAMODEL,
            graph=graph,
            measurements=load_measurements(self.root, settings, SOURCES, WORDS),
            today=TODAY,
            terminal=Terminal.speaking(language),
        )
        given = replace(ImportRequest(file=file), **request)  # type: ignore[arg-type]
        return Import(request=given, context=context, person=person).run()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "åäö")


def files(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(project.data.iterdir())}


# -------------------------------------------------------------------- what is written


def test_the_first_values_make_the_file(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.run(xlsx([HEADER, SECOND, FIRST]), yes=True) == 0
    assert project.read() == BOTH
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out == (
        "Så här har filen förståtts:\n"
        "  Form: datafilens kolumner (kolumnerna heter som i projektets datafiler)\n"
        "  Blad: Data\n"
        "  Hör till: IND-A Mått IND-A\n"
        "  Område: Lilla kommun\n"
        "  Period: 2022\n"
        "  Kön: kvinnor, män\n"
        "  Antal värden: 2\n"
        "  Källa: egen enkät\n"
        "  Hämtat: 2026-11-01\n"
        "\n"
        "Nya rader: 2\n"
        "  period  område        kön      värde  antal  status       källa\n"
        "  2022    Lilla kommun  män         38         preliminärt  egen enkät\n"
        "  2022    Lilla kommun  kvinnor   42,9    120               egen enkät\n"
        "\n"
        "Oförändrade rader: 0\n"
        "data/ind-a.csv är skriven. Den innehåller 2 värden.\n"
    )


def test_a_file_that_the_indicator_names_is_written(project: Project) -> None:
    assert project.run(xlsx([HEADER, FIRST]), indicator="ind-c", yes=True) == 0
    assert files(project).keys() == {"trygghet.csv"}


def test_the_folder_is_made_when_it_is_not_there(project: Project) -> None:
    project.data.rmdir()
    assert project.run(xlsx([HEADER, FIRST]), yes=True) == 0
    assert project.read() == OLD


def test_values_are_put_beside_those_that_are_there(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("data/ind-a.csv", OLD)
    assert project.run(xlsx([HEADER, SECOND]), yes=True) == 0
    assert project.read() == BOTH
    assert "Rader som försvinner" not in capsys.readouterr().out


def test_a_value_about_the_same_is_put_in_its_place(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("data/ind-a.csv", BOTH)
    assert project.run(xlsx([HEADER, OTHER_VALUE]), yes=True) == 0
    assert project.read() == BOTH.replace("42.9", "43.1")
    assert "42,9 → 43,1" in capsys.readouterr().out


def test_the_file_may_be_made_the_whole_series(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write("data/ind-a.csv", BOTH)
    assert project.run(xlsx([HEADER, FIRST]), replace=True, yes=True) == 0
    assert project.read() == OLD
    assert "Rader som försvinner: 1\n" in capsys.readouterr().out


def test_a_value_that_stays_keeps_the_day_on_which_it_was_retrieved(project: Project) -> None:
    project.write("data/ind-a.csv", OLD)
    rows = [[*FIRST[:8]], [*SECOND[:8]]]
    assert project.run(xlsx([HEADER[:8], *rows]), retrieved=date(2027, 1, 2), yes=True) == 0
    assert project.read() == BOTH.replace("preliminärt,egen enkät,,2026-11-01",
                                          "preliminärt,egen enkät,,2027-01-02")  # fmt: skip


def test_the_day_is_today_if_nobody_says(project: Project) -> None:
    assert project.run(xlsx([HEADER[:8], FIRST[:8]]), yes=True) == 0
    assert f",{TODAY}\n" in project.read()


def test_a_file_in_its_place_is_put_in_order(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = delimited([HEADER, SECOND, FIRST]).replace("42.9", "42,9")
    project.write("data/ind-a.csv", text.encode("cp1252"))
    assert project.run(name="data/ind-a.csv", yes=True) == 0
    assert project.read() == BOTH
    assert project.run(name="data/ind-a.csv", yes=True) == 0
    assert "innehåller redan" in capsys.readouterr().out


def test_a_file_in_its_place_that_only_looks_different_is_put_in_order(project: Project) -> None:
    project.write("data/ind-a.csv", BOTH.replace("\n", "\r\n"))
    assert project.run(name="data/ind-a.csv", yes=True) == 0
    assert project.read() == BOTH


def test_rows_that_are_there_keep_their_bytes(project: Project) -> None:
    before = OLD.replace("42.9", '"42.90"').replace("\n", "\r\n")
    project.write("data/ind-a.csv", before)
    assert project.run(xlsx([HEADER, SECOND]), yes=True) == 0
    after = (project.data / "ind-a.csv").read_bytes().decode()
    assert after.startswith(before)
    assert after.count("\r\n") == after.count("\n") == 3


# -------------------------------------------------------------------- what is not written


@pytest.mark.parametrize("given", [{"yes": True}, {"replace": True, "yes": True}, {}])
def test_what_is_there_already_is_not_touched(
    project: Project, capsys: pytest.CaptureFixture[str], given: dict[str, object]
) -> None:
    unusual = BOTH.replace("\n", "\r\n").replace("42.9", "42.90")
    path = project.write("data/ind-a.csv", unusual)
    os.utime(path, (1, 1))
    assert project.run(xlsx([HEADER, FIRST, SECOND]), **given) == 0  # type: ignore[arg-type]
    assert path.read_bytes() == unusual.encode()
    assert path.stat().st_mtime == 1
    shown = capsys.readouterr()
    assert shown.out.endswith("\ndata/ind-a.csv innehåller redan de här värdena. Inget skrevs.\n")
    assert shown.err == ""


@pytest.fixture
def untouched(project: Project) -> Project:
    """A project in which nothing may be changed."""
    project.write("data/ind-a.csv", OLD)
    return project


def test_a_dry_run_shows_and_writes_nothing(
    untouched: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert untouched.run(xlsx([HEADER, OTHER_VALUE]), dry_run=True, yes=True) == 0
    assert "42,9 → 43,1" in capsys.readouterr().out
    assert files(untouched) == {"ind-a.csv": OLD.encode()}


def test_nobody_to_ask_is_no_yes(untouched: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert untouched.run(xlsx([HEADER, OTHER_VALUE])) == 1
    shown = capsys.readouterr()
    assert "42,9 → 43,1" in shown.out
    assert shown.err == "Inget skrevs. Ange --yes för att skriva det till data/ind-a.csv.\n"
    assert files(untouched) == {"ind-a.csv": OLD.encode()}


@pytest.mark.parametrize("answer", ["", "n", "nej", "javisst", "jj"])
def test_what_is_no_yes_is_a_no(
    untouched: Project, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    person = Person({"Skriva detta till data/ind-a.csv? (j/N) ": [answer]})
    assert untouched.run(xlsx([HEADER, OTHER_VALUE]), person=person) == 1
    assert capsys.readouterr().err == "Inget skrevs.\n"
    assert files(untouched) == {"ind-a.csv": OLD.encode()}


@pytest.mark.parametrize("answer", ["j", "J", "ja", " Ja ", "y", "yes"])
def test_a_yes(project: Project, answer: str) -> None:
    person = Person({"Skriva detta": [answer]})
    assert project.run(xlsx([HEADER, FIRST]), person=person) == 0
    assert project.read() == OLD


def test_everything_that_is_wrong_is_told_once_and_nothing_is_written(
    untouched: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    astray = [*FIRST[:1], "Liila kommun", *FIRST[2:]]
    years = [[str(year), *astray[1:]] for year in range(2000, 2004)]
    rows = [
        HEADER,
        *years,
        FIRST,
        [*SECOND[:4], "ca 40", *SECOND[5:]],
        [],
        astray,
        ["2022-05", *FIRST[1:]],
    ]
    assert untouched.run(xlsx(rows), yes=True, language="en") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == (
        f"{untouched.root}/ind-a.xlsx, sheet “Data”:\n"
        "  Row 2–5, 9: “Liila kommun” is not in the register of areas.\n"
        "    Did you mean Lilla kommun? Otherwise add it to the register.\n"
        "  Row 7: värde: “ca 40” cannot be used.\n"
        "    Write the number alone, without a unit; in the project's own files with a decimal "
        "point, as 42.9. Or write nothing and a status.\n"
        "  Row 10: 2022-05 is longer or shorter than the file's other periods.\n"
        "    Let a file hold periods of one length.\n"
        "The file was read as the columns of a data file: the columns are called as in the "
        "project's data files.\n"
        "Nothing was written. Errors: 7.\n"
    )
    assert files(untouched) == {"ind-a.csv": OLD.encode()}


def test_the_same_value_twice_is_refused(
    untouched: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert untouched.run(xlsx([HEADER, SECOND, [], SECOND]), yes=True) == 1
    assert "  Rad 4: " in capsys.readouterr().err


def test_periods_must_be_as_long_as_those_that_are_there(
    untouched: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    content = xlsx([HEADER, ["2022/23", *FIRST[1:]]])
    assert untouched.run(content, yes=True, language="en") == 1
    assert "  Row 2: 2022/23 is longer or shorter" in capsys.readouterr().err
    assert files(untouched) == {"ind-a.csv": OLD.encode()}
    assert untouched.run(content, replace=True, dry_run=True) == 0


@pytest.mark.parametrize(
    ("indicator", "value", "count"), [("ind-a", "42.9", "4"), ("ind-b", "4", "")]
)
def test_a_value_on_few_persons_is_not_taken_in(
    untouched: Project,
    capsys: pytest.CaptureFixture[str],
    indicator: str,
    value: str,
    count: str,
) -> None:
    small = ["2022", "Ängen", "kvinnor", "", value, count, "", "egen enkät", "2026-11-01"]
    assert untouched.run(xlsx([HEADER, small]), indicator=indicator, language="en") == 1
    assert "  Row 2: The value is on fewer than 5 persons." in capsys.readouterr().err
    assert files(untouched) == {"ind-a.csv": OLD.encode()}


def test_what_the_check_would_find_is_refused_in_its_words(
    untouched: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """All rules are run on the plan with the new values: those about the file, and all others."""
    future = ["2031", *FIRST[1:]]
    kolada = [*FIRST[:7], "Kolada", "2026-11-01"]
    share = ["2021", *FIRST[1:4], "1", "120", *FIRST[6:]]
    assert untouched.run(xlsx([HEADER, future, kolada, share]), yes=True, language="en") == 1
    err = capsys.readouterr().err
    assert "  Row 2: The row is about a time that has not come yet." in err
    assert "  Row 3: Kolada has no such figure, but is named as its source." in err
    assert "  Row 4: The share is made up by fewer than 5 persons." in err
    assert err.endswith("Nothing was written. Errors: 3.\n")
    assert files(untouched) == {"ind-a.csv": OLD.encode()}


def test_what_a_new_value_tells_of_one_that_is_there_is_refused(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    withheld = ["2022", *FIRST[1:4], "", "", "sekretess", *FIRST[7:]]
    men = [*FIRST[:2], "män", *FIRST[3:]]
    total = [*FIRST[:2], "totalt", *FIRST[3:]]
    assert project.run(xlsx([HEADER, withheld, men]), yes=True) == 0
    before = files(project)
    assert project.run(xlsx([HEADER, total]), yes=True, language="en") == 1
    err = capsys.readouterr().err
    assert err == (
        "data/ind-a.csv:3: PT305: The value on line 2, which must be hidden, can be worked out "
        "from this row and others. Take value and number away, and write the status sekretess.\n"
        "Nothing was written. Errors: 1.\n"
    )
    assert files(project) == before


def test_braces_in_the_sheet_are_only_text(
    untouched: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    content = xlsx([HEADER, ["{0}{file}", *FIRST[1:]]])
    assert untouched.run(content, yes=True) == 1
    assert "{0}{file}" in capsys.readouterr().err


def test_a_personal_identity_number_is_not_shown(
    untouched: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert untouched.run(xlsx([HEADER, [*FIRST[:4], "19121212-1212", *FIRST[5:]]]), yes=True) == 1
    shown = capsys.readouterr()
    assert "1212" not in shown.out + shown.err


# -------------------------------------------------------------------- what cannot be done


def refusal(project: Project, content: str | bytes = b"", **given: object) -> str:
    before = files(project)
    with pytest.raises(ProjectError) as caught:
        project.run(content, **given)  # type: ignore[arg-type]
    assert files(project) == before
    return english(caught.value.text)


def test_the_file_is_named_in_what_is_said_of_it(untouched: Project) -> None:
    assert refusal(untouched, b"x;y\n", name="a.csv", yes=True).startswith(
        f"{untouched.root}/a.csv, row 1: Filen har ingen av de former som programmet känner igen"
    )
    assert refusal(untouched, delimited([[], [*HEADER, "x"], FIRST]), name="a.csv") == (
        f"{untouched.root}/a.csv, row 2: Det finns inga kolumner som heter x. "
        f"Kolumnerna är {', '.join(WORDS.all_of(ValueColumn))}."
    )
    assert refusal(untouched, xlsx([HEADER]), name="ind-a.xlsx").endswith(
        "row 1: Det finns inga värden under kolumnernas namn."
    )


def test_what_is_no_file(untouched: Project) -> None:
    assert refusal(untouched, name="saknas.xlsx").endswith("Det finns ingen sådan fil.")
    assert refusal(untouched, name="data").endswith("Det finns ingen sådan fil.")
    untouched.write("tom.csv", b"")
    assert refusal(untouched, name="tom.csv", language="en").endswith("tom.csv: The file is empty.")
    (untouched.root / "stor.csv").write_bytes(b"a" * (MAX_FILE + 1))
    assert refusal(untouched, name="stor.csv").endswith("Filen är större än 20 000 000 byte.")


def test_a_form_is_known_by_the_content_and_not_by_the_name(project: Project) -> None:
    assert project.run(xlsx([HEADER, FIRST]), name="ind-a.csv", yes=True) == 0
    assert project.run(delimited([HEADER, SECOND]), name="ind-a.xlsx", yes=True) == 0
    assert project.read() == BOTH


def test_the_indicator_must_be_known(untouched: Project) -> None:
    content = xlsx([HEADER, FIRST])
    assert refusal(untouched, content, name="enkät.xlsx") == (
        "Say which indicator the values belong to, with --indicator, or name the file after it. "
        "The indicators are IND-A, IND-B, IND-C."
    )
    assert refusal(untouched, content, indicator="IND-D") == (
        "There is no indicator IND-D. Did you mean IND-C?"
    )
    assert refusal(untouched, content, indicator="x") == "There is no indicator x."


def test_the_name_of_the_file_may_tell_the_indicator(project: Project) -> None:
    assert project.run(xlsx([HEADER, FIRST]), name="Trygghet.XLSX", yes=True) == 0
    assert files(project).keys() == {"trygghet.csv"}


def test_a_person_is_asked_which_indicator_it_is(project: Project) -> None:
    person = Person(
        {"Vilken indikator hör värdena till? ": ["", "ind-x", "ind-b"], "Skriva": ["j"]}
    )
    assert project.run(xlsx([HEADER, SECOND]), name="enkät.xlsx", person=person) == 0
    assert files(project).keys() == {"ind-b.csv"}
    assert person.said("  IND-B  Mått IND-B")
    assert person.said("Det finns ingen indikator ind-x.")


def test_the_source_must_be_known(untouched: Project) -> None:
    content = xlsx([HEADER[:7], FIRST[:7]])
    assert refusal(untouched, content, yes=True) == (
        "The file has no column called källa. Say where the values are from, with --source."
    )


def test_a_person_is_asked_where_the_values_are_from(project: Project) -> None:
    person = Person({"Varifrån kommer värdena? ": ["", "egen enkät"], "Skriva": ["j"]})
    assert project.run(xlsx([HEADER[:7], FIRST[:7]]), person=person) == 0
    assert ",egen enkät," in project.read()


def test_the_source_may_be_said_beforehand(project: Project) -> None:
    rows = [FIRST, [*SECOND[:7], "", SECOND[8]]]
    assert project.run(xlsx([HEADER, *rows]), source="SCB", yes=True) == 0
    assert project.read() == BOTH.replace("preliminärt,egen enkät", "preliminärt,SCB")


def test_the_end_of_the_answers_writes_nothing(untouched: Project) -> None:
    class Gone(Person):
        def ask(self, prompt: str) -> str:
            if prompt.startswith(("Vilken", "Varifrån", "Skriva")):
                raise EOFError
            return super().ask(prompt)

    content = xlsx([HEADER, OTHER_VALUE])
    assert (
        refusal(untouched, content, name="x.xlsx", person=Gone({})) == "There were no more answers."
    )
    assert untouched.run(content, person=Gone({})) == 1
    assert files(untouched) == {"ind-a.csv": OLD.encode()}


def test_a_data_file_with_errors_is_not_written_over_unasked(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = BOTH + "2023,Lilla kommun,kommun,kvinnor,,femtio,,,egen enkät,,2026-11-01\n"
    project.write("data/ind-a.csv", broken)
    assert "has errors" in refusal(project, xlsx([HEADER, FIRST]), yes=True)
    assert project.run(xlsx([HEADER, FIRST, SECOND]), replace=True, yes=True) == 0
    assert project.read() == BOTH
    assert "Oförändrade rader: 2\n" in capsys.readouterr().out


def test_a_project_that_measures_nothing(untouched: Project) -> None:
    text = refusal(untouched, xlsx([HEADER, FIRST]), settings=IndicatorSettings())
    assert text.startswith("The project has no place for values.")


def test_a_register_of_areas_with_errors(untouched: Project) -> None:
    untouched.write("areas.csv", REGISTER.replace("riket", "land"))
    assert refusal(untouched, xlsx([HEADER, FIRST]), yes=True) == "“land” is no kind of area."


@pytest.mark.parametrize("there", [True, False])
def test_a_link_out_of_the_folder_is_not_followed(project: Project, *, there: bool) -> None:
    outside = project.root.parent / "utanför.csv"
    if there:
        outside.write_text(OLD, encoding="utf-8")
    (project.data / "ind-a.csv").symlink_to(outside)
    with pytest.raises(ProjectError, match="leads out"):
        project.run(xlsx([HEADER, OTHER_VALUE]), yes=True)
    assert outside.exists() == there
    assert not there or outside.read_text(encoding="utf-8") == OLD


def test_a_file_that_has_changed_meanwhile_is_left(untouched: Project) -> None:
    class Slow(Person):
        def ask(self, prompt: str) -> str:
            untouched.write("data/ind-a.csv", BOTH)
            return super().ask(prompt)

    with pytest.raises(ProjectError, match="meanwhile"):
        untouched.run(xlsx([HEADER, OTHER_VALUE]), person=Slow({"Skriva": ["j"]}))
    assert untouched.read() == BOTH


def test_a_series_cannot_grow_without_end(
    untouched: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert MAX_ROWS > 1000
    monkeypatch.setattr(command, "MAX_ROWS", 1)
    assert untouched.run(xlsx([HEADER, SECOND]), yes=True) == 1
    assert "fler än 1 rader" in capsys.readouterr().err


def test_hundreds_of_rows_are_shown_in_a_few_dozen_lines(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        [str(year), *FIRST[1:3], group, *FIRST[4:]] for year in range(1927, 2027) for group in "abc"
    ]
    assert project.run(workbook({"Data": [HEADER, *rows]}), yes=True) == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) < 70
    assert "… och 260 till" in shown
