"""Addresses at code hosts: they lead to the line, and requests say what they are about."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.values.code_host import CodeHostKind, code_host, letter, new_request

GITHUB = "https://github.com/kommunen/plan/edit/main"
GITLAB = "https://git.example.se/kommunen/stab/plan/-/edit/main"
FORGEJO = "https://codeberg.org/kommunen/plan/_edit/main"
FORGEJO_LINE = (
    "https://codeberg.org/kommunen/plan/src/branch/main/plan/a%20%C3%A5.md?display=source#L12"
)


@pytest.mark.parametrize(
    ("editing", "kind", "edit", "show", "issues"),
    [
        (
            GITHUB,
            CodeHostKind.GITHUB,
            "https://github.com/kommunen/plan/edit/main/plan/a%20%C3%A5.md#L12",
            "https://github.com/kommunen/plan/blob/main/plan/a%20%C3%A5.md?plain=1#L12",
            "https://github.com/kommunen/plan/issues",
        ),
        (
            GITLAB,
            CodeHostKind.GITLAB,
            "https://git.example.se/kommunen/stab/plan/-/edit/main/plan/a%20%C3%A5.md#L12",
            "https://git.example.se/kommunen/stab/plan/-/blob/main/plan/a%20%C3%A5.md?plain=1#L12",
            "https://git.example.se/kommunen/stab/plan/-/issues",
        ),
        (
            FORGEJO,
            CodeHostKind.FORGEJO,
            FORGEJO_LINE,
            FORGEJO_LINE,
            "https://codeberg.org/kommunen/plan/issues",
        ),
        (
            "https://git.example.se/plan/andra",
            None,
            "https://git.example.se/plan/andra/plan/a%20%C3%A5.md#L12",
            "",
            "",
        ),
    ],
)
def test_each_host_s_addresses_follow_from_where_files_are_edited(
    editing: str, kind: CodeHostKind | None, edit: str, show: str, issues: str
) -> None:
    host = code_host(editing)
    assert host.kind is kind
    assert host.edit("plan/a å.md", 12) == edit
    assert host.show("plan/a å.md", 12) == show
    assert host.issues == issues


def test_a_branch_may_hold_slashes() -> None:
    host = code_host("https://github.com/kommunen/plan/edit/utkast/2027")
    assert host.show("a.md", 3) == (
        "https://github.com/kommunen/plan/blob/utkast/2027/a.md?plain=1#L3"
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_said_stays_in_its_place(title: str, body: str) -> None:
    for issues, names in (
        ("https://github.com/a/b/issues", ("title", "body")),
        ("https://git.example/a/b/-/issues", ("issue[title]", "issue[description]")),
    ):
        parts = urlsplit(new_request(issues, title, body))
        told = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
        assert told == {names[0]: [title], names[1]: [body]}
        assert not parts.fragment


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_letter_adds_neither_readers_nor_headers(subject: str, body: str) -> None:
    parts = urlsplit(letter("mailto:info@example.se", subject, body))
    told = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert parts.path == "info@example.se"
    assert told == {"subject": [subject], "body": [body.replace("\n", "\r\n")]}


@pytest.mark.parametrize("issues", ["", "https://git.example.se/plan", "https://x.example/issue"])
def test_where_it_is_not_known_how_a_request_is_prefilled_there_is_none(issues: str) -> None:
    assert new_request(issues, "a", "b") == ""
