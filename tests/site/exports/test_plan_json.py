"""The whole plan as JSON: what is told, what is not, and that it has the form that it promises."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.schema.fields import is_told
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.vocabulary import ActionStatus, Direction, Sex, Status, ValueStatus, Verdict
from policytrace.site.exports.plan_document import SCHEMA_FILE, json_schema
from policytrace.site.exports.plan_json import OWN, json_value
from policytrace.site.open_files import FIRST_PLAN
from policytrace.values.bands import parse_band
from policytrace.values.periods import parse_period
from tests.measure.figures import DISTRICTS, HOME, NORTH, figure
from tests.paths import REPOSITORY
from tests.plan_builder import COMPLETE, TODAY, changed, plan
from tests.site.exports.snapshots import METAMODEL, TARGETED, all_files, made, snapshot_of
from tests.site.views import own

DOCUMENTATION = REPOSITORY / "docs" / "oppna-data.md"


def exported(
    items: Iterable[Item],
    *rows: Any,  # noqa: ANN401 - rows or none
    language: str = "sv",
    metamodel: Metamodel = METAMODEL,
) -> dict[str, Any]:
    """What ``plan.json`` holds; it has the form that its schema promises."""
    files = made(snapshot_of(items, *rows, metamodel=metamodel), language)
    found: dict[str, Any] = json.loads(files[FIRST_PLAN])
    assert found["$schema"] == SCHEMA_FILE
    schema = json.loads(files[SCHEMA_FILE])
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    return found


def entry(found: dict[str, Any], item_id: str) -> dict[str, Any]:
    """What the file says of one object."""
    (one,) = (one for one in found["objects"] if one["id"] == item_id)
    return dict(one)


def test_every_object_is_there_with_what_it_is() -> None:
    found = exported(COMPLETE)
    assert (found["version"], found["date"]) == (1, TODAY.isoformat())
    assert [one["id"] for one in found["objects"]] == [one.id for one in plan(*COMPLETE)]
    action = entry(found, "ATG-A")
    assert action["type"] == {"key": "action", "word": "åtgärd"}
    assert action["title"] == "Title of ATG-A"
    assert action["status"] == {"key": "proposed", "word": "förslag"}
    assert action["page"] == "objekt/ATG-A.html"
    assert action["fields"] == {
        "starts": "2027-03-01",
        "due": "2028-06-30",
        "next_follow_up": "2027-11-15",
    }
    assert action["links"]["contributes_to"] == ["UTG-A", "ATA-A"]
    assert action["links"]["owner"] == ["ORG-A"]
    assert action["measured"] is None
    assert entry(found, "ORG-A")["status"] is None
    assert action["restates"] is None


def test_what_restates_the_adopted_text_says_so_and_what_it_restates() -> None:
    assert entry(exported(COMPLETE), "PRI-A")["restates"] == {
        "passage": "priority-1",
        "section": None,
        "wording": None,
    }


def test_a_link_to_what_does_not_exist_is_left_out() -> None:
    found = exported(changed(COMPLETE, "ATG-A", uses="NYF-BORTA", concerns=("GRP-A", "GRP-BORTA")))
    links = entry(found, "ATG-A")["links"]
    assert links["concerns"] == ["GRP-A"]
    assert "uses" not in links


def test_the_action_status_is_told_with_its_rule_and_reason() -> None:
    found = exported(changed(COMPLETE, "ATG-A", status=Status.IN_PROGRESS, due="2027-01-14"))
    assert entry(found, "ATG-A")["action_status"] == {
        "state": {"key": "late", "word": "försenad"},
        "rule": "L4",
        "reason": "Sista dagen har passerat.",
        "inputs": {
            "days": {"starts": "2027-03-01", "due": "2027-01-14", "next_follow_up": "2027-11-15"},
            "follow_up": "UPF-A",
            "going_wrong": [],
            "milestones": [],
            "actions": {},
        },
        "judgement": None,
    }
    assert entry(found, "GRP-A")["action_status"] is None


def test_a_judgement_is_told_with_what_the_rules_say() -> None:
    judged = changed(
        COMPLETE,
        "ATG-A",
        status=Status.IN_PROGRESS,
        state="i riskzonen",
        state_reason="Medlen dröjer",
        state_by="nämnden",
        state_until="2027-06-30",
    )
    action = entry(exported(judged), "ATG-A")
    assert action["action_status"]["judgement"] == {
        "reason": "Medlen dröjer",
        "function": "nämnden",
        "until": "2027-06-30",
        "computed": {"key": "on_plan", "word": "enligt plan"},
    }
    assert "state" not in action["fields"]


def test_a_judgement_that_has_run_out_is_told_nowhere() -> None:
    over = changed(
        COMPLETE,
        "ATG-A",
        state="i riskzonen",
        state_reason="Medlen dröjer",
        state_by="nämnden",
        state_until="2027-01-14",
    )
    assert "Medlen" not in json.dumps(exported(over))


def test_values_and_verdicts_are_told_of_an_indicator() -> None:
    found = exported(
        TARGETED,
        figure("2020", "20"),
        figure("2026", "12.5", count=40, status=ValueStatus.PRELIMINARY),
    )
    known = entry(found, "IND-A")["measured"]
    assert known["file"] == "data/ind-a.csv"
    assert known["values"][1] == {
        "period": "2026",
        "area": HOME,
        "area_kind": {"key": "municipality", "word": "kommun"},
        "sex": {"key": "total", "word": "totalt"},
        "group": "",
        "value": 12.5,
        "count": 40,
        "unweighted_mean": False,
        "status": {"key": "preliminary", "word": "preliminärt"},
        "source": "egen enkät",
        "source_provisional": False,
        "retrieved": "2026-11-01",
    }
    (verdict,) = known["verdicts"]
    assert verdict["verdict"] == {"key": "on_track", "word": "på väg"}
    assert verdict["measure"] == "value"
    assert verdict["baseline"] == {"period": "2020", "value": 20}
    assert verdict["latest"] == {"period": "2026", "value": 12.5}
    assert verdict["target"] == {"value": 10, "year": 2030}
    assert verdict["expected"] == 14


def test_an_indicator_without_values_says_so() -> None:
    known = entry(exported(COMPLETE), "IND-A")["measured"]
    assert (known["file"], known["values"]) == (None, [])
    assert [one["verdict"]["key"] for one in known["verdicts"]] == ["no_data"]


def test_what_few_persons_are_behind_is_in_no_part_of_the_file() -> None:
    withheld = "77.123"
    rows = (
        figure("2026", "33.3", area=HOME, count=300),
        figure("2026", withheld, area=DISTRICTS[0], count=3, source="egen enkät (x): 2/3"),
        figure("2026", "31.5", area=DISTRICTS[1], count=150),
        figure("2026", "35.5", area=DISTRICTS[2], count=147),
    )
    found = exported(TARGETED, *rows)
    values = {one["area"]: one for one in entry(found, "IND-A")["measured"]["values"]}
    hidden = values["Norra"]
    assert (hidden["value"], hidden["count"]) == (None, None)
    assert hidden["status"] == {"key": "confidential", "word": "sekretess"}
    text = json.dumps(found)
    assert withheld not in text
    assert "2/3" not in text
    assert "33.3" in text


def test_an_area_is_told_with_its_kind_and_a_source_with_whether_it_is_provisional() -> None:
    rows = (figure("2026", "31", area=NORTH, is_source_provisional=True), figure("2026", "32"))
    known = entry(exported(TARGETED, *rows), "IND-A")["measured"]
    north, home = known["values"]
    assert (north["area"], north["source_provisional"]) == ("Norra", True)
    assert north["area_kind"] == {"key": "own.valdistrikt", "word": "valdistrikt"}
    assert (home["area"], home["source_provisional"]) == (HOME, False)
    kinds = {one["area"]: one["area_kind"]["key"] for one in known["verdicts"]}
    assert kinds == {HOME: "municipality", "Norra": "own.valdistrikt"}


def test_kolada_s_own_status_is_told_in_its_words() -> None:
    found = exported(COMPLETE, figure("2026", None, status="kolada: Privacy"))
    (value,) = entry(found, "IND-A")["measured"]["values"]
    assert value["status"] == {"key": "kolada", "word": "Privacy"}


def test_no_source_file_or_line_is_told() -> None:
    found = exported(changed(COMPLETE, "IND-A", data="enkat.csv"))
    text = json.dumps(found)
    assert "plan.md" not in text
    assert "enkat.csv" not in text


def test_every_key_has_its_word() -> None:
    words = exported(COMPLETE)["words"]
    assert {key for key in words["fields"] if not key.startswith("own.")} == {
        name.value for name in FieldName if is_told(name)
    }
    assert words["fields"]["due"] == "klar_senast"
    assert {key for key in words["links"] if not key.startswith("own.")} == {
        kind.value for kind in LinkKind
    }
    assert words["links"]["owner"] == {
        "word": "ansvarig",
        "outgoing": "Ansvarig",
        "incoming": "Ansvarar för",
    }


def test_what_is_the_project_s_own_is_told_by_its_word() -> None:
    values = {
        own.BUDGET: 250,
        own.SHARE: Decimal("0.125"),
        own.SECRET: False,
        own.PLACES: ("Norr", "Söder"),
        own.HEARD: date(2027, 2, 1),
        own.NOTE: "Ask again",
    }
    assert values.keys() == own.KINDS.keys()
    one = own.with_own(own.risk(), values, "ATG-A")
    found = exported((*COMPLETE, one), metamodel=own.OWN)
    told = entry(found, "RIS-A")
    assert told["type"] == {"key": None, "word": "risk"}
    assert told["fields"] == {
        f"{OWN}budget": 250,
        f"{OWN}andel": 0.125,
        f"{OWN}hemlig": False,
        f"{OWN}platser": ["Norr", "Söder"],
        f"{OWN}hörd_den": "2027-02-01",
        f"{OWN}notering": "Ask again",
    }
    assert told["links"] == {f"{OWN}hotar": ["ATG-A"]}
    assert found["words"]["fields"][f"{OWN}budget"] == "budget"
    assert found["words"]["links"][f"{OWN}hotar"]["incoming"] == "Hotas av"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("text", "text"),
        (date(2027, 1, 15), "2027-01-15"),
        (3, 3),
        (True, True),
        (Decimal("42.90"), 42.9),
        (Decimal(40), 40),
        (parse_band("40–60"), {"from": 40, "to": 60}),
        (parse_band("95"), 95),
        (parse_period("2017/18"), "2017/18"),
        (("a", Decimal("1.5")), ["a", 1.5]),
        (Direction.BALANCE, "balance"),
    ],
)
def test_a_value_of_any_type_has_its_form(value: object, told: object) -> None:
    found = json_value(value)
    assert (found.model_dump(by_alias=True) if hasattr(found, "model_dump") else found) == (
        tuple(told) if isinstance(told, list) else told
    )


def test_the_same_plan_gives_the_same_bytes() -> None:
    rows = (figure("2026", "12", Sex.WOMEN), figure("2026", "14", Sex.MEN))
    first, second = (made(snapshot_of(TARGETED, *rows)) for _ in range(2))
    assert first == second


def test_keys_are_the_same_in_another_language() -> None:
    decided = changed(COMPLETE, "ATG-A", status=Status.DECIDED)
    swedish, english = (exported(decided, language=language) for language in ("sv", "en"))
    status, in_english = (entry(found, "ATG-A")["action_status"] for found in (swedish, english))
    assert status["state"] == in_english["state"] == {"key": "not_started", "word": "ej startad"}
    assert status["reason"] != in_english["reason"]
    assert keys(swedish) == keys(english)


def test_a_proposal_has_no_state() -> None:
    found = entry(exported(COMPLETE), "ATG-A")["action_status"]
    assert (found["state"], found["rule"]) == ({"key": "proposed", "word": "förslag"}, None)


def keys(found: dict[str, Any]) -> list[tuple[str, object]]:
    return [
        (one["id"], (one["action_status"] or {}).get("state", {}).get("key"))
        for one in found["objects"]
    ]


def test_the_export_is_one_of_those_that_are_made() -> None:
    made = all_files(snapshot_of(COMPLETE))
    assert {FIRST_PLAN, SCHEMA_FILE} <= made.keys()


# ------------------------------------------------------------------------ the schema


def described(node: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each property of the schema, with what is said of it."""
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for inner in node.values():
            yield from described(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from described(inner)


SCHEMA = json_schema(catalogue("sv"))
ENGLISH_SCHEMA = json_schema(catalogue("en"))


def test_every_property_is_explained_in_the_language_of_the_site() -> None:
    english = {name: said.get("description") for name, said in described(ENGLISH_SCHEMA)}
    for name, said in described(SCHEMA):
        if name not in {"from", "to"}:
            assert said["description"], name
            assert said["description"] != english[name], name


def test_the_schema_says_nothing_of_our_classes() -> None:
    assert json.dumps(SCHEMA).count('"title": "') == 1
    assert SCHEMA["title"] == "En plan som data"
    assert all("description" not in entry for entry in SCHEMA["$defs"].values())


@pytest.mark.parametrize(
    "spoiled",
    [{"version": 2}, {"date": 20270115}, {"objects": [{}]}, {"objects": {}}, {"words": None}],
)
def test_another_form_is_not_valid(spoiled: dict[str, object]) -> None:
    found = {**exported(COMPLETE), **spoiled}
    assert not Draft202012Validator(SCHEMA).is_valid(found)


def test_every_property_is_told_of_in_the_guide() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    missing = sorted({name for name, _ in described(SCHEMA) if f"`{name}`" not in text})
    assert missing == []


@pytest.mark.parametrize("members", [ActionStatus, Verdict], ids=lambda members: members.__name__)
def test_every_key_of_a_judgement_is_told_of_in_the_guide(members: type[StrEnum]) -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert [one.name for one in members if f"`{one.name.lower()}`" not in text] == []
