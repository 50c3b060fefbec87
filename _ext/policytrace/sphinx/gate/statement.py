"""The page with the publisher's accessibility statement, as the gate judges it."""

from __future__ import annotations

from docutils import nodes

from policytrace.plan.model import StatementPage
from policytrace.sphinx.build import Build


def statement_page(build: Build) -> StatementPage | None:
    """What the page says; None if the site is a draft, or the project has no such page."""
    publisher, env = build.metamodel.publisher, build.app.env
    if not publisher.official or publisher.statement_page not in env.found_docs:
        return None
    doctree = env.get_doctree(publisher.statement_page)
    return StatementPage(
        text=doctree.astext(),
        links=frozenset(
            str(node["refuri"]) for node in doctree.findall(nodes.reference) if "refuri" in node
        ),
    )
