"""An edit changes what it says, and not one byte besides."""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from policytrace.author.editing import (
    ChangedMeanwhileError,
    Edit,
    EditRefusedError,
    ObjectAsWritten,
    as_written,
    changes_of,
    markdown_text,
    read_objects,
)
from policytrace.author.questions import Common
from policytrace.author.source_files import source_of
from policytrace.author.written import ObjectBlock, Spelling, objects_in
from policytrace.errors import ProjectError
from policytrace.file_changes import Change, apply, undo
from policytrace.markup.sections import LEAD
from policytrace.plan.graph import Graph
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import FieldName, Key, LinkKind
from tests.author.written_plans import written_graph
from tests.paths import REPOSITORY
from tests.plan_builder import METAMODEL

PAGE = """\
# Planen

<!-- en kommentar -->
:::{organisation} Kommunstyrelsen
:id: ORG-KS
:::
:::{organisation} Socialnämnden
:id: ORG-SN
:::

::::{åtgärd} Öppna en stödlinje
:id: ATG-1
:status: förslag
:klar_senast:   2028-06-30
:ansvarig: ORG-KS
:resurs: Två dagar
:okänd: värde

Inledning.
% en kommentar

Varför
: Det behövs.
  Mycket.

Vad
: Någon svarar.

  - dygnet runt
  - på svenska

:::{delmål} Linjen är öppen
:id: DEL-1
:del_av: ATG-1

När någon svarar.
:::

Efteråt.
::::

Sist på sidan, utan radslut."""


class Plan:
    """One page in a folder of its own."""

    def __init__(self, folder: Path, page: str = PAGE) -> None:
        self.folder = folder
        self.path = folder / "plan.md"
        self.path.write_bytes(page.encode())

    @property
    def graph(self) -> Graph:
        return written_graph(self.folder, ["plan.md"], METAMODEL)

    def read(self, item_id: str) -> ObjectAsWritten:
        found = read_objects([item_id], graph=self.graph, metamodel=METAMODEL, project=self.folder)
        return found[item_id]

    def changes(self, *edits: Edit) -> tuple[Change, ...]:
        return changes_of(edits, graph=self.graph, metamodel=METAMODEL, project=self.folder)

    def edit(
        self,
        item_id: str,
        title: str | None = None,
        values: Mapping[Key, str] | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> str:
        apply(self.changes(Edit(id=item_id, title=title, values=values or {}, texts=texts or {})))
        return self.path.read_bytes().decode()


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path)


# ---------------------------------------------------------------- what changes


def test_an_object_is_read_as_it_is_written(plan: Plan) -> None:
    read = plan.read("ATG-1")
    assert read.title == "Öppna en stödlinje"
    assert read.values == {
        FieldName.STATUS: "förslag",
        FieldName.DUE: "2028-06-30",
        LinkKind.OWNER: "ORG-KS",
        FieldName.RESOURCE: "Två dagar",
    }
    assert read.texts == {
        LEAD: "Inledning.\n% en kommentar",
        "Varför": "Det behövs.\nMycket.",
        "Vad": "Någon svarar.\n\n- dygnet runt\n- på svenska",
    }


@pytest.mark.parametrize(
    ("values", "old", "new"),
    [
        ({FieldName.DUE: "2028-07-01"}, ":   2028-06-30", ":   2028-07-01"),
        ({LinkKind.OWNER: "Socialnämnden"}, ":ansvarig: ORG-KS", ":ansvarig: ORG-SN"),
        ({LinkKind.OWNER: "ORG-SN; ORG-KS"}, ":ansvarig: ORG-KS", ":ansvarig: ORG-SN, ORG-KS"),
        ({FieldName.RESOURCE: ""}, ":resurs: Två dagar\n", ""),
        ({FieldName.STARTS: "2027-01-01"}, ":ansvarig: ORG-KS\n", None),
        ({LinkKind.PARTICIPANT: "ORG-SN"}, ":ansvarig: ORG-KS\n", None),
    ],
)
def test_one_line_changes(plan: Plan, values: Mapping[Key, str], old: str, new: str | None) -> None:
    key, value = next(iter(values.items()))
    new = f"{old}:{METAMODEL.word(key)}: {value}\n" if new is None else new
    assert plan.edit("ATG-1", values=values) == PAGE.replace(old, new)


