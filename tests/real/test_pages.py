"""The real site: every link leads somewhere, every word is Swedish, nothing is from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from policytrace.plan.addresses import load_addresses
from policytrace.schema.roles import Role
from policytrace.site.pages.not_found import NOT_FOUND_PAGE
from policytrace.site.pages.registry import chain_address
from tests.paths import REPOSITORY
from tests.real.conftest import RealSite, built
from tests.sphinx.tiny import contents, files_in

# ------------------------------------------------------------------------- links


def addresses(page: BeautifulSoup) -> Iterator[str]:
    """Everything that a page links to or loads."""
    for tag in page.select("*"):
        for name in ("href", "src", "action", "poster", "data", "xlink:href"):
            if isinstance(value := tag.get(name), str):
                yield value
        if isinstance(value := tag.get("srcset"), str):
            yield from (part.split()[0] for part in value.split(","))


def test_every_link_within_the_site_leads_to_a_page_and_a_place_on_it(real: RealSite) -> None:
    anchors = {
        f"{name}.html": {tag["id"] for tag in page.find_all(id=True)}
        for name, page in real.pages.items()
    }
    files = {path.relative_to(real.folder).as_posix() for path in files_in(real.folder)}
    broken, tried = [], 0
    for name, page in real.pages.items():
        for address in addresses(page):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            tried += 1
            assert name == NOT_FOUND_PAGE or not parts.path.startswith("/"), (name, address)
            target = resolved(f"{name}.html", unquote(parts.path))
            fragment = unquote(parts.fragment)
            on_page = anchors.get(target, {fragment})
            if target not in files or (fragment and fragment not in on_page):
                broken.append((name, address))
    assert broken == []
    assert tried > 1000


def resolved(page: str, path: str) -> str:
    """The file that `path` on `page` leads to, where the site stands at the top of its host."""
    if not path:
        return page
    if path.startswith("/"):
        return path.removeprefix("/")
    parts: list[str] = []
    for part in (PurePosixPath(page).parent / path).parts:
        if part == "..":
            assert parts, f"{path} on {page} leads out of the site"
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_no_id_is_used_twice_on_a_page(real: RealSite) -> None:
    twice = {
        name: [found for found, number in Counter(ids).items() if number > 1]
        for name, page in real.pages.items()
        if (ids := [tag["id"] for tag in page.find_all(id=True)])
    }
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_name_that_a_page_refers_to_is_on_it(real: RealSite) -> None:
    missing = [
        (name, reference)
        for name, page in real.pages.items()
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for")
        for tag in page.find_all(attrs={attribute: True})
        for reference in str(tag[attribute]).split()
        if not page.find(id=reference)
    ]
    assert missing == []


def test_every_object_stands_once_where_it_is_written(real: RealSite) -> None:
    often = {item.id: len(real.pages[item.docname].find_all(id=item.id)) for item in real.graph}
    assert {one: number for one, number in often.items() if number != 1} == {}


def reached_by(real: RealSite, links: str) -> set[str]:
    """The pages that a reader comes to from the start by following such links."""
    reached, waiting = {"index"}, ["index"]
    while waiting:
        page = waiting.pop()
        for link in real.pages[page].select(links):
            address = urlsplit(link["href"])
            target = resolved(f"{page}.html", unquote(address.path)).removesuffix(".html")
            if not address.scheme and target in real.pages and target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def test_every_page_but_those_of_objects_is_reached_from_the_menu_the_foot_or_the_page_above(
    real: RealSite,
) -> None:
    at_hand = reached_by(real, ".pt-ways a, .pt-subnav a, footer nav a")
    assert at_hand >= {"strategy/index", "action_plans/barnperspektiv", "docs/index", "sok"}
    below = {name for name in real.pages if not name.startswith("objekt/")} - at_hand
    lost = {name for name in below if not listed_above(real, name, at_hand)}
    assert lost == {NOT_FOUND_PAGE}


def listed_above(real: RealSite, name: str, at_hand: set[str]) -> bool:
    """Whether the page that its trail names last leads to it in its text, and so on up."""
    trail = real.pages[name].select(".pt-trail a")
    if len(trail) < 2:  # the start alone
        return False
    above = led_to(name, trail[-1])
    listed = {led_to(above, link) for link in real.pages[above].select("main a[href]")}
    return name in listed and (above in at_hand or listed_above(real, above, at_hand))


def led_to(page: str, link: Tag) -> str:
    """The page that a link on `page` leads to."""
    path = unquote(urlsplit(str(link["href"])).path)
    return resolved(f"{page}.html", path).removesuffix(".html")


def test_every_page_can_be_reached_from_the_start(real: RealSite) -> None:
    register = load_addresses(REPOSITORY, real.metamodel.addresses)
    moved = {f"objekt/{id_}" for id_, leads_to in register.leads.items() if leads_to}
    assert real.pages.keys() - reached_by(real, "a[href]") == {"404"} | moved


def test_an_old_address_leads_to_the_object_that_is_meant(real: RealSite) -> None:
    register = load_addresses(REPOSITORY, real.metamodel.addresses)
    led = {}
    for id_ in (id_ for id_, leads_to in register.leads.items() if leads_to):
        links = {link["href"] for link in real.pages[f"objekt/{id_}"].select("main a[href]")}
        led[id_] = f"{register.goal(id_)}.html" in links
    assert led
    assert [id_ for id_, right in led.items() if not right] == []


def test_there_is_a_picture_of_the_chain_for_the_strategy_and_for_each_priority(
    real: RealSite,
) -> None:
    pictures = {
        name: found for name, page in real.pages.items() if (found := page.select("svg.pt-picture"))
    }
    assert pictures.keys() >= {
        chain_address(priority) for priority in real.graph.of_role(Role.PRIORITY)
    }
    assert "kedja/STR-JAMLIKHET" in pictures
    for name, found in pictures.items():
        for svg in found:
            assert svg.find_parent(attrs={"aria-hidden": "true"}), name
            assert svg.find_all("a"), name


def test_every_page_describes_itself_and_no_two_objects_alike(real: RealSite) -> None:
    described = {
        name: found["content"]
        if (found := page.find("meta", attrs={"name": "description"}))
        else ""
        for name, page in real.pages.items()
    }
    assert [name for name, text in described.items() if not text] == []
    objects = [text for name, text in described.items() if name.startswith("objekt/")]
    assert len(objects) - len(set(objects)) <= len(objects) // 20


def unheard(tag: Tag) -> bool:
    """Whether a screen reader passes the tag by: it or what it stands in is hidden from it."""
    return any(each.get("aria-hidden") == "true" for each in (tag, *tag.parents))


def test_every_picture_says_what_it_shows_or_is_not_read_out(real: RealSite) -> None:
    silent = [
        (name, str(svg)[:80])
        for name, page in real.pages.items()
        for svg in page.find_all("svg")
        if not svg.find("title") and not unheard(svg)
    ]
    assert silent == []


# ------------------------------------------------------------------------- words

ENGLISH = frozenset(
    (Path(__file__).parent / "english_words.txt").read_text(encoding="utf-8").split()
)
"""Words that the interfaces of Sphinx, furo and sphinx-needs have and Swedish does not."""

NAMES = re.compile(r"\bopen sdg\b")
"""Programs that are called by such words."""

NOT_PROSE = ("code", "pre", "kbd", "samp", "script", "style")
SPOKEN = ("title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-label")


def swedish_part(page: BeautifulSoup) -> Iterator[str]:
    """All that a reader sees or hears, but code, and what is said to be in another language."""
    for each in page.select("*"):
        if in_other_language(each):
            continue
        for name in SPOKEN:
            if isinstance(value := each.get(name), str):
                yield value
    for text in page.find_all(string=True):
        if type(text) is NavigableString and text.parent and not in_other_language(text.parent):
            yield str(text)
    for meta in page.find_all("meta", attrs={"name": ["description", "keywords"]}):
        if not in_other_language(meta):
            yield str(meta["content"])


def in_other_language(tag: Tag) -> bool:
    """Whether the tag stands in code, or in something that says that it is not Swedish."""
    around = [tag, *tag.parents]
    return any(each.name in NOT_PROSE for each in around) or any(
        not str(each.get("lang", "sv")).startswith("sv") for each in around if each.name != "html"
    )


def test_every_page_says_that_it_is_in_swedish(real: RealSite) -> None:
    assert {page.html["lang"] for page in real.pages.values() if page.html} == {"sv"}


def test_no_page_holds_an_english_word(real: RealSite) -> None:
    found = {
        (name, word, text.strip()[:80])
        for name, page in real.pages.items()
        for text in swedish_part(page)
        for word in re.findall(r"[^\W\d_]+", NAMES.sub("", text.lower()))
        if word in ENGLISH
    }
    assert found == set()


def test_the_list_of_english_words_holds_what_it_should() -> None:
    assert len(ENGLISH) > 130
    assert {"search", "next", "previous", "contents", "permalink", "toggle", "the"} <= ENGLISH


def test_english_would_be_seen_wherever_a_reader_meets_it() -> None:
    page = BeautifulSoup(
        "<html lang='sv'><p title='A'>B <b>C</b></p><input placeholder='D' aria-label='E'>"
        "<img alt='F'><td data-label='G'>H</td><code>no</code><q lang='en'>no</q><!-- no -->"
        "<svg><title>I</title><text>J</text></svg></html>",
        "html.parser",
    )
    assert sorted(text.strip() for text in swedish_part(page)) == list("ABCDEFGHIJ")


@pytest.mark.parametrize("theme", ["basic", "furo"])
def test_no_page_holds_a_word_of_the_theme_untranslated(real: RealSite, theme: str) -> None:
    texts = {text.strip() for page in real.pages.values() for text in swedish_part(page)}
    words = words_of_templates(theme)
    assert len(words) > 10
    assert texts & words == set()


def words_of_templates(theme: str) -> set[str]:
    """What a theme's templates say, in English."""
    import furo  # noqa: PLC0415 - only here
    import sphinx  # noqa: PLC0415 - only here

    package = sphinx if theme == "basic" else furo
    assert package.__file__
    folder = Path(package.__file__).parent / ("themes" if theme == "basic" else "theme")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html")))
    said = re.findall(r"""_\((["'])(.+?)\1""", text)
    trans = re.findall(r"{%-? *trans[^%]*%}(.*?){%", text, flags=re.DOTALL)
    return {word.strip() for _, word in said} | {word.strip() for word in trans}


