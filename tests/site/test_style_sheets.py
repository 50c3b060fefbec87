"""The style sheet: contrast in light and dark, and nothing fetched or undefined."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product

import pytest

STATIC = files("policytrace.site") / "static"
CSS = (STATIC / "policytrace.css").read_text(encoding="utf-8")
ALL_CSS = "\n".join(
    sheet.read_text(encoding="utf-8") for sheet in STATIC.iterdir() if sheet.name.endswith(".css")
)

TEXT = 4.5
"""WCAG 2.2, 1.4.3 (AA): text against its background."""
GRAPHICS = 3.0
"""WCAG 2.2, 1.4.11 (AA): what one must see to use or understand, against what is beside it."""

MOST_FOR_LETTERS = 60_000
"""Bytes of all typefaces together."""

PALETTE = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(
        r"--pt-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", CSS
    )
}
THEMES = {
    theme: {name: colours[theme] for name, colours in PALETTE.items()}
    for theme in ("light", "dark")
}

BADGES = sorted(name.removesuffix("-text") for name in PALETTE if re.match(r"badge-.*-text", name))
TEXT_PAIRS = [
    *product(
        ["text", "quiet", "accent", "accent-strong", "visited"],
        ["background", "surface", "accent-soft"],
    ),
    *((f"{badge}-text", badge) for badge in BADGES),
]
GRAPHIC_PAIRS = list(
    product(["accent", "edge", "family-work", "family-measure"], ["background", "surface"])
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` as WCAG defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21, as WCAG defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "background"), TEXT_PAIRS)
def test_text_can_be_read(theme: str, text: str, background: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[text], colours[background]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "background"), GRAPHIC_PAIRS)
def test_lines_that_mean_something_can_be_seen(theme: str, line: str, background: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[line], colours[background]) >= GRAPHICS


def test_every_colour_has_its_dark_counterpart() -> None:
    assert PALETTE.keys() == set(re.findall(r"--pt-([\w-]+): (?!var\(|max\(|[0-9])", ALL_CSS))


def test_every_colour_of_ours_that_is_used_is_defined() -> None:
    defined = set(re.findall(r"(--pt-[\w-]+):", ALL_CSS))
    assert set(re.findall(r"var\((--pt-[\w-]+)", ALL_CSS)) <= defined


def test_every_colour_that_is_defined_is_used() -> None:
    defined = set(re.findall(r"(--pt-[\w-]+):", ALL_CSS))
    assert defined <= set(re.findall(r"var\((--pt-[\w-]+)", ALL_CSS))


def test_colours_stand_in_the_palette_only() -> None:
    without_palette = re.sub(r"--pt-[\w-]+: light-dark\(.*?\);", "", ALL_CSS)
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*[;}])|(?:rgb|hsl)a?\(", without_palette) == []
    assert "light-dark(" not in without_palette


def test_nothing_is_fetched_but_letters_that_are_shipped() -> None:
    assert "@import" not in ALL_CSS
    fetched = re.findall(r"url\((.*?)\)", ALL_CSS)
    assert fetched
    sizes = [len((STATIC / name.strip('"')).read_bytes()) for name in fetched]
    assert len(sizes) == len(re.findall("@font-face", ALL_CSS))
    assert sum(sizes) <= MOST_FOR_LETTERS


def test_the_letters_have_their_licence_with_them() -> None:
    licence = (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("feature", ["prefers-reduced-motion", "forced-colors", "print"])
def test_people_who_see_it_in_another_way_are_thought_of(feature: str) -> None:
    assert re.search(rf"@media [^{{]*{feature}", CSS)
