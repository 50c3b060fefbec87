"""What edits come to, object by object, for the words that all changes are told in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policytrace.author.editing import ObjectAsWritten, as_written
from policytrace.author.pending import PendingFiles
from policytrace.author.written import Spelling, objects_in
from policytrace.changes.comparing import compare
from policytrace.changes.kinds import PlanChange
from policytrace.changes.plan_state import PlanObject, PlanState, Unreadable
from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.plain import PlainData, plain_data, plain_key
from policytrace.schema.roles import CustomField, FieldName
from policytrace.schema.typed import parse_value
from policytrace.schema.vocabulary import Status
from policytrace.values.paragraphs import on_one_line


def changes_in(
    files: PendingFiles, *, graph: Graph, metamodel: Metamodel
) -> Mapping[str, tuple[PlanChange, ...]]:
    """What changes with each object when these files are written, by its id; in their order."""
    spelling = Spelling(metamodel=metamodel)
    root = files.project.resolve()
    before: dict[str, ObjectAsWritten] = {}
    after: dict[str, ObjectAsWritten] = {}
    now = PendingFiles(project=files.project)
    for change in files.changes:
        file = change.path.relative_to(root).as_posix()
        for state, found in ((before, now), (after, files)):
            if found is files or change.before is not None:
                state.update(_read(found, file, spelling))
    touched = [
        item_id
        for item_id, new in after.items()
        if item_id not in before or before[item_id].token != new.token
    ]
    titles = [PlanObject(id=item.id, kind="", title=item.title) for item in graph]
    new_titles = [PlanObject(id=one.id, kind="", title=one.title) for one in after.values()]
    had = PlanState.of(
        (_plan_object(before[item_id], metamodel) for item_id in touched if item_id in before),
        whole=PlanState.of(titles),
    )
    has = PlanState.of(
        (_plan_object(after[item_id], metamodel) for item_id in touched),
        whole=PlanState.of([*titles, *new_titles]),
    )
    told: dict[str, list[PlanChange]] = {item_id: [] for item_id in touched}
    for change_of_plan in compare(had, has):
        told[change_of_plan.object.id].append(change_of_plan)
    return {item_id: tuple(changes) for item_id, changes in told.items() if changes}


def _read(
    files: PendingFiles, file: str, spelling: Spelling
) -> Iterator[tuple[str, ObjectAsWritten]]:
    metamodel = spelling.metamodel
    for block in objects_in(files.read(file), spelling):
        yield block.id, as_written(block, metamodel.types[block.span.name], metamodel)


def _plan_object(written: ObjectAsWritten, metamodel: Metamodel) -> PlanObject:
    fields: dict[str, PlainData] = {}
    links: dict[str, tuple[str, ...]] = {}
    unread: dict[str, Unreadable] = {}
    status = ""
    for key, text in written.values.items():
        if not isinstance(key, FieldName | CustomField):
            links[plain_key(key)] = tuple(sorted(filter(None, text.split(", "))))
            continue
        try:
            value = parse_value(text, metamodel.definitions[key].spec, metamodel.vocabulary)
        except ValueError:
            unread[plain_key(key)] = Unreadable(written=on_one_line(text))
            continue
        if key is FieldName.STATUS and isinstance(value, Status):
            status = value.value
        else:
            fields[plain_key(key)] = plain_data(value)
    return PlanObject(
        id=written.id,
        kind=plain_key(written.role),
        title=written.title,
        status=status,
        fields=fields,
        links=links,
        text="\n\n".join(
            f"{name}\n: {text}" if name else text for name, text in written.texts.items()
        ),
        unread=unread,
        location=written.location,
    )
