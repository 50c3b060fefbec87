"""What a warning of Sphinx, MyST or sphinx-needs means for an editor, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from policytrace.markup.unknown import in_one_sign, unknown_option
from policytrace.messages import Message, message


def _spelt_as(name: str, names: Sequence[str]) -> Message:
    near = get_close_matches(name, names, n=1)
    if near:
        return message("Did you mean {{{nearest}}}?", nearest=near[0])
    return message("Check the spelling of the word within braces.")


def _shown(name: str) -> str:
    """A name that Sphinx has written as Python does, with each backslash twice."""
    return name.replace("\\\\", "\\")


def _listed_right(name: str) -> Message:
    """How to mend a line in a table of contents."""
    if "\\" in name:
        return message("Write / between folder and page: {name}.", name=name.replace("\\", "/"))
    return message("Correct the name, or take the line away.")


_EXPLANATIONS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], Sequence[str]], tuple[Message, Message]]], ...
] = (
    (
        re.compile(r"Unknown option(?: key:)? '(?P<option>[^']*)'(?: \(allowed: (?P<known>.*)\))?"),
        lambda found, _: unknown_option(
            found["option"], re.findall(r"'([^']+)'", found["known"] or "")
        ),
    ),
    (
        re.compile(r"Field '(?P<option>[^']*)' is invalid: Cannot convert (?P<value>.*) to"),
        lambda found, _: (
            message(
                "The object was left out: :{option}: {value} does not have the right form.",
                option=found["option"],
                value=found["value"],
            ),
            message("Write the value in the form that ubproject.toml gives the field."),
        ),
    ),
    (
        re.compile(r"A need with ID '?(?P<id>[^' ]*)'? already exists"),
        lambda found, _: (
            message("The id {id} is already used by another object.", id=found["id"].strip(",.")),
            message("Give this object an id of its own."),
        ),
    ),
    (
        re.compile(r"(?:Given )?ID '?(?P<id>[^' ]*)'? (?:does not match|is not valid)"),
        lambda found, _: (
            message("The id {id} does not have the right form.", id=found["id"]),
            in_one_sign(
                found["id"],
                message(
                    "Write three capitals, a hyphen, and then capitals, digits and hyphens, as "
                    "ATG-VALD-01."
                ),
            ),
        ),
    ),
    (
        re.compile(
            r"(?:reference target not found:|local id not found in doc '[^']*':|unknown document:|"
            r"Unknown source document|undefined label:) '(?P<target>[^']*)'"
        ),
        lambda found, _: (
            message("The link to “{target}” leads nowhere.", target=found["target"]),
            message(
                "Write the path of a page from this one, as ../strategy/syfte.md, or # and the "
                "name of a heading."
            ),
        ),
    ),
    (
        re.compile(r"No ID defined"),
        lambda _found, _options: (
            message("The object has no :id:."),
            message("Add :id: with an id of its own, as ATG-VALD-01."),
        ),
    ),
    (
        re.compile(r"Unknown directive type: '(?P<name>[^']*)'"),
        lambda found, names: (
            message("There is no directive {{{name}}}.", name=found["name"]),
            in_one_sign(found["name"], _spelt_as(found["name"], names)),
        ),
    ),
    (
        re.compile(r"Unknown interpreted text role [\"'](?P<name>[^\"']*)[\"']"),
        lambda found, _: (
            message("There is no role {{{name}}} for text.", name=found["name"]),
            message("A link to an object is written {{need}} and its id within backticks."),
        ),
    ),
    (
        re.compile(r"'(?P<name>[^']*)': Invalid options format"),
        lambda found, _: (
            message("The options of {{{name}}} cannot be read.", name=found["name"]),
            message("Write each on a line of its own: colon, name, colon, space, value."),
        ),
    ),
    (
        re.compile(r"toctree contains reference to \w+ document '(?P<name>[^']*)'"),
        lambda found, _: (
            message(
                "The table of contents lists {name}, which is no page.", name=_shown(found["name"])
            ),
            in_one_sign(found["name"], _listed_right(_shown(found["name"]))),
        ),
    ),
    (
        re.compile(r"(?:image|download) file not readable: (?P<name>.*?)(?: \[[\w.]+\])?\Z"),
        lambda found, _: (
            message("There is no file {name}.", name=found["name"]),
            in_one_sign(found["name"], message("Give the path of a file, as seen from this page.")),
        ),
    ),
    (
        re.compile(r"Pygments lexer name '(?P<name>[^']*)' is not known"),
        lambda found, _: (
            message("{name} is no language that code can be coloured in.", name=found["name"]),
            message("Name another language, or text, on the first line of the block."),
        ),
    ),
    (
        re.compile(r"\ALexing literal_block .* as \"(?P<name>[^\"]*)\" resulted", re.DOTALL),
        lambda found, _: (
            message("The code is not written in the language {name}.", name=found["name"]),
            message("Mend the code, or write text on the first line of the block."),
        ),
    ),
    (
        re.compile(r"toctree glob pattern '(?P<name>[^']*)' didn't match"),
        lambda found, _: (
            message("The table of contents lists {name}, which is no page.", name=found["name"]),
            in_one_sign(found["name"], message("Correct the name, or take the line away.")),
        ),
    ),
    (
        re.compile(r"numfig is disabled"),
        lambda _found, _options: (
            message("Figures and tables have no numbers, so none can be referred to."),
            message("Link to the heading above it instead."),
        ),
    ),
    (
        re.compile(r"term not in glossary: '(?P<name>[^']*)'"),
        lambda found, _: (
            message("“{name}” is not in the glossary.", name=found["name"]),
            message("Add it to the glossary, or write it as plain text."),
        ),
    ),
    (
        re.compile(r"Unknown target name: \"(?P<name>[^\"]*)\""),
        lambda found, _: (
            message(
                "“[^{name}]” refers to a note that is not on the page.", name=_shown(found["name"])
            ),
            message(
                "Write the note on a line of its own, as [^{name}]: The text of the note. Write "
                "\\[ if the brackets are to be seen.",
                name=_shown(found["name"]),
            ),
        ),
    ),
    (
        re.compile(r"Transition must be child of|must separate transitions"),
        lambda _found, _options: (
            message("A line across the page (---) stands where there can be none."),
            message(
                "Take the line with --- away. What is to be told apart can have a blank line "
                "between."
            ),
        ),
    ),
    (
        re.compile(r"Document (?:or section )?may not (?:end|begin) with a transition"),
        lambda _found, _options: (
            message("A line across the page stands first or last."),
            message("Take the line with --- away, or write something below it."),
        ),
    ),
)


def explain(text: str, directives: Sequence[str] = ()) -> tuple[Message, Message]:
    """What a warning of Sphinx, MyST or sphinx-needs means for an editor, and the remedy.

    `directives` are the words that a block may begin with. A warning that is not known is quoted.
    """
    for pattern, explained in _EXPLANATIONS:
        if found := pattern.search(text):
            return explained(found, directives)
    plain = re.sub(r"\s*\[[\w.]+\]\Z", "", " ".join(text.split()))
    return (
        message(
            "The text cannot be read as it is written. The reader says: {detail}", detail=plain
        ),
        message("Compare with the examples in the editing guide, docs/redigera.md."),
    )
