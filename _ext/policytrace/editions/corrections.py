"""Corrections of misspellings in what was frozen: declared, with day and reason, and listed.

A CSV file beside an edition's folder, UTF-8, with the header of `CorrectionColumn` in the project's
words: one row for each misspelling. It may mend how something is spelt, and nothing else: no day,
no number, no name of who answers.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from pathlib import Path

from babel.dates import get_month_names

from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.editions.edition import Correction, Edition, EditionFault, corrections_file
from policytrace.files import reason
from policytrace.locations import Location
from policytrace.measure.csvfile import MAX_BYTES, CsvLine, read_lines
from policytrace.messages import LANGUAGES, Message, message
from policytrace.schema.fields import FIELDS, FieldType, is_told
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.plain import plain_key
from policytrace.schema.roles import CustomField, Role
from policytrace.schema.vocabulary import CorrectedPart, CorrectionColumn

MOST_LETTERS = 2
"""So many letters of a row may be other ones, fewer, or more."""

LARGEST_SHARE = 1 / 3
"""So large a share of the letters may be."""

_LONGEST = 200

_NUMBER = re.compile(
    r"(?:noll|två(?!ng|l)|tre(?!v|n)|fyr|fem(?!in)|sex(?!u)|sju(?!k)|åtta|nio|tio|elva|tolv|fjorton"
    r"|arton|nitton|tjugo|trettio|trett|åttio|nittio|hundra|tusen|miljon|miljard|halv|hälft|dubbel"
    r"|dubblt|först|tredje|zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred"
    r"|thousand|million|half|ton|tio)+"
)
"""How a word begins that is a number, or is made of one as "tvåårig"."""

_REMEDY = message("Write the first line and the rows as docs/frysa.md shows.")


def read_corrections(
    project: Path, edition: Edition, metamodel: Metamodel
) -> tuple[Edition, tuple[EditionFault, ...]]:
    """An edition with its corrections, and what is wrong with those that cannot be used."""
    name = corrections_file(edition.decision)
    content = _content(project / name)
    if content is None:
        return edition, ()
    if isinstance(content, Message):
        return edition, (_fault(edition, name, 1, content, _REMEDY),)
    header = metamodel.vocabulary.all_of(CorrectionColumn)
    lines, issues = read_lines(content, header, remedy=_REMEDY)
    faults = [_fault(edition, name, one.line, one.message, one.hint) for one in issues]
    found: list[Correction] = []
    for line in lines:
        read = _correction(line, edition, metamodel, Location(file=name, line=line.number))
        if isinstance(read, Correction):
            found.append(read)
        else:
            faults.append(_fault(edition, name, line.number, *read))
    return replace(edition, corrections=tuple(found)), tuple(faults)


def corrected(objects: Iterable[PlanObject], corrections: Iterable[Correction]) -> PlanState:
    """What was frozen, spelt as has been declared since."""
    found = {one.id: one for one in objects}
    for correction in corrections:
        if correction.object in found:
            found[correction.object] = _with(found[correction.object], correction)
    return PlanState.of(found.values())


def text_of(one: PlanObject, part: str) -> str:
    """What a correction is of: the title, the text or a field of an object."""
    if part == CorrectedPart.TITLE:
        return one.title
    if part == CorrectedPart.TEXT:
        return one.text
    return str(one.fields.get(part, ""))


def stands_in(words: str, text: str) -> bool:
    """Whether a text holds these words, as whole ones."""
    return _pattern(words).search(text) is not None


def _with(one: PlanObject, correction: Correction) -> PlanObject:
    mended = _pattern(correction.before).sub(
        lambda _: correction.after, text_of(one, correction.part)
    )
    if correction.part == CorrectedPart.TITLE:
        return replace(one, title=mended)
    if correction.part == CorrectedPart.TEXT:
        return replace(one, text=mended)
    if correction.part in one.fields:
        return replace(one, fields={**one.fields, correction.part: mended})
    return one


def _pattern(words: str) -> re.Pattern[str]:
    several = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){several}(?!\w)")


def _correction(  # noqa: PLR0911 - one for each fault
    line: CsvLine, edition: Edition, metamodel: Metamodel, location: Location
) -> Correction | tuple[Message, Message]:
    """What a row declares; or what is wrong with it, and the remedy."""
    words = metamodel.vocabulary
    cells = {key: line.cells[words.of(key)] for key in CorrectionColumn}
    if lacking := [words.of(key) for key in CorrectionColumn if not cells[key]]:
        return (
            message("The correction lacks {columns}.", columns=", ".join(lacking)),
            message("Fill in all of the row."),
        )
    item, word = cells[CorrectionColumn.OBJECT], cells[CorrectionColumn.PART]
    before, after = cells[CorrectionColumn.BEFORE], cells[CorrectionColumn.AFTER]
    part = _parts(metamodel).get(word)
    if part is None:
        return (
            message("“{part}” of an object cannot be corrected.", part=word[:100]),
            message(
                "Only spelling is corrected: of {parts}. All else takes a new decision.",
                parts=", ".join(_parts(metamodel)),
            ),
        )
    try:
        day = date.fromisoformat(cells[CorrectionColumn.DAY])
    except ValueError:
        return (
            message("“{day}” is no day.", day=cells[CorrectionColumn.DAY][:50]),
            message("Write it as 2027-11-15."),
        )
    if day < edition.decided:
        return (
            message("The correction is older than the decision."),
            message("Write the day on which the misspelling was mended."),
        )
    if item not in edition.state.objects:
        return (
            message("The edition holds no object {id}.", id=item[:100]),
            message("Write the id that the object had when it was frozen."),
        )
    if not stands_in(before, text_of(edition.state.objects[item], part)):
        return (
            message(
                "The correction matches nothing: “{before}” does not stand in {part} of {id}, as "
                "it was frozen.",
                before=before,
                part=word,
                id=item,
            ),
            message("Write the misspelt words as they stand in the edition, as whole words."),
        )
    bodies = [one.title for one in edition.state.objects.values() if one.kind == Role.ORGANISATION]
    if wrong := beyond_spelling(before, after, bodies):
        return (
            message(
                "“{before}” to “{after}” is no correction of spelling: {reason}.",
                before=before,
                after=after,
                reason=wrong,
            ),
            message("Take the row away. The change takes a new decision."),
        )
    return Correction(
        object=item,
        part=part,
        part_word=word.replace("_", " "),
        before=before,
        after=after,
        day=day,
        reason=cells[CorrectionColumn.REASON],
        location=location,
    )


def _parts(metamodel: Metamodel) -> Mapping[str, str]:
    """What can be corrected, by the project's words: what holds free text."""
    own = {metamodel.vocabulary.of(part): part.value for part in CorrectedPart}
    return own | {
        word: plain_key(name)
        for word, name in metamodel.fields.items()
        if is_told(name)
        and metamodel.definitions[name].spec.type is FieldType.TEXT
        and (isinstance(name, CustomField) or FIELDS[name].vocabulary is None)
    }


