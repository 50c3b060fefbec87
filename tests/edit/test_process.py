"""``policytrace edit`` as a process: what it says, what it leaves alone, and how it ends."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import run_as_process
from tests.edit.editing import edited
from tests.live.showing import shown
from tests.sphinx.tiny import TinyProject


def files(folder: Path) -> dict[str, bytes]:
    """What there is in a folder, but for what a build has left."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "_build" not in path.parts
    }


def test_it_prints_its_address_changes_no_file_and_leaves_no_process(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "å b")
    before = files(project.root)
    with edited(project.root) as editing:
        assert editing.get("objekt/ATG-1").status == 200
        assert editing.get("sida/nu/objekt/ATG-1.html").status == 200
        assert "Utbilda alla chefer" in editing.get("").text
        assert editing.showing.said.startswith("Redigera planen på http://127.0.0.1:")
        assert len(editing.showing.said.splitlines()) == 1
        code = editing.showing.ended(signal.SIGINT)
        assert code in {0, 130}
        editing.showing.process.wait(10)
        assert editing.showing.group() == []
        assert "Traceback" not in editing.showing.said
    assert files(project.root) == before


def test_a_port_that_is_taken_is_told_with_another(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_as_process("edit", "--port", str(port), cwd=project.root)
    assert done.code == 2
    assert f"Port {port} är upptagen" in done.err
    assert f"PORT={port + 1}" in done.err


def test_a_plan_is_edited_in_one_window_at_a_time(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    with edited(project.root) as editing:
        assert editing.get("").status == 200
        done = run_as_process("edit", "--port", "0", cwd=project.root)
        assert done.code == 2
        assert "redigeras redan" in done.err
        with shown(project.root) as live:
            assert live.get("plan.html")[0] == 200


def test_what_cannot_be_read_is_told_on_the_page_until_it_is_mended(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    whole = project.read("ubproject.toml")
    with edited(project.root) as editing:
        assert editing.get("objekt/ATG-1").status == 200
        project.write("ubproject.toml", f"{whole}\n[[[\n")
        answer = editing.get("")
        assert answer.status == 409
        assert "ubproject.toml" in answer.text
        assert "Traceback" not in answer.text
        project.write("ubproject.toml", whole)
        assert editing.get("objekt/ATG-1").status == 200
        project.edit("conf.py", "html_theme", "html_theme = = ")
        assert "Planen kan inte läsas" in editing.get("").text


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (lambda whole: whole.encode("latin-1"), "UTF-8"),
        (lambda whole: f"<<<<<<< HEAD\n{whole}=======\n>>>>>>> x\n".encode(), "konflikt"),
    ],
    ids=["other encoding", "conflict"],
)
def test_an_object_in_a_file_that_cannot_be_read_is_not_said_to_be_gone(
    tmp_path: Path, spoilt: Callable[[str], bytes], told: str
) -> None:
    project = TinyProject.make(tmp_path)
    with edited(project.root) as editing:
        page = editing.get("objekt/ATG-2").text
        token = page.partition('name="last" value="')[2].partition('"')[0]
        (project.root / "plan.md").write_bytes(spoilt(project.read("plan.md")))
        for answer in (
            editing.get("objekt/ATG-2"),
            editing.post("objekt/ATG-2", {"last": token, "title": "Det jag skrev"}),
        ):
            assert answer.status == 409
            assert told in answer.text
            assert "plan.md" in answer.text
            assert "Här finns inget" not in answer.text
        assert "Det jag skrev" in answer.text
        assert editing.get("objekt/FINNS-INTE").status == 409  # the file may hold it


def test_windows_line_ends_and_all_other_bytes_stay_beside_a_break_of_word(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    project.write("plan.md", project.read("plan.md"), newline="\r\n")
    before = (project.root / "plan.md").read_bytes()
    with edited(project.root) as editing:
        page = editing.get("objekt/ATG-2").text
        token = page.partition('name="last" value="')[2].partition('"')[0]
        answer = editing.post("objekt/ATG-2", {"last": token, "title": "Öppna en\x0bjour"})
        assert (answer.status, answer.headers["location"]) == (303, "/objekt/ATG-2?sparat=1")
    after = (project.root / "plan.md").read_bytes()
    old, new = "Öppna en stödlinje".encode(), "Öppna en jour".encode()
    assert after == before.replace(old, new)


LINES = "Linjen är  öppen.\r\n\r\nMen få ringer:  \r\nbara tio."
ONE_LINE = "Linjen är  öppen. Men få ringer: bara tio."
PUT_TOGETHER = "dina rader har satts ihop"


def test_lines_that_become_one_are_shown_so_before_anything_is_saved(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    before = project.read("plan.md")
    with edited(project.root) as editing:
        page = editing.get("objekt/ATG-2").text
        token = page.partition('name="last" value="')[2].partition('"')[0]
        for button in ("spara", "anda", "visa"):
            sent = {"last": token, "resurs": LINES, "gor": button}
            answer = editing.post("objekt/ATG-2", sent)
            assert answer.status == (200 if button == "visa" else 422)
            assert answer.text.count(PUT_TOGETHER) == 2  # in the summary and at the question
            assert f"\n{ONE_LINE}</textarea>" in answer.text
        assert project.read("plan.md") == before
        answer = editing.post("objekt/ATG-2", {"last": token, "resurs": ONE_LINE})
        assert answer.status == 303
        assert f":resurs: {ONE_LINE}\n" in project.read("plan.md")

        reason = {"skal": LINES}
        answer = editing.post("dra-tillbaka/ATG-2", reason)
        assert answer.status == 422
        assert PUT_TOGETHER in answer.text
        assert f"\n{ONE_LINE}</textarea>" in answer.text
        assert ":skäl:" not in project.read("plan.md")

        new = {"title": "Öppna en till", "resurs": LINES, "bidrar_till": "SYF-A", "del_av": "HPL-A"}
        answer = editing.post("nytt/åtgärd", new)
        assert answer.status == 422
        assert PUT_TOGETHER in answer.text
        assert f"\n{ONE_LINE}</textarea>" in answer.text
        assert "Öppna en till" not in project.read("plan.md")


def test_an_underlined_answer_and_a_broken_line_stay_what_they_are(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    project.edit("plan.md", "\nVarför\n: ", "\nVarför\n: Storgatan 1  \n  Fagersta\n\n  ")
    before = project.read("plan.md")
    with edited(project.root) as editing:
        page = editing.get("objekt/ATG-1").text
        token = page.partition('name="last" value="')[2].partition('"')[0]
        text = page.partition('name="text0"')[2].partition(">\n")[2].partition("</textarea>")[0]
        assert text.startswith("Storgatan 1  \nFagersta\n\n")
        typed = text.replace("\n", "\r\n").replace("Fagersta", "Fagersta\r\n---\r\nHej")
        assert editing.post("objekt/ATG-1", {"last": token, "text0": typed}).status == 303
    assert project.read("plan.md") == before.replace("Fagersta", "Fagersta\n  \\---\n  Hej")


def test_a_plan_in_other_words_is_edited_in_them(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path)
    toml = project.read("ubproject.toml").replace("nästa_uppföljning", "följs_upp_igen")
    project.write("ubproject.toml", toml)
    for name in ("plan.md", "strategi.md"):
        project.write(name, project.read(name).replace("nästa_uppföljning", "följs_upp_igen"))
    with edited(project.root) as editing:
        assert "Följs upp igen" in editing.get("objekt/ATG-1").text
