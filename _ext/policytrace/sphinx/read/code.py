"""Colours code on trial when a page is read.

Sphinx colours it when a page is written, and warns only then of a language that it does not know,
or of code that is none: too late for a check, and for the gate.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.highlighting import PygmentsBridge


def setup_component(app: Sphinx) -> None:
    """Try the code of each page; what Sphinx warns of is collected as a problem of the page."""
    app.connect("doctree-read", _try_code, priority=900)


def _try_code(app: Sphinx, doctree: nodes.document) -> None:
    found = [
        node
        for node in doctree.findall(nodes.Element)
        if _is_coloured(node) and _is_named(_language(app, node))
    ]
    bridge = PygmentsBridge("html") if found else None
    for node in found:
        language = _language(app, node)
        if bridge is not None:
            bridge.highlight_block(
                node.astext(),
                language,
                opts=app.config.highlight_options.get(language, {}),
                force=node.get("force", False),
                location=node,
            )


def _language(app: Sphinx, node: nodes.Element) -> str:
    return str(node.get("language") or app.config.highlight_language)


def _is_named(language: str) -> bool:
    """Whether a language is named: not if it is the first line of a block that is misspelt."""
    return language != "default" and not language.startswith("{")


def _is_coloured(node: nodes.Element) -> bool:
    """Whether it is code that Sphinx colours: a block, or words that are said to be code."""
    if isinstance(node, nodes.literal):
        return "code" in node["classes"] and bool(node.get("language"))
    return isinstance(node, nodes.literal_block) and node.rawsource == node.astext()
