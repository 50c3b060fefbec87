"""The direction of imports: import-linter keeps the contracts of pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import REPOSITORY

PROGRAM = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
from importlinter.cli import lint_imports_command
lint_imports_command()
"""


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in `root`, by the contracts that stand there."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root / "_ext"), "--no-cache", "--no-logo"],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_every_import_goes_the_way_that_the_contracts_say() -> None:
    done = lint(REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("schema/roles", "policytrace.plan.model"),
        ("site/publish", "policytrace.cli.main"),
        ("values/numbers", "sphinx.application"),
        ("sphinx/read/placed", "policytrace.sphinx.gate.gate"),
        ("sphinx/gate/snapshot", "policytrace.sphinx.write.links"),
        ("sphinx/write/links", "policytrace.sphinx.extension"),
    ],
)
def test_an_import_against_the_direction_is_found(
    tmp_path: Path, module: str, imported: str
) -> None:
    copy_of_the_code(tmp_path)
    path = tmp_path / "_ext" / "policytrace" / f"{module}.py"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nimport {imported}\n")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert (
        f"policytrace.{module.replace('/', '.')} -> {imported.split('.', maxsplit=1)[0]}"
        in done.stdout
    )
    assert "BROKEN" in done.stdout


def copy_of_the_code(folder: Path) -> None:
    """The modules of the package and the contracts, in a folder where they can be spoiled."""
    (folder / "pyproject.toml").write_bytes((REPOSITORY / "pyproject.toml").read_bytes())
    package = REPOSITORY / "_ext" / "policytrace"
    for path in package.rglob("*.py"):
        copy = folder / "_ext" / "policytrace" / path.relative_to(package)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
