"""A suggested change: a request or a letter that says already what it is about."""

from __future__ import annotations

import gettext
from dataclasses import dataclass

from policytrace.locations import Location
from policytrace.messages import Message, Sayable, as_it_is, message
from policytrace.schema.metamodel import Metamodel
from policytrace.values.code_host import code_host, letter, new_request
from policytrace.values.contacts import contact_link

_LONGEST_TITLE = 150
"""Of a title more is left out: an address must stay short enough for every browser and host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Where a change is suggested, put into words when it is shown."""

    issues: str
    """Where requests are listed; empty: a letter is written instead."""
    letters: str
    """A ``mailto:`` address; empty: there is none."""
    about: Sayable
    """What it is about, as a title."""
    page: str
    """The page's address."""
    source: Location | None = None
    """Where it is written."""

    def render(self, translations: gettext.NullTranslations) -> str:
        """The address."""
        name = self.about.render(translations)
        about = name if len(name) <= _LONGEST_TITLE else f"{name[:_LONGEST_TITLE]}…"
        title = message("Change: {about}", about=about).render(translations)
        body = self._body(about).render(translations)
        if self.issues:
            return new_request(self.issues, title, body)
        return letter(self.letters, title, body)

    def _body(self, about: str) -> Message:
        where = self.page
        if self.source is not None:
            file = message("{file}, line {line}", file=self.source.file, line=str(self.source.line))
            return self._asked(about, where, message("Source: {file}\n", file=file))
        return self._asked(about, where, as_it_is(""))

    @staticmethod
    def _asked(about: str, page: str, source: Message) -> Message:
        return message(
            "About: {about}\nPage: {page}\n{source}\nAs it is now:\n\n\nAs it ought to be:\n\n\n"
            "Why? Please name a source.\n\n\nDo not write about individuals: others read what you "
            "send.\n",
            about=about,
            page=page,
            source=source,
        )


def suggestion(
    metamodel: Metamodel, about: Sayable, page: str, source: Location | None = None
) -> Suggestion | None:
    """How a change of what is on a page is suggested; None if nobody takes suggestions.

    `page` is its address from the site's root. A request is written where the files are, or else
    where the publisher takes reports; if neither is known, a letter to the publisher's contact.
    """
    publisher = metamodel.publisher
    host = code_host(metamodel.repository) if metamodel.repository else None
    candidates = (host.issues if host else "", publisher.reports.rstrip("/"))
    issues = next((one for one in candidates if one and new_request(one, "", "")), "")
    contact = contact_link(publisher.contact)
    letters = contact if contact.startswith("mailto:") else ""
    if not issues and not letters:
        return None
    address = f"{metamodel.site}/{page}" if metamodel.site else page
    return Suggestion(issues=issues, letters=letters, about=about, page=address, source=source)
