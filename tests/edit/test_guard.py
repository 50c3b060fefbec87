"""Who is let in to the editor, over plain HTTP: who has the key, from a page of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.edit.editing import Editing, edited
from tests.sphinx.tiny import TinyProject

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    return TinyProject.make(tmp_path_factory.mktemp("edited"))


@pytest.fixture(scope="module")
def editing(project: TinyProject) -> Iterator[Editing]:
    with edited(project.root) as found:
        yield found


def test_without_the_key_nothing_is_told(editing: Editing) -> None:
    for path in ("", "objekt/ATG-1", "andringar", "sida/nu/index.html", "utseende/edit.css"):
        answer = editing.ask("GET", path)
        assert answer.status == 403
        assert "Du släpps inte in" in answer.text
        assert "ATG-1" not in answer.text


@pytest.mark.parametrize("key", ["", "x", "å", "%00", "A" * 5000])
def test_a_wrong_key_opens_nothing(editing: Editing, key: str) -> None:
    answer = editing.ask("GET", f"?nyckel={key}")
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_the_key_is_exchanged_for_a_cookie_that_scripts_and_other_sites_do_not_get(
    editing: Editing,
) -> None:
    answer = editing.ask("GET", f"?{editing.way_in.partition('?')[2]}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))
    assert editing.get("").status == 200


def test_another_name_for_this_machine_is_not_answered_to(editing: Editing) -> None:
    port = editing.address.rpartition(":")[2].rstrip("/")
    for host in (
        "ond.example",
        f"ond.example:{port}",
        "127.0.0.1",
        f"127.0.0.1.ond.example:{port}",
    ):
        assert editing.get("", Host=host).status == 421
    assert editing.ask("GET", "", Host=f"localhost:{port}").status == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://ond.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null", "Sec_Fetch_Site": "cross-site"}, 403),
        ({"Origin": "null", "Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Origin": "null", "Sec_Fetch_Site": "none"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/json"}, 415),
        ({"Cookie": "policytrace-edit=1"}, 403),
        ({"Origin": "null"}, 409),
    ],
)
def test_only_a_page_of_ours_may_write(
    editing: Editing, project: TinyProject, headers: dict[str, str], status: int
) -> None:
    before = project.read("plan.md")
    assert editing.post("objekt/ATG-1", {"title": "Kapad"}, **headers).status == status
    assert project.read("plan.md") == before


def test_a_form_without_our_stamp_is_refused(editing: Editing, project: TinyProject) -> None:
    before = project.read("plan.md")
    for stamp in ("", "x", ["a", "b"]):
        assert editing.post("objekt/ATG-1", {"stamp": stamp, "title": "Kapad"}).status == 403
    assert project.read("plan.md") == before


def test_other_ways_of_writing_are_refused(editing: Editing) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert editing.ask(method, "objekt/ATG-1", Cookie=editing.let_in()).status == 403


def test_a_huge_form_is_refused_and_so_is_one_that_is_no_text(editing: Editing) -> None:
    assert editing.post("objekt/ATG-1", {"title": "x" * 1_100_000}).status == 413
    head = {"Content_Type": FORM, "Sec_Fetch_Site": "same-origin", "Cookie": editing.let_in()}
    for body in (b"title=%ff%fe", b"\xff=1", b"a&b&c", b"&".join([b"a=1"] * 6000)):
        assert editing.ask("POST", "objekt/ATG-1", body, **head).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "sida/nu/../../../plan.md",
        "sida/nu/%2e%2e/%2e%2e/project/plan.md",
        "sida/nu/..%2f..%2f.lock",
        "sida/nu/.buildinfo",
        "sida/finns-inte/index.html",
        "utseende/../desk.py",
        "utseende/%2e%2e/desk.py",
        "objekt/finns-inte",
        "objekt/..%2f..%2fplan.md",
        "nytt/finns-inte",
    ],
)
def test_no_path_leads_out_of_what_is_served(editing: Editing, path: str) -> None:
    assert editing.get(path).status == 404


def test_answers_keep_the_browser_here(editing: Editing) -> None:
    for path, expected in (
        ("", "script-src 'self'"),
        ("sida/nu/index.html", "frame-ancestors 'self'"),
    ):
        headers = editing.get(path).headers
        assert expected in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "no-store" in editing.get("").headers["cache-control"]
    assert "<script" not in editing.get("sida/nu/plan.html").text
