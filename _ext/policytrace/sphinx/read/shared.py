"""Reading shared by several processes, each of which reads some of the pages.

Sphinx can do so itself, but starts a process for every ten pages, and each hands all that is known
back. Here each process takes page by page, and hands over what it has read once.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from policytrace.sphinx.forked import share

FEW = 12
"""So many pages are read in the time that it takes to bring home what another process has read."""


class SharedReader(Builder):
    """A builder whose pages are read by as many processes as Sphinx is told to use."""

    def _read_serial(self, docnames: list[str]) -> None:
        """Read the pages in this process, in the place of Sphinx' own method."""
        self._forget(docnames)
        for docname in docnames:
            self.read_doc(docname)

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        """Read the pages, in the place of Sphinx' own method."""
        if len(docnames) <= FEW:
            self._read_serial(docnames)
            return
        self._forget(docnames)

        def read(tasks: Iterator[int]) -> Sequence[str]:
            mine = []
            for task in tasks:
                self.read_doc(docnames[task], _cache=False)
                mine.append(docnames[task])
            return mine

        def pack(mine: Sequence[str]) -> tuple[Sequence[str], bytes]:
            return mine, pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL) if mine else b""

        for read_there, whole in share(len(docnames), nproc, read, pack):
            if read_there:
                theirs: BuildEnvironment = pickle.loads(whole)  # noqa: S301 - from our own fork
                self.env.merge_info_from(read_there, theirs, self._app)

    def _forget(self, docnames: list[str]) -> None:
        """Forget all that is known of the pages, before the first of them is read.

        sphinx-needs looks through all objects for those of each page. While the pages are read,
        there are more of them each time.
        """
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
