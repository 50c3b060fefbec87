"""Names of files that become addresses: signs that mean something else in an address are refused.

So are names that not all systems can have. A page ``javascript:x.md`` would be a link that runs
code, and ``a?b.md`` one that leads elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.environment import BuildEnvironment

from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.model import Problem, ReadingProblem

_REFUSED = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff:?#%\\\"<>|*`]|"
    r"(?:(?<=/)|\A)[ .~-]|[ .](?=/|\Z)"
)
"""What must not stand in a path, with ``/`` between its parts, or at either end of a part."""


_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""What Windows takes for a device and not for a file."""


def name_problems(env: BuildEnvironment) -> Iterator[ReadingProblem]:
    """One problem for each page, picture or download whose name cannot be an address."""
    pages = {Path(env.doc2path(name, base=False)).as_posix() for name in env.found_docs}
    own = {file for file in map(str, (*env.images, *env.dlfiles)) if "://" not in file}
    yield from _names_of_one_system(sorted({*pages, *own}))
    for file in sorted({*pages, *own}):
        if sign := refused_sign(file):
            yield ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=Location(file=file, line=1),
                message=message(
                    "The name of the file holds “{sign}”, which cannot stand there in an address.",
                    sign=sign if sign.isprintable() else f"U+{ord(sign):04X}",
                ),
                hint=message("Give it a name of letters, digits and hyphens."),
            )


def _names_of_one_system(files: Iterable[str]) -> Iterator[ReadingProblem]:
    """One problem for each file that Windows or macOS cannot have, or takes for another."""
    first: dict[str, str] = {}
    for file in files:
        same = first.setdefault(unicodedata.normalize("NFC", file).casefold(), file)
        parts = file.split("/")
        if device := next((part for part in parts if _DEVICE.fullmatch(part)), ""):
            wrong = message("Windows can have no file called {name}.", name=device)
        elif same != file:
            wrong = message(
                "{file} and {other} are told apart only by capitals: in Windows and macOS they "
                "are one file.",
                file=file,
                other=same,
            )
        else:
            continue
        yield ReadingProblem(
            problem=Problem.TEXT,
            item="",
            location=Location(file=file, line=1),
            message=wrong,
            hint=message("Give it another name."),
        )


def refused_sign(path: str) -> str:
    """The first sign of a path that must not stand where it does; empty if all may."""
    found = _REFUSED.search(path)
    return found[0] if found else ""
