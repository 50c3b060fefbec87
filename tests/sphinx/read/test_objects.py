"""What reading objects leaves behind."""

from __future__ import annotations

from sphinx_needs.data import SphinxNeedsData

from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.graph import plan_graph
from tests.sphinx.tiny import TinyProject


def test_no_copy_of_an_objects_page_is_remembered(project: TinyProject) -> None:
    with project.application("policytrace-check") as app:
        app.build()
        data = SphinxNeedsData(app.env)
        assert len(data.get_needs_view()) == 14
        assert data.get_need_node("ATG-1") is None


def test_what_links_to_an_object_is_not_listed_once_more(project: TinyProject) -> None:
    with project.application("policytrace-check") as app:
        app.build()
        needs = SphinxNeedsData(app.env).get_needs_view()
        incoming = plan_graph(build_of(app)).incoming
        linked = [need for need in needs.values() if incoming(need["id"])]
        assert len(linked) > 5
        assert not any(
            need.get_backlinks(kind) for need in linked for kind in need.iter_links_keys()
        )


def test_an_event_with_all_objects_is_told_in_few_words(project: TinyProject) -> None:
    with project.application("policytrace-check") as app:
        app.build()
        for need in SphinxNeedsData(app.env).get_needs_view().values():
            assert need["title"] not in repr(need)
