"""One name for one thing: no two classes are called the same."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.paths import REPOSITORY

PACKAGE = REPOSITORY / "_ext" / "policytrace"


def test_no_two_classes_are_called_the_same() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert places
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
