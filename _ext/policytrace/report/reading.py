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

LARGEST = 100_000_000  # bytes


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
        ProjectError: it cannot be read, is too large, or is no such report.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise ProjectError(message("There is no file {file}.", file=str(path))) from None
    except OSError as error:
        raise ProjectError(
            message("{file} cannot be read: {error}", file=str(path), error=reason(error))
        ) from None
    if len(content) > LARGEST:
        raise ProjectError(
            message("{file} is larger than {bytes} bytes.", file=str(path), bytes=str(LARGEST))
        )
    content = content.removeprefix(b"\xef\xbb\xbf")
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
