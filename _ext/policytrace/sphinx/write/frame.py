"""Page frame: what surrounds the text of every page, navigation, styles, and no more."""

from __future__ import annotations

import os
import posixpath
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from jinja2.filters import do_striptags
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

import policytrace
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import as_it_is, message
from policytrace.plan.model import Item
from policytrace.schedule.holders import HOLDERS
from policytrace.schema.metamodel import SETTINGS
from policytrace.schema.roles import Role
from policytrace.site.following import FOLLOWING_PAGE, feed_file
from policytrace.site.open_files import FIRST_PLAN
from policytrace.site.pages.accessibility_page import ACCESSIBILITY_PAGE
from policytrace.site.pages.contact_page import CONTACT_PAGE
from policytrace.site.pages.draft_page import DRAFT_PAGE, draft_notice
from policytrace.site.pages.not_found import NOT_FOUND_PAGE
from policytrace.site.pages.registry import OBJECT_PAGES
from policytrace.site.pages.search_page import SEARCH_PAGE
from policytrace.site.suggestion import suggestion
from policytrace.site.views.support import SUPPORT, support_box, supported_objects
from policytrace.sphinx.build import Build, build_of, once_a_build
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.read.graph import plan_graph
from policytrace.sphinx.read.placed import PLACED_VIEWS
from policytrace.sphinx.write.links import PageLinks
from policytrace.sphinx.write.navigation import (
    MenuEntry,
    MenuSection,
    language_of,
    lineage,
    outline,
    section_of,
)
from policytrace.values.contacts import contact_link
from policytrace.values.days import written_day

PACKAGE = Path(policytrace.__file__).parent / "site"

NOT_NEEDED = (
    "sphinx-needs",
    "sphinx-data-viewer",
    "jquery",
    "_sphinx_javascript_frameworks_compat",
    "sphinx_highlight.js",
    "graphviz.css",
    "documentation_options.js",
    "doctools.js",
    "translations.js",
)
"""Parts of the names of scripts and styles that other extensions add and our pages do not use."""

NOT_PUBLISHED = (
    "permalink.html",
    "_static/sphinx-needs",
    "_static/sphinx-data-viewer",
    "_static/jquery.js",
    "_static/_sphinx_javascript_frameworks_compat.js",
    "_static/doctools.js",
    "_static/documentation_options.js",
    "_static/language_data.js",
    "_static/searchtools.js",
    "_static/sphinx_highlight.js",
    "_static/translations.js",
)
"""Files that other extensions leave in the output and that no page of ours leads to."""

EXIT_SCRIPT = "exit.js"
"""The script of the quick way out, which pages without one do not load."""

SEARCH_SCRIPT = "search.js"
"""The script of the search page, which no other page loads."""

TABLE_SCRIPT = "tables.js"
"""The script that sorts and filters tables, and gives their rows to take along."""

CHART_SCRIPT = "charts.js"
"""The script that readies charts for paper."""

CHARTED = 'class="pt-chart"'
"""What a page with a chart has; others do not load the script."""

OFFERED = "data-pt-csv"
"""What a table has whose rows can be taken along; a page without one does not load the script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who stands behind the pages."""

    name: str
    """The publisher; of a draft, that it is one, and from whom it is not."""
    reports: str
    """An e-mail address for mistakes, or else a web address; empty: there is neither."""


def setup_component(app: Sphinx) -> None:
    """Register templates, styles and the page context."""
    app.connect("config-inited", _demand_pictures, priority=590)
    app.connect("config-inited", _add_paths, priority=600)
    app.connect("html-page-context", _before_theme, priority=100)
    app.connect("html-page-context", _after_theme, priority=900)
    app.connect("builder-inited", _take_away)
    app.connect("build-finished", _take_away, priority=940)


