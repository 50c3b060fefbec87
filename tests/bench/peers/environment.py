"""The environment of a peer: its packages in the versions of its requirements file, by pip.

It lies in the cache folder of the repository and is made once for each content of that file.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests.bench.measurement import BuildFailedError

_READY = "ready"
"""A file that there is when everything has been installed."""


def python_of(requirements: Path, cache: Path) -> Path:
    """The Python of the environment with these packages, which is made if it is not there.

    Raises:
        BuildFailedError: it could not be made.
    """
    kind = f"{sys.version}\n{requirements.read_text('utf-8')}"
    folder = cache / f"{requirements.stem}-{sha256(kind.encode()).hexdigest()[:12]}"
    python = folder / "bin" / "python"
    if not (folder / _READY).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        base = getattr(sys, "_base_executable", sys.executable)
        _run(base, "-m", "venv", str(folder))
        # The packages come as they are built; none of them runs a program to be installed.
        _run(
            *(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--require-hashes", "--only-binary", ":all:", "-r", str(requirements)),
        )
        (folder / _READY).touch()
    return python


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildFailedError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
