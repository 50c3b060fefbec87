"""Forks share tasks, tell what they have logged and raised, and never outlive their parent's work.

Each program runs in a process of its own, as that which runs the tests has threads.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

BEGINS = """
    import os
    from sphinx.util import logging
    from policytrace.errors import ProjectError
    from policytrace.locations import Location
    from policytrace.messages import message
    from policytrace.sphinx.forked import Forks, can_fork, hand_out, share
    assert can_fork()
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="NOT TRIED: there is no fork here")


def told(program: str) -> str:
    """What a program prints; it must end well."""
    done = subprocess.run(
        [sys.executable, "-c", dedent(BEGINS) + dedent(program)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_each_task_is_done_once_and_by_several() -> None:
    found = told("""
        import time
        def work(own):
            done = []
            for number in own:
                time.sleep(0.01)
                done.append((number, os.getpid()))
            return done
        with Forks() as forks:
            found = [one for part in hand_out(60, 3, work, forks)() for one in part]
        print(sorted(number for number, _ in found) == list(range(60)))
        print(1 < len({process for _, process in found}) <= 3, os.getpid() in dict(found).values())
    """)
    assert found.split() == ["True", "True", "False"]


def test_this_process_takes_its_share_and_others_pack_theirs() -> None:
    found = told("""
        mine = []
        def work(own):
            for number in own:
                mine.append(number)
            return mine
        packed = share(40, 2, work, lambda done: (len(done), os.getpid()))
        print(len(packed), packed[0][0] + len(mine), packed[0][1] != os.getpid())
    """)
    assert found.split() == ["1", "40", "True"]


def test_one_worker_or_one_task_forks_nothing() -> None:
    assert told("""
        print(share(5, 1, lambda own: list(own), lambda done: done))
        print(share(1, 4, lambda own: list(own), lambda done: done))
    """).split() == ["[]", "[]"]


def test_an_error_is_raised_again_with_all_that_it_says() -> None:
    assert (
        told("""
        def work(own):
            raise ProjectError(message("No {file}.", file="a.md"), Location(file="b.md", line=3))
        try:
            with Forks() as forks:
                hand_out(3, 2, work, forks)()
        except ProjectError as error:
            print(error.text.values["file"], error.location)
    """)
        == "a.md b.md:3"
    )


def test_an_error_that_cannot_be_carried_is_told_in_words() -> None:
    assert (
        told("""
        class Odd(Exception):
            def __init__(self, one, two):
                super().__init__("odd")
        def work(own):
            raise Odd(1, 2)
        try:
            with Forks() as forks:
                hand_out(1, 1, work, forks)()
        except Exception as error:
            print(type(error).__name__, error)
    """)
        == "ExtensionError Odd: odd"
    )


def test_a_fork_that_is_killed_is_told() -> None:
    assert "ended with -9" in told("""
        def work(own):
            os.kill(os.getpid(), 9)
        try:
            with Forks() as forks:
                hand_out(1, 1, work, forks)()
        except Exception as error:
            print(error)
    """)


def test_a_signal_that_comes_while_a_fork_begins_is_not_lost_and_the_fork_is_stopped() -> None:
    found = told("""
        import signal, time
        from multiprocessing import active_children
        class Ended(BaseException):
            pass
        def end(*_):
            raise Ended
        signal.signal(signal.SIGTERM, end)
        os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))
        try:
            with Forks() as forks:
                forks.start(lambda: time.sleep(600))
        except Ended:
            print("ended", active_children())
    """)
    assert found == "ended []"


def test_what_a_fork_has_started_is_stopped_with_it() -> None:
    found = told("""
        import subprocess, time
        from pathlib import Path
        reads, writes = os.pipe()
        def work():
            process = subprocess.Popen(["sleep", "600"])
            os.write(writes, str(process.pid).encode())
            process.wait()
        try:
            with Forks() as forks:
                forks.start(work)
                started = os.read(reads, 20).decode()
                raise ValueError
        except ValueError:
            state = Path("/proc", started, "stat")
            for _ in range(100):
                if not state.exists() or state.read_text().split()[2] == "Z":
                    print("ended")
                    break
                time.sleep(0.05)
    """)
    assert found == "ended"


def test_forks_are_stopped_when_this_process_fails() -> None:
    assert (
        told("""
        import time
        from multiprocessing import active_children
        try:
            with Forks() as forks:
                forks.start(lambda: time.sleep(600))
                raise ValueError
        except ValueError:
            print(active_children())
    """)
        == "[]"
    )


def test_what_a_fork_logs_is_logged_here_with_its_place() -> None:
    assert (
        told("""
        import logging as standard
        records = []
        class Keep(standard.Handler):
            def emit(self, record):
                records.append((record.getMessage(), record.location, os.getpid()))
        standard.getLogger("sphinx").addHandler(Keep())
        def work(own):
            logging.getLogger("x").warning("%s is missing", "a", location=("page", 7))
        with Forks() as forks:
            hand_out(1, 1, work, forks)()
        print(records == [("a is missing", ("page", 7), os.getpid())])
    """)
        == "True"
    )


def test_a_process_with_threads_does_not_fork() -> None:
    assert (
        told("""
        import threading
        waits = threading.Event()
        threading.Thread(target=waits.wait, daemon=True).start()
        print(can_fork())
        waits.set()
    """)
        == "False"
    )


def test_a_fork_whose_parent_was_killed_takes_no_more_tasks(tmp_path: Path) -> None:
    program = f"""
        import time
        from pathlib import Path
        def work(own):
            for number in own:
                Path({str(tmp_path)!r}, str(number)).touch()
                time.sleep(0.2)
        with Forks() as forks:
            hand_out(1000, 2, work, forks)
            time.sleep(1)
            os.kill(os.getpid(), 9)
    """
    begun = dedent(BEGINS) + dedent(program)
    done = subprocess.run([sys.executable, "-c", begun], check=False, timeout=60)
    assert done.returncode == -9
    time.sleep(1)
    taken = len([*tmp_path.iterdir()])
    time.sleep(1)
    assert 0 < taken == len([*tmp_path.iterdir()])


def test_a_fork_with_much_to_tell_ends_when_its_parent_was_killed(tmp_path: Path) -> None:
    begins = tmp_path / "begins"
    program = f"""
        import time
        from pathlib import Path
        def work():
            Path({str(begins)!r}).write_text(str(os.getpid()))
            while os.getppid() == parent:
                time.sleep(0.05)
            return "x" * 1_000_000
        parent = os.getpid()
        with Forks() as forks:
            forks.start(work)
            forks.start(work)
            time.sleep(1)
            os.kill(os.getpid(), 9)
    """
    begun = dedent(BEGINS) + dedent(program)
    # It comes back when all have ended who could write to what is read here.
    done = subprocess.run(
        [sys.executable, "-c", begun], check=False, capture_output=True, timeout=60
    )
    assert begins.exists()
    assert (done.returncode, done.stdout, done.stderr) == (-9, b"", b"")
