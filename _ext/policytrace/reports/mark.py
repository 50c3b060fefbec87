"""The mark of the body that publishes: a picture in the project, with a text alternative."""

from __future__ import annotations

from pathlib import Path

from policytrace.errors import ProjectError
from policytrace.files import reason
from policytrace.messages import Message, message
from policytrace.reports.document import PublisherMark
from policytrace.settings import Publisher
from policytrace.svg_file import refused_in


def mark_of(project: Path, publisher: Publisher) -> PublisherMark | None:
    """The mark that reports bear; None if there is none, or nobody official publishes.

    Raises:
        ProjectError: the file cannot be read, or is more than a picture.
    """
    if not (publisher.official and publisher.mark):
        return None
    path = (project / publisher.mark).resolve()
    if not path.is_relative_to(project.resolve()):
        raise _unusable(publisher, message("it is outside the project's folder"))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unusable(publisher, reason(error)) from error
    if refused := refused_in(content):
        raise _unusable(publisher, refused)
    return PublisherMark(svg=content.decode("utf-8-sig"), alternative=publisher.mark_text)


def _unusable(publisher: Publisher, why: Message) -> ProjectError:
    said = message("The mark {file} cannot be used: {why}.", file=publisher.mark, why=why)
    return ProjectError(said, publisher.place("mark"))
