"""What the pages for values tell."""

from __future__ import annotations

import pytest

from policytrace.edit.value_pages import got_values
from tests.editions.frozen import SWEDISH


@pytest.mark.parametrize(
    ("number", "told"), [(1, "”Mått” fick ett värde"), (3, "”Mått” fick 3 värden")]
)
def test_one_value_is_told_as_one(number: int, told: str) -> None:
    assert got_values("Mått", number).render(SWEDISH) == told
