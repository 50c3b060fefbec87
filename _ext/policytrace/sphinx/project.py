"""What one build knows of the project: its metamodel, its settings, its graph."""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.errors import ConfigError

from policytrace import clock
from policytrace.checks.engine import rule_settings
from policytrace.checks.findings import Finding
from policytrace.checks.registry import Context
from policytrace.errors import ProjectError
from policytrace.measure.measurements import Measurements
from policytrace.messages import catalogue
from policytrace.plan.graph import Graph
from policytrace.plan.model import Passage
from policytrace.plan.passages import load_passages
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.rendering import Renderer
from policytrace.site.views.registry import VIEWS, Options, View, ViewWords, view_words
from policytrace.snapshot import Snapshot
from policytrace.sphinx.read.graph import graph_of, measurements_of
from policytrace.sphinx.read.placed import PlacedView


@dataclass(eq=False, kw_only=True)
class Project:
    """One build's view of the project. Everything is computed once, when first asked for."""

    app: Sphinx
    metamodel: Metamodel
    passages: tuple[Passage, ...]
    views: ViewWords
    """What the views and their options are called."""
    context: Context
    translations: gettext.NullTranslations
    findings: tuple[Finding, ...] = ()
    """What the gate found; set when the pages have been read."""
    late_warnings: list[str] = field(default_factory=list)
    """Warnings given after the gate, while pages were written."""
    _shown: dict[object, object | None] = field(default_factory=dict)
    _diagrams: dict[object, str | None] = field(default_factory=dict)

    @cached_property
    def graph(self) -> Graph:
        """All objects of the project. Ask for it only when every page has been read."""
        return graph_of(self.app, self.metamodel, self.passages)

    @cached_property
    def measurements(self) -> Measurements:
        """What the project has measured. Ask for it only when every page has been read."""
        return measurements_of(self.app, self.metamodel, self.graph)

    @property
    def checks(self) -> Context:
        """What the rules may know besides the graph."""
        return replace(self.context, measurements=self.measurements)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The plan as it stands. Ask for it only when the gate has been run."""
        return Snapshot(
            graph=self.graph,
            metamodel=self.metamodel,
            measurements=self.measurements,
            today=self.context.today,
            findings=self.findings,
        )

    @cached_property
    def nothing_decided(self) -> bool:
        """Whether all plans, actions and indicators are proposals."""
        return all(
            item.status in (None, Status.PROPOSED)
            for item in self.graph.of_role(Role.PLAN, Role.ACTION, Role.INDICATOR)
        )

    def show(self, placed: PlacedView) -> object | None:
        """What a placed view shows; None if its options are wrong, which is a finding."""
        if placed.key not in self._shown:
            view = VIEWS[placed.view]
            options = self._options(placed, view)
            self._shown[placed.key] = view.compute(self.snapshot, options) if options else None
        return self._shown[placed.key]

    def _options(self, placed: PlacedView, view: View) -> Options | None:
        """What the options of a placed view say; None if any of them is wrong or missing."""
        items = {
            option: item
            for option, target in placed.options
            if option in view.options
            and (item := self.graph.items.get(target))
            and item.role in view.options[option]
        }
        chosen = {
            option: view.choices[option](self.metamodel)[word]
            for option, word in placed.options
            if option in view.choices and word in view.choices[option](self.metamodel)
        }
        if len(items) + len(chosen) < len(placed.options):
            return None
        if not view.required <= items.keys() | chosen.keys():
            return None
        return Options(items=items, chosen=chosen)

    def diagram(self, placed: PlacedView) -> str | None:
        """The PlantUML source of a placed view's picture; None if it has none."""
        if placed.key not in self._diagrams:
            draw, shown = VIEWS[placed.view].diagram, self.show(placed)
            self._diagrams[placed.key] = (
                None if draw is None or shown is None else draw(shown, self.translations)
            )
        return self._diagrams[placed.key]

    @cached_property
    def renderer(self) -> Renderer:
        """Draws the templates in the project's language."""
        return Renderer(self.metamodel, self.translations)


_PROJECTS: WeakKeyDictionary[Sphinx, Project] = WeakKeyDictionary()


def project_of(app: Sphinx) -> Project:
    """The project that `app` builds."""
    return _PROJECTS[app]


def open_project(app: Sphinx) -> Project:
    """Read the project's metamodel and register; called once, when the configuration is known.

    Raises:
        ConfigError: the project cannot be read; says what is wrong, where, and how to mend it.
    """
    translations = catalogue(app.config.language)
    root = Path(app.confdir)
    try:
        metamodel = load_metamodel(root)
        passages = load_passages(root, metamodel)
        views = view_words(metamodel)
        rule_settings(metamodel)
    except ProjectError as error:
        text = error.text.render(translations)
        raise ConfigError(f"{error.location}: {text}" if error.location else text) from error
    today = app.config.policytrace_today
    _PROJECTS[app] = Project(
        app=app,
        metamodel=metamodel,
        passages=passages,
        views=views,
        context=Context(
            today=date.fromisoformat(today) if today else clock.today(os.environ),
            strict_time=app.config.policytrace_strict_time,
            words=metamodel.words,
            required=metamodel.required,
        ),
        translations=translations,
    )
    return _PROJECTS[app]
