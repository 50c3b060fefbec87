"""Committing and sending what was edited, by a real Git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pytest

from policytrace.edit.committing import ChangedFile, Committer, Hindrance, Rejection

GIT = ("git", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the person who runs the tests."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def git(folder: Path, *words: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
    return subprocess.run(
        [*GIT, *words],
        cwd=folder,
        env={**environment, "GIT_CONFIG_NOSYSTEM": "1"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def person(folder: Path) -> None:
    git(folder, "config", "user.name", "Någon")
    git(folder, "config", "user.email", "nagon@example.org")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of a repository, with a commit."""
    top = tmp_path / "å b"
    folder = top / "plan"
    folder.mkdir(parents=True)
    git(top, "init", "--quiet")
    person(top)
    (folder / "plan.md").write_text("# Planen\n", encoding="utf-8")
    (folder / "kod.py").write_text("1\n", encoding="utf-8")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "-m", "Första")
    return folder


@pytest.fixture
def sent(project: Path, tmp_path: Path) -> Path:
    """The same, with a remote that it is sent to; gives another person's clone."""
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    git(project, "remote", "add", "origin", str(remote))
    git(project, "push", "--quiet", "-u", "origin", "HEAD:main")
    git(project, "branch", "-m", "main")
    git(project, "branch", "--set-upstream-to=origin/main")
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", "-b", "main", str(remote), str(other))
    person(other)
    return other / "plan"


