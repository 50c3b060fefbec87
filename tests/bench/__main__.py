"""Measure policytrace against stock sphinx-needs, and whether it is as fast as it is to be.

The table and the targets are written to standard output when all is measured; until then, standard
error tells how far it has come. Exit code 0: every target that was measured is reached. 1: one is
missed. 2: something failed, so that nothing can be compared.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from compileall import compile_dir
from datetime import datetime
from pathlib import Path

from tests.bench.experiments import EXPERIMENTS, Bench
from tests.bench.machine import description
from tests.bench.measurement import BuildFailedError
from tests.bench.objects import SMALLEST
from tests.bench.page import UnmarkedPageError, figures, place_for_figures, write_figures
from tests.bench.peers.registry import PEERS
from tests.bench.projects import ROOT
from tests.bench.results import Subject, What, table
from tests.bench.targets import HUGE, LARGE, SMALL, verdicts

REACHED, MISSED, FAILED = 0, 1, 2
"""Exit codes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; `arguments` defaults to those the process was started with."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(given)
    peers = () if options.peers is None else options.peers or tuple(PEERS)
    machine = tuple(description(peers))
    try:
        if options.write:
            place_for_figures(options.write)
        for name, value in machine:
            _tell(f"{name}: {value}")
        compile_dir(ROOT / "_ext", quiet=2)
        with tempfile.TemporaryDirectory(prefix="policytrace-bench-") as scratch:
            bench = Bench(
                scratch=Path(scratch),
                runs=options.runs,
                sizes=sorted(set(options.sizes)),
                peers=peers,
                all_stock=options.all_stock,
                tell=_tell,
            )
            for name, measure in EXPERIMENTS.items():
                if name in (options.only or EXPERIMENTS):
                    measure(bench)
    except (BuildFailedError, UnmarkedPageError) as error:
        _tell(f"Nothing can be compared. {error}")
        return FAILED
    came_to = [*verdicts(bench.results)]
    said = figures(
        day=datetime.now().astimezone().date(),
        command=_command(given),
        machine=machine,
        table=table(bench.results),
        verdicts=(*map(str, came_to), *_same_bytes(bench)),
    )
    sys.stdout.write(f"{said}\n")
    if options.write:
        write_figures(options.write, said)
    missed = bench.different or any(verdict.missed for verdict in came_to)
    return MISSED if missed else REACHED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--runs", type=_at_least(1), default=3, help="how often each thing is done (default: 3)"
    )
    parser.add_argument("--quick", action="store_const", const=1, dest="runs", help="do each once")
    parser.add_argument(
        "--only",
        action="append",
        choices=EXPERIMENTS,
        help="do this and no other experiment; may be given several times",
    )
    parser.add_argument(
        "--sizes",
        type=_at_least(SMALLEST),
        nargs="+",
        default=[SMALL, LARGE, HUGE],
        metavar="OBJECTS",
        help=f"numbers of objects in the plans (default: {SMALL} {LARGE} {HUGE})",
    )
    parser.add_argument(
        "--all-stock",
        action="store_true",
        help=f"let stock and peers build plans of more than {LARGE} objects too",
    )
    parser.add_argument(
        "--peers",
        nargs="*",
        choices=PEERS,
        help="build the plans with these programs too, or with all; pip installs them in .cache",
    )
    parser.add_argument(
        "--write", type=Path, metavar="PAGE", help="write what is found to this page, between marks"
    )
    return parser


def _at_least(least: int) -> Callable[[str], int]:
    """Reads a number that is not too small."""

    def number(text: str) -> int:
        if (found := int(text)) < least:
            raise argparse.ArgumentTypeError(f"must be {least} or more")
        return found

    return number


def _command(given: Sequence[str]) -> str:
    """How to measure the same again; that it is written to a page changes no figure."""
    flags = shlex.join(given)
    return f"make bench BENCH_FLAGS={shlex.quote(flags)}" if flags else "make bench"


def _same_bytes(bench: Bench) -> Iterator[str]:
    """What came of building by one process and by two."""
    if Subject(What.TWO_JOBS, bench.detailed) not in bench.results:
        yield "not measured: -j 2 gives the same bytes as -j 1"
    elif bench.different:
        names = ", ".join(bench.different[:5])
        yield f"MISSED: -j 2 gives other bytes than -j 1 in {len(bench.different)} files: {names} …"
    else:
        yield "reached: -j 2 gives the same bytes as -j 1"


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
