"""PT3xx: what is measured can be trusted, compared and judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from policytrace.checks.presence import demanded, lacking, options_of
from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.locations import Location
from policytrace.measure.csvfile import Issue
from policytrace.measure.kolada_catalogue import KOLADA_ID
from policytrace.measure.measurements import IndicatorData
from policytrace.measure.meetings import bodies_of
from policytrace.measure.overdue_values import outdated_period
from policytrace.measure.performance import TargetSpec
from policytrace.measure.suppression import Disclosure, Reason, disclosures
from policytrace.measure.tables import Row
from policytrace.measure.target_specs import is_split, target_spec_of
from policytrace.measure.targets import target_of
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.required import Requirement
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Direction, Sex
from policytrace.severity import Severity
from policytrace.values.periods import Period

KOLADA = "Kolada"
"""How the source of a figure from Kolada begins."""


def _measured(graph: Graph, context: Context) -> Iterator[tuple[Item, IndicatorData]]:
    for indicator in graph.of_role(Role.INDICATOR):
        data = context.measurements.by_indicator.get(indicator.id)
        if data is not None:
            yield indicator, data


def _in_file(item: str, file: str, line: int, text: Message, hint: Message) -> Violation:
    return Violation(item=item, location=Location(file=file, line=line), message=text, hint=hint)


@rule("PT301", Severity.ERROR, "A data file that is missing or wrong")
def wrong_data(graph: Graph, context: Context) -> Iterator[Violation]:
    """A data file cannot be read, or holds something that it must not.

    A wrong figure is worse than none: it is believed. So every row is checked, and all that is
    wrong with a file is told at once, with the line in the file.

    The file of an indicator that names none is called after its id, and may be missing: then there
    is no data yet. A file that belongs to no indicator is wrong too, and one that belongs to two.
    So is a value for a time that has not begun, or that was taken in after today.

    So is the file that says when bodies meet, which ``meetings`` in ``ubproject.toml`` names: a day
    and an organisation on each line.

    Example:
        2019,Fagersta,kvinnor,,"243,7",,,SCB,2026-11-23

    Instead:
        2019,Fagersta,kvinnor,,243.7,,,SCB,2026-11-23

    Remedy: correct the line; or take the whole file in anew with `./policytrace indicators import`.
    """
    measured = context.measurements
    registers = (
        (measured.settings.areas, measured.areas.issues),
        (measured.settings.kolada, measured.catalogue.issues),
        (context.meetings.file, context.meetings.issues),
    )
    for file, issues in registers:
        for issue in issues:
            yield _of_issue("", file or "", issue)
    yield from _unknown_bodies(graph, context)
    holders: dict[str, Item] = {}
    for indicator, data in _measured(graph, context):
        for issue in data.table.issues:
            yield _of_issue(indicator.id, data.file, issue)
        other = holders.setdefault(data.file, indicator)
        if other is not indicator:
            yield violation(
                indicator,
                message("{file} is the file of {id} too.", file=data.file, id=other.id),
                message("Let each indicator have a file of its own."),
            )
        for row in data.table.rows:
            if row.period.start > context.today or row.retrieved > context.today:
                yield _in_file(
                    indicator.id,
                    data.file,
                    row.line,
                    message("The row is about a time that has not come yet."),
                    message("Correct the period, or the day when the value was taken in."),
                )
    for file in measured.orphans:
        if context.unread.explains(file, Path(file).name, Path(file).stem.upper()):
            continue
        yield _in_file(
            "",
            file,
            1,
            message("The file belongs to no indicator."),
            message(
                "Name it after an indicator’s id in lower case, or write it on the indicator with "
                ":{data}:.",
                data=context.word("field.data"),
            ),
        )


def _unknown_bodies(graph: Graph, context: Context) -> Iterator[Violation]:
    """Meetings of what is no organisation of the plan."""
    meetings, bodies = context.meetings, bodies_of(graph)
    for meeting in meetings.rows:
        if meeting.body.casefold() not in bodies and not context.unread.is_lost(meeting.body):
            yield _in_file(
                "",
                meetings.file,
                meeting.line,
                message("“{body}” is no organisation of the plan.", body=meeting.body[:100]),
                message("Write the id of an organisation, or its title."),
            )


def _of_issue(item: str, file: str, issue: Issue) -> Violation:
    return _in_file(item, file, issue.line, issue.message, issue.hint)


@rule("PT302", Severity.WARNING, "An indicator without baseline or target")
def no_target(graph: Graph, context: Context) -> Iterator[Violation]:
    """An indicator lacks baseline, target value or target year, or they do not fit each other.

    Without them nobody can tell whether things are going as they should. The site then says that
    there is no target.

    The target may be a value, or a gap between women and men. An indicator without a direction is
    shown as background, and needs none. Nor does one that says in which month its target is to be
    set, and by whom, until that month has passed. The baseline is not asked for while there are no
    values and a day is said when the first one comes.
    The baseline is a period of the indicator's own values, so
    it must have a value in the municipality. Balance needs a band as target, the other directions a
    single value. The target year comes after the baseline.

    What is to be reached on the way stands in ``etappmål``, each value with its year. The years lie
    between the baseline and the target year, and each value is nearer to the target than the one
    before.

    Example:
        :riktning: upp

    Instead:
        :riktning: upp
        :baslinje: 2020
        :målvärde: 95
        :målår: 2030

    Remedy: add what is missing. What nobody has decided is a proposal. If it is too early for a
    target, write the month in ``mål_sätts`` and the body in ``mål_sätts_av``.
    """
    requirements = demanded(context, Role.INDICATOR, "PT302")
    for indicator in filter(graph.claims, graph.of_role(Role.INDICATOR)):
        month = indicator.value(FieldName.TARGET_SET, Period)
        if month is not None or indicator.has(LinkKind.TARGET_SET_BY):
            yield from _target_to_come(graph, context, indicator, month)
            continue
        missing = _missing(context, indicator, requirements)
        if missing:
            yield violation(
                indicator,
                message(
                    "{id} lacks {fields}.",
                    id=indicator.id,
                    fields=", ".join(options_of(requirement, context) for requirement in missing),
                ),
                message("Add it. What nobody has decided is a proposal."),
            )
        elif indicator.has(FieldName.DIRECTION):
            spec = target_spec_of(indicator)
            for text, hint in _ill_fitting(context, indicator, spec):
                yield violation(indicator, text, hint)


def _missing(
    context: Context, indicator: Item, requirements: Iterable[Requirement]
) -> tuple[Requirement, ...]:
    """What the target of an indicator lacks. A baseline is not missed while values are to come."""
    missing = tuple(lacking(indicator, requirements))
    if not missing:
        return ()
    expected = indicator.day(FieldName.VALUE_EXPECTED)
    data = context.measurements.by_indicator.get(indicator.id)
    if expected is None or expected < context.today or (data is not None and data.table.rows):
        return missing
    return tuple(one for one in missing if FieldName.BASELINE not in one.keys)


_TARGETS = (FieldName.TARGET_VALUE, FieldName.TARGET_GAP, FieldName.TARGET_AGAINST)


def _target_to_come(
    graph: Graph, context: Context, indicator: Item, month: Period | None
) -> Iterator[Violation]:
    """What is wrong with saying when a target is to be set."""
    set_option = context.word("field.target_set")
    by_option = context.word("link.target_set_by")
    if any(indicator.has(name) for name in _TARGETS):
        yield violation(
            indicator,
            message("{id} has a target, and says that one is to be set.", id=indicator.id),
            message(
                "Take :{set}: and :{by}: away when the target is there.",
                set=set_option,
                by=by_option,
            ),
        )
    elif month is None or not graph.targets(indicator, LinkKind.TARGET_SET_BY):
        if FieldName.TARGET_SET not in indicator.malformed:
            yield violation(
                indicator,
                message(
                    "{id} does not say both when its target is set and by whom.", id=indicator.id
                ),
                message(
                    "Write the month in :{set}: and the body in :{by}:.",
                    set=set_option,
                    by=by_option,
                ),
            )
    elif month.end < context.today:
        yield violation(
            indicator,
            message(
                "{id} was to have a target in {month}, and has none.",
                id=indicator.id,
                month=month.text,
            ),
            message("Write the target, or a new month in :{set}:.", set=set_option),
        )


def _ill_fitting_stages(
    context: Context, indicator: Item, spec: TargetSpec
) -> Iterator[tuple[Message, Message]]:
    """What is wrong with the values to be reached on the way to the target."""
    if not spec.stages or spec.direction is None:
        return
    option = context.word("field.target_stages")
    target = target_of(spec.direction, spec.target) if spec.target else None
    if target is None or spec.year is None:
        yield (
            message(
                "{id} says what is to be reached on the way, but not which value in the end.",
                id=indicator.id,
            ),
            message(
                "Write the last one in :{value}: and :{year}:, and those before it in :{stages}:.",
                value=context.word("field.target_value"),
                year=context.word("field.target_year"),
                stages=option,
            ),
        )
        return
    since = spec.baseline.end.year if spec.baseline else 0
    # Balance is come to from either side.
    starts = (target.band.low - 1, target.band.high + 1)
    before: Decimal | None = None
    for stage in spec.stages:
        year = str(stage.year)
        if not since < stage.year < spec.year:
            yield (
                message(
                    "{id} is to reach a value in {year}, which is not between the baseline and "
                    "the target year.",
                    id=indicator.id,
                    year=year,
                ),
                message("Correct the year in :{stages}:.", stages=option),
            )
        left = max(target.left_at(stage.band, start) for start in starts)
        if (spec.direction is Direction.BALANCE) == stage.band.is_point:
            yield (
                message(
                    "What {id} is to reach in {year} does not fit its direction.",
                    id=indicator.id,
                    year=year,
                ),
                message("Balance needs a band, as 40–60; the other directions need one value."),
            )
        elif left < 0 or (before is not None and left > before):
            yield (
                message(
                    "What {id} is to reach in {year} does not lie between the value before and "
                    "the target.",
                    id=indicator.id,
                    year=year,
                ),
                message("Correct the value in :{stages}:.", stages=option),
            )
        before = left


def _ill_fitting(
    context: Context, indicator: Item, spec: TargetSpec
) -> Iterator[tuple[Message, Message]]:
    if spec.target is not None and (spec.direction is Direction.BALANCE) == spec.target.is_point:
        yield (
            message("The target of {id} does not fit its direction.", id=indicator.id),
            message("Balance needs a band, as 40–60; the other directions need one value."),
        )
    if spec.against is not None and indicator.has(FieldName.TARGET_VALUE):
        yield (
            message("{id} has two targets, and only one of them can count.", id=indicator.id),
            message(
                "Keep :{value}: or :{against}:.",
                value=context.word("field.target_value"),
                against=context.word("field.target_against"),
            ),
        )
    if spec.against is not None and spec.direction is Direction.BALANCE:
        yield (
            message("The target of {id} does not fit its direction.", id=indicator.id),
            message("Other values can only be a target for what should go up or down."),
        )
    yield from _ill_fitting_stages(context, indicator, spec)
    if spec.baseline is None:
        return
    if spec.year is not None and spec.year <= spec.baseline.end.year:
        yield (
            message("The target year of {id} does not come after its baseline.", id=indicator.id),
            message("Correct the one that is wrong."),
        )
    home = context.measurements.areas.home
    data = context.measurements.by_indicator.get(indicator.id)
    if home is None or data is None or not data.table.rows or data.table.issues:
        return
    divisions = context.measurements.areas.divisions if spec.scope is not None else ()
    places = (home.name, *(key for division in divisions for key in division.keys))
    if not any(spec.baseline in data.series.values(place, sex) for place in places for sex in Sex):
        yield (
            message(
                "There is no value for the baseline of {id}, {period}, in {area}.",
                id=indicator.id,
                period=spec.baseline.text,
                area=home.name,
            ),
            message(
                "Choose a period that has a value, or add the value to {file}.", file=data.file
            ),
        )


@rule("PT303", Severity.WARNING, "A series that is outdated")
def outdated(graph: Graph, context: Context) -> Iterator[Violation]:
    """The latest value is older than the time between one value and the next.

    Old figures look like news. The site marks them as outdated.

    A value is about a time that has ended. The next one is about the time after it, as long as the
    interval says, and is published within as long again, though within a year. While a day to come
    is said for the next value, nothing is asked.

    Example:
        :uppdateras: varje år

    Instead:
        :uppdateras: vart fjärde år

    Remedy: fetch the newest values, say how often there really are new ones, or say on which day
    the next is expected, with ``värde_väntas``.
    """
    for indicator in graph.of_role(Role.INDICATOR):
        latest = outdated_period(indicator, context.measurements, context.today)
        if latest is not None:
            yield violation(
                indicator,
                message(
                    "The latest value of {id} is for {period}.",
                    id=indicator.id,
                    period=latest.text,
                ),
                message("Take newer values in, or correct how often there are new ones."),
            )


@rule("PT304", Severity.ERROR, "A series that is not split by sex")
def not_split(graph: Graph, context: Context) -> Iterator[Violation]:
    """Values could be shown for women and men apart, but are not.

    A total hides the difference that the strategy wants seen.

    An indicator that is split by sex needs, for the municipality, at least one period with a row
    for women and one for men. The row may say that the value is missing or confidential. One that
    is not split must not be one that Kolada splits.

    Example:
        :kolada: N00945
        :könsuppdelad: nej

    Instead:
        :kolada: N00945
        :könsuppdelad: ja

    Remedy: take in the values for women and men too, or say that there are none.
    """
    measured = context.measurements
    for indicator in graph.of_role(Role.INDICATOR):
        entry = measured.catalogue.entries.get(indicator.text(FieldName.KOLADA))
        if entry is not None and entry.split_by_sex and not is_split(indicator):
            yield violation(
                indicator,
                message(
                    "Kolada has {kolada} for women and men apart, but {id} is not split by sex.",
                    kolada=entry.id,
                    id=indicator.id,
                ),
                message(
                    "Write :{option}: {yes}.",
                    option=context.word("field.split_by_sex"),
                    yes=context.word("yes_no.yes"),
                ),
            )
    home = measured.areas.home
    for indicator, data in _measured(graph, context):
        rows = [row for row in data.table.rows if home is not None and row.area == home.name]
        if rows and is_split(indicator) and not _has_both(rows):
            yield _in_file(
                indicator.id,
                data.file,
                rows[0].line,
                message(
                    "{id} is to be split by sex, but no period has both women and men.",
                    id=indicator.id,
                ),
                message(
                    "Add the values for women and men, or write :{option}: {no} on the indicator.",
                    option=context.word("field.split_by_sex"),
                    no=context.word("yes_no.no"),
                ),
            )


def _has_both(rows: list[Row]) -> bool:
    women = {(row.period, row.group) for row in rows if row.sex is Sex.WOMEN}
    return any((row.period, row.group) in women for row in rows if row.sex is Sex.MEN)


@rule("PT305", Severity.ERROR, "A value that few persons are behind")
def small_group(graph: Graph, context: Context) -> Iterator[Violation]:
    """A value is on fewer persons than the project's threshold.

    In a small group people can be recognised. The site never shows such a value, nor any from which
    it could be worked out; but the file with it can be read by anyone who has the project's files.

    The number of persons is that of the column for it, or the value itself where its unit counts
    persons. It may also follow from other rows: from a total and all others of it. A share with its
    number tells how many make it up and how many do not, and a share of 0 or 100 in a small group
    tells of each of them. And it may follow from another indicator's file about the same period,
    area and group: from a number of the same persons there, of which a value here is a share, or
    which adds up with the numbers here.

    So a value that is held back, in whatever words, must not follow from the others: where women
    are hidden and the total is not, men must be hidden too. And no source may tell how a value was
    worked out, if any value of the indicator is hidden. What the row's own value is a share of may
    stand there, if nothing of its own period is hidden.

    Example:
        ÅÅÅÅ,OMRÅDE,kvinnor,,VÄRDE,2,,KÄLLA,ÅÅÅÅ-MM-DD

    Instead:
        ÅÅÅÅ,OMRÅDE,kvinnor,,,,sekretess,KÄLLA,ÅÅÅÅ-MM-DD

    Remedy: take the value and the number away, and write sekretess; take numbers away from the
    source.
    """
    confidential = context.word("value_status.confidential")
    for indicator, data in _measured(graph, context):
        for found in disclosures(data.table.rows, data.threshold, context.measurements.areas):
            text, hint = _disclosed(found, data.threshold.smallest, confidential)
            yield _in_file(indicator.id, data.file, found.row.line, text, hint)
    smallest = str(context.measurements.settings.smallest_group)
    for one in context.measurements.together:
        yield _in_file(
            one.indicator,
            context.measurements.by_indicator[one.indicator].file,
            one.row.line,
            message(
                "Together with line {line} of {file}, the row tells of fewer than {number} "
                "persons, or of all of a small group.",
                line=str(one.other.line),
                file=one.file,
                number=smallest,
            ),
            message(
                "Take value and number away, and write the status {status}. Are the two not about "
                "the same persons, let the unit say what it counts, or write the number that the "
                "share is of.",
                status=confidential,
            ),
        )


def _disclosed(found: Disclosure, smallest: int, confidential: str) -> tuple[Message, Message]:
    """What is wrong with a row that tells what must be hidden, and what to do."""
    number = str(smallest)
    hint = message(
        "Take value and number away, and write the status {status}.", status=confidential
    )
    match found.reason:
        case Reason.FEW_OF_THEM:
            text = message("The share is made up by fewer than {number} persons.", number=number)
        case Reason.FEW_OTHERS:
            text = message("Fewer than {number} persons are left outside the share.", number=number)
        case Reason.ALL_OR_NONE:
            text = message("The share is nobody or all of a small group, and so tells of each.")
        case Reason.FOLLOWS:
            text = message(
                "The value is on fewer than {number} persons, as follows from other rows.",
                number=number,
            )
        case Reason.TELLS:
            text = (
                message(
                    "The value on line {line}, which must be hidden, can be worked out from this "
                    "row and others.",
                    line=str(found.of.line),
                )
                if found.of is not None
                else message(
                    "A value on fewer than {number} persons, which has no row, can be worked out "
                    "from this row and others.",
                    number=number,
                )
            )
        case Reason.WORKING:
            text = message(
                "The source tells numbers, and a value of the indicator must be hidden that they "
                "could give."
            )
            hint = message("Take the numbers away from the source, and say only whose it is.")
        case _:
            text = message("The value is on fewer than {number} persons.", number=number)
    return text, hint


@rule("PT306", Severity.ERROR, "An own calculation credited to others")
def credited_to_others(graph: Graph, context: Context) -> Iterator[Violation]:
    """A figure of the municipality's own making stands as if someone else had published it.

    Whoever is named as the source answers for a figure. What has been worked out from others'
    figures, as a difference, a sum or a share, must say so.

    A source that tells of a calculation must begin with “Egen bearbetning”. So must every source of
    an indicator that itself is one. And Kolada is not the source for an area that it has no code
    for, nor of an indicator without an id in Kolada.

    Example:
        2019,Fagersta,totalt,,75.8,,,"SCB, egen beräkning",2026-11-23

    Instead:
        2019,Fagersta,totalt,,75.8,,,Egen bearbetning av siffror från SCB,2026-11-23

    Remedy: begin the source with Egen bearbetning, and say whose figures it is made from.
    """
    # Most rows have one of a few sources.
    tells = cache(re.compile(context.measurements.settings.calculation, re.IGNORECASE).search)
    for indicator, data in _measured(graph, context):
        is_own = _is_own(indicator.text(FieldName.SOURCE), context)
        for row in data.table.rows:
            if row.is_own_calculation:
                continue
            from_kolada = row.source.startswith(KOLADA)
            area = context.measurements.areas.areas.get(row.area)
            if from_kolada and (
                not indicator.has(FieldName.KOLADA) or (area is not None and not area.kolada)
            ):
                text = message("Kolada has no such figure, but is named as its source.")
            elif is_own:
                text = message(
                    "{id} is an own calculation, but the row names another source.",
                    id=indicator.id,
                )
            elif tells(row.source):
                text = message("The source tells of a calculation, but does not begin with it.")
            else:
                continue
            yield _in_file(
                indicator.id,
                data.file,
                row.line,
                text,
                message(
                    "Begin the source with “{label}”, and say whose figures it is made from.",
                    label=context.word("source.own_calculation"),
                ),
            )


def _is_own(source: str, context: Context) -> bool:
    return source.casefold().startswith(context.word("source.own_calculation").casefold())


@rule("PT307", Severity.ERROR, "A Kolada id that is not the indicator's")
def wrong_kolada_id(graph: Graph, context: Context) -> Iterator[Violation]:
    """An id of Kolada is unknown, or belongs to another measure.

    One wrong digit, and the figures of something else are shown under the indicator's name.

    The register of Kolada's measures says which title an id has. It is compared with Kolada's own
    answer each time values are fetched.

    Example:
        :::{indikator} Anmälda våldsbrott, antal/100 000 inv
        :kolada: N07402
        :::

    Instead:
        :::{indikator} Anmälda våldsbrott, antal/100 000 inv
        :kolada: N07403
        :::

    Remedy: look the measure up in Kolada, and write its id; or add it to the register.
    """
    measured = context.measurements
    if measured.settings.kolada is None or measured.catalogue.issues:
        return
    entries = measured.catalogue.entries
    by_title: dict[str, list[str]] = {}
    for entry in entries.values():
        by_title.setdefault(_plain(entry.title), []).append(entry.id)
    holders: dict[str, Item] = {}
    for indicator in graph.of_role(Role.INDICATOR):
        kolada = indicator.text(FieldName.KOLADA)
        if not KOLADA_ID.fullmatch(kolada):
            continue
        meant = by_title.get(_plain(indicator.title), [])
        other = holders.setdefault(kolada, indicator)
        if kolada not in entries:
            text = message("{kolada} is not in the register of Kolada’s measures.", kolada=kolada)
            hint = (
                message("Did you mean {nearest}?", nearest=meant[0])
                if meant
                else message("Look the id up in Kolada, and add it to the register.")
            )
        elif meant and kolada not in meant:
            text = message("{kolada} is “{title}”.", kolada=kolada, title=entries[kolada].title)
            hint = message("Did you mean {nearest}?", nearest=meant[0])
        elif other is not indicator:
            text = message("{kolada} is the measure of {id} too.", kolada=kolada, id=other.id)
            hint = message("Let one indicator have it.")
        else:
            continue
        yield violation(indicator, text, hint)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
