"""What other programs read: CI, pre-commit, the editor. Each file by its reader's rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx.config import Config
from sphinx.util.matching import get_matching_files
from sphinx.util.tags import Tags

from policytrace.cli.main import main
from policytrace.messages import catalogue
from policytrace.report.interface import Report
from policytrace.report.text import TextReporter
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from policytrace.site.views.registry import VIEWS, view_words
from tests.paths import REPOSITORY
from tests.sphinx.tiny import TODAY, TinyProject

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
GITLAB = REPOSITORY / ".gitlab-ci.yml"
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"
HOOK_SETTINGS = REPOSITORY / ".pre-commit-config.yaml"
EDITOR = REPOSITORY / ".vscode"
METAMODEL: dict[str, Any] = tomllib.loads(
    (REPOSITORY / "ubproject.toml").read_text(encoding="utf-8")
)

HOOK_KEYS = frozenset(
    {
        *("id", "name", "entry", "language", "language_version", "additional_dependencies"),
        *("files", "exclude", "types", "types_or", "exclude_types", "always_run", "args"),
        *("description", "alias", "stages", "minimum_pre_commit_version", "pass_filenames"),
        *("require_serial", "fail_fast", "verbose", "log_file"),
    }
)
"""What may stand in a hook: https://pre-commit.com/#new-hooks."""


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - it is what the file says
    """The content of a YAML file. It is 1.1: ``on`` is read as True."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def read_commented_json(path: Path) -> Any:  # noqa: ANN401 - it is what the file says
    """The content of a JSON file in which whole lines may be comments, as VS Code's may."""
    text = path.read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