def _demand_pictures(app: Sphinx, config: Config) -> None:
    """See to it that mark and icon are files of the project: Sphinx copies what they name."""
    for key in ("html_logo", "html_favicon"):
        value = config[key]
        if value and not _is_in_project(Path(app.confdir), value):
            raise ConfigError(key) from ProjectError(
                message(
                    "{key} = {value!r}: give the path of a picture in the project's folder, as "
                    "docs/bilder/marke.svg.",
                    key=key,
                    value=str(value),
                ),
                _setting(Path(app.confdir), key),
            )


def _is_in_project(folder: Path, value: object) -> bool:
    if not isinstance(value, str):
        return False
    path = Path(os.path.normpath(folder / value))
    return path.is_file() and path.is_relative_to(folder)


def _setting(folder: Path, key: str) -> Location:
    """Where a setting stands in the project's settings of Sphinx; their first line if not found."""
    lines = (folder / SETTINGS).read_text(encoding="utf-8", errors="replace").splitlines()
    found = (number for number, line in enumerate(lines, start=1) if line.startswith(key))
    return Location(file=SETTINGS, line=next(found, 1))


def _add_paths(app: Sphinx, config: Config) -> None:
    config.templates_path = [*config.templates_path, str(PACKAGE / "templates" / "theme")]
    config.html_static_path = [*config.html_static_path, str(PACKAGE / "static")]
    for style in sorted((PACKAGE / "static").glob("*.css")):
        app.add_css_file(style.name, priority=700)
    app.add_js_file(SEARCH_SCRIPT, type="module")
    app.add_js_file(TABLE_SCRIPT, loading_method="defer")
    app.add_js_file(CHART_SCRIPT, loading_method="defer")
    app.add_js_file(EXIT_SCRIPT, loading_method="defer")


