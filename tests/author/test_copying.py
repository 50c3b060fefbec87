"""A copy says what the object says, and nothing of what has been decided of it."""

from __future__ import annotations

from pathlib import Path

from policytrace.author.copying import copy_of
from policytrace.author.editing import read_objects
from policytrace.author.markdown import directive
from tests.author.written_plans import written_graph
from tests.plan_builder import METAMODEL

PAGE = """\
:::{åtgärd} Öppna en stödlinje
:id: ATG-01
:status: beslutad
:ansvarig: ORG-KS
:beslutad_genom: BES-1
:klar_senast: 2028-06-30

Varför
: Det behövs:

  - ofta
  - mycket
:::
"""


def test_a_copy_is_a_proposal_with_an_id_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PAGE, encoding="utf-8")
    graph = written_graph(tmp_path, ["plan.md"], METAMODEL)
    read = read_objects(["ATG-01"], graph=graph, metamodel=METAMODEL, project=tmp_path)
    draft = copy_of(read["ATG-01"], graph=graph, metamodel=METAMODEL)
    assert draft.id != "ATG-01"
    text = "\n".join(directive(draft, METAMODEL)) + "\n"
    lines = PAGE.replace("beslutad\n", "förslag\n", 1).replace(":beslutad_genom: BES-1\n", "")
    assert text == lines.replace("ATG-01", draft.id)
