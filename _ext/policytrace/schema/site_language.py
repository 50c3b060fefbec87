"""The language of a project's site, which its settings of Sphinx say."""

from __future__ import annotations

import re
from pathlib import Path

from policytrace.messages import DEFAULT_LANGUAGE, LANGUAGES
from policytrace.schema.metamodel import SETTINGS

_SET = re.compile(r"""^language[ \t]*=[ \t]*["'](\w+)["']""", re.MULTILINE)

_WITHOUT_WORDS = "en"
"""The language of a site in a language that there are no words for."""


def site_language(project: Path) -> str:
    """One of `LANGUAGES`, as the settings of the project in the folder `project` say it.

    They are not run. The default if they say nothing that can be seen so, or cannot be read.
    """
    try:
        settings = (project / SETTINGS).read_bytes().decode()
    except (OSError, ValueError):
        return DEFAULT_LANGUAGE
    said = _SET.findall(settings)
    if not said:
        return DEFAULT_LANGUAGE
    return str(said[-1]) if said[-1] in LANGUAGES else _WITHOUT_WORDS
