"""Finds the texts of the rules for Babel: their titles and the paragraphs of their pages."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO, cast

from babel.messages.extract import extract_python

from policytrace.checks.rule_page import parse_page

Found = tuple[int, str | None, object, list[str]]
"""Line, function, text and comments: what Babel takes, though its types say otherwise."""


def extract_rules(
    source: IO[bytes],
    keywords: Mapping[str, object],
    comment_tags: Collection[str],
    options: Mapping[str, str],
) -> Iterator[Found]:
    """What Babel finds in Python, and what the decorator ``rule`` marks (see locale/babel.cfg)."""
    in_calls = extract_python(source, keywords, comment_tags, options)  # type: ignore[arg-type]
    yield from cast("Iterator[Found]", in_calls)
    source.seek(0)
    for line, text in _texts_of_rules(ast.parse(source.read())):
        yield line, "_", text, []


def _texts_of_rules(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in module.body:
        match node:
            case ast.FunctionDef(
                decorator_list=[
                    ast.Call(func=ast.Name(id="rule"), args=[_, _, ast.Constant(value=str(title))])
                ]
            ):
                yield node.lineno, title
                for text in parse_page(ast.get_docstring(node) or "").texts():
                    yield node.lineno, text
            case _:
                pass
