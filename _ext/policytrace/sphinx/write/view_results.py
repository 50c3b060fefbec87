"""What the views on the pages show; each worked out once."""

from __future__ import annotations

from policytrace.site.views.registry import VIEWS, Options, View
from policytrace.sphinx.build import Build, once_a_build
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.read.placed import PlacedView


class ViewResults:
    """The results of the views of one build. Ask for them only when the gate has been passed."""

    def __init__(self, build: Build) -> None:
        """Nothing is worked out yet."""
        self._build = build
        self._shown: dict[object, object | None] = {}

    def of(self, placed: PlacedView) -> object | None:
        """What a placed view shows; None if its options are wrong, which is a finding."""
        if placed.key not in self._shown:
            self._shown[placed.key] = self._compute(placed)
        return self._shown[placed.key]

    def _compute(self, placed: PlacedView) -> object | None:
        view, snapshot = VIEWS[placed.view], plan_snapshot(self._build)
        options = self._options(placed, view)
        return view.compute(snapshot, options) if options else None

    def _options(self, placed: PlacedView, view: View) -> Options | None:
        """What the options of a placed view say; None if any of them is wrong or missing."""
        graph, metamodel = plan_snapshot(self._build).graph, self._build.metamodel
        items = {
            option: item
            for option, target in placed.options
            if option in view.options
            and (item := graph.items.get(target))
            and item.role in view.options[option]
        }
        chosen = {
            option: view.choices[option](metamodel)[word]
            for option, word in placed.options
            if option in view.choices and word in view.choices[option](metamodel)
        }
        complete = (
            len(items) + len(chosen) == len(placed.options)
            and view.required <= items.keys() | chosen.keys()
        )
        return Options(items=items, chosen=chosen) if complete else None


@once_a_build
def view_results(build: Build) -> ViewResults:
    """The results of the build's views."""
    return ViewResults(build)
