"""The reader of Power Query's language that the guide's example is run by finds what is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.real.power_query import MError, run

QUERY = """
let
    Rader = Csv.Document(
        Web.Contents("x"), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
    ),
    Typer = Table.TransformColumnTypes(
        Table.PromoteHeaders(Rader), {{"värde", type number}}, "en-US"
    )
in
    Table.SelectRows(Typer, each [kön] = "totalt" and [värde] <> null)
"""
FILE = 'kön,värde\ntotalt,"12.5"\nkvinnor,1\ntotalt,\n'.encode()


def test_a_query_gives_the_rows_that_it_chooses() -> None:
    assert run(QUERY, lambda _: FILE) == [{"kön": "totalt", "värde": Decimal("12.5")}]


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("65001", "1252"),
        ("[kön]", "[kon]"),
        ('"värde"', '"varde"'),
        ('"en-US"', '"sv-SE"'),
        ('Delimiter = ","', 'Delimiter = ";"'),
        ("Rader = Csv", "Csv"),
        ("in\n", "\n"),
        ("Rader)", "Fil)"),
        ("and", "&&"),
        ("null)", "null))"),
    ],
)
def test_what_is_wrong_in_a_query_is_an_error(part: str, wrong: str) -> None:
    assert part in QUERY
    with pytest.raises((MError, KeyError, ValueError)):
        run(QUERY.replace(part, wrong), lambda _: FILE)
