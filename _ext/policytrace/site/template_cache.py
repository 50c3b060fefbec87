"""Keeps compiled templates between runs, as Python keeps compiled modules: beside their sources."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from policytrace.site import template_code

SUFFIX = ".jinjac"
"""What the name of a compiled template ends in."""

FOLDER = Path(__file__).parent / "templates" / "__pycache__"
"""Where they are kept; a folder of this name is never a part of the program's sources."""


class TemplateCache(FileSystemBytecodeCache):
    """Compiled templates in `FOLDER`. What cannot be kept there is compiled each time."""

    def __init__(self, settings: str) -> None:
        """`settings`: what compiled templates depend on besides their text, which Jinja checks."""
        code = Path(template_code.__file__).read_text(encoding="utf-8")
        digest = blake2b(f"{jinja2.__version__}\0{settings}\0{code}".encode(), digest_size=6)
        super().__init__(str(FOLDER), f"%s.{digest.hexdigest()}{SUFFIX}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a compiled template from the folder, if it is there and whole."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, where the folder can be written to."""
        try:
            FOLDER.mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return
