"""Plans of any size to measure with: the same number of objects always gives the same files.

The pages are laid out as those of real plans: some fifteen objects to a page, overviews where an
editor would put them, and tables of contents that lead to every page.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from random import Random
from typing import TypeVar

from policytrace.plan.addresses import AddressRegister
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import ADOPTED_ROLES, CustomField, FieldKey, FieldName, Role
from policytrace.schema.vocabulary import (
    AreaColumn,
    AreaKind,
    KoladaColumn,
    PassageColumn,
    Sex,
    ValueColumn,
    YesNo,
)
from policytrace.schema.words import Words
from policytrace.site.views.registry import view_words
from tests.bench.objects import TODAY, Entry, Plan, sizes

PER_PAGE = 15
"""How many objects stand on a page that could hold any number."""

HOME = "Kommunen"
"""The municipality that the plan is for."""

_BASELINE = 2021
"""The first year of all series, against which targets are set."""

_Part = TypeVar("_Part")


def generate(
    objects: int, metamodel: Metamodel, *, views: Collection[str] = ()
) -> Mapping[str, str]:
    """The files of a plan with `objects` objects, by path: pages, register and data.

    `views` are the keys of the views that are known; those stand on the pages.

    Raises:
        ValueError: that few objects make no plan.
    """
    plan = Plan(sizes(objects))
    site = _Site(plan, metamodel, views)
    files = {f"{name}.md": text for name, text in site.pages()}
    if metamodel.passages is not None:
        files[metamodel.passages] = site.register()
    if metamodel.addresses is not None:
        files[metamodel.addresses] = ",".join(AddressRegister().columns) + "\n"
    if metamodel.meetings is not None:
        files[metamodel.meetings] = site.meetings()
    if (areas := metamodel.indicators.areas) is not None:
        header = ",".join(metamodel.vocabulary.all_of(AreaColumn))
        kind = metamodel.vocabulary.of(AreaKind.MUNICIPALITY)
        files[areas] = f"{header}\n{HOME},{kind},\n"
    if (kolada := metamodel.indicators.kolada) is not None:
        files[kolada] = site.measures()
    for indicator in plan.of_role(Role.INDICATOR):
        if data := indicator.values.get(FieldName.DATA):
            files[f"{metamodel.indicators.data}/{data}"] = _series(
                plan.dice(f"series-{data}"), metamodel.vocabulary
            )
    return files


def answers(entry: Entry, metamodel: Metamodel) -> Mapping[FieldKey, str]:
    """What an analysis answers of the questions that the project asks of its kind.

    The kinds come in turn. Of those that can say why nothing is to be asked, every other does.
    """
    if entry.questions is None:
        return {}
    kinds = metamodel.definitions[FieldName.ANALYSIS_KIND].schema["enum"]
    turn, which = divmod(entry.questions, len(kinds))
    answer = f"{entry.title} bygger på samtal och på den statistik som finns."
    asked = [one for one in metamodel.required[entry.role] if one.value == kinds[which]]
    instead = {one.unless for one in asked if one.unless is not None and turn % 2}
    keys = instead or {key: None for one in asked for key in one.keys}
    own = {key: answer for key in keys if isinstance(key, CustomField)}
    return {FieldName.ANALYSIS_KIND: kinds[which], **own}


class _Site:
    """Puts a plan on pages, in the project's words."""

    def __init__(self, plan: Plan, metamodel: Metamodel, views: Collection[str]) -> None:
        self._plan = plan
        self._metamodel = metamodel
        self._words = metamodel.vocabulary
        self._view_words = view_words(metamodel)
        self._views = views

    # -------------------------------------------------------------------------------- pages

    def pages(self) -> Iterator[tuple[str, str]]:
        """Name and text of every page."""
        strategy = dict(self._strategy())
        priorities = dict(self._priorities())
        plans = dict(self._plans())
        indicators = dict(self._indicators())
        made = dict(self._made())
        yield (
            "index",
            _page(
                "Ett jämlikt samhälle",
                "Här går det att följa det som strategin säger till åtgärder, ansvariga och mått.",
                _contents("Vad har kommunen beslutat?", strategy),
                _contents("Vilka är prioriteringarna?", priorities),
                _contents("Vad föreslås bli gjort?", ["action_plans/index"]),
                _contents("Hur mäts det?", ["strategy/indikatorer/index"]),
                _contents("Hur har det gått?", made),
            ),
        )
        yield (
            "action_plans/index",
            _page(
                "Handlingsplaner",
                "Strategin säger vad kommunen vill. Planerna säger vem som gör vad, och när.",
                "## Planerna",
                self._view("plan_table"),
                "## Alla åtgärder",
                self._view("action_table"),
                _contents("", plans),
            ),
        )
        yield (
            "strategy/indikatorer/index",
            _page(
                "Indikatorer",
                "En indikator är ett mått som visar om något går åt rätt håll.",
                self._view("indicator_table"),
                _contents("", indicators),
            ),
        )
        for pages in (strategy, priorities, plans, indicators, made):
            yield from pages.items()

    def _strategy(self) -> Iterator[tuple[str, str]]:
        for name, title, roles in (
            ("strategi", "Om strategin", (Role.STRATEGY, Role.PURPOSE, Role.GOAL)),
            ("malgrupper", "Målgrupper och nyckelfaktorer", (Role.TARGET_GROUP, Role.KEY_FACTOR)),
            ("ataganden", "Åtaganden", (Role.COMMITMENT,)),
            ("organisationer", "Organisationer", (Role.ORGANISATION,)),
            ("beslut", "Beslut", (Role.DECISION,)),
        ):
            entries = [entry for role in roles for entry in self._plan.of_role(role)]
            yield from self._numbered(f"strategy/{name}", title, entries)

    def _priorities(self) -> Iterator[tuple[str, str]]:
        points = self._plan.of_role(Role.STARTING_POINT)
        for number, priority in enumerate(self._plan.of_role(Role.PRIORITY)):
            under = self._plan.under(Role.STARTING_POINT, number)
            yield (
                f"strategy/prioriteringar/prioritering-{number + 1:02}",
                _page(
                    priority.title,
                    priority.text,
                    self._object(priority),
                    "## Särskilda utgångspunkter",
                    *(self._object(points[each]) for each in under),
                    "## Så går det",
                    self._view("priority_overview", priority=priority.id),
                    "## Föreslagna åtgärder",
                    self._view("action_table", priority=priority.id),
                    "## Så följs det upp",
                    self._view("indicator_table", priority=priority.id),
                ),
            )

    def _plans(self) -> Iterator[tuple[str, str]]:
        actions = self._plan.of_role(Role.ACTION)
        for number, plan in enumerate(self._plan.of_role(Role.PLAN)):
            sections = (
                text
                for part, chapter in enumerate(_chunks(self._plan.actions_of(number), 5), start=1)
                for text in (
                    f"## Del {part} av planen",
                    f"Den här delen börjar med {_reference(actions[chapter[0]])}.",
                    *(self._object(actions[each]) for each in chapter),
                )
            )
            yield (
                f"action_plans/handlingsplan-{number + 1:03}",
                _page(
                    plan.title,
                    "```{admonition} Förslag\n:class: note\n\nDen prövas av nämnden.\n```",
                    self._object(plan),
                    "## Åtgärderna i korthet",
                    self._view("action_table", plan=plan.id),
                    *sections,
                ),
            )

    def _indicators(self) -> Iterator[tuple[str, str]]:
        indicators = self._plan.of_role(Role.INDICATOR)
        for number, priority in enumerate(self._plan.of_role(Role.PRIORITY)):
            under = [indicators[each] for each in self._plan.under(Role.INDICATOR, number)]
            yield from self._numbered(
                f"strategy/indikatorer/matt-{number + 1:02}", f"Mått för {priority.title}", under
            )

    def _made(self) -> Iterator[tuple[str, str]]:
        for name, title, role in (
            ("uppfoljningar", "Uppföljningar", Role.FOLLOW_UP),
            ("delmal", "Delmål", Role.MILESTONE),
            ("analyser", "Analyser", Role.ANALYSIS),
            ("undantag", "Undantag", Role.WAIVER),
            ("synpunkter", "Synpunkter", Role.OPINION),
        ):
            yield from self._numbered(f"uppfoljning/{name}", title, self._plan.of_role(role))

    def _numbered(
        self, name: str, title: str, entries: Sequence[Entry]
    ) -> Iterator[tuple[str, str]]:
        """As many pages as it takes."""
        for number, chunk in enumerate(_chunks(entries, PER_PAGE), start=1):
            yield f"{name}-{number}", _page(f"{title} {number}", *map(self._object, chunk))

    # ------------------------------------------------------------------- what stands on pages

    def _object(self, entry: Entry) -> str:
        word = self._metamodel.word
        lines = [f":::{{{word(entry.role)}}} {entry.title}", f":id: {entry.id}"]
        for key, value in entry.values.items():
            text = self._words.of(value) if isinstance(value, StrEnum) else value
            written = ", ".join(text) if isinstance(text, tuple) else text
            lines.append(f":{word(key)}: {written}")
        for own, answer in answers(entry, self._metamodel).items():
            lines.append(f":{word(own)}: {answer}")
        return "\n".join((*lines, "", entry.text, ":::"))

    def _view(self, key: str, **options: str) -> str:
        if key not in self._views:
            return ""
        words = self._view_words
        lines = (f":{words.options[option]}: {value}" for option, value in options.items())
        return "\n".join((f"```{{{words.directives[key]}}}", *lines, "```"))

    def register(self) -> str:
        """The register of the adopted text's passages."""
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(self._words.all_of(PassageColumn))
        for role in Role:
            if role in ADOPTED_ROLES:
                word = self._metamodel.word(role)
                for entry in self._plan.of_role(role):
                    row = (entry.values[FieldName.SOURCE], "Text", word, entry.title, "", "")
                    rows.writerow(row)
        return text.getvalue()

    def meetings(self) -> str:
        """When the first body meets: once a quarter, in the year of the plan."""
        header = self._metamodel.words["field.date"], self._metamodel.words["role.organisation"]
        body = self._plan.id(Role.ORGANISATION, 0)
        days = (date(TODAY.year, month, 20).isoformat() for month in (2, 5, 9, 11))
        return "".join(
            f"{one},{other}\n" for one, other in (header, *((day, body) for day in days))
        )

    def measures(self) -> str:
        """The register of Kolada's measures."""
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(self._words.all_of(KoladaColumn))
        for indicator in self._plan.of_role(Role.INDICATOR):
            if kolada := indicator.values.get(FieldName.KOLADA):
                split = YesNo(str(indicator.values[FieldName.SPLIT_BY_SEX]))
                rows.writerow((kolada, indicator.title, self._words.of(split), ""))
        return text.getvalue()