def test_the_title_changes_on_its_line(plan: Plan) -> None:
    assert plan.edit("ATG-1", title="Öppna två") == PAGE.replace("Öppna en stödlinje", "Öppna två")


@pytest.mark.parametrize(
    ("texts", "old", "new"),
    [
        ({"Varför": "Det behövs.\nOfta."}, "  Mycket.", "  Ofta."),
        ({"Varför": ""}, "\nVarför\n: Det behövs.\n  Mycket.\n", ""),
        ({LEAD: ""}, "\nInledning.\n% en kommentar\n", ""),
        ({LEAD: "Ett.\n\nTvå.\n% en kommentar"}, "Inledning.", "Ett.\n\nTvå."),
        ({"För vem": "Alla."}, "på svenska\n", "på svenska\n\nFör vem\n: Alla.\n"),
        ({"Varför": "Det behövs.\nMycket.\n---\nHej"}, "Mycket.", "Mycket.\n  \\---\n  Hej"),
        ({"Varför": "- punkt\n="}, "Det behövs.\n  Mycket.", "- punkt\n  \\="),
        (
            {"Vad": "Någon  \nsvarar."},
            "Någon svarar.\n\n  - dygnet runt\n  - på svenska",
            "Någon  \n  svarar.",
        ),
        ({"Vad": "Någon svarar."}, "\n  - dygnet runt\n  - på svenska\n", ""),
    ],
)
def test_a_part_of_the_text_changes(
    plan: Plan, texts: Mapping[str, str], old: str, new: str
) -> None:
    assert plan.edit("ATG-1", texts=texts) == PAGE.replace(old, new, 1)


def test_a_nested_object_changes_alone(plan: Plan) -> None:
    assert plan.edit("DEL-1", texts={LEAD: "Inte än."}) == PAGE.replace(
        "När någon svarar.", "Inte än."
    )


def test_what_stands_there_already_changes_nothing(plan: Plan) -> None:
    read = plan.read("ATG-1")
    assert plan.changes(Edit(id=read.id, values=read.values, texts=read.texts)) == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_line_ends_and_mark_stay(tmp_path: Path, end: str, mark: str) -> None:
    page = mark + PAGE.replace("\n", end)
    plan = Plan(tmp_path, page)
    edited = plan.edit(
        "ATG-1", values={FieldName.STARTS: "2027-01-01"}, texts={"Varför": "Ett.\n\nTvå."}
    )
    assert edited == page.replace(
        f":ansvarig: ORG-KS{end}", f":ansvarig: ORG-KS{end}:startar: 2027-01-01{end}"
    ).replace(f"Det behövs.{end}  Mycket.", f"Ett.{end}{end}  Två.")


def test_options_between_dashes_and_in_a_quotation_keep_their_form(tmp_path: Path) -> None:
    plan = Plan(
        tmp_path,
        "> ```{åtgärd} En\n> ---\n> id: ATG-9\n> status : förslag\n> ---\n> Text.\n> ```\n",
    )
    assert (
        plan.edit(
            "ATG-9",
            values={FieldName.STATUS: "pågår", FieldName.DUE: "2028-01-01"},
            texts={"Vad": "Något."},
        )
        == "> ```{åtgärd} En\n> ---\n> id: ATG-9\n> status : pågår\n> klar_senast: 2028-01-01\n"
        "> ---\n> Text.\n>\n> Vad\n> : Något.\n> ```\n"
    )


def test_an_answer_of_several_paragraphs_stands_below_its_option(tmp_path: Path) -> None:
    page = ":::{synpunkt} En\n:id: SYN-1\n:svar:\n  Ett.\n\n  Två.\n:datum: 2027-01-01\n:::\n"
    plan = Plan(tmp_path, page)
    assert plan.read("SYN-1").values[FieldName.ANSWER] == "Ett.\n\nTvå."
    assert plan.edit("SYN-1", values={FieldName.ANSWER: "Tre.\n\nFyra."}) == page.replace(
        "Ett.", "Tre."
    ).replace("Två.", "Fyra.")


