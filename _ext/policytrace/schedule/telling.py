"""Reminders as text for a terminal, Markdown for an issue or a letter, and JSON for programs.

Titles and reasons are written by editors: in Markdown every sign that means something there, or
that would call upon a person, is taken for what it is.
"""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schedule.reminders import OwnerReminders, Reminder, Reminders
from policytrace.schedule.words import owner_name, owner_summary, said_briefly
from policytrace.schema.metamodel import Metamodel
from policytrace.values.days import Day
from policytrace.values.plain_line import plain_line

VERSION = 1
"""Of the JSON; raised when something is taken away or means something else."""

_MARKED = re.compile(r"([\\`*_\[\]<>#|~&!])")
_CALLED = re.compile(r"@(?=\w)")
_WORD_JOINER = "\u2060"
"""Between ``@`` and a name, so that nobody is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderTeller:
    """Puts reminders into words."""

    translations: gettext.NullTranslations
    metamodel: Metamodel
    page_of: Callable[[Item], str | None]
    """The web address of the page about an object; None if the site has none."""
    place_of: Callable[[Item], tuple[str, int]]
    """The file and line of an object, as its reader sees them."""

    def text(self, reminders: Reminders) -> str:
        """Plain text."""
        lines = [self._heading(reminders)]
        for one in reminders.owners:
            summary = owner_summary(one, self.translations)
            lines += ["", f"{owner_name(one, self.translations)}{_id_of(one)}: {summary}"]
            for title, found in self._groups(one):
                lines += ["", f"  {title}"]
                for reminder in found:
                    file, line = self.place_of(reminder.item)
                    lines += [
                        f"  - {self._briefly(reminder, reminders)}",
                        f"    {plain_line(reminder.item.title)} ({reminder.item.id})",
                        f"    {file}:{line}",
                    ]
        if not reminders.owners:
            lines += ["", self._nothing()]
        return "\n".join(lines) + "\n"

    def markdown(self, reminders: Reminders) -> str:
        """A document with a part for each owner."""
        lines = [f"# {self._heading(reminders)}"]
        for one in reminders.owners:
            name = escaped(owner_name(one, self.translations))
            lines += ["", f"## {name}{_id_of(one)}", "", self.owner_markdown(one, reminders)]
        if not reminders.owners:
            lines += ["", self._nothing()]
        return "\n".join(lines) + "\n"

    def owner_markdown(self, one: OwnerReminders, reminders: Reminders) -> str:
        """What an owner is reminded of, without a heading with its name."""
        lines = []
        for title, found in self._groups(one):
            lines += [f"### {title}", "", *(self._entry(each, reminders) for each in found), ""]
        lines.append(self._until(reminders))
        return "\n".join(lines)

    def json(self, reminders: Reminders) -> str:
        """All of it as data, with the Markdown of each owner; see docs/paminnelser.md."""
        told = {
            "version": VERSION,
            "date": reminders.today.isoformat(),
            "until": reminders.until.isoformat(),
            "words": {
                "new": self._said(message("New since the last time:")),
                "done": self._said(message("Nothing is left to act on.")),
            },
            "owners": [self._owner_data(one, reminders) for one in reminders.owners],
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    def _owner_data(self, one: OwnerReminders, reminders: Reminders) -> dict[str, object]:
        name = owner_name(one, self.translations)
        return {
            "id": one.owner.id if one.owner else None,
            "key": one.first_id or None,
            "title": name,
            "heading": self._said(message("Reminder: {name}", name=name)),
            "summary": owner_summary(one, self.translations),
            "markdown": self.owner_markdown(one, reminders),
            "reminders": [self._data(each, reminders) for each in one.all],
        }

    def _data(self, reminder: Reminder, reminders: Reminders) -> dict[str, object]:
        file, line = self.place_of(reminder.item)
        day = reminder.day
        return {
            "key": reminder.key,
            "what": reminder.what.value,
            "is_late": reminder.is_late,
            "day": day.isoformat() if day else None,
            "days": (day - reminders.today).days if day else None,
            "text": self._briefly(reminder, reminders),
            "markdown": self._entry(reminder, reminders),
            "id": reminder.item.id,
            "type": self.metamodel.role_titles.get(reminder.item.role, str(reminder.item.role)),
            "title": plain_line(reminder.item.title),
            "page": self.page_of(reminder.item),
            "file": file,
            "line": line,
        }

    def _entry(self, reminder: Reminder, reminders: Reminders) -> str:
        title = escaped(plain_line(reminder.item.title))
        page, (file, line) = self.page_of(reminder.item), self.place_of(reminder.item)
        named = f"[{title}](<{page}>)" if page else title
        where = self._said(message("{file}, line {line}", file=escaped(file), line=str(line)))
        briefly = escaped(self._briefly(reminder, reminders))
        return f"- **{briefly}** – {named} ({reminder.item.id}; {where})"

    def _briefly(self, reminder: Reminder, reminders: Reminders) -> str:
        return said_briefly(reminder, reminders, self.translations)

    def _groups(self, one: OwnerReminders) -> Iterator[tuple[str, Iterable[Reminder]]]:
        if one.late:
            yield self._said(message("Late or lacking")), one.late
        if one.coming:
            yield self._said(message("To come")), one.coming

    def _heading(self, reminders: Reminders) -> str:
        return self._said(
            message(
                "Reminders on {day}, up to and including {until}",
                day=Day(reminders.today),
                until=Day(reminders.until),
            )
        )

    def _until(self, reminders: Reminders) -> str:
        return self._said(
            message(
                "Told on {day} of what comes up to and including {until}. What has been done goes "
                "away when it has been written into the file that is named.",
                day=Day(reminders.today),
                until=Day(reminders.until),
            )
        )

    def _nothing(self) -> str:
        return self._said(message("There is nothing to remind of."))

    def _said(self, said: Message) -> str:
        return said.render(self.translations)


def escaped(text: str) -> str:
    """A line of plain text as Markdown."""
    return _CALLED.sub(f"@{_WORD_JOINER}", _MARKED.sub(r"\\\1", text))


def _id_of(one: OwnerReminders) -> str:
    return f" ({one.owner.id})" if one.owner else ""
