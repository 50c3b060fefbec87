"""A text is compared by its words and what they stand in, however it is written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.changes.prose import read_text
from tests.changes.prose import Layout, Part, layouts, reworded, texts, written


@given(texts, layouts, layouts)
def test_line_breaks_numbers_and_marks_of_lists_change_nothing(
    text: tuple[Part, ...], before: Layout, after: Layout
) -> None:
    assert read_text(written(text, before)) == read_text(written(text, after))


@given(texts.flatmap(lambda text: st.tuples(st.just(text), reworded(text))), layouts, layouts)
def test_another_word_or_form_is_seen(
    made: tuple[tuple[Part, ...], tuple[Part, ...]], before: Layout, after: Layout
) -> None:
    text, other = made
    assert read_text(written(text, before)).form != read_text(written(other, after)).form


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. ett\n2. två", "1. ett\n1. två"),
        ("3. ett\n4. två", "10) ett\n11) två"),
        ("- ett\n- två", "* ett\n* två"),
        ("- 1. ett", "+ 2. ett"),
        ("> 1. ett\n> 2. två", "> 2. ett\n> 3. två"),
        ("> ett två\n> tre", "> ett\n> två tre"),
        ("Så\n: Så här:\n\n    1. ena\n    1. andra", "Så\n: Så här:\n\n    1. ena\n    2. andra"),
        ("Så\n: 1. börja\n  2. sluta", "Så\n: 1. börja\n  1. sluta"),
        ("A\n: ett\n\nB\n: 1. två\n: - tre", "A\n~ ett\n\nB\n~ 2. två\n~ * tre"),
        ("> A\n> : ett\n>\n> B\n>\n> : 1. två", "> A\n> ~ ett\n>\n> B\n>\n> ~ 2. två"),
        ("```{note}\n1. ett\n2. två\n```", "```{note}\n2. ett\n3. två\n```"),
        (":::{tip} Obs\n:class: x\n1. ett\n:::", ":::{tip} Obs\n:class: x\n4. ett\n:::"),
        (
            "````{note}\n---\nclass: x\n---\n```{tip}\n1. ett\n```\n````",
            "````{note}\n---\nclass: x\n---\n```{tip}\n2. ett\n```\n````",
        ),
        ("Senast år\n2027. Sedan", "Senast år 2027.\nSedan"),
        ("Rubrik\n======", "# Rubrik"),
        ("ett\r\n1. två\r\n1. tre", "ett\n1. två\n2. tre"),
    ],
)
def test_what_only_is_written_in_another_way(before: str, after: str) -> None:
    assert read_text(before) == read_text(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Senast år\n2027. Sedan", "Senast år\n2028. Sedan"),
        ("2027. Sedan", "2028. Sedan"),
        ("Minst\n- 5 grader", "Minst\n- 6 grader"),
        ("[a]: https://a.se", "[a]: https://b.se"),
        ("```text\n1. ett\n```", "```text\n2. ett\n```"),
        ("```{code-block}\n1. ett\n```", "```{code-block}\n2. ett\n```"),
        ("    1. ett", "    2. ett"),
        (":::{note}\n:class: a\n:::", ":::{note}\n:class: b\n:::"),
    ],
)
def test_a_number_that_is_no_lists_own_is_a_word(before: str, after: str) -> None:
    assert read_text(before).words != read_text(after).words


@pytest.mark.parametrize(
    "form", ["## Planen gäller", "- Planen gäller", "> Planen gäller", "1. Planen\n   gäller"]
)
def test_a_heading_a_list_or_a_quotation_has_the_same_words_in_another_form(form: str) -> None:
    before, after = read_text("Planen gäller"), read_text(form)
    assert before.words == after.words == ("Planen", "gäller")
    assert before.form != after.form


@pytest.mark.parametrize(
    "text",
    [
        *("> " * 20_000, "- " * 20_000, ":" * 50_000, "1. a\n" * 5_000, ": a\n" * 5_000),
        *("```{note}\n" * 5_000, ":a" * 50_000, "{" * 50_000, "---\n" * 5_000),
        "\n".join(f"{':' * number}{{note}}" for number in range(100, 2, -1)),
    ],
)
def test_what_is_hostile_is_read_in_a_moment(text: str) -> None:
    begun = time.process_time()
    read_text(text)
    assert time.process_time() - begun < 5