def test_text_right_below_the_options_is_no_part_of_a_new_one(tmp_path: Path) -> None:
    plan = Plan(tmp_path, ":::{åtgärd} En\n:id: ATG-9\nText direkt.\n:::\n")
    values = {FieldName.DUE: "2028-01-01", FieldName.RESOURCE: "Två dagar"}
    assert plan.edit("ATG-9", values=values) == (
        ":::{åtgärd} En\n:id: ATG-9\n:klar_senast: 2028-01-01\n:resurs: Två dagar\n\n"
        "Text direkt.\n:::\n"
    )


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("edit", "subject"),
    [
        (Edit(id="ATG-1", title="Två\nrader"), Common.TITLE),
        (Edit(id="ATG-1", title=""), Common.TITLE),
        (Edit(id="ATG-1", values={FieldName.DUE: "i juni"}), FieldName.DUE),
        (Edit(id="ATG-1", values={LinkKind.OWNER: "ORG-INGEN"}), LinkKind.OWNER),
        (Edit(id="ATG-1", values={LinkKind.OWNER: "DEL-1"}), LinkKind.OWNER),
        (Edit(id="ATG-1", values={FieldName.RESOURCE: "ett\n:id: två"}), FieldName.RESOURCE),
        (Edit(id="ATG-1", texts={LEAD: "::::\n:id: X"}), LEAD),
        (Edit(id="ATG-1", texts={LEAD: "Vad\n: Annat."}), LEAD),
        (Edit(id="ATG-1", texts={LEAD: ":status: klar"}), LEAD),
        (Edit(id="ATG-1", texts={"Varför": "Slut.\n::::"}), "Varför"),
        (Edit(id="ATG-1", texts={"Varför": "En\u202e"}), "Varför"),
        (Edit(id="ATG-1", texts={"Ny fråga:::": ""}), None),
        (Edit(id="DEL-1", texts={LEAD: ":::\n\n:::{åtgärd} Två\n:id: ATG-2"}), LEAD),
    ],
)
def test_what_cannot_be_written_as_it_is_meant_changes_nothing(
    plan: Plan, edit: Edit, subject: object
) -> None:
    if subject is None:
        assert plan.changes(edit) == ()
        return
    with pytest.raises(EditRefusedError) as refused:
        plan.changes(Edit(id="ORG-KS", title="Nytt"), edit)
    assert [(one.id, one.subject) for one in refused.value.refusals] == [(edit.id, subject)]
    assert plan.path.read_bytes() == PAGE.encode()


@pytest.mark.parametrize(
    ("text", "line", "number"),
    [
        ("Först.\n\n::::\nSlut.", "::::", "3"),
        ("Vad\n: Annat.", ": Annat.", "2"),
        (":status: klar", ":status: klar", "1"),
    ],
)
def test_the_line_that_markdown_reads_as_something_else_is_told_and_can_be_escaped(
    plan: Plan, text: str, line: str, number: str
) -> None:
    with pytest.raises(EditRefusedError) as refused:
        plan.changes(Edit(id="ATG-1", texts={LEAD: text}))
    said, remedy = refused.value.refusals[0].reasons
    assert (said.values["number"], said.values["line"]) == (number, line)
    mended = text.replace(line, f"\\{line}")
    assert mended != text
    assert str(remedy.values["line"]) in mended
    assert plan.changes(Edit(id="ATG-1", texts={LEAD: mended})) != ()


def test_all_that_is_refused_is_told_at_once(plan: Plan) -> None:
    with pytest.raises(EditRefusedError) as refused:
        plan.changes(
            Edit(id="ATG-1", title="", values={FieldName.DUE: "x"}),
            Edit(id="DEL-1", values={LinkKind.PART_OF: "ORG-KS"}),
        )
    assert len(refused.value.refusals) == 3


def test_an_object_that_has_changed_since_it_was_read_is_left(plan: Plan) -> None:
    token = plan.read("ATG-1").token
    plan.path.write_text(PAGE.replace("Två dagar", "Tre dagar"), encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError) as changed:
        plan.changes(Edit(id="ATG-1", title="Nytt", token=token))
    assert changed.value.ids == ("ATG-1",)


def test_a_change_elsewhere_in_the_file_is_no_hindrance(plan: Plan) -> None:
    graph, token = plan.graph, plan.read("ATG-1").token
    page = "Nytt överst.\n\n" + PAGE
    plan.path.write_text(page, encoding="utf-8")
    edit = Edit(id="ATG-1", title="Nytt", token=token)
    apply(changes_of([edit], graph=graph, metamodel=METAMODEL, project=plan.folder))
    assert plan.path.read_text(encoding="utf-8") == page.replace("Öppna en stödlinje", "Nytt")


