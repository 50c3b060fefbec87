"""However a command ends, what it leaves is whole, and it says what happened in one sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from policytrace.site.publish import BuildFolders
from tests.cli.running import run_as_process
from tests.sphinx.tiny import TinyProject, contents

BUILD = [sys.executable, "-m", "policytrace", "build"]
UNFORESEEN = "ingen har förutsett"
REFUSED = "Det gick inte att köra. "
TOO_LARGE = "filen skulle bli större än tillåtet."
LIMIT = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.argv = ["policytrace", *sys.argv[1:]]
from policytrace.cli.start import run
run()
"""


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project."""
    return TinyProject.make(tmp_path / "plan å")


def started(project: TinyProject, *before: str) -> subprocess.Popen[str]:
    """A build that goes on."""
    return subprocess.Popen(
        [*before, *BUILD, str(project.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def limited(project: TinyProject, limit: int, *options: str) -> tuple[int, str]:
    """A build whose files may be no larger than `limit` bytes: its exit code, and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", LIMIT, str(limit), "build", str(project.root), *options],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stderr


def wait_for(path: Path) -> None:
    """Wait until a build has come as far as to make a file; a minute is more than it needs."""
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.1)
    pytest.fail(f"{path} was never made")


def group_is_alive(group: int) -> bool:
    """Whether any process of a group is left, but for those that only wait to be buried."""
    for _ in range(10):
        if not any(living(group)):
            return False
        time.sleep(0.05)
    return True


