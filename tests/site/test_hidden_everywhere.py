"""What is hidden on a page is hidden in every file that is built, whatever is made of it.

The walk opens all that a reader could open: packed workbooks and documents, the packed index of the
search, text that is escaped for addresses, pages or JSON. A new export needs no test of its own.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.running import run
from tests.history_repository import begin, commit
from tests.sphinx.tiny import TODAY, TinyProject, contents

FILE = "strategy/indikatorer/data/ind-a.csv"

AREAS = """\
namn,slag,kolada
Lillköping,kommun,1999
Norra,valdistrikt,
Södra,valdistrikt,
Västra,valdistrikt,
Riket,riket,0000
"""

HEADER = "period,område,kön,grupp,värde,antal,status,källa,hämtad\n"

VALUES = f"""{HEADER}\
2025,Lillköping,totalt,,50.11,930,,egen enkät,2026-01-10
2026,Lillköping,totalt,,51.23,935,,Egen bearbetning (a@b: c.csv): (3+156)/(4+211),2027-01-10
2026,Norra,totalt,,61.37,3,,egen enkät (tre av fyra),2027-01-10
2026,Södra,totalt,,62.41,432,,egen enkät,2027-01-10
2026,Västra,totalt,,63.59,500,,"egen enkät, 3+157",2027-01-10
2026,Lillköping,totalt,Unga med stöd,71.93,2,,egen enkät,2027-01-10
2025,Lillköping,kvinnor,,64.87,4,,egen enkät,2026-01-10
2025,Lillköping,män,,49.83,926,,egen enkät,2026-01-10
2026,Riket,totalt,,44.66,,,egen enkät,2027-01-10
"""

COUNTED = f"""{HEADER}\
2026,Norra,totalt,,3,,,egen räkning (tre hushåll av 7919 sökande),2027-01-10
2026,Lillköping,totalt,,8537,,,egen räkning,2027-01-10
"""

SHOWN = "51.23", "63.59", "44.66"
HIDDEN = (
    *("61.37", "62.41", "71.93", "64.87", "49.83"),
    *("3+156", "4+211", "3+157", "tre av fyra", "tre hushåll", "7919 sökande"),
)
"""The value on few persons, what it could be worked out from, and how values were worked out."""

HIDDEN_TRACES = "11.26", "11.18", "15.04"
"""Differences that would give a hidden value away: to another area, or between the sexes."""

COUNTING = """
:::{indikator} Hushåll som har sökt stöd
:id: IND-B
:ansvarig: ORG-KS
:enhet: antal hushåll
:källa: egen räkning
:::
"""

OVERVIEWS = """\
# Översikter

```{indikatortabell}
```

## Alla

```{indikatoröversikt}
```

## Distrikten

```{områdesöversikt}
```

## Skillnader

```{skillnader}
```

## Nytt i planen

```{ändringar}
```
"""

GEOMETRY = re.compile(
    r"\b(?:[xyr]|[cd][xy]|[xy][12]|d|width|height|points|transform|viewBox)=\"[^\"]*\""
)
"""Where a picture draws something, whose numbers are none of the plan's."""

UNPACKED = 30_000_000
"""More bytes than anything here comes to when it is unpacked."""


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The file, and those in it."""
    yield name, content
    if content.startswith(b"\x1f\x8b"):
        with gzip.open(io.BytesIO(content)) as file:
            yield from unpacked(f"{name}!", file.read(UNPACKED))
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.namelist():
                yield from unpacked(f"{name}!{member}", package.read(member))


def readings(content: bytes) -> Iterator[str]:
    """The text of a file, as it is and as it comes out when it is read for what it is."""
    text = GEOMETRY.sub("", content.decode("utf-8", "replace"))
    yield text
    yield html.unescape(text)
    yield unquote(text.replace("+", " "))
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    yield re.sub(r"\r?\n[ \t]", "", text)  # lines of calendars go on so
    yield re.sub(r"<[^>]*>", "", text)  # signs that are marked up one by one


def written(secret: str) -> tuple[str, ...]:
    """How people and programs write it."""
    return (secret, secret.replace(".", ","), secret.replace(".", "\\,"))


def holds(content: bytes, secret: str) -> bool:
    """Whether a file tells it."""
    ways = [re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(way)}(?!\d)") for way in written(secret)]
    return any(way.search(text) for text in readings(content) for way in ways)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All files of the site of a project that measures few persons, with those in them."""
    project = TinyProject.make(tmp_path_factory.mktemp("hemligt") / "små grupper å")
    measuring(project)
    with_history(project)
    outcome = run("build", str(project.root), "--today", TODAY.isoformat())
    assert outcome.code == 0, outcome.said
    return {
        inner: content
        for name, packed in contents(project.root / "_build" / "html").items()
        for inner, content in unpacked(name, packed)
    }


