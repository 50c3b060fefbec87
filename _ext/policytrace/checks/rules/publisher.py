"""PT606: a public body that publishes the site says what the law asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policytrace.checks.registry import Context, Violation, rule
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import StatementPage
from policytrace.settings import Publisher
from policytrace.severity import Severity
from policytrace.values.contacts import contact_link

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_DAY = rf"(?:[12]\d{{3}}-[01]\d-[0-3]\d|[0-3]?\d (?:{_MONTHS}) [12]\d{{3}})"
_FULLY = re.compile(r"\bhelt förenlig", re.IGNORECASE)
_CONFORMANCE = re.compile(r"\b(?:helt|delvis|inte) förenlig", re.IGNORECASE)
_SHORTCOMINGS = re.compile(
    r"\binte (?:är )?(?:fullt ut )?tillgänglig|\b(?:följande|kända|dessa) brister", re.IGNORECASE
)
_DIGG = "digg.se"
"""The authority that supervises the law."""


def _dated(words: str) -> re.Pattern[str]:
    """A day in the same sentence as one of some words."""
    return re.compile(
        rf"\b(?:{words})\w*[^.!?]{{0,120}}?\b{_DAY}|\b{_DAY}\b[^.!?]{{0,120}}?\b(?:{words})",
        re.IGNORECASE,
    )


_ASSESSED = _dated("bedöm|självskattning|gransk")
_UPDATED = _dated("uppdatera")


@rule("PT606", Severity.ERROR, "An official site without what the law asks for")
def official_without_what_is_asked(_graph: Graph, context: Context) -> Iterator[Violation]:
    """The site says that a public body publishes it, but lacks what the law asks of one.

    Who publishes must be named and can be reached. The site must have an accessibility statement
    (lagen om tillgänglighet till digital offentlig service, 2018:1937, and Digg's regulation MDFFS
    2019:2). The statement names the body, says whether the site is ``helt förenlig``, ``delvis
    förenlig`` or ``inte förenlig`` with the law, and unless it is wholly so what is not accessible.
    It gives the day of the assessment and that of the last update, says whom to tell of
    shortcomings, and links to Digg's form for complaints. A draft (``official = false``) needs
    none of it.

    A statement at a web address outside the project is not read. Nobody checks that what a
    statement says is true.

    Example:
        [policytrace.publisher]
        official = true

    Instead:
        [policytrace.publisher]
        official = true
        name = "Lillköpings kommun"
        contact = "info@lillkoping.example"
        accessibility_statement = "docs/tillganglighet.md"

    Remedy: say it in ubproject.toml and on the page, or wait with ``official = true``.
    """
    publisher = context.publisher
    if not publisher.official:
        return
    yield from _who(publisher)
    if not publisher.accessibility_statement:
        yield _lacking(
            publisher,
            "accessibility_statement",
            message("The site is official, but has no accessibility statement."),
            message(
                'Write accessibility_statement = "docs/…md", the page that it stands on, or its '
                "web address."
            ),
        )
    elif publisher.statement_page and context.statement is None:
        yield _lacking(
            publisher,
            "accessibility_statement",
            message(
                "There is no page {file} with the accessibility statement.",
                file=publisher.accessibility_statement,
            ),
            message("Write the page, or correct its path."),
        )
    elif context.statement is not None:
        for missing, remedy in _missing_on(context.statement, publisher):
            yield _lacking(publisher, "accessibility_statement", missing, remedy)


def _who(publisher: Publisher) -> Iterator[Violation]:
    if not publisher.name:
        yield _lacking(
            publisher,
            "name",
            message("The site is official, but does not say who publishes it."),
            message('Write name = "…", the name of the public body.'),
        )
    for key, value in (
        ("contact", publisher.contact),
        ("accessibility_contact", publisher.accessibility_contact or publisher.contact),
    ):
        if key == "contact" and not value:
            yield _lacking(
                publisher,
                key,
                message("The site is official, but does not say how to reach its publisher."),
                message('Write contact = "…", an e-mail address or phone number of a function.'),
            )
        elif key in publisher.places and not contact_link(value):
            yield _lacking(
                publisher,
                key,
                message(
                    "{key}: “{text}” is neither an e-mail address nor a phone number.",
                    key=key,
                    text=value,
                ),
                message("Give an e-mail address or a phone number of a function."),
            )


def _missing_on(page: StatementPage, publisher: Publisher) -> Iterator[tuple[Message, Message]]:
    """What a statement lacks, and how to mend it."""
    text = " ".join(page.text.split())
    contact = publisher.accessibility_contact or publisher.contact
    if publisher.name and publisher.name.casefold() not in text.casefold():
        yield (
            message("The accessibility statement does not name {name}.", name=publisher.name),
            message("Say on the page that {name} is behind the site.", name=publisher.name),
        )
    if not _CONFORMANCE.search(text):
        yield (
            message("The accessibility statement does not say how far the site follows the law."),
            message("Write “helt förenlig”, “delvis förenlig” or “inte förenlig” on the page."),
        )
    if not _FULLY.search(text) and not _SHORTCOMINGS.search(text):
        yield (
            message("The accessibility statement does not say what is not accessible."),
            message("List it under “Innehåll som inte är tillgängligt”, with the reasons."),
        )
    if not _ASSESSED.search(text):
        yield (
            message("The accessibility statement does not say when the site was assessed."),
            message("Write the whole day, as “Bedömningen gjordes den 15 januari 2027”."),
        )
    if not _UPDATED.search(text):
        yield (
            message("The accessibility statement does not say when it was last updated."),
            message("Write the whole day, as “Senast uppdaterad den 15 januari 2027”."),
        )
    if contact and contact not in text and contact_link(contact) not in page.links:
        yield (
            message("The accessibility statement does not say whom to tell of shortcomings."),
            message("Write {contact} on the page.", contact=contact),
        )
    if not any(_is_diggs(address) for address in page.links):
        yield (
            message("The accessibility statement does not link to Digg's form for complaints."),
            message("Link to https://www.digg.se/tdosanmalan on the page."),
        )


def _is_diggs(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return host == _DIGG or host.endswith(f".{_DIGG}")


def _lacking(publisher: Publisher, key: str, wrong: Message, remedy: Message) -> Violation:
    return Violation(item="", location=publisher.place(key), message=wrong, hint=remedy)
