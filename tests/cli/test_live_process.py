"""``policytrace live`` as a process: what it serves and says, and how it ends."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.cli.running import run_as_process
from tests.live.showing import shown
from tests.sphinx.tiny import TinyProject

SAVED = "Öppna en stödlinje"
BAD = "Öppna\n:id: ATG-2\n:fel: 1\n"


def test_a_page_is_served_as_it_was_saved_last_and_an_error_keeps_it(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    with shown(tmp_path) as site:
        assert site.get("plan.html")[0] == 200
        project.edit("plan.md", SAVED, "Öppna tre stödlinjer")
        site.waited(lambda: "Öppna tre stödlinjer" in site.get("plan.html")[1])

        line = project.line("plan.md", "{åtgärd} Öppna tre")
        project.edit(
            "plan.md", "Öppna tre stödlinjer\n:id: ATG-2\n", "Öppna\n:id: ATG-2\n:fel: 1\n"
        )
        _, page = site.waited(lambda: "plan.md:" in (got := site.get("plan.html"))[1] and got)
        assert "Öppna tre stödlinjer" in page
        assert "Webbplatsen visar det som fanns innan." in page
        assert f"plan.md:{line + 2}: fel PT001" in site.said

        project.edit("plan.md", ":fel: 1\n", "")
        site.waited(lambda: "Öppna tre stödlinjer" not in site.get("plan.html")[1])
        assert "plan.md:" not in site.get("plan.html")[1]
        assert "Traceback" not in site.said


def test_what_is_saved_while_it_is_built_for_the_first_time_is_shown(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    with shown(tmp_path) as site:
        site.waited((tmp_path / "_build" / "live" / "plan.html").is_file)
        project.edit("plan.md", SAVED, "Öppna tre stödlinjer")
        site.waited(lambda: "Öppna tre stödlinjer" in site.get("plan.html")[1])


def test_what_hinders_the_first_build_is_told_in_the_place_of_the_site(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    project.edit("plan.md", "Öppna en stödlinje\n:id: ATG-2\n", "Öppna\n:id: ATG-2\n:fel: <b>\n")
    with shown(tmp_path) as site:
        status, page = site.get("")
        assert status == 503
        assert "Ingen webbplats än" in page
        assert "plan.md:" in page
        assert "<b>" not in page
        project.edit("plan.md", ":fel: <b>\n", "")
        site.waited(lambda: site.get("")[0] == 200)


def test_only_the_site_is_served_and_only_to_this_machine(tmp_path: Path) -> None:
    TinyProject.make(tmp_path)
    with shown(tmp_path) as site:
        assert site.get("")[0] == 200
        assert site.get("", Host="ond.example")[0] == 400
        assert (tmp_path / "_build" / "live" / ".buildinfo").is_file()
        for path in (".buildinfo", "../live-doctrees/environment.pickle", "%2e%2e/.gitignore"):
            assert site.get(path)[0] == 404
        status, page = site.get("finns-inte.html")
        assert status == 404
        assert "_live/live.js" in page
        assert site.address.startswith("http://127.0.0.1:")


def test_a_builder_that_is_killed_is_told_and_started_anew(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    with shown(tmp_path) as site:
        assert site.get("")[0] == 200
        site.signal_builder(signal.SIGKILL)
        project.edit("plan.md", SAVED, "Öppna två stödlinjer")
        site.waited(lambda: "Öppna två stödlinjer" in site.get("plan.html")[1])

        project.edit("plan.md", "Öppna två stödlinjer", "Öppna tre stödlinjer")
        site.waited(lambda: '"building": true' in site.news())
        site.signal_builder(signal.SIGKILL)
        site.waited(lambda: "Bygget avbröts innan det var klart." in site.get("")[1])
        project.edit("plan.md", "Öppna tre stödlinjer", "Öppna fyra stödlinjer")
        site.waited(lambda: "Öppna fyra stödlinjer" in site.get("plan.html")[1])


@pytest.mark.parametrize("command", ["live", "edit"])
def test_a_server_that_is_killed_takes_its_builder_with_it_and_nothing_is_said(
    tmp_path: Path, command: str
) -> None:
    project = TinyProject.make(tmp_path)
    with shown(tmp_path, command) as site:
        assert site.get("")[0] in {200, 403}
        before = site.said
        project.edit("plan.md", SAVED, "Öppna två stödlinjer")
        site.killed_at_work()
        assert site.said == before


def test_a_port_that_is_taken_is_told_with_another(tmp_path: Path) -> None:
    TinyProject.make(tmp_path)
    with shown(tmp_path) as site:
        port = int(site.address.rstrip("/").rpartition(":")[2])
        done = run_as_process("live", "--port", str(port), cwd=tmp_path)
    assert done.code == 2
    assert f"Port {port} är upptagen" in done.err
    assert f"make live PORT={port + 1}" in done.err


def test_it_ends_with_all_that_it_has_started(tmp_path: Path) -> None:
    TinyProject.make(tmp_path)
    for number, code in ((signal.SIGINT, 0), (signal.SIGTERM, 143)):
        with shown(tmp_path) as site:
            assert site.get("")[0] == 200
            assert len(site.group()) == 2
            assert site.ended(number) == code
            assert site.group() == []
            assert "Traceback" not in site.said


def test_a_port_is_a_number() -> None:
    for port in ("70000", "åtta", "-1", "²"):
        done = run_as_process("live", f"--port={port}")
        assert done.code == 2
        assert f"”{port}” är ingen port" in done.err