def measuring(project: TinyProject) -> None:
    """Give two indicators values, some of them on few persons; the rule on that is off."""
    project.edit("index.md", "\nmatt\n", "\nmatt\noversikter\n")
    project.write("oversikter.md", OVERVIEWS)
    project.write("strategy/indikatorer/omraden.csv", AREAS)
    project.write(FILE, VALUES)
    project.edit(
        "ubproject.toml",
        '# Severity by rule: "fel", "varning", "upplysning" or "av". Left out: the rule\'s own.\n',
        'PT305 = "av"\n',
    )
    project.write("matt.md", project.read("matt.md") + COUNTING)
    project.write("strategy/indikatorer/data/ind-b.csv", COUNTED)
    project.publish()
    settings = project.read("ubproject.toml")
    project.write("ubproject.toml", f"{settings}\n[policytrace.history]\nsince = 2026-06-01\n")


def with_history(project: TinyProject) -> None:
    """Commit the plan, first as it was before anybody said how few the persons were."""
    now = project.read(FILE)
    begin(project.root)
    uncounted = re.sub(r"^(.*,.*,.*,.*,[0-9.]+),[0-9]+,", r"\1,,", now, flags=re.MULTILINE)
    assert uncounted.count(",,,") > now.count(",,,")
    project.write(FILE, uncounted)
    commit(project.root, date(2026, 6, 1))
    project.write(FILE, now.replace("51.23", "50.99"))
    commit(project.root, date(2026, 11, 1))
    project.write(FILE, now)
    commit(project.root, date(2026, 12, 1))


@pytest.mark.parametrize("secret", [*HIDDEN, *HIDDEN_TRACES])
def test_no_file_tells_it(built: dict[str, bytes], secret: str) -> None:
    assert [name for name, content in built.items() if holds(content, secret)] == []


@pytest.mark.parametrize("value", SHOWN)
def test_what_may_be_shown_is_found_so_the_walk_would_find_the_rest(
    built: dict[str, bytes], value: str
) -> None:
    telling = {Path(name.split("!")[0]).suffix for name in built if holds(built[name], value)}
    assert {".html", ".csv", ".json"} <= telling


def test_history_is_told_so_that_it_is_walked_through(built: dict[str, bytes]) -> None:
    assert holds(built["oversikter.html"], "50.99")


def test_packed_files_are_opened(built: dict[str, bytes]) -> None:
    packed = {name.split("!")[0] for name in built if "!" in name}
    assert packed
    suffixes = {".xlsx", ".docx", ".zip", ".gz"}
    assert {name for name in built if Path(name).suffix in suffixes and "!" not in name} <= packed


def test_the_walk_finds_what_is_packed_or_escaped() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sheet.xml", "<v>61.37</v>")
    found = dict(unpacked("a.xlsx", packed.getvalue()))
    assert holds(found["a.xlsx!xl/sheet.xml"], "61.37")
    zipped = dict(unpacked("a.pf", gzip.compress("värdet 61,37 är".encode())))
    assert holds(zipped["a.pf!"], "61.37")
    for escaped in (
        "värdet: 61&#44;37",
        "mailto:a@b.se?body=61%2C37",
        json.dumps("61,37").replace(",", "\\u002c"),
        "DESCRIPTION:61\\,\n 37 procent",
        "<tspan>61</tspan><tspan>,37</tspan>",
    ):
        assert holds(escaped.encode(), "61.37"), escaped
    assert not holds(b"161.37 61.375", "61.37")
