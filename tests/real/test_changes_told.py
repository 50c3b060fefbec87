"""A hundred changes in the real content: each is told in its words, and nothing else is told.

Each change is made of another object, all in the same files, and the files are read once. So one
that told too much, or of the wrong object, would be seen; and one that is only another way of
writing the same must tell nothing.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from policytrace.changes.comparing import compare
from policytrace.changes.plan_state import PlanState
from policytrace.changes.words import said
from policytrace.history.sources import OtherFolder
from policytrace.history.store import StateStore
from policytrace.messages import catalogue
from policytrace.schema.reading import load_metamodel
from policytrace.sphinx.states import plan_at
from tests.paths import REPOSITORY

NUMBER = 100
"""Changes that tell something; as many again that must tell nothing."""

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september"),
    *("oktober", "november", "december"),
)
BLOCK = re.compile(r"^:::\{(\w+)\} (.*)\n((?::\w+:.*\n)++)((?:(?!:::).*+\n)*+):::\n", re.MULTILINE)
PLACES = {"åtgärd": "action_plans", "indikator": "strategy/indikatorer"}
METAMODEL = load_metamodel(REPOSITORY)


@dataclass
class Content:
    """The real content in a folder of the test's own."""

    root: Path
    state: PlanState
    random: random.Random
    expected: dict[str, list[str]] = field(default_factory=dict)
    """What is to be told of each object that is changed."""
    touched: set[str] = field(default_factory=set)
    """Objects that something has been made of, changed or not."""

    def blocks(self, *kinds: str) -> list[tuple[Path, re.Match[str], str]]:
        """The untouched objects of types that stand alone: file, block and id, in mixed order."""
        found = []
        for path in sorted(
            one for kind in kinds for one in (self.root / PLACES[kind]).glob("*.md")
        ):
            for block in BLOCK.finditer(path.read_text(encoding="utf-8")):
                item_id = re.search(r"^:id: (\S+)$", block[3], re.MULTILINE)
                if block[1] in kinds and item_id and item_id[1] not in self.touched:
                    found.append((path, block, item_id[1]))
        self.random.shuffle(found)
        return found

    def put(self, path: Path, block: re.Match[str], new: str, item_id: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(block[0]) == 1
        path.write_text(text.replace(block[0], new), encoding="utf-8")
        self.touched.add(item_id)

    def tell(self, item_id: str, sentence: str) -> None:
        self.expected.setdefault(item_id, []).append(sentence)


def day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def option(block: re.Match[str], word: str) -> str | None:
    found = re.search(rf"^:{word}: (.*)$", block[3], re.MULTILINE)
    return found[1] if found else None


# ------------------------------------------------------------------ what tells something


def move_last_day(content: Content) -> bool:
    for path, block, item_id in content.blocks("åtgärd"):
        if due := option(block, "klar_senast"):
            before = date.fromisoformat(due)
            after = before.replace(year=before.year + content.random.randint(1, 3), day=17)
            new = block[0].replace(f":klar_senast: {due}", f":klar_senast: {after}")
            content.put(path, block, new, item_id)
            moved = f"Sista dag flyttad från {day_words(before)} till {day_words(after)}"
            content.tell(item_id, moved)
            return True
    return False


def replace_owner(content: Content) -> bool:
    for path, block, item_id in content.blocks(*PLACES):
        owner = option(block, "ansvarig")
        if owner and "," not in owner:
            others = [one for one in ("ORG-KS", "ORG-SN", "ORG-UN") if one != owner]
            new_owner = content.random.choice(others)
            new = block[0].replace(f":ansvarig: {owner}\n", f":ansvarig: {new_owner}\n")
            content.put(path, block, new, item_id)
            was, now = content.state.title(owner), content.state.title(new_owner)
            content.tell(item_id, f"Ansvarig bytt från {was} till {now}")
            return True
    return False


def rename(content: Content) -> bool:
    for path, block, item_id in content.blocks(*PLACES):
        title = block[2].strip()
        if len(title) < 120:
            content.put(path, block, block[0].replace(title, f"{title} nu", 1), item_id)
            content.tell(item_id, f"Titeln ändrad från ”{title}” till ”{title} nu”")
            return True
    return False


def rewrite(content: Content) -> bool:
    for path, block, item_id in content.blocks(*PLACES):
        words = block[4].split(" ")
        if len(words) > 20:
            at = content.random.randrange(len(words) // 3, len(words) - 1)
            text = " ".join((*words[:at], "helt", *words[at:]))
            content.put(path, block, block[0].replace(block[4], text), item_id)
            content.tell(item_id, "Texten ändrad från … helt")
            return True
    return False


def add_action(content: Content) -> bool:
    path, block, _ = content.blocks("åtgärd")[0]
    new_id = f"ATG-PROV-{len(content.expected)}"
    text = re.sub(r"^:id: .*$", f":id: {new_id}", block[0], flags=re.MULTILINE)
    content.put(path, block, f"{block[0]}\n{text}", new_id)
    content.tell(new_id, "Ny åtgärd")
    return True


def take_away(content: Content) -> bool:
    linked = {
        target
        for one in content.state.objects.values()
        for targets in one.links.values()
        for target in targets
    }
    for path, block, item_id in content.blocks("åtgärd"):
        if item_id not in linked:
            content.put(path, block, "", item_id)
            content.tell(item_id, "Åtgärden är borttagen")
            return True
    return False


def change_status(content: Content) -> bool:
    for path, block, item_id in content.blocks("åtgärd"):
        if option(block, "status") == "förslag":
            new = block[0].replace(":status: förslag", ":status: beslutad")
            content.put(path, block, new, item_id)
            content.tell(item_id, "Status ändrad från ”förslag” till ”beslutad”")
            return True
    return False


def change_link(content: Content) -> bool:
    for path, block, item_id in content.blocks("åtgärd"):
        used = option(block, "använder")
        if used and "," in used:
            gone, _, left = used.partition(", ")
            new = block[0].replace(f":använder: {used}", f":använder: {left}")
            content.put(path, block, new, item_id)
            content.tell(item_id, f"”använder” har inte längre: {content.state.title(gone)}")
            return True
    return False


def change_target(content: Content) -> bool:
    for path, block, item_id in content.blocks("indikator"):
        target = option(block, "målvärde")
        if target and target.isdigit() and item_id not in content.expected:
            new = block[0].replace(f":målvärde: {target}", f":målvärde: {int(target) + 1}")
            content.put(path, block, new, item_id)
            moved = f"från {target} till {int(target) + 1}"
            content.tell(item_id, f"”målvärde” har ändrats {moved}")
            return True
    return False


def values(content: Content) -> Iterator[tuple[Path, list[str], int, list[str], str]]:
    """Rows of untouched files: file, lines, number of the line, its cells, and the indicator."""
    files = sorted((content.root / "strategy/indikatorer/data").glob("ind-*.csv"))
    content.random.shuffle(files)
    for path in files:
        item_id = path.stem.upper()
        known = content.state.values.get(item_id, {})
        if item_id in content.touched or len(known) < 2:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        for number in range(len(lines) - 1, 0, -1):
            cells = lines[number].split(",")
            shown = any(
                key.period == cells[0]
                and key.area == cells[1]
                and key.sex == "total"
                and not key.group
                and str(value.value) == cells[5]
                for key, value in known.items()
            )
            if shown and cells[3] == "totalt" and cells[1] == content.state.home:
                yield path, lines, number, cells, item_id


def correct_value(content: Content) -> bool:
    for path, lines, number, cells, item_id in values(content):
        if "." not in cells[5] or cells[6]:
            continue
        after = Decimal(cells[5]) + Decimal("0.1")
        lines[number] = ",".join((*cells[:5], str(after), *cells[6:]))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        content.touched.add(item_id)
        content.tell(item_id, f"Värde ändrat: … ({cells[0]})")
        return True
    return False


def take_value_away(content: Content) -> bool:
    for path, lines, number, cells, item_id in values(content):
        if cells[6]:
            continue
        del lines[number]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        content.touched.add(item_id)
        content.tell(item_id, f"Värde som inte visas längre: {cells[0]}")
        return True
    return False


def say_preliminary(content: Content) -> bool:
    for path, lines, number, cells, item_id in values(content):
        if cells[7]:
            continue
        lines[number] = ",".join((*cells[:7], "preliminärt", *cells[8:]))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        content.touched.add(item_id)
        content.tell(item_id, f"Märkt ”preliminärt”: … ({cells[0]})")
        return True
    return False


def replace_source(content: Content) -> bool:
    for path, lines, number, cells, item_id in values(content):
        if '"' in lines[number] or len(cells) != len(lines[0].split(",")):
            continue
        lines[number] = ",".join((*cells[:8], "En annan källa", *cells[9:]))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        content.touched.add(item_id)
        content.tell(item_id, f"Källa ändrad från … till ”En annan källa” för … ({cells[0]})")
        return True
    return False


def break_last_day(content: Content) -> bool:
    for path, block, item_id in content.blocks("åtgärd"):
        if due := option(block, "klar_senast"):
            broken = content.random.choice(["2028-02-30", "snart", "1 juni 2028"])
            new = block[0].replace(f":klar_senast: {due}", f":klar_senast: {broken}")
            content.put(path, block, new, item_id)
            stood = day_words(date.fromisoformat(due))
            content.tell(
                item_id, f"Klar senast går inte att läsa: ”{broken}” står där det stod {stood}"
            )
            return True
    return False


def break_target(content: Content) -> bool:
    for path, block, item_id in content.blocks("indikator"):
        target = option(block, "målvärde")
        if target and target.isdigit():
            new = block[0].replace(f":målvärde: {target}", ":målvärde: hundra")
            content.put(path, block, new, item_id)
            content.tell(
                item_id, f"Målvärde går inte att läsa: ”hundra” står där det stod {target}"
            )
            return True
    return False


def add_value(content: Content) -> bool:
    for path, lines, number, cells, item_id in values(content):
        if cells[6] or any(line.startswith("2026,") for line in lines) or "/" in cells[0]:
            continue
        lines.append(",".join(("2026", *cells[1:])))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        content.touched.add(item_id)
        assert number
        content.tell(item_id, "Värde tillkommet: … (2026)")
        return True
    return False


TELLING: tuple[Callable[[Content], bool], ...] = (
    *(move_last_day, replace_owner, rename, rewrite, add_action, take_away, change_status),
    *(change_link, change_target, correct_value, take_value_away, add_value),
    *(say_preliminary, replace_source, break_last_day, break_target),
)


# ------------------------------------------------------------------ what must tell nothing


def move_to_another_file(content: Content) -> bool:
    for path, block, item_id in content.blocks(*PLACES):
        others = sorted((content.root / "action_plans").glob("*.md"))
        other = content.random.choice([one for one in others if one != path])
        content.put(path, block, "", item_id)
        other.write_text(other.read_text(encoding="utf-8") + f"\n{block[0]}", encoding="utf-8")
        return True
    return False


def break_lines_elsewhere(content: Content) -> bool:
    for path, block, item_id in content.blocks(*PLACES):
        text = re.sub(r"(?<=[a-zåäö]) (?=[a-zåäö]{4})", "\n  ", block[4], count=8)
        content.put(path, block, block[0].replace(block[4], text), item_id)
        return True
    return False


def write_options_in_another_order(content: Content) -> bool:
    for path, block, item_id in content.blocks(*PLACES):
        lines = block[3].splitlines(keepends=True)
        content.random.shuffle(lines)
        content.put(path, block, block[0].replace(block[3], "".join(lines)), item_id)
        return True
    return False


def write_links_in_another_order(content: Content) -> bool:
    for path, block, item_id in content.blocks("åtgärd"):
        listed = option(block, "medverkar")
        if listed and "," in listed:
            turned = ", ".join(reversed(listed.split(", ")))
            content.put(path, block, block[0].replace(listed, turned), item_id)
            return True
    return False


def leave_room(content: Content) -> bool:
    for path, block, item_id in content.blocks(*PLACES):
        content.put(
            path, block, f"\n\n{block[0].replace(block[4], f'{block[4]}  ' + chr(10))}", item_id
        )
        return True
    return False


def turn_rows(content: Content) -> bool:
    for path, lines, _, _, item_id in values(content):
        text = "\n".join((lines[0], *reversed(lines[1:])))
        path.write_text(text, encoding="utf-8", newline="\r\n")
        content.touched.add(item_id)
        return True
    return False


def mark_anew(content: Content) -> bool:
    for path, block, item_id in content.blocks(*PLACES):
        text = re.sub(r"(?m)^- ", "* ", re.sub(r"(?m)^: ", "~ ", block[4]))
        text = re.sub(r"(?m)^([0-9])\. ", lambda found: f"{int(found[1]) + 1}. ", text)
        if text != block[4]:
            content.put(path, block, block[0].replace(block[4], text), item_id)
            return True
    return False


NEUTRAL: tuple[Callable[[Content], bool], ...] = (
    *(move_to_another_file, break_lines_elsewhere, write_options_in_another_order),
    *(write_links_in_another_order, leave_room, turn_rows, mark_anew),
)


# ------------------------------------------------------------------ the test


def copied(folder: Path) -> Path:
    folder.mkdir()
    for name in ("strategy", "action_plans", "docs", "index.md", "ubproject.toml"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


def apply(content: Content, makers: tuple[Callable[[Content], bool], ...], number: int) -> int:
    """Make so many changes, of all kinds in turn while there is something to make them of."""
    left, made = list(makers), 0
    while left and made < number:
        maker = left[made % len(left)]
        if maker(content):
            made += 1
        else:
            left.remove(maker)
    return made


def matches(told: str, expected: str) -> bool:
    """Whether a sentence is the one expected, in which … stands for anything."""
    pattern = ".*".join(map(re.escape, expected.split(" … ")))
    loose = expected.startswith("Texten")
    return re.match(pattern if loose else f"{pattern}$", told, re.DOTALL) is not None


def sentences(before: PlanState, after: PlanState) -> dict[str, list[str]]:
    """What is told of each object."""
    told: dict[str, list[str]] = {}
    for change in compare(before, after):
        sentence = said(change, lambda key: METAMODEL.words.get(key, key)).render(catalogue("sv"))
        told.setdefault(change.object.id, []).append(sentence)
    return told


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> StateStore:
    """What has been read of the content stays read."""
    return StateStore(tmp_path_factory.mktemp("states"))


@pytest.fixture
def content(tmp_path: Path, store: StateStore) -> Content:
    """The content as it is in the repository."""
    root = copied(tmp_path / "plan")
    before = plan_at(REPOSITORY, OtherFolder(folder=root), store=store)
    return Content(root=root, state=before, random=random.Random(16))  # noqa: S311 - no secret


def test_a_hundred_changes_are_told_in_their_words_and_nothing_else(
    content: Content, store: StateStore
) -> None:
    assert apply(content, TELLING, NUMBER) == NUMBER
    told = sentences(
        content.state, plan_at(REPOSITORY, OtherFolder(folder=content.root), store=store)
    )
    false = {name: found for name, found in told.items() if name not in content.expected}
    missed = {
        name: (expected, told.get(name))
        for name, expected in content.expected.items()
        if len(told.get(name, ())) != len(expected)
        or not all(map(matches, told.get(name, ()), expected))
    }
    assert (false, missed) == ({}, {})


def test_a_hundred_other_ways_of_writing_the_same_tell_nothing(
    content: Content, store: StateStore
) -> None:
    assert apply(content, NEUTRAL, NUMBER) == NUMBER
    renamed = content.root / "action_plans/barnperspektiv.md"
    renamed.rename(renamed.with_name("ett-annat-namn.md"))
    for path in content.root.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        new = re.sub(r"(action_plans/)barnperspektiv\b", r"\1ett-annat-namn", text)
        if path.parent == renamed.parent:
            new = re.sub(r"(?m)(^|\()barnperspektiv(\.md|$)", r"\1ett-annat-namn\2", new)
        path.write_text(new, encoding="utf-8")
    after = plan_at(REPOSITORY, OtherFolder(folder=content.root), store=store)
    assert sentences(content.state, after) == {}
