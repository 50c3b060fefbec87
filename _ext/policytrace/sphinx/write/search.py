"""The search: Pagefind makes an index of the finished pages, which the browser asks.

What may be found is the text of the pages' ``<main>``. An object is found by its own page, so its
card on other pages is left out.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Self
from urllib.parse import unquote

from pagefind_bin import get_executable
from sphinx.errors import ExtensionError

from policytrace.files import files_below, make_folder, reason, write_whole
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.role_specs import role_spec
from policytrace.site.pages.registry import address_of
from policytrace.site.views.facets import facets_of
from policytrace.site.views.search_ranking import GUIDE, PAGE, weight_of
from policytrace.sphinx.build import Build
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.write.frame import site_outline
from policytrace.sphinx.write.search_text import index_folder, searched_folder

FOLDER = "pagefind"
"""Where the index lies, from the site's root."""

LEFT_OUT = (
    ".pt-written .pt-card, .pt-written .pt-plan, .pt-written .pt-action, "
    ".pt-object section:not(.pt-facts), .pt-facts > :not(.pt-entries), "
    ".pt-facts .pt-entry:not(.pt-entry--own), .pt-object__badges, .pt-table-wrapper, .pt-page-toc, "
    ".pt-letterhead, .pt-source, .pt-permalink, .headerlink, nav, form, .pt-object__kind, "
    ".pt-object__written, .pt-badge, "
    ".pt-answer .pt-entry:not(.pt-entry--own):not(.pt-entry--long), "
    ".pt-answer .pt-progress__state, .pt-card__citation, .pt-chart-figure, "
    ".pt-timeline, .pt-brief, .pt-part__facts, .pt-part__on, .pt-part__list, .pt-part__what, "
    ".pt-part__simpler, .pt-note, .pt-row__about, .pt-visually-hidden, summary"
)
"""What is shown on the pages but not found in them: what is said of other objects, above all.

Of an object's facts those are found that only the project knows; the others are days and names that
many objects have. Of what it answers first those are found too that are more than a few words.
"""

_ENTRY = "pagefind-entry.json"
"""Name of Pagefind's own file that says which of the others describes the index."""

_NAMED_AFTER_CONTENT = (".pf_fragment", ".pf_index", ".pf_meta")
"""How Pagefind's files end that have part of a checksum for their name."""

_NOT_USED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Files of Pagefind's that no page of ours asks for."""

FACETS = "facets.json"
"""Name of our own file in the index: facet -> value -> ids of the pages that have it.

Pagefind's filters would do the same, but their files come in another order in every build.
"""

RANKING = "ranking.json"
"""Name of our own file in the index with what decides the order of what is found.

``pages``: id of a page -> its title, its weight and the object's id (empty: it is about none);
``first``: word -> id of the page that answers it; ``written``: id of the page that is made about an
object -> that of the page that has been written about it; ``stop``: words that say nothing.
"""

WORDS = "words.json"
"""Name of our own file in the index: all words of the pages, those of most pages first.

From them a misspelt one is mended.
"""

_MEMORY = "_RJEM_MALLOC_CONF"
"""The variable from which Pagefind's allocator (jemalloc) takes its settings.

What it sets free goes back to the system at once, and is not kept for ten seconds.
"""

_CBOR_TEXT = 0x60
"""What the length of a text shorter than 24 bytes is added to, in the byte before it."""

_WORD = re.compile(r"[^\W\d_]{4,}")

_GUIDES = "docs/"
"""The folder of the pages for those who keep the site, besides those that all pages lead to."""


def has_index(build: Build) -> bool:
    """Whether there is an index from an earlier build."""
    return (Path(build.app.outdir) / FOLDER).is_dir()


