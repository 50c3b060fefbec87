"""The catalogue of rules: code, plans, pages and translations are about the same rules."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from policytrace.checks.registry import RULES
from policytrace.messages import catalogue
from policytrace.report.catalogue.entries import FAMILIES, entry, families
from policytrace.report.catalogue.printing import (
    WIDTH,
    catalogue_as_json,
    catalogue_as_text,
    page_as_text,
)
from policytrace.report.catalogue.site import FOLDER, addresses, fence, page_of, pages, write_pages
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.severity import Severity
from tests.paths import REPOSITORY

PAGES = REPOSITORY / "docs" / "regler"
PLANS = REPOSITORY / "tests" / "plans" / "fail"
CODES = sorted(RULES)
SWEDISH = catalogue("sv")
ENGLISH = catalogue("en")


@pytest.fixture(scope="module")
def metamodel() -> Metamodel:
    """The words of this repository."""
    return load_metamodel(REPOSITORY)


# ------------------------------------------------------------------- nothing out of step


def test_every_rule_has_a_plan_that_it_finds_wrong_and_no_plan_is_about_another() -> None:
    assert {path.name[:5] for path in PLANS.iterdir()} == set(CODES)


def test_every_rule_has_a_page_on_the_site_and_no_page_is_about_another() -> None:
    assert {path.stem.upper() for path in PAGES.glob("pt*.md")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_rule_is_told_in_swedish(code: str) -> None:
    rule = RULES[code]
    texts = (rule.title, *rule.page.texts())
    assert [text for text in texts if SWEDISH.gettext(text) in {text, ""}] == []


def test_the_pages_of_the_site_are_those_that_would_be_written() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.iterdir()}
    assert written == dict(pages(SWEDISH)), "run: .venv/bin/policytrace rules --write docs/regler"


def test_every_rule_belongs_to_a_family() -> None:
    assert {rule.family for rule in RULES.values()} == FAMILIES.keys()
    assert [rule.code for family in families(ENGLISH) for rule in family.rules] == CODES


# --------------------------------------------------------------------- each page is whole


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_why_by_an_example_and_how_to_mend_it(code: str) -> None:
    page = RULES[code].page
    assert page.what.endswith(".")
    assert page.why
    assert page.example
    assert page.instead
    assert page.example != page.instead
    assert page.remedy.endswith(".")


@pytest.mark.parametrize("code", CODES)
def test_an_example_is_written_in_the_words_of_the_project(code: str, metamodel: Metamodel) -> None:
    page = RULES[code].page
    block = re.compile(r"^:::\{(.*?)\} \S", re.MULTILINE)
    option = re.compile(r"^:(\S+?): \S", re.MULTILINE)
    options = {"id", *metamodel.fields, *metamodel.links}
    for text in (page.example, page.instead):
        assert set(block.findall(text)) <= metamodel.types.keys()
        closed = re.findall(r"^:::$", text, re.MULTILINE)
        assert text.count(":::{") == len(block.findall(text)) == len(closed)
    assert set(option.findall(page.instead)) <= options
    if code != "PT001":
        assert set(option.findall(page.example)) <= options


def test_a_page_tells_what_follows_when_time_is_strict() -> None:
    strict = {code for code in CODES if "--strict-time" in entry(RULES[code], SWEDISH).weight}
    assert strict == {code for code in CODES if RULES[code].strict > RULES[code].severity}
    assert strict == {"PT402", "PT403", "PT802"}


# ------------------------------------------------------------------- on the site


def test_a_page_can_be_linked_to_by_its_code() -> None:
    for code in CODES:
        assert f"\n({code.lower()})=\n# {code} " in pages(SWEDISH)[f"{code.lower()}.md"]


def test_the_contents_name_every_page() -> None:
    index = pages(SWEDISH)["index.md"]
    contents = index.rpartition("{toctree}")[2].split()
    assert contents == [":hidden:", *(code.lower() for code in CODES), "```"]
    assert "regler/index" in (REPOSITORY / "docs" / "index.md").read_text(encoding="utf-8")


def test_a_rule_is_told_where_its_page_is_written() -> None:
    assert REPOSITORY / FOLDER == PAGES
    assert {f"{page_of(code)}.md" for code in CODES} == {
        path.relative_to(REPOSITORY).as_posix() for path in PAGES.glob("pt*.md")
    }


def test_only_rules_with_a_page_in_the_project_have_an_address(tmp_path: Path) -> None:
    assert addresses(tmp_path, "https://plan.example") == {}
    write_pages(tmp_path / FOLDER, SWEDISH)
    (tmp_path / FOLDER / "pt203.md").unlink()
    told = addresses(tmp_path, "https://plan.example/a")
    assert list(told) == [code for code in CODES if code != "PT203"]
    assert told["PT209"] == "https://plan.example/a/docs/regler/pt209.html"


def test_a_block_has_a_fence_that_nothing_in_it_closes() -> None:
    assert fence(":::{åtgärd}") == "````"
    assert fence("```\n`````\n") == "``````"


def test_pages_are_written_only_when_they_have_changed(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    first = write_pages(folder, SWEDISH)
    assert {path.name for path in first} == pages(SWEDISH).keys()
    assert write_pages(folder, SWEDISH) == ()
    (folder / "pt203.md").write_text("changed", encoding="utf-8")
    assert write_pages(folder, SWEDISH) == (folder / "pt203.md",)


def test_the_page_of_a_rule_that_is_no_more_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    for name in ("pt999.md", "other.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert tmp_path / "pt999.md" in write_pages(tmp_path, SWEDISH)
    assert not (tmp_path / "pt999.md").exists()
    assert (tmp_path / "other.md").exists()


# ------------------------------------------------------------------- elsewhere


def test_a_page_in_a_terminal_fits_and_has_all_its_parts() -> None:
    told = page_as_text(entry(RULES["PT402"], SWEDISH))
    assert told.startswith("PT402 En uppföljning som är försenad\n\nVarning. ")
    titles = ["Vad som är fel", "Varför", "Exempel", "Skriv i stället", "Så rättar du"]
    places = [told.index(f"\n\n{title}\n") for title in titles]
    assert places == sorted(places)
    for code in CODES:
        for line in page_as_text(entry(RULES[code], SWEDISH)).splitlines():
            assert len(line) <= WIDTH, code


def test_the_list_has_a_line_for_each_rule() -> None:
    lines = catalogue_as_text(SWEDISH).splitlines()
    assert [line[2:7] for line in lines if line.startswith("  PT")] == CODES
    assert "  PT203  En prioritering utan nästa uppföljning (fel)" in lines
    assert (
        "  PT403  En åtgärd eller ett delmål som är försenat (varning; fel med --strict-time)"
        in lines
    )


def test_the_list_as_json_has_all_of_each_rule() -> None:
    told = json.loads(catalogue_as_json(ENGLISH))
    assert told["version"] == 1
    assert [rule["code"] for rule in told["rules"]] == CODES
    [late] = [rule for rule in told["rules"] if rule["code"] == "PT402"]
    assert list(late) == [
        "code",
        "family",
        "title",
        "severity",
        "strict_severity",
        "what",
        "why",
        "example",
        "instead",
        "remedy",
    ]
    assert (late["family"], late["severity"], late["strict_severity"]) == (
        "PT4",
        Severity.WARNING.key,
        Severity.ERROR.key,
    )
    assert late["example"] == RULES["PT402"].page.example
