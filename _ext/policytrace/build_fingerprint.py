"""Build fingerprint: tells one version of the package from another.

What another version has read into Sphinx' environment, or staged, is made anew.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

import policytrace
from policytrace.files import files_below


@cache
def build_fingerprint() -> str:
    """A checksum of everything in the package, in hexadecimal."""
    digest = blake2b(digest_size=6)
    package = Path(policytrace.__file__).parent
    for name, entry in files_below(package):
        if "__pycache__/" not in name and entry.is_file():
            digest.update(name.encode())
            with open(entry.path, "rb") as file:  # noqa: PTH123 - see `files_below`
                digest.update(file.read())
    return digest.hexdigest()