# ------------------------------------------------------------------------------ form


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        *(("vendor.github-workflows", path) for path in WORKFLOWS),
        *(("custom.github-workflows-require-timeout", path) for path in WORKFLOWS),
        ("vendor.gitlab-ci", GITLAB),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_the_vendor_would_take_the_file(schema: str, path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_hook_for_others_is_one_that_pre_commit_knows() -> None:
    (hook,) = read_yaml(HOOKS)
    assert hook.keys() <= HOOK_KEYS
    assert hook.keys() >= {"id", "name", "entry", "language"}
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == (
        "policytrace-check",
        "python",
        False,
    )
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert hook["entry"].split()[0] in project["project"]["scripts"]


@pytest.mark.parametrize(
    ("changed", "checked"),
    [
        ("index.md", True),
        ("action_plans/frihet-fran-vald.md", True),
        ("strategy/indikatorer/data/ind-u30750.csv", True),
        ("ubproject.toml", True),
        ("_ext/policytrace/cli.py", False),
        ("docs/bilder/start.png", False),
        ("readme.md.bak", False),
    ],
)
def test_a_change_in_what_the_gate_reads_runs_the_hook(changed: str, *, checked: bool) -> None:
    (hook,) = read_yaml(HOOKS)
    assert bool(re.search(hook["files"], changed)) is checked
    (repository,) = read_yaml(HOOK_SETTINGS)["repos"]
    own = next(hook for hook in repository["hooks"] if hook["id"] == "check")
    assert bool(re.search(own["files"], changed)) is checked


def test_our_own_hooks_are_local() -> None:
    (repository,) = read_yaml(HOOK_SETTINGS)["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        assert hook.keys() <= HOOK_KEYS
        assert hook.keys() >= {"id", "name", "entry", "language"}
        assert hook["entry"].startswith("make ")


# ------------------------------------------------------------------------------ what is run


def scripts(value: object) -> Iterator[str]:
    """Every command in a CI file, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"run", "entry", "command"} and isinstance(inner, str):
                yield inner
            elif key in {"script", "before_script", "after_script"}:
                yield from inner
            else:
                yield from scripts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scripts(inner)


COMMANDS = {
    path.name: "\n".join(scripts(read_yaml(path)))
    for path in [*WORKFLOWS, GITLAB, HOOKS, HOOK_SETTINGS]
} | {"tasks.json": "\n".join(scripts(read_commented_json(EDITOR / "tasks.json")))}


REMIND = "policytrace remind --days 30 --format json --output paminnelser.json"
WRITE_ISSUES = "python3 -I .ci/issues.py paminnelser.json"
"""What writes the issues: one file that needs nothing but Python, so that nothing is installed."""


@pytest.mark.parametrize("file", COMMANDS)
def test_every_make_target_exists(file: str) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    used = set(re.findall(r"\bmake (?:--[\w-]+ )*([\w-]+)", COMMANDS[file]))
    assert used <= set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert used or file == HOOKS.name


@pytest.mark.parametrize("file", COMMANDS)
def test_every_option_of_the_command_line_exists(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("check", "diff", "remind"):
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])
        understood = capsys.readouterr().out
        for call in re.findall(rf"\bpolicytrace {command}\b(.*)", COMMANDS[file]):
            for word in re.findall(r"--[a-z-]+|(?<=--format )\w+", call):
                assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", understood), word


def test_github_and_gitlab_run_the_same() -> None:
    github = "\n".join(COMMANDS[path.name] for path in WORKFLOWS)
    for commands in (github, COMMANDS[GITLAB.name]):
        assert set(re.findall(r"\bmake (\w+)", commands)) == {"check", "html", "lint", "test"}
        assert "--strict-time || [ $? = 1 ]" in commands
        assert REMIND in commands
        assert WRITE_ISSUES in commands
        # What changes and what the gate found stand beside each other.
        assert "policytrace check --format json --output kontroll.json" in commands
        assert re.search(
            r"policytrace diff \S+ HEAD --format \w+ --findings kontroll.json", commands
        )
    assert {"github", "sarif"} <= set(re.findall(r"--format (\w+)", github))
    assert "junit" in re.findall(r"--format (\w+)", COMMANDS[GITLAB.name])


# ------------------------------------------------------------------------------ least privilege


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_nothing_and_each_job_says_what_it_needs(path: Path) -> None:
    workflow = read_yaml(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        granted = job["permissions"]
        run = [step["run"] for step in job["steps"] if "run" in step]
        assert run in ([], [WRITE_ISSUES]) or "write" not in granted.values()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_come_from_github_itself_in_a_named_version(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    actions = re.findall(r"uses: (\S+)", text)
    assert actions
    for action in actions:
        assert re.fullmatch(r"(actions|github)/[\w/-]+@(v\d+|[0-9a-f]{40})", action), action
    checkouts = text.count("uses: actions/checkout@")
    assert text.count("persist-credentials: false") == checkouts


def test_what_builds_or_compares_has_all_of_the_history() -> None:
    for path in WORKFLOWS:
        for job in read_yaml(path)["jobs"].values():
            commands = "\n".join(step.get("run", "") for step in job["steps"])
            if "make html" in commands or "policytrace diff" in commands:
                (fetched,) = (
                    step["with"]
                    for step in job["steps"]
                    if step.get("uses", "").startswith("actions/checkout@")
                )
                assert fetched["fetch-depth"] == 0
    assert read_yaml(GITLAB)["variables"]["GIT_DEPTH"] == "0"


def test_nothing_of_a_request_is_run_with_a_right_to_write() -> None:
    for path in WORKFLOWS:
        assert "pull_request_target" not in {*read_yaml(path)[True]}


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_today_is_the_day_in_sweden(path: Path) -> None:
    settings = read_yaml(path)
    assert settings.get("env", settings.get("variables"))["TZ"] == "Europe/Stockholm"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_people_read_swedish(path: Path) -> None:
    workflow = read_yaml(path)
    names = [workflow["name"], *(job["name"] for job in workflow["jobs"].values())]
    names += [step["name"] for job in workflow["jobs"].values() for step in job["steps"]]
    english = re.compile(r"\b(check|build|deploy|publish|install|upload|run|test)\b", re.IGNORECASE)
    assert [name for name in names if english.search(name)] == []


# ------------------------------------------------------------------------------ snippets

SNIPPETS: dict[str, dict[str, Any]] = read_commented_json(EDITOR / "policytrace.code-snippets")
VIEW_WORDS = view_words(load_metamodel(REPOSITORY))
VIEWS_BY_WORD = {VIEW_WORDS.directives[key]: view for key, view in VIEWS.items()}
EDITORS_WRITE = {
    Role.ACTION,
    Role.PLAN,
    Role.INDICATOR,
    Role.FOLLOW_UP,
    Role.ANALYSIS,
    Role.DECISION,
    Role.ORGANISATION,
    Role.WAIVER,
    Role.OPINION,
    Role.MILESTONE,
}
"""The roles of what is added. The adopted text is restated once."""

TO_FILL_IN = {
    "ATG": "ATG-1",
    "BES": "BES-A",
    "GRP": "GRP-A",
    "HPL": "HPL-A",
    "IND": "IND-A",
    "NYF": "NYF-A",
    "ORG": "ORG-KS",
    "PRI": "PRI-A",
    "UTG": "UTG-A",
}
"""What an editor could write where a snippet leaves ``…`` open, in the tiny project."""


def expanded(body: list[str], today: date) -> str:
    """What VS Code writes if every tab stop is left as it is.

    The part of https://code.visualstudio.com/docs/editing/userdefinedsnippets that we use: tab
    stops, placeholders, choices, the date's variables, and a variable inside a placeholder.
    """
    text = "\n".join(body)
    for name, form in (("YEAR", "%Y"), ("MONTH", "%m"), ("DATE", "%d")):
        text = text.replace(f"${{CURRENT_{name}}}", today.strftime(form))
    text = re.sub(r"\$\{(\d+)\|([^,|]+)[^|]*\|\}", r"${\1:\2}", text)
    values = dict(re.findall(r"\$\{(\d+):([^{}]*)\}", text))
    text = re.sub(r"\$\{(\d+):[^{}]*\}", r"$\1", text)
    text = re.sub(r"\$(\d+)", lambda stop: values.get(stop[1], ""), text)
    assert "$" not in text, text
    return text


def filled_in(body: list[str]) -> str:
    """A snippet as an editor of the tiny project could leave it."""
    return re.sub(r"([A-Z]{3})-…", lambda left: TO_FILL_IN[left[1]], expanded(body, TODAY))


def directive_of(body: list[str]) -> str:
    """The directive that a snippet writes."""
    opened = re.match(r"(?::::|```)\{(\w+)\}", body[0])
    assert opened is not None, body[0]
    return opened[1]


def test_there_is_a_snippet_for_everything_an_editor_writes() -> None:
    written = {directive_of(snippet["body"]) for snippet in SNIPPETS.values()}
    words: dict[str, str] = METAMODEL["policytrace"]["roles"]
    assert written == {words[role] for role in EDITORS_WRITE} | VIEWS_BY_WORD.keys()


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_is_offered_in_markdown_by_its_directives_name(name: str) -> None:
    snippet = SNIPPETS[name]
    assert snippet.keys() == {"scope", "prefix", "description", "body"}
    assert snippet["scope"] == "markdown"
    assert snippet["prefix"][0] == directive_of(snippet["body"])


@pytest.mark.parametrize("name", SNIPPETS)
def test_tab_goes_through_a_snippet_from_the_top(name: str) -> None:
    text = "\n".join(SNIPPETS[name]["body"])
    stops = [int(stop) for stop in re.findall(r"\$\{(\d+)[:|]", text)]
    assert sorted(stops) == list(range(1, len(stops) + 1))
    assert text.endswith("\n$0")
    first_line = {line: text.index(f"${{{line}") for line in stops}
    assert sorted(stops, key=first_line.__getitem__) == sorted(stops)


@pytest.mark.parametrize("name", SNIPPETS)
def test_every_option_of_a_snippet_exists(name: str) -> None:
    body = SNIPPETS[name]["body"]
    options = set(re.findall(r"^:(\w+):", expanded(body, TODAY), re.MULTILINE))
    view = VIEWS_BY_WORD.get(directive_of(body))
    needs = METAMODEL["needs"]
    known = {"id", *needs["fields"], *needs["links"]}
    if view:
        known = {VIEW_WORDS.options[key] for key in (*view.options, *view.choices)}
    assert options <= known


@pytest.mark.parametrize("name", SNIPPETS)
def test_choices_are_the_values_that_may_be_written(name: str) -> None:
    metamodel = load_metamodel(REPOSITORY)
    view = VIEWS_BY_WORD.get(directive_of(SNIPPETS[name]["body"]))
    choices = {VIEW_WORDS.options[key]: made for key, made in view.choices.items()} if view else {}
    for line in SNIPPETS[name]["body"]:
        if not line.startswith(":") or not (option := re.match(r":(\w+): ", line)):
            continue
        allowed = METAMODEL["needs"]["fields"].get(option[1], {}).get("schema", {}).get("enum")
        if view:
            chosen = choices.get(option[1])
            allowed = list(chosen(metamodel)) if chosen else None
        offered = re.search(r"\$\{\d+\|(.*)\|\}", line)
        assert (offered[1].split(",") if offered else None) == allowed, line


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_is_written_as_it_must_be(tmp_path: Path, name: str) -> None:
    project = TinyProject.make(tmp_path / "plan")
    project.support()
    project.write("plan.md", f"{project.read('plan.md')}\n{filled_in(SNIPPETS[name]['body'])}")
    found = project.check().findings
    assert [finding for finding in found if finding.code in {"PT001", "PT002", "PT104"}] == []


def test_a_new_action_passes_the_gate(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "plan")
    project.support()
    project.write("plan.md", f"{project.read('plan.md')}\n{filled_in(SNIPPETS['Åtgärd']['body'])}")
    assert project.findings() == []


def test_what_is_left_open_in_a_snippet_does_not_pass(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "plan")
    action = expanded(SNIPPETS["Åtgärd"]["body"], TODAY)
    project.write("plan.md", f"{project.read('plan.md')}\n{action}")
    open_links = re.findall(r": ([A-Z]{3}-…)$", action, re.MULTILINE)
    assert len(open_links) == 6
    assert [code for _, _, code in project.findings()].count("PT104") == len(open_links)


# ------------------------------------------------------------------------------ editor


def test_recommended_extensions_are_named_as_the_marketplace_names_them() -> None:
    recommended = read_commented_json(EDITOR / "extensions.json")["recommendations"]
    assert "useblocks.ubcode" in recommended
    for extension in recommended:
        assert re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", extension)


def test_the_editor_marks_every_finding_on_its_line(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "plan")
    for option in ("mäts_av", "klar_senast"):
        line = next(
            line for line in project.read("plan.md").splitlines() if line.startswith(f":{option}:")
        )
        project.write("plan.md", project.read("plan.md").replace(f"{line}\n", "", 1))
    found = project.check()
    (task,) = read_commented_json(EDITOR / "tasks.json")["tasks"]
    report = TextReporter(
        translations=catalogue("sv"), verbose="--verbose" in task["command"]
    ).render(Report(findings=found.findings, objects=len(found.graph), today=TODAY))
    marked = set()
    for matcher in task["problemMatcher"]:
        first, second = matcher["pattern"]
        for above, below in zip(report.splitlines(), report.splitlines()[1:], strict=False):
            if (one := re.match(first["regexp"], above)) and re.match(second["regexp"], below):
                place = (one[first["file"]], int(one[first["line"]]), one[first["code"]])
                marked.add((*place, matcher["severity"]))
    assert marked == {
        (place.location.file, place.location.line, place.code, place.severity.name.lower())
        for place in found.findings
    }
    assert {severity for *_, severity in marked} == {"error", "warning"}


def test_ubcode_and_sphinx_read_the_same_pages() -> None:
    settings = Config.read(REPOSITORY, overrides={}, tags=Tags())
    built = set(get_matching_files(REPOSITORY, ["**.md"], settings.exclude_patterns))
    excluded = METAMODEL["source"]["extend_exclude"]
    included = {
        path.relative_to(REPOSITORY).as_posix()
        for pattern in METAMODEL["parse"]["parsers"]["md"]["include"]
        for path in REPOSITORY.glob(pattern)
    }
    assert included - set(excluded) == built
