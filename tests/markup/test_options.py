"""Options are read as they are written, and what ends them too early is found at its line."""

from __future__ import annotations

import pytest

from policytrace.markup.options import read_options

KNOWN = ("ansvarig", "berör", "bidrar_till", "id", "klar_senast", "nästa_uppföljning", "resurs")
FREE = frozenset({"resurs"})
BLOCK = ":id: ATG-9\n:ansvarig: ORG-KS\n"


def wrong(text: str) -> list[int]:
    """The lines of a block, counted from 1 below its first one, at which something is wrong."""
    return [problem.below for problem in read_options(text.split("\n"), KNOWN, FREE).problems]


def values(text: str) -> dict[str, str]:
    """What the options of a block say."""
    return read_options(text.split("\n"), KNOWN, FREE).values


@pytest.mark.parametrize(
    "value",
    [
        "> 100 tkr",
        '"Bra" start',
        "'en' två",
        "|",
        ">",
        "50 % #tjänst",
        "# tre",
        "*två*",
        "&a",
        "!x",
        "%",
        "@",
        "{a: b}",
        "[x]",
        "- x",
        "ja",
        "012",
        "1e3",
        "a: b: c",
        "100\u00a0000 kronor",
        "C:\\mapp\\",
    ],
)
def test_a_value_is_what_is_written_after_the_colon(value: str) -> None:
    assert values(f"{BLOCK}:resurs: {value}\n\nText.") == {
        "id": "ATG-9",
        "ansvarig": "ORG-KS",
        "resurs": value,
    }
    assert wrong(f"{BLOCK}:resurs: {value}\n\nText.") == []


@pytest.mark.parametrize(
    ("below", "value", "text"),
    [
        ("  två dagar\n  och en halv\n\nText.", "två dagar\noch en halv", ["Text."]),
        ("  ett\n\n  två\n\n\n\ttre\n\nText.", "ett\n\ntvå\n\n\ntre", ["Text."]),
        ("\n  ett\n\nText.", "ett", ["Text."]),
        ("  Så här:\n  - ett\n  - två", "Så här:\n- ett\n- två", []),
        ("  > 100 tkr: *två* | :x", "> 100 tkr: *två* | :x", []),
    ],
)
def test_any_text_may_stand_on_the_indented_lines_below(
    below: str, value: str, text: list[str]
) -> None:
    lines = f"{BLOCK}:resurs:\n{below}".split("\n")
    found = read_options(lines, KNOWN, FREE)
    assert found.problems == []
    assert found.values["resurs"].strip() == value
    assert lines[found.body :] == text


def test_an_option_comes_after_a_value_of_several_lines() -> None:
    text = ":resurs:\n  ett\n\n  två\n:id: ATG-9\n  :ansvarig: ORG-KS\n\nText."
    assert values(text) == {"resurs": "ett\n\ntvå", "id": "ATG-9", "ansvarig": "ORG-KS"}
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{BLOCK}:klar_senast:\n  2028-01-01", [4]),  # no free text
        (f"{BLOCK}:resurs: ett\n  två", [4]),  # half on its line
        (f"{BLOCK}:resurs:\n  ett\ntvå", [5]),  # no indent
        (f"{BLOCK}:resurs:\n  ett\n\ntvå\n:berör: GRP-A", [7]),
        (":resurs: ett\n:resurs:\n  två", [2, 3]),
    ],
)
def test_what_could_be_lost_of_a_value_of_several_lines_is_found(
    text: str, lines: list[int]
) -> None:
    assert wrong(text) == lines


