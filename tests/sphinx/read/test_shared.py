"""Reading, by one process or several: what it does before the first page."""

from __future__ import annotations

from tests.sphinx.tiny import TinyProject


def test_all_pages_are_forgotten_before_the_first_is_read(project: TinyProject) -> None:
    said: list[str] = []
    with project.application("policytrace-check") as app:
        app.connect("env-purge-doc", lambda _app, _env, _name: said.append("forgotten"))
        app.connect("source-read", lambda _app, _name, _text: said.append("read"))
        app.build()
        pages = len(app.env.found_docs)
    assert pages > 1
    assert said.count("read") == pages
    assert said.index("read") == said.count("forgotten") >= pages
