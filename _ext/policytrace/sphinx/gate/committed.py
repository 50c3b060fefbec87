"""Looks whether what earlier builds have left has been committed, before any of it is read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from policytrace.errors import ProjectError
from policytrace.messages import catalogue
from policytrace.site.publish import BUILD_FOLDER, refuse_committed


def setup_component(app: Sphinx) -> None:
    """Look as soon as the language is known: what was read of the pages is fetched right after."""
    app.connect("config-inited", _look, priority=1)


def _look(app: Sphinx, config: Config) -> None:
    project, doctrees = Path(app.confdir), Path(app.doctreedir)
    folders = [PurePosixPath(BUILD_FOLDER)]
    if doctrees.is_relative_to(project):
        folders.append(PurePosixPath(doctrees.relative_to(project).as_posix()))
    try:
        refuse_committed(project, folders)
    except ProjectError as error:
        raise ConfigError(error.text.render(catalogue(config.language))) from error
