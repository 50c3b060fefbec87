"""CONTRIBUTING.md: each of its examples is put into a copy of the package, and run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import REPOSITORY
from tests.sphinx.tiny import TODAY, TinyProject

GUIDE = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
CAPTION = re.compile(
    r"In `(?P<file>[^`]+)`(?:, below `(?P<below>[^`]+)`)?:\n\n```\w+\n(?P<text>.*?)\n```", re.DOTALL
)


@dataclass(frozen=True)
class Example:
    """One of the guide's chapters, followed to the letter."""

    package: Path
    project: TinyProject

    def follow(self, chapter: str) -> None:
        """Write what the chapter shows, each block where it says."""
        text = GUIDE.partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
        found = list(CAPTION.finditer(text))
        assert found, chapter
        for block in found:
            self.put(block["file"], block["below"], f"{block['text']}\n")

    def put(self, file: str, below: str | None, text: str) -> None:
        """A new file, lines below a line of one, or lines at the end of the catalogue."""
        if below:
            self.project.edit(file, f"{below}\n", f"{below}\n{text}")
            return
        path = self.package / Path(file).relative_to("_ext")
        if path.suffix == ".po":
            text = path.read_text(encoding="utf-8") + text
        else:
            assert not path.exists()
        path.write_text(text, encoding="utf-8")

    def run(self, *words: str) -> str:
        """What the command line prints; a mistake in the example itself fails."""
        done = subprocess.run(
            [sys.executable, "-m", "policytrace", *words, f"--today={TODAY}"],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.project.root,
            env={**os.environ, "PYTHONPATH": str(self.package)},
        )
        assert done.returncode in (0, 1), done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def example(tmp_path: Path) -> Example:
    package = tmp_path / "package"
    shutil.copytree(REPOSITORY / "_ext" / "policytrace", package / "policytrace")
    return Example(package=package, project=TinyProject.make(tmp_path / "plan"))


def test_a_rule_finds_what_it_is_about(example: Example) -> None:
    example.follow("A rule")
    example.project.edit("plan.md", ":id: ATG-1\n:status: förslag", ":id: ATG-1\n:status: beslutad")
    assert "varning PT299" in example.run("check")


def test_a_view_stands_on_a_page_by_the_project_s_word(example: Example) -> None:
    example.follow("A view")
    example.project.write(
        "index.md", f"{example.project.read('index.md')}\n```{{slutdagar}}\n```\n"
    )
    example.run("build")
    page = (example.project.root / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert '<time datetime="2028-06-30">' in page


def test_a_field_is_shown_and_can_be_required(example: Example) -> None:
    example.follow("A field")
    example.project.edit(
        "ubproject.toml",
        '"klar_senast", { any = ["nästa',
        '"budget", "klar_senast", { any = ["nästa',
    )
    assert "fel PT211" in example.run("check")
    for action in ("ATG-1", "ATG-2"):
        example.project.edit("plan.md", f":id: {action}\n", f":id: {action}\n:budget: 250000\n")
    assert "PT211" not in example.run("build")
    page = example.project.root / "_build" / "html" / "objekt" / "ATG-1.html"
    assert "250000" in page.read_text(encoding="utf-8")


def test_an_export_is_published(example: Example) -> None:
    example.follow("An export")
    example.run("build")
    published = example.project.root / "_build" / "html" / "data" / "ansvariga.csv"
    assert published.read_text(encoding="utf-8").startswith("id,namn,antal\nORG-KS,")


def test_a_translation_is_what_people_read(example: Example) -> None:
    example.follow("A rule")
    example.follow("A translation")
    example.project.edit("plan.md", ":id: ATG-1\n:status: förslag", ":id: ATG-1\n:status: beslutad")
    assert "säger inte vad som behövs." in example.run("check", "--verbose")


def test_every_chapter_with_an_example_is_followed() -> None:
    chapters = re.findall(r"(?m)^## (.+)$", GUIDE)
    assert chapters == ["A rule", "A view", "A field", "An export", "A translation"]
