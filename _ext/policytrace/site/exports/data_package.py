"""``datapackage.json``: what describes the tables, as Frictionless Data Package has it (version 1).

Source: https://specs.frictionlessdata.io/data-package/, and Table Schema there.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from policytrace.messages import Message, message
from policytrace.schema.vocabulary import YesNo
from policytrace.site.exports.about import description_of, source_names, title_of
from policytrace.site.exports.plan_tables import ColumnType, OpenColumn, OpenTable
from policytrace.site.open_files import FOLDER, OBJECTS, PLAN, VALUES
from policytrace.site.signs import escaped_signs
from policytrace.snapshot import Snapshot

_Json = dict[str, object]

_OBJECTS = OBJECTS.removeprefix(FOLDER).removesuffix(".csv")
"""What the table of objects is called among the tables."""


def data_package(
    snapshot: Snapshot,
    tables: Iterable[OpenTable],
    plan: bytes,
    translations: gettext.NullTranslations,
) -> bytes:
    """The file; `plan` is the plan document, which lies beside it like the files of the tables."""
    metamodel = snapshot.metamodel
    words = metamodel.vocabulary
    yes_no = {"trueValues": [words.of(YesNo.YES)], "falseValues": [words.of(YesNo.NO)]}

    licence: _Json = {}
    if metamodel.publisher.licence:
        licence["licenses"] = [{"path": metamodel.publisher.licence}]

    def said(text: Message) -> str:
        return text.render(translations)

    package: _Json = {
        "profile": "data-package",
        "name": "plan",
        "title": title_of(snapshot).render(translations),
        "description": description_of(snapshot).render(translations),
        "created": f"{snapshot.today.isoformat()}T00:00:00Z",
    }
    if metamodel.site:
        package["homepage"] = metamodel.site
    if sources := source_names(snapshot):
        package["sources"] = [{"title": name} for name in sources]
    package["resources"] = [
        *(
            {**_table(table, yes_no), **({} if table.file == VALUES else licence)}
            for table in tables
        ),
        {
            "profile": "data-resource",
            "name": "plan",
            "type": "file",
            "path": PLAN.removeprefix(FOLDER),
            "title": said(message("The whole plan")),
            "description": said(message("All objects with links, values and verdicts, as JSON.")),
            "format": "json",
            "mediatype": "application/json",
            **licence,
            **_sum_of(plan),
        },
    ]
    return f"{escaped_signs(json.dumps(package, ensure_ascii=False, indent=2))}\n".encode()


def _table(table: OpenTable, yes_no: Mapping[str, list[str]]) -> _Json:
    schema: _Json = {
        "fields": [_field(column, yes_no) for column in table.columns],
        "missingValues": [""],
    }
    if table.file == OBJECTS:
        schema["primaryKey"] = [table.columns[0].name]
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": _OBJECTS, "fields": [there]}}
            for name, there in table.refers.items()
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "type": "table",
        "path": table.file.removeprefix(FOLDER),
        "title": table.title,
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        **_sum_of(table.content),
        "schema": schema,
    }


def _field(column: OpenColumn, yes_no: Mapping[str, list[str]]) -> _Json:
    field: _Json = {
        "name": column.name,
        "type": column.type.value,
        "description": column.says,
        "key": column.key,
    }
    if column.type is ColumnType.YES_NO:
        field |= yes_no
    if column.required:
        field["constraints"] = {"required": True}
    return field


def _sum_of(content: bytes) -> _Json:
    return {"bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}"}
