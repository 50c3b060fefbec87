"""Installation: what the project runs on, beside the source, from lock files with hashes.

Runs before anything is installed, by make and by `policytrace` in the root, so it needs nothing but
Python's own library. A stamp tells that a part is complete: it is written last, so that an
interrupted run is made again, and nothing is done when nothing has changed. Used as

    python _ext/installation.py PART …

where the parts are `runtime`, `dev`, `plantuml` and `node`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
OLDEST_PYTHON = (3, 11)

WINDOWS = os.name == "nt"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMPS = VENV / ".ready"
NODE_MODULES = ROOT / "node_modules"
NODE_STAMPS = NODE_MODULES / ".ready"

RUNTIME_LOCK = "requirements.txt"
DEV_LOCK = "requirements-dev.txt"

LOCK = ".installing"
"""The file that a run holds while it installs."""


class NotInstalledError(Exception):
    """Something could not be installed; says what the person can do."""


def main(arguments: Sequence[str]) -> int:
    """Install the parts that are named; the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        _tell(
            f"Det behövs Python 3.11 eller senare ({sys.executable} är {sys.version.split()[0]})."
        )
        _tell("Installera det, eller peka ut det: make PYTHON=/sökväg/till/python3.12")
        return 1
    try:
        with _alone():
            for part in arguments:
                PARTS[part]()
    except NotInstalledError as error:
        _tell(str(error))
        return 1
    except KeyboardInterrupt:
        _tell("Avbrutet.")
        return 130
    return 0