class Indexing:
    """Makes the index of all pages in the output folder, while this process goes on."""

    def __init__(self, build: Build) -> None:
        """Begin."""
        self._build = build
        self._made = index_folder(build.app)
        self._process = subprocess.Popen(  # noqa: S603 - our own package, no word of a reader's
            [
                *(str(get_executable()), "--quiet"),
                *("--site", str(searched_folder(build.app)), "--output-path", str(self._made)),
                *("--force-language", build.app.config.language, "--exclude-selectors", LEFT_OUT),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, _MEMORY: "dirty_decay_ms:0,muzzy_decay_ms:0"},
        )

    def __enter__(self) -> Self:
        """The work goes on beside what is done within the ``with``."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        """Wait for the index, unless there has been an error."""
        if kind is not None:
            self._process.kill()
            self._process.communicate()
        else:
            self._finish()

    def _finish(self) -> None:
        """Wait for the index, and put it in the place of the last one.

        Raises:
            ExtensionError: Pagefind could not do it.
        """
        said, _ = self._process.communicate()
        if self._process.returncode != 0:
            why = _last_line(said) or self._why_stopped()
            raise ExtensionError(_not_made(self._build, why))
        _finish_index(self._build, _used(self._build, self._made))

    def _why_stopped(self) -> str:
        """Why Pagefind has ended without a word: the system has stopped it."""
        code = self._process.returncode
        if hasattr(signal, "SIGXFSZ") and code == -signal.SIGXFSZ:
            why = reason(OSError(errno.EFBIG, ""))
            text = message("{file}: {reason}.", file=str(self._made), reason=why)
        else:
            text = message("Pagefind ended with {code}.", code=str(code))
        return text.render(self._build.translations)


def _last_line(said: str) -> str:
    return said.strip().rpartition("\n")[2]


def _used(build: Build, made: Path) -> dict[str, bytes]:
    """The files of the index in Pagefind's folder, by path; what is left of others is taken away.

    Pagefind leaves a file alone whose name is that of what it would write, and all that it does
    not write. A description of the index, in CBOR (RFC 8949), names what belongs to it.

    Raises:
        ExtensionError: the description does not name as many pages as Pagefind has read.
    """
    (language,) = json.loads((made / _ENTRY).read_bytes())["languages"].values()
    description = f"pagefind.{language['hash']}.pf_meta"
    named = gzip.decompress((made / description).read_bytes())
    used, pages = {}, 0
    for inside, entry in files_below(made):
        name = PurePosixPath(inside)
        text = name.stem.encode()
        is_named = bytes([_CBOR_TEXT + len(text)]) + text in named or inside == description
        if name.suffix in _NAMED_AFTER_CONTENT and not is_named:
            Path(entry.path).unlink()
        elif not any(fnmatch(inside, pattern) for pattern in _NOT_USED):
            used[inside] = Path(entry.path).read_bytes()
            pages += name.suffix == ".pf_fragment"
    if pages != language["page_count"]:
        raise ExtensionError(_not_made(build, f"{pages} / {language['page_count']}"))
    return used


def _not_made(build: Build, why: str) -> str:
    text = message("The search could not be made: {error}", error=why)
    return text.render(build.translations)


def _finish_index(build: Build, written: dict[str, bytes]) -> None:
    """Add our own files to what Pagefind has written, and put it where the last index was."""
    pages = tuple(_pages(build, written))
    for name, content in (
        (FACETS, _facets(build, pages)),
        (RANKING, _ranking(build, pages)),
        (WORDS, _words(pages)),
    ):
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        written[name] = text.encode()
    _put(Path(build.app.outdir) / FOLDER, written)


def _put(folder: Path, written: Mapping[str, bytes]) -> None:
    """Let a folder hold these files and no others. Most are as they were: they are left alone."""
    for inside, entry in files_below(folder):
        if inside not in written:
            Path(entry.path).unlink()
    for inside, content in written.items():
        path = folder / inside
        try:
            is_same = path.read_bytes() == content
        except FileNotFoundError:
            make_folder(path.parent)
            is_same = False
        if not is_same:
            write_whole(path, content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A page as Pagefind has read it."""

    id: str
    name: str
    """Its address from the site's root, without the suffix."""
    title: str
    text: str
    item: Item | None
    """The object that it is about."""


def _pages(build: Build, written: Mapping[str, bytes]) -> Iterator[_Found]:
    """All pages that can be found, in an order that is the same in every build."""
    items: dict[str, Item] = {}
    for item in plan_snapshot(build).graph:
        items[address_of(item)] = item
        if role_spec(item.role).written_page:
            items.setdefault(item.docname, item)
    suffix = Path(build.app.builder.get_target_uri("index")).suffix
    for path in sorted(path for path in written if path.startswith("fragment/")):
        text = gzip.decompress(written[path]).decode()
        page = json.loads(text[text.index("{") :])
        address = unquote(page["url"]).lstrip("/")
        name = (
            f"{address}index"
            if address.endswith("/") or not address
            else address.removesuffix(suffix)
        )
        yield _Found(
            id=PurePosixPath(path).stem,
            name=name,
            title=page["meta"].get("title", ""),
            text=page["content"],
            item=items.get(name),
        )


def _facets(build: Build, pages: Iterable[_Found]) -> Mapping[str, Mapping[str, list[str]]]:
    """What a search can be narrowed down by: the pages with each value of each facet."""
    snapshot = plan_snapshot(build)
    found: dict[str, dict[str, list[str]]] = {}
    for page in pages:
        if page.item is not None:
            for name, value in facets_of(snapshot, page.item):
                found.setdefault(name, {}).setdefault(value, []).append(page.id)
    return found


def _ranking(build: Build, pages: Iterable[_Found]) -> Mapping[str, object]:
    """What decides the order of what is found."""
    at_foot = {
        entry.docname for one in site_outline(build) if not one.caption for entry in one.entries
    }
    ranked: dict[str, tuple[str, float, str]] = {}
    by_target: dict[str, str] = {}
    made: dict[str, str] = {}
    for page in pages:
        by_target[page.name] = page.id
        if page.item is not None:
            weight = weight_of(page.item)
            is_made = page.name == address_of(page.item)
            (made if is_made else by_target)[page.item.id] = page.id
        else:
            is_guide = page.name.startswith(_GUIDES) and page.name not in at_foot
            weight = GUIDE if is_guide else PAGE
        ranked[page.id] = (page.title, weight, page.item.id if page.item else "")
    search = build.metamodel.search
    written = {made[item]: by_target[item] for item in made.keys() & by_target.keys()}
    by_target = {**made, **by_target}
    return {
        "pages": ranked,
        "written": written,
        "first": {
            word: by_target[answer.first]
            for answer in search.answers
            if answer.first in by_target
            for word in answer.words
        },
        "stop": search.stop_words,
    }


def _words(pages: Iterable[_Found]) -> list[str]:
    """The words of all pages, those of most pages first."""
    number = Counter(
        word
        for page in pages
        for word in set(_WORD.findall(f"{page.title} {page.text}".casefold()))
    )
    return sorted(number, key=lambda word: (-number[word], word))
