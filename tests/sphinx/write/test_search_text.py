"""What Pagefind is handed of a page: all that can be found, and little else."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.sphinx.write.search_text import forget_searched, keep_searched, searched_text


def kept(tmp_path: Path, page: str) -> str:
    keep_searched(tmp_path / "kept", "objekt/A.html", page)
    return (tmp_path / "kept" / "objekt" / "A.html").read_text("utf-8")


def test_the_main_part_is_kept_with_its_attributes(tmp_path: Path) -> None:
    page = (
        "<html><body><header>Meny</header><main id='m' data-pagefind-ignore='x'>\n"
        "<nav><a>Stig</a></nav><h1>Å</h1><svg><text>10</text></svg><form>Sök</form><p>Text</p>"
        "</main><footer>Fot</footer></body></html>"
    )
    found = kept(tmp_path, page)
    assert "<main id='m' data-pagefind-ignore='x'>" in found
    assert "<h1>Å</h1>" in found
    assert "<p>Text</p></main>" in found
    for left_out in ("Meny", "Stig", "10", "Sök", "Fot"):
        assert left_out not in found


def test_a_page_without_a_main_part_has_nothing_to_find(tmp_path: Path) -> None:
    assert kept(tmp_path, "<html><body><p>Text</p></body></html>") == "<html><body></body></html>"


def test_a_page_that_is_no_more_is_forgotten(tmp_path: Path) -> None:
    kept(tmp_path, "<main id='m'></main>")
    for _ in range(2):
        forget_searched(tmp_path / "kept", "objekt/A.html")
    assert [path for path in (tmp_path / "kept").rglob("*") if path.is_file()] == []


def main(inside: str, attributes: str = "id='m'") -> str:
    return f"<html><body><main {attributes}>{inside}</main></body></html>"


def test_of_an_object_only_its_facts_are_kept_besides_what_it_says_itself() -> None:
    page = main(
        '<article class="pt-object pt-object--action"><h1>Titel</h1><p>Text</p>'
        '<section aria-labelledby="a"><section><p>Inre</p></section><p>Yttre</p></section>'
        '<section class="pt-facts"><h2>Uppgifter</h2><dl><dd>Eget</dd></dl></section>'
        '<section class="pt-history">Historik</section><p>Sist</p></article>'
    )
    found = searched_text(page)
    for kept_text in ("Titel", "Text", "Uppgifter", "Eget", "Sist</p></article></main>"):
        assert kept_text in found
    for left_out in ("Inre", "Yttre", "Historik"):
        assert left_out not in found


def test_of_an_objects_facts_those_are_kept_that_only_the_project_knows() -> None:
    page = main(
        '<article class="pt-object"><div class="pt-answer">'
        '<div class="pt-entry"><dt>Startar</dt><dd><div>12 mars</div> 2027</dd></div>'
        '<div class="pt-entry pt-entry--long"><dd>Väger upp</dd></div></div>'
        '<section class="pt-facts"><div class="pt-entry pt-entry--own"><dd>Eget</dd></div>'
        '<div class="pt-entry"><dd>Nämnden</dd></div></section></article>'
    )
    found = searched_text(page)
    assert "Väger upp" in found
    assert "Eget" in found
    for left_out in ("Startar", "12 mars", "2027", "Nämnden"):
        assert left_out not in found


@pytest.mark.parametrize("name", ["letterhead", "note", "object__kind", "object__badges"])
def test_lines_that_many_pages_have_are_left_out(name: str) -> None:
    inside = (
        f'<p class="pt-{name}"><span>Utkast</span></p><p class="pt-{name}s">Text</p><pre>x</pre>'
    )
    found = searched_text(main(inside))
    assert "Utkast" not in found
    assert "Text" in found
    assert "<pre>x</pre>" in found


def test_of_prose_what_is_said_of_objects_is_left_out() -> None:
    card = '<article class="pt-card pt-card--decision"><article>I</article>Kort</article>'
    plan = '<article class="pt-plan">Plan</article>'
    inside = f"<section><h1>Rubrik</h1>{card}<p>Mellan</p>{plan}</section><p>Efter</p>"
    found = searched_text(main(inside, 'data-x="y" class="pt-written"'))
    assert "<h1>Rubrik</h1><p>Mellan</p></section><p>Efter</p>" in found
    assert "Kort" not in found
    assert "Kort" in searched_text(main(inside))


def test_tables_of_views_are_left_out_and_those_that_are_written_are_kept() -> None:
    table = "<table><tr><td>Cell</td></tr></table>"
    wrapped = f'<div class="pt-table-wrapper" role="region"><div>{table}</div><p>a</p></div>'
    assert "Cell" not in searched_text(main(f"{wrapped}<p>Efter</p>"))
    assert "<p>Efter</p>" in searched_text(main(f"{wrapped}<p>Efter</p>"))
    assert "Cell" in searched_text(main(f'<div class="annat">{table}</div>'))


@pytest.mark.parametrize("opened", ["<svg>", "<section>", "<div class='x'>", "<nav", "</nav>", "<"])
def test_a_page_that_is_cut_off_ends_the_search_for_an_end(opened: str) -> None:
    assert searched_text(main("<p>Först</p>" + opened)).startswith("<main id='m'><p>Först</p>")


def test_a_long_page_is_read_quickly() -> None:
    many = 100_000
    page = main('<article class="pt-object">' + "<section>" * many + "</section>" * many)
    assert searched_text(page) == "<main id='m'><article class=\"pt-object\"></main>"