def _tell(text: str) -> None:
    """Say something to the person; not among what a command gives, which may go to a file."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def _alone() -> Iterator[None]:
    """Keep other runs out: two that install at once write over each other's files.

    The lock goes with the process that holds it, however that ends. Where no file can be locked or
    written, there is nothing to hold.
    """
    try:
        file = (ROOT / LOCK).open("a", encoding="utf-8")
    except OSError:
        yield
        return
    with file:
        if not _locked_soon(file.fileno()):
            _tell("Väntar på en annan körning, som installerar just nu …")
            while not _lock(file.fileno(), wait=True):
                pass
        yield


def _locked_soon(descriptor: int) -> bool:
    """Lock an open file; False if another process holds it for longer than it takes to look."""
    for _ in range(20):
        if _lock(descriptor, wait=False):
            return True
        time.sleep(0.1)
    return False


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Lock an open file; False if another process holds it. Windows waits ten seconds at a time."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - where there is one

            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - as above

            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        return error.errno not in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
    return True


# ------------------------------------------------------------------------------------ Python


def runtime() -> None:
    """All that `policytrace` needs, and the package itself."""
    if not _is_stamped(STAMPS / "runtime", _python_state(RUNTIME_LOCK)):
        _make_venv()
        _tell("Installerar Python-paket (tar någon minut första gången) …")
        _pip_install(RUNTIME_LOCK)
        _stamp(STAMPS / "runtime", _python_state(RUNTIME_LOCK))
    _package()


def dev() -> None:
    """All that lint and tests need too.

    The developers' lock holds all of the runtime lock in the same versions, so it can be added to a
    complete .venv. The stamps go first: half-added, it is not complete.
    """
    if not _is_stamped(STAMPS / "dev", _python_state(RUNTIME_LOCK, DEV_LOCK)):
        if not _is_stamped(STAMPS / "runtime", _python_state(RUNTIME_LOCK)):
            _make_venv()
        _tell("Installerar Python-paket för utveckling (tar någon minut första gången) …")
        shutil.rmtree(STAMPS, ignore_errors=True)
        _pip_install(DEV_LOCK)
        _stamp(STAMPS / "runtime", _python_state(RUNTIME_LOCK))
        _stamp(STAMPS / "dev", _python_state(RUNTIME_LOCK, DEV_LOCK))
    _package()


def _package() -> None:
    """The package itself, as it lies in _ext.

    What an interrupted run left of it goes first: pip refuses to replace a half-installed package.
    The path is written relative and so ASCII: Python before 3.13 reads it in the locale's encoding.
    """
    state = _python_state("pyproject.toml")
    if _is_stamped(STAMPS / "package", state):
        return
    for left in _site_packages().glob("policytrace-*.dist-info"):
        shutil.rmtree(left)
    _pip("--no-deps", "--no-index", "--no-build-isolation", "-e", str(ROOT))
    for file in _site_packages().glob("__editable__.policytrace-*.pth"):
        file.write_text(os.path.relpath(ROOT / "_ext", file.parent) + "\n", encoding="ascii")
    _stamp(STAMPS / "package", state)


def _make_venv() -> None:
    """A new, empty .venv, made by a Python that is new enough."""
    _tell("Skapar .venv …")
    # The base interpreter is asked: this one may be the python of the very .venv that is removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    _remove_venv()
    made = subprocess.run([base, "-m", "venv", str(VENV)], check=False, env=_environment())
    _python_version.cache_clear()
    if made.returncode:
        _remove_venv()
        raise NotInstalledError(
            f"Det gick inte att skapa .venv med {base}.\n"
            "I Debian och Ubuntu behövs paketet python3-venv (apt install python3-venv)."
        )


def _remove_venv() -> None:
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)


def _pip_install(lock: str) -> None:
    """Install a lock file. Setuptools goes first, alone: it builds the lock's source packages.

    It does so in .venv, and not in an environment that pip would fill from outside the lock.
    """
    text = (ROOT / lock).read_text(encoding="utf-8")
    builder = re.search(r"^setuptools==(?:.*\\\n)*.*\n", text, re.MULTILINE)
    first = VENV / "build.txt"
    first.write_text(builder[0] if builder else "", encoding="utf-8")
    for file in (first, ROOT / lock):
        _pip("--require-hashes", "--no-build-isolation", "-r", str(file))


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", *arguments]
    if subprocess.run(command, check=False, cwd=ROOT, env=_environment()).returncode:
        raise NotInstalledError(
            "Python-paketen kunde inte installeras; felet står ovan. Kör samma kommando igen."
        )


def _site_packages() -> Path:
    found = (
        [VENV / "Lib" / "site-packages"]
        if WINDOWS
        else list(VENV.glob("lib/python*/site-packages"))
    )
    return found[0]


# -------------------------------------------------------------------------------------- Node


def plantuml() -> None:
    """PlantUML from npm, unless there is one already."""
    if not (os.environ.get("PLANTUML_JAR") or shutil.which("plantuml")):
        _npm_install("html", "--omit=dev")


def node() -> None:
    """All that the tests need of npm."""
    _npm_install("test")
    _stamp(NODE_STAMPS / "html", _state("package.json", "package-lock.json"))


def _npm_install(part: str, *flags: str) -> None:
    state = _state("package.json", "package-lock.json")
    if _is_stamped(NODE_STAMPS / part, state):
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NotInstalledError(
            "Det behövs Node.js 18 eller senare med npm; därifrån kommer PlantUML, som ritar "
            "bilderna.\nInstallera Node.js, eller installera PlantUML själv och peka ut det i "
            "miljövariabeln\nPLANTUML_JAR (make html PLANTUML_JAR=/sökväg/till/plantuml.jar)."
        )
    _tell("Installerar PlantUML i node_modules …")
    if NODE_MODULES.is_symlink():
        NODE_MODULES.unlink()  # npm would empty the folder that it leads to
    shutil.rmtree(NODE_STAMPS, ignore_errors=True)
    made = subprocess.run(
        [npm, "ci", *flags, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        check=False,
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.DEVNULL,
    )
    if made.returncode:
        raise NotInstalledError(
            "Node-paketen kunde inte installeras; felet står ovan. Kör samma kommando igen."
        )
    _stamp(NODE_STAMPS / part, state)


# ------------------------------------------------------------------------------------ stamps


def _state(*files: str) -> str:
    """A checksum of the files that an installation is made of."""
    content = b"\0".join((ROOT / file).read_bytes().replace(b"\r\n", b"\n") for file in files)
    return hashlib.sha256(content).hexdigest()


def _python_state(*locks: str) -> str:
    """The same with folder and Python: to move the one or upgrade the other breaks .venv."""
    return f"{ROOT}\n{_python_version()}\n{_state(*locks)}"


@cache
def _python_version() -> str:
    """The version that the python of .venv has now; empty if it does not run."""
    asked = [str(PYTHON), "-I", "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        return subprocess.run(asked, capture_output=True, check=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _is_stamped(stamp: Path, state: str) -> bool:
    try:
        return stamp.read_text(encoding="utf-8") == state
    except (OSError, ValueError):
        return False


def _stamp(stamp: Path, state: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state, encoding="utf-8")


# -------------------------------------------------------------------------------- environment


def _environment() -> Mapping[str, str]:
    """The environment in which things are installed.

    A person's settings for proxies and mirrors hold; those that would install elsewhere do not.
    Without a usable home folder the caches of pip and npm are kept in the project.
    """
    found = clean_environment(os.environ)
    found |= {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_USER": "0",
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
    }
    home = found.get("HOME", "")
    if not WINDOWS and not (home and Path(home).is_dir() and os.access(home, os.W_OK)):
        found["HOME"] = str(ROOT / ".cache")
    return found


def clean_environment(given: Mapping[str, str]) -> dict[str, str]:
    """An environment in which text is UTF-8, and only .venv decides what Python imports."""
    found = {
        name: value for name, value in given.items() if name not in ("PYTHONHOME", "PYTHONPATH")
    }
    return {**found, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}


PARTS: Mapping[str, Callable[[], None]] = {
    "runtime": runtime,
    "dev": dev,
    "plantuml": plantuml,
    "node": node,
}
"""What can be installed, by name."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
