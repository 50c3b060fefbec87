"""The id that is proposed for a new object."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.author.identifiers import file_name, propose_id, slug
from policytrace.author.markdown import Draft
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from tests.plan_builder import METAMODEL, item, plan

PLAN = item("HPL-VALD", Role.PLAN)


def proposed(
    role: Role,
    *items: Item,
    title: str = "Ett namn",
    published: tuple[str, ...] = (),
    **values: str,
) -> str:
    kinds = {kind.value for kind in LinkKind}
    draft = Draft(
        role=role,
        id="",
        title=title,
        fields={FieldName(key): value for key, value in values.items() if key not in kinds},
        links={LinkKind(key): (value,) for key, value in values.items() if key in kinds},
    )
    return propose_id(draft, plan(*items), METAMODEL, published)


def action(*ids: str, **plan_of: str) -> list[Item]:
    return [item(name, Role.ACTION, part_of=plan_of.get("of", "HPL-VALD")) for name in ids]


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (["ATG-VALD-01", "ATG-VALD-14", "ATG-VALD-02"], "ATG-VALD-15"),
        (["ATG-VALD-08", "ATG-VALD-09"], "ATG-VALD-10"),
        (["ATG-VALD-98", "ATG-VALD-99"], "ATG-VALD-100"),
        (["ATG-VALD-99", "ATG-VALD-100"], "ATG-VALD-101"),
        (["ATG-V-8", "ATG-V-9"], "ATG-V-10"),
        (["ATG-V-001"], "ATG-V-002"),
        (["ATG-1", "ATG-2"], "ATG-3"),
        (["ATG-OVR-01", "ATG-OVR-02", "ATG-VALD-07"], "ATG-OVR-03"),
        (["ATG-VALD-01", "ATG-VALD-UTBILDNING"], "ATG-VALD-02"),
        (["ATG-VALD-UTBILDNING"], "ATG-VALD-01"),
        ([], "ATG-VALD-01"),
    ],
)
def test_an_action_gets_the_next_number_of_its_plan(there: list[str], expected: str) -> None:
    assert proposed(Role.ACTION, PLAN, *action(*there), part_of="HPL-VALD") == expected


def test_a_number_that_another_plan_has_used_is_not_used_again() -> None:
    assert (
        proposed(
            Role.ACTION,
            PLAN,
            *action("ATG-VALD-01"),
            *action("ATG-VALD-02", of="HPL-X"),
            part_of="HPL-VALD",
        )
        == "ATG-VALD-03"
    )


@pytest.mark.parametrize(
    ("role", "published", "values", "expected"),
    [
        (Role.ACTION, ("ATG-VALD-02", "ATG-VALD-14"), {"part_of": "HPL-VALD"}, "ATG-VALD-15"),
        (Role.ACTION, ("ATG-BARN-14", "ATG-VALD"), {"part_of": "HPL-VALD"}, "ATG-VALD-02"),
        (Role.FOLLOW_UP, ("UPF-VALD-01-3",), {"follows_up": "ATG-VALD-01"}, "UPF-VALD-01-4"),
        (Role.INDICATOR, ("IND-KO", "IND-KO-2"), {"title": "Kö"}, "IND-KO-3"),
    ],
)
def test_an_id_that_has_been_published_is_not_used_again(
    role: Role, published: tuple[str, ...], values: dict[str, str], expected: str
) -> None:
    there = [PLAN, *action("ATG-VALD-01")]
    assert proposed(role, *there, published=published, **values) == expected


def test_the_first_action_is_numbered_as_those_of_other_plans() -> None:
    assert proposed(Role.ACTION, PLAN, *action("ATG-7", of="HPL-X"), part_of="HPL-VALD") == (
        "ATG-VALD-1"
    )


@pytest.mark.parametrize(
    ("role", "values", "expected"),
    [
        (Role.INDICATOR, {"title": "Lokaler med synlig information, andel"},
         "IND-LOKALER-SYNLIG-INFORMATION"),
        (Role.INDICATOR, {"kolada": "N00953"}, "IND-N00953"),
        (Role.ORGANISATION, {"title": "Kultur- och fritidsnämnden"}, "ORG-KULTUR-FRITIDSNAMNDEN"),
        (Role.ORGANISATION, {"title": "Æ & Ø: 漢字"}, "ORG-AE-O"),
        (Role.ORGANISATION, {"title": "漢字"}, "ORG-NY"),
        (Role.FOLLOW_UP, {"follows_up": "ATG-VALD-15"}, "UPF-VALD-15-1"),
        (Role.ANALYSIS, {"analyses": "ATG-VALD-15"}, "ANA-VALD-15-1"),
        (Role.OPINION, {"opinion_on": "ATG-VALD-15"}, "SYN-VALD-15-1"),
        (Role.DECISION, {"body": "ORG-SN", "date": "2027-02-10", "paragraph": "§ 15"},
         "BES-SN-2027-02-10-15"),
        (Role.DECISION, {"date": "2027-02-10", "paragraph": "§ 15"}, "BES-2027-02-10-15"),
        (Role.WAIVER, {"rule": "PT209", "waives": "ATG-VALD-15"}, "UND-PT209-VALD-15"),
        (Role.PLAN, {"part_of": "PRI-BARN"}, "HPL-BARN"),
        (Role.PLAN, {"part_of": "STR-A", "title": "Handlingsplan för barn"}, "HPL-BARN"),
    ],
)  # fmt: skip
def test_others_get_an_id_that_tells_what_they_are(
    role: Role, values: dict[str, str], expected: str
) -> None:
    assert (
        proposed(
            role,
            *action("ATG-VALD-15"),
            item("ORG-SN", Role.ORGANISATION, title="Socialnämnden"),
            item("PRI-BARN", Role.PRIORITY),
            item("STR-A", Role.STRATEGY),
            **values,
        )
        == expected
    )


def test_an_id_that_is_taken_gets_a_number() -> None:
    there = [item("IND-A", Role.INDICATOR), item("IND-A-2", Role.INDICATOR)]
    assert proposed(Role.INDICATOR, *there, title="A") == "IND-NY"
    there = [item("IND-KO", Role.INDICATOR), item("IND-KO-2", Role.INDICATOR)]
    assert proposed(Role.INDICATOR, *there, title="Kö") == "IND-KO-3"


def test_a_second_follow_up_gets_the_next_number() -> None:
    there = item("UPF-VALD-15-9", Role.FOLLOW_UP, follows_up="ATG-VALD-15")
    assert (
        proposed(Role.FOLLOW_UP, *action("ATG-VALD-15"), there, follows_up="ATG-VALD-15")
        == "UPF-VALD-15-10"
    )


@given(st.text(max_size=100), st.sampled_from(["", "handlingsplan"]))
def test_what_is_made_of_a_title_can_be_an_id_and_a_file(title: str, without: str) -> None:
    id_ = "IND-" + (slug(title, without=without) or "NY")
    assert len(id_) <= 34
    assert re.search(METAMODEL.id_form, id_)
    name = file_name(title, without=without)
    assert name == name.lower()
    assert name.isascii()
    assert len(name) <= 60


def test_a_file_is_named_after_what_the_title_says_first() -> None:
    assert file_name("Handlingsplan för frihet från våld", without="handlingsplan") == (
        "frihet-fran-vald"
    )
    assert file_name("På väg") == "vag"
    assert file_name("漢字") == ""
