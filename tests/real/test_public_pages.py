"""The real site as the public reads it: help where it is needed."""

from __future__ import annotations

import re

from policytrace.schema.roles import Role
from tests.real.conftest import RealSite

HURT = re.compile(
    r"våld(?!garanti)|kränk|övergrepp|\bheder|\bhot\b|\bhota|självmord|suicid|misshand|könsstymp"
    r"|trakasser|mobb",
    re.IGNORECASE,
)
"""What a page is about that may concern somebody who has been hurt."""


def test_every_page_about_violence_begins_with_help(real: RealSite) -> None:
    lacking, tried = [], 0
    for item in real.graph:
        if item.role is Role.ORGANISATION:
            continue  # it is named for what it works with
        page = real.pages[f"objekt/{item.id}"]
        told = page.select("h1, .pt-wording, .pt-object__text")
        if HURT.search(" ".join(part.get_text(" ") for part in told)):
            tried += 1
            if not page.select_one("main .pt-support"):
                lacking.append(item.id)
    assert lacking == []
    assert tried >= 30
