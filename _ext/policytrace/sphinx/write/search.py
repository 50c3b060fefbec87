"""The search: Pagefind makes an index of the finished pages, which the browser asks.

What may be found is the text of the pages' ``<main>``. An object is found by its own page, so its
card on other pages is left out.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from sphinx.errors import ExtensionError

from policytrace.messages import message
from policytrace.site.pages.registry import address_of
from policytrace.site.views.facets import facets_of
from policytrace.sphinx.build import Build
from policytrace.sphinx.gate.snapshot import plan_snapshot

FOLDER = "pagefind"
"""Where the index lies, from the site's root."""

_MADE_IN = "pagefind.next"
"""Where it is made, before it takes the place of the last one."""

LEFT_OUT = (
    ".pt-written .pt-card, .pt-object section:not(.pt-facts), .pt-facts > :not(.pt-entries), "
    ".pt-facts .pt-entry:not(.pt-entry--own), .pt-object__badges, .pt-table-wrapper, .pt-page-toc, "
    ".pt-letterhead, .pt-source, .pt-permalink, .headerlink, nav, form"
)
"""What is shown on the pages but not found in them: what is said of other objects, above all.

Of an object's facts those are found that only the project knows; the others are days and names that
many objects have.
"""

_NOT_USED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Files of Pagefind's that no page of ours asks for."""

FACETS = "facets.json"
"""Name of our own file in the index: facet -> value -> ids of the pages that have it.

Pagefind's filters would do the same, but their files come in another order in every build.
"""


def has_index(build: Build) -> bool:
    """Whether there is an index from an earlier build."""
    return (Path(build.app.outdir) / FOLDER).is_dir()


def index_pages(build: Build) -> None:
    """Make the index of all pages in the output folder, in the place of the last one.

    Raises:
        ExtensionError: Pagefind could not do it.
    """
    out = Path(build.app.outdir)
    made = out / _MADE_IN
    shutil.rmtree(made, ignore_errors=True)
    done = subprocess.run(  # noqa: S603 - our own interpreter, and no word of a reader's
        [
            *(sys.executable, "-m", "pagefind", "--quiet"),
            *("--site", str(out), "--output-subdir", _MADE_IN),
            *("--force-language", build.app.config.language, "--exclude-selectors", LEFT_OUT),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0 or not (made / "pagefind.js").is_file():
        said = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        text = message("The search could not be made: {error}", error=said)
        raise ExtensionError(text.render(build.translations))
    for path in [path for pattern in _NOT_USED for path in made.glob(pattern)]:
        path.unlink()
    facets = json.dumps(_facets(build, made), ensure_ascii=False, sort_keys=True)
    (made / FACETS).write_text(facets, encoding="utf-8")
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    made.rename(out / FOLDER)


def _facets(build: Build, folder: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """What a search can be narrowed down by: the pages with each value of each facet."""
    snapshot = plan_snapshot(build)
    address = build.app.builder.get_target_uri
    items = {f"/{address(address_of(item))}": item for item in snapshot.graph}
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((folder / "fragment").iterdir()):
        text = gzip.decompress(path.read_bytes()).decode()
        url = json.loads(text[text.index("{") :])["url"]
        if item := items.get(url):
            for name, value in facets_of(snapshot, item):
                found.setdefault(name, {}).setdefault(value, []).append(path.stem)
    return found
