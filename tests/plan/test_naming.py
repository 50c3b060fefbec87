"""What a person means who writes an id, a title, or some words of one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.errors import ProjectError
from policytrace.plan.model import Item
from policytrace.plan.naming import best_fits, called, folded, named
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from tests.editions.frozen import SWEDISH
from tests.plan_builder import METAMODEL, item, plan

ORGANISATIONS = {
    "ORG-KS": "Kommunstyrelsen",
    "ORG-SN": "Socialnämnden",
    "ORG-UN": "Utbildnings- och arbetsmarknadsnämnden",
    "ORG-SF": "Socialförvaltningen",
    "ORG-KFN": "Kultur- och fritidsnämnden",
    "ORG-VNF": "Västmanland–Norra",
}
GRAPH = plan(
    *(item(name, Role.ORGANISATION, title=title) for name, title in ORGANISATIONS.items()),
    item("HPL-1", Role.PLAN, title="Plan mot hot, våld och hat"),
    item("HPL-2", Role.PLAN, title="Plan mot hot"),
    item("HPL-3", Role.PLAN, title="Plan mot hot"),
)


def fits(text: str) -> list[str]:
    return [found.id for found in best_fits(GRAPH, text, METAMODEL)]


def is_called(text: str) -> str | None:
    found = called(GRAPH, text)
    return found.id if found else None


def refused(text: str, *roles: Role) -> str:
    with pytest.raises(ProjectError) as told:
        named(GRAPH, METAMODEL, text, roles or None)
    return told.value.text.render(SWEDISH)


@pytest.mark.parametrize(
    "text",
    [
        "ORG-KS",
        " org-ks ",
        "kommunstyrelsen",
        "KOMMUNSTYRELSEN",
    ],
)
def test_an_id_or_a_whole_title_names_an_object(text: str) -> None:
    assert is_called(text) == "ORG-KS"


def test_accents_written_in_one_or_in_two_signs_are_the_same() -> None:
    assert is_called(unicodedata.normalize("NFD", "Socialnämnden")) == "ORG-SN"
    assert is_called("socialnamnden") == "ORG-SN"


def test_a_title_that_several_objects_have_names_none() -> None:
    assert is_called("plan mot hot") is None
    told = refused("plan mot hot", Role.PLAN)
    assert "Plan mot hot (handlingsplan, HPL-2); Plan mot hot (handlingsplan, HPL-3)" in told


@pytest.mark.parametrize("text", ["", "  ", "…", "social", "nämnden social", "--"])
def test_some_words_name_nothing(text: str) -> None:
    assert is_called(text) is None


def test_all_words_fit_in_any_order_and_wherever_they_stand() -> None:
    assert fits("fritid kultur") == ["ORG-KFN"]
    assert fits("arbetsmarknad") == ["ORG-UN"]
    assert fits("marknad") == ["ORG-UN"]
    assert fits("norra vastmanland") == ["ORG-VNF"]


@pytest.mark.parametrize("text", ["ja", "nej", "vet", "den", "jag vet inte", "hittar den inte"])
def test_a_few_letters_from_the_middle_of_a_word_find_nothing(text: str) -> None:
    assert fits(text) == []


def test_what_begins_so_comes_before_what_only_holds_it() -> None:
    assert fits("social")[:2] == ["ORG-SF", "ORG-SN"]
    assert fits("nämnden") == ["ORG-SN", "ORG-KFN", "ORG-UN"]


def test_the_type_narrows() -> None:
    assert fits("handlingsplan hot") == ["HPL-2", "HPL-3", "HPL-1"]
    assert fits("org") == ["ORG-KS", "ORG-SF", "ORG-SN", "ORG-VNF", "ORG-KFN", "ORG-UN"]


def test_a_part_of_an_id_fits() -> None:
    assert fits("kfn") == ["ORG-KFN"]
    assert fits("hpl 3") == ["HPL-3"]


def test_what_is_misspelt_is_taken_for_the_nearest() -> None:
    assert fits("socialnemnden") == ["ORG-SN"]
    assert fits("komunstyrelse") == ["ORG-KS"]


def test_what_fits_nothing_finds_nothing() -> None:
    assert fits("xyzzy") == []
    assert refused("xyzzy") == "Inget i planen heter ”xyzzy”."


def test_a_refusal_names_the_best_and_counts_the_rest() -> None:
    told = refused("org", Role.ORGANISATION)
    assert told.count("(organisation, ") == 5
    assert told.endswith("; och 1 till.")


def test_what_is_cancelled_comes_last() -> None:
    graph = plan(
        item("ATG-1", Role.ACTION, title="Utbilda", status=Status.CANCELLED),
        item("ATG-2", Role.ACTION, title="Utbilda fler chefer"),
    )
    assert [found.id for found in best_fits(graph, "utbilda", METAMODEL)] == ["ATG-2", "ATG-1"]


def test_an_object_of_another_type_is_not_named() -> None:
    assert named(GRAPH, METAMODEL, "hpl-1").id == "HPL-1"
    assert refused("HPL-1", Role.ORGANISATION).startswith("Inget av typen organisation heter")


@given(st.text(max_size=3000))
def test_whatever_is_written_finds_objects_of_the_plan_and_ends(text: str) -> None:
    found = best_fits(GRAPH, text, METAMODEL)
    assert all(isinstance(one, Item) for one in found)
    assert len({one.id for one in found}) == len(found)


@given(st.sampled_from(sorted(ORGANISATIONS)), st.randoms(use_true_random=False))
def test_an_object_is_found_by_the_words_of_its_title_in_any_order(
    name: str, random: object
) -> None:
    words = list(folded(ORGANISATIONS[name]))
    random.shuffle(words)  # type: ignore[attr-defined]
    assert name in fits(" ".join(words))
