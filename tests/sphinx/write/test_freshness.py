"""After an incremental build every page shows what is true, and only pages that changed are new."""

from __future__ import annotations

import pytest

from tests.sphinx.tiny import TinyProject, contents

OVERVIEW = "# Alla åtgärder\n\n```{åtgärdstabell}\n```\n"
POINTER = "# En artikel\n\nLäs om {need}`ATG-1` och om [planen](plan.md).\n"
ESSAY = "# Något annat\n\nEn text för sig.\n"

WAIVER = """\
# Ett undantag

:::{undantag} En stödlinje som inte mäts
:id: UND-A
:regel: PT209
:gäller: ATG-2
:skäl: Stödlinjen är för ny
:beslutad_genom: BES-A
:giltig_till: 2027-12-31
:ansvarig: ORG-KS
:::
"""

PAGES = {"index", "strategi", "plan", "matt", "alla", "artikel", "annat"}


@pytest.fixture
def built(project: TinyProject) -> TinyProject:
    """A project with pages of every kind, built once."""
    project.edit("index.md", "\nmatt\n", "\nmatt\nalla\nartikel\nannat\n")
    project.write("alla.md", OVERVIEW)
    project.write("artikel.md", POINTER)
    project.write("annat.md", ESSAY)
    assert not project.build().findings
    project.forget_times()
    return project


def rebuilt(project: TinyProject) -> set[str]:
    """The pages that a build writes; after it no page differs from one of a whole build.

    The start page is left out of account: Sphinx writes it when a page that it lists is read.
    """
    assert not project.build().failed
    written = project.rewritten() - {"sok", "index"}
    incremental = contents(project.pages)
    project.forget_times()
    with project.application("html") as app:
        app.build(force_all=True)
    whole = contents(project.root / "_build" / "html")
    stale = [name for name in whole if name.endswith(".html") and whole[name] != incremental[name]]
    assert stale == []
    return written


def showing(project: TinyProject, text: str) -> set[str]:
    """The pages on which a text stands; the start page and the search are left out of account."""
    return {
        name.removesuffix(".html")
        for name, page in contents(project.pages).items()
        if name.endswith(".html") and text.encode() in page
    } - {"sok", "index"}


def test_a_build_with_nothing_changed_writes_no_page(built: TinyProject) -> None:
    before = contents(built.pages)
    assert rebuilt(built) == set()
    assert contents(built.pages) == before


def test_a_changed_title_is_new_on_every_page_that_shows_it_and_no_other(
    built: TinyProject,
) -> None:
    shown = showing(built, "Utbilda alla chefer")
    assert shown >= {"plan", "strategi", "alla", "artikel"}
    assert shown >= {f"objekt/{name}" for name in ("ATG-1", "UTG-A", "HPL-A", "IND-A", "ORG-KS")}
    built.edit("plan.md", "Utbilda alla chefer", "Öva med alla chefer")
    assert rebuilt(built) == shown
    assert showing(built, "Öva med alla chefer") == shown
    assert showing(built, "Utbilda alla chefer") == set()


def test_a_changed_status_is_new_where_it_shows(built: TinyProject) -> None:
    built.edit(
        "plan.md",
        ":id: ATG-2\n:status: förslag",
        ":id: ATG-2\n:status: avbruten\n:beslutad_genom: BES-A",
    )
    assert rebuilt(built) >= {"plan", "alla", "objekt/ATG-2", "objekt/ORG-KS", "objekt/UTG-A"}
    for page, link in (("alla", "objekt/ATG-2.html"), ("objekt/ORG-KS", "ATG-2.html")):
        row = built.page(page).find("a", href=link).find_parent("tr")
        assert "Avbruten" in row.get_text()
    badge = built.page("objekt/ATG-2").select_one(".pt-object__badges .pt-badge")
    assert badge.get_text() == "Status: Avbruten"


