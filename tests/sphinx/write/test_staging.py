"""What an earlier build has left is trusted only when a build from nothing would give the same."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policytrace.sphinx.read.rereading import UNFINISHED
from policytrace.sphinx.write.generated import RECORD as GENERATED
from policytrace.sphinx.write.staging import MANIFEST
from tests.sphinx.tiny import TinyProject, contents

LONG_AGO = 1_000_000_000

Change = Callable[[TinyProject], object]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def built(project: TinyProject) -> TinyProject:
    """A project with a picture, a download, an included file and styles of its own; built."""
    project.write("_static/egen.css", "main { color: inherit }\n")
    project.write("del/text.txt", "Ett stycke.\n")
    project.write("lista.csv", "a,b\n1,2\n")
    (project.root / "bild.png").write_bytes(PNG)
    project.write(
        "mer.md",
        "# Mer\n\n![En punkt](bild.png)\n\n```{include} del/text.txt\n```\n\n"
        "{download}`listan <lista.csv>`\n",
    )
    project.edit("index.md", "\nmatt\n", "\nmatt\nmer\n")
    project.edit("conf.py", "plantuml =", 'html_static_path = ["_static"]\nplantuml =')
    project.support()
    assert not project.build().findings
    return project


def published(folder: Path) -> dict[str, bytes]:
    """All that reaches the site, byte by byte."""
    return {
        name: content
        for name, content in contents(folder).items()
        if not name.rpartition("/")[2].startswith((".policytrace", ".buildinfo"))
    }


def from_nothing(project: TinyProject) -> dict[str, bytes]:
    """What a build gives that has nothing to begin with."""
    clean = TinyProject(root=project.root.parent / "rent")
    shutil.copytree(project.root, clean.root, ignore=shutil.ignore_patterns("_build"))
    assert not clean.build().failed
    return published(clean.pages)


def old_text(name: str, old: str, new: str) -> Change:
    """Change a file, and give it a time before that of the last build, as ``cp -p`` does."""

    def change(project: TinyProject) -> None:
        project.edit(name, old, new)
        os.utime(project.root / name, (LONG_AGO, LONG_AGO))

    return change


def setting(line: str) -> Change:
    """Add a line to the settings."""
    return lambda project: project.write("conf.py", f"{project.read('conf.py')}{line}\n")


def truncated(name: str) -> Change:
    """Cut off a staged file."""
    return lambda project: (project.pages / name).write_bytes(b"")


def folder_at(name: str) -> Change:
    """Put a folder in the place of a file in ``_build``."""

    def change(project: TinyProject) -> None:
        path = project.root / "_build" / name
        path.unlink()
        (path / "i").mkdir(parents=True)

    return change


def file_at(name: str) -> Change:
    """Put a file in the place of a folder in ``_build``."""

    def change(project: TinyProject) -> None:
        path = project.root / "_build" / name
        shutil.rmtree(path)
        path.touch()

    return change


def link_at(name: str) -> Change:
    """Put a link that leads to itself in the place of a file in ``_build``."""

    def change(project: TinyProject) -> None:
        path = project.root / "_build" / name
        path.unlink()
        path.symlink_to(path.name)

    return change


def found_cut_off(project: TinyProject) -> None:
    """Cut off what Pagefind has written of a page, as a build that is killed may leave it."""
    fragments = project.root / "_build" / "doctrees" / ".search-index" / "fragment"
    for path in fragments.iterdir():
        path.write_bytes(path.read_bytes()[:20])


def copied_in_part(project: TinyProject) -> None:
    """Leave what a build leaves that ends while another extension copies its files."""
    name = "_static/sphinx-data-viewer/jsonview.bundle.js"
    (project.pages / MANIFEST).unlink()
    path = project.pages / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"(function")


def stray(project: TinyProject) -> None:
    """Put a page into the staging folder that no build has written."""
    (project.pages / "objekt" / "inte-var.html").write_text("<p>x</p>", encoding="utf-8")


CHANGES: dict[str, Change] = {
    "an older page": old_text("plan.md", "ska kunna ringa", "ska kunna skriva"),
    "an older included file": old_text("del/text.txt", "Ett stycke", "Ett annat stycke"),
    "an older download": old_text("lista.csv", "1,2", "3,4"),
    "an older style": old_text("_static/egen.css", "inherit", "red"),
    "an older metamodel": old_text("ubproject.toml", 'title = "Åtgärd"', 'title = "Insats"'),
    "an older register": old_text("passages.csv", "Lika villkor", "Samma villkor"),
    "another name of the project": old_text("conf.py", "En liten plan", "En annan plan"),
    "another heading of the help": old_text("ubproject.toml", "Behöver du hjälp?", "Vill du tala?"),
    "another language": old_text("conf.py", 'language = "sv"', 'language = "en"'),
    "another title": setting('html_title = "En annan titel"'),
    "another address": setting('html_baseurl = "https://exempel.se/"'),
    "one more style": setting('html_css_files = ["egen.css"]'),
    "one more script": setting('html_js_files = ["egen.js"]'),
    "an icon": setting('html_favicon = "bild.png"'),
    "a logotype": setting('html_logo = "bild.png"'),
    "other options of the theme": setting('html_theme_options = {"announcement": "Hej"}'),
    "another copyright": setting('copyright = "Alla"'),
    "something for the templates": setting('html_context = {"author": "Någon"}'),
    "fewer heading anchors": setting("myst_heading_anchors = 1"),
    "a staged page cut off": truncated("plan.html"),
    "a made page cut off": truncated("objekt/ATG-1.html"),
    "a style cut off": truncated("_static/policytrace.css"),
    "the search cut off": truncated("pagefind/pagefind.js"),
    "a file that no build wrote": stray,
    "a style of another extension copied in part": copied_in_part,
    "what Pagefind has written cut off": found_cut_off,
    "the search gone": lambda project: shutil.rmtree(project.pages / "pagefind"),
    "a manifest that is none": lambda project: (project.pages / MANIFEST).write_text("[1]"),
    "a manifest that is no data": lambda project: (project.pages / MANIFEST).write_text("{{"),
    "a build that was killed": lambda project: (project.pages / MANIFEST).unlink(),
    "a picture": lambda project: (project.root / "bild.png").write_bytes(PNG + b"\0"),
    "a folder for what was read of a page": folder_at("doctrees/plan.doctree"),
    "a link for what was read of a page": link_at("doctrees/plan.doctree"),
    "a folder for what was read of all": folder_at("doctrees/environment.pickle"),
    "a file for all that was read": file_at("doctrees"),
    "a file for what is searched": file_at("doctrees/.search"),
    "a file for the search that is made": file_at("doctrees/.search-index"),
    "a file for the pictures": file_at("doctrees/.plantuml"),
    "a folder for a staged page": folder_at("staging/plan.html"),
    "a folder for an export": folder_at("staging/plan.json"),
    "a file for a staged folder": file_at("staging/objekt"),
    "a folder for the manifest": folder_at(f"staging/{MANIFEST}"),
    "a link for a staged page": link_at("staging/sok.html"),
    "a style less": lambda project: (project.root / "_static" / "egen.css").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_build_after_a_change_gives_what_a_build_from_nothing_gives(
    built: TinyProject, change: Change
) -> None:
    change(built)
    assert not built.build().failed
    assert published(built.pages) == from_nothing(built)


def test_pages_may_lie_in_a_folder_that_is_called_as_one_of_ours(built: TinyProject) -> None:
    for folder in ("search", "search-index", "plantuml"):
        for number in range(8):
            built.write(f"{folder}/s{number}.md", f"---\norphan: true\n---\n# Sida {number}\n")
    assert not built.build().failed
    stray(built)
    built.edit("conf.py", "En liten plan", "En annan plan")
    assert not built.build().failed
    assert published(built.pages) == from_nothing(built)


def test_a_made_page_comes_back_when_a_written_page_of_its_name_is_gone(
    built: TinyProject,
) -> None:
    settings = built.read("ubproject.toml")
    built.publish()
    built.write("utkast.md", "---\norphan: true\n---\n# En egen sida\n")
    assert not built.build().failed
    built.write("ubproject.toml", settings)
    (built.root / "utkast.md").unlink()
    assert not built.build().failed
    assert published(built.pages) == from_nothing(built)


@pytest.mark.parametrize("name", ["an older page", "an older included file", "a picture"])
def test_a_check_between_change_and_build_loses_nothing(built: TinyProject, name: str) -> None:
    CHANGES[name](built)
    assert not built.check().failed
    assert not built.build().failed
    assert published(built.pages) == from_nothing(built)


def test_a_build_after_a_stopped_one_loses_nothing(built: TinyProject) -> None:
    CHANGES["an older page"](built)
    built.edit("matt.md", ":ansvarig: ORG-KS", ":ansvarig: ORG-X")
    assert built.build().failed
    built.edit("matt.md", ":ansvarig: ORG-X", ":ansvarig: ORG-KS")
    assert not built.build().failed
    assert published(built.pages) == from_nothing(built)


def test_what_a_finished_build_has_left_is_used_again(built: TinyProject) -> None:
    built.forget_times()
    assert not built.build().failed
    assert built.rewritten() == set()


def test_pages_that_were_read_when_the_process_was_killed_are_read_again(
    built: TinyProject,
) -> None:
    doctrees = built.root / "_build" / "doctrees"
    shutil.copy(doctrees / "mer.doctree", doctrees / "plan.doctree")
    (doctrees / UNFINISHED).touch()
    (built.pages / MANIFEST).unlink()
    assert not built.build().failed
    assert published(built.pages) == from_nothing(built)
    assert not (doctrees / UNFINISHED).exists()


@pytest.mark.parametrize("path", ["../../matt.md", "/etc/hostname", "objekt/../../../matt.md"])
def test_no_record_makes_a_build_take_away_what_is_outside_its_folder(
    built: TinyProject, path: str
) -> None:
    record = built.pages / GENERATED
    known = json.loads(record.read_text(encoding="utf-8"))
    known["objekt/BORTA"] = {"fingerprint": "x", "files": [path]}
    record.write_text(json.dumps(known), encoding="utf-8")
    there = Path(os.path.normpath(built.pages / path))
    before = there.read_bytes()
    assert not built.build().failed
    assert there.read_bytes() == before
