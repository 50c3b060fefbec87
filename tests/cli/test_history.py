"""The history on the site: built of the repository, with or without what has been kept."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from policytrace.sphinx import states
from tests.cli.running import Outcome, run
from tests.history_repository import begin, commit, git
from tests.sphinx.tiny import TinyProject, contents

NUMBER = "811218-9876"
PAGE = "# Nytt\n\n```{ändringar}\n```\n"
LATER = (":klar_senast: 2028-06-30", ":klar_senast: 2028-09-30")


def day(number: int) -> date:
    return date(2027, 2, number)


TODAY = day(20)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A decided plan with an edition, five days of changes, and a page that tells of them."""
    made = TinyProject.make(tmp_path_factory.mktemp("history") / "på gång")
    made.write("nytt.md", PAGE)
    made.edit("index.md", "plan\nmatt", "plan\nmatt\nnytt")
    plan = made.read("plan.md").replace(":status: förslag", ":status: beslutad", 2)
    made.write("plan.md", plan.replace(":id: HPL-A\n", ":id: HPL-A\n:beslutad_genom: BES-A\n", 1))
    made.edit("ubproject.toml", "[policytrace.rules]\n", '[policytrace.rules]\nPT503 = "varning"\n')
    begin(made.root)
    commit(made.root, day(1))
    frozen = run(
        *("freeze", "HPL-A", "--decision", "BES-A", "--project", str(made.root)),
        *("--today", day(1).isoformat()),
    )
    assert frozen.code == 0, frozen.said
    commit(made.root, day(1), "edition")
    made.write("plan.md", made.read("plan.md").replace(*LATER, 1))
    commit(made.root, day(2), "later")
    made.edit("plan.md", "Den som utsätts", f"Ring {NUMBER}. Den som utsätts")
    commit(made.root, day(3))
    made.edit("plan.md", f"Ring {NUMBER}. ", "")
    commit(made.root, day(4))
    sound = made.read("plan.md")
    made.write("plan.md", sound.replace(":globala_mål: 5.2, 16.1", ":färg: röd"))
    commit(made.root, day(5))
    made.write("plan.md", sound.replace("Öppna en stödlinje", "Öppna <b>en</b> linje"))
    commit(made.root, day(6))
    made.write("plan.md", sound.replace("Öppna en stödlinje", "Öppna en linje"))
    commit(made.root, day(7))
    return made


def built(project: TinyProject, today: date = TODAY) -> Outcome:
    outcome = run("build", str(project.root), "--today", today.isoformat())
    assert outcome.code == 0, outcome.said
    return outcome


def page(project: TinyProject, name: str) -> BeautifulSoup:
    file = project.root / "_build/html" / f"{name}.html"
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def words(soup: BeautifulSoup, name: str) -> str:
    found = soup.select_one(name)
    assert found
    return " ".join(found.get_text(" ").split())


def copied(project: TinyProject, place: Path) -> TinyProject:
    """The project elsewhere, with all of its history and nothing that a build has left."""
    git(place, "clone", "--quiet", f"file://{project.root}", "kopia")
    return TinyProject(root=place / "kopia")


def test_what_has_changed_is_told_by_month_and_object(whole: TinyProject) -> None:
    built(whole)
    said = words(page(whole, "nytt"), "main")
    assert "Februari 2027" in said
    assert "Sista dag flyttad från 30 juni till 30 september 2028. Utan beslut" in said
    assert "Utbilda alla chefer" in said
    assert "Ändringar visas från och med 1 februari 2027" in said
    assert "går inte att läsa med dagens program" in said
    assert "2027-02-05" in said
    about = words(page(whole, "objekt/ATG-1"), ".pt-history")
    assert "2 februari 2027 Sista dag flyttad" in about
    assert "Historiken är inte hel" in about
    assert "Inget har ändrats" in words(page(whole, "objekt/SYF-A"), ".pt-history")


def test_what_must_not_be_published_is_hidden_everywhere_and_told_of(whole: TinyProject) -> None:
    outcome = run("check", str(whole.root), "--today", "2027-02-20", "--verbose")
    assert outcome.code == 0
    assert "PT601" in outcome.out
    assert "2027-02-03" in outcome.out
    assert "PT602" in outcome.out
    assert NUMBER not in outcome.said
    built(whole)
    for name, content in contents(whole.root / "_build/html").items():
        assert NUMBER.encode() not in content, name
        assert b"&lt;b&gt;en" not in content, name
        assert b"<b>en" not in content, name
    assert "det som stod visas inte här" in words(page(whole, "nytt"), "main")


def test_kept_states_change_nothing(whole: TinyProject, tmp_path: Path) -> None:
    copy = copied(whole, tmp_path)
    built(copy, day(6))
    built(copy)
    kept = contents(copy.root / "_build/html")
    shutil.rmtree(copy.root / "_build")
    built(copy)
    assert contents(copy.root / "_build/html") == kept


