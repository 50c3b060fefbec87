"""Templates: how all of them are read, whatever is made of them."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined

COMPILED_WITH: Mapping[str, object] = MappingProxyType(
    {"trim_blocks": True, "lstrip_blocks": True, "ext.i18n.trimmed": True}
)
"""What a compiled template depends on besides its text."""


def templates(
    package: str,
    translations: gettext.NullTranslations | None = None,
    *,
    escaped: bool = True,
    last_line_end: bool = False,
    made_as: type[Environment] = Environment,
) -> Environment:
    """The templates of `package`, in one language.

    Values are `escaped` as HTML, unless what is made is none. The end of a template's last line is
    left out, unless `last_line_end`.
    """
    made = made_as(
        loader=PackageLoader(package),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=last_line_end,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(  # type: ignore[attr-defined]
        translations or gettext.NullTranslations(), newstyle=True
    )
    return made
