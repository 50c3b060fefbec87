"""Signs that nobody is to meet in a file."""

from __future__ import annotations

import json

import pytest

from policytrace.site.signs import escaped_signs, seen_signs

UNSEEN = [
    *(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"),
    *(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    *("\u2028", "\u2029", "\ufffe", "\ud800"),
]
"""Control characters, signs that turn text round or break it, and what no file can hold."""


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_each_such_sign_is_replaced(sign: str) -> None:
    assert seen_signs(f"a{sign}b") == "a\ufffdb"


@pytest.mark.parametrize("sign", ["å", "\u00ad", "\u200d", "\u00a0", "😀", "\t", "\n", "ﷺ"])
def test_a_sign_that_is_read_is_kept(sign: str) -> None:
    assert seen_signs(sign) == escaped_signs(sign) == sign


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_json_says_the_same_with_its_number(sign: str) -> None:
    text = escaped_signs(json.dumps(f"a{sign}å", ensure_ascii=False))
    assert sign not in text
    assert json.loads(text) == f"a{sign}å"
