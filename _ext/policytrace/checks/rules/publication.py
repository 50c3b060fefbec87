"""PT6xx: nothing reaches the site that must not be published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import urlsplit

from policytrace.checks.identity_numbers import find_numbers
from policytrace.checks.registry import Context, Violation, rule
from policytrace.document_kinds import DOCUMENTS
from policytrace.history.days import Withheld
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Extract, Part
from policytrace.schema.metamodel import CONFIG_FILE
from policytrace.severity import Severity
from policytrace.values.contacts import EMAIL, MOBILE, is_function_address

SAFE_SCHEMES = frozenset({"", "https", "http", "mailto", "tel"})
"""What a link may begin with. The empty scheme is an address within the site."""

_INVISIBLE = re.compile(r"[\s\x00-\x20\u200b-\u200f\u2028\u2029\ufeff]+")


_CHILDHOOD = timedelta(days=5 * 366)
"""Such late days, apart from four digits, are days of something else than a birth."""


_NEVER_INCLUDED = DOCUMENTS | {".svg"}
"""Files that no page takes its own text from."""


def _of(graph: Graph, part: Part) -> Iterator[Extract]:
    return (extract for extract in graph.extracts if extract.part is part)


@rule("PT601", Severity.ERROR, "A personal identity number")
def identity_number(graph: Graph, context: Context) -> Iterator[Violation]:
    """A personal identity number or coordination number stands where all can read it.

    What is published can be copied by anyone, and it stays in the history of the files.

    Texts, options, data files, settings and file names are searched, as they are written and as
    they are shown, and so are SVG pictures and the documents that pages offer. In a PDF, the line
    of the finding is the page. A number is known by its date and its check digit, with or without
    century, hyphen and spaces, also when it is split by emphasis, a line break or two cells. The
    finding does not repeat it. What the history tells of earlier versions is searched too: a hit
    there is a warning, and is not shown. What pages offer must be UTF-8, or a document that can be
    opened without a password, or it cannot be searched. Text within a photograph is not seen.

    A mobile number or a time can look the same by chance when all its digits are in a row: those
    born in 2007 have numbers that begin with ``070``. Then it is a finding too, unless a word such
    as ``telefon`` stands before it. ``070-XXX XX XX`` and ``2026-11-23 15:26`` are none. A case is
    written as ``KS 2026/123``; the word ``dnr`` excuses nothing else.

    Example:
        :resultat: Insatsen för NN, ÅÅMMDD-NNNN, är avslutad

    Instead:
        :resultat: Alla påbörjade insatser är avslutade

    Remedy: take it away. If it has been saved in git, ask for the history to be cleaned. Write a
    phone number as 070-XXX XX XX, and a time as 2026-11-23 15:26.
    """
    told: dict[tuple[str, str], set[int]] = {}
    for extract in _of(graph, Part.TEXT):
        for found in find_numbers(extract.text, context.today):
            place = extract.location
            told.setdefault((found.digits, place.file), set()).add(place.line)
            yield _identity_number(place)
    pages = {extract.location.file for extract in _of(graph, Part.SEEN)}
    included = {
        digits
        for digits, file in told
        if file not in pages and PurePosixPath(file).suffix.lower() not in _NEVER_INCLUDED
    }
    for extract in _of(graph, Part.SEEN):
        text = extract.text.replace("\n", " ")
        lines = range(extract.location.line, extract.location.line + extract.text.count("\n") + 1)
        for found in find_numbers(text, context.today):
            here = told.get((found.digits, extract.location.file), set())
            if here.isdisjoint(lines) and found.digits not in included:
                above = extract.text.count("\n", 0, found.start)
                yield _identity_number(
                    replace(extract.location, line=extract.location.line + above)
                )

    for extract in _of(graph, Part.APART):
        if any(find_numbers(extract.text, context.today - _CHILDHOOD)):
            yield _identity_number(extract.location)
    yield from _withheld(graph, context, Withheld.PERSONAL, message("what tells who a person is"))


def _withheld(graph: Graph, context: Context, why: Withheld, what: Message) -> Iterator[Violation]:
    """What the history does not show of earlier versions, and which they are."""
    for found in context.history.withheld:
        if found.why is why:
            item = graph.items.get(found.object)
            yield Violation(
                item=item.id if item else "",
                location=item.location if item else Location(file=CONFIG_FILE, line=1),
                severity=Severity.WARNING,
                message=message(
                    "The change of {object} in the revision {revision} of {day} tells {what}. The "
                    "history does not show it.",
                    revision=found.commit.short,
                    day=found.commit.day.isoformat(),
                    object=found.object,
                    what=what,
                ),
                hint=message(
                    "It is still in the repository, for all who can fetch that. If nobody may see "
                    "it, ask for the history to be cleaned."
                ),
            )


def _identity_number(location: Location) -> Violation:
    return Violation(
        item="",
        location=location,
        message=message("There is a personal identity number here."),
        hint=message(
            "Take it away. If it has been saved in git, ask for the history to be cleaned. "
            "Write a phone number as 070-XXX XX XX, and a time as 2026-11-23 15:26."
        ),
    )


_TAG_REMEDIES: Mapping[Part, Message] = MappingProxyType(
    {
        Part.RAW: message("Use Markdown, or write it as code within backticks."),
        Part.PLAIN_RAW: message(
            "A title or an option is shown as it is written. Leave out the sign <, and name the "
            "tag in words if it is meant."
        ),
    }
)
"""How HTML is mended, by where it stands."""


@rule("PT602", Severity.ERROR, "HTML or script in the text")
def raw_html(graph: Graph, context: Context) -> Iterator[Violation]:
    """HTML or a script is written by hand in the text.

    It could do anything on a reader's screen, and it gets past all that makes the pages accessible.

    Example:
        <b>Obs!</b> Anmäl dig senast den 1 mars.

    Instead:
        **Obs!** Anmäl dig senast den 1 mars.

    Remedy: use Markdown. To show a tag, write it as code, within backticks. In a title or an
    option, which are shown as they are written, leave out the sign < and name the tag in words.
    """
    for part, hint in _TAG_REMEDIES.items():
        for extract in _of(graph, part):
            yield Violation(
                item="",
                location=extract.location,
                message=message("HTML is not allowed here: {text}", text=_short(extract.text)),
                hint=hint,
            )
    yield from _withheld(graph, context, Withheld.MARKUP, message("HTML or a script"))


@rule("PT603", Severity.ERROR, "An unsafe link, or something loaded from elsewhere")
def unsafe_address(graph: Graph, _context: Context) -> Iterator[Violation]:
    """A link could run code, or a page loads something from elsewhere.

    Links may begin with https, http, mailto or tel, or lead within the site, and must lead
    somewhere: an address without a host is a slip. Pictures, styles and scripts must be the site's
    own, so that no other host learns who reads it. No file from outside the project may become part
    of a page.

    Example:
        ![Karta över mötesplatserna](https://www.exempel.se/karta.png)

    Instead:
        ![Karta över mötesplatserna](karta.png)

    Remedy: correct the address, or put the file in the project.
    """
    for extract in _of(graph, Part.LINK):
        scheme = scheme_of(extract.text)
        if scheme not in SAFE_SCHEMES:
            yield Violation(
                item="",
                location=extract.location,
                message=message(
                    "The link begins with {scheme}:, which is not safe.", scheme=scheme
                ),
                hint=message("Links may begin with https, http, mailto or tel."),
            )
        elif _leads_nowhere(extract.text):
            yield Violation(
                item="",
                location=extract.location,
                message=message("The link {address} leads nowhere.", address=_short(extract.text)),
                hint=message("Write the whole address: https:// is followed by a host."),
            )
    for extract in _of(graph, Part.LOADED):
        if scheme_of(extract.text) or _plain(extract.text).replace("\\", "/").startswith("//"):
            yield Violation(
                item="",
                location=extract.location,
                message=message(
                    "The page would load {address} from elsewhere.", address=_short(extract.text)
                ),
                hint=message("Put the file in the project, and give its path there."),
            )


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser reads it, without white space or control characters."""
    plain = _plain(address)
    try:
        return urlsplit(plain).scheme.lower()
    except ValueError:
        return plain.partition(":")[0].lower()


_HOST = re.compile(r"[^\s.]+(?:\.[^\s.]+)*\.?")


def _leads_nowhere(address: str) -> bool:
    """Whether an address with a safe scheme lacks what it leads to: a host, a mailbox, a number."""
    plain = _plain(address)
    try:
        parts = urlsplit(plain)
        host = parts.hostname or ""
    except ValueError:
        return scheme_of(plain) in {"http", "https"}
    match parts.scheme.lower():
        case "http" | "https":
            return not _HOST.fullmatch(host)
        case "mailto":
            box, _, domain = parts.path.rpartition("@")
            return not (box and domain)
        case "tel":
            return not any(sign.isdigit() for sign in parts.path)
        case _:
            return plain.startswith("//") and not host


def _plain(text: str) -> str:
    return _INVISIBLE.sub("", text)


@rule("PT604", Severity.WARNING, "A person's e-mail address or phone number")
def personal_contact(graph: Graph, _context: Context) -> Iterator[Violation]:
    """A person's e-mail address or mobile number stands in the text.

    People change, functions stay; and what is published can be gathered by anyone. Addresses of
    functions, as ``info@`` or ``registrator@``, and switchboard numbers are fine.

    Example:
        Frågor besvaras av <förnamn>.<efternamn>@exempel.se.

    Instead:
        Frågor besvaras av info@exempel.se.

    Remedy: give the address or number of a function.
    """
    for extract in _of(graph, Part.TEXT):
        for found in EMAIL.finditer(extract.text):
            if not is_function_address(found[1]):
                yield _contact(extract, found[0])
        for found in MOBILE.finditer(extract.text):
            yield _contact(extract, found[0])


def _contact(extract: Extract, contact: str) -> Violation:
    return Violation(
        item="",
        location=extract.location,
        message=message("{contact} looks like a person's.", contact=_short(contact)),
        hint=message("Give the address or number of a function, as info@ or a switchboard."),
    )


@rule("PT605", Severity.ERROR, "A picture without a text alternative")
def picture_without_text(graph: Graph, _context: Context) -> Iterator[Violation]:
    """A picture or a diagram has no text alternative.

    Those who do not see it get nothing of what it shows.

    Example:
        ![](motesplats.png)

    Instead:
        ![Ungdomar lagar mat i mötesplatsens kök](motesplats.png)

    Remedy: say in a sentence what the picture shows.
    """
    for extract in _of(graph, Part.PICTURE):
        if not _plain(extract.text):
            yield Violation(
                item="",
                location=extract.location,
                message=message("The picture has no text alternative."),
                hint=message("Write what it shows: ![what it shows](picture.png), or :alt:."),
            )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else plain[:79] + "…"  # noqa: PLR2004 - fits a line
