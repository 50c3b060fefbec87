"""A finding points at the line of the object's directive, wherever in the file it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

import pytest

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.plan.graph import Graph
from tests.sphinx.tiny import TinyProject

ACTION = """\
:::{åtgärd} En åtgärd
:id: ATG-X
:::
"""

PLACES: dict[str, str] = {
    "the first line": ACTION,
    "after a heading": f"# Rubrik\n\n{ACTION}",
    "after front matter": f"---\ntitle: En sida\nord: [a, b]\n---\n\n# Rubrik\n\n{ACTION}",
    "after a byte order mark": f"\ufeff# Rubrik\n\n{ACTION}",
    "after a long paragraph": "# Rubrik\n\n" + "Ord på en rad.\n" * 40 + f"\n{ACTION}",
    "right after a paragraph": f"# Rubrik\n\nEtt stycke.\n{ACTION}",
    "after a table": f"# Rubrik\n\n| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n{ACTION}",
    "after a list": f"# Rubrik\n\n- ett\n\n  mer om ett\n\n- två\n  - tre\n\n{ACTION}",
    "after a definition list": f"# Rubrik\n\nOrd\n: Vad det betyder.\n\n: Och mer.\n\n{ACTION}",
    "after a code block": f"# Rubrik\n\n```python\na = 1\n\n\nb = 2\n```\n\n{ACTION}",
    "after a comment": f"# Rubrik\n\n% en kommentar\n% till\n\n<!-- en\ntill -->\n\n{ACTION}",
    "after a toctree": f"# Rubrik\n\n```{{toctree}}\n:caption: Mer\n```\n\n{ACTION}",
    "after letters of several bytes": f"# Rubrik\n\nåäö 🙂 é\u0301 ÅÄÖ\n\n{ACTION}",
    "after odd line breaks": f"# Rubrik\n\nett\u2028två\u0085tre\x0bfyra\x0cfem\n\n{ACTION}",
    "in a fence of backticks": "# Rubrik\n\n```{åtgärd} En åtgärd\n:id: ATG-X\n```\n",
    "with options in YAML": (
        "# Rubrik\n\n:::{åtgärd} En åtgärd\n---\nid: ATG-X\nstatus: förslag\n---\n:::\n"
    ),
    "with options apart": (
        "# Rubrik\n\n\n\n:::{åtgärd} En åtgärd\n:status: förslag\n:id: ATG-X\n\nText.\n:::\n"
    ),
    "in an admonition": f"# Rubrik\n\n::::{{note}}\nText.\n\n{ACTION}::::\n",
    "in an admonition with a title": (
        f"# Rubrik\n\n::::{{admonition}} Titel\n:class: note\n\nText.\n\n{ACTION}::::\n"
    ),
    "in a list item": "# Rubrik\n\n- ett\n- två\n\n  :::{åtgärd} En åtgärd\n  :id: ATG-X\n  :::\n",
    "in a block quote": "# Rubrik\n\n> ett\n>\n> :::{åtgärd} En åtgärd\n> :id: ATG-X\n> :::\n",
    "in an object": f"# Rubrik\n\n::::{{åtgärd}} Yttre\n:id: ATG-Y\n\n{ACTION}::::\n",
    "in an object after text": (
        f"# Rubrik\n\n::::{{åtgärd}} Yttre\n:id: ATG-Y\n:status: förslag\n\n"
        f"Ett stycke\növer två rader.\n\n- en lista\n\n{ACTION}::::\n"
    ),
    "in an object without a blank line": f"# R\n\n::::{{åtgärd}} Yttre\n:id: ATG-Y\n{ACTION}::::\n",
    "as the second in an object": (
        "# R\n\n::::{åtgärd} Yttre\n:id: ATG-Y\n\n:::{åtgärd} Första\n:id: ATG-Z\n\nText.\n:::\n\n"
        f"{ACTION}::::\n"
    ),
    "three deep": (
        "# R\n\n:::::{åtgärd} Yttre\n:id: ATG-Y\n\nText.\n\n::::{åtgärd} Mellan\n:id: ATG-Z\n"
        f":status: förslag\n\nMer text.\n\n{ACTION}::::\n:::::\n"
    ),
    "five deep": (
        "# R\n\n:::::::{åtgärd} A\n:id: ATG-1A\n\n::::::{åtgärd} B\n:id: ATG-1B\n\n"
        ":::::{note}\n\n::::{åtgärd} C\n:id: ATG-1C\n:status: förslag\n\n"
        f"{ACTION}::::\n:::::\n::::::\n:::::::\n"
    ),
    "after an object with objects in it": (
        "# R\n\n:::::{åtgärd} Yttre\n:id: ATG-Y\n\n::::{åtgärd} Inre\n:id: ATG-Z\n\nText.\n::::\n"
        f":::::\n\n## Mer\n\n{ACTION}"
    ),
}


INDEX = """\
# Sidorna

```{toctree}
:glob:

*
```
"""


@dataclass(frozen=True)
class Place:
    """A page with one object that is looked for."""

    number: int
    text: str
    newline: str

    @property
    def item_id(self) -> str:
        """The id of the object; unique among all pages."""
        return f"ATG-X{self.number}"

    @property
    def file(self) -> str:
        """The page."""
        return f"sida{self.number}.md"

    @property
    def page(self) -> str:
        """The page's text, where each object has an id of its own and one more option."""
        text = re.sub(r"(ATG-\w+)", rf"\g<1>{self.number}", self.text)
        return re.sub(rf"(?m)^(.*)(:?)id: {self.item_id}$", r"\g<0>\n\1\2farg: blå", text)

    @property
    def line(self) -> int:
        """The line that opens the object's directive."""
        lines = self.page.split("\n")
        number = next(number for number, line in enumerate(lines) if self.item_id in line)
        while "{åtgärd}" not in lines[number]:
            number -= 1
        return number + 1

    @property
    def wrong_line(self) -> int:
        """The line of the option that there is not."""
        lines = self.page.split("\n")
        return next(number for number, line in enumerate(lines, start=1) if "farg:" in line)


ALL = {
    f"{name}, {ending}": Place(number=number, text=text, newline=newline)
    for number, ((name, text), (ending, newline)) in enumerate(
        product(PLACES.items(), (("LF", "\n"), ("CRLF", "\r\n")))
    )
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, tuple[Finding, ...]]:
    """All places on pages of one project: its objects and the findings in them."""
    project = TinyProject.make(tmp_path_factory.mktemp("rader"))
    project.write("index.md", INDEX)
    for place in ALL.values():
        project.write(place.file, place.page, newline=place.newline)
    return project.graph(), project.check().findings


@pytest.mark.parametrize("place", ALL.values(), ids=ALL)
def test_an_object_is_found_at_the_line_of_its_directive(
    pages: tuple[Graph, tuple[Finding, ...]], place: Place
) -> None:
    graph, _ = pages
    assert graph.items[place.item_id].location == Location(file=place.file, line=place.line)


@pytest.mark.parametrize("place", ALL.values(), ids=ALL)
def test_what_is_wrong_in_an_option_is_found_at_its_line(
    pages: tuple[Graph, tuple[Finding, ...]], place: Place
) -> None:
    _, findings = pages
    lines = [
        found.location.line
        for found in findings
        if found.code == "PT001" and found.location.file == place.file
    ]
    assert lines == [place.wrong_line]
