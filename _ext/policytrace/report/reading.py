"""Reads a JSON report that an earlier run has written. It is hostile until checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policytrace.errors import ProjectError
from policytrace.files import reason
from policytrace.messages import message
from policytrace.report.json_report import VERSION


class _ReportPart(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class ReadFinding(_ReportPart):
    """A finding as it stands in a report."""

    code: str
    item: Annotated[str, Field(alias="object")]
    file: str
    """Where it stands, like `line`, as seen from where the report was made."""
    text: Annotated[str, Field(alias="message")]
    severity: Literal["error", "warning", "info", ""] = ""
    line: int = 0
    hint: str = ""


class ReadReport(_ReportPart):
    """A report as it was written."""

    version: int
    today: str = ""
    project: str = ""
    """The project's folder, where paths do not begin in it."""
    findings: tuple[ReadFinding, ...] = Field(strict=False)
    summary: Mapping[str, int] = {}
    """How many objects were checked, and how many findings there are of each severity."""


class _ReportVersion(BaseModel):
    version: object
    findings: list[object]


def read_report(path: Path) -> ReadReport:
    """The JSON report at `path`.

    Raises:
        ProjectError: it cannot be read, or is no such report.
    """
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except FileNotFoundError:
        raise ProjectError(message("There is no file {file}.", file=str(path))) from None
    except OSError as error:
        raise ProjectError(
            message("{file} cannot be read: {error}", file=str(path), error=reason(error))
        ) from None
    try:
        version = _ReportVersion.model_validate_json(content).version
        if version != VERSION:
            raise ProjectError(
                message(
                    "The earlier report {file} is of version {version}; version {known} is known "
                    "here.",
                    file=str(path),
                    version=str(version)[:20],
                    known=str(VERSION),
                )
            )
        return ReadReport.model_validate_json(content)
    except ValidationError:
        raise ProjectError(
            message(
                "{file} is no earlier report. Make one with: ./policytrace check --format json "
                "--output rapport.json",
                file=str(path),
            )
        ) from None
