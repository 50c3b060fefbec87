"""The addresses of the templates for new values, from the site's root."""

from __future__ import annotations

FOLDER = "data/mallar"
ALL = f"{FOLDER}/alla-indikatorer.xlsx"
"""The template for all indicators."""


def template_path(indicator: str) -> str:
    """The address of an indicator's template."""
    return f"{FOLDER}/{indicator}.xlsx"
