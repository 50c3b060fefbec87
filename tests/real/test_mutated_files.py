"""The same on the real files: ``policytrace check`` fails at the line of what was spoiled."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from tests.cli.running import run
from tests.paths import REPOSITORY
from tests.real.conftest import RealSite

COPIED = ("conf.py", "ubproject.toml", "index.md", "strategy", "action_plans", "docs")
FAVICON = "_ext/policytrace/site/static/favicon.svg"


@dataclass(frozen=True)
class Copy:
    """A copy of the real content, to be spoiled and mended again."""

    root: Path

    def check(self) -> tuple[int, str]:
        """Exit code and output of the gate."""
        outcome = run("check", "--today", "2027-01-15", cwd=self.root)
        return outcome.code, outcome.out

    def sources(self) -> dict[Path, bytes]:
        """What each page and register holds."""
        return {
            path: path.read_bytes()
            for name in COPIED
            for path in (self.root / name, *(self.root / name).rglob("*"))
            if path.is_file()
        }

    def edit(self, file: str, pattern: str, new: str) -> None:
        """Replace every match of `pattern`; there must be one at least."""
        path = self.root / file
        text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert count, f"{file} has no {pattern}"
        path.write_text(text, encoding="utf-8", newline="\n")

    def without(self, item: Item, option: str) -> None:
        """Take an option away from an object."""
        self.replace_option(item, option, "")

    def replace_option(self, item: Item, option: str, new: str) -> None:
        """Put a line in the place of an object's option."""
        block = rf"(^:id: {item.id}\n(?:^:.*\n)*?)^:{option}:.*\n"
        self.edit(item.location.file, block, rf"\g<1>{new}")


@pytest.fixture(scope="module")
def unspoiled(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy that has been read once."""
    root = tmp_path_factory.mktemp("kopian") / "jämlikhet"
    for name in COPIED:
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, _made(root / name))
    shutil.copy2(REPOSITORY / FAVICON, _made(root / FAVICON))
    copy = Copy(root=root)
    code, told = copy.check()
    assert code == 0, told
    return copy


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.fixture
def copy(unspoiled: Copy) -> Iterator[Copy]:
    """The copy, which is mended after the test."""
    before = unspoiled.sources()
    yield unspoiled
    for path, text in unspoiled.sources().items():
        if text != before[path]:
            path.write_bytes(before[path])


def first(graph: Graph, role: Role) -> Item:
    return graph.of_role(role)[0]


def pt101(copy: Copy, graph: Graph) -> Item:
    point = first(graph, Role.STARTING_POINT)
    for action in graph.sources(point.id, LinkKind.CONTRIBUTES_TO):
        left = [each for each in action.targets(LinkKind.CONTRIBUTES_TO) if each != point.id]
        new = f":bidrar_till: {', '.join(left)}\n" if left else ""
        copy.replace_option(action, "bidrar_till", new)
    return point


def pt104(copy: Copy, graph: Graph) -> Item:
    action = first(graph, Role.ACTION)
    copy.replace_option(action, "ansvarig", ":ansvarig: ORG-FINNS-INTE\n")
    return action


def pt105(copy: Copy, graph: Graph) -> Item:
    plan, action = first(graph, Role.PLAN), first(graph, Role.ACTION)
    plan = graph.targets(action, LinkKind.PART_OF)[0]
    copy.replace_option(plan, "del_av", f":del_av: {action.id}\n")
    return plan


def pt106(copy: Copy, graph: Graph) -> Item:
    group = first(graph, Role.TARGET_GROUP)
    for source in graph.sources(group.id, LinkKind.CONCERNS):
        if source.role is Role.ACTION:
            left = [each for each in source.targets(LinkKind.CONCERNS) if each != group.id]
            new = f":berör: {', '.join(left)}\n" if left else ""
            copy.replace_option(source, "berör", new)
    return group


def pt206(copy: Copy, graph: Graph) -> Item:
    action = first(graph, Role.ACTION)
    owner = graph.targets(action, LinkKind.OWNER)[0]
    copy.edit(owner.location.file, rf"^:id: {owner.id}$", r"\g<0>\n:giltig_till: 2020-12-31")
    return action


def without(role: Role, option: str) -> Callable[[Copy, Graph], Item]:
    """Take an option away from the first object of the role."""

    def spoil(copy: Copy, graph: Graph) -> Item:
        item = first(graph, role)
        copy.without(item, option)
        return item

    return spoil


SPOILED: Mapping[str, Callable[[Copy, Graph], Item]] = {
    "PT101": pt101,
    "PT102": without(Role.ACTION, "bidrar_till"),
    "PT103": without(Role.ACTION, "del_av"),
    "PT104": pt104,
    "PT105": pt105,
    "PT106": pt106,
    "PT108": without(Role.GOAL, "källa"),
    "PT201": without(Role.PRIORITY, "ansvarig"),
    "PT202": without(Role.PRIORITY, "mäts_av"),
    "PT203": without(Role.PRIORITY, "nästa_uppföljning"),
    "PT204": without(Role.ACTION, "ansvarig"),
    "PT205": without(Role.ACTION, "klar_senast"),
    "PT206": pt206,
    "PT207": without(Role.INDICATOR, "enhet"),
    "PT208": without(Role.PLAN, "giltig_till"),
}


@pytest.mark.parametrize("code", SPOILED)
def test_the_gate_fails_at_the_line_of_what_was_spoiled(
    real: RealSite, copy: Copy, code: str
) -> None:
    item = SPOILED[code](copy, real.graph)
    exit_code, told = copy.check()
    lines = (copy.root / item.location.file).read_text(encoding="utf-8").splitlines()
    number = next(at for at, line in enumerate(lines, start=1) if line == f":id: {item.id}")
    while not re.match(r":{3,}\{", lines[number - 1]):
        number -= 1
    assert exit_code == 1
    assert f"{item.location.file}:{number}: fel {code}: " in told


def test_a_warning_alone_passes(real: RealSite, copy: Copy) -> None:
    action = first(real.graph, Role.ACTION)
    copy.without(action, "mäts_av")
    exit_code, told = copy.check()
    assert exit_code == 0
    assert re.search(r"^varning PT209: 1 st\. ", told, re.MULTILINE)


def test_a_passage_that_nothing_restates_is_found_in_the_register(
    real: RealSite, copy: Copy
) -> None:
    assert real.metamodel.passages
    register = copy.root / real.metamodel.passages
    rows = register.read_text(encoding="utf-8")
    register.write_text(f"{rows}påhittad-1,Påhitt,åtagande,Något nytt\n", encoding="utf-8")
    exit_code, told = copy.check()
    assert exit_code == 1
    line = len(rows.splitlines()) + 1
    assert f"{real.metamodel.passages}:{line}: fel PT108: " in told


def test_the_mended_copy_passes_again(copy: Copy) -> None:
    code, told = copy.check()
    assert code == 0, told
