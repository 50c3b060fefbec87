"""Drawn charts are kept, whole, and drawn again when anything that made them has changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policytrace.charts import drawing, store
from policytrace.charts.model import Chart
from policytrace.charts.store import ChartStore
from policytrace.errors import ProjectError
from tests.charts.samples import COMPARED, GAP, bar_chart


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    """The charts that have been drawn; drawing itself takes no time."""
    charts: list[Chart] = []

    def draw(chart: Chart) -> str:
        charts.append(chart)
        return f"<svg>å\r\n{chart!r}\n<!-- not the end -->\n</svg>"

    monkeypatch.setattr(drawing, "draw", draw)
    return charts


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_a_chart_is_drawn_as_it_is_without_a_store(tmp_path: Path) -> None:
    assert ChartStore(tmp_path).svg(GAP) == drawing.draw(GAP)
    assert ChartStore(tmp_path).svg(GAP) == drawing.draw(GAP)


def test_a_chart_is_drawn_once(tmp_path: Path, drawn: list[Chart]) -> None:
    folder = tmp_path / "new" / "charts"
    first = ChartStore(folder).svg(GAP)
    assert ChartStore(folder).svg(GAP) == first
    assert drawn == [GAP]
    assert len(kept(folder)) == 1


def test_each_chart_has_a_drawing_of_its_own(tmp_path: Path, drawn: list[Chart]) -> None:
    charts = ChartStore(tmp_path)
    assert charts.svg(bar_chart(("A", "1.0"))) != charts.svg(bar_chart(("A", "1.00")))
    assert charts.svg(bar_chart(("A", 1), ("B", 2))) != charts.svg(bar_chart(("A", 2), ("B", 1)))
    assert len(drawn) == len(kept(tmp_path)) == 4


def test_a_chart_is_drawn_again_when_what_draws_has_changed(
    tmp_path: Path, drawn: list[Chart], monkeypatch: pytest.MonkeyPatch
) -> None:
    ChartStore(tmp_path).svg(GAP)
    monkeypatch.setattr(store, "drawn_by", lambda: "another version")
    ChartStore(tmp_path).svg(GAP)
    assert drawn == [GAP, GAP]


def test_what_draws_is_the_same_in_another_process() -> None:
    program = "from policytrace.charts.store import drawn_by; print(drawn_by())"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert done.stdout.decode().strip() == store.drawn_by()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: whole[:0],
    "cut": lambda whole: whole[:-30],
    "beginning": lambda whole: whole[:100],
    "longer": lambda whole: whole + b" ",
    "changed": lambda whole: whole.replace(b"svg", b"sgv", 1),
    "not utf-8": lambda whole: b"\xff\xfe" + whole,
    "checksum alone": lambda whole: whole[whole.rindex(b"\n<!-- ") :],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_drawing_is_drawn_again(
    tmp_path: Path, drawn: list[Chart], damage: Callable[[bytes], bytes]
) -> None:
    first = ChartStore(tmp_path).svg(GAP)
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert ChartStore(tmp_path).svg(GAP) == first
    assert drawn == [GAP, GAP]
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(
    tmp_path: Path, drawn: list[Chart]
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError):
        ChartStore(tmp_path / "file").svg(COMPARED)
    assert drawn == [COMPARED]


def test_several_processes_may_use_one_folder(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from policytrace.charts.store import ChartStore;"
        "from tests.charts.samples import COMPARED, GAP;"
        "charts = ChartStore(Path(sys.argv[1]));"
        "sys.stdout.buffer.write((charts.svg(GAP) + charts.svg(COMPARED)).encode())"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    printed = {process.communicate()[0] for process in running}
    assert all(process.returncode == 0 for process in running)
    assert printed == {(drawing.draw(GAP) + drawing.draw(COMPARED)).encode()}
    assert len(kept(tmp_path)) == 2
