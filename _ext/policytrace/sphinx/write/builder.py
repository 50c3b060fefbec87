"""The builder of the site: Sphinx' own, which also rewrites stale pages, and stops at the gate."""

from __future__ import annotations

import multiprocessing
import os
import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from policytrace.site.pages.registry import Page
from policytrace.site.template_cache import TemplateCache
from policytrace.sphinx.build import Build, build_of
from policytrace.sphinx.forked import Forks, can_fork, hand_out
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.progress import PAGES_WRITTEN, WRITES
from policytrace.sphinx.read.graph import plan_graph
from policytrace.sphinx.read.shared import SharedReader
from policytrace.sphinx.write import freshness, generated, texts
from policytrace.sphinx.write.diagrams import Drawing
from policytrace.sphinx.write.head import write_sitemap
from policytrace.sphinx.write.page_files import DIAGRAMS, remove_unused_files
from policytrace.sphinx.write.search import Indexing, has_index
from policytrace.sphinx.write.search_text import keep_searched, searched_folder
from policytrace.sphinx.write.staging import Staging

FEW = 12
"""So many pages are written in the time that sharing takes: forks copy what they look at."""

AFTER_PAGES = 10
"""How much is given way to pages when files for other programs are written; see `os.nice`."""

LOOKED_AT = 12
"""So many pages are found to be as they were in the time that one is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """Pages that one process looks at one after the other, and writes if what they show is new."""

    docnames: tuple[str, ...]
    """Those that people have written come first; their objects' texts are drawn with them."""
    made: tuple[Page, ...]
    """Those that are made of the plan."""
    has_pictures: bool = False
    """Whether PlantUML must have drawn before it is begun."""

    @property
    def size(self) -> int:
        """How long it takes, compared to others."""
        return len(self.docnames) + len(self.made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What a process hands over when it has written its pages."""

    written: list[str] = field(default_factory=list)
    """The names of those that people have written, and that it has written anew."""
    shown: dict[str, str] = field(default_factory=dict)
    """The fingerprints of those that it has looked at, by name."""
    texts: dict[str, str] = field(default_factory=dict)
    records: dict[str, generated.Written] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    """Pictures on its pages; Sphinx copies them in the end."""


class SiteBuilder(SharedReader, StandaloneHTMLBuilder):
    """Builds the site. Takes the place of Sphinx' builder ``html``.

    When the gate has found an error, nothing is written: not one page, so that what was built last
    stays whole.
    """

    search = False
    """The search is `policytrace.sphinx.write.search`, not Sphinx' own."""

    allow_parallel = False
    """Pages are shared out here, not by Sphinx: those that are made of the plan go with those that
    are written, whose texts they show."""

    @property
    def stopped(self) -> bool:
        """Whether the gate has found an error."""
        return self._app.statuscode != 0

    def init(self) -> None:
        """Begin to look at what an earlier build has left."""
        self._staging = Staging(self._app)
        self._addresses: dict[str, str] = {}
        self._relative: dict[tuple[str, str], str] = {}
        self._read: frozenset[str] = frozenset()
        super().init()
        self.templates.environment.bytecode_cache = TemplateCache("sphinx")

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of a page from the site's root; it is worked out once."""
        known = self._addresses.get(docname)
        if known is None:
            known = self._addresses[docname] = super().get_target_uri(docname, typ)
        return known

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The address of a page from another; it is worked out once for all pages of a folder."""
        if from_ == to:
            return super().get_relative_uri(from_, to, typ)
        key = (posixpath.dirname(from_), to)
        known = self._relative.get(key)
        if known is None:
            known = self._relative[key] = super().get_relative_uri(from_, to, typ)
        return known

    def prepare_writing(self, docnames: set[str]) -> None:  # type: ignore[override]
        """Take note of `docnames`, which have been read; `finish` adds the stale ones."""
        if self.stopped:
            return
        self._staging.begin()
        self._read = frozenset(docnames)
        super().prepare_writing(docnames)

    def copy_assets(self) -> None:
        """Copy styles and scripts."""
        if not self.stopped:
            super().copy_assets()

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Leave the pages to `finish`, which writes them together with those that are made."""

    def finish(self) -> None:
        """Write all pages, and what is made of all of them together."""
        if self.stopped:
            return
        build = build_of(self._app)
        with Forks() as forks:
            drawing = Drawing(build, partial(generated.diagram_sources, build))
            drawn = drawing.begin(forks) if self._has_forks else drawing.draw
            exported = self._begin_exports(build, forks)
            # Before a page is made, whose name a page that is gone may have had.
            removed = freshness.remove_old_pages(build, self)
            writer = generated.PageWriter(build, self)
            with logging.pending_warnings():
                outcome = self._write_pages(writer, drawing, drawn, forks)
            changed = writer.finish(outcome.records)
            is_new = removed or changed or outcome.written or not has_index(build)
            is_searched = is_new and not self._app.config.policytrace_preview
            with Indexing(build) if is_searched else nullcontext():
                super().finish()
                remove_unused_files(build)
                write_sitemap(build, self)
                texts.keep(build, plan_graph(build).items)
                freshness.record(build, outcome.shown)
                self._app.emit(PAGES_WRITTEN)
                exported(outcome.records.values())
                if is_searched:
                    self._staging.look()

    def cleanup(self) -> None:
        """Say that the folder is whole, when nothing more is written in it."""
        super().cleanup()
        if not self.stopped:
            self._staging.finish()

    def _begin_exports(
        self, build: Build, forks: Forks
    ) -> Callable[[Iterable[generated.Written]], None]:
        """Begin to write the files for other programs, beside all else if there can be forks.

        What is given waits for them, or writes them; it is to be told of the pages that are made.
        What they and the pages all need is loaded and worked out once, before.
        """
        from policytrace.sphinx.write import exports  # noqa: PLC0415 - a check does without

        _ = plan_snapshot(build).action_statuses

        def beside(write: Callable[[Build], Mapping[str, str]]) -> Mapping[str, str]:
            os.nice(AFTER_PAGES)
            return write(build)

        making = [
            forks.start(partial(beside, write)) if self._has_forks else partial(write, build)
            for write in (exports.write_slow_files, exports.write_files)
        ]
        return lambda pages: exports.finish_exports(self, pages, [made() for made in making])

    @property
    def _has_forks(self) -> bool:
        return self._app.parallel > 1 and can_fork()

    def _write_pages(
        self,
        writer: generated.PageWriter,
        drawing: Drawing,
        drawn: Callable[[], None],
        forks: Forks,
    ) -> _Outcome:
        """Write all pages that are stale, in as many processes as Sphinx is told to use.

        `drawn` waits for the pictures, or draws them, and tells what has gone wrong with them.
        """
        build = build_of(self._app)
        known = texts.own_texts(build)
        fingerprints = freshness.PageFingerprints(build)
        tasks = self._tasks()
        begun = multiprocessing.Value("q", 0)

        def write(own: Iterator[int]) -> _Outcome:
            before = dict(known)
            outcome = _Outcome(images=self.images)
            for number in own:
                with begun.get_lock():
                    begun.value += 1
                    self._app.emit(WRITES, begun.value, len(tasks))
                task = tasks[number]
                if task.has_pictures:
                    drawing.wait()
                for name in task.docnames:
                    shown = outcome.shown[name] = fingerprints.now(name)
                    if name in self._read or shown != fingerprints.last(name):
                        if task.has_pictures:
                            drawing.demand_program()
                        self._write_page(name)
                        outcome.written.append(name)
                for page in task.made:
                    outcome.records[page.name] = writer.write(page)
            outcome.texts.update(
                (key, text) for key, text in known.items() if before.get(key) is not text
            )
            return outcome

        looked_at = sum(task.size for task in tasks) // LOOKED_AT
        if len(self._read) + looked_at > FEW and self._has_forks:
            self._app.emit(WRITES, 0, len(tasks))
            written = hand_out(len(tasks), self._app.parallel, write, forks)
            drawn()
            outcomes = written()
        else:
            drawn()
            outcomes = [write(iter(range(len(tasks))))]
        together = _Outcome(texts=known, images=self.images)
        for outcome in outcomes:
            together.written.extend(outcome.written)
            together.shown.update(outcome.shown)
            together.texts.update(outcome.texts)
            together.records.update(outcome.records)
            together.images.update(outcome.images)
        return together

    def _write_page(self, name: str) -> None:
        """Write a page that people have written, and keep what can be found of it."""
        self._write_serial((name,))
        file = Path(self.get_output_path(name)).relative_to(self.outdir).as_posix()
        html = (Path(self.outdir) / file).read_text(encoding="utf-8")
        keep_searched(searched_folder(self._app), file, html)

    def _tasks(self) -> Sequence[_Task]:
        """What is to be done, the longest first, and what waits for pictures last.

        Pages with pictures of their own are one task, as the same picture may be on several.
        """
        build = build_of(self._app)
        found = self.env.found_docs
        # Those on which somebody has put a picture that PlantUML draws.
        drawn = DIAGRAMS.of(self.env).keys() & found
        made: dict[str, list[Page]] = defaultdict(list)
        tasks: list[_Task] = []
        for page in generated.generated_pages(build).values():
            if page.diagram is not None:
                tasks.append(_Task(docnames=(), made=(page,), has_pictures=True))
            elif page.about is None:
                tasks.append(_Task(docnames=(), made=(page,)))
            else:
                made[page.about.docname].append(page)

        def task(names: AbstractSet[str]) -> _Task:
            pages = tuple(page for name in sorted(names) for page in made[name])
            written = tuple(sorted(names & found))
            return _Task(docnames=written, made=pages, has_pictures=names == drawn)

        tasks += [task({name}) for name in {*found, *made} - drawn]
        tasks += [task(drawn)] if drawn else []
        return sorted(
            tasks,
            key=lambda task: (
                task.has_pictures,
                -task.size,
                task.docnames,
                task.made[0].name if task.made else "",
            ),
        )
