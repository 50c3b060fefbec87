"""What Pagefind is handed of a page: all that can be found, and little else."""

from __future__ import annotations

from pathlib import Path

from policytrace.sphinx.write.search_text import forget_searched, keep_searched


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
