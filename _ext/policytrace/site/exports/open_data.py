"""Open data: all that the site says of the plan, in the forms that other programs take.

The plan document is made once, and all other forms of it: what is told in one is told in all, and
what is held back in one is held back in all.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping

from policytrace.site.exports.data_package import DATA_PACKAGE, data_package
from policytrace.site.exports.dcat import CATALOGUE, dcat_catalogue
from policytrace.site.exports.object_json import SCHEMA, object_files, object_schema
from policytrace.site.exports.plan_document import SCHEMA_FILE
from policytrace.site.exports.plan_json import FILE, plan_document, schema_file
from policytrace.site.exports.plan_tables import plan_tables
from policytrace.site.exports.registry import exporter
from policytrace.site.exports.stratml import stratml
from policytrace.snapshot import Snapshot

FOLDER = "data/"
"""Where the files lie. The plan document lies at the site's root too, where it was before."""


@exporter
def open_data(snapshot: Snapshot, translations: gettext.NullTranslations) -> Mapping[str, bytes]:
    """The plan document and its schema, a file for each object, tables, and what describes them."""
    site = snapshot.metamodel.site
    plan = plan_document(snapshot, translations)
    content = plan.as_json()
    schema = schema_file(translations, f"{site}/{FOLDER}{SCHEMA_FILE}" if site else None)
    tables = plan_tables(snapshot, plan, translations)
    files = {
        f"{FOLDER}{FILE}": content,
        f"{FOLDER}{SCHEMA_FILE}": schema,
        SCHEMA: object_schema(translations, site),
        **{table.file: table.content for table in tables},
        DATA_PACKAGE: data_package(snapshot, tables, content, translations),
        **stratml(snapshot, translations),
    }
    return {
        FILE: content,
        SCHEMA_FILE: schema,
        **files,
        **object_files(snapshot, plan),
        CATALOGUE: dcat_catalogue(snapshot, files, translations),
    }
