"""What is wrong in a TOML file is told in plain words, with its line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import catalogue
from policytrace.schema.toml_faults import toml_fault
from policytrace.schema.toml_file import TomlFile


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a = 1\nå = 1", 2, "inom citattecken"),
        ("a.='x'", 1, "inom citattecken"),
        ("a 1", 1, "ett namn, = och ett värde"),
        ("a = b", 1, "En text står inom citattecken"),
        ('a = "x', 1, "saknas ett citattecken"),
        ('a = "x\ny"', 1, "inte avslutad"),
        ('a = """x', 1, "inte avslutad"),
        ("b = 1\na = [1", 2, "En lista är inte avslutad"),
        (
            "a = {b = 1",
            1,
            "komma mellan delarna och } sist",
        ),
        ('a = "x" y', 1, "en egen rad"),
        ("[a\n", 1, "Ett ] saknas"),
        ("[a]\n[a]", 2, "två gånger"),
        ('a = "\\q"', 1, "Skriv det två gånger"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as wrong:
        tomllib.loads(text)
    fault, where = toml_fault(wrong.value, text)
    assert where == line
    assert said in fault.render(catalogue("sv"))


def test_what_is_too_deep_for_the_reader_is_told(tmp_path: Path) -> None:
    (tmp_path / "ubproject.toml").write_text(f"a = {'[' * 100_000}", encoding="utf-8")
    with pytest.raises(ProjectError) as wrong:
        TomlFile(tmp_path / "ubproject.toml")
    assert "för djupt" in wrong.value.text.render(catalogue("sv"))
    assert wrong.value.location == Location(file="ubproject.toml", line=1)
