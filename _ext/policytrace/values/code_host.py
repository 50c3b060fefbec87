"""Code hosts: where on the web the project's files are shown, edited and talked about.

All follows from one address, that under which files are edited. Which parts an address has, and
what leads to a line, is each host's own:

- GitHub: ``OWNER/NAME/edit/BRANCH``. The editor goes to a line that stands after ``#L``; a page
  of Markdown shows its lines with ``?plain=1``.
- GitLab: ``GROUP/NAME/-/edit/BRANCH``. The same.
- Forgejo and Gitea: ``OWNER/NAME/_edit/BRANCH``. Their editor knows no lines, so the way leads by
  the page that shows them, from which the file is edited.

Requests are prefilled as each host documents: `title` and `body`, at GitLab those of an `issue`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import quote


class CodeHostKind(Enum):
    """A program that hosts code, by how its addresses are made."""

    GITHUB = auto()
    GITLAB = auto()
    FORGEJO = auto()


_FORMS = {
    CodeHostKind.GITLAB: re.compile(r"(?P<home>https://[^?#]+?)/-/edit/(?P<branch>[^?#]+)"),
    CodeHostKind.FORGEJO: re.compile(
        r"(?P<home>https://[^/?#]+(?:/[^/?#]+){2,})/_edit/(?P<branch>[^?#]+)"
    ),
    CodeHostKind.GITHUB: re.compile(
        r"(?P<home>https://[^/?#]+/[^/?#]+/[^/?#]+)/edit/(?P<branch>[^?#]+)"
    ),
}

_GITLAB_ISSUES = "/-/issues"
_ISSUES = "/issues"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHost:
    """Where the project's files are on the web."""

    editing: str
    """The address where a file is edited, up to its own path."""
    kind: CodeHostKind | None = None
    """None: a host whose other addresses are not known."""
    home: str = ""
    """The address of the repository; empty unless its kind is known."""
    branch: str = ""

    def edit(self, file: str, line: int) -> str:
        """Where a line of a file is edited; where the editor knows no lines, where it is shown."""
        if self.kind is CodeHostKind.FORGEJO:
            return self.show(file, line)
        return f"{self.editing}/{quote(file)}#L{line}"

    def show(self, file: str, line: int) -> str:
        """Where a line of a file is shown as it is written; empty if that is not known."""
        match self.kind:
            case CodeHostKind.GITHUB:
                return f"{self.home}/blob/{self.branch}/{quote(file)}?plain=1#L{line}"
            case CodeHostKind.GITLAB:
                return f"{self.home}/-/blob/{self.branch}/{quote(file)}?plain=1#L{line}"
            case CodeHostKind.FORGEJO:
                return f"{self.home}/src/branch/{self.branch}/{quote(file)}?display=source#L{line}"
            case None:
                return ""

    @property
    def issues(self) -> str:
        """Where requests are listed; empty if that is not known."""
        if self.kind is None:
            return ""
        return self.home + (_GITLAB_ISSUES if self.kind is CodeHostKind.GITLAB else _ISSUES)


def code_host(editing: str) -> CodeHost:
    """The host whose files are edited at an address."""
    for kind, form in _FORMS.items():
        if found := form.fullmatch(editing):
            return CodeHost(
                editing=editing, kind=kind, home=found["home"], branch=found["branch"].strip("/")
            )
    return CodeHost(editing=editing)


def new_request(issues: str, title: str, body: str) -> str:
    """Where a request is written that has this title and text already; empty: not known there.

    `issues` is where the requests of a repository are listed.
    """
    title, body = quote(title, safe=""), quote(body, safe="")
    if issues.endswith(_GITLAB_ISSUES):
        return f"{issues}/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}"
    if issues.endswith(_ISSUES):
        return f"{issues}/new?title={title}&body={body}"
    return ""


def letter(address: str, subject: str, body: str) -> str:
    """A ``mailto:`` address with subject and text, whose lines end as letters' do (RFC 6068)."""
    written = quote(body.replace("\n", "\r\n"), safe="")
    return f"{address}?subject={quote(subject, safe='')}&body={written}"
