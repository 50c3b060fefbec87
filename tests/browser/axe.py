"""What axe-core finds on pages, and the record of it that the accessibility statement is made of.

Run as a program, ``make accessibility``, it builds the site, looks at every page and writes the
record.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from policytrace import clock
from tests.browser.conftest import AXE, page_names, served, visiting
from tests.chromium import opened
from tests.paths import REPOSITORY
from tests.real.conftest import built

RECORD = REPOSITORY / "docs" / "tillganglighetsprov.json"

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


CONTRAST: dict[str, object] = {"type": "rule", "values": ["color-contrast"]}
EVERYTHING: dict[str, object] = {"type": "tag", "values": RULES}
Look = tuple[int, Literal["light", "dark"], dict[str, object]]

LOOKS: list[Look] = [
    (390, "light", EVERYTHING),
    (390, "dark", CONTRAST),
    (1280, "dark", CONTRAST),
    (1280, "light", EVERYTHING),
]
"""Widths and themes, and what to look for: between themes nothing differs but colours."""

QUICK_LOOKS: list[Look] = [(390, "light", EVERYTHING), (1280, "dark", EVERYTHING)]
"""Every rule at both widths, and every colour of both themes, but not all at all."""

MADE_OF_OBJECTS = "objekt/"
"""Where those are."""


def axe_version() -> str:
    """The version that is installed."""
    return str(json.loads((AXE.parent / "package.json").read_text("utf-8"))["version"])


def violations(
    browser: Browser, address: str, names: list[str], *, quick: bool = False
) -> list[tuple[str, int, str, str, str]]:
    """What axe-core finds: page, width, theme, rule and element.

    `quick` has two looks at each page, and one at those that are made of objects: one template
    makes many of them, and every second one is looked at in the other way.
    """
    found: list[tuple[str, int, str, str, str]] = []
    with visiting(browser, bypass_csp=True) as visit:
        visit.page.add_init_script(path=AXE)
        for number, name in enumerate(names):
            visit.page.goto(address + name)
            looks = QUICK_LOOKS if quick else LOOKS
            if quick and name.startswith(MADE_OF_OBJECTS):
                looks = [looks[number % 2]]
            for width, theme, rules in looks:
                visit.page.set_viewport_size({"width": width, "height": 900})
                visit.page.emulate_media(color_scheme=theme)
                result = visit.page.evaluate(
                    "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})",
                    rules,
                )
                found += [
                    (name, width, theme, violation["id"], node["html"][:120])
                    for violation in result["violations"]
                    for node in violation["nodes"]
                ]
    return found


def main() -> None:
    """Look at every page, and write the record."""
    with tempfile.TemporaryDirectory() as folder:
        site = built(Path(folder)).folder
        names = page_names(site)
        with served(site) as address, opened() as browser:
            found = violations(browser, address, names)
    for one in found:
        sys.stdout.write(f"{one}\n")
    record = {
        "day": clock.today(os.environ).isoformat(),
        "tool": f"axe-core {axe_version()}",
        "pages": len(names),
        "looks": len(LOOKS),
        "violations": len(found),
    }
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{RECORD.relative_to(REPOSITORY)}: {len(names)}, {len(found)}\n")


if __name__ == "__main__":
    main()
