"""The same on the real files: ``policytrace check`` fails at the line of what was spoiled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from tests.real.conftest import Copy, RealSite


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
    register.write_text(f"{rows}påhittad-1,Påhitt,åtagande,Något nytt,,\n", encoding="utf-8")
    exit_code, told = copy.check()
    assert exit_code == 1
    line = len(rows.splitlines()) + 1
    assert f"{real.metamodel.passages}:{line}: fel PT108: " in told


def test_the_mended_copy_passes_again(copy: Copy) -> None:
    code, told = copy.check()
    assert code == 0, told
