"""The page of a rule: read from its docstring."""

from __future__ import annotations

from policytrace.checks.rule_page import RulePage, parse_page

DOCSTRING = """Something is wrong.

    It matters, for a reason that
    takes two lines.

    There is an edge.

    Example:
        :::{åtgärd} En
        :id: ATG-A
        :::

        :::{åtgärd} Två
            indragen
        :::

    Instead:
        :id: ATG-B

    Remedy: mend it, as
    well as you can.
    """


def test_a_docstring_is_read_in_its_parts() -> None:
    assert parse_page(DOCSTRING) == RulePage(
        what="Something is wrong.",
        why=("It matters, for a reason that takes two lines.", "There is an edge."),
        example=":::{åtgärd} En\n:id: ATG-A\n:::\n\n:::{åtgärd} Två\n    indragen\n:::",
        instead=":id: ATG-B",
        remedy="Mend it, as well as you can.",
    )


def test_what_a_docstring_does_not_hold_is_empty() -> None:
    nothing = RulePage(what="", why=(), example="", instead="", remedy="")
    assert parse_page("") == nothing
    assert list(nothing.texts()) == []


def test_the_texts_to_translate_are_the_paragraphs_and_not_the_blocks() -> None:
    assert list(parse_page(DOCSTRING).texts()) == [
        "Something is wrong.",
        "It matters, for a reason that takes two lines.",
        "There is an edge.",
        "Mend it, as well as you can.",
    ]


def test_a_block_may_begin_after_a_blank_line() -> None:
    assert parse_page("Wrong.\n\nExample:\n\n    :id: A\n\nRemedy: mend it.").example == ":id: A"


def test_the_order_of_blocks_does_not_matter() -> None:
    page = parse_page("Wrong.\n\nRemedy: mend it.\n\nExample:\n    :id: A")
    assert (page.example, page.remedy) == (":id: A", "Mend it.")
