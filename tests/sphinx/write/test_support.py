"""Help numbers on the pages that a priority concerns, and a quick way out of them."""

from __future__ import annotations

import pytest

from tests.sphinx.tiny import MEASURES, TinyProject


def has_box(project: TinyProject, page: str) -> bool:
    return project.page(page).select_one("main .pt-support") is not None


def has_exit(project: TinyProject, page: str) -> bool:
    scripts = [str(script.get("src")) for script in project.page(page).find_all("script")]
    leads_out = project.page(page).select_one(".pt-exit") is not None
    assert leads_out == any("exit.js" in script for script in scripts)
    tells_nothing = project.page(page).find("meta", attrs={"name": "referrer"}) is not None
    assert tells_nothing == leads_out
    return leads_out


def test_pages_under_the_priority_begin_with_the_numbers(project: TinyProject) -> None:
    project.support()
    assert not project.build().findings
    concerned = ("PRI-A", "UTG-A", "HPL-A", "ATG-1", "ATG-2", "IND-A")
    for page in ("strategi", "plan", "matt", *(f"objekt/{item}" for item in concerned)):
        assert has_box(project, page), page
        assert has_exit(project, page), page
    others = ("STR-A", "SYF-A", "MAL-A", "ATA-A", "NYF-A", "GRP-A", "ORG-KS", "BES-A")
    for page in ("index", "sok", "404", *(f"objekt/{item}" for item in others)):
        assert not has_box(project, page), page
        assert not has_exit(project, page), page


def test_a_project_without_numbers_has_neither(project: TinyProject) -> None:
    project.build()
    assert not has_box(project, "objekt/PRI-A")
    assert not has_exit(project, "objekt/PRI-A")


def test_numbers_are_called_and_sites_are_told_nothing(project: TinyProject) -> None:
    project.support()
    project.build()
    box = project.page("objekt/ATG-1").select_one(".pt-support")
    assert box is not None
    assert [link["href"] for link in box.select(".pt-support__number")] == [
        "tel:112",
        "tel:020123456",
    ]
    [site] = box.select(".pt-support__site")
    assert (site.get_text(), site["href"]) == ("linjen.example", "https://www.linjen.example/om")
    assert site["rel"] == ["noreferrer"]
    assert "Om det är fara." in box.get_text()
    assert box["aria-labelledby"] == box.select_one(".pt-support__title")["id"]


def test_the_way_out_comes_right_after_the_skip_link_and_opens_nothing(
    project: TinyProject,
) -> None:
    project.support()
    project.build()
    page = project.page("plan")
    focusable = page.body.find_all(["a", "button", "input"])
    assert "skip-to-content" in focusable[0]["class"]
    way_out = focusable[1]
    assert way_out["href"] == "https://vader.example/"
    assert way_out["rel"] == ["noreferrer"]
    assert way_out.get("target") is None
    assert "historik" in page.select_one(".pt-exit__note").get_text()
    assert not [link for link in page.find_all("link") if "vader" in str(link.get("href"))]


def test_there_may_be_numbers_without_a_way_out(project: TinyProject) -> None:
    project.support()
    project.edit("ubproject.toml", 'exit = "https://vader.example/"\n', "")
    assert not project.build().findings
    assert has_box(project, "plan")
    assert not has_exit(project, "plan")
    assert "historik" not in project.page("plan").select_one(".pt-support").get_text()


def test_any_page_can_say_that_it_shows_them(project: TinyProject) -> None:
    project.support()
    project.edit("index.md", "# En liten plan\n", "# En liten plan\n\n```{stöd}\n```\n")
    assert not project.build().findings
    assert len(project.page("index").select(".pt-support")) == 1
    assert has_exit(project, "index")


