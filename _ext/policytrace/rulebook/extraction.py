"""Finds the texts of the rules for Babel: their titles and the paragraphs of their pages."""

from __future__ import annotations

import ast
from collections.abc import Collection, Generator, Iterator, Mapping
from typing import IO

from babel.messages.extract import extract_python

from policytrace.rulebook.page import parse_page

Found = tuple[int, str, str | tuple[str, ...], list[str]]
"""Line, function, text and comments, as Babel wants them."""


def extract_rules(
    source: IO[bytes],
    keywords: Mapping[str, object],
    comment_tags: Collection[str],
    options: Mapping[str, str],
) -> Generator[Found]:
    """What Babel finds in Python, and what the decorator ``rule`` marks (see locale/babel.cfg)."""
    yield from extract_python(source, keywords, comment_tags, options)  # type: ignore[arg-type]
    source.seek(0)
    for line, text in _texts_of_rules(ast.parse(source.read())):
        yield line, "_", text, []


def _texts_of_rules(module: ast.Module) -> Iterator[tuple[int, str]]:
    for function in module.body:
        if not isinstance(function, ast.FunctionDef):
            continue
        for decorator in function.decorator_list:
            match decorator:
                case ast.Call(func=ast.Name(id="rule"), args=[_, _, ast.Constant(value=str(title))]):
                    yield decorator.lineno, title
                    for text in parse_page(ast.get_docstring(function) or "").texts():
                        yield function.lineno, text
                case _:
                    pass
