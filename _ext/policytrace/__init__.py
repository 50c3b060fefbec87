"""Keeps a public strategy alive: traced objects, a gate, and a site that people trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let Sphinx load the extension. The core can be imported without Sphinx."""
    from policytrace.sphinx.extension import setup as set_up  # noqa: PLC0415

    return set_up(app)
