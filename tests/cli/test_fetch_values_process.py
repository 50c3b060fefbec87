"""The command as a person runs it, over a whole project."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from policytrace.cli.exit_codes import COULD_NOT_RUN, DONE
from tests.cli.running import Outcome, run
from tests.cli.test_main import ENGLISH
from tests.sources.kolada.server import Behaviour, Kolada, same_page, status
from tests.sphinx.tiny import TinyProject, contents

HEADER = "period,område,områdesslag,kön,grupp,värde,antal,status,källa,preliminär_källa,hämtad\n"
DATA = "strategy/indikatorer/data/ind-a.csv"
REGISTER = "strategy/indikatorer/kolada.csv"
FOREVER = 100


@pytest.fixture
def project(tmp_path: Path, kolada: Kolada) -> TinyProject:
    """A project with one indicator, which Kolada has two values of."""
    made = TinyProject.make(tmp_path / "en plan åäö")
    made.edit("matt.md", ":källa: egen enkät", ":källa: Kolada\n:kolada: N00001\n:könsuppdelad: ja")
    made.write(
        "strategy/indikatorer/omraden.csv",
        "namn,slag,kolada\nLilla kommun,kommun,9001\nLandet,riket,0000\n",
    )
    made.write(REGISTER, "id,titel,könsuppdelad,kontrollerad\nN00001,Utsatta för hot,ja,\n")
    kolada.measure("N00001", "Utsatta för hot")
    kolada.value("N00001", "9001", 2024, M=6.5, K=12)
    kolada.value("N00001", "0000", 2024, K=10, M=5.25)
    return made


def fetch(project: TinyProject, address: str, *options: str, day: str = "2027-01-15") -> Outcome:
    given = ("--base-url", address, "--today", day, *options)
    outcome = run("indicators", "fetch", *given, cwd=project.root)
    assert not ENGLISH.search(outcome.said)
    return outcome


def sources(project: TinyProject) -> dict[str, bytes]:
    """All files but those that checking the project leaves."""
    return {
        name: content
        for name, content in contents(project.root).items()
        if not name.startswith("_build/")
    }


def refused(project: TinyProject, address: str, *options: str) -> str:
    """The sentences in which a fetch ends that changes nothing."""
    before = sources(project)
    outcome = fetch(project, address, *options)
    assert (outcome.code, outcome.out) == (COULD_NOT_RUN, "")
    assert sources(project) == before
    return outcome.err


def test_values_are_fetched_once(project: TinyProject, address: str) -> None:
    outcome = fetch(project, address)
    assert (outcome.code, outcome.err) == (DONE, "")
    assert project.read(DATA) == (
        f"{HEADER}2024,Lilla kommun,kommun,kvinnor,,12,,,Kolada,,2027-01-15\n"
        "2024,Lilla kommun,kommun,män,,6.5,,,Kolada,,2027-01-15\n"
        "2024,Landet,riket,kvinnor,,10,,,Kolada,,2027-01-15\n"
        "2024,Landet,riket,män,,5.25,,,Kolada,,2027-01-15\n"
    )
    assert project.read(REGISTER).endswith("N00001,Utsatta för hot,ja,2027-01-15\n")
    before = sources(project)
    assert fetch(project, address).code == DONE
    assert sources(project) == before


def test_the_project_is_in_order_afterwards(project: TinyProject, address: str) -> None:
    fetch(project, address)
    about_data = {"PT301", "PT304", "PT305", "PT306", "PT307"}
    assert {code for *_, code in project.findings()} & about_data == set()


def test_a_server_that_recovers(project: TinyProject, address: str, kolada: Kolada) -> None:
    kolada.misbehave("/kpi/", status(503))
    kolada.misbehave("/data/", status(429, Retry_After="1"))
    assert fetch(project, address).code == DONE
    assert "12" in project.read(DATA)


def test_rows_that_vanish(project: TinyProject, address: str, kolada: Kolada) -> None:
    fetch(project, address)
    del kolada.rows[1]
    assert "--accept-removals" in refused(project, address)
    outcome = fetch(project, address, "--accept-removals")
    assert outcome.code == DONE
    assert "Landet" in outcome.out
    assert "Landet" not in project.read(DATA)


def test_no_network_is_told_in_one_sentence(project: TinyProject) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as once:
        port = once.getsockname()[1]
    err = refused(project, f"http://127.0.0.1:{port}/v3")
    assert err.count("\n") == 1
    assert err.startswith("Kolada går inte att nå, och inga filer har ändrats")


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (status(410), "410"),
        (status(429, Retry_After="3600"), "429"),
        (status(302, Location="https://example.org/"), "https://example.org/"),
        (same_page, "tar aldrig slut"),
    ],
    ids=["gone", "a pause of an hour", "a redirect", "a page without end"],
)
def test_a_server_that_leads_astray(
    project: TinyProject, address: str, kolada: Kolada, behaviour: Behaviour, words: str
) -> None:
    kolada.misbehave("/data/", behaviour, times=FOREVER)
    assert words in refused(project, address)


def test_mistakes_on_the_command_line(project: TinyProject, address: str) -> None:
    assert "IND-A" in refused(project, address, "--only", "IND-AA")
    assert "i fjol" in refused(project, address, "--since", "i fjol")
    assert "https://" in refused(project, "http://api.kolada.se/v3")
