"""What a command has said is said again only when all that it depends on is the same."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from policytrace.cli import gate_run, remembered
from policytrace.cli.exit_codes import DONE
from policytrace.editions.edition import FOLDER
from policytrace.site.template_cache import SUFFIX
from tests.cli.running import run
from tests.sphinx.tiny import TinyProject

TODAY = ("--today", "2027-01-15")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that have asked Sphinx."""
    found: list[str] = []
    for name in ("check_project", "run_sphinx"):
        original = getattr(gate_run, name)

        def noted(
            *arguments: object,
            name: str = name,
            original: Callable[..., object] = original,
            **options: object,
        ) -> object:
            found.append(name)
            return original(*arguments, **options)

        monkeypatch.setattr(gate_run, name, noted)
    return found


def test_the_same_is_said_again_without_sphinx(project: TinyProject, asked: list[str]) -> None:
    for command in ("check", "build"):
        first = run(command, str(project.root), *TODAY)
        again = run(command, str(project.root), *TODAY)
        assert first.code == again.code == DONE
        assert (again.out, again.err) == (first.out, first.err)
    assert asked == ["check_project", "run_sphinx"]


def test_findings_that_stop_are_said_again_too(project: TinyProject, asked: list[str]) -> None:
    (project.root / "trasig.md").write_text("Ingen rubrik.\n", encoding="utf-8")
    first = run("check", str(project.root), *TODAY)
    again = run("check", str(project.root), *TODAY)
    assert first.code == again.code != DONE
    assert "trasig.md" in first.out
    assert again.out == first.out
    assert len(asked) == 1


def test_the_folder_of_editions_is_the_one_that_they_lie_in() -> None:
    assert remembered.EDITIONS == FOLDER


def _text(root: Path) -> None:
    page = root / "index.md"
    page.write_text(page.read_text("utf-8") + "\nEn mening till.\n", encoding="utf-8")


def _new_file(root: Path) -> None:
    (root / "data.csv").write_text("a;b\n", encoding="utf-8")


def _settings(root: Path) -> None:
    conf = root / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "html_title = 'Ny'\n", encoding="utf-8")


def _excluded(root: Path) -> None:
    conf = root / "conf.py"
    text = conf.read_text("utf-8").replace('["_build"]', '["_build", "node_modules"]')
    conf.write_text(text, encoding="utf-8")


def _link_to_a_folder(root: Path) -> None:
    (root / "länk").symlink_to(root.parent)


def _link_to_nothing(root: Path) -> None:
    (root / "länk.md").symlink_to(root / "ingenstans")


def _no_file(root: Path) -> None:
    os.mkfifo(root / "rör.md")


def _page_among_packages(root: Path) -> None:
    (root / "node_modules").mkdir()
    (root / "node_modules" / "sida.md").write_text("# En sida\n", encoding="utf-8")


def _page_in_a_folder_of_that_name(root: Path) -> None:
    _excluded(root)
    (root / "mer").mkdir()
    _page_among_packages(root / "mer")


@pytest.mark.parametrize(
    "change",
    [
        *(_link_to_a_folder, _link_to_nothing, _no_file, _page_among_packages),
        _page_in_a_folder_of_that_name,
    ],
)
def test_what_is_wrong_with_what_has_come_is_found(
    project: TinyProject, change: Callable[[Path], None]
) -> None:
    assert run("check", str(project.root), *TODAY).code == DONE
    change(project.root)
    assert run("check", str(project.root), *TODAY).code != DONE


def test_packages_that_hold_no_pages_are_not_looked_at(
    project: TinyProject, asked: list[str]
) -> None:
    _excluded(project.root)
    for _ in range(2):
        run("check", str(project.root), *TODAY)
        (project.root / "node_modules").mkdir(exist_ok=True)
        (project.root / "node_modules" / "a.js").write_text("1", encoding="utf-8")
    assert len(asked) == 1


def _record(root: Path) -> None:
    (root / "_build" / ".last-build.json").write_text("{", encoding="utf-8")


def _site(root: Path) -> None:
    (root / "_build" / "html" / "index.html").write_text("ändrad", encoding="utf-8")


def _site_gone(root: Path) -> None:
    (root / "_build" / "html" / "index.html").unlink()


@pytest.mark.parametrize("change", [_text, _new_file, _settings, _record, _site, _site_gone])
def test_any_change_is_built(
    project: TinyProject, asked: list[str], change: Callable[[Path], None]
) -> None:
    run("build", str(project.root), *TODAY)
    change(project.root)
    assert run("build", str(project.root), *TODAY).code == DONE
    assert len(asked) == 2
    assert "<html" in (project.root / "_build" / "html" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "options", [("--today", "2027-01-16"), (*TODAY, "--verbose"), (*TODAY, "--strict-time")]
)
def test_another_day_or_option_is_another_question(
    project: TinyProject, asked: list[str], options: tuple[str, ...]
) -> None:
    run("check", str(project.root), *TODAY)
    run("check", str(project.root), *options)
    assert len(asked) == 2


def test_what_settings_take_from_elsewhere_counts(
    project: TinyProject, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = project.root / "conf.py"
    text = conf.read_text("utf-8")
    conf.write_text(f"import os\n{text}html_title = os.environ.get('TITEL', '')\n", "utf-8")
    run("check", str(project.root), *TODAY)
    monkeypatch.setenv("TITEL", "Ny")
    run("check", str(project.root), *TODAY)
    assert len(asked) == 2


def test_a_change_while_it_runs_is_a_change(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, asked = gate_run.check_project, []

    def slow(*arguments: object, **options: object) -> object:
        asked.append(1)
        found = original(*arguments, **options)  # type: ignore[arg-type]
        _text(project.root)
        return found

    monkeypatch.setattr(gate_run, "check_project", slow)
    run("check", str(project.root), *TODAY)
    run("check", str(project.root), *TODAY)
    assert len(asked) == 2


def test_what_is_compiled_of_something_is_no_change(project: TinyProject, asked: list[str]) -> None:
    run("check", str(project.root), *TODAY)
    folder = project.root / "_ext" / "__pycache__"
    folder.mkdir(parents=True)
    for name in ("a.cpython-311.pyc", f"b.0{SUFFIX}"):
        (folder / name).write_bytes(b"compiled")
    run("check", str(project.root), *TODAY)
    assert len(asked) == 1


def test_a_report_in_a_file_is_written_each_time(project: TinyProject, asked: list[str]) -> None:
    report = project.root / "_build" / "report.json"
    for _ in range(2):
        run("check", str(project.root), *TODAY, "--format", "json", "--output", str(report))
        assert "findings" in json.loads(report.read_text("utf-8"))
        report.unlink()
    assert len(asked) == 2
