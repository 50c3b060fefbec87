"""What an answer comes to, and why one is not taken."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.author.questions import Common, Subject
from policytrace.author.values import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    Reader,
    RefusedError,
    Value,
    one_line,
    paragraphs,
)
from policytrace.schema.forms import texts_of
from policytrace.schema.roles import FieldName, LinkKind, Role
from tests import paths
from tests.plan_builder import METAMODEL, english, item, plan

GRAPH = plan(
    item("HPL-A", Role.PLAN, title="Plan mot hot"),
    item("HPL-B", Role.PLAN),
    item("ORG-SN", Role.ORGANISATION, title="Socialnämnden"),
    item("ORG-UN", Role.ORGANISATION, title="Utbildningsnämnden"),
    item("ATG-1", Role.ACTION, title="Utbilda"),
    item("UTG-VALD-1", Role.STARTING_POINT),
)


def read(
    subject: Subject, text: str, role: Role = Role.ACTION, folder: Path = paths.METAMODEL
) -> Value:
    reader = Reader(
        role=role,
        metamodel=METAMODEL,
        graph=GRAPH,
        project=folder,
        published={"ATG-1": "", "ATG-GONE": "ATG-1"},
    )
    return reader.read(subject, text)


def why_not(
    subject: Subject, text: str, role: Role = Role.ACTION, folder: Path = paths.METAMODEL
) -> str:
    with pytest.raises(RefusedError) as caught:
        read(subject, text, role, folder)
    return " ".join(map(english, caught.value.reasons))


# ---------------------------------------------------------------- fields


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        (FieldName.DUE, " 2028-06-30 ", "2028-06-30"),
        (FieldName.DUE, "2028-02-29", "2028-02-29"),
        (FieldName.DIRECTION, "Upp", "upp"),
        (FieldName.INTERVAL, "varje år", "varje år"),
        (FieldName.TARGET_YEAR, "2030", "2030"),
        (FieldName.TARGET_YEAR, "02030", "2030"),
        (FieldName.GLOBAL_TARGETS, "5.2;16.1 , 1.a", "5.2, 16.1, 1.a"),
        (FieldName.PARAGRAPH, "§ 15", "§ 15"),
        (FieldName.PARAGRAPH, "§15a", "§15a"),
        (FieldName.PARAGRAPH, "15", "§ 15"),
        (FieldName.PARAGRAPH, " 7b ", "§ 7b"),
        (FieldName.KOLADA, "N00953", "N00953"),
        (FieldName.RESOURCE, "tid,  pengar; # kunskap", "tid,  pengar; # kunskap"),
        (FieldName.RULE, "PT209", "PT209"),
        (FieldName.UNIT, "kr\tper år", "kr per år"),
    ],
)
def test_a_value_of_the_right_form_is_taken(name: FieldName, text: str, value: str) -> None:
    assert read(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        (FieldName.DUE, "2027-02-30", "a date that exists"),
        (FieldName.DUE, "20270228", "a date that exists"),
        (FieldName.DUE, "2027-W05-1", "a date that exists"),
        (FieldName.DUE, "i morgon", "a date that exists"),
        (FieldName.DUE, "２０２７-01-01", "a date that exists"),
        (FieldName.DIRECTION, "uppp", "Did you mean upp?"),
        (FieldName.DIRECTION, "hit", "one of: upp, ned, balans"),
        (FieldName.TARGET_YEAR, "1999", "from 2000 to 2100"),
        (FieldName.TARGET_YEAR, "2030.5", "from 2000 to 2100"),
        (FieldName.TARGET_YEAR, "9" * 5000, "from 2000 to 2100"),
        (FieldName.GLOBAL_TARGETS, "5.2, 18.1", "as 5.2, 16.b"),
        (FieldName.GLOBAL_TARGETS, " , ; ", "as 5.2, 16.b"),
        (FieldName.PARAGRAPH, "femton", "number, as § 70"),
        (FieldName.RULE, "PT290", "Did you mean PT210?"),
        (FieldName.RULE, "P", "PT and three digits"),
        (FieldName.RESOURCE, "   ", "Write something"),
        (FieldName.RESOURCE, "a\nb", "on one line"),
        (FieldName.RESOURCE, "a\x00b", "number 2 (U+0000)"),
        (FieldName.RESOURCE, "a\u202eb", "number 2 (U+202E)"),
        (FieldName.RESOURCE, "a\u2028b", "U+2028"),
        (FieldName.RESOURCE, "\ud800", "U+D800"),
        (FieldName.RESOURCE, "\U0001ffff", "U+1FFFF"),
        (FieldName.RESOURCE, "x" * (LONGEST_TEXT + 1), "at most"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused_with_what_would_do(
    name: FieldName, text: str, reason: str
) -> None:
    assert reason in why_not(name, text)


def test_text_is_composed() -> None:
    assert read(FieldName.RESOURCE, unicodedata.normalize("NFD", "åäö")) == "åäö"


# ---------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("ORG-SN", ("ORG-SN",)),
        ("org-sn", ("ORG-SN",)),
        ("socialnämnden", ("ORG-SN",)),
        ("ORG-SN, ORG-UN", ("ORG-SN", "ORG-UN")),
        ("ORG-SN;ORG-UN,", ("ORG-SN", "ORG-UN")),
        ("ORG-UN ORG-SN ORG-UN", ("ORG-UN", "ORG-SN")),
        ("Utbildningsnämnden, ORG-SN", ("ORG-UN", "ORG-SN")),
    ],
)
def test_targets_are_named_by_id_or_title(text: str, targets: tuple[str, ...]) -> None:
    assert read(LinkKind.OWNER, text) == targets


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (LinkKind.OWNER, "ORG-SNN", "is called “ORG-SNN”. Nearest: "),
        (LinkKind.OWNER, "socialnämden", "Nearest: Socialnämnden (organisation, ORG-SN)."),
        (LinkKind.OWNER, "atg-1", "ATG-1 is of the type “åtgärd”, which does not go here."),
        (LinkKind.OWNER, "xyzzy", "No object of the type organisation is called “xyzzy”."),
        (LinkKind.OWNER, ", ;", "at least one name or id"),
        (LinkKind.PART_OF, "HPL-A, HPL-B", "one name or id only"),
        (LinkKind.PART_OF, "ATG-1", "of the type “åtgärd”, which does not go here"),
        (
            LinkKind.CONTRIBUTES_TO,
            "UTG-VLD-1",
            "Nearest: Title of UTG-VALD-1 (utgångspunkt, UTG-VALD-1).",
        ),
        (LinkKind.OWNER, "ORG-SN\nORG-UN", "on one line"),
    ],
)
def test_a_target_that_does_not_exist_or_fit_is_refused(
    kind: LinkKind, text: str, reason: str
) -> None:
    assert reason in why_not(kind, text)


# ---------------------------------------------------------------- id, place, title


def test_an_id_of_its_own_is_taken() -> None:
    assert read(Common.ID, "ATG-VALD-15") == "ATG-VALD-15"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ATG-1", "taken by “Utbilda”"),
        ("ATG-GONE", "ATG-GONE has been published. Write one that is new."),
        ("IND-2", "begins with ATG-"),
        ("ATG-å", "capital letters A–Z"),
        ("ATG-", "capital letters A–Z"),
        ("ATG-1 2", "capital letters A–Z"),
        ("atg-2", "begins with ATG-"),
    ],
)
def test_an_id_that_cannot_be_is_refused(text: str, reason: str) -> None:
    assert reason in why_not(Common.ID, text)


def test_a_place_is_an_object_or_a_page(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").touch()
    assert read(Common.AFTER, "atg-1") == "ATG-1"
    assert read(Common.AFTER, "a/../a/b.md", folder=tmp_path) == "a/b.md"
    assert "Nearest: Utbilda (åtgärd, ATG-1)" in why_not(Common.AFTER, "ATG-11")
    assert "no file a/c.md" in why_not(Common.AFTER, "a/c.md", folder=tmp_path)
    assert "no file ../x.md" in why_not(Common.AFTER, "../x.md", folder=tmp_path / "a")


def test_a_page_is_made_for_a_plan_only(tmp_path: Path) -> None:
    assert read(Common.AFTER, "ny.md", Role.PLAN, tmp_path) == "ny.md"
    assert "no file" in why_not(Common.AFTER, "mapp/ny.md", Role.PLAN, tmp_path)
    assert "no file" in why_not(Common.AFTER, "../ny.md", Role.PLAN, tmp_path)


def test_a_title_has_an_end() -> None:
    assert read(Common.TITLE, "å" * LONGEST_TITLE) == "å" * LONGEST_TITLE
    assert "at most 300" in why_not(Common.TITLE, "å" * (LONGEST_TITLE + 1))


# ---------------------------------------------------------------- texts


def test_a_text_is_its_paragraphs() -> None:
    section = texts_of(Role.ACTION)[0]
    assert read(section, "Ett\n två.\r\n\r\n\n Tre.\n") == ("Ett två.", "Tre.")


@pytest.mark.parametrize(("text", "reason"), [("\n \n", "Write something"), ("a\x1b", "U+001B")])
def test_a_text_that_says_nothing_or_hides_something_is_refused(text: str, reason: str) -> None:
    assert reason in why_not(texts_of(Role.ACTION)[0], text)


@given(st.text(max_size=80))
def test_what_is_taken_as_a_line_is_one_and_stays_so(text: str) -> None:
    try:
        line = one_line(text)
    except RefusedError:
        return
    assert line == one_line(line)
    assert len(line.splitlines()) == 1
    assert line == line.strip()


@given(st.text(alphabet="ab å\n\r\t\x0b\u2028", max_size=80))
def test_what_is_taken_as_a_text_is_lines_and_stays_so(text: str) -> None:
    try:
        found = paragraphs(text)
    except RefusedError:
        return
    assert found == paragraphs("\n\n".join(found))
    assert all(one_line(paragraph) == paragraph for paragraph in found)
