"""What reading objects leaves behind."""

from __future__ import annotations

from sphinx_needs.data import SphinxNeedsData

from tests.sphinx.tiny import TinyProject


def test_no_copy_of_an_objects_page_is_remembered(project: TinyProject) -> None:
    with project.application("policytrace-check") as app:
        app.build()
        data = SphinxNeedsData(app.env)
        assert len(data.get_needs_view()) == 14
        assert data.get_need_node("ATG-1") is None
