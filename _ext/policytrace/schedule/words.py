"""What happens, what is late and what lacks, in a few words."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from policytrace.messages import Message, message
from policytrace.schedule.happenings import Happening
from policytrace.schedule.reminders import Lack, OwnerReminders, Reminder, Reminders
from policytrace.values.days import Day
from policytrace.values.plain_line import plain_line

HAPPENING_WORDS: Mapping[Happening, Message] = MappingProxyType(
    {
        Happening.BEGINS: message("Begins"),
        Happening.FOLLOW_UP: message("Follow-up"),
        Happening.MILESTONE: message("Milestone to be reached"),
        Happening.ENDS: message("Last day"),
        Happening.TARGET: message("Target to be set"),
        Happening.VALUE: message("New value expected"),
        Happening.REFERRAL: message("Last day for opinions"),
        Happening.MEETING: message("Meeting"),
        Happening.ANSWER: message("Answer promised"),
    }
)
"""What happens, as the beginning of a line."""

_LACKS: Mapping[Lack, Message] = MappingProxyType(
    {
        Lack.PROGRESS: message("Late"),
        Lack.FIGURES: message("Figures to renew"),
        Lack.JUDGEMENT: message("Judgement that has run out"),
    }
)


def what_it_is(reminder: Reminder) -> Message:
    """What a reminder is about, without the object."""
    if isinstance(reminder.what, Happening):
        return HAPPENING_WORDS[reminder.what]
    if reminder.what is Lack.ANALYSIS:
        return message("Analysis that lacks, {kind}", kind=plain_line(reminder.kind))
    return _LACKS[reminder.what]


def how_far(day: date, today: date, translations: gettext.NullTranslations) -> str:
    """How far a day is from today."""
    days = (day - today).days
    if days == 0:
        return translations.gettext("today")
    said = (
        translations.ngettext("in %(num)s day", "in %(num)s days", days)
        if days > 0
        else translations.ngettext("%(num)s day ago", "%(num)s days ago", -days)
    )
    return said % {"num": abs(days)}


def said_briefly(
    reminder: Reminder, reminders: Reminders, translations: gettext.NullTranslations
) -> str:
    """What a reminder is about and when: “Last day: 1 March 2027 (3 days ago)”."""
    what = what_it_is(reminder).render(translations)
    if reminder.day is not None:
        day = Day(reminder.day).render(translations)
        return f"{what}: {day} ({how_far(reminder.day, reminders.today, translations)})"
    if reminder.reason is not None:
        return f"{what}: {plain_line(reminder.reason.render(translations))}"
    return what


def owner_name(reminders: OwnerReminders, translations: gettext.NullTranslations) -> str:
    """Who is reminded."""
    if reminders.owner is None:
        return translations.gettext("Nobody answers for it")
    return plain_line(reminders.owner.title)


def owner_summary(reminders: OwnerReminders, translations: gettext.NullTranslations) -> str:
    """How much an organisation is reminded of: “2 to act on now, 3 to come”."""
    late, coming = len(reminders.late), len(reminders.coming)
    parts = []
    if late:
        said = translations.ngettext("%(num)s to act on now", "%(num)s to act on now", late)
        parts.append(said % {"num": late})
    if coming:
        said = translations.ngettext("%(num)s to come", "%(num)s to come", coming)
        parts.append(said % {"num": coming})
    return ", ".join(parts)
