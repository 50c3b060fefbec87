"""What a rule reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytrace.locations import Location
from policytrace.messages import Message
from policytrace.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, where, and how to mend it."""

    code: str
    """The rule, as ``PT203``."""
    severity: Severity
    item: str
    """The id of the object it concerns; empty when it concerns none."""
    location: Location
    message: Message
    hint: Message
    waived_by: str = ""
    """The id of the waiver that made it a note; empty if there is none."""
    known: bool = False
    """Whether an earlier report, with which this run is compared, has it already."""

    @property
    def fails(self) -> bool:
        """Whether it alone makes a run fail: an error that is not known since before."""
        return self.severity is Severity.ERROR and not self.known

    @property
    def sort_key(self) -> tuple[str, int, str, str, str, str]:
        """By file, line and code; then by object and wording, so that order never varies."""
        place = self.location
        said = repr(self.message.values)
        return (place.file, place.line, self.code, self.item, said, self.message.template)


def brought_about(before: Iterable[Finding], after: Iterable[Finding]) -> Iterator[Finding]:
    """Those of the findings `after` a change that were not there before it, wherever.

    Lines do not count, since a change moves what stands below it.
    """
    had = Counter(map(_kind, before))
    for finding in after:
        if had[_kind(finding)]:
            had[_kind(finding)] -= 1
        else:
            yield finding


def told_once(found: Iterable[Finding], late: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of the gate, and of those after it each once where the gate has found no error.

    A page is written in several places, and what the gate has found on a line is told there in
    Sphinx's own words too.
    """
    every = list(found)
    known = {one.location for one in every if one.severity is Severity.ERROR}
    after = {(one.location, repr(one.message)): one for one in late if one.location not in known}
    return (*every, *after.values())


def _kind(finding: Finding) -> tuple[str, str, str, str, Severity]:
    text = finding.message.template
    return (finding.code, finding.item, finding.location.file, text, finding.severity)
