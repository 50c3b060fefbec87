"""`policytrace remind`, as a person and a nightly job run it."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar
import pytest

from tests.cli.running import Outcome, run, run_as_process
from tests.sphinx.tiny import TinyProject

QUIET = ("--today", "2027-01-15")
BEFORE = ("--today", "2027-11-01")
AFTER = ("--today", "2027-11-20")
"""The priority is to be followed up on 2027-11-15, and all but it is a proposal."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A valid project, in a folder with a name that needs care."""
    return TinyProject.make(tmp_path_factory.mktemp("påminn") / "en plan åäö")


def remind(project: TinyProject, *options: str, cwd: Path) -> Outcome:
    return run("remind", str(project.root), *options, cwd=cwd)


def test_nothing_to_remind_of_is_told(project: TinyProject, tmp_path: Path) -> None:
    outcome = remind(project, *QUIET, cwd=tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "Påminnelser 15 januari 2027, till och med 14 februari 2027\n"
        "\n"
        "Det finns inget att påminna om.\n"
    )


def test_what_is_late_is_no_error(project: TinyProject, tmp_path: Path) -> None:
    outcome = remind(project, *AFTER, cwd=tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Kommunstyrelsen (ORG-KS): 1 att göra nu\n" in outcome.out
    assert "Uppföljning: 15 november 2027 (för 5 dagar sedan)\n" in outcome.out
    place = outcome.out.split()[-1]
    assert place.endswith(f"strategi.md:{project.line('strategi.md', ':::{prioritering}')}")


def test_days_say_how_far_is_looked(project: TinyProject, tmp_path: Path) -> None:
    assert "1 på gång" in remind(project, *BEFORE, "--days", "14", cwd=tmp_path).out
    assert "inget" in remind(project, *BEFORE, "--days", "13", cwd=tmp_path).out


def test_an_owner_is_chosen_by_id_or_name(project: TinyProject, tmp_path: Path) -> None:
    for owner in ("org-ks", "Kommunstyrelsen"):
        outcome = remind(project, *BEFORE, "--owner", owner, cwd=tmp_path)
        assert (outcome.code, outcome.err) == (0, "")
        assert "ORG-KS" in outcome.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--owner", "ORG-KSS"), "ORG-KS"),
        (("--owner", "HPL-A"), "HPL-A"),
        (("--days", "0"), "1 till 999"),
        (("--days", "många"), "många"),
        (("--format", "pdf"), "pdf"),
        (("--output", "finns/inte/x.md"), "finns/inte"),
    ],
)
def test_a_mistake_is_told(
    project: TinyProject, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    outcome = remind(project, *QUIET, *options, cwd=tmp_path)
    assert outcome.code == 2
    assert said in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_every_form_tells_the_same(project: TinyProject, tmp_path: Path) -> None:
    told = {
        form: remind(project, *BEFORE, "--format", form, cwd=tmp_path)
        for form in ("text", "markdown", "json", "ics")
    }
    assert {(one.code, one.err) for one in told.values()} == {(0, "")}
    assert "Frihet från hot (PRI-A)" in told["text"].out
    assert "Frihet från hot (PRI-A; " in told["markdown"].out
    ((reminder,),) = (owner["reminders"] for owner in json.loads(told["json"].out)["owners"])
    assert (reminder["id"], reminder["day"], reminder["days"]) == ("PRI-A", "2027-11-15", 14)
    (event,) = icalendar.Calendar.from_ical(told["ics"].out).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Uppföljning: Frihet från hot"
    assert told["ics"].out.endswith("END:VCALENDAR\r\n")


def test_a_file_holds_what_is_else_printed(project: TinyProject, tmp_path: Path) -> None:
    printed = remind(project, *BEFORE, "--format", "json", cwd=tmp_path).out
    outcome = remind(
        project, *BEFORE, "--format", "json", "--output", "påminn åt mig.json", cwd=tmp_path
    )
    assert outcome.code == 0
    assert "påminn åt mig.json" in outcome.out
    assert (tmp_path / "påminn åt mig.json").read_text(encoding="utf-8") == printed


def test_a_plan_with_errors_reminds_nobody(tmp_path: Path) -> None:
    """What could not be read would be missing from the reminders as if it were done."""
    project = TinyProject.make(tmp_path / "plan")
    project.edit("matt.md", ":enhet: procent\n", "")
    outcome = run_as_process("remind", *AFTER, "--format", "json", cwd=project.root)
    assert outcome.code == 1
    assert "PT207" in outcome.out
    assert "Ingen påmindes" in outcome.err
