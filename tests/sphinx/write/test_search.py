"""The search: what may be found, what it can be narrowed down by, and what is left out."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pagefind_bin import get_executable

from policytrace.errors import ProjectError
from policytrace.sphinx.write import search
from tests.sphinx.tiny import TinyProject


def found(project: TinyProject) -> dict[str, dict[str, Any]]:
    """What the index holds of each page, by its address."""
    made = {}
    for path in (project.pages / "pagefind" / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).decode()
        page = json.loads(text[text.index("{") :])
        made[page["url"].lstrip("/")] = {**page, "id": path.stem}
    return made


def test_an_object_is_found_by_its_own_page_with_what_narrows_a_search_down(
    project: TinyProject,
) -> None:
    project.build()
    page = found(project)["objekt/ATG-1.html"]
    assert page["meta"]["title"] == "Utbilda alla chefer"
    facets = json.loads((project.pages / "pagefind" / "facets.json").read_text(encoding="utf-8"))
    ids = {
        name: [value for value, having in values.items() if page["id"] in having]
        for name, values in facets.items()
    }
    assert ids == {
        "typ": ["Åtgärd"],
        "prioritering": ["Frihet från hot"],
        "ansvarig": ["Kommunstyrelsen"],
        "status": ["Förslag"],
    }
    assert "Chefer möter hot först" in page["content"]
    for said_of_many in ("Kommunstyrelsen", "15 november 2027"):
        assert said_of_many in project.page("objekt/ATG-1").select_one(".pt-answer").get_text()
        assert said_of_many not in page["content"]


def test_what_was_seen_at_a_follow_up_is_found_on_its_page(project: TinyProject) -> None:
    seen = "Lokalen saknas, och ingen har frågat de andra nämnderna."
    project.write(
        "uppf.md",
        "# Uppföljningar\n\n:::{uppföljning} Första uppföljningen\n:id: UPF-1\n"
        ":följer_upp: ATG-2\n:datum: 2027-01-10\n:bedömning: försenad\n"
        f":resultat: {seen}\n:::\n",
    )
    project.edit("index.md", "plan\nmatt", "plan\nmatt\nuppf")
    project.build()
    content = found(project)["objekt/UPF-1.html"]["content"]
    assert seen in content
    assert "10 januari 2027" not in content


def test_the_text_of_an_object_is_found_once_and_the_menu_not_at_all(
    project: TinyProject,
) -> None:
    project.build()
    pages = found(project)
    with_text = [
        name for name, page in pages.items() if "Chefer möter hot först" in page["content"]
    ]
    assert with_text == ["objekt/ATG-1.html"]
    assert "plan.html" in pages
    assert not [name for name, page in pages.items() if "Hoppa till innehållet" in page["content"]]
    assert not [name for name, page in pages.items() if "¶" in page["content"]]


def test_what_is_found_is_sentences_and_no_years_badges_or_words_that_open_something(
    project: TinyProject,
) -> None:
    project.build()
    for name, page in found(project).items():
        if name.startswith("docs/"):
            continue
        assert not re.search("[0-9]{8}|[a-zåäö][.][A-ZÅÄÖ][a-zåäö]", page["content"]), name
        assert "Visa " not in page["content"], name


def test_the_index_is_the_same_in_two_builds_and_speaks_swedish(
    project: TinyProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project.build()
    again = TinyProject.make(tmp_path_factory.mktemp("again") / "liten åäö")
    again.build()
    folders = [each.pages / "pagefind" for each in (project, again)]
    first, second = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in folders
    )
    assert first == second
    entry = json.loads((folders[0] / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert list(entry["languages"]) == ["sv"]
    assert not [path for path in first if "ui." in path.name]


def test_a_changed_title_is_found_and_a_page_that_is_gone_is_not(project: TinyProject) -> None:
    project.build()
    project.edit("plan.md", "Öppna en stödlinje", "Öppna en jourtelefon")
    project.build()
    assert found(project)["objekt/ATG-2.html"]["meta"]["title"] == "Öppna en jourtelefon"
    text = project.read("plan.md")
    project.write("plan.md", text[: text.index(":::{åtgärd} Öppna")])
    project.build()
    assert "objekt/ATG-2.html" not in found(project)
    assert not (project.pages / "objekt" / "ATG-2.html").exists()


def test_of_the_index_only_what_has_changed_is_written_anew(project: TinyProject) -> None:
    project.build()
    folder = project.pages / "pagefind"
    before = {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}
    project.edit("plan.md", "Öppna en stödlinje", "Öppna en jourtelefon")
    project.build()
    after = {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}
    fragments = {path for path in before if path.suffix == ".pf_fragment"}
    gone = fragments - after.keys()
    assert len(fragments) > len(gone) > 0
    assert all(after[path] == before[path] for path in fragments - gone)
    written = project.root / "_build" / "doctrees" / ".search-index"
    assert {path.name for path in written.rglob("*.pf_*")} == {
        path.name for path in after if path.suffix.startswith(".pf_")
    }


def test_an_index_without_all_pages_is_not_taken(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_CBOR_TEXT", 0x40)  # as if it were described in another way
    with pytest.raises(ProjectError) as raised:
        project.build()
    assert str(raised.value.__cause__).startswith("Sökningen kunde inte göras: 0 / ")


def test_a_written_page_that_is_gone_is_gone_from_the_site(project: TinyProject) -> None:
    project.write("extra.md", "# En sida till\n\nSnart borta.\n")
    project.edit("index.md", "plan\nmatt", "plan\nmatt\nextra")
    project.build()
    assert "extra.html" in found(project)
    project.edit("index.md", "plan\nmatt\nextra", "plan\nmatt")
    (project.root / "extra.md").unlink()
    project.build()
    assert not (project.pages / "extra.html").exists()
    assert "extra.html" not in found(project)


def test_only_the_search_page_loads_the_search(project: TinyProject) -> None:
    project.build()
    scripts = {
        name: [tag["src"] for tag in project.page(name).find_all("script", src=True)]
        for name in ("index", "plan", "sok")
    }
    assert [
        name for name, found in scripts.items() if any("search.js" in src for src in found)
    ] == ["sok"]
    assert project.page("plan").find("form", role="search")["action"] == "sok.html"


def test_pages_are_ranked_by_what_they_are_about_and_answers_lead_to_theirs(
    project: TinyProject,
) -> None:
    text = project.read("ubproject.toml")
    answers = (("chef", "ATG-1"), ("hot", "STR-A"), ("mål", "strategi"), ("mått", "index"))
    text += '\n[policytrace.search]\nstop_words = ["vem"]\n' + "".join(
        f'[[policytrace.search.answers]]\nwords = ["{word}"]\nfirst = "{first}"\n'
        for word, first in answers
    )
    project.write("ubproject.toml", text)
    assert not project.build().findings
    ids = {name: page["id"] for name, page in found(project).items()}
    ranking = json.loads((project.pages / "pagefind" / "ranking.json").read_text(encoding="utf-8"))
    assert ranking["stop"] == ["vem"]
    assert ranking["pages"][ids["objekt/ATG-1.html"]] == ["Utbilda alla chefer", 1.2, "ATG-1"]
    assert ranking["pages"][ids["matt.html"]] == ["Mått", 1.0, ""]
    assert ranking["written"][ids["objekt/STR-A.html"]] == ids["strategi.html"]
    assert ranking["first"] == {
        "chef": ids["objekt/ATG-1.html"],
        "hot": ids["strategi.html"],
        "mål": ids["strategi.html"],
        "mått": ids[""],
    }
    words = json.loads((project.pages / "pagefind" / "words.json").read_text(encoding="utf-8"))
    assert {"utbilda", "chefer"} <= set(words)


def test_the_guides_weigh_nothing_but_what_all_pages_lead_to_does(project: TinyProject) -> None:
    project.write("docs/om.md", "# Om\n\nText.\n")
    project.write("docs/guide.md", "# En guide\n\nText.\n")
    project.edit("docs/om.md", "Text.", "Text.\n\n```{toctree}\nguide\n```")
    project.write("index.md", project.read("index.md") + "\n```{toctree}\ndocs/om\n```\n")
    assert not project.build().findings
    ids = {name: page["id"] for name, page in found(project).items()}
    ranking = json.loads((project.pages / "pagefind" / "ranking.json").read_text(encoding="utf-8"))
    assert ranking["pages"][ids["docs/guide.html"]][1] == 0
    assert ranking["pages"][ids["docs/om.html"]][1] == 1


def test_an_answer_that_leads_nowhere_is_told_with_its_line(project: TinyProject) -> None:
    text = project.read("ubproject.toml")
    text += '\n[[policytrace.search.answers]]\nwords = ["chef"]\nfirst = "ATG-99"\n'
    project.write("ubproject.toml", text)
    line = text.splitlines().index('first = "ATG-99"') + 1
    assert project.findings() == [("ubproject.toml", line, "PT001")]


def test_pagefind_hands_memory_back_as_soon_as_it_can(
    project: TinyProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, program = tmp_path / "told", tmp_path / "pagefind"
    lines = (
        "#!/bin/sh",
        f'echo "$_RJEM_MALLOC_CONF" > "{told}"',
        f'exec "{get_executable()}" "$@"',
    )
    program.write_text("\n".join(lines), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(search, "get_executable", lambda: program)
    project.build()
    assert "dirty_decay_ms:0" in told.read_text(encoding="utf-8")
    assert found(project)
