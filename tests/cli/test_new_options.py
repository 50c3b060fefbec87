"""What may be written after `policytrace new`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from policytrace.cli.new_options import NewRequest, read_request
from policytrace.errors import ProjectError
from policytrace.schema.roles import Role
from tests.author.running import SWEDISH
from tests.paths import METAMODEL
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject


def order(*words: str, project: Path = METAMODEL) -> NewRequest:
    return read_request(words, SWEDISH, lambda _folder: project)


def why_not(*words: str) -> str:
    with pytest.raises(ProjectError) as caught:
        order(*words)
    return english(caught.value.text)


def test_the_words_of_the_project_are_options() -> None:
    read = order(
        "åtgärd", "--title", "Gör", "--plan=HPL-A", "--nästa-uppföljning", "2027-11-15",
        "--för-vem", "Alla",
    )  # fmt: skip
    assert read.role is Role.ACTION
    assert read.given == {
        "title": "Gör",
        "plan": "HPL-A",
        "nästa-uppföljning": "2027-11-15",
        "för-vem": "Alla",
    }


def test_a_plan_is_named_by_the_projects_word_too() -> None:
    assert order("åtgärd", "--del-av", "HPL-A").given == {"plan": "HPL-A"}


def test_type_and_folder_stand_anywhere() -> None:
    asked: list[Path | None] = []

    def open_project(folder: Path | None) -> Path:
        asked.append(folder)
        return METAMODEL

    for words in (
        ["åtgärd", "--title", "x"],
        ["åtgärd", "--title", "x", "mapp"],
        ["--title", "x", "--dry-run", "åtgärd", "--vad=y", "mapp"],
    ):
        read = read_request(words, SWEDISH, open_project)
        assert (read.role, read.given["title"]) == (Role.ACTION, "x")
    assert asked == [None, Path("mapp"), Path("mapp")]


@pytest.mark.parametrize("value", ["---", "-x", "--plan", "--title=y", "", "a=b"])
def test_a_value_may_be_anything(value: str) -> None:
    assert order("åtgärd", "--title", value).given["title"] == value
    assert order("åtgärd", f"--title={value}").given["title"] == value


def test_a_list_may_be_given_piece_by_piece_and_of_others_the_last_counts() -> None:
    read = order("åtgärd", "--berör=A", "--berör=B", "--vad=1", "--vad=2", "--globala-mål=5.1",
                 "--globala-mål=5.2")  # fmt: skip
    assert read.given == {"berör": "A, B", "vad": "2", "globala-mål": "5.1, 5.2"}


def test_decomposed_letters_are_the_same_letters() -> None:
    words = [unicodedata.normalize("NFD", word) for word in ("åtgärd", "--nästa-uppföljning=x")]
    assert order(*words).given == {"nästa-uppföljning": "x"}


def test_what_is_common_to_all_commands() -> None:
    read = order("beslut", "--today", "2027-01-15", "--dry-run", "--traceback")
    assert (read.today, read.dry_run, read.traceback) == (date(2027, 1, 15), True, True)
    read = order("beslut")
    assert (read.today, read.dry_run, read.traceback, read.given) == (None, False, False, {})


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "one of: organisation, handlingsplan, åtgärd, indikator, uppföljning"),
        (["atgard"], "Did you mean åtgärd?"),
        (["syfte"], "one of:"),
        (["åtgärd", "--klar-senst", "x"], "Did you mean --klar-senast?"),
        (["åtgärd", "--qqq=x"], "There is no option --qqq."),
        (["beslut", "--berör", "x"], "There is no option --berör."),
        (["åtgärd", "--title"], "--title has no value"),
        (["åtgärd", ".", "mer"], "“mer” is one word too many"),
    ],
)
def test_a_mistake_is_told_with_what_would_do(words: list[str], reason: str) -> None:
    said = why_not(*words)
    assert reason in said


def test_a_value_that_the_options_know_is_judged_with_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in (["--today=i dag"], ["--lang=xx"]):
        with pytest.raises(SystemExit) as caught:
            order("åtgärd", *words)
        assert caught.value.code == 2
        assert words[0].partition("=")[2] in capsys.readouterr().err


def test_every_type_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in (
        "åtgärd", "indikator", "uppföljning", "analys", "beslut", "organisation", "undantag",
        "handlingsplan",
    ):  # fmt: skip
        with pytest.raises(SystemExit) as caught:
            order(kind, "--help")
        assert caught.value.code == 0
        assert f"policytrace new {kind}" in capsys.readouterr().out


def test_help_needs_no_project(capsys: pytest.CaptureFixture[str]) -> None:
    def no_project(_folder: Path | None) -> Path:
        raise AssertionError

    with pytest.raises(SystemExit) as caught:
        read_request(["--help"], SWEDISH, no_project)
    assert caught.value.code == 0
    assert "--dry-run" in capsys.readouterr().out


def test_a_municipality_with_other_words_has_other_options(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    text = project.read("ubproject.toml")
    for old, new in (("klar_senast", "slutdatum"), ("åtgärd", "insats"), ("100 %", "hundra")):
        text = text.replace(old, new)
    project.write("ubproject.toml", text)
    read = order("insats", "--slutdatum", "2028-01-01", project=project.root)
    assert read.given == {"slutdatum": "2028-01-01"}


def test_what_a_project_has_no_word_for_is_not_asked_for(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    project.edit("ubproject.toml", 'concerns = "berör"\n', "")
    metamodel = project.read("ubproject.toml")
    for place in (r'\[needs.types."undantag"\]\n(.+\n)+', r"waiver = .*\n", r'"undantag" = .*\n'):
        metamodel, taken = re.subn(place, "", metamodel)
        assert taken == 1
    project.write("ubproject.toml", metamodel)
    assert "berör" not in [
        question.option for question in order("åtgärd", project=project.root).questions
    ]
    with pytest.raises(ProjectError, match="cannot be added"):
        order("undantag", project=project.root)
