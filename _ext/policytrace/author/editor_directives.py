"""The views in ``ubproject.toml``, where ubCode looks for directives that no type defines.

They are written between two lines of the file, from the catalogue of views and the project's own
words, by ``make editor``.
"""

from __future__ import annotations

import gettext
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import policytrace.site.views as _views  # noqa: F401 - importing it fills the registry
from policytrace.errors import ProjectError
from policytrace.files import write_whole
from policytrace.messages import Message, catalogue, message
from policytrace.schema.metamodel import CONFIG_FILE, Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import in_order
from policytrace.schema.site_language import site_language
from policytrace.site.views.registry import VIEWS, View, view_words

BEGIN, END = "# views: begin", "# views: end"
"""The lines that the views stand between."""

_PLACE = re.compile(rf"(?ms)^{BEGIN}$\n.*?^{END}$")


def with_directives(metamodel: Metamodel, translations: gettext.NullTranslations) -> str:
    """The project's ``ubproject.toml`` with all views in it, told in the language given.

    Raises:
        ProjectError: the file has not the two lines, or has no word for a view or an option.
    """
    tables = "\n".join(_tables(metamodel, translations))
    text, places = _PLACE.subn(lambda _: f"{BEGIN}\n\n{tables}\n{END}", metamodel.text)
    if places != 1:
        raise ProjectError(
            message(
                "{file} must have the line “{begin}” once, and below it “{end}”.",
                file=CONFIG_FILE,
                begin=BEGIN,
                end=END,
            ),
            metamodel.place((), BEGIN),
        )
    return text


def _tables(metamodel: Metamodel, translations: gettext.NullTranslations) -> Iterator[str]:
    words = view_words(metamodel)
    for key, directive in words.directives.items():
        yield f"[parse.extend_directives.{_quoted(directive)}]"
        yield f"description = {_quoted(VIEWS[key].purpose.render(translations))}"
        options = ", ".join(
            f"{_quoted(words.options[option])} = "
            f"{{ description = {_quoted(said.render(translations))} }}"
            for option, said in _options(VIEWS[key], metamodel)
        )
        if options:
            yield f"options = true\nnamed_options = {{ {options} }}"
        yield ""


def _options(view: View, metamodel: Metamodel) -> Iterator[tuple[str, Message]]:
    """What may be written for each option of a view."""
    for option, roles in view.options.items():
        titles = (metamodel.role_titles.get(role, str(role)) for role in in_order(roles))
        yield option, message("The id of an object: {types}", types=", ".join(titles))
    for option, choices in view.choices.items():
        yield option, message("One of: {choices}", choices=", ".join(choices(metamodel)))


def _quoted(text: str) -> str:
    """A string as TOML writes it, which for text on one line is as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Write the views into the file of the project in the working directory, in its language."""
    translations = catalogue(site_language(Path.cwd()))
    try:
        text = with_directives(load_metamodel(Path.cwd()), translations)
        write_whole(Path(CONFIG_FILE), text.encode())
    except ProjectError as error:
        sys.exit(f"{error.location or CONFIG_FILE}: {error.text.render(translations)}")


if __name__ == "__main__":
    main()
