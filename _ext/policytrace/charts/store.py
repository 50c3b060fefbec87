"""Render cache of charts: each is drawn once and not on every build."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from policytrace.charts import drawing
from policytrace.charts import text_metrics as lettering
from policytrace.charts.model import Chart
from policytrace.files import make_folder, write_whole

_DRAWN_WITH = "vl-convert-python"
_DIGEST_SIZE = 16


class ChartStore:
    """Drawn charts in a folder. Several processes may use one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def svg(self, chart: Chart) -> str:
        """The chart as `drawing.draw` draws it.

        Raises:
            ProjectError: it cannot be kept in the folder.
        """
        path = self._path(chart)
        kept = _kept(path)
        if kept is not None:
            return kept
        svg = drawing.draw(chart)
        make_folder(self._folder)
        write_whole(path, _sealed(svg).encode())
        return svg

    def holds(self, chart: Chart) -> bool:
        """Whether the chart has been drawn."""
        return self._path(chart).is_file()

    def _path(self, chart: Chart) -> Path:
        return self._folder / f"{_digest(drawn_by(), repr(chart))}.svg"


@cache
def drawn_by() -> str:
    """What a drawing depends on besides its chart: the program that draws, and our own code."""
    code = sorted(
        (path.name, path.read_bytes())
        for path in (*Path(__file__).parent.glob("*.py"), Path(lettering.__file__))
    )
    return _digest(version(_DRAWN_WITH), repr(code))


def _kept(path: Path) -> str | None:
    """A drawing that has been kept whole; None if there is none."""
    try:
        content = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    svg, mark, _ = content.rpartition("\n<!-- ")
    return svg if mark and content == _sealed(svg) else None


def _sealed(svg: str) -> str:
    """A drawing with its checksum behind it."""
    return f"{svg}\n<!-- {_digest(svg)} -->\n"


def _digest(*parts: str) -> str:
    state = blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        state.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
    return state.hexdigest()
