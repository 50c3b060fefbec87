"""Stops a fetch that would lose values which nobody has agreed to lose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policytrace.messages import Message, message
from policytrace.schema.words import Words
from policytrace.sources.kolada.faults import FetchError
from policytrace.sources.kolada.merging import Merged
from policytrace.sources.kolada.report import examples


def refuse_losses(
    measures: Mapping[str, str], merged: Mapping[str, Merged], words: Words, *, accepted: bool
) -> None:
    """See to it that nothing is lost in the files of the indicators but what is `accepted`.

    `measures` are the ids of measures by indicator. That nothing at all has come of a measure is
    never accepted: a question that is put wrongly gets that answer too.

    Raises:
        FetchError: something would be lost; all of it.
    """
    faults: list[Message] = []
    for indicator, becomes in merged.items():
        measure = measures[indicator]
        if becomes.nothing_came:
            faults.append(
                message(
                    "{indicator}: Kolada has no values at all of {measure} any more. Look at "
                    "kolada.se whether the measure has ended.",
                    indicator=indicator,
                    measure=measure,
                )
            )
        elif not accepted:
            faults.extend(_losses(indicator, measure, becomes, words))
    if faults:
        raise FetchError(*faults)


def _losses(indicator: str, measure: str, becomes: Merged, words: Words) -> Iterator[Message]:
    if becomes.gone:
        yield message(
            "{indicator}: Kolada no longer has {number} rows of {measure}: {examples}. If that is "
            "right, run again with --accept-removals.",
            indicator=indicator,
            number=str(len(becomes.gone)),
            measure=measure,
            examples=examples(becomes.gone, words),
        )
    if becomes.emptied:
        yield message(
            "{indicator}: Kolada no longer has {number} values of {measure}, and has not withdrawn "
            "them: {examples}. If that is right, run again with --accept-removals.",
            indicator=indicator,
            number=str(len(becomes.emptied)),
            measure=measure,
            examples=examples(becomes.emptied, words),
        )
