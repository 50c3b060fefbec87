"""Byte order marks and other encodings, after a good build, in every file that people edit."""

from __future__ import annotations

import codecs

import pytest

from policytrace.errors import ProjectError
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject, place_and_code

REGISTER = "strategy/indikatorer/omraden.csv"
FILES = (
    *("ubproject.toml", "conf.py", "passages.csv", REGISTER, "strategy/indikatorer/kolada.csv"),
    *("index.md", "strategi.md", "plan.md", "del.txt"),
)


@pytest.fixture
def built(project: TinyProject) -> TinyProject:
    """A project that has been built once."""
    project.write("del.txt", "Ett ord på vägen.\n")
    project.write("conf.py", f"# En liten kommun på slätten\n{project.read('conf.py')}")
    project.write("matt.md", f"{project.read('matt.md')}\n```{{include}} del.txt\n```\n")
    assert not project.build().failed
    return project


@pytest.mark.parametrize("name", FILES)
def test_a_byte_order_mark_is_no_matter(built: TinyProject, name: str) -> None:
    path = built.root / name
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert built.findings() == []
    assert not built.build().failed
    assert built.page("plan").h1 is not None


def test_a_page_that_cannot_be_read_is_the_one_thing_found_in_a_first_run(
    project: TinyProject,
) -> None:
    for name in ("index.md", "plan.md"):
        (project.root / name).write_bytes(project.read(name).encode("latin-1"))
    for _ in range(2):
        assert [(file, rule) for file, _, rule in project.findings()] == [
            ("index.md", "PT001"),
            ("plan.md", "PT001"),
        ]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
@pytest.mark.parametrize(
    ("name", "place", "code"),
    [
        ("index.md", "index.md", "PT001"),
        ("strategi.md", "strategi.md", "PT001"),
        ("plan.md", "plan.md", "PT001"),
        ("del.txt", "matt.md", "PT001"),
        (REGISTER, REGISTER, "PT301"),
    ],
)
def test_another_encoding_is_the_one_thing_that_is_found(
    built: TinyProject, name: str, place: str, code: str, encoding: str
) -> None:
    (built.root / name).write_bytes(built.read(name).encode(encoding, "replace"))
    for result in (built.check(), built.build()):
        assert result.late_findings == ()
        assert {(file, rule) for file, _, rule in map(place_and_code, result.findings)} == {
            (place, code)
        }
        assert all("UTF-8" in english(one.message) for one in result.findings)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
@pytest.mark.parametrize("name", ["ubproject.toml", "conf.py", "passages.csv"])
def test_settings_in_another_encoding_stop_with_a_sentence(
    built: TinyProject, name: str, encoding: str
) -> None:
    (built.root / name).write_bytes(built.read(name).encode(encoding, "replace"))
    with pytest.raises(ProjectError) as stopped:
        built.check()
    assert english(stopped.value.text) == f"{name} is not UTF-8. Save it again as UTF-8."
    assert stopped.value.location is not None
    assert stopped.value.location.file == name


@pytest.mark.parametrize(
    "name",
    [
        *("._x.md", ".#x.md", "~$plan.md", "#x.md#", "x.md~", ".DS_Store", "Thumbs.db"),
        *("desktop.ini", ".obsidian/x.md", "__MACOSX/x.md", ".x.md.swp", "~$ind-a.xlsx"),
    ],
)
@pytest.mark.parametrize("folder", ["", "del/djup/", "strategy/indikatorer/data/"])
def test_hidden_files_are_no_content(project: TinyProject, folder: str, name: str) -> None:
    project.write(f"{folder}{name}", "\0 121212-1212 a@b.se\n")
    assert project.findings() == []


def test_a_link_that_an_editor_leaves_is_no_content(project: TinyProject) -> None:
    (project.root / "del").mkdir()
    (project.root / "del" / ".#x.md").symlink_to("user@host.1:2")
    assert project.findings() == []