def test_a_changed_owner_is_new_where_it_shows(built: TinyProject) -> None:
    built.edit("strategi.md", "{organisation} Kommunstyrelsen\n:id: ORG-KS",
               "{organisation} Nämnden\n:id: ORG-N\n:::\n\n"
               ":::{organisation} Kommunstyrelsen\n:id: ORG-KS")  # fmt: skip
    built.edit(
        "plan.md",
        ":id: ATG-2\n:status: förslag\n:del_av: HPL-A\n:ansvarig: ORG-KS",
        ":id: ATG-2\n:status: förslag\n:del_av: HPL-A\n:ansvarig: ORG-N",
    )
    assert rebuilt(built) >= {"alla", "objekt/ATG-2", "objekt/ORG-N", "objekt/ORG-KS"}
    assert "Öppna en stödlinje" in built.page("objekt/ORG-N").get_text()
    assert "Öppna en stödlinje" not in built.page("objekt/ORG-KS").get_text()
    assert "Nämnden" in built.page("objekt/ATG-2").get_text()


def test_what_a_follow_up_says_is_new_where_it_decides_how_it_goes(built: TinyProject) -> None:
    built.write(
        "annat.md",
        ESSAY + "\n:::{uppföljning} Första uppföljningen\n:id: UPF-1\n:följer_upp: ATG-2\n"
        ":datum: 2027-01-10\n:bedömning: försenad\n:resultat: Lokalen saknas\n:::\n",
    )
    built.edit(
        "plan.md",
        ":id: ATG-2\n:status: förslag",
        ":id: ATG-2\n:status: beslutad\n:beslutad_genom: BES-A",
    )
    assert rebuilt(built) >= {"plan", "alla", "objekt/ATG-2", "objekt/HPL-A", "objekt/ORG-KS"}
    assert "Läge: försenad" in built.page("plan").find(id="ATG-2").get_text()
    assert "Den senaste uppföljningen säger det." in built.page("objekt/ATG-2").get_text()
    row = built.page("alla").find("a", href="objekt/ATG-2.html").find_parent("tr")
    assert "Försenad" in row.get_text()


def test_an_object_taken_away_is_gone_from_every_page(built: TinyProject) -> None:
    text = built.read("plan.md")
    built.write("plan.md", text[: text.index(":::{åtgärd} Öppna")])
    assert (built.pages / "objekt" / "ATG-2.html").is_file()
    assert rebuilt(built) >= {"plan", "strategi", "matt", "alla", "objekt/UTG-A", "objekt/HPL-A"}
    assert showing(built, "ATG-2") == set()
    assert not (built.pages / "objekt" / "ATG-2.html").exists()


def test_a_new_object_is_on_every_page_that_should_show_it(built: TinyProject) -> None:
    text = built.read("plan.md")
    assert "Åtgärd, 2 st" in built.page("matt").find(id="IND-A").get_text()
    copy = text[text.index(":::{åtgärd} Öppna") :]
    copy = copy.replace("Öppna en stödlinje", "Starta en jour").replace("ATG-2", "ATG-3")
    built.write("plan.md", f"{text}\n{copy}")
    assert rebuilt(built) >= {"plan", "strategi", "matt", "alla"}
    for name in ("plan", "strategi", "alla", "objekt/ATG-3", "objekt/UTG-A", "objekt/IND-A"):
        assert "Starta en jour" in built.page(name).get_text()
    assert "Åtgärd, 3 st" in built.page("matt").find(id="IND-A").get_text()


def test_an_object_moved_to_another_page_is_linked_to_there(built: TinyProject) -> None:
    text = built.read("plan.md")
    start = text.index(":::{åtgärd} Utbilda")
    end = text.index(":::{åtgärd} Öppna")
    built.write("plan.md", text[:start] + text[end:])
    built.write("annat.md", ESSAY + "\n" + text[start:end])
    assert rebuilt(built) >= {"plan", "annat", "objekt/ATG-1"}
    place = built.page("objekt/ATG-1").select_one(".pt-source")
    assert [link["href"] for link in place.select("a")] == ["../annat.html#ATG-1"]
    assert "annat.md" in place.get_text()
    assert built.page("annat").find(id="ATG-1")
    assert not built.page("plan").find(id="ATG-1")


def test_a_changed_link_is_new_at_both_its_ends(built: TinyProject) -> None:
    built.edit("plan.md", ":berör: GRP-A\n", "")
    built.edit("plan.md", ":bidrar_till: UTG-A\n", ":bidrar_till: UTG-A\n:berör: GRP-A\n")
    assert {"plan", "strategi"} <= rebuilt(built)
    group = built.page("strategi").find(id="GRP-A").get_text()
    assert "Öppna en stödlinje" in group
    assert "Utbilda alla chefer" not in group