def test_a_file_that_changes_before_it_is_written_is_left(plan: Plan) -> None:
    changes = plan.changes(Edit(id="ATG-1", title="Nytt"))
    plan.path.write_text("någon annans", encoding="utf-8")
    with pytest.raises(ProjectError):
        apply(changes)
    assert plan.path.read_text(encoding="utf-8") == "någon annans"


def test_an_object_that_is_not_closed_is_not_touched(tmp_path: Path) -> None:
    plan = Plan(tmp_path, PAGE)
    graph = plan.graph
    plan.path.write_text(PAGE.replace("Efteråt.\n::::", "Efteråt."), encoding="utf-8")
    with pytest.raises(ProjectError):
        changes_of(
            [Edit(id="ATG-1", title="Nytt")],
            graph=graph,
            metamodel=METAMODEL,
            project=plan.folder,
        )


# ---------------------------------------------------------------- the real content, at random

REAL = load_metamodel(REPOSITORY)
FILES = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for folder in ("strategy", "action_plans")
    for path in (REPOSITORY / folder).rglob("*.md")
)
GRAPH = written_graph(REPOSITORY, FILES, REAL)
WORDS = [
    "barn",
    "= 5",
    "”ja”",
    "`kod`",
    "*nu*",
    "- punkt",
    "# tal",
    "1. ett",
    "å\u0308",
    "a:b",
    ":x",
]
UNDER = ["---", "=", "- - -", "  --", "% av", "(mål)=", "två  "]
"""Lines that Markdown makes something of, and what breaks one."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, with other line ends and a mark in some of its files."""
    folder = tmp_path_factory.mktemp("verklig å")
    for number, file in enumerate(FILES):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        content = (REPOSITORY / file).read_bytes()
        if number % 3 == 1:
            content = content.replace(b"\n", b"\r\n")
        if number % 4 == 2:
            content = b"\xef\xbb\xbf" + content
        path.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def had(real: Path) -> Mapping[str, ObjectAsWritten]:
    return read_objects(GRAPH.items, graph=GRAPH, metamodel=REAL, project=real)


def random_edit(chance: random.Random, item_id: str, old: ObjectAsWritten) -> Edit:
    """One to three random parts of an object."""

    def words() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, 6)))

    others = {LinkKind.OWNER: "ORG-KS, ORG-SN", LinkKind.CONCERNS: "GRP-KON"}
    values: dict[Key, str] = {}
    for _ in range(chance.randint(0, 2)):
        key = chance.choice([FieldName.RESOURCE, FieldName.REASON, FieldName.DUE, *others])
        values[key] = chance.choice(
            ["", others.get(key) or ("2029-01-01" if key is FieldName.DUE else words())]
        )
    names = chance.sample([LEAD, "Vad", "För vem", *old.texts], k=chance.randint(0, 2))
    texts = {
        name: chance.choice(
            [
                "",
                words(),
                f"{words()}\n\n- {words()}\n- {words()}",
                f"{words()}\n{chance.choice(UNDER)}\n{words()}",
                f"{old.texts.get(name, 'Nytt')}  \n{chance.choice(UNDER)}",
            ]
        )
        for name in names
    }
    title = words() if chance.random() < 0.3 else None
    return Edit(id=item_id, title=title, values=values, texts=texts, token=old.token)


def plain(text: str) -> str:
    """The words of a text, and where its lines are broken."""
    return re.sub(r"\s*\n", "\n", normal(text).replace("\\", "").replace("  \n", "|\n")).strip()


