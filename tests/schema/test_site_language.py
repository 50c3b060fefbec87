"""The language of a project is what its settings say, without running them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.schema.site_language import site_language


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ('language = "sv"', "sv"),
        ("language='en'\n", "en"),
        ('project = "x"\nlanguage\t=\t"en"  # English', "en"),
        ('language = "sv"\nlanguage = "en"', "en"),
        ('language = "fi"', "en"),
        ("", "sv"),
        ('# language = "en"', "sv"),
        ('gettext_language = "en"', "sv"),
        ("language = input()", "sv"),
        ("language = " + " " * 100_000 + "x", "sv"),
    ],
)
def test_the_language_is_the_last_that_is_set(tmp_path: Path, settings: str, language: str) -> None:
    (tmp_path / "conf.py").write_text(settings, encoding="utf-8")
    assert site_language(tmp_path) == language


def test_what_cannot_be_read_is_told_elsewhere(tmp_path: Path) -> None:
    assert site_language(tmp_path) == "sv"
    (tmp_path / "conf.py").write_bytes(b'language = "en" # \xe5')
    assert site_language(tmp_path) == "sv"
    assert site_language(tmp_path / "\0") == "sv"