def test_a_changed_text_is_new_on_its_own_page_only(built: TinyProject) -> None:
    built.edit("plan.md", "Chefer möter hot först.", "Chefer hör ofta om hot först.")
    assert rebuilt(built) == {"plan", "objekt/ATG-1"}
    assert "Chefer hör ofta om hot först." in built.page("objekt/ATG-1").get_text()


def test_a_changed_page_title_is_new_beside_all_pages_of_its_way_in(built: TinyProject) -> None:
    listed = showing(built, "Något annat")
    assert listed >= {"plan", "matt", "alla", "objekt/ATG-1"}
    built.edit("annat.md", "# Något annat", "# Något nytt")
    assert rebuilt(built) >= listed
    assert showing(built, "Något nytt") == listed


def test_a_changed_heading_is_new_where_a_link_shows_it(built: TinyProject) -> None:
    built.write("annat.md", ESSAY + "\n## En rubrik\n\nText.\n")
    built.write("artikel.md", POINTER + "\nOch [](annat.md#en-rubrik).\n")
    rebuilt(built)
    built.edit("annat.md", "## En rubrik", "(en-rubrik)=\n## En bättre rubrik")
    assert rebuilt(built) == {"annat", "artikel"}
    assert "En bättre rubrik" in built.page("artikel").main.get_text()


def test_a_changed_word_of_the_metamodel_is_new_on_every_page_with_objects(
    built: TinyProject,
) -> None:
    built.edit("ubproject.toml", 'outgoing = "Bidrar till"', 'outgoing = "Leder till"')
    assert rebuilt(built) >= {"strategi", "plan", "matt", "alla"}
    assert "Leder till" in built.page("plan").get_text()
    assert "Bidrar till" not in built.page("plan").main.get_text()


def test_a_changed_register_is_new_where_passages_are_cited(built: TinyProject) -> None:
    built.edit("passages.csv", "Faktorer,nyckelfaktor", "Det som bär,nyckelfaktor")
    assert "strategi" in rebuilt(built)
    assert "Det som bär" in built.page("strategi").get_text()


def test_a_rule_is_a_link_while_the_rule_has_a_page(project: TinyProject) -> None:
    """The rule's page is in no menu, so that nothing but the link tells that it is there."""
    project.edit("plan.md", ":bidrar_till: UTG-A\n:mäts_av: IND-A", ":bidrar_till: UTG-A")
    project.edit("index.md", "\nmatt\n", "\nmatt\nb/c/alla\nb/undantag\n")
    project.write("b/c/alla.md", "# Alla undantag\n\n```{undantagstabell}\n```\n")
    project.write("b/undantag.md", WAIVER)
    assert {found.code for found in project.build().findings} == {"PT209"}
    project.forget_times()

    finds = "En åtgärd som inget mäter"

    def links(page: str) -> list[str]:
        main = project.page(page).main
        assert main is not None
        assert finds in main.get_text()
        return [link["href"] for link in main.select("a") if link.get_text() == finds]

    assert links("b/c/alla") == links("b/undantag") == []
    project.write("docs/regler/pt209.md", "---\norphan: true\n---\n\n# PT209\n\nOm regeln.\n")
    assert rebuilt(project) >= {"b/c/alla", "b/undantag"}
    assert links("b/c/alla") == ["../../docs/regler/pt209.html"]
    assert links("b/undantag") == ["../docs/regler/pt209.html"]
    (project.root / "docs" / "regler" / "pt209.md").unlink()
    project.build()
    assert links("b/c/alla") == links("b/undantag") == []


def test_a_page_taken_away_from_the_output_is_written_again(built: TinyProject) -> None:
    (built.pages / "annat.html").unlink()
    assert "annat" in rebuilt(built)


def test_without_a_record_every_page_is_written(built: TinyProject) -> None:
    everything = showing(built, "<nav")
    for record in built.pages.glob(".policytrace-*.json"):
        record.write_text("{", encoding="utf-8")
    assert rebuilt(built) == everything


def test_an_object_moved_to_a_page_that_is_read_later_is_linked_to_there(
    built: TinyProject,
) -> None:
    text = built.read("matt.md")
    built.write("matt.md", "# Mått\n")
    built.write("strategi.md", built.read("strategi.md") + text.removeprefix("# Mått\n"))
    assert rebuilt(built) >= {"strategi", "matt", "objekt/IND-A"}
    assert built.page("objekt/IND-A").find("a", href="../strategi.html#IND-A")
