"""Staging and publishing: a site that is complete and checked replaces the last one, whole."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

NOT_PUBLISHED = shutil.ignore_patterns(".policytrace-*", ".buildinfo*", "_sources")
"""What a build leaves in its folder for the next one; the site does not need it."""


NEVER_CHANGED = frozenset({"objekt", "pagefind"})
"""Folders whose files are never changed where they are: a new one takes an old one's place.

So the site can share them with the staged pages, which spares half the time of a large copy.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildFolders:
    """The staging folder, the doctrees and the published site, below one folder (``_build``)."""

    root: Path

    @property
    def staging(self) -> Path:
        """Where pages are written; kept between builds, so that only changes are written."""
        return self.root / "staging"

    @property
    def doctrees(self) -> Path:
        """What was read of each page."""
        return self.root / "doctrees"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "html"

    def prepare(self) -> None:
        """Mend what an interrupted publication left behind."""
        self.root.mkdir(parents=True, exist_ok=True)
        if self._last.exists():
            if self.site.exists():
                shutil.rmtree(self._last)
            else:
                self._last.rename(self.site)
        shutil.rmtree(self._next, ignore_errors=True)

    def renew(self, fingerprint: str) -> None:
        """Empty the staging folder if a build of another fingerprint has left it."""
        try:
            same = self._staged_by.read_text(encoding="utf-8") == fingerprint
        except OSError:
            same = False
        if not same:
            self.discard()
            self.staging.mkdir(parents=True)
            self._staged_by.write_text(fingerprint, encoding="utf-8")

    def discard(self) -> None:
        """Throw away the staged pages of a failed build, so that the next one writes them all."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def publish(self) -> None:
        """Publish the staged pages: a copy of them takes the place of the site, whole."""
        shutil.copytree(self.staging, self._next, ignore=NOT_PUBLISHED, copy_function=self._put)
        if self.site.exists():
            self.site.rename(self._last)
        self._next.rename(self.site)
        shutil.rmtree(self._last, ignore_errors=True)

    def _put(self, source: str, target: str) -> None:
        if Path(source).relative_to(self.staging).parts[0] in NEVER_CHANGED:
            try:
                os.link(source, target)
            except OSError:  # not every file system has links
                shutil.copy2(source, target)
        else:
            shutil.copy2(source, target)

    @property
    def _staged_by(self) -> Path:
        return self.staging / ".policytrace-program"

    @property
    def _next(self) -> Path:
        return self.root / "html.next"

    @property
    def _last(self) -> Path:
        return self.root / "html.last"
