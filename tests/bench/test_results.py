"""The table of what has been measured."""

from __future__ import annotations

from tests.bench.measurement import Cost, Measured
from tests.bench.results import Subject, What, aligned, ratio, table


def _once(wall: float, cpu: float | None = None) -> Measured:
    return Measured((Cost(wall=wall, cpu=cpu),))


def test_the_columns_are_in_line() -> None:
    assert aligned([("n", "what", "s"), ("1", "a", "10.25"), ("300", "bcdefg", "1")]) == (
        "|   n | what   |     s |\n"
        "|----:|--------|------:|\n"
        "|   1 | a      | 10.25 |\n"
        "| 300 | bcdefg |     1 |"
    )


def test_a_row_says_what_it_took_and_which_part_of_stock_it_is() -> None:
    ours = Measured(
        (
            Cost(wall=2, cpu=3, largest=150.4, together=230.6),
            Cost(wall=2.5, cpu=3, largest=150.4, together=230.6),
            Cost(wall=3, cpu=3, largest=150.4, together=230.6),
        )
    )
    rows = table({Subject(What.STOCK, 3_000): _once(5, 4), Subject(What.OURS, 3_000): ours})
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines()]
    assert cells[2:] == [
        ["3 000", "stock", "1", "5.00", "–", "4.00", "–", "–", "1.00", "1.00", "–"],
        ["3 000", "ours", "3", "2.50", "40%", "3.00", "150", "231", "0.50", "0.75", "–"],
    ]


def test_a_changed_build_is_a_part_of_the_full_one_and_not_of_stock() -> None:
    rows = table(
        {
            Subject(What.STOCK, 300): _once(40),
            Subject(What.OURS, 300): _once(20),
            Subject(What.UNCHANGED, 300): _once(1),
        }
    )
    assert rows.splitlines()[-1].split("|")[-4:-1] == [
        "        – ",
        "            – ",
        "   0.050 ",
    ]


def test_a_peer_is_compared_with_stock() -> None:
    rows = table({Subject(What.STOCK, 300): _once(4), Subject("doorstop", 300): _once(1)})
    assert "0.25" in rows.splitlines()[-1]


def test_the_fewest_objects_come_first_and_then_what_was_measured_first() -> None:
    subjects = (
        Subject(What.STOCK, 3_000),
        Subject(What.OURS, 3_000),
        Subject(What.REAL),
        Subject(What.STOCK, 300),
    )
    rows = table({subject: _once(1) for subject in subjects}).splitlines()[2:]
    assert [tuple(cell.strip() for cell in row.split("|")[1:3]) for row in rows] == [
        ("–", What.REAL),
        ("300", What.STOCK),
        ("3 000", What.STOCK),
        ("3 000", What.OURS),
    ]


def test_no_ratio_comes_of_what_was_not_measured() -> None:
    one, other = Subject(What.OURS, 300), Subject(What.STOCK, 300)
    assert ratio({one: _once(1)}, one, other) is None
    assert ratio({one: _once(1), other: _once(4)}, one, other) == 0.25
