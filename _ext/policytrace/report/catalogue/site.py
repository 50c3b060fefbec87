"""The catalogue of rules as pages of the site, in Markdown."""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment

from policytrace.checks.registry import RULES
from policytrace.files import make_folder, write_whole
from policytrace.report.catalogue.entries import RuleEntry, families
from policytrace.templates import templates

FOLDER = "docs/regler"
"""Where a project keeps the catalogue, as seen from its own folder and from its site's."""

_PAGE = re.compile(r"pt[0-9]{3}\.md")

_NO_WORDS = gettext.NullTranslations()
"""For a template that has no words of its own."""


def page_of(code: str) -> str:
    """The page of the rule `code`, as seen from the project's folder, without suffix."""
    return f"{FOLDER}/{_name(code)}"


def addresses(project: Path, site: str) -> Mapping[str, str]:
    """Where on the web each rule is explained, for the rules that have a page in `project`.

    `site` is the public address of the project's site, without a slash at its end.
    """
    return {
        code: f"{site}/{page_of(code)}.html"
        for code in sorted(RULES)
        if (project / f"{page_of(code)}.md").is_file()
    }


def pages(translations: gettext.NullTranslations) -> Mapping[str, str]:
    """The text of every page by file name: ``index.md``, and one for each rule."""
    made = _templates(translations)
    found = tuple(families(translations))
    index = made.get_template("rules/index.md.jinja")
    written = {"index.md": index.render(families=found)}
    page = made.get_template("rules/page.md.jinja")
    for family in found:
        for rule in family.rules:
            written[f"{_name(rule.code)}.md"] = page.render(rule=rule).rstrip() + "\n"
    return written


def _name(code: str) -> str:
    return code.lower()


def sections_as_markdown(entry: RuleEntry) -> str:
    """The parts of a rule's page, without its title."""
    template = _templates(_NO_WORDS).get_template("rules/sections.md.jinja")
    return template.render(rule=entry).strip()


def write_pages(folder: Path, translations: gettext.NullTranslations) -> tuple[Path, ...]:
    """Write `pages` in `folder`, and take away the pages of rules that are no more.

    Returns the files that were changed; those that are as they should be are left alone.

    Raises:
        ProjectError: the folder cannot be written.
    """
    changed = []
    written = pages(translations)
    make_folder(folder)
    for name, text in written.items():
        path = folder / name
        content = text.encode()
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
            changed.append(path)
    for path in sorted(folder.iterdir()):
        if _PAGE.fullmatch(path.name) and path.name not in written:
            path.unlink()
            changed.append(path)
    return tuple(changed)


def fence(code: str) -> str:
    """A fence that is longer than any within `code`."""
    runs = re.findall(r"`+", code)
    return "`" * max(4, *(len(run) + 1 for run in runs)) if runs else "````"


@cache
def _templates(translations: gettext.NullTranslations) -> Environment:
    # They write Markdown, of texts that are all our own.
    made = templates("policytrace.report", translations, escaped=False, last_line_end=True)
    made.filters["fence"] = fence
    return made
