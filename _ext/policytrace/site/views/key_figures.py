"""The differences that are known, as small charts: each with its finding as its title."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass

from policytrace.charts.model import Chart
from policytrace.messages import message
from policytrace.site.views.headline_figure import (
    HeadlineFigure,
    headline_charts,
    telling_figures,
)
from policytrace.site.views.registry import NUMBER, Options, View, lengths, register
from policytrace.snapshot import Snapshot

FIGURES = 6
"""How many charts there are if the editor does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """The charts that tell most."""

    figures: tuple[HeadlineFigure, ...]


def key_figures(snapshot: Snapshot, options: Options) -> KeyFigures:
    """The differences that tell most of how equal the municipality is."""
    return KeyFigures(figures=telling_figures(snapshot, options.length or FIGURES))


def _charts(shown: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    return headline_charts(shown.figures, translations) if isinstance(shown, KeyFigures) else {}


register(
    View(
        key="key_figures",
        purpose=message("The differences that are known, as small charts"),
        choices={NUMBER: lengths},
        template="key_figures.html.jinja",
        compute=key_figures,
        charts=_charts,
    )
)
