"""Page files: the pictures that pages show and the files that they offer, as they are published.

Sphinx gives two pictures of one name names of their own in the order in which pages are read, which
is another in every incremental build. Here the order is that of their paths. And it copies what
pages have, but leaves there what no page has any longer, where anybody who knows the address could
still fetch it.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util._files import FilenameUniqDict
from sphinxcontrib.plantuml import hash_plantuml_node, plantuml

from policytrace.sphinx.build import Build
from policytrace.sphinx.read.pagestore import PageStore

DIAGRAMS = PageStore[str]("diagrams")
"""The names that the pictures of a page have that PlantUML draws."""

PICTURES, OFFERED = "_images", "_downloads"
"""Where they are published, from the site's root."""


def setup_component(app: Sphinx) -> None:
    """Note what is drawn for a page, and name the pictures when all pages have been read."""
    DIAGRAMS.connect(app)
    app.connect("doctree-read", _note_diagrams)
    app.connect("env-updated", _name_pictures)


def picture_names(env: BuildEnvironment, page: str) -> tuple[str, ...]:
    """The names that the pictures of a page are published under."""
    return tuple(sorted(name for pages, name in env.images.values() if page in pages))


def remove_unused_files(build: Build) -> None:
    """Take away the pictures and files that no page has any longer."""
    env, out = build.app.env, Path(build.app.outdir)
    pictures = {name for _, name in env.images.values()} | set(DIAGRAMS.everything(env))
    offered = {str(name) for _, name in env.dlfiles.values()}
    for folder, used in ((PICTURES, pictures), (OFFERED, offered)):
        for path in sorted((out / folder).rglob("*")):
            if path.is_file() and path.relative_to(out / folder).as_posix() not in used:
                path.unlink()


def _note_diagrams(app: Sphinx, doctree: nodes.document) -> None:
    for node in doctree.findall(plantuml):
        DIAGRAMS.add(app.env, app.env.docname, f"plantuml-{hash_plantuml_node(node)}.svg")


def _name_pictures(_app: Sphinx, env: BuildEnvironment) -> None:
    named = FilenameUniqDict()
    for picture, (pages, _) in sorted(env.images.items()):
        for page in sorted(pages):
            named.add_file(page, picture)
    env.images = named
