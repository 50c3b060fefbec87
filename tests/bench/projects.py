"""The projects that are measured: the same Markdown, built by us and by stock sphinx-needs.

Both take over what ``conf.py`` of this repository sets, so that the theme and what the site
contains are the same. Stock sphinx-needs knows none of our views: their directives do nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp

from policytrace.schema.metamodel import CONFIG_FILE
from policytrace.schema.reading import load_metamodel
from policytrace.site.views.registry import VIEWS, view_words
from tests.bench.generator import generate
from tests.bench.measurement import Cost, run
from tests.bench.objects import TODAY

ROOT = Path(__file__).parents[2]

CHANGED_PAGE = Path("action_plans", "handlingsplan-005.md")
"""The page of a generated plan that is changed before it is built again."""

_ACTION_TITLE = re.compile(r"(?P<title>[^\n]+)\n(?=:id: ATG-)")

OWN_PACKAGE = {
    "PYTHONPATH": os.pathsep.join(
        filter(None, [str(ROOT / "_ext"), os.environ.get("PYTHONPATH", "")])
    ),
    "PYTHONDONTWRITEBYTECODE": "",
}
"""Our package is found, installed or not, and is compiled once, as pip does with the others."""

_NOT_CONTENT = ("_build", ".*", "node_modules", "tests", "__pycache__", "*.egg-info")

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
    result: str = "_build/html/index.html"
    """A file that there is when the command has come through; all that it makes is beside it, or
    below."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What is set for the command, besides what is set here."""

    def build(self) -> Cost:
        """Build once, on top of what earlier builds have left.

        Raises:
            BuildFailedError: the build failed, or left no start page.
        """
        result = self.folder / self.result
        return run(self.command, self.folder, {**os.environ, **self.environment}, result.is_file)

    def clean(self) -> None:
        """Put aside all that earlier builds have left.

        It is not taken away: ext4 is several times as slow to make files for minutes after many are
        gone, which a site that is built for the first time does not meet.
        """
        left = self.folder / "_build"
        if left.exists():
            left.rename(Path(mkdtemp(dir=self.folder.parent, prefix="earlier-")) / left.name)

    def files(self) -> Mapping[str, bytes]:
        """All that has been built, by path."""
        built = (self.folder / self.result).parent
        return {
            path.relative_to(built).as_posix(): path.read_bytes()
            for path in sorted(built.rglob("*"))
            if path.is_file()
        }

    def with_jobs(self, jobs: int) -> Project:
        """The same, built by this many processes."""
        return replace(self, command=(*self.command, "-j", str(jobs)))


def ours(folder: Path, objects: int) -> Project:
    """A plan of `objects` objects in `folder`, built as ``make html`` does."""
    _write(folder, objects)
    (folder / "conf.py").write_text(_OURS, encoding="utf-8")
    return _policytrace(folder, "build")


def check_of(project: Project) -> Project:
    """A project of ours, checked as ``make check`` does."""
    return replace(_policytrace(project.folder, "check"), result="conf.py")


def real(folder: Path) -> Project:
    """What this repository itself holds, in `folder`: its content, its settings, its program."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*_NOT_CONTENT))
    _link(folder, "node_modules")
    return _policytrace(folder, "build")


def _policytrace(folder: Path, command: str) -> Project:
    day = TODAY.isoformat()
    return Project(
        folder=folder,
        command=(sys.executable, "-m", "policytrace", command, "--today", day, str(folder)),
        environment=OWN_PACKAGE,
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
    return Project(
        folder=folder,
        command=(sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "_build/html"),
        environment=OWN_PACKAGE,
    )


def stock_side_by_side(folder: Path, objects: int) -> Project:
    """As `stock`, with a process for each core."""
    plain = stock(folder, objects)
    return replace(plain, command=(*plain.command, "-j", "auto"))


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


def with_other_text(page: str, number: int) -> str:
    """A page with one sentence more, that says a number."""
    return f"{page}\nEn mening till, nummer {number}.\n"


def with_other_title(page: str, number: int) -> tuple[str, str]:
    """A page whose first action has a number more in its title, which other pages show too.

    With the end of the new title, as it is shown.
    """
    found = _ACTION_TITLE.search(page)
    if found is None:
        raise ValueError("the page has no action")
    title = f"{found['title']} nummer {number}"
    return f"{page[: found.start()]}{title}\n{page[found.end() :]}", title.partition("} ")[2]


def written(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their paths below `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _write(folder: Path, objects: int) -> None:
    files = dict(generate(objects, load_metamodel(ROOT), views=VIEWS))
    files[CONFIG_FILE] = settings(files.values())
    written(folder, files)
    _link(folder, "_ext")  # what conf.py names
    _link(folder, "node_modules")  # PlantUML, if make installed it


def _link(folder: Path, name: str) -> None:
    if (ROOT / name).is_dir():
        (folder / name).symlink_to(ROOT / name)
