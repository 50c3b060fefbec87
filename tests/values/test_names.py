"""Names: what has the form of a person's, and what tells of a body."""

from __future__ import annotations

import time

import pytest

from policytrace.values.names import looks_like_a_person


@pytest.mark.parametrize(
    "text",
    [
        "Ada Exempel",
        "Ada-Karin Exempel Påhitt",
        "Ada K. Exempel",
        "Ada von Exempel",
        "Åsa Øvrigt-Exempel",
        "Ada Exempel, Västanfors",
        "Kulturkontoret genom Ada Exempel",
        "Ada Exempel för Kvinnojouren",
    ],
)
def test_a_first_name_and_a_surname_are_a_persons(text: str) -> None:
    assert looks_like_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "enskild",
        "Pensionärsrådet",
        "Region Västmanland",
        "Rädda Barnen",
        "Röda Korset",
        "RFSL Västmanland",
        "Fagersta AIK",
        "Svenska Kyrkan",
        "Föreningen Unga Örnar",
        "Länsstyrelsen i Västmanlands län",
        "Barn- och utbildningsnämnden",
        "elevrådet på Risbroskolan",
        "Kvinnojouren Ellinor",
        "Norra Västmanlands Kommunalteknikförbund",
    ],
)
def test_bodies_are_none(text: str) -> None:
    assert not looks_like_a_person(text)


def test_it_is_known_by_form_alone_so_a_body_can_look_like_a_person() -> None:
    assert looks_like_a_person("Hela Människan")
    assert not looks_like_a_person("Ada")


def test_a_long_text_takes_no_time() -> None:
    before = time.perf_counter()
    assert not looks_like_a_person("Aa" * 50_000 + "1 " + "B" * 50_000)
    assert time.perf_counter() - before < 1