def _page(title: str, *blocks: str) -> str:
    return "\n\n".join((f"# {title}", *filter(None, blocks))) + "\n"


def _contents(caption: str, pages: Collection[str]) -> str:
    head = [":hidden:"] + ([f":caption: {caption}"] if caption else [])
    return "\n".join(("```{toctree}", *head, "", *(f"/{page}" for page in pages), "```"))


def _reference(entry: Entry) -> str:
    return f"{{need}}`{entry.title} <{entry.id}>`"


def _chunks(parts: Sequence[_Part], size: int) -> Iterator[Sequence[_Part]]:
    for start in range(0, len(parts), size):
        yield parts[start : start + size]


def _series(dice: Random, words: Words) -> str:
    """An indicator's values for five years, for women, men and all."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(words.all_of(ValueColumn))
    kind = words.of(AreaKind.MUNICIPALITY)
    last = ""
    for year in range(_BASELINE, 2026):
        for sex in words.all_of(Sex):
            value = f"{dice.uniform(20, 60):.1f}"
            while (year, sex) == (_BASELINE, words.of(Sex.MEN)) and value == last:
                value = f"{dice.uniform(20, 60):.1f}"  # no gap is closed from the start
            last = value
            source, fetched = "Kommunens egen uppföljning", "2026-02-02"
            rows.writerow((year, HOME, kind, sex, "", value, "", "", source, "", fetched))
    return text.getvalue()
