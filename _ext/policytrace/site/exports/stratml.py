"""``stratml.xml``: the strategy in Strategy Markup Language, Part 2 (ANSI/AIIM 22).

What stands for what: the strategy's purposes are the mission; its priorities, and its goals, are
goals. Below a priority stand, as objectives, what the adopted text binds to do, and the actions
under it. Target groups are those who gain, organisations those who perform. An indicator is told in
full once, and referred to from then on, as an identifier may stand only once. What nobody has
decided says so. Vision and values are left out: a plan has no objects for them.

The order and number of elements is that of the schema ``PerformancePlanOrReport`` 2.2 of
2016-02-16.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.typed import written_value
from policytrace.schema.vocabulary import Sex
from policytrace.site.exports.about import description_of
from policytrace.site.exports.plan_document import PlanDocument
from policytrace.site.open_files import GOALS, stratml_files
from policytrace.site.signs import seen_signs, xml_file
from policytrace.site.views.plain_text import plain_blocks
from policytrace.snapshot import Snapshot
from policytrace.values.decimals import plain
from policytrace.values.numbers import Span

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"

_COMMITTING = (Role.STARTING_POINT, Role.COMMITMENT)
_PERFORMERS = (LinkKind.OWNER, LinkKind.PERFORMER, LinkKind.PARTICIPANT)


def stratml(
    snapshot: Snapshot, document: PlanDocument, translations: gettext.NullTranslations
) -> Mapping[str, bytes]:
    """The file of each strategy that holds and has a goal; `document` tells of the same plan."""
    texts = {entry.id: entry.text for entry in document.objects}
    return {
        address: _StrategyMaker(snapshot, texts, address, strategy, translations).document()
        for address, strategy in stratml_files(snapshot).items()
    }


class _StrategyMaker:
    """Tells of one strategy in one language."""

    def __init__(
        self,
        snapshot: Snapshot,
        texts: Mapping[str, str],
        address: str,
        strategy: Item,
        translations: gettext.NullTranslations,
    ) -> None:
        self.address = address
        self.texts = texts
        self.snapshot = snapshot
        self.graph = snapshot.graph
        self.strategy = strategy
        self.translations = translations
        self.parts = parts_of(self.graph, (strategy,))
        self.goals = tuple(item for item in self.graph.of_role(*GOALS) if item.id in self.parts)
        self.told: set[str] = set()
        """The ids that stand in the file."""
        self.root = Element(
            "PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": "Performance_Plan"}
        )

    def document(self) -> bytes:
        self.child(self.root, "Name", self.strategy.title)
        self.child(self.root, "Description", self.described(self.strategy))
        self.child(self.root, "OtherInformation", self.said(description_of(self.snapshot)))
        core = self.child(self.root, "StrategicPlanCore")
        self.organisation(core)
        self.mission(core)
        for goal in self.goals:
            self.goal(core, goal)
        self.rest(core)
        self.administration()
        return xml_file(self.root)

    def organisation(self, core: Element) -> None:
        publisher = self.snapshot.metamodel.publisher
        name = publisher.name if publisher.official else publisher.about or self.snapshot.home
        if name:
            self.child(self.child(core, "Organization"), "Name", name)

    def mission(self, core: Element) -> None:
        purposes = [item for item in self.graph.of_role(Role.PURPOSE) if item.id in self.parts]
        if purposes:
            mission = self.child(core, "Mission")
            self.child(mission, "Description", "\n".join(item.title for item in purposes))

    def goal(self, core: Element, item: Item) -> None:
        goal = self.child(core, "Goal")
        self.child(goal, "Name", item.title)
        self.child(goal, "Description", self.described(item))
        self.identifier(goal, item)
        self.stakeholders(goal, item)
        self.remark(goal, item)
        self.measures_apart(goal, item, self.indicators(item))
        for objective in self.objectives(item):
            self.objective(goal, objective)

    def rest(self, core: Element) -> None:
        """What is under no goal, as one last goal: the strategy as a whole."""
        graph = self.graph
        of_parts = tuple(item for item in graph if item.id in self.parts)
        indicators = {
            found.id: found
            for item in (self.strategy, *of_parts)
            for found in self.indicators(item)
            if item.role not in (*_COMMITTING, *GOALS, Role.ACTION) and found.id not in self.told
        }
        objectives = [item for item in of_parts if item.role in _COMMITTING]
        objectives += [item for item in of_parts if item.role is Role.ACTION and item.live]
        left = [item for item in objectives if item.id not in self.told]
        if not indicators and not left:
            return
        goal = self.child(core, "Goal")
        self.child(goal, "Name", self.said(message("The strategy as a whole")))
        self.child(goal, "Description", self.strategy.title)
        self.measures_apart(goal, self.strategy, tuple(indicators.values()))
        for item in left:
            self.objective(goal, item)

    def measures_apart(self, goal: Element, item: Item, indicators: tuple[Item, ...]) -> None:
        """What measures a goal itself, as an objective: a goal has no indicators of its own."""
        if indicators:
            objective = self.child(goal, "Objective")
            what = message("What measures “{title}” as a whole", title=item.title)
            self.child(objective, "Name", self.said(what))
            self.measures(objective, indicators)

    def objectives(self, goal: Item) -> Iterator[Item]:
        """What the adopted text binds to do under a goal, then its actions; each stands once."""
        for item in self.graph.of_role(*_COMMITTING):
            if goal in self.graph.targets(item, LinkKind.PART_OF) and item.id not in self.told:
                yield item
        for action in self.snapshot.actions_by_priority.get(goal.id, ()):
            if action.live and action.id not in self.told:
                yield action

    def objective(self, goal: Element, item: Item) -> None:
        objective = self.child(goal, "Objective")
        self.child(objective, "Name", item.title)
        self.child(objective, "Description", self.described(item))
        self.identifier(objective, item)
        self.stakeholders(objective, item)
        self.remark(objective, item)
        self.measures(objective, self.indicators(item))

    def indicators(self, item: Item) -> tuple[Item, ...]:
        return tuple(
            target
            for target in self.graph.targets(item, LinkKind.MEASURED_BY)
            if target.role is Role.INDICATOR
        )

    # --------------------------------------------------------------- what things share

    def identifier(self, parent: Element, item: Item) -> None:
        self.told.add(item.id)
        self.child(parent, "Identifier", _identifier(item))

    def stakeholders(self, parent: Element, item: Item) -> None:
        """Who performs, each once, and who is to gain."""
        done: set[str] = set()
        for kind in _PERFORMERS:
            title = self.snapshot.metamodel.title(kind)
            for body in self.graph.targets(item, kind):
                if body.id not in done:
                    done.add(body.id)
                    self.stakeholder(parent, body, "Organization", title, "Performer")
        title = self.snapshot.metamodel.title(LinkKind.CONCERNS)
        for group in self.graph.targets(item, LinkKind.CONCERNS):
            self.stakeholder(parent, group, "Generic_Group", title, "Beneficiary")

    def stakeholder(
        self, parent: Element, who: Item, kind: str, role_name: str, role_type: str
    ) -> None:
        stakeholder = self.child(parent, "Stakeholder")
        stakeholder.set("StakeholderTypeType", kind)
        self.child(stakeholder, "Name", who.title)
        role = self.child(stakeholder, "Role")
        self.child(role, "Name", role_name)
        self.child(role, "RoleType", role_type)

    def remark(self, parent: Element, item: Item) -> None:
        """Whether it has been decided, or what it restates."""
        found: list[Message] = []
        if item.role in ADOPTED_ROLES:
            found.append(message("Restates the adopted text in simpler words."))
        elif item.proposed:
            found.append(message("A proposal: nobody has decided it."))
        elif item.status is not None:
            word = self.snapshot.metamodel.vocabulary.of(item.status)
            found.append(message("Status: {word}.", word=word))
        for name in (FieldName.STARTS, FieldName.DUE):
            if day := item.day(name):
                title = self.snapshot.metamodel.field_title(name)
                found.append(message("{field}: {day}", field=title, day=day.isoformat()))
        if found:
            self.child(parent, "OtherInformation", "\n".join(map(self.said, found)))

    # ---------------------------------------------------------------------- what is measured

    def measures(self, parent: Element, indicators: Iterable[Item]) -> None:
        for indicator in indicators:
            self.indicator(parent, indicator)

    def indicator(self, parent: Element, item: Item) -> None:
        words = self.snapshot.metamodel.vocabulary
        node = self.child(parent, "PerformanceIndicator")
        node.set("PerformanceIndicatorType", "Quantitative")
        self.child(node, "MeasurementDimension", item.title)
        unit = item.values.get(FieldName.UNIT)
        self.child(node, "UnitOfMeasurement", "" if unit is None else written_value(unit, words))
        if item.id in self.told:
            same = self.child(node, "Relationship")
            same.set("RelationshipType", "Peer_To")
            self.child(same, "ReferentIdentifier", _identifier(item))
            return
        self.identifier(node, item)
        instance = Element("MeasurementInstance")
        self.targets(instance, item)
        self.actual(instance, item)
        if len(instance):
            node.append(instance)
        if item.proposed:
            proposal = message("A proposal: nobody has decided it.")
            self.child(node, "OtherInformation", self.said(proposal))

    def targets(self, instance: Element, item: Item) -> None:
        for found in self.snapshot.performance[item.id]:
            if found.target is None or found.area != self.home or found.group:
                continue
            result = self.child(instance, "TargetResult")
            if found.year:
                self.child(result, "EndDate", date(found.year, 12, 31).isoformat())
            band = found.target.band
            if band.is_point:
                self.child(result, "NumberOfUnits", plain(band.low))
            about = self.about(found.sex)
            if not band.is_point:
                about = f"{about}: {Span(band).render(self.translations)}"
            self.child(result, "Description", about)

    def actual(self, instance: Element, item: Item) -> None:
        """The values of the municipality, each with its sex; those of other places are left out."""
        for row in self.snapshot.measurements.series(item.id).rows:
            if row.area != self.home or row.group or row.value is None:
                continue
            result = self.child(instance, "ActualResult")
            self.child(result, "StartDate", row.period.start.isoformat())
            self.child(result, "EndDate", row.period.end.isoformat())
            self.child(result, "NumberOfUnits", plain(row.value))
            about = message(
                "{about}. Source: {source}", about=self.about(row.sex), source=row.source
            )
            self.child(result, "Description", self.said(about))

    @property
    def home(self) -> str:
        return self.snapshot.home

    def about(self, sex: Sex) -> str:
        return f"{self.home}, {self.snapshot.metamodel.vocabulary.of(sex)}"

    # ------------------------------------------------------------------------ the form

    def administration(self) -> None:
        node = self.child(self.root, "AdministrativeInformation")
        self.child(node, "Identifier", _identifier(self.strategy))
        for tag, name in (("StartDate", FieldName.VALID_FROM), ("EndDate", FieldName.VALID_TO)):
            if day := self.strategy.day(name):
                self.child(node, tag, day.isoformat())
        self.child(node, "PublicationDate", self.snapshot.today.isoformat())
        if site := self.snapshot.metamodel.site:
            self.child(node, "Source", f"{site}/{self.address}")

    def described(self, item: Item) -> str:
        """What is written of an object, without the marks of Markdown."""
        blocks = plain_blocks(self.texts[item.id])
        return "\n\n".join("\n".join(block.lines) for block in blocks)

    def said(self, text: Message) -> str:
        return text.render(self.translations)

    def child(self, parent: Element, tag: str, text: str | None = None) -> Element:
        child = SubElement(parent, tag)
        if text is not None:
            child.text = seen_signs(text)
        return child


def _identifier(item: Item) -> str:
    """The id of an object as XML allows it: it may not begin with a digit."""
    return item.id if item.id[:1].isalpha() else f"_{item.id}"
