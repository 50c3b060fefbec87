"""The colours of charts: seen in both themes, by people who set their own, and on paper."""

from __future__ import annotations

import re

import pytest

from policytrace.charts.palette import COMPARISON_LOOKS, LOOKS, PALETTE
from tests.site.test_style_sheets import GRAPHICS, STATIC, TEXT, THEMES, contrast

CSS = (STATIC / "charts.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"\.pt-chart-(?:fill|stroke)-(\w+) \{\s+\w+: var\(--pt-([\w-]+)\);", CSS))
TEXT_COLOURS = sorted(
    {"ink", "quiet", "accent"} | {look.name_colour for look in (*LOOKS.values(), *COMPARISON_LOOKS)}
)
GRAPHIC_COLOURS = sorted(
    {"ink", "edge", "accent"} | {look.colour for look in (*LOOKS.values(), *COMPARISON_LOOKS)}
)


def test_pictures_are_drawn_in_the_colours_of_the_light_theme() -> None:
    assert {name: THEMES["light"][token].upper() for name, token in TOKENS.items()} == PALETTE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", TEXT_COLOURS)
def test_names_and_numbers_can_be_read(theme: str, colour: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[TOKENS[colour]], colours["background"]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", GRAPHIC_COLOURS)
@pytest.mark.parametrize("background", ["background", "accent-soft"])
def test_lines_can_be_seen(theme: str, colour: str, background: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[TOKENS[colour]], colours[background]) >= GRAPHICS


def test_every_colour_follows_the_readers_own() -> None:
    forced = CSS.split("@media (forced-colors: active)")[1]
    assert '[class*="pt-chart-fill-"]' in forced
    assert '[class*="pt-chart-stroke-"]' in forced
