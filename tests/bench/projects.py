"""The two projects that are measured: the same Markdown, built by us and by stock sphinx-needs.

Both take over what ``conf.py`` of this repository sets, so that the theme and what the site
contains are the same. Stock sphinx-needs knows none of our views: their directives do nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from policytrace.schema.metamodel import CONFIG_FILE
from policytrace.schema.reading import load_metamodel
from policytrace.site.views.registry import VIEWS, view_words
from tests.bench.generator import generate
from tests.bench.objects import TODAY

ROOT = Path(__file__).parents[2]

_OURS = f"""\
from runpy import run_path

globals().update(run_path({str(ROOT / "conf.py")!r}))
"""

_STOCK = f"""{_OURS}
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
extensions = ["myst_parser", "sphinx_needs", "silent_views"]
needs_from_toml = {CONFIG_FILE!r}
"""

_SILENT_VIEWS = """\
from docutils.parsers.rst import Directive, directives

VIEWS = {views!r}


def setup(app):
    for name, options in VIEWS.items():
        spec = dict.fromkeys(options, directives.unchanged)
        view = type("SilentView", (Directive,), {{"option_spec": spec, "run": lambda self: []}})
        app.add_directive(name, view)
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project on disk and how it is built."""

    folder: Path
    command: tuple[str, ...]
    built: Path
    """The folder that the command fills with the site."""

    @property
    def environment(self) -> Mapping[str, str]:
        """What the command needs: our package, installed or not."""
        paths = [str(ROOT / "_ext"), os.environ.get("PYTHONPATH", "")]
        return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}

    def clean(self) -> None:
        """Take away all that earlier builds have left."""
        shutil.rmtree(self.folder / "_build", ignore_errors=True)


def ours(folder: Path, objects: int) -> Project:
    """A plan of `objects` objects in `folder`, built as ``make html`` does."""
    _write(folder, objects)
    (folder / "conf.py").write_text(_OURS, encoding="utf-8")
    command = (sys.executable, "-m", "policytrace", "build")
    return Project(
        folder=folder,
        command=(*command, "--today", TODAY.isoformat(), str(folder)),
        built=folder / "_build" / "html",
    )


def stock(folder: Path, objects: int) -> Project:
    """The same plan in `folder`, built by Sphinx with sphinx-needs as it is."""
    _write(folder, objects)
    (folder / "conf.py").write_text(_STOCK, encoding="utf-8")
    words = view_words(load_metamodel(ROOT))
    views = {
        words.directives[key]: sorted(
            words.options[option] for option in (*view.options, *view.choices)
        )
        for key, view in VIEWS.items()
    }
    (folder / "silent_views.py").write_text(_SILENT_VIEWS.format(views=views), encoding="utf-8")
    built = folder / "_build" / "html"
    return Project(
        folder=folder,
        command=(sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(built)),
        built=built,
    )


def settings(pages: Iterable[str]) -> str:
    """This repository's settings; what they say of its objects and pages, they say of the plan's.

    The help numbers stand by the first priority and action, to which the search's answers lead.
    """
    text = (ROOT / CONFIG_FILE).read_text(encoding="utf-8")
    plan = "\n".join(pages)
    priority, action = (
        next(re.finditer(rf"(?m)^:id: ({prefix}-\S+)$", plan))[1] for prefix in ("PRI", "ATG")
    )
    for name, value in (
        ("priorities", f'["{priority}"]'),
        ("objects", f'["{action}"]'),
        ("first", f'"{action}"'),
    ):
        text = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
    return text


def _write(folder: Path, objects: int) -> None:
    files = dict(generate(objects, load_metamodel(ROOT), views=VIEWS))
    files[CONFIG_FILE] = settings(files.values())
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("_ext", "node_modules"):  # what conf.py names, and PlantUML if make installed it
        if (ROOT / name).is_dir():
            (folder / name).symlink_to(ROOT / name)
