"""The build: what one run of Sphinx knows of the project, in one object.

A module that works something out for a whole build marks the function with `once_a_build`; what it
gives is kept in the `Build` and goes with it. So no module holds anything of any build, and several
builds in one process, at once or after one another, have nothing in common.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TypeVar, cast

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from policytrace import clock
from policytrace.checks.engine import rule_settings
from policytrace.checks.findings import Finding
from policytrace.checks.registry import Context
from policytrace.editions.reading import load_editions
from policytrace.errors import ProjectError
from policytrace.measure.meetings import load_meetings
from policytrace.messages import Message, catalogue
from policytrace.plan.addresses import AddressRegister, load_addresses
from policytrace.plan.model import Passage
from policytrace.plan.passages import load_passages
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.settings import Settings
from policytrace.site.rendering import Renderer
from policytrace.site.views.registry import ViewWords, view_words

Made = TypeVar("Made")

_ATTRIBUTE = "policytrace_build"
"""Where the build hangs on its application."""


@dataclass(eq=False, kw_only=True)
class Build:
    """One run of Sphinx on a project: its settings, and what has come of it so far."""

    app: Sphinx
    metamodel: Metamodel
    passages: tuple[Passage, ...]
    addresses: AddressRegister
    """What has been published."""
    rules: Settings
    """How strict each rule is."""
    views: ViewWords
    """What the views and their options are called."""
    context: Context
    translations: gettext.NullTranslations
    not_read: tuple[Path, ...] = ()
    """Links and special files of the project that are left out; set before pages are looked for."""
    findings: tuple[Finding, ...] = ()
    """What the gate found; set when the pages have been read."""
    late_findings: list[Finding] = field(default_factory=list)
    """What Sphinx warned of when the gate had been passed, or of no page."""
    no_plantuml: Message | None = None
    """Why no picture can be drawn; set when Sphinx begins, told if there is a picture."""
    _made: dict[object, object] = field(default_factory=dict, repr=False)
    """What the functions marked `once_a_build` have given."""

    @property
    def no_pictures(self) -> Message | None:
        """Why a preview is drawn without pictures; None for what has them, or cannot do without."""
        return self.no_plantuml if self.app.config.policytrace_preview else None

    @cached_property
    def renderer(self) -> Renderer:
        """Draws the templates in the project's language."""
        return Renderer(self.metamodel, self.translations)

    def made(self, make: Callable[[Build], Made]) -> Made:
        """What `make` gives for this build; it is called the first time, and then no more."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])


def once_a_build(make: Callable[[Build], Made]) -> Callable[[Build], Made]:
    """Mark a function of the build whose result is kept in the build."""

    @wraps(make)
    def kept(build: Build) -> Made:
        return build.made(make)

    return kept


def build_of(app: Sphinx) -> Build:
    """The build that `app` runs."""
    build: Build = getattr(app, _ATTRIBUTE)
    return build


def begin_build(app: Sphinx, config: Config) -> None:
    """Read the project's metamodel and register; called once, when the configuration is known.

    Raises:
        ConfigError: the project cannot be read; says what is wrong, where, and how to mend it.
    """
    translations = catalogue(config.language)
    root = Path(app.confdir)
    try:
        metamodel = load_metamodel(root)
        passages = load_passages(root, metamodel)
        addresses = load_addresses(root, metamodel.addresses)
        editions = load_editions(root, metamodel)
        rules, views = rule_settings(metamodel), view_words(metamodel)
    except ProjectError as error:
        text = error.text.render(translations)
        raise ConfigError(f"{error.location}: {text}" if error.location else text) from error
    today = config.policytrace_today
    build = Build(
        app=app,
        metamodel=metamodel,
        passages=passages,
        addresses=addresses,
        rules=rules,
        views=views,
        context=Context(
            today=date.fromisoformat(today) if today else clock.today(os.environ),
            strict_time=config.policytrace_strict_time,
            words=metamodel.words,
            addresses=addresses,
            meetings=load_meetings(root, metamodel),
            editions=editions,
            changes_freely=metamodel.changes_freely,
            required=metamodel.required,
            analyses=metamodel.analyses,
            rhythms=metamodel.rhythms,
            publisher=metamodel.publisher,
            accessibility=metamodel.accessibility,
        ),
        translations=translations,
    )
    setattr(app, _ATTRIBUTE, build)
