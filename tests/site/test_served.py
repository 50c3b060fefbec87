"""What a web server shows: one release or the other, whole, whatever happens."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.messages import catalogue
from policytrace.site.served import OURS, ServedSite
from tests.killing import killed_at_step, publish, roll_back
from tests.sphinx.tiny import contents


def alone() -> None:
    """Nobody else publishes here."""
    pytest.fail("there was something to wait for")


def site(folder: Path, text: str) -> Path:
    """A small site that says `text` on every page."""
    for name in ("index.html", "objekt/å.html", "pagefind/x.bin"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def served(tmp_path: Path) -> ServedSite:
    """A place where nothing has been published."""
    (tmp_path / "www å").mkdir()
    return ServedSite.at(tmp_path / "www å" / "plan")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return site(tmp_path / "old", "gammal")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return site(tmp_path / "new", "ny")


def beside(served: ServedSite) -> set[str]:
    """What stands where the link does."""
    return {path.name for path in served.link.parent.iterdir()}


def refused(act: Callable[[], object]) -> str:
    """What is said, in Swedish, of something that is not done."""
    with pytest.raises(ProjectError) as refusal:
        act()
    return refusal.value.text.render(catalogue("sv"))


# ------------------------------------------------------------------------- publishing


def test_the_link_leads_to_a_copy_of_the_site(served: ServedSite, old: Path) -> None:
    published = served.publish(old, alone)
    assert published.changed
    assert published.not_removed is None
    assert published.folder == served.link.resolve()
    assert contents(served.link) == contents(old)
    site(old, "ändrad")
    assert contents(served.link) != contents(old)


def test_the_link_holds_when_the_folder_around_is_moved(served: ServedSite, old: Path) -> None:
    served.publish(old, alone)
    moved = served.link.parent.rename(served.link.parent.with_name("annan"))
    assert contents(moved / "plan") == contents(old)


def test_the_last_release_is_kept_and_older_ones_are_removed(
    served: ServedSite, tmp_path: Path
) -> None:
    for number in range(1, 5):
        served.publish(site(tmp_path / "site", f"nummer {number}"), alone)
        assert contents(served.link)["index.html"] == f"nummer {number}".encode()
    assert {path.name for path in served.folder.iterdir()} == {OURS, "3", "4"}
    assert beside(served) == {"plan", "plan.releases"}


def test_a_page_that_is_gone_is_gone(served: ServedSite, old: Path) -> None:
    served.publish(old, alone)
    (old / "objekt" / "å.html").unlink()
    served.publish(old, alone)
    assert contents(served.link) == contents(old)


def test_to_publish_the_same_site_again_changes_nothing(
    served: ServedSite, old: Path, new: Path
) -> None:
    served.publish(old, alone)
    first = served.publish(new, alone)
    again = served.publish(new, alone)
    assert (again.changed, again.folder) == (False, first.folder)
    served.roll_back(alone)
    assert contents(served.link) == contents(old)


def test_everybody_may_read_what_is_published_whatever_the_mask(
    served: ServedSite, old: Path
) -> None:
    for path in (old, *old.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    before = os.umask(0o077)
    try:
        served.publish(old, alone)
    finally:
        os.umask(before)
    for path in (served.folder, *served.link.resolve().rglob("*"), served.link.resolve()):
        rights = stat.S_IMODE(path.stat().st_mode)
        assert rights == (0o755 if path.is_dir() else 0o644), path


def test_a_group_that_publishes_together_may_write(served: ServedSite, old: Path) -> None:
    before = os.umask(0o002)
    try:
        served.publish(old, alone)
    finally:
        os.umask(before)
    for path in served.folder.rglob("*"):
        assert path.stat().st_mode & stat.S_IWGRP, path


def test_a_file_keeps_the_time_by_which_browsers_know_it(served: ServedSite, old: Path) -> None:
    os.utime(old / "index.html", (1_000_000_000, 1_000_000_000))
    served.publish(old, alone)
    assert (served.link / "index.html").stat().st_mtime == 1_000_000_000


def test_all_is_on_the_disk_before_the_link_is_turned(
    served: ServedSite, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power may fail at any time."""
    done: list[str] = []
    sync, fsync, replace = os.sync, os.fsync, Path.replace

    def note_sync() -> None:
        assert contents(served.folder / "1.unfinished") == contents(old)
        done.append("all")
        sync()

    def note_fsync(descriptor: int) -> None:
        done.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    def note_replace(path: Path, target: Path) -> Path:
        done.append("turned")
        return replace(path, target)

    monkeypatch.setattr(os, "sync", note_sync)
    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    served.publish(old, alone)
    assert done == ["all", served.folder.name, "turned", served.link.parent.name]