def _before_theme(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Put our outline where the theme would compute its own."""
    build = build_of(app)
    context["nothing_decided"] = nothing_decided(build)
    context["publisher"] = build.metamodel.publisher
    context["sender"] = sender(build)
    context["draft_page"] = DRAFT_PAGE
    context["contact_page"] = CONTACT_PAGE
    context["accessibility_page"] = ACCESSIBILITY_PAGE
    context["report"] = _report(build, pagename, context)
    context["suggest"] = _suggest(build, pagename, context)
    context["language_of_page"] = language_of(app.env, pagename)
    _add_support(build, pagename, context)
    context["search_page"] = SEARCH_PAGE
    context["plan_file"] = FIRST_PLAN
    context["following_page"] = FOLLOWING_PAGE
    context["feed"] = feed_file(None)
    own = followed_items(build).get(pagename)
    context.setdefault("own_feed", feed_file(own) if own else "")
    context.setdefault("written", True)
    context["toctree"] = lambda **_options: ""
    context["pathto"] = _known_addresses(build, pagename, context["pathto"])
    home = context.setdefault("home", pagename)
    _add_navigation(build, pagename, home, context)
    context["trail"] = _trail(build, pagename, home)
    context["built"] = build.context.today.isoformat()
    context["built_written"] = written_day(build.context.today, app.config.language)


@once_a_build
def followed_items(build: Build) -> Mapping[str, Item]:
    """What a written page is about of all that can be followed by itself, by the page's name."""
    found: dict[str, list[Item]] = {}
    for item in plan_graph(build).of_role(*HOLDERS):
        found.setdefault(item.docname, []).append(item)
    return {page: items[0] for page, items in found.items() if len(items) == 1}


def _known_addresses(build: Build, pagename: str, made: Callable[..., str]) -> Callable[..., str]:
    """Sphinx' ``pathto`` of a page, which works out the same for all pages of a folder."""
    known, folder = _addresses(build), posixpath.dirname(pagename)

    def pathto(uri: str, resource: bool = False) -> str:  # noqa: FBT001, FBT002 - as Sphinx has it
        if uri == pagename:
            return made(uri, resource)
        key = (folder, uri, resource)
        if key not in known:
            known[key] = made(uri, resource)
        return known[key]

    return pathto


@once_a_build
def _addresses(_build: Build) -> dict[tuple[str, str, bool], str]:
    """Addresses of pages and files, from pages in a folder."""
    return {}


def _add_navigation(build: Build, pagename: str, home: str, context: dict[str, Any]) -> None:
    """Give the page the ways into the site, and the pages of the way that it is on."""
    sections = site_outline(build)
    section = section_of(sections, home)
    on_a_way = section is not None and bool(section.caption)
    context["ways"] = tuple(one for one in sections if one.caption)
    context["at_foot"] = tuple(one for one in sections if not one.caption)
    context["section"] = section
    address = context["pathto"]
    context["rows"] = [
        [(address(entry.docname), entry.title, _mark(entry, pagename, home)) for entry in row]
        for row in (section.rows(home) if section is not None and on_a_way else ())
    ]


def _mark(entry: MenuEntry, pagename: str, home: str) -> str:
    """What `entry` is to the reader of a page, in the words of ``aria-current``."""
    if entry.docname == pagename:
        return "page"
    return "true" if entry.holds(home) else ""


@once_a_build
def sender(build: Build) -> Sender:
    """Who stands behind the pages, in words."""
    publisher = build.metamodel.publisher
    written = contact_link(publisher.contact)
    return Sender(
        name=publisher.name
        if publisher.official
        else draft_notice(publisher).render(build.translations),
        reports=written if written.startswith("mailto:") else publisher.reports,
    )


def _report(build: Build, pagename: str, context: dict[str, Any]) -> str:
    """Where a mistake on the page is reported; a letter says which page, and which object."""
    to = sender(build).reports
    if not to.startswith("mailto:"):
        return to
    about = pagename.removeprefix(OBJECT_PAGES)
    where = context.get("pageurl") or f"{pagename}.html"
    words = message("Mistake on the page {address}", address=where)
    if about != pagename:
        words = message("Mistake on the page about {id}, {address}", id=about, address=where)
    elif pagename == NOT_FOUND_PAGE:
        words = message("A page does not exist")
    return f"{to}?subject={quote(words.render(build.translations), safe='')}"


def _suggest(build: Build, pagename: str, context: dict[str, Any]) -> str:
    """Where a change of the page is suggested; a page about an object says it beside the object."""
    if pagename.startswith(OBJECT_PAGES) or pagename == NOT_FOUND_PAGE:
        return ""
    title = do_striptags(context.get("title", ""))
    found = suggestion(build.metamodel, as_it_is(title), f"{pagename}.html")
    return found.render(build.translations) if found else ""


@once_a_build
def supported_pages(build: Build) -> frozenset[str]:
    """The written pages that show the help numbers: those whose subject they are for.

    That is a page with a whole that they are for, as a priority or a plan, or on which they are for
    half of the objects or more; a page on which they are for one measure of many is about more.
    """
    supported = supported_objects_of(build)
    everything: Counter[str] = Counter()
    concerned: Counter[str] = Counter()
    pages: set[str] = set()
    for item in plan_graph(build):
        everything[item.docname] += 1
        if item.id in supported:
            concerned[item.docname] += 1
            if item.role not in (Role.ACTION, Role.INDICATOR):
                pages.add(item.docname)
    most = (page for page, number in concerned.items() if 2 * number >= everything[page])
    return frozenset(pages.union(most))


def has_support(build: Build, about: Item | None) -> bool:
    """Whether the page that is made about an object shows the help numbers."""
    return about is not None and about.id in supported_objects_of(build)


@once_a_build
def supported_objects_of(build: Build) -> frozenset[str]:
    """The ids of the objects that the help numbers are for."""
    return supported_objects(plan_snapshot(build))


def _add_support(build: Build, pagename: str, context: dict[str, Any]) -> None:
    """Say whether the page shows the help numbers, and whether it has a quick way out."""
    support = build.metamodel.support
    placed = any(view.view == SUPPORT for view in PLACED_VIEWS.of(build.app.env).get(pagename, ()))
    supported = context.setdefault("supported", pagename in supported_pages(build))
    # The body of a page that is made is not here yet: see `generated`.
    if supported and not placed and context.get("written", True):
        context["body"] = with_support(build, context.get("body", ""))
    context["exit"] = support.exit if support and (supported or placed) else ""


def with_support(build: Build, body: str) -> str:
    """The body of a page, with the help numbers right after its first heading."""
    heading, end, rest = body.partition("</h1>")
    box = f"<div data-pagefind-ignore>{_support_html(build)}</div>"
    return f"{heading}{end}{box}{rest}" if end else f"{box}{body}"


@once_a_build
def _support_html(build: Build) -> Markup:
    """The box with the help numbers; it leads to no page of the site, so it is the same on all."""
    support = build.metamodel.support
    if support is None:
        return Markup()
    return build.renderer.render(
        "support.html.jinja",
        link=PageLinks(build.app.builder, build.app.config.root_doc),
        view=support_box(support),
        anchor="pt-hjalp",
    )


@once_a_build
def site_outline(build: Build) -> tuple[MenuSection, ...]:
    """The navigation of all pages. Ask for it only when every page has been read."""
    return outline(build.app.env)


@once_a_build
def nothing_decided(build: Build) -> bool:
    """Whether all plans, actions and indicators are proposals."""
    return all(
        item.status is None or item.proposed
        for item in plan_graph(build).of_role(Role.PLAN, Role.ACTION, Role.INDICATOR)
    )


def _trail(build: Build, pagename: str, home: str) -> tuple[MenuEntry, ...]:
    """The pages above this one; for a page that is made, also the one that its object stands on."""
    env = build.app.env
    if pagename == env.config.root_doc or not home:
        return ()
    sections = site_outline(build)
    above = lineage(sections, home)
    if home == pagename:
        return above
    section = section_of(sections, home)
    if section is not None and section.caption and section.landing.docname == home:
        return (section.landing,)
    title = env.titles[home].astext() if home in env.titles else home
    return (*above, MenuEntry(docname=home, title=title))


def _after_theme(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Leave out the scripts and styles that our pages do not use."""
    unused = NOT_NEEDED if pagename == SEARCH_PAGE else (*NOT_NEEDED, SEARCH_SCRIPT)
    if not context.get("sortable", OFFERED in context.get("body", "")):
        unused = (*unused, TABLE_SCRIPT)
    if not context.get("charted", CHARTED in context.get("body", "")):
        unused = (*unused, CHART_SCRIPT)
    if not context["exit"]:
        unused = (*unused, EXIT_SCRIPT)
    for kind in ("css_files", "script_files"):
        context[kind] = [
            asset
            for asset in context[kind]
            if not any(part in str(getattr(asset, "filename", asset)) for part in unused)
        ]
    known, folder = _asset_tags(build_of(app)), pagename.count("/")
    for tag in ("css_tag", "js_tag"):
        context[tag] = _known_tag(known, (tag, folder), context[tag])


@once_a_build
def _asset_tags(_build: Build) -> dict[object, str]:
    """The elements that load styles and scripts, for pages so deep in folders."""
    return {}


def _known_tag(
    known: dict[object, str], place: tuple[str, int], made: Callable[[object], str]
) -> Callable[[object], str]:
    """What makes the element for an asset; Sphinx would read the file anew for each page."""

    def tag(asset: object) -> str:
        key = (place, str(getattr(asset, "filename", asset)))
        if key not in known:
            known[key] = made(asset)
        return known[key]

    return tag


def _take_away(app: Sphinx, exception: Exception | None = None) -> None:
    """Take away what is not published; also before it comes, since a killed build leaves parts."""
    if exception is not None or app.builder.format != "html":
        return
    for name in NOT_PUBLISHED:
        path = Path(app.outdir) / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