def terms(found: ObjectBlock) -> set[str]:
    """The questions of an object, as MyST finds them."""
    reader = MarkdownIt("commonmark").enable("table")
    for plugin in (deflist_plugin, colon_fence_plugin, footnote_plugin, myst_block_plugin):
        reader.use(plugin)
    tokens = reader.parse("\n".join(found.lines[found.options.body :]))
    return {below.content for token, below in pairwise(tokens) if token.type == "dt_open"}


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def lines_to_keep(content: bytes, edits: Mapping[str, Edit]) -> list[str]:
    """The lines of a file that no edit is about."""
    source = source_of(Path(), "", content)
    concerned: set[int] = set()
    for found in objects_in(source, Spelling(metamodel=REAL)):
        edit = edits.get(found.id)
        if edit is None:
            continue
        begins = found.span.first + 1
        if edit.title is not None:
            concerned.add(found.span.first)
        for key in edit.values:
            word = REAL.word(key)
            if first := found.options.lines.get(word):
                last = found.options.ends.get(word, first)
                concerned.update(range(begins + first - 1, begins + last))
        for section in found.sections:
            if section.name in edit.texts:
                blank = section.first
                while not found.lines[blank - 1].strip():
                    blank -= 1
                concerned.update(range(begins + blank, begins + section.after))
    return [line for at, line in enumerate(source.lines) if at not in concerned]


def says_as_meant(change: Change, edits: Mapping[str, Edit]) -> None:
    """Each object says what its edit says, and besides what it said before."""
    assert change.before is not None
    spelling = Spelling(metamodel=REAL)
    before, after = (
        {one.id: one for one in objects_in(source_of(Path(), "", content), spelling)}
        for content in (change.before, change.after)
    )
    assert list(before) == list(after)
    for item_id, old in before.items():
        role = GRAPH.items[item_id].role
        was, now = as_written(old, role, REAL), as_written(after[item_id], role, REAL)
        edit = edits.get(item_id, Edit(id=item_id))
        assert now.title == normal(edit.title or was.title)
        meant = {**was.values, **{key: normal(value) for key, value in edit.values.items()}}
        assert now.values == {key: value for key, value in meant.items() if value}
        typed = {
            name: markdown_text(text, was.texts.get(name, "")) for name, text in edit.texts.items()
        }
        assert {name: plain(text) for name, text in typed.items()} == {
            name: plain(text) for name, text in edit.texts.items()
        }
        texts = {**was.texts, **typed}
        assert now.texts == {name: text for name, text in texts.items() if text}
        questions = set(now.texts) - {LEAD}
        assert edit.id not in edits or questions <= terms(after[item_id])


@given(seed=st.integers(min_value=0))
def test_random_edits_change_what_they_say_and_nothing_else(
    real: Path, had: Mapping[str, ObjectAsWritten], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same seed gives the same edits
    made = 0
    for _ in range(20):
        ids = chance.sample(sorted(GRAPH.items), k=chance.randint(1, 3))
        edits = {item_id: random_edit(chance, item_id, had[item_id]) for item_id in ids}
        try:
            changes = changes_of(edits.values(), graph=GRAPH, metamodel=REAL, project=real)
        except EditRefusedError:
            continue
        made += len(changes)
        for change in changes:
            says_as_meant(change, edits)
            assert change.before is not None
            rest = iter(source_of(change.path, "", change.after).lines)
            assert all(line in rest for line in lines_to_keep(change.before, edits))
            assert change.after[:3] == change.before[:3]
    assert made > 10


def test_undo_gives_back_the_very_bytes(real: Path) -> None:
    chance = random.Random(15)  # noqa: S311 - the same seed gives the same edits
    edits = [Edit(id=item_id, title=f"Nytt {chance.random()}") for item_id in GRAPH.items]
    changes = changes_of(edits, graph=GRAPH, metamodel=REAL, project=real)
    had = {change.path: change.path.read_bytes() for change in changes}
    apply(changes)
    assert all(change.path.read_bytes() == change.after for change in changes)
    assert undo(changes) == ()
    assert {path: path.read_bytes() for path in had} == had


def test_many_edits_take_time_by_their_number(tmp_path: Path) -> None:
    def steps(many: int) -> int:
        page = "".join(
            f":::{{åtgärd}} Nummer {number}\n:id: ATG-{number}\n:ansvarig: ORG-KS\n\nText.\n:::\n\n"
            for number in range(many)
        )
        plan = Plan(tmp_path, f"{page}:::{{organisation}} Styrelsen\n:id: ORG-KS\n:::\n")
        graph = plan.graph
        edits = [
            Edit(id=f"ATG-{number}", title="Ny", values={LinkKind.PARTICIPANT: "ORG-KS"})
            for number in range(many)
        ]
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            changes_of(edits, graph=graph, metamodel=METAMODEL, project=tmp_path)
        finally:
            sys.setprofile(None)
        return calls

    few, many = steps(100), steps(400)
    assert many < few * 4.4
