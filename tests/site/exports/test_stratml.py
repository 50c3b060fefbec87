"""``stratml.xml``: it is valid, and tells each object that StratML has elements for once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex, Status
from policytrace.settings import Publisher
from policytrace.site.exports.stratml import NAMESPACE
from policytrace.site.open_files import STRATML as FILE
from policytrace.snapshot import Snapshot
from tests.measure.figures import HOME, NORTH, figure
from tests.plan_builder import COMPLETE, changed, item
from tests.site.exports.snapshots import (
    HOSTILE,
    METAMODEL,
    TARGETED,
    WITH_A_SMALL_GROUP,
    made,
    snapshot_of,
)

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("stratml-part-2.xsd")))
NAMES = {"s": NAMESPACE}


def document(snapshot: Snapshot, name: str = FILE) -> etree._Element:
    """What the file holds; it is valid."""
    root = etree.fromstring(made(snapshot)[name])
    SCHEMA.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in root.findall(path, NAMES)]


def named(root: etree._Element, tag: str, item_id: str) -> etree._Element:
    """The element with an object's id."""
    (found,) = (
        one for one in root.iter(f"{{{NAMESPACE}}}{tag}") if texts(one, "s:Identifier") == [item_id]
    )
    return found


def test_a_priority_is_a_goal_with_its_actions_as_objectives() -> None:
    root = document(snapshot_of(COMPLETE))
    goal = named(root, "Goal", "PRI-A")
    assert texts(goal, "s:Name") == ["Title of PRI-A"]
    assert "ATG-A" in texts(goal, "s:Objective/s:Identifier")


def test_each_object_stands_once() -> None:
    root = document(snapshot_of(COMPLETE))
    found = texts(root, ".//s:Identifier")
    assert len(found) == len(set(found))
    told = {"PRI-A", "MAL-A", "UTG-A", "ATA-A", "ATG-A", "IND-A", "STR-A"}
    assert told & {one.id for one in COMPLETE} <= set(found)


def test_who_performs_and_who_gains_are_told_apart() -> None:
    goal = named(document(snapshot_of(COMPLETE)), "Objective", "ATG-A")
    by_type = {
        who.get("StakeholderTypeType"): texts(who, "s:Role/s:RoleType")
        for who in goal.findall("s:Stakeholder", NAMES)
    }
    assert by_type == {"Organization": ["Performer"], "Generic_Group": ["Beneficiary"]}


def test_a_proposal_says_that_nobody_has_decided_it() -> None:
    proposed = named(document(snapshot_of(COMPLETE)), "Objective", "ATG-A")
    assert "ingen har beslutat" in texts(proposed, "s:OtherInformation")[0]
    decided = changed(COMPLETE, "ATG-A", status=Status.DECIDED)
    found = named(document(snapshot_of(decided)), "Objective", "ATG-A")
    assert texts(found, "s:OtherInformation")[0].startswith("Status: beslutad.")


def test_what_has_been_cancelled_is_left_out() -> None:
    cancelled = changed(COMPLETE, "ATG-A", status=Status.CANCELLED)
    assert "ATG-A" not in texts(document(snapshot_of(cancelled)), ".//s:Identifier")


def test_targets_and_values_stand_with_their_indicator() -> None:
    rows = (figure("2020", "20"), figure("2026-H1", "12.5", Sex.WOMEN), figure("2026", "-3"))
    indicator = named(document(snapshot_of(TARGETED, *rows)), "PerformanceIndicator", "IND-A")
    target = indicator.find("s:MeasurementInstance/s:TargetResult", NAMES)
    assert target is not None
    assert texts(target, "s:EndDate") == ["2030-12-31"]
    assert texts(target, "s:NumberOfUnits") == ["10"]
    results = indicator.findall("s:MeasurementInstance/s:ActualResult", NAMES)
    assert [texts(one, "s:NumberOfUnits") for one in results] == [["20"], ["12.5"], ["-3"]]
    assert texts(results[1], "s:StartDate") == ["2026-01-01"]
    assert texts(results[1], "s:EndDate") == ["2026-06-30"]
    assert texts(results[1], "s:Description") == [f"{HOME}, kvinnor. Källa: egen enkät"]


def test_a_target_that_is_a_band_is_told_in_words() -> None:
    band = changed(TARGETED, "IND-A", target_value="40–60", direction="balans")
    root = document(snapshot_of(band, figure("2020", "20")))
    indicator = named(root, "PerformanceIndicator", "IND-A")
    target = indicator.find("s:MeasurementInstance/s:TargetResult", NAMES)
    assert target is not None
    assert texts(target, "s:NumberOfUnits") == []
    assert "40–60" in texts(target, "s:Description")[0]


def test_values_of_other_places_and_hidden_ones_are_not_there() -> None:
    root = document(snapshot_of(TARGETED, *WITH_A_SMALL_GROUP))
    text = etree.tostring(root, encoding="unicode")
    assert "33.3" in text
    assert NORTH.partition(" (")[0] not in texts(root, ".//s:ActualResult/s:Description")
    assert "77.123" not in text


def test_an_indicator_of_several_is_told_once_and_referred_to() -> None:
    other = item("ATG-B", Role.ACTION, part_of="HPL-A", measured_by="IND-A", contributes_to="UTG-A")
    root = document(snapshot_of((*COMPLETE, other)))
    referred = texts(root, ".//s:Relationship/s:ReferentIdentifier")
    assert "IND-A" in referred
    assert texts(root, ".//s:Identifier").count("IND-A") == 1


def test_the_organisation_is_whom_it_concerns() -> None:
    draft = replace(METAMODEL, publisher=Publisher(about="Exempels kommun"))
    root = document(snapshot_of(COMPLETE, metamodel=draft))
    assert texts(root, ".//s:Organization/s:Name") == ["Exempels kommun"]
    assert "ingen myndighet" in texts(root, "s:OtherInformation")[0]


def test_a_strategy_that_has_been_replaced_has_no_file() -> None:
    newer = item("STR-B", Role.STRATEGY, replaces="STR-A")
    assert FILE not in made(snapshot_of((*COMPLETE, newer)))
    assert FILE not in made(snapshot_of(()))


def test_a_second_strategy_has_a_file_of_its_own() -> None:
    other = (
        item("STR-B", Role.STRATEGY),
        item("PRI-B", Role.PRIORITY, part_of="STR-B"),
    )
    snapshot = snapshot_of((*COMPLETE, *other))
    assert texts(document(snapshot, "data/stratml-STR-B.xml"), "s:Name") == ["Title of STR-B"]
    assert texts(document(snapshot), "s:Name") == ["Title of STR-A"]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_text_breaks_the_file(title: str) -> None:
    items = [replace(one, title=title) if one.id == "ATG-A" else one for one in COMPLETE]
    name = texts(named(document(snapshot_of(items)), "Objective", "ATG-A"), "s:Name")[0]
    assert name.replace("\ufffd", "") == "".join(
        sign for sign in title.replace("\r\n", "\n") if sign.isprintable() or sign == "\n"
    )


def test_what_the_schema_does_not_allow_is_not_valid() -> None:
    root = document(snapshot_of(COMPLETE))
    goal = root.find(".//s:Goal", NAMES)
    assert goal is not None
    goal.append(etree.SubElement(goal, f"{{{NAMESPACE}}}Vision"))
    assert not SCHEMA.validate(root)
