"""PT601-PT605: nothing reaches the site that must not be published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from stdnum.luhn import calc_check_digit as check_digit

from policytrace.checks.engine import run
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.history.days import History, Withheld, WithheldText
from policytrace.locations import Location
from policytrace.plan.graph import Graph
from policytrace.plan.model import Extract, Part
from policytrace.repository import Commit
from policytrace.schema.roles import Role
from policytrace.settings import Settings
from policytrace.severity import Severity
from tests.checks.test_identity_numbers import TOLVAN
from tests.plan_builder import TODAY, context_of, english, findings_of, item, plan

CODES = {
    "PT601": {Part.TEXT, Part.SEEN, Part.APART},
    "PT602": {Part.RAW, Part.PLAIN_RAW},
    "PT603": {Part.LINK, Part.LOADED},
    "PT604": {Part.TEXT},
    "PT605": {Part.PICTURE},
}
"""What each rule looks at."""


def extract(part: Part, text: str, line: int = 3) -> Extract:
    """A part of a page."""
    return Extract(part=part, text=text, location=Location(file="page.md", line=line))


def found(code: str, part: Part, *texts: str) -> list[Finding]:
    """What a rule finds in parts of one kind, each on a line of its own from line 3."""
    parts = [extract(part, text, line) for line, text in enumerate(texts, start=3)]
    return list(findings_of(code, Graph((), extracts=parts)))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("part", Part)
def test_a_rule_looks_at_its_own_parts_only(code: str, part: Part) -> None:
    written = {Part.TEXT, Part.SEEN, Part.APART}
    bad = f"{TOLVAN} anna.andersson@example.org" if part in written else "javascript:alert(1)"
    text = "" if part is Part.PICTURE else bad
    assert bool(found(code, part, text)) is (part in CODES[code])


@pytest.mark.parametrize(("code", "part"), [(code, min(parts)) for code, parts in CODES.items()])
def test_a_finding_stands_at_its_line_and_concerns_no_object(code: str, part: Part) -> None:
    bad = {"PT605": "", "PT603": "javascript:x"}.get(code, f"{TOLVAN} a.b@example.org")
    [one] = found(code, part, bad)
    assert (one.item, one.location) == ("", Location(file="page.md", line=3))
    assert one.severity is (Severity.WARNING if code == "PT604" else Severity.ERROR)


# ------------------------------------------------------------- PT601 identity numbers


def test_the_message_does_not_repeat_the_number() -> None:
    [one] = found("PT601", Part.TEXT, f"Tolvan är född {TOLVAN}.")
    for text in (english(one.message), english(one.hint)):
        assert "1212" not in text


def test_apart_from_four_digits_a_late_day_is_no_birth() -> None:
    day = date(2015, 6, 1)
    while day < date(2027, 1, 1):
        nine = f"{day:%y%m%d}987"
        number = f"{day:%Y%m%d}-987{check_digit(nine)}"
        assert found("PT601", Part.TEXT, number)
        assert bool(found("PT601", Part.APART, number)) is (day <= TODAY - timedelta(days=5 * 366))
        day += timedelta(days=97)


def test_each_line_with_numbers_is_one_finding() -> None:
    lines = found("PT601", Part.TEXT, f"{TOLVAN} och {TOLVAN}", "inget", TOLVAN)
    assert [one.location.line for one in lines] == [3, 5]


# ------------------------------------------------------------------- PT602 raw HTML


def test_what_was_written_is_quoted_in_short() -> None:
    [one] = found("PT602", Part.RAW, "<script>\n  alert(1)\n" + "x" * 10_000)
    assert english(one.message).startswith("HTML is not allowed here: <script> alert(1) xxx")
    assert len(english(one.message)) < 120


def test_the_remedy_is_one_that_helps_where_the_tag_stands() -> None:
    [in_text] = found("PT602", Part.RAW, "<b>")
    [in_title] = found("PT602", Part.PLAIN_RAW, "<b>")
    assert "backticks" in english(in_text.hint)
    assert "backticks" not in english(in_title.hint)
    assert "Leave out the sign <" in english(in_title.hint)


# ------------------------------------------------------------- PT603 unsafe addresses

UNSAFE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    " \u200bjavascript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "javascript\x00:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "ftp://example.org",
    "intent://example.org",
    "javascript:alert([)",
]


@pytest.mark.parametrize("address", UNSAFE)
def test_an_unsafe_address_is_found_as_link_and_as_something_loaded(address: str) -> None:
    assert len(found("PT603", Part.LINK, address)) == 1
    assert len(found("PT603", Part.LOADED, address)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=javascript:c#d",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG",
        "mailto:info@example.org",
        "tel:+4622344500",
        "../strategy/syfte.md",
        "#PRI-VALD",
        "sida.html#javascript",
        "/data/jamlikhet.csv",
        "//example.org",
        "",
        "[::1",
    ],
)
def test_a_link_to_a_page_a_person_or_a_number_is_safe(address: str) -> None:
    assert found("PT603", Part.LINK, address) == []


@pytest.mark.parametrize(
    "address",
    [
        *("https://", "https:///a", "http://?a", "HTTPS://#a", "https:", "//", "///a"),
        *("https://[x", "https://:443/a", "https://.", "https://a..b/", "https://me@/"),
        *("mailto:", "mailto:info", "mailto:@example.org", "mailto:info@", "tel:", "tel:+"),
    ],
)
def test_a_link_that_lacks_what_it_leads_to_is_found(address: str) -> None:
    [one] = found("PT603", Part.LINK, address)
    assert "leads nowhere" in english(one.message)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "//example.org/a.png",
        "\\\\example.org\\a.png",
        "/\\example.org/a.png",
        "\t//example.org/a.png",
        "file:../../bild.png",
    ],
)
def test_nothing_is_loaded_from_elsewhere(address: str) -> None:
    [one] = found("PT603", Part.LOADED, address)
    assert "would load" in english(one.message)


@pytest.mark.parametrize(
    "address", ["bild.png", "/bilder/bild.png", "../bilder/bild.png", "a//b.png"]
)
def test_what_is_the_projects_own_may_be_loaded(address: str) -> None:
    assert found("PT603", Part.LOADED, address) == []


def test_the_scheme_is_named() -> None:
    [one] = found("PT603", Part.LINK, "java\tscript:alert(1)")
    assert english(one.message) == "The link begins with javascript:, which is not safe."


# ------------------------------------------------------------ PT604 personal addresses


@pytest.mark.parametrize(
    "text",
    [
        "Skriv till anna.andersson@fagersta.se.",
        "anna@example.org",
        "<anna.andersson@example.org>",
        "Anna.Andersson@Example.ORG",
        "åsa.öberg@fagersta.se",
        "info.anna@example.org",
        "070-123 45 67",
        "0701-23 45 67",
        "0701234567",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "+46701234567",
        "tel:+46701234567",
        "073\u00a0123\u00a045\u00a067",
        "076–123 45 67",
    ],
)
def test_a_persons_address_or_number(text: str) -> None:
    assert len(found("PT604", Part.TEXT, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "info@example.org",
        "Skriv till kommun@fagersta.se eller registrator@fagersta.se.",
        "socialnamnden@fagersta.se",
        "dataskyddsombud@fagersta.se",
        "0223-445 00",
        "08-123 456 78",
        "010-123 45 67",
        "112 och 1177",
        "2027-01-15",
        "Andelen är 70,12345678 procent",
        "ISBN 978-91-7000-123-4",
        "KS 2026/0701234567",
        "@anna",
        "a@b",
        "x @ example.org",
    ],
)
def test_the_address_or_number_of_a_function_and_what_is_none(text: str) -> None:
    assert found("PT604", Part.TEXT, text) == []


def test_each_address_and_number_on_a_line_is_a_finding() -> None:
    both = found("PT604", Part.TEXT, "anna.a@example.org, bo.b@example.org eller 070-123 45 67")
    assert len(both) == 3


# -------------------------------------------------------------------- PT605 pictures


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00a0", "\u200b"])
def test_a_picture_without_text(text: str) -> None:
    [one] = found("PT605", Part.PICTURE, text)
    assert "no text alternative" in english(one.message)


def test_a_picture_with_text() -> None:
    assert found("PT605", Part.PICTURE, "Andelen har ökat varje år.") == []


# ------------------------------------------------------------------- however long it is


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "text", ["a", "a@", "a.", "0", "07", "<", "//", "\\", "\u200b", "x@y.", ":"]
)
def test_a_text_of_any_length_is_looked_at_to_its_end(code: str, text: str) -> None:
    found(code, min(CODES[code]), text * 200_000)


@pytest.mark.parametrize(
    ("code", "why"), [("PT601", Withheld.PERSONAL), ("PT602", Withheld.MARKUP)]
)
def test_what_the_history_does_not_show_is_a_warning_with_its_revision(
    code: str, why: Withheld
) -> None:
    graph = plan(item("ATG-1", Role.ACTION))
    commit = Commit(id="abcdef0123" * 4, day=date(2027, 1, 3))
    withheld = tuple(WithheldText(commit=commit, object=one, why=why) for one in ("ATG-1", "GONE"))
    context = replace(context_of(graph), history=History(withheld=withheld))
    others_off = Settings(severities={other: None for other in RULES if other != code})
    gone, here = sorted(run(graph, others_off, context), key=lambda one: one.item)
    assert (here.item, here.location.file) == ("ATG-1", "plan.md")
    assert (gone.item, gone.location.file) == ("", "ubproject.toml")
    assert here.severity is Severity.WARNING
    assert "abcdef012" in english(here.message)
    assert "2027-01-03" in english(here.message)
