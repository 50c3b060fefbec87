"""Each real indicator's script, as it is published, arrives at the verdicts of its page."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from policytrace.schema.vocabulary import Sex
from policytrace.site.views.recomputation import MOST_LINES
from policytrace.site.views.recomputed import FOLDER
from tests.real.conftest import RealSite
from tests.site.views.test_recomputation import said


@pytest.fixture(scope="module")
def indicators(real: RealSite) -> dict[str, Any]:
    """What ``plan.json`` says of each indicator."""
    plan = json.loads((real.folder / "plan.json").read_text("utf-8"))
    return {one["id"]: one["measured"] for one in plan["objects"] if one["measured"]}


def published(real: RealSite, measured: dict[str, Any]) -> list[str]:
    """All verdicts on an indicator, as the scripts say them."""
    words, areas = real.metamodel.vocabulary, real.measurements.areas
    gap = f"{words.of(Sex.WOMEN)} − {words.of(Sex.MEN)}"
    kinds = {one.kind.name: one.kind.word for one in areas.divisions}
    lines = []
    for one in measured["verdicts"]:
        kind = one["area_kind"]["word"]
        whom = gap if one["measure"] == "gap" else one["sex"]["word"]
        place = f"{one['area']} ({kinds.get(kind, kind)})"
        about = ", ".join(filter(None, (place, one["group"] or one["division"], whom)))
        lines.append(f"{about}: {one['verdict']['word']}")
    return sorted(lines)


def test_every_script_arrives_at_the_verdicts_of_its_page(
    real: RealSite, indicators: dict[str, Any]
) -> None:
    assert len(indicators) > 100
    for name, measured in indicators.items():
        script = (real.folder / FOLDER / f"{name.lower()}.py").read_text("utf-8")
        file = [str(real.folder / measured["file"])] if measured["file"] else []
        assert sorted(said(script, *file)) == published(real, measured), name
        assert len(script.splitlines()) <= MOST_LINES, name


def test_the_page_shows_the_script_that_it_offers(
    real: RealSite, indicators: dict[str, Any]
) -> None:
    for name in indicators:
        shown = real.pages[f"objekt/{name}"].select_one("pre.pt-script")
        assert shown is not None, name
        assert shown.get_text() == (real.folder / FOLDER / f"{name.lower()}.py").read_text("utf-8")


def test_it_runs_as_a_program_on_a_file_or_an_address(
    real: RealSite, indicators: dict[str, Any]
) -> None:
    name, measured = next(item for item in indicators.items() if item[1]["file"])
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(real.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/{measured['file']}"
    try:
        for source in (str(real.folder / measured["file"]), address):
            done = subprocess.run(
                [sys.executable, "-I", real.folder / FOLDER / f"{name.lower()}.py", source],
                check=True,
                capture_output=True,
                encoding="utf-8",
                env={"PYTHONIOENCODING": "utf-8", "NO_PROXY": "127.0.0.1"},
            )
            assert sorted(done.stdout.splitlines()) == published(real, measured)
    finally:
        server.shutdown()
        server.server_close()