# ------------------------------------------------------------------------- going back


def test_to_go_back_shows_the_site_before(served: ServedSite, old: Path, new: Path) -> None:
    served.publish(old, alone)
    served.publish(new, alone)
    served.roll_back(alone)
    assert contents(served.link) == contents(old)


def test_what_was_gone_back_from_is_not_gone_back_to(
    served: ServedSite, old: Path, new: Path, tmp_path: Path
) -> None:
    served.publish(old, alone)
    served.publish(new, alone)
    served.roll_back(alone)
    served.publish(site(tmp_path / "third", "rättad"), alone)
    served.roll_back(alone)
    assert contents(served.link) == contents(old)


def test_what_was_gone_back_from_can_be_published_again(
    served: ServedSite, old: Path, new: Path
) -> None:
    served.publish(old, alone)
    served.publish(new, alone)
    served.roll_back(alone)
    assert served.publish(new, alone).changed
    assert contents(served.link) == contents(new)


def test_there_is_nothing_to_go_back_to_where_nothing_is_published(served: ServedSite) -> None:
    said = refused(lambda: served.roll_back(alone))
    assert str(served.link) in said
    assert beside(served) == set()


@pytest.mark.parametrize("times", [1, 2])
def test_there_is_nothing_before_the_oldest(
    served: ServedSite, old: Path, new: Path, times: int
) -> None:
    served.publish(old, alone)
    if times == 2:
        served.publish(new, alone)
        served.roll_back(alone)
    said = refused(lambda: served.roll_back(alone))
    assert "finns ingen" in said
    assert contents(served.link) == contents(old)


# ------------------------------------------------------------------------- what is not ours


@pytest.mark.parametrize("kind", ["folder", "file", "link", "dangling"])
def test_what_is_not_ours_stays_and_is_told_with_a_remedy(
    served: ServedSite, old: Path, tmp_path: Path, kind: str
) -> None:
    if kind == "folder":
        site(served.link, "annans")
    elif kind == "file":
        served.link.write_text("annans", encoding="utf-8")
    else:
        served.link.symlink_to(site(tmp_path / "there", "annans") if kind == "link" else "nowhere")
    before = beside(served)
    for act in (lambda: served.publish(old, alone), lambda: served.roll_back(alone)):
        said = refused(act)
        assert str(served.link) in said
        command = f"rm '{served.link}'" if served.link.is_symlink() else f"mv '{served.link}' "
        assert command in said
    assert beside(served) == before
    if kind != "dangling":
        shown = served.link if kind == "file" else served.link / "index.html"
        assert shown.read_text("utf-8") == "annans"


def test_a_folder_of_releases_that_is_not_ours_stays(served: ServedSite, old: Path) -> None:
    site(served.folder / "1", "annans")
    said = refused(lambda: served.publish(old, alone))
    assert str(served.folder) in said
    assert beside(served) == {served.folder.name}
    assert (served.folder / "1" / "index.html").read_text("utf-8") == "annans"


def test_what_somebody_has_put_among_the_releases_stays(
    served: ServedSite, old: Path, new: Path
) -> None:
    served.publish(old, alone)
    site(served.folder / "min egen", "egen")
    served.publish(new, alone)
    assert (served.folder / "min egen" / "index.html").is_file()


