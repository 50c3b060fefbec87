"""Ways to reach somebody: whose they look to be, and where a link from them leads."""

from __future__ import annotations

import pytest

from policytrace.values.contacts import (
    contact_link,
    is_function_address,
    names_a_person,
    phone_link,
)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("112", "tel:112"),
        ("116 111", "tel:116111"),
        ("020-50 50 50", "tel:020505050"),
        ("020\u2013555\u00a0666", "tel:020555666"),
        ("+46 223 440 00", "tel:+4622344000"),
        ("växeln, 0223-440 00, klockan 8", "tel:022344000"),
        ("klockan 8", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_a_number_is_called_with_its_digits(text: str, link: str) -> None:
    assert phone_link(text) == link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("info@example.org", "mailto:info@example.org"),
        ("Skriv till info@example.org eller ring 0123-456 78", "mailto:info@example.org"),
        ("Kontaktcenter 0123-456 78", "tel:012345678"),
        ("Kontaktcenter", ""),
    ],
)
def test_a_contact_is_written_to_before_it_is_called(text: str, link: str) -> None:
    assert contact_link(text) == link


@pytest.mark.parametrize(
    "text", ["anna.andersson@example.org", "a.b@example.org", "Anna_Å@example.org", "070-174 06 05"]
)
def test_two_names_and_a_mobile_number_are_a_person_s(text: str) -> None:
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        *("info@example.org", "jamlikhet@example.org", "social.forvaltningen@example.org"),
        *("0123-456 78", "Kontaktcenter", "barn-och-unga@example.org"),
    ],
)
def test_a_function_and_what_only_may_be_one_are_no_person_s(text: str) -> None:
    assert not names_a_person(text)


def test_a_function_is_known_whatever_its_capitals() -> None:
    assert is_function_address("Tillganglighet")
    assert not is_function_address("anna")
