"""Templates of what this machine alone is served."""

from __future__ import annotations

import gettext

from jinja2 import Environment, PackageLoader, StrictUndefined


def templates(package: str, translations: gettext.NullTranslations) -> Environment:
    """The templates of `package`, in one language; values are escaped."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(translations)  # type: ignore[attr-defined]
    return made