def beyond_spelling(  # noqa: PLR0911 - one for each reason
    before: str, after: str, bodies: Iterable[str] = ()
) -> Message | None:
    """Why a change of words is more than of their spelling; None if it is not.

    `bodies` are the names of those who can answer for something.
    """
    old, new = before.split(), after.split()
    if old == new or max(len(before), len(after)) > _LONGEST:
        return message("write only the misspelt words, and what they should be")
    if _fixed(old) != _fixed(new):
        return message("numbers, signs and abbreviations must be the same")
    if _times(old) != _times(new):
        return message("numbers and months must be the same")
    if any((name in before) != (name in after) for name in bodies):
        return message("who answers must be the same")
    if _turned(old, new):
        return message("it turns the meaning round")
    first, second = ("".join(filter(str.isalpha, text.casefold())) for text in (before, after))
    same = sum(
        block.size
        for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    )
    longest = max(len(first), len(second))
    other = longest - same
    if other > MOST_LETTERS or other > longest * LARGEST_SHARE:
        return message("too many letters are other ones")
    return None


def _fixed(words: Iterable[str]) -> list[str]:
    """The words that hold a digit or a sign, or are an abbreviation or an id."""
    return [
        bare
        for word in words
        if (bare := word.strip(".,;:!?()”“\"'’"))
        and (
            any(not sign.isalpha() and sign not in "-–’'/.,()" for sign in bare)
            or (len(bare) > 1 and bare.isupper())
        )
    ]


@cache
def _months() -> frozenset[str]:
    return frozenset(
        name.casefold()
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for name in get_month_names(width, locale=language).values()
    )


def _times(words: Iterable[str]) -> list[str]:
    """The numbers and the months that are written in letters."""
    bare = (word.strip(".,;:!?()”“\"'’").casefold() for word in words)
    return list(
        chain.from_iterable(
            [word] if word in _months() else [found[0]] if (found := _NUMBER.match(word)) else []
            for word in bare
        )
    )


def _turned(old: list[str], new: list[str]) -> bool:
    """Whether a word has become its opposite, as "möjlig" and "omöjlig"."""
    return len(old) == len(new) and any(
        f"o{one}".casefold() == other.casefold() or f"o{other}".casefold() == one.casefold()
        for one, other in zip(old, new, strict=True)
    )


def _content(path: Path) -> bytes | Message | None:
    try:
        kind = path.lstat()
        if not stat.S_ISREG(kind.st_mode):
            return message("{file} is a link, or no ordinary file.", file=path.name)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return message("{file} cannot be read: {error}", file=path.name, error=reason(error))


def _fault(edition: Edition, file: str, line: int, text: Message, hint: Message) -> EditionFault:
    return EditionFault(
        decision=edition.decision,
        location=Location(file=file, line=line),
        text=text,
        hint=hint,
        of_correction=True,
    )
