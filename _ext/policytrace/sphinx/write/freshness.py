"""Page fingerprints: which pages are stale, since what they show has changed on another page.

Sphinx writes the pages it has read anew. A page also shows titles, states and links of objects
that stand elsewhere, and overviews of them. So each page has a fingerprint of all that it shows
from the graph; a page whose fingerprint is not that of its last writing is written again. The
fingerprints lie in the output folder, since it is its pages that are fresh or stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder

from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.site.views.card_drawing import OWN_DRAWINGS, drawing_of
from policytrace.snapshot import Snapshot
from policytrace.sphinx.build import Build, once_a_build
from policytrace.sphinx.gate.crossreferences import tried_links
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.read.graph import plan_graph
from policytrace.sphinx.read.placed import PLACED_VIEWS
from policytrace.sphinx.read.references import REFERENCES
from policytrace.sphinx.read.rereading import CHECKSUMS
from policytrace.sphinx.write import texts
from policytrace.sphinx.write.frame import (
    followed_items,
    nothing_decided,
    site_outline,
    supported_pages,
)
from policytrace.sphinx.write.links import explained_rules
from policytrace.sphinx.write.page_files import picture_names
from policytrace.sphinx.write.search_text import forget_searched, searched_folder
from policytrace.sphinx.write.view_results import view_results

RECORD = ".policytrace-pages.json"
"""Name of the file with the fingerprints, in the output folder. It is not published."""


def record(build: Build, shown: Mapping[str, str]) -> None:
    """Note what each page shows, by name, now that all are written."""
    text = json.dumps(shown, sort_keys=True)
    (Path(build.app.outdir) / RECORD).write_text(text, encoding="utf-8")


def remove_old_pages(build: Build, builder: StandaloneHTMLBuilder) -> bool:
    """Take away what was written of pages that are no more; tell whether there was any."""
    found = False
    for page in _recorded(build).keys() - build.app.env.found_docs:
        path = Path(builder.get_output_path(page))
        found |= path.is_file()
        path.unlink(missing_ok=True)
        file = path.relative_to(builder.outdir).as_posix()
        forget_searched(searched_folder(build.app), file)
    return found


def _recorded(build: Build) -> Mapping[str, str]:
    """The fingerprints of the pages as they were last written; none if that is not known."""
    if not texts.are_kept(build):
        return {}
    try:
        found = json.loads((Path(build.app.outdir) / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


@once_a_build
def frame_fingerprint(build: Build) -> str:
    """A checksum of what all pages show alike of the plan; the rest is `staging.identity`."""
    app, words = build.app, build.metamodel
    return _digest(
        repr((words.role_titles, words.link_titles, words.words)),
        repr(site_outline(build)),
        repr(explained_rules(app.env.found_docs)),
        repr((build.passages, nothing_decided(build), build.context.today)),
        repr(build.no_pictures is None),
        *(repr(item) for item in plan_graph(build).of_role(Role.STRATEGY, Role.DECISION)),
    )


class PageFingerprints:
    """Checksums of all that each page shows of the graph and of other pages; ask page by page.

    All pages together are linear in objects and links. Make one when the gate has been passed.
    """

    def __init__(self, build: Build) -> None:
        """Look up what stands on which page, and what each showed when it was written last."""
        env = build.app.env
        self._env = env
        self._snapshot = plan_snapshot(build)
        self._results = view_results(build)
        self._last = _recorded(build)
        self._frame = frame_fingerprint(build)
        self._supported = supported_pages(build)
        self._followed = {page: item.id for page, item in followed_items(build).items()}
        self._files, self._views = CHECKSUMS.of(env), PLACED_VIEWS.of(env)
        self._references, self._tried = REFERENCES.of(env), tried_links(build)
        self._items: dict[str, list[Item]] = {}
        for item in self._snapshot.graph:
            self._items.setdefault(item.docname, []).append(item)

    def last(self, page: str) -> str:
        """The checksum of a page when it was written last; empty if that is not known."""
        return self._last.get(page, "")

    def now(self, page: str) -> str:
        """The checksum of a page, by its name."""
        return _digest(*self._parts(page))

    def _parts(self, page: str) -> Iterator[str]:
        yield from (self._frame, str(page in self._supported), self._followed.get(page, ""))
        yield from self._files.get(page, ())
        yield from picture_names(self._env, page)
        for item in self._items.get(page, ()):
            yield _shown_of(self._snapshot, item)
        for view in self._views.get(page, ()):
            yield repr(self._results.of(view))
        items = self._snapshot.graph.items
        for reference in self._references.get(page, ()):
            if reference.target in items:
                yield repr(_name(items[reference.target]))
        if page in self._tried:
            yield from self._tried[page].shown


def _shown_of(snapshot: Snapshot, item: Item) -> str:
    """All that an object's card shows: its values, state and links, and how many link to it."""
    graph, progress = snapshot.graph, snapshot.action_statuses.get(item.id)
    linked = [
        (kind, target, _name(graph.items[target]) if target in graph.items else None)
        for kind, targets in item.links.items()
        for target in targets
    ]
    linking = [
        (kind, source.role)
        for kind, sources in graph.incoming(item.id).items()
        for source in sources
    ]
    own = drawing_of(snapshot, item) if item.role in OWN_DRAWINGS else None
    return repr((item, progress.state if progress else None, own, linked, linking))


def _name(item: Item) -> tuple[str, str, str | None]:
    return item.title, item.docname, item.status


def _digest(*parts: str) -> str:
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(part.encode("utf-8", "surrogatepass"))
        found.update(b"\0")
    return found.hexdigest()