def commit_of(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", name)
    git(folder, "commit", "--quiet", "-m", f"Ändrar {name}")


def names(files: Sequence[ChangedFile]) -> list[str]:
    return [str(file.path) for file in files]


def test_content_that_has_changed_is_listed_and_nothing_else(project: Path) -> None:
    (project / "plan.md").write_text("# Ny\n", encoding="utf-8")
    (project / "nytt mått å.csv").write_text("a\n", encoding="utf-8")
    (project / "kod.py").write_text("2\n", encoding="utf-8")
    (project / "_build").mkdir()
    (project / "_build" / "x.md").write_text("x", encoding="utf-8")
    (project.parent / "utanför.md").write_text("x", encoding="utf-8")
    state = Committer(project=project).state()
    assert state.hindrance is None
    assert state.branch in {"main", "master"}
    assert {(str(one.path), one.is_new) for one in state.files} == {
        ("plan.md", False),
        ("nytt mått å.csv", True),
    }


def test_only_what_is_chosen_is_committed_whatever_else_is_staged(project: Path) -> None:
    (project / "plan.md").write_text("# Ny\n", encoding="utf-8")
    (project / "ny.md").write_text("# Ny\n", encoding="utf-8")
    (project / "kod.py").write_text("2\n", encoding="utf-8")
    git(project, "add", "kod.py")
    committer = Committer(project=project)
    answer = committer.commit(committer.state().files, "Ändrar å\n\n- det ena\n")
    assert answer.done, answer.said
    assert git(project, "log", "-1", "--format=%B").strip() == "Ändrar å\n\n- det ena"
    changed = git(project, "show", "--name-only", "--format=", "HEAD").split()
    assert sorted(changed) == ["plan/ny.md", "plan/plan.md"]
    assert git(project, "diff", "--cached", "--name-only").split() == ["plan/kod.py"]


def test_a_file_that_has_gone_is_committed_as_gone(project: Path) -> None:
    (project / "plan.md").unlink()
    committer = Committer(project=project)
    (file,) = committer.state().files
    assert file == ChangedFile(path=PurePosixPath("plan.md"), is_gone=True)
    assert committer.commit([file], "Bort").done
    assert committer.state().files == ()


def test_a_hook_that_refuses_is_told_and_nothing_is_left_staged(project: Path) -> None:
    hook = project.parent / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Skriv kortare.' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (project / "ny.md").write_text("# Ny\n", encoding="utf-8")
    committer = Committer(project=project)
    answer = committer.commit(committer.state().files, "Ny")
    assert not answer.done
    assert "Skriv kortare." in answer.said
    assert git(project, "diff", "--cached", "--name-only") == ""
    assert (project / "ny.md").read_text(encoding="utf-8") == "# Ny\n"


def test_who_commits_is_asked_for_once_and_kept_in_the_repository(project: Path) -> None:
    git(project, "config", "--unset", "user.name")
    git(project, "config", "--unset", "user.email")
    committer = Committer(project=project)
    assert (committer.state().name, committer.state().email) == ("", "")
    for name, email in (("", "a@b"), ("A", "ingen adress"), ("A\nB", "a@b"), ("A <x>", "a@b")):
        assert not committer.introduce(name, email)
    assert committer.introduce("Åsa Öst", "asa@example.org")
    assert (committer.state().name, committer.state().email) == ("Åsa Öst", "asa@example.org")
    assert "Åsa Öst" in (project.parent / ".git" / "config").read_text(encoding="utf-8")


def test_what_is_committed_is_sent_where_the_branch_is_followed(project: Path, sent: Path) -> None:
    commit_of(project, "plan.md", "# Ny\n")
    committer = Committer(project=project)
    assert (committer.state().remote, committer.state().unsent) == ("origin", 1)
    assert committer.push().done
    assert committer.state().unsent == 0
    git(sent, "pull", "--quiet")
    assert (sent / "plan.md").read_text(encoding="utf-8") == "# Ny\n"


def test_what_others_have_sent_is_fetched_and_both_are_kept(project: Path, sent: Path) -> None:
    commit_of(sent, "annan.md", "# Annan\n")
    git(sent, "push", "--quiet")
    commit_of(project, "plan.md", "# Ny\n")
    committer = Committer(project=project)
    refused = committer.push()
    assert not refused.done
    assert refused.rejection is Rejection.BEHIND
    assert committer.fetch_and_rebase().done
    assert committer.push().done
    git(sent, "pull", "--quiet")
    assert (sent / "plan.md").read_text(encoding="utf-8") == "# Ny\n"


@pytest.mark.parametrize("length", [1, 500])
def test_a_branch_that_is_protected_is_told_from_no_connection(
    project: Path, sent: Path, tmp_path: Path, length: int
) -> None:
    assert sent.exists()
    hook = tmp_path / "remote.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    says = "fetch first: [rejected] Grenen är skyddad. " * length
    hook.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    commit_of(project, "plan.md", "# Ny\n")
    committer = Committer(project=project)
    refused = committer.push()
    assert (refused.done, refused.rejection) == (False, Rejection.REFUSED)
    assert "Grenen är skyddad." in refused.said
    (tmp_path / "remote.git").rename(tmp_path / "borta.git")
    gone = committer.push()
    assert (gone.done, gone.rejection) == (False, None)


def test_changes_of_the_same_line_leave_all_as_it_was(project: Path, sent: Path) -> None:
    commit_of(sent, "plan.md", "# Deras\n")
    git(sent, "push", "--quiet")
    commit_of(project, "plan.md", "# Vår\n")
    before = git(project, "rev-parse", "HEAD")
    committer = Committer(project=project)
    assert not committer.fetch_and_rebase().done
    assert git(project, "rev-parse", "HEAD") == before
    assert (project / "plan.md").read_text(encoding="utf-8") == "# Vår\n"
    assert committer.state().hindrance is None


def test_nothing_is_fetched_onto_what_is_not_committed(project: Path, sent: Path) -> None:
    commit_of(sent, "annan.md", "# Annan\n")
    git(sent, "push", "--quiet")
    (project / "plan.md").write_text("# Halvfärdig\n", encoding="utf-8")
    assert not Committer(project=project).fetch_and_rebase().done
    assert (project / "plan.md").read_text(encoding="utf-8") == "# Halvfärdig\n"
    assert not (project / "annan.md").exists()


def test_a_branch_of_one_s_own_is_sent_under_its_name_and_followed_from_then_on(
    project: Path, sent: Path
) -> None:
    git(project, "checkout", "--quiet", "-b", "min-gren")
    committer = Committer(project=project)
    assert (committer.state().remote, committer.state().unsent) == ("origin", 0)
    commit_of(project, "plan.md", "# Ny\n")
    assert committer.state().unsent == 1
    assert committer.push().done
    assert committer.state().unsent == 0
    git(sent, "fetch", "--quiet")
    assert git(sent, "show", "origin/min-gren:plan/plan.md") == "# Ny\n"
    assert git(sent, "show", "origin/main:plan/plan.md") == "# Planen\n"

    git(sent, "checkout", "--quiet", "min-gren")
    commit_of(sent, "annan.md", "# Annan\n")
    git(sent, "push", "--quiet")
    commit_of(project, "plan.md", "# Nyare\n")
    assert committer.push().rejection is Rejection.BEHIND
    assert committer.fetch_and_rebase().done
    assert committer.push().done


def test_a_branch_whose_name_others_have_taken_is_behind_theirs(project: Path, sent: Path) -> None:
    git(sent, "checkout", "--quiet", "-b", "min-gren")
    commit_of(sent, "annan.md", "# Annan\n")
    git(sent, "push", "--quiet", "origin", "min-gren")
    git(project, "checkout", "--quiet", "-b", "min-gren")
    commit_of(project, "plan.md", "# Ny\n")
    committer = Committer(project=project)
    assert committer.push().rejection is Rejection.BEHIND
    assert committer.fetch_and_rebase().done
    assert committer.push().done
    assert "annan.md" in git(project, "ls-tree", "--name-only", "HEAD")


def test_of_several_remotes_the_one_that_was_cloned_is_sent_to(project: Path, sent: Path) -> None:
    assert sent.exists()
    git(project, "checkout", "--quiet", "-b", "min-gren")
    git(project, "remote", "add", "backup", "/ingenstans")
    assert Committer(project=project).state().remote == "origin"
    git(project, "remote", "rename", "origin", "kommunen")
    assert Committer(project=project).state().remote == ""


def test_without_a_remote_nothing_is_sent(project: Path) -> None:
    committer = Committer(project=project)
    assert committer.state().remote == ""
    assert not committer.push().done


def test_what_hinders_a_commit_is_told(project: Path, tmp_path: Path) -> None:
    committer = Committer(project=project)
    commit_of(project, "plan.md", "# Två\n")
    git(project, "checkout", "--quiet", "HEAD~1")
    assert committer.state().hindrance is Hindrance.DETACHED
    git(project, "checkout", "--quiet", "-")
    (project.parent / ".git" / "MERGE_HEAD").write_text(git(project, "rev-parse", "HEAD"))
    assert committer.state().hindrance is Hindrance.UNDERWAY
    (project.parent / ".git" / "MERGE_HEAD").unlink()
    assert committer.state().hindrance is None
    assert Committer(project=project, git=None).state().hindrance is Hindrance.NO_GIT
    elsewhere = tmp_path / "utan"
    elsewhere.mkdir()
    assert Committer(project=elsewhere).state().hindrance is Hindrance.NO_REPOSITORY
    (elsewhere / ".git").mkdir()
    assert Committer(project=elsewhere).state().hindrance is Hindrance.UNREADABLE


def test_a_repository_without_commits_gets_its_first(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    person(tmp_path)
    (tmp_path / "plan.md").write_text("# Planen\n", encoding="utf-8")
    committer = Committer(project=tmp_path)
    assert not committer.state().has_commits
    assert committer.commit(committer.state().files, "Första").done
    assert committer.state().has_commits