# ------------------------------------------------------------------------ strict


LOADING = [
    "script",
    "link",
    "img",
    "source",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "image",
    "use",
    "input",
    "track",
    "form",
]


def test_nothing_is_loaded_from_another_host(real: RealSite) -> None:
    loaded = [
        (name, address)
        for name, page in real.pages.items()
        for tag in page.find_all(LOADING)
        for attribute in ("src", "href", "xlink:href", "srcset", "data", "action", "poster")
        if isinstance(address := tag.get(attribute), str)
        and (urlsplit(address).scheme or urlsplit(address).netloc)
    ]
    assert loaded == []


def test_no_style_sheet_loads_from_another_host(real: RealSite) -> None:
    sheets = [path for path in files_in(real.folder) if path.suffix == ".css"]
    assert sheets
    for path in sheets:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:url\(|@import)\s*["']?\s*(?:https?:)?//""", text), path.name


def test_no_page_has_style_or_script_of_its_own(real: RealSite) -> None:
    for name, page in real.pages.items():
        assert not page.find_all("style"), name
        assert not page.find_all(style=True), name
        assert not [tag for tag in page.find_all("script") if not tag.get("src")], name
        assert not [
            (tag.name, attribute)
            for tag in page.select("*")
            for attribute in tag.attrs
            if attribute.startswith("on")
        ], name
        assert not [link for link in addresses(page) if link.lower().startswith("javascript:")]


def test_every_picture_has_a_text_alternative(real: RealSite) -> None:
    silent = [
        (name, image.get("src"))
        for name, page in real.pages.items()
        for image in page.find_all("img")
        if not image.get("alt") and not beside_its_words(image)
    ]
    assert silent == []


def beside_its_words(image: Tag) -> bool:
    """Whether it is said to be decoration, within a link that has words of its own."""
    link = image.find_parent("a")
    return image.get("alt") == "" and link is not None and bool(link.get_text(strip=True))


def test_headings_are_nested_without_gaps(real: RealSite) -> None:
    gaps = []
    for name, page in real.pages.items():
        levels = [int(tag.name[1]) for tag in page.main.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1, name
        gaps += [(name, before, after) for before, after in pairwise(levels) if after > before + 1]
    assert gaps == []


def test_building_in_parallel_gives_the_same_pages(
    real: RealSite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = built(tmp_path_factory.mktemp("parallellt"), parallel=2)
    assert (other.findings, other.warnings) == (real.findings, real.warnings)
    one, two = contents(real.folder), contents(other.folder)
    assert one.keys() == two.keys()
    pages = [name for name in one if name.endswith(".html")]
    assert [name for name in pages if one[name] != two[name]] == []
    assert len(pages) > 30