@pytest.mark.parametrize(
    ("text", "lines", "taken"),
    [
        (f"{BLOCK}\n:berör: GRP-A", [4], {"berör": "GRP-A"}),
        (f"{BLOCK}\nText.\n\n:berör: GRP-A\n\n:resurs: två", [6, 8], {"berör": "GRP-A"}),
        (f"\n{BLOCK}", [2, 3], {"id": "ATG-9"}),
        (f"{BLOCK}\n:resurser: två", [4], {}),
        (f"{BLOCK}\n:smile:", [4], {}),
        (f"{BLOCK}:resurs: två dagar och\n  en halv", [4], {"resurs": "två dagar och en halv"}),
        (f"{BLOCK}:resurs: två dagar och\nen halv", [4], {"resurs": "två dagar och en halv"}),
        (f"{BLOCK}:berör: GRP-A,\nGRP-B", [4], {"berör": "GRP-A, GRP-B"}),
        (f"{BLOCK}:berör: GRP-A\nGRP-B\n", [4], {}),
        (f"{BLOCK}:berör:GRP-A", [3], {"berör": "GRP-A"}),
        (f"{BLOCK}:berör GRP-A", [3], {"berör": "GRP-A"}),
        (f"{BLOCK}berör: GRP-A", [3], {"berör": "GRP-A"}),
        (f"{BLOCK}berör GRP-A", [3], {"berör": "GRP-A"}),
        (f"{BLOCK}: berör: GRP-A", [3], {}),
        (f"{BLOCK}:berör: GRP-A\n:berör: GRP-B", [4], {"berör": "GRP-A"}),
        (f"{BLOCK}:berör:\u00a0GRP-A", [3], {"berör": "GRP-A"}),
        (f"{BLOCK}\u00a0:berör: GRP-A", [3], {"berör": "GRP-A"}),
        (f"{BLOCK}:berör: GRP-A,\u202fGRP-B", [3], {"berör": "GRP-A, GRP-B"}),
        (f"{BLOCK}:klar_senast: 2027\u00ad-01-01", [3], {"klar_senast": "2027-01-01"}),
        (f"{BLOCK}:resurs: två\u00a0", [3], {"resurs": "två"}),
        ("---\nid: ATG-9\nresurs: två\n  dagar\n---\nText.", [4], {"resurs": "två dagar"}),
        ("---\nid: ATG-9\nord\n---", [3], {"id": "ATG-9 ord"}),
        (f"{BLOCK}\n    :berör: GRP-A", [4], {"berör": "GRP-A"}),
        (f"{BLOCK}\n\t:berör: GRP-A", [4], {"berör": "GRP-A"}),
        (f"{BLOCK}\n: berör : GRP-A", [4], {"berör": "GRP-A"}),
        ("---\nid: ATG-9\n---\n:berör: GRP-A\n", [1], {"id": "ATG-9", "berör": "GRP-A"}),
        (f"{BLOCK}\n::: {{note}}\nText.\n:::\n:berör: GRP-A", [7], {"berör": "GRP-A"}),
    ],
)
def test_what_ends_the_options_too_early_is_found_and_nothing_is_lost(
    text: str, lines: list[int], taken: dict[str, str]
) -> None:
    assert wrong(text) == lines
    assert values(text).items() >= taken.items()


@pytest.mark.parametrize(
    "text",
    [
        "Text.",
        "\nText.",
        "\nVarför\n: För att det behövs.",
        "Varför\n: För att det behövs.",
        "\n:ref:`x` och {need}`ATG-1`",
        "\n```\n:ansvarig: ett exempel\n```",
        "\n:::{note}\n:class: tip\n:::",
        "\n| a | b |\n|:-:|:-:|\n| :x: | y |",
        "\n- :ansvarig: skrivs så",
        "ansvarig nämnd väljer",
    ],
)
def test_text_is_not_taken_for_options(text: str) -> None:
    assert wrong(f"{BLOCK}{text}") == []


def test_the_text_begins_below_the_options() -> None:
    lines = f"{BLOCK}\nText.\nMer.".split("\n")
    assert lines[read_options(lines, KNOWN, FREE).body :] == ["Text.", "Mer."]


@pytest.mark.parametrize(
    ("text", "lines", "headings"),
    [
        ("\nVarför\n: Hej.\n  ---\n  Med", [4], []),
        ("\nText.\n\nVarför\n: - punkt\n  =", [6], []),
        ("\nVarför\n: Hej.\n  \\---", [], []),
        ("\nVarför\n: Hej.\n\n  ---\n\n  Med", [], []),
        ("\nVad\n: Ett.\n\nVarför\n: Hej.\n  ---", [], [6]),
        ("\nText\n---\n\n# Mer", [], [2, 5]),
        ("\n```\nVarför\n: Hej\n  ---\n```", [], []),
        ("\n:::{åtgärd} En\n:id: A\n\nVarför\n: Hej\n  ---\n:::", [], []),
    ],
)
def test_a_line_that_makes_a_heading_of_a_question_is_wrong_and_other_headings_are_told(
    text: str, lines: list[int], headings: list[int]
) -> None:
    above = BLOCK.count("\n")
    found = read_options(f"{BLOCK}{text}".split("\n"), KNOWN, FREE)
    assert [problem.below for problem in found.problems] == [above + line for line in lines]
    assert sorted(found.headings) == [above + line for line in headings]
