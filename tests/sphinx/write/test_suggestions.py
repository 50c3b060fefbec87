"""Ways to change what a page says: the line at the code host, a prefilled request, a letter."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sphinx.tiny import TinyProject

GITHUB = "https://github.com/kommunen/plan"
REPOSITORY = f'repository = "{GITHUB}/edit/main"\n'
CONTACT = '[policytrace.publisher]\ncontact = "info@example.se"\n'


def built(project: TinyProject, settings: str) -> None:
    project.edit("ubproject.toml", "[policytrace]\n", settings)
    result = project.build()
    assert not result.failed, result.findings


def ways(project: TinyProject, page: str) -> dict[str, str]:
    """The links at the foot of a page that lead to a change, by what they say."""
    return {
        link.get_text().partition(":")[0]: str(link["href"])
        for link in project.page(page).select(".pt-source__ways a, .pt-footer a[rel=nofollow]")
    }


def test_the_object_s_line_is_edited_and_a_request_is_prefilled(project: TinyProject) -> None:
    project.edit("plan.md", "Utbilda alla chefer", 'Utbilda "alla" chefer & andra')
    built(project, f"[policytrace]\n{REPOSITORY}")
    line = project.line("plan.md", ":id: ATG-1") - 1
    found = ways(project, "objekt/ATG-1")
    assert found["Redigera"] == f"{GITHUB}/edit/main/plan.md#L{line}"
    assert found["Föreslå en ändring"].startswith(f"{GITHUB}/issues/new?")
    told = parse_qs(urlsplit(found["Föreslå en ändring"]).query, strict_parsing=True)
    (title,), (body,) = told["title"], told["body"]
    assert title == 'Ändra: Utbilda "alla" chefer & andra (ATG-1)'
    assert f"Källfil: plan.md, rad {line}\n" in body
    assert "objekt/ATG-1.html" in body
    assert "Så borde det stå:" in body


def test_written_pages_plans_and_the_draft_take_suggestions(project: TinyProject) -> None:
    built(project, f"[policytrace]\n{REPOSITORY}")
    for page in ("plan", "utkast", "objekt/HPL-A", "index"):
        assert any(
            address.startswith(f"{GITHUB}/issues/new?") for address in ways(project, page).values()
        ), page


def test_without_a_repository_a_letter_is_written(project: TinyProject) -> None:
    built(project, f"{CONTACT}\n[policytrace]\n")
    found = ways(project, "objekt/ATG-1")
    assert set(found) == {"Föreslå en ändring"}
    assert found["Föreslå en ändring"].startswith("mailto:info@example.se?subject=")


def test_where_nobody_takes_suggestions_none_is_offered(project: TinyProject) -> None:
    built(project, "[policytrace]\n")
    assert ways(project, "objekt/ATG-1") == {}
    assert ways(project, "plan") == {}


@pytest.mark.parametrize("settings", [f"[policytrace]\n{REPOSITORY}"])
def test_nothing_is_asked_of_the_host_until_somebody_goes_there(
    project: TinyProject, settings: str
) -> None:
    built(project, settings)
    page = project.page("objekt/ATG-1")
    loaded = [tag for tag in page.select("[src], link[href]") if "github" in str(tag)]
    assert loaded == []
    assert not page.select("link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch]")
