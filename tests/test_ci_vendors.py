"""What GitLab, GitHub and web servers refuse or forget, and no schema tells of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.paths import REPOSITORY
from tests.test_ci_files import GITLAB, HOOKS, WORKFLOWS, read_yaml

# ------------------------------------------------------------------------------ GitLab's own rules

GITLAB_WORDS = frozenset({"stages", "workflow", "variables", "default", "include", "spec"})
"""What stands at the top of the file and is no job."""
EXPOSED_AS = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ -]{0,99}")
"""``lib/gitlab/ci/config/entry/artifacts.rb``; Ruby's ``\\w`` is ASCII."""
ENVIRONMENT = re.compile(r"[\w$ {}.-]([\w/$ {}.-]*[\w$ {}.-])?", re.ASCII)
"""``lib/gitlab/regex.rb``."""
PIPELINES = {
    "schedule": {"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main"},
    "merge request": {"CI_PIPELINE_SOURCE": "merge_request_event"},
    "push to a branch": {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "gren"},
    "push to the default branch": {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main"},
    "push to a branch with a merge request": {
        "CI_PIPELINE_SOURCE": "push",
        "CI_COMMIT_BRANCH": "gren",
        "CI_OPEN_MERGE_REQUESTS": "!1",
    },
}
"""What starts a pipeline, by the variables that rules ask for."""


def holds(condition: str, variables: dict[str, str]) -> bool:
    """Whether an ``if`` of a rule holds: comparisons and variables, with ``&&`` between them."""

    def value(word: str) -> str | None:
        return variables.get(word[1:]) if word.startswith("$") else word.strip('"')

    for part in condition.split(" && "):
        left, comparison, right = (*part.split(), "", "")[:3]
        same = value(left) == value(right) if comparison else bool(value(left))
        assert comparison in {"", "==", "!="}
        if same is (comparison == "!="):
            return False
    return True


def runs_in(rules: list[dict[str, str]], variables: dict[str, str]) -> bool:
    """What the first rule that holds says; without any, no."""
    known = {"CI_DEFAULT_BRANCH": "main", **variables}
    first = next(
        (rule for rule in rules if holds(rule.get("if", ""), known) or not rule.get("if")), None
    )
    return first is not None and first.get("when") != "never"


def gitlab_jobs(settings: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The jobs that run, each with what it extends."""
    jobs = {name: job for name, job in settings.items() if name not in GITLAB_WORDS}
    return {
        name: {**jobs.get(job.get("extends"), {}), **job}
        for name, job in jobs.items()
        if not name.startswith(".")
    }


def gitlab_faults(settings: dict[str, Any]) -> list[str]:
    """What GitLab refuses, and its schema does not tell."""
    jobs = gitlab_jobs(settings)
    stages = settings["stages"]

    def stage_of(job: dict[str, Any]) -> int:
        return stages.index(job["stage"]) if job["stage"] in stages else len(stages)

    found = []
    for name, job in jobs.items():
        artifacts = job.get("artifacts", {})
        paths = artifacts.get("paths", [])
        needed = job.get("needs", [])
        environment = job.get("environment", {}).get("name", "ingen")
        cache = job.get("cache", settings.get("default", {}).get("cache", {}))
        key = cache.get("key", {}) if cache else {}
        faults = {
            "name": len(name) > 255,
            "script": not job.get("script"),
            "stage": stage_of(job) == len(stages),
            "extends": job.get("extends", name) not in settings,
            "expose_as": not EXPOSED_AS.fullmatch(artifacts.get("expose_as", "inget")),
            "expose_as without paths": "expose_as" in artifacts
            and (not paths or any("*" in path for path in paths)),
            "path outside": any(path.startswith(("/", "..")) for path in paths),
            "needs": any(
                other not in jobs or stage_of(jobs[other]) > stage_of(job) for other in needed
            ),
            "environment": not ENVIRONMENT.fullmatch(environment) or len(environment) > 255,
            "cache key": len(key.get("files", [])) > 2,
        }
        found += [f"{name}: {fault}" for fault, is_so in faults.items() if is_so]
    for pipeline, variables in PIPELINES.items():
        if runs_in(settings["workflow"]["rules"], variables):
            run = {name for name, job in jobs.items() if runs_in(job["rules"], variables)}
            lacking = {other for name in run for other in jobs[name].get("needs", [])} & jobs.keys()
            found += [f"{pipeline}: {name} is needed" for name in sorted(lacking - run)]
            found += [] if run else [f"{pipeline}: nothing runs"]
    return found


def test_gitlab_would_run_the_pipeline() -> None:
    assert gitlab_faults(read_yaml(GITLAB)) == []


PREVIEW = "förhandsgranska webbplatsen"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"artifacts": {"expose_as": "Så som den blir", "paths": ["a/"]}}, "expose_as"),
        ({"artifacts": {"expose_as": "-a", "paths": ["a/"]}}, "expose_as"),
        ({"artifacts": {"expose_as": "a.b", "paths": ["a/"]}}, "expose_as"),
        ({"artifacts": {"expose_as": "a" * 101, "paths": ["a/"]}}, "expose_as"),
        ({"artifacts": {"expose_as": "a"}}, "expose_as without paths"),
        ({"artifacts": {"expose_as": "a", "paths": ["a/*"]}}, "expose_as without paths"),
        ({"artifacts": {"paths": ["/a"]}}, "path outside"),
        ({"needs": ["kontrollera"]}, "needs"),
        ({"stage": "bygge"}, "stage"),
        ({"extends": ".noder"}, "extends"),
        ({"script": []}, "script"),
        ({"environment": {"name": "förhandsvisning"}}, "environment"),
        ({"environment": {"name": "/a"}}, "environment"),
        ({"cache": {"key": {"files": ["a", "b", "c"]}}}, "cache key"),
    ],
)
def test_what_gitlab_would_refuse_is_told(changed: dict[str, Any], fault: str) -> None:
    settings = read_yaml(GITLAB)
    settings[PREVIEW] |= changed
    assert gitlab_faults(settings) == [f"{PREVIEW}: {fault}"]


def test_a_job_that_needs_one_that_is_not_run_is_told() -> None:
    settings = read_yaml(GITLAB)
    settings[PREVIEW]["rules"] = [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    assert gitlab_faults(settings) == ["schedule: kontrollera innehållet is needed"]


def test_gitlab_publishes_what_the_job_of_that_name_leaves() -> None:
    job = gitlab_jobs(read_yaml(GITLAB))["pages"]
    assert job["artifacts"]["paths"] == ["public"]
    assert job["script"][-1].endswith(" public")


# ------------------------------------------------------------------------------ GitHub's own rules

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
ARTIFACT = re.compile(r"[A-Za-z0-9 ._-]+|(?=.*\$\{\{ matrix\.\w+ \}\})[A-Za-z0-9 ._${}-]+")
"""``@actions/artifact`` refuses what no file system takes; what is not ASCII is not always found
again (actions/download-artifact#465)."""


def github_faults(workflow: dict[str, Any]) -> list[str]:
    """What GitHub refuses, and its schema does not tell."""
    jobs = workflow["jobs"]
    found = []
    for name, job in jobs.items():
        needed = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
        steps = {step["id"] for step in job["steps"] if "id" in step}
        said = json.dumps(job)
        artifacts = [
            step["with"]["name"]
            for step in job["steps"]
            if step.get("uses", "").startswith("actions/upload-artifact@")
        ]
        outputs = {(other, output) for other in needed for output in jobs[other].get("outputs", {})}
        faults = {
            "id": not all(map(IDENTIFIER.fullmatch, (name, *steps))),
            "needs": not {*needed} <= jobs.keys() - {name},
            "steps": not {*re.findall(r"\bsteps\.([\w-]+)", said)} <= steps,
            "outputs": not {*re.findall(r"\bneeds\.([\w-]+)\.outputs\.([\w-]+)", said)} <= outputs,
            # Files are there to be hashed only where a step runs.
            "hashFiles": "hashFiles" in str(job.get("if", "")),
            "artifact": not all(map(ARTIFACT.fullmatch, artifacts))
            or len({*artifacts}) < len(artifacts),
        }
        found += [f"{name}: {fault}" for fault, is_so in faults.items() if is_so]
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_github_would_run_the_workflow(path: Path) -> None:
    assert github_faults(read_yaml(path)) == []


@pytest.mark.parametrize(
    ("job", "replaced", "by", "fault"),
    [
        ("content", '"kept"', '"2kept"', ["id", "steps"]),
        ("content", "steps.kept", "steps.keep", ["steps"]),
        ("content", "kontroll-sarif", "kontroll/sarif", ["artifact"]),
        ("program", "bilder", "skärmbilder", ["artifact"]),
        ("code-scanning", "outputs.sarif", "outputs.log", ["outputs"]),
        ("code-scanning", "!cancelled()", "hashFiles('a')", ["hashFiles"]),
    ],
)
def test_what_github_would_refuse_is_told(
    job: str, replaced: str, by: str, fault: list[str]
) -> None:
    (path,) = (path for path in WORKFLOWS if path.name == "check.yml")
    workflow = read_yaml(path)
    before = json.dumps(workflow["jobs"][job], ensure_ascii=False)
    assert replaced in before
    workflow["jobs"][job] = json.loads(before.replace(replaced, by))
    assert github_faults(workflow) == [f"{job}: {one}" for one in fault]


# ------------------------------------------------------------------------------ what others copy

GUIDE = (REPOSITORY / "docs" / "publicera.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    """The guide's only example in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    return found


def test_another_repository_uses_a_hook_that_there_is() -> None:
    (repository,) = yaml.safe_load(example("yaml"))["repos"]
    assert repository.keys() == {"repo", "rev", "hooks"}
    assert repository["hooks"] == [{"id": read_yaml(HOOKS)[0]["id"]}]


def headers(language: str, line: str) -> dict[str, str]:
    """The headers that a web server's example sets, by lines with a name and a value."""
    written = re.findall(r"(?i)^ *(?:add_header|Header)\b.*$", example(language), re.MULTILINE)
    read = [re.fullmatch(line, one.strip()) for one in written]
    assert all(read), written
    return {found["name"]: found["value"] for found in read if found}


def test_web_servers_send_the_same_headers_with_every_answer() -> None:
    """Without ``always``, the page for what does not exist has none of them."""
    value = r'(?P<name>[A-Z][\w-]+) "(?P<value>[^"]+)"'
    nginx = headers("nginx", rf"add_header {value} always;")
    apache = headers("apache", rf"Header always set {value}")
    assert nginx == apache
    assert nginx.keys() == {
        *("Cache-Control", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"),
        "X-Robots-Tag",
    }


def test_an_nginx_example_has_no_place_that_forgets_the_headers() -> None:
    """A block with headers of its own has none of those above it."""
    assert "location" not in example("nginx")
