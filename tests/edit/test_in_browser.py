"""The editor in a browser, step by step, on a tiny plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import visiting
from tests.edit.editing import Editing, edited
from tests.edit.test_committing import git
from tests.sphinx.tiny import TinyProject

DRAWN = 60_000
"""Milliseconds in which the plan is read and drawn on any machine."""


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    return TinyProject.make(tmp_path_factory.mktemp("å b"))


@pytest.fixture
def editing(project: TinyProject) -> Iterator[Editing]:
    with edited(project.root) as found:
        yield found


REFUSED = re.compile(r"Failed to load|/sida/.* because its MIME type")
"""What the browser says of a form that is not taken, and of a preview that goes while it loads."""


@contextmanager
def opened(
    browser: Browser,
    editing: Editing,
    path: str = "",
    *,
    javascript: bool = True,
    width: int = 1280,
    refused: bool = False,
) -> Iterator[Page]:
    """A page of the editor, where nothing goes wrong and nothing else is asked for."""
    with visiting(browser, javascript=javascript, width=width) as visit:
        visit.page.set_default_timeout(DRAWN)
        expect.set_options(timeout=DRAWN)
        visit.page.goto(editing.way_in)
        # While the plan is read for the first time, the page looks for it by itself.
        expect(visit.page.get_by_role("heading", name="Planen", exact=True)).to_be_visible()
        if path:
            visit.page.goto(editing.address + path)
        yield visit.page
        told = [one for one in visit.console if not (refused and REFUSED.search(one))]
        assert told == []
        assert all(request.startswith(editing.address) for request in visit.requests)
        expect.set_options(timeout=None)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_an_object_is_found_in_the_tree_changed_and_taken_back(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    before = project.read("plan.md")
    with opened(browser, editing) as page:
        page.get_by_role("searchbox").fill("stödlinje")
        press(page, "Sök")
        expect(page.get_by_role("status")).to_contain_text("1 träff på ”stödlinje”")
        page.get_by_role("link", name="Öppna en stödlinje").click()
        page.get_by_label("Rubrik").fill("Öppna två stödlinjer")
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        after = project.read("plan.md")
        assert after == before.replace("Öppna en stödlinje", "Öppna två stödlinjer")
        shown = page.frame_locator("iframe")
        expect(shown.get_by_role("heading", level=1)).to_have_text("Öppna två stödlinjer")

        press(page, "Ta tillbaka")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tillbakataget")
    assert project.read("plan.md") == before


def test_the_page_is_drawn_while_one_writes_and_nothing_is_saved(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    before = project.read("plan.md")
    with opened(browser, editing, "objekt/ATG-2") as page:
        shown = page.frame_locator("iframe")
        expect(shown.get_by_role("heading", level=1)).to_have_text("Öppna en stödlinje")
        page.get_by_label("Rubrik").fill("Öppna tre stödlinjer")
        expect(shown.get_by_role("heading", level=1)).to_have_text("Öppna tre stödlinjer")
        expect(page.locator("[data-preview-said]")).to_contain_text("inte sparat än")
    assert project.read("plan.md") == before


def test_an_answer_that_cannot_be_taken_is_told_at_its_question_and_all_stays(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    before = project.read("plan.md")
    with opened(browser, editing, "objekt/ATG-1", refused=True) as page:
        page.get_by_label("Rubrik").fill("")
        page.get_by_label("Varför").fill("Det behövs.")
        press(page, "Spara")
        summary = page.get_by_role("alert")
        expect(summary).to_contain_text("1 svar behöver rättas")
        expect(summary).to_be_focused()
        summary.get_by_role("link").click()
        title = page.get_by_label("Rubrik")
        expect(title).to_be_focused()
        expect(title).to_have_attribute("aria-invalid", "true")
        told = title.get_attribute("aria-describedby") or ""
        assert "Skriv något" in page.locator(f"#{told.split()[-1]}").inner_text()
        expect(page.get_by_label("Varför")).to_have_value("Det behövs.")
    assert project.read("plan.md") == before


def test_an_error_of_the_gate_is_told_at_its_question_and_can_be_saved_anyway(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    before = project.read("plan.md")
    with opened(browser, editing, "objekt/ATG-1", refused=True) as page:
        owner = page.get_by_role("group", name="Ansvarig")
        owner.get_by_label("Kommunstyrelsen").uncheck()
        press(page, "Spara")
        expect(page.get_by_text("Inte sparat än")).to_be_visible()
        expect(page.get_by_role("group", name="Ansvarig")).to_contain_text("saknar ”Ansvarig”")
        assert project.read("plan.md") == before
        press(page, "Spara ändå")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        page.goto(editing.address)
        expect(page.get_by_role("heading", name=re.compile("1 fel hindrar"))).to_be_visible()
    assert project.read("plan.md") == before.replace(":ansvarig: ORG-KS\n:startar", ":startar", 1)


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    with opened(browser, editing, "objekt/ATG-1", refused=True) as page:
        page.get_by_label("Rubrik").fill("Utbilda varje chef")
        project.edit("plan.md", "{åtgärd} Utbilda alla chefer", "{åtgärd} Utbilda nya chefer")
        project.edit("plan.md", "Chefer möter hot först.", "Chefer möter hot.")
        theirs = project.read("plan.md")
        press(page, "Spara")
        expect(page.get_by_role("alert")).to_contain_text("filen ändrades medan du skrev")
        assert project.read("plan.md") == theirs
        expect(page.get_by_label("Rubrik")).to_have_value("Utbilda varje chef")
        expect(page.locator("#om-title")).to_contain_text("Utbilda nya chefer")
        expect(page.get_by_label("Varför")).to_have_value("Chefer möter hot.")
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
    assert project.read("plan.md") == theirs.replace("Utbilda nya chefer", "Utbilda varje chef")


def test_owners_are_searched_for_by_name(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    more = "".join(
        f"\n:::{{organisation}} Nämnd {number}\n:id: ORG-N{number}\n:slag: politiskt organ\n:::\n"
        for number in range(12)
    )
    project.write("strategi.md", project.read("strategi.md") + more)
    with opened(browser, editing, "objekt/ATG-1") as page:
        owner = page.get_by_role("group", name="Ansvarig")
        owner.get_by_text("Välj bland").click()
        owner.get_by_role("searchbox").fill("KOMMUNSTYRELSÉ")
        expect(owner.get_by_role("status")).to_have_text("1 att välja bland")
        owner.get_by_role("searchbox").fill("NAMND 11")
        expect(owner.get_by_role("status")).to_have_text("1 att välja bland")
        expect(owner.get_by_label("Nämnd 3 ")).to_be_hidden()
        owner.get_by_label("Nämnd 11").check()
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
    assert ":ansvarig: ORG-KS, ORG-N11\n" in project.read("plan.md")


def test_an_action_is_added_to_its_plan_copied_and_followed_up(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    with opened(browser, editing, "objekt/HPL-A", refused=True) as page:
        page.get_by_role("link", name="Lägg till: åtgärd").click()
        expect(page.get_by_label("Del av")).to_have_value("HPL-A")
        press(page, "Spara")
        expect(page.get_by_role("alert")).to_contain_text("svar behöver rättas")
        page.goto(f"{editing.address}objekt/ATG-1")
        page.get_by_role("link", name="Kopiera").click()
        page.get_by_label("Rubrik").fill("Utbilda alla i receptionen")
        page.get_by_label("Vad", exact=False).nth(1)
        for name in ("Vad", "För vem", "Förväntat resultat"):
            page.get_by_label(f"{name} måste besvaras", exact=True).fill("Det som behövs.")
        press(page, "Visa hur det blir")
        expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text(
            "Utbilda alla i receptionen"
        )
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        assert page.url.split("?")[0].endswith("/objekt/ATG-3")
        page.get_by_role("link", name="Följ upp").click()
        expect(page.get_by_label("Datum")).to_have_value("2027-01-15")
    assert ":::{åtgärd} Utbilda alla i receptionen\n:id: ATG-3\n" in project.read("plan.md")


def test_a_follow_up_moves_the_next_one(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    with opened(browser, editing, "nytt/uppföljning?om=ATG-1", refused=True) as page:
        page.get_by_label("Rubrik").fill("Uppföljning i januari")
        for name in ("Resultat", "Bedömning"):
            page.get_by_label(re.compile(f"^{name}")).fill("Enligt plan.")
        page.get_by_text(re.compile("uppgift(er)? till som kan fyllas i")).click()
        page.get_by_label("Nästa uppföljning").fill("2027-12-01")
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
    text = project.read("plan.md")
    assert ":::{uppföljning} Uppföljning i januari\n" in text
    assert ":nästa_uppföljning: 2027-12-01\n" in text


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_saved_by_two_clicks_is_saved_once_and_said_to_be(
    browser: Browser, editing: Editing, project: TinyProject, *, javascript: bool
) -> None:
    path = "nytt/uppföljning?om=ATG-1"
    with opened(browser, editing, path, javascript=javascript, refused=True) as page:
        page.get_by_label("Rubrik").fill("Uppföljning i januari")
        for name in ("Resultat", "Bedömning"):
            page.get_by_label(re.compile(f"^{name}")).fill("Enligt plan.")
        page.get_by_role("button", name="Spara", exact=True).dblclick()
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        page.get_by_label("Rubrik").fill("Uppföljning i vinter")
        page.get_by_role("button", name="Spara", exact=True).dblclick()
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        expect(page.get_by_role("heading", level=1)).to_have_text("Uppföljning i vinter")
    assert project.read("plan.md").count(":::{uppföljning} Uppföljning i") == 1


def test_what_is_proposed_is_withdrawn_with_a_reason_and_stays(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    with opened(browser, editing, "objekt/ATG-2", refused=True) as page:
        page.get_by_role("link", name="Dra tillbaka").click()
        press(page, "Dra tillbaka")
        expect(page.get_by_role("alert")).to_contain_text("inte tillbakadraget")
        page.get_by_label("Varför dras det tillbaka?").fill("Regionen öppnar en.")
        press(page, "Dra tillbaka")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
    assert ":status: avbruten\n" in project.read("plan.md")
    assert ":skäl: Regionen öppnar en.\n" in project.read("plan.md")


def test_what_is_withdrawn_in_two_windows_is_told_in_the_second(
    browser: Browser, editing: Editing
) -> None:
    with opened(browser, editing, "dra-tillbaka/ATG-2", refused=True) as first:
        second = first.context.new_page()
        second.goto(first.url)
        for page, reason in ((first, "Regionen öppnar en."), (second, "Ingen vill.")):
            page.get_by_label("Varför dras det tillbaka?").fill(reason)
        press(first, "Dra tillbaka")
        expect(first.get_by_role("status").first).to_contain_text("Sparat.")
        press(second, "Dra tillbaka")
        told = second.get_by_role("main")
        expect(told).to_contain_text("Det är redan tillbakadraget, så inget sparades här.")
        expect(told).not_to_contain_text("beslutat")
        expect(second.get_by_label("Det du skrev")).to_have_value("Ingen vill.")
        second.close()


def test_all_can_be_done_without_javascript(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    with opened(browser, editing, "objekt/ATG-2", javascript=False) as page:
        page.get_by_label("Rubrik").fill("Öppna en jourlinje")
        press(page, "Visa hur det blir")
        shown = page.frame_locator("iframe").get_by_role("heading", level=1)
        expect(shown).to_have_text("Öppna en jourlinje")
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        page.get_by_role("link", name="Vad har jag ändrat?").click()
        expect(page.get_by_role("main")).to_contain_text(
            "Titeln ändrad från ”Öppna en stödlinje” till ”Öppna en jourlinje”"
        )
        page.get_by_role("button", name=re.compile("^Ta tillbaka")).click()
    assert "Öppna en stödlinje" in project.read("plan.md")


def test_all_can_be_done_with_the_keyboard(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    with opened(browser, editing, "objekt/ATG-2") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
        page.keyboard.press("Enter")
        title = page.get_by_label("Rubrik")
        for _ in range(20):
            page.keyboard.press("Tab")
            if title.evaluate("box => box === document.activeElement"):
                break
        expect(title).to_be_focused()
        page.keyboard.press("End")
        page.keyboard.type(" i maj")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
    assert "{åtgärd} Öppna en stödlinje i maj\n" in project.read("plan.md")


def test_leaving_what_is_not_saved_asks_first(browser: Browser, editing: Editing) -> None:
    asked: list[str] = []
    with opened(browser, editing, "objekt/ATG-2") as page:
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.get_by_role("link", name="Lägg till", exact=True).click()
        page.wait_for_url("**/nytt")
        assert asked == []
        page.goto(f"{editing.address}objekt/ATG-2")
        page.get_by_label("Rubrik").fill("Något annat")
        page.get_by_role("link", name="Lägg till", exact=True).click()
        page.wait_for_url("**/nytt")
    assert asked == ["beforeunload"]


def test_what_has_changed_is_told_in_words_and_committed(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    git(project.root, "init", "--quiet")
    project.write(".gitignore", "_build/\n")
    git(project.root, "add", ".")
    git(project.root, "-c", "user.name=A", "-c", "user.email=a@b.se", "commit", "-qm", "Början")
    with opened(browser, editing, "objekt/ATG-2", refused=True) as page:
        page.get_by_label("Rubrik").fill("Öppna en jourlinje")
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        page.get_by_role("link", name="Vad har jag ändrat?").click()
        words = "Titeln ändrad från ”Öppna en stödlinje” till ”Öppna en jourlinje”"
        expect(page.get_by_role("main")).to_contain_text(words)
        expect(page.get_by_label("plan.md")).to_be_checked()
        text = page.get_by_label("Meddelande").input_value()
        assert text.startswith("Öppna en jourlinje\n\n- Titeln ändrad från")
        name = page.get_by_label("Ditt namn")
        if name.count():
            press(page, "Spara i historiken")
            expect(page.get_by_role("alert")).to_contain_text("Skriv ditt namn")
            page.get_by_label("Ditt namn").fill("Åsa Öst")
            page.get_by_label("Din e-postadress").fill("asa@example.org")
        press(page, "Spara i historiken")
        expect(page.get_by_role("status").first).to_contain_text(
            "Sparat i historiken på den här datorn, men inte skickat."
        )
        expect(page.get_by_role("main")).to_contain_text("Inget är ändrat.")
    assert git(project.root, "log", "-1", "--format=%B").strip() == text
    assert git(project.root, "status", "--porcelain") == ""


def test_a_branch_of_one_s_own_is_sent_and_what_is_not_sent_is_told(
    browser: Browser,
    editing: Editing,
    project: TinyProject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    remote = tmp_path_factory.mktemp("fjärr") / "planen.git"
    git(project.root, "init", "--quiet", "-b", "min-gren")
    git(project.root, "config", "user.name", "Åsa Öst")
    git(project.root, "config", "user.email", "asa@example.org")
    project.write(".gitignore", "_build/\n")
    git(project.root, "add", ".")
    git(project.root, "commit", "-qm", "Början")
    with opened(browser, editing, "objekt/ATG-2") as page:
        page.get_by_label("Rubrik").fill("Öppna en jourlinje")
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        page.goto(f"{editing.address}andringar")
        expect(page.get_by_role("main")).to_contain_text("så de andra ser det inte")
        expect(page.get_by_label("Skicka det också till de andra")).to_have_count(0)

        git(project.root, "init", "--quiet", "--bare", str(remote))
        git(project.root, "remote", "add", "origin", str(remote))
        page.reload()
        expect(page.get_by_label("Skicka det också till de andra")).to_be_checked()
        press(page, "Spara i historiken")
        expect(page.get_by_role("status").first).to_contain_text("Sparat i historiken och skickat.")
    sent = git(project.root, "--git-dir", str(remote), "rev-parse", "min-gren")
    assert sent == git(project.root, "rev-parse", "HEAD")


def test_values_are_added_with_a_decimal_comma_and_checked(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    with opened(browser, editing, "objekt/IND-A", refused=True) as page:
        page.get_by_role("link", name="Lägg till värden").click()
        expect(page.get_by_label("Område", exact=True)).to_have_value("Lillköping")
        press(page, "Spara")
        expect(page.get_by_role("alert")).to_contain_text("Skriv minst ett värde.")
        page.get_by_label("Period").fill("2026")
        page.get_by_label("Källa", exact=True).fill("Egen enkät")
        page.get_by_label("Värde, totalt").fill("tolv")
        page.get_by_label("Antal, totalt").fill("1 234")
        press(page, "Spara")
        expect(page.get_by_role("alert")).to_contain_text("”tolv” går inte att använda")
        page.get_by_label("Värde, totalt").fill("12,5")
        press(page, "Spara")
        expect(page.get_by_role("status").first).to_contain_text("Sparat.")
        expect(page.get_by_role("table")).to_contain_text("12.5")
        page.get_by_label("Period").fill("2026")
        page.get_by_label("Värde, totalt").fill("13")
        press(page, "Spara")
        expect(page.get_by_role("alert")).to_contain_text("Det finns redan värden")
        press(page, "Ersätt värdena")
        expect(page.get_by_role("table")).to_contain_text("13")
    (file,) = project.root.glob("strategy/indikatorer/data/*.csv")
    assert file.read_text(encoding="utf-8").splitlines()[1:] == [
        "2026,Lillköping,kommun,totalt,,13,,,Egen enkät,,2027-01-15"
    ]


def test_every_kind_of_page_is_accessible(
    browser: Browser, editing: Editing, project: TinyProject
) -> None:
    editing.post("objekt/ATG-2", {"last": "", "title": "Krock"})
    project.edit("matt.md", ":ansvarig: ORG-KS\n", "")
    pages = [
        f"?{editing.way_in.partition('?')[2]}",
        "",
        "?sok=plan",
        "objekt/ATG-1",
        "objekt/ATG-2",
        "objekt/PRI-A",
        "objekt/IND-A",
        "nytt",
        "nytt/åtgärd?om=HPL-A",
        "nytt/analys",
        "dra-tillbaka/ATG-2",
        "varden/IND-A",
        "andringar",
        "finns-inte",
    ]
    assert violations(browser, editing.address, pages) == []


def test_no_page_is_wider_than_a_phone(browser: Browser, editing: Editing) -> None:
    with opened(browser, editing, width=390) as page:
        for path in ("", "objekt/ATG-1", "nytt", "nytt/åtgärd", "andringar", "varden/IND-A"):
            page.goto(editing.address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