def test_a_page_that_says_so_itself_shows_them_once(project: TinyProject) -> None:
    project.support()
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{stöd}\n```\n")
    assert not project.build().findings
    assert len(project.page("plan").select(".pt-support")) == 1
    assert has_exit(project, "plan")


def test_the_numbers_of_the_frame_are_not_found_by_every_search(project: TinyProject) -> None:
    project.support()
    project.build()
    assert project.page("plan").select_one("[data-pagefind-ignore] > .pt-support") is not None


def test_a_page_follows_what_its_objects_belong_to(project: TinyProject) -> None:
    project.support()
    project.edit("plan.md", ":del_av: PRI-A", ":del_av: STR-A")
    assert not project.build().findings
    assert not has_box(project, "objekt/HPL-A")
    assert not has_box(project, "objekt/ATG-1"), "it contributes to something else as well"
    assert has_box(project, "objekt/ATG-2")
    project.edit("plan.md", ":bidrar_till: UTG-A\n", ":bidrar_till: ATA-A\n")
    assert not project.build().findings
    assert not has_box(project, "objekt/ATG-2")


def test_the_numbers_come_right_after_the_heading(project: TinyProject) -> None:
    project.support()
    assert not project.build().findings
    for name in ("plan", "objekt/ATG-1"):
        heading = project.page(name).select_one("main h1")
        assert heading is not None
        after = heading.find_next_sibling()
        assert after is not None
        assert after.select_one(".pt-support") is not None, name
        assert len(project.page(name).select(".pt-support")) == 1, name


def test_a_page_with_one_object_of_many_that_they_are_for_does_not_show_them(
    project: TinyProject,
) -> None:
    project.support()
    others = "".join(f"\n{MEASURES.replace('IND-A', f'IND-{letter}')}" for letter in "BC")
    project.write("matt.md", project.read("matt.md") + others.replace("# Mått", "## Fler"))
    project.build()
    assert has_box(project, "objekt/IND-A")
    assert not has_box(project, "matt")


def test_a_page_is_written_anew_when_an_object_elsewhere_makes_it_one(
    project: TinyProject,
) -> None:
    project.support()
    project.edit("plan.md", ":del_av: PRI-A", ":del_av: STR-A")
    project.write("mer.md", MEASURES.replace("IND-A", "IND-B"))
    project.edit("index.md", "\nmatt\n", "\nmatt\nmer\n")
    project.build()
    assert not has_box(project, "mer")
    assert not has_box(project, "objekt/IND-B")
    project.edit("strategi.md", ":mäts_av: IND-A", ":mäts_av: IND-A, IND-B")
    project.build()
    assert has_box(project, "mer")
    assert has_box(project, "objekt/IND-B")


@pytest.mark.parametrize("priority", ["PRI-X", "HPL-A"])
def test_what_is_no_priority_is_told_with_its_line(project: TinyProject, priority: str) -> None:
    project.support()
    project.edit("ubproject.toml", '["PRI-A"]', f'["{priority}"]')
    line = project.line("ubproject.toml", "priorities =")
    assert project.findings() == [("ubproject.toml", line, "PT001")]


def test_an_object_that_is_named_shows_the_numbers_and_what_belongs_to_it_does_not(
    project: TinyProject,
) -> None:
    project.support()
    project.edit(
        "ubproject.toml", 'priorities = ["PRI-A"]', 'priorities = ["PRI-A"]\nobjects = ["SYF-A"]'
    )
    assert not project.build().findings
    assert has_box(project, "objekt/SYF-A")
    assert has_exit(project, "objekt/SYF-A")
    assert not has_box(project, "objekt/MAL-A")
    assert not has_box(project, "objekt/STR-A")


def test_an_object_that_does_not_exist_is_told_with_its_line(project: TinyProject) -> None:
    project.support()
    project.edit(
        "ubproject.toml", 'priorities = ["PRI-A"]', 'priorities = ["PRI-A"]\nobjects = ["SYF-X"]'
    )
    line = project.line("ubproject.toml", "objects =")
    assert project.findings() == [("ubproject.toml", line, "PT001")]


def test_a_place_with_nothing_to_show_is_told(project: TinyProject) -> None:
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{stöd}\n```\n")
    assert project.findings() == [("plan.md", 3, "PT001")]
