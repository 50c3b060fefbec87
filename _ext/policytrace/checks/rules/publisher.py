"""PT606: a public body that publishes the site says what the law asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policytrace.checks.registry import Context, Violation, rule
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.settings import Accessibility, Compliance, Publisher
from policytrace.severity import Severity
from policytrace.values.contacts import contact_link


@rule("PT606", Severity.ERROR, "An official site without what the law asks for")
def official_without_what_is_asked(_graph: Graph, context: Context) -> Iterator[Violation]:
    """The site says that a public body publishes it, but lacks what the law asks of one.

    Who publishes must be named and can be reached. The site has an accessibility statement (lagen
    om tillgänglighet till digital offentlig service, 2018:1937, and Digg's regulation MDFFS
    2019:2), which is made of ``[policytrace.accessibility]``. Told there must be what the site is
    called, how far it is as the law asks, and unless it is wholly so what is not accessible and
    why; how and by whom it was assessed, the day of that, and the day when the statement was last
    updated. Whom to tell of shortcomings, and the link to Digg's form for complaints, come of
    themselves. A draft (``official = false``) needs none of it.

    A statement must not say more than is known. A site is not wholly as the law asks when its
    shortcomings are listed, or when the automated tests that are recorded found any. And no day in
    it can be yet to come.

    A statement that has not been updated for a year is a warning: look it over, and write the new
    day. Nobody checks that the rest of what a statement says is true.

    Example:
        [policytrace.publisher]
        official = true

    Instead:
        [policytrace.publisher]
        official = true
        name = "Lillköpings kommun"
        contact = "info@lillkoping.example"

        [policytrace.accessibility]
        service = "Jämlikhet i Lillköping"
        compliance = "full"
        method = "Självskattning mot kraven i WCAG 2.1 AA."
        assessed_by = "Kommunledningskontoret"
        assessed = 2027-01-15
        updated = 2027-01-20

    Remedy: say it in ubproject.toml, or wait with ``official = true``.
    """
    publisher, accessibility = context.publisher, context.accessibility
    if not publisher.official:
        return
    yield from _who(publisher, accessibility)
    for key, wrong, remedy in _missing(accessibility):
        yield _told(publisher, accessibility, key, wrong, remedy)
    for key, wrong, remedy in _untrue(accessibility, context.today):
        yield _told(publisher, accessibility, key, wrong, remedy)
    yield from _old(publisher, accessibility, context.today)


def _who(publisher: Publisher, accessibility: Accessibility) -> Iterator[Violation]:
    if not publisher.name:
        yield _lacking(
            publisher,
            "name",
            message("The site is official, but does not say who publishes it."),
            message('Write name = "…", the name of the public body.'),
        )
    if not publisher.contact:
        yield _lacking(
            publisher,
            "contact",
            message("The site is official, but does not say how to reach its publisher."),
            message('Write contact = "…", an e-mail address or phone number of a function.'),
        )
    for places, value in (
        (publisher.places, publisher.contact),
        (accessibility.places, accessibility.contact),
    ):
        if value and not contact_link(value):
            yield Violation(
                item="",
                location=places["contact"],
                message=message(
                    "{key}: “{text}” is neither an e-mail address nor a phone number.",
                    key="contact",
                    text=value,
                ),
                hint=message("Give an e-mail address or a phone number of a function."),
            )


def _missing(accessibility: Accessibility) -> Iterator[tuple[str, Message, Message]]:
    """What the statement lacks: the key, what is missing, and how to mend it."""
    if not accessibility.service:
        yield (
            "service",
            message("The accessibility statement does not say which site it is about."),
            message('Write service = "…", what the site is called.'),
        )
    if accessibility.compliance is None:
        yield (
            "compliance",
            message("The accessibility statement does not say how far the site follows the law."),
            message(
                'Write compliance = "{full}", "{partial}" or "{none}".',
                full=Compliance.FULL,
                partial=Compliance.PARTIAL,
                none=Compliance.NONE,
            ),
        )
    elif accessibility.compliance is not Compliance.FULL and not accessibility.lacking:
        yield (
            "compliance",
            message("The accessibility statement does not say what is not accessible."),
            message(
                "List it with [[policytrace.accessibility.shortcomings]]: what it is, and why."
            ),
        )
    if not accessibility.method:
        yield (
            "method",
            message("The accessibility statement does not say how the site was assessed."),
            message('Write method = "…", in a sentence.'),
        )
    if not accessibility.assessed_by:
        yield (
            "assessed_by",
            message("The accessibility statement does not say who assessed the site."),
            message('Write assessed_by = "…", a function or a firm.'),
        )
    if accessibility.assessed is None:
        yield (
            "assessed",
            message("The accessibility statement does not say when the site was assessed."),
            message("Write assessed = and the day, as 2027-01-15."),
        )
    if accessibility.updated is None:
        yield (
            "updated",
            message("The accessibility statement does not say when it was last updated."),
            message("Write updated = and the day, as 2027-01-15."),
        )


def _untrue(accessibility: Accessibility, today: date) -> Iterator[tuple[str, Message, Message]]:
    """What cannot be so: the key, what is wrong, and how to mend it."""
    if accessibility.compliance is Compliance.FULL:
        mend = message('Write compliance = "{partial}".', partial=Compliance.PARTIAL)
        if accessibility.lacking:
            yield (
                "compliance",
                message("The site is said to be wholly accessible, but shortcomings are listed."),
                mend,
            )
        if accessibility.tests and accessibility.tests.violations:
            yield (
                "compliance",
                message("The site is said to be wholly accessible, but the tests found faults."),
                mend,
            )
    for key, day in (("assessed", accessibility.assessed), ("updated", accessibility.updated)):
        if day is not None and day > today:
            yield (
                key,
                message("{key}: {day} is yet to come.", key=key, day=day.isoformat()),
                message("Write the day when it was done."),
            )


def _old(publisher: Publisher, accessibility: Accessibility, today: date) -> Iterator[Violation]:
    updated = accessibility.updated
    if updated is not None and (today.year - 1, today.month, today.day) > (
        updated.year,
        updated.month,
        updated.day,
    ):
        yield _told(
            publisher,
            accessibility,
            "updated",
            message(
                "The accessibility statement has not been updated since {day}.",
                day=updated.isoformat(),
            ),
            message("Assess the site anew, correct what is said, and write the day."),
            Severity.WARNING,
        )


def _told(
    publisher: Publisher,
    accessibility: Accessibility,
    key: str,
    wrong: Message,
    remedy: Message,
    severity: Severity | None = None,
) -> Violation:
    """A finding where a fact of the statement stands, or else where the site becomes official."""
    return Violation(
        item="",
        location=accessibility.places.get(key) or publisher.place("official"),
        message=wrong,
        hint=remedy,
        severity=severity,
    )


def _lacking(publisher: Publisher, key: str, wrong: Message, remedy: Message) -> Violation:
    return Violation(item="", location=publisher.place(key), message=wrong, hint=remedy)
