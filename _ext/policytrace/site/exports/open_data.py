"""Open data: all that the site says of the plan, in the forms that other programs take.

The plan document is made once, and all other forms of it: what is told in one is told in all, and
what is held back in one is held back in all.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping

from policytrace.site.exports.data_package import data_package
from policytrace.site.exports.dcat import dcat_catalogue
from policytrace.site.exports.history_document import history_document, history_schema
from policytrace.site.exports.llms import llms_text
from policytrace.site.exports.object_json import object_files, object_schema
from policytrace.site.exports.plan_document import SCHEMA_FILE
from policytrace.site.exports.plan_json import plan_document, schema_file
from policytrace.site.exports.plan_tables import plan_tables
from policytrace.site.exports.registry import ExportedFile, exporter
from policytrace.site.exports.stratml import stratml
from policytrace.site.open_files import (
    ASSISTANTS,
    CHANGES,
    CHANGES_SCHEMA,
    DATA_PACKAGE,
    FIRST_PLAN,
    OBJECT_SCHEMA,
    PLAN,
    PLAN_SCHEMA,
)
from policytrace.snapshot import Snapshot


@exporter
def open_data(
    snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, ExportedFile]:
    """All files that `open_files` tells of, and one for each object.

    The plan document lies at the site's root too, where it was before there were others.
    """
    site = snapshot.metamodel.site
    plan = plan_document(snapshot, translations)
    content = plan.as_json()
    schema = schema_file(translations, f"{site}/{PLAN_SCHEMA}" if site else None)
    tables = plan_tables(snapshot, plan, translations)
    files = {
        PLAN: content,
        PLAN_SCHEMA: schema,
        CHANGES: history_document(
            snapshot.history, snapshot.metamodel.words.__getitem__, translations
        ).as_json(),
        CHANGES_SCHEMA: history_schema(translations, site),
        OBJECT_SCHEMA: object_schema(translations, site),
        **{table.file: table.content for table in tables},
        DATA_PACKAGE: data_package(snapshot, tables, content, translations),
        **stratml(snapshot, plan, translations),
    }
    return {
        FIRST_PLAN: content,
        SCHEMA_FILE: schema,
        **files,
        **object_files(snapshot, plan),
        ASSISTANTS: llms_text(snapshot, translations),
        **dcat_catalogue(snapshot, files, translations),
    }