def test_nothing_new_is_read_twice(
    whole: TinyProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copied(whole, tmp_path)
    built(copy)
    read: list[str] = []
    original = states._reads

    def noted(*arguments: object) -> bytes:
        read.append("a revision")
        return original(*arguments)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(states, "_reads", noted)
    built(copy, day(21))
    assert read == []
    copy.edit("plan.md", "Öppna en linje", "Öppna linjen")
    commit(copy.root, day(21))
    built(copy, day(21))
    assert len(read) == 1
    assert "Titeln ändrad från ”Öppna en linje” till ”Öppna linjen”" in words(
        page(copy, "nytt"), "main"
    )


def test_a_new_commit_is_seen_though_no_file_has_changed(
    whole: TinyProject, tmp_path: Path
) -> None:
    copy = copied(whole, tmp_path)
    copy.edit("plan.md", "Öppna en linje", "Öppna linjen")
    built(copy)
    assert "Öppna linjen”" not in words(page(copy, "nytt"), "main")
    commit(copy.root, day(8))
    built(copy)
    assert "till ”Öppna linjen”" in words(page(copy, "nytt"), "main")


def test_a_part_of_the_history_still_builds_and_says_so(whole: TinyProject, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{whole.root}", "grund")
    shallow = TinyProject(root=tmp_path / "grund")
    built(shallow)
    assert "bara den senaste delen" in words(page(shallow, "nytt"), "main")
    assert "inte hel" in words(page(shallow, "objekt/ATG-1"), ".pt-history")


def test_without_a_repository_or_git_it_still_builds_and_says_so(
    whole: TinyProject, tmp_path: Path
) -> None:
    copy = copied(whole, tmp_path)
    shutil.rmtree(copy.root / ".git")
    built(copy)
    assert "byggdes utan filernas historik" in words(page(copy, "nytt"), "main")
    assert page(copy, "objekt/ATG-1").select_one(".pt-history") is None
    (tmp_path / "mer").mkdir()
    other = copied(whole, tmp_path / "mer")
    outcome = run("build", str(other.root), "--today", "2027-02-20", PATH=str(tmp_path))
    assert outcome.code == 0, outcome.said
    assert "byggdes utan filernas historik" in words(page(other, "nytt"), "main")


def test_without_an_edition_it_says_when_the_history_begins(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "plan")
    project.write("nytt.md", PAGE)
    project.edit("index.md", "plan\nmatt", "plan\nmatt\nnytt")
    begin(project.root)
    commit(project.root, day(1))
    built(project)
    assert "börjar med den första utgåvan" in words(page(project, "nytt"), "main")
    project.write("plan.md", project.read("plan.md").replace(*LATER, 1))
    commit(project.root, day(2))
    project.write(
        "ubproject.toml",
        project.read("ubproject.toml") + "\n[policytrace.history]\nsince = 2027-02-01\n",
    )
    built(project)
    assert "Sista dag flyttad" in words(page(project, "nytt"), "main")


def test_a_wrong_day_is_told_with_its_line(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "plan")
    text = project.read("ubproject.toml") + '\n[policytrace.history]\nsince = "2027"\n'
    project.write("ubproject.toml", text)
    outcome = run("check", str(project.root))
    assert outcome.code == 2
    assert f"ubproject.toml:{len(text.splitlines())}" in outcome.err
    assert "2027-01-15" in outcome.err


def test_what_cannot_be_kept_does_no_harm(whole: TinyProject, tmp_path: Path) -> None:
    copy = copied(whole, tmp_path)
    built(copy)
    expected = words(page(copy, "nytt"), "main")
    for path in (copy.root / "_build/history/states").iterdir():
        path.write_bytes(path.read_bytes()[:-100])
    (copy.root / "_build/html/nytt.html").unlink()
    built(copy)
    assert words(page(copy, "nytt"), "main") == expected


def test_what_has_got_other_ids_keeps_its_past_and_its_subscribers(tmp_path: Path) -> None:
    made = TinyProject.make(tmp_path / "nya id")
    made.write("nytt.md", PAGE)
    made.edit("index.md", "plan\nmatt", "plan\nmatt\nnytt")
    made.edit(
        *("ubproject.toml", "[policytrace]\n"),
        '[policytrace]\naddresses = "adresser.csv"\nhistory.since = 2027-02-01\n',
    )
    made.write("adresser.csv", "id,leder_till\nATG-1,\nHPL-A,\n")
    begin(made.root)
    commit(made.root, day(1))
    made.write("plan.md", made.read("plan.md").replace(*LATER, 1))
    commit(made.root, day(2))
    built(made, day(3))
    kept = contents(made.root / "_build/html")
    for name in ("plan.md", "matt.md", "index.md"):
        text = made.read(name).replace("ATG-1", "ATG-11").replace("HPL-A", "HPL-B")
        made.write(name, text)
    made.write("adresser.csv", "id,leder_till\nATG-1,ATG-11\nATG-11,\nHPL-A,HPL-B\nHPL-B,\n")
    commit(made.root, day(4))
    built(made, day(5))
    assert "2 februari 2027 Sista dag flyttad" in words(page(made, "objekt/ATG-11"), ".pt-history")
    links = {str(one["href"]) for one in page(made, "nytt").select("main a[href]")}
    assert "objekt/ATG-11.html" in links
    now = contents(made.root / "_build/html")

    def uids(found: dict[str, bytes], name: str) -> list[bytes]:
        return sorted(line for line in found[name].splitlines() if line.startswith(b"UID:"))

    for name in ("allt", "HPL-A"):
        before = uids(kept, f"kalender/{name}.ics")
        assert len(before) > 2
        assert uids(now, f"kalender/{name}.ics") == before
    assert now["floden/HPL-A.atom"] == now["floden/HPL-B.atom"]
