"""Build fingerprint: tells one version of the package from another.

What another version has read into Sphinx' environment, or staged, is made anew.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

import policytrace


@cache
def build_fingerprint() -> str:
    """A checksum of everything in the package, in hexadecimal."""
    digest = blake2b(digest_size=6)
    package = Path(policytrace.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.parent.name != "__pycache__" and path.is_file():
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