def test_a_folder_that_comes_in_between_stays(
    served: ServedSite, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copyfile = shutil.copyfile

    def copy(source: Path, target: Path) -> None:
        copyfile(source, target)
        served.link.mkdir(exist_ok=True)

    monkeypatch.setattr(shutil, "copyfile", copy)
    assert "mv " in refused(lambda: served.publish(old, alone))
    assert served.link.is_dir()
    assert beside(served) == {"plan", "plan.releases"}


@pytest.mark.parametrize("place", ["/", ".", "..", ""])
def test_a_place_that_is_a_folder_is_refused(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(old)
    before = contents(tmp_path)
    assert "mv " in refused(lambda: ServedSite.at(Path(place)).publish(old, alone))
    assert contents(tmp_path) == before


def test_the_folder_around_must_exist(old: Path, tmp_path: Path) -> None:
    said = refused(lambda: ServedSite.at(tmp_path / "finns inte" / "plan").publish(old, alone))
    assert str(tmp_path / "finns inte") in said
    assert not (tmp_path / "finns inte").exists()


def test_a_place_may_be_relative(
    served: ServedSite, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(served.link.parent)
    ServedSite.at(Path("plan/")).publish(old, alone)
    assert contents(served.link) == contents(old)


# ------------------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_copy_that_fails_leaves_what_is_shown_and_nothing_half(
    served: ServedSite, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    served.publish(old, alone)
    before = contents(served.link.parent)

    def fails(_source: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number), str(target))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", fails)
        said = refused(lambda: served.publish(new, alone))
    assert "orörd" in said
    assert contents(served.link.parent) == before
    served.publish(new, alone)
    assert contents(served.link) == contents(new)


def test_an_old_release_that_cannot_be_removed_is_told_and_the_site_is_published(
    served: ServedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        served.publish(site(tmp_path / "site", f"nummer {number}"), alone)

    def fails(path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", fails)
        published = served.publish(site(tmp_path / "site", "ny"), alone)
    assert published.not_removed is not None
    assert str(served.folder) in published.not_removed.render(catalogue("sv"))
    assert contents(served.link)["index.html"] == b"ny"
    served.publish(site(tmp_path / "site", "nyast"), alone)
    assert {path.name for path in served.folder.iterdir()} == {OURS, "3", "4"}


def test_a_release_that_somebody_has_removed_is_made_anew(
    served: ServedSite, old: Path, new: Path
) -> None:
    served.publish(old, alone)
    served.publish(new, alone)
    shutil.rmtree(served.link.resolve())
    served.publish(new, alone)
    assert contents(served.link) == contents(new)
    served.roll_back(alone)
    assert contents(served.link) == contents(old)


def test_a_link_that_somebody_has_removed_is_made_anew(
    served: ServedSite, old: Path, new: Path
) -> None:
    served.publish(old, alone)
    served.publish(new, alone)
    served.link.unlink()
    assert served.publish(new, alone).changed
    assert contents(served.link) == contents(new)
    served.roll_back(alone)
    assert contents(served.link) == contents(old)


# ------------------------------------------------------------------------- killed


def prepared(folder: Path, *, releases: int) -> ServedSite:
    """A site that has been published some times, each with a release of its own."""
    (folder / "www").mkdir(parents=True)
    served = ServedSite.at(folder / "www" / "plan")
    for number in range(1, releases + 1):
        served.publish(site(folder / "site", f"nummer {number}"), alone)
    return served


@pytest.mark.parametrize("releases", [0, 1, 2])
def test_killed_at_any_step_of_publishing_one_site_is_shown_whole(
    tmp_path: Path, new: Path, releases: int
) -> None:
    for step in count(1):
        served = prepared(tmp_path / str(step), releases=releases)
        before = contents(served.link)
        killed = killed_at_step(step, publish, served.link, new)
        assert contents(served.link) in (before, contents(new))
        served.publish(new, alone)
        assert contents(served.link) == contents(new)
        kept = sorted(int(path.name) for path in served.folder.iterdir() if path.name != OURS)
        assert len(kept) <= 2
        assert beside(served) == {"plan", "plan.releases"}
        if releases:
            served.roll_back(alone)
            assert contents(served.link) == before
        if not killed:
            break
    assert step > 15


def test_killed_at_any_step_of_going_back_one_site_is_shown_whole(tmp_path: Path) -> None:
    for step in count(1):
        served = prepared(tmp_path / str(step), releases=2)
        newer = contents(served.link)
        killed = killed_at_step(step, roll_back, served.link)
        shown = contents(served.link)
        if shown == newer:
            served.roll_back(alone)
        assert contents(served.link)["index.html"] == b"nummer 1"
        assert beside(served) == {"plan", "plan.releases"}
        if not killed:
            break
    assert step > 2
