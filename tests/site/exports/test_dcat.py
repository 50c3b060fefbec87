"""``dcat.rdf``: an RDF parser of another make reads it, and it has the form of DCAT-AP-SE."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.compare import to_isomorphic

from policytrace.schema.metamodel import Metamodel
from policytrace.settings import Publisher
from policytrace.site.open_files import CATALOGUE, open_files
from policytrace.site.views.open_data import open_data_files
from policytrace.site.views.registry import Options
from policytrace.snapshot import Snapshot
from tests.measure.figures import HOME, figure
from tests.plan_builder import COMPLETE, changed
from tests.site.exports.snapshots import HOSTILE, METAMODEL, TARGETED, all_files, made, snapshot_of

SITE = "https://plan.example.org"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
SHAPES = Path(__file__).with_name("dcat-ap-se.ttl")
LICENCE = "https://example.org/licens"

DRAFT = replace(METAMODEL, site=SITE, publisher=Publisher(about="Exempels kommun"))
OFFICIAL = replace(
    METAMODEL,
    site=SITE,
    publisher=Publisher(
        official=True,
        name="Exempels kommun",
        contact="kansliet@example.org",
        responsible="Kommunkansliet",
        licence=LICENCE,
    ),
)
ROWS = (figure("2020", "20"), figure("2026-H1", "12.5", count=40))


def graph_of(snapshot: Snapshot) -> Graph:
    """What the catalogue says, as it is read at its address."""
    return Graph().parse(
        data=made(snapshot)[CATALOGUE], format="xml", publicID=f"{SITE}/{CATALOGUE}"
    )


@cache
def catalogue(publisher: str = "official") -> Graph:
    metamodel = {"official": OFFICIAL, "draft": DRAFT}[publisher]
    return graph_of(snapshot_of(TARGETED, *ROWS, metamodel=metamodel))


def faults(graph: Graph) -> str:
    """What the shapes find wrong; empty if it conforms."""
    conforms, _, text = validate(graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
    return "" if conforms else str(text)


def one(graph: Graph, kind: URIRef) -> URIRef:
    (found,) = graph.subjects(RDF.type, kind)
    assert isinstance(found, URIRef)
    return found


@pytest.mark.parametrize("publisher", ["official", "draft"])
def test_it_conforms(publisher: str) -> None:
    assert faults(catalogue(publisher)) == ""


@pytest.mark.parametrize("metamodel", [DRAFT, OFFICIAL])
def test_it_conforms_where_nothing_is_measured(metamodel: Metamodel) -> None:
    assert faults(graph_of(snapshot_of((), metamodel=metamodel))) == ""


def test_every_address_is_whole_wherever_the_file_is_read() -> None:
    data = made(snapshot_of(TARGETED, *ROWS, metamodel=OFFICIAL))[CATALOGUE]
    elsewhere = Graph().parse(data=data, format="xml", publicID="file:///tmp/x/dcat.rdf")
    assert faults(elsewhere) == ""
    assert to_isomorphic(elsewhere) == to_isomorphic(catalogue())


def test_there_is_none_where_nobody_has_said_the_site_s_address() -> None:
    snapshot = snapshot_of(TARGETED, *ROWS)
    assert CATALOGUE not in made(snapshot)
    assert CATALOGUE not in {one.address for one in open_files(snapshot)}
    known = snapshot_of(TARGETED, *ROWS, metamodel=DRAFT)
    assert CATALOGUE in {one.address for one in open_files(known)}
    assert open_data_files(snapshot, Options()).no_catalogue == CATALOGUE
    assert open_data_files(known, Options()).no_catalogue == ""


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        (DCAT.Catalog, DCTERMS.title),
        (DCAT.Catalog, DCTERMS.description),
        (DCAT.Catalog, DCTERMS.publisher),
        (DCAT.Catalog, DCTERMS.license),
        (DCAT.Catalog, DCAT.dataset),
        (DCAT.Dataset, DCTERMS.title),
        (DCAT.Dataset, DCTERMS.description),
        (DCAT.Dataset, DCTERMS.publisher),
        (DCAT.Distribution, DCAT.accessURL),
        (DCAT.Distribution, DCTERMS.format),
        (FOAF.Agent, FOAF.name),
        (FOAF.Agent, DCTERMS.type),
        (VCARD.Organization, VCARD.fn),
        (VCARD.Organization, VCARD.hasEmail),
    ],
)
def test_without_what_the_profile_asks_for_it_would_not(kind: URIRef, lacking: URIRef) -> None:
    graph = Graph() + catalogue()
    for node in list(graph.subjects(RDF.type, kind)):
        graph.remove((node, lacking, None))
    assert f":{re.split('[/#]', lacking)[-1]}" in faults(graph)


def test_addresses_are_the_site_s_own() -> None:
    graph = catalogue()
    urls = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    names = ("plan.json", "objekt.csv", "lankar.csv", "varden.csv", "stratml.xml", "HPL-A.xlsx")
    assert urls == {f"{SITE}/data/{name}" for name in names}
    files = all_files(snapshot_of(TARGETED, *ROWS, metamodel=OFFICIAL))
    assert urls <= {f"{SITE}/{name}" for name in files}


def test_an_official_publisher_is_named_with_its_contact() -> None:
    graph = catalogue()
    publisher = one(graph, FOAF.Agent)
    assert graph.value(publisher, FOAF.name) == Literal("Exempels kommun")
    assert str(graph.value(publisher, DCTERMS.type)).endswith("/LocalAuthority")
    contact = one(graph, VCARD.Organization)
    assert graph.value(contact, VCARD.fn) == Literal("Kommunkansliet")
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:kansliet@example.org")


def test_a_draft_names_no_public_body_as_publisher() -> None:
    graph = catalogue("draft")
    assert graph.value(one(graph, FOAF.Agent), FOAF.name) == Literal("Ingen myndighet (ett utkast)")
    assert "LocalAuthority" not in graph.serialize()
    assert list(graph.subjects(RDF.type, VCARD.Organization)) == []
    for title in graph.objects(None, DCTERMS.title):
        assert "Exempels kommun" not in str(title)
    assert str(graph.value(one(graph, DCAT.Catalog), DCTERMS.title)).startswith("Utkast: ")
    stages = {str(stage).rpartition("/")[2] for stage in graph.objects(None, ADMS.status)}
    assert stages == {"DEVELOP"}


def test_a_phone_number_is_no_contact_by_e_mail() -> None:
    phone = replace(OFFICIAL, publisher=replace(OFFICIAL.publisher, contact="0223-440 00"))
    graph = graph_of(snapshot_of(COMPLETE, metamodel=phone))
    assert list(graph.subjects(RDF.type, VCARD.Organization)) == []
    assert faults(graph) == ""


def test_the_place_and_the_time_are_those_of_the_plan_and_its_values() -> None:
    graph = catalogue()
    assert graph.value(one(graph, DCTERMS.Location), RDFS.label) == Literal(HOME, lang="sv")
    values = URIRef(f"{SITE}/{CATALOGUE}#varden")
    period = graph.value(values, DCTERMS.temporal)
    assert str(graph.value(period, DCAT.startDate)) == "2020-01-01"
    assert str(graph.value(period, DCAT.endDate)) == "2026-06-30"


def test_the_licence_is_that_of_the_texts_and_not_of_others_figures() -> None:
    graph = catalogue()
    licensed = {
        str(node).rpartition("#")[2] for node in graph.subjects(DCTERMS.license, URIRef(LICENCE))
    }
    assert licensed == {"plan-json", "plan-csv", "plan-stratml", "plan-xlsx"}


def test_sizes_are_those_of_the_files() -> None:
    graph, files = catalogue(), made(snapshot_of(TARGETED, *ROWS, metamodel=OFFICIAL))
    node = URIRef(f"{SITE}/{CATALOGUE}#plan-json")
    size = graph.value(node, DCAT.byteSize)
    assert isinstance(size, Literal)
    assert size.toPython() == len(files["data/plan.json"])


@pytest.mark.parametrize("title", HOSTILE)
def test_no_text_breaks_the_file(title: str) -> None:
    items = [replace(one, title=title) if one.id == "PRI-A" else one for one in COMPLETE]
    graph = graph_of(snapshot_of(items, metamodel=OFFICIAL))
    assert faults(graph) == ""
    words = {str(word).replace("\ufffd", "") for word in graph.objects(None, DCAT.keyword)}
    kept = "".join(sign for sign in title if sign.isprintable() or sign in "\r\n")
    assert kept.replace("\r\n", "\n") in {word.replace("\r\n", "\n") for word in words}


def test_it_is_the_same_each_time_and_changes_with_the_plan() -> None:
    first, again = (made(snapshot_of(COMPLETE, metamodel=DRAFT))[CATALOGUE] for _ in range(2))
    assert first == again
    later = changed(COMPLETE, "STR-A", valid_to="2030-12-31")
    assert made(snapshot_of(later, metamodel=DRAFT))[CATALOGUE] != first
