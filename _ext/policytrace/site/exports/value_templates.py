"""Templates for new values: a workbook for each indicator, and one for all of them."""

from __future__ import annotations

import gettext
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from policytrace.schema.roles import Role
from policytrace.schema.words import Words
from policytrace.site.exports.registry import FileToMake, is_address, slow_exporter
from policytrace.site.value_template_files import ALL, template_path
from policytrace.site.views.indicator_values import published_rows
from policytrace.snapshot import Snapshot
from policytrace.sources.templates.content import TemplateContent, template_content
from policytrace.sources.templates.writing import template_title, template_workbook

_MADE = date(2000, 1, 1)
"""When they are said to have been made: the same values give the same bytes on every day."""


@slow_exporter
def value_templates(
    snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, FileToMake]:
    """The templates, with the values that the site shows."""
    measured = snapshot.measurements
    if measured.settings.data is None:
        return {}
    contents = [
        template_content(
            item,
            list(published_rows(measured.series(item.id), measured)),
            measured.areas,
            measured.words,
        )
        for item in snapshot.graph.of_role(Role.INDICATOR)
    ]
    if not contents:
        return {}
    wanted = {
        path: (content,) for content in contents if is_address(path := template_path(content.id))
    }
    return {
        path: _file(of, measured.words, translations)
        for path, of in {**wanted, ALL: contents}.items()
    }


def _file(
    contents: Sequence[TemplateContent], words: Words, translations: gettext.NullTranslations
) -> FileToMake:
    said = repr((tuple(contents), words.tables, translations.info().get("language", "")))
    return FileToMake(
        fingerprint=hashlib.sha256(said.encode()).hexdigest(),
        make=partial(
            template_workbook,
            contents,
            template_title(contents, translations),
            _MADE,
            words,
            translations,
        ),
    )