def living(group: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its_group, *_ = stat.read_text().rpartition(")")[2].split()
            if int(its_group) == group and state != "Z":
                yield int(stat.parent.name)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_build_that_is_told_to_end_says_so_and_leaves_no_process(
    project: TinyProject, number: int, code: int
) -> None:
    build = started(project)
    wait_for(project.root / "_build" / "doctrees" / "index.doctree")
    build.send_signal(number)
    out, err = build.communicate(timeout=60)
    assert (build.returncode, out, err) == (code, "", "Avbrutet.\n")
    assert not group_is_alive(build.pid)
    assert not (project.root / "_build" / "html").exists()


SWALLOWED = """
import signal, sys, time
from minijinja import Environment
from policytrace.cli import gate_run

class Finalized:
    def __del__(self):
        signal.raise_signal(number)

def finalized():
    Finalized()

def called_from_rust():
    environment = Environment()
    environment.auto_escape_callback = lambda name: signal.raise_signal(number) or True
    environment.render_str("x")

def check_project(*arguments, **options):
    {where}()
    for _ in range(500):
        time.sleep(0.01)

number = {number}
gate_run.check_project = check_project
sys.argv = ["policytrace", "check"]
from policytrace.cli.start import run
run()
"""


@pytest.mark.parametrize("where", ["finalized", "called_from_rust"])
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_to_be_told_where_nobody_hears_it_ends_the_process_all_the_same(
    project: TinyProject, where: str, number: int, code: int
) -> None:
    script = SWALLOWED.format(where=where, number=int(number))
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.root,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (code, "Avbrutet.\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_to_be_told_before_anything_is_begun_is_no_finding(number: int) -> None:
    script = (
        "import signal, sys\n"
        "from policytrace.cli import main\n"
        f"main.read = lambda *_: signal.raise_signal({int(number)})\n"
        "sys.argv = ['policytrace', 'rules']\n"
        "from policytrace.cli.start import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == -number


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_to_be_told_when_all_is_done_changes_nothing(number: int) -> None:
    script = (
        "import gc, signal, sys\n"
        f"gc.freeze = lambda: signal.raise_signal({int(number)})\n"
        "sys.argv = ['policytrace', 'rules']\n"
        "from policytrace.cli.start import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_a_killed_build_has_left_is_not_trusted(project: TinyProject) -> None:
    assert run_as_process("build", str(project.root), "--today", "2027-01-15").code == 0
    site = contents(project.root / "_build" / "html")
    project.edit("plan.md", "ska kunna ringa", "ska kunna skriva")
    build = started(project)
    wait_for(project.root / "_build" / "staging" / "plan.html")
    build.kill()
    build.communicate(timeout=60)
    project.edit("plan.md", "ska kunna skriva", "ska kunna ringa")
    assert run_as_process("build", str(project.root), "--today", "2027-01-15").code == 0
    assert contents(project.root / "_build" / "html") == site


def test_ctrl_c_while_the_program_starts_shows_no_traceback(project: TinyProject) -> None:
    interrupting = (
        "import signal, sys, threading, os, time\n"
        "sys.argv = ['policytrace', 'rules']\n"
        "from policytrace.cli.start import run\n"
        "def interrupt():\n"
        "    time.sleep(float(sys.stdin.read()))\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "threading.Thread(target=interrupt).start()\n"
        "run()\n"
    )
    for wait in (0.01, 0.15, 0.3, 0.45):
        done = subprocess.run(
            [sys.executable, "-c", interrupting],
            input=str(wait),
            check=False,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) in {(130, "Avbrutet.\n"), (0, "")}, wait
    assert project.root.is_dir()


def test_ctrl_c_when_all_is_done_shows_no_traceback() -> None:
    waiting = (  # in the end Python waits for the thread, when the program is done
        "import os, signal, sys, threading, time\n"
        "sys.argv = ['policytrace', 'rules']\n"
        "from policytrace.cli.start import run\n"
        "def interrupt():\n"
        "    while threading.main_thread().is_alive():\n"
        "        time.sleep(0.01)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "threading.Thread(target=interrupt).start()\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", waiting], check=False, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_second_build_waits_for_the_first_with_a_sentence(project: TinyProject) -> None:
    folders = BuildFolders(root=project.root / "_build")
    with folders.held(lambda: None):
        second = started(project)
        assert second.stderr is not None
        said = second.stderr.readline()
        assert "Väntar" in said
        assert str(folders.root) in said
        assert second.poll() is None
    second.communicate(timeout=120)
    assert second.returncode == 0


def test_two_builds_at_once_both_succeed(project: TinyProject) -> None:
    both = [started(project), started(project)]
    for build in both:
        _, err = build.communicate(timeout=240)
        assert build.returncode == 0
        assert UNFORESEEN not in err


@pytest.mark.parametrize("kind", ["file", "dangling", "circle"])
def test_a_build_folder_that_is_none_is_told_in_a_sentence(project: TinyProject, kind: str) -> None:
    place = project.root / "_build"
    if kind == "file":
        place.write_text("x", encoding="utf-8")
    else:
        place.symlink_to("_build" if kind == "circle" else "nowhere/there")
    outcome = run_as_process("build", str(project.root))
    assert (outcome.code, outcome.out) == (2, "")
    assert "_build" in outcome.err
    assert outcome.err.count("\n") == 1
    assert UNFORESEEN not in outcome.err


def test_a_build_folder_that_is_a_link_to_a_folder_works(
    project: TinyProject, tmp_path: Path
) -> None:
    (tmp_path / "annan").mkdir()
    (project.root / "_build").symlink_to(tmp_path / "annan")
    assert run_as_process("build", str(project.root)).code == 0
    assert (tmp_path / "annan" / "html" / "index.html").is_file()


def test_a_disk_that_is_full_is_told_in_a_sentence_and_the_site_stays(
    project: TinyProject,
) -> None:
    assert run_as_process("build", str(project.root)).code == 0
    site = contents(project.root / "_build" / "html")
    project.edit("plan.md", "ska kunna ringa", "ska kunna skriva")
    code, said = limited(project, 20_000)
    assert code == 2
    assert said.startswith(f"{REFUSED}{project.root / '_build' / 'staging' / '_static'}/")
    assert said.endswith(f": {TOO_LARGE}\n")
    assert said.count("\n") == 1
    assert contents(project.root / "_build" / "html") == site


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize(
    ("words", "unbuffered"),
    [("check .", ""), ("check .", "1"), ("check --help", ""), ("--version", "")],
)
def test_an_answer_that_cannot_be_written_is_told(
    project: TinyProject, words: str, unbuffered: str
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policytrace", *words.split()],
            cwd=project.root,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    said = "Svaret går inte att skriva dit det skickas: disken är full."
    assert (done.returncode, done.stderr) == (2, f"{REFUSED}{said}\n")


def test_what_another_process_reads_and_cannot_keep_is_named(project: TinyProject) -> None:
    for number in range(30):
        project.write(f"sida-{number}.md", f"---\norphan: true\n---\n# Sida {number}\n")
    project.write("sida-7.md", "---\norphan: true\n---\n# Lång\n" + "\n* Text\n" * 5_000)
    kept = project.root / "_build" / "doctrees" / "sida-7.doctree"
    assert limited(project, 200_000, "-j", "2") == (2, f"{REFUSED}{kept}: {TOO_LARGE}\n")


def test_what_the_search_cannot_write_is_told(project: TinyProject) -> None:
    kept = project.root / "_build" / "doctrees" / ".search-index"
    said = f"{REFUSED}Sökningen kunde inte göras: {kept}: {TOO_LARGE}\n"
    assert limited(project, 100_000) == (2, said)


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_output_that_is_closed_changes_nothing(project: TinyProject, closed: str) -> None:
    line = f'"$0" -m policytrace check "$1" {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable, str(project.root)], check=False, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_source_date_epoch_is_none(project: TinyProject, value: str) -> None:
    outcome = run_as_process("build", str(project.root), SOURCE_DATE_EPOCH=value)
    assert (outcome.code, outcome.err) == (0, "")
