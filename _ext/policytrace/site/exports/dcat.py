"""``dcat.rdf``: the catalogue that Sweden's data portal harvests, as DCAT-AP-SE 3.0.1 in RDF/XML.

The Swedish profile differs from the European one in this: a distribution has exactly one format,
which is a media type as text, and a catalogue's licence is CC0. All addresses are absolute, so a
project that has not said its own has no catalogue.

Source: https://diggsweden.github.io/DCAT-AP-SE/, and what is said there of harvesting.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from policytrace.messages import Message, message
from policytrace.schema.roles import FieldName, Role
from policytrace.site.exports.about import description_of, title_of
from policytrace.site.open_files import (
    CATALOGUE,
    LINKS,
    OBJECTS,
    PLAN,
    STRATML,
    VALUES,
    strategies_that_hold,
    workbook_file,
)
from policytrace.site.signs import seen_signs, xml_file
from policytrace.snapshot import Snapshot
from policytrace.values.contacts import EMAIL

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "adms": "http://www.w3.org/ns/adms#",
}
_LANG = "xml:lang"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_EU = "http://publications.europa.eu/resource/authority/"
_PUBLISHER_TYPE = "http://purl.org/adms/publishertype/"

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
"""The licence of the catalogue itself, which the Swedish profile asks for: it says what files there
are, and gives nobody a right to what is in them."""

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LANGUAGES: Mapping[str, str] = {"sv": "SWE", "en": "ENG"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One of the forms that a dataset can be had in."""

    name: str
    title: Message
    media_type: str
    files: tuple[str, ...]
    """Addresses from the site's root. Several files are one form, as the Swedish profile has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dataset:
    name: str
    title: Message
    description: Message
    forms: tuple[_Form, ...]
    period: tuple[date | None, date | None]
    is_ours: bool
    """Whether it is written for the site, so that its licence is the site's."""


def dcat_catalogue(
    snapshot: Snapshot, files: Mapping[str, bytes], translations: gettext.NullTranslations
) -> Mapping[str, bytes]:
    """The catalogue of the open data, as a file; none if nobody has said where the site lies.

    `files` are all open data, by address from the site's root.
    """
    site = snapshot.metamodel.site
    if site is None:
        return {}
    return {CATALOGUE: _CatalogueMaker(snapshot, site, files, translations).document()}


class _CatalogueMaker:
    """Describes the data in one language."""

    def __init__(
        self,
        snapshot: Snapshot,
        site: str,
        files: Mapping[str, bytes],
        translations: gettext.NullTranslations,
    ) -> None:
        self.snapshot = snapshot
        self.site = site
        self.publisher = snapshot.metamodel.publisher
        self.files = files
        self.translations = translations
        self.language = translations.info().get("language", "en")
        spaces = {f"xmlns:{prefix}": space for prefix, space in _NAMESPACES.items()}
        self.root = Element("rdf:RDF", spaces)

    # ---------------------------------------------------------------------- the parts

    def document(self) -> bytes:
        datasets = tuple(self.datasets())
        self.catalogue(datasets)
        self.agent()
        self.contact()
        self.place()
        for dataset in datasets:
            self.dataset(dataset)
            for form in dataset.forms:
                self.distribution(dataset, form)
        return xml_file(self.root)

    def datasets(self) -> Iterator[_Dataset]:
        yield _Dataset(
            name="plan",
            title=title_of(self.snapshot),
            description=description_of(self.snapshot),
            forms=tuple(self.plan_forms()),
            period=self.validity(),
            is_ours=True,
        )
        if period := self.measured():
            yield _Dataset(
                name="varden",
                title=message("{title}: measured values", title=title_of(self.snapshot)),
                description=message(
                    "All values of all indicators with their sources. What few persons are behind "
                    "is held back. The terms of the values are those of their sources."
                ),
                forms=_VALUE_FORMS,
                period=period,
                is_ours=False,
            )

    def plan_forms(self) -> Iterator[_Form]:
        """The forms of the plan that there are, one of them with a workbook for each plan."""
        yield from (form for form in _PLAN_FORMS if self.files.keys() >= set(form.files))
        if plans := self.snapshot.graph.of_role(Role.PLAN):
            yield _Form(
                name="plan-xlsx",
                title=message("Each plan as a workbook"),
                media_type=_WORKBOOK,
                files=tuple(map(workbook_file, plans)),
            )

    def catalogue(self, datasets: tuple[_Dataset, ...]) -> None:
        node = self.node("dcat:Catalog", self.name("katalog"))
        self.text(node, "dcterms:title", title_of(self.snapshot))
        self.text(
            node,
            "dcterms:description",
            message("What open data there is of a strategy and its plans, and where."),
        )
        self.to(node, "dcterms:publisher", self.name("utgivare"))
        self.to(node, "dcterms:license", CC0)
        self.to(node, "dcterms:language", self.spoken())
        self.day(node, "dcterms:modified", self.snapshot.today)
        self.to(node, "foaf:homepage", self.address(""))
        self.to(node, "dcat:themeTaxonomy", f"{_EU}data-theme")
        for dataset in datasets:
            self.to(node, "dcat:dataset", self.name(dataset.name))

    def agent(self) -> None:
        """Who publishes it. Nobody official does a draft, and that is what it says."""
        node = self.node("foaf:Agent", self.name("utgivare"))
        if self.publisher.official:
            self.plain(node, "foaf:name", self.publisher.name)
            self.to(node, "dcterms:type", f"{_PUBLISHER_TYPE}LocalAuthority")
        else:
            nobody = message("No public body (a draft)")
            self.plain(node, "foaf:name", nobody.render(self.translations))
            self.to(node, "dcterms:type", f"{_PUBLISHER_TYPE}PrivateIndividual(s)")

    @property
    def email(self) -> str:
        found = EMAIL.search(self.publisher.contact)
        return found[0] if found else ""

    def contact(self) -> None:
        """Whom to write to, if there is an e-mail address, which the profile asks for."""
        if not self.email:
            return
        node = self.node("vcard:Organization", self.name("kontakt"))
        if self.publisher.official:
            name = self.publisher.responsible or self.publisher.name
        else:
            name = message("Those who have made the draft").render(self.translations)
        self.plain(node, "vcard:fn", name)
        self.to(node, "vcard:hasEmail", f"mailto:{self.email}")

    @property
    def place_name(self) -> str:
        return self.snapshot.home or self.publisher.about

    def place(self) -> None:
        if not self.place_name:
            return
        node = self.node("dcterms:Location", self.name("plats"))
        label = self.child(node, "rdfs:label", self.place_name)
        label.set(_LANG, self.language)

    def dataset(self, dataset: _Dataset) -> None:
        node = self.node("dcat:Dataset", self.name(dataset.name))
        self.text(node, "dcterms:title", dataset.title)
        self.text(node, "dcterms:description", dataset.description)
        self.to(node, "dcterms:publisher", self.name("utgivare"))
        if self.email:
            self.to(node, "dcat:contactPoint", self.name("kontakt"))
        for word in self.keywords():
            self.child(node, "dcat:keyword", word).set(_LANG, self.language)
        self.to(node, "dcat:theme", f"{_EU}data-theme/GOVE")
        self.to(node, "dcterms:accessRights", f"{_EU}access-right/PUBLIC")
        self.to(node, "dcterms:accrualPeriodicity", f"{_EU}frequency/IRREG")
        self.to(node, "dcterms:language", self.spoken())
        self.day(node, "dcterms:modified", self.snapshot.today)
        self.to(node, "dcat:landingPage", self.address(""))
        if self.place_name:
            self.to(node, "dcterms:spatial", self.name("plats"))
        self.period(node, *dataset.period)
        for form in dataset.forms:
            self.to(node, "dcat:distribution", self.name(form.name))

    def distribution(self, dataset: _Dataset, form: _Form) -> None:
        node = self.node("dcat:Distribution", self.name(form.name))
        self.text(node, "dcterms:title", form.title)
        self.to(node, "dcat:accessURL", self.address(form.files[0]))
        for file in form.files:
            self.to(node, "dcat:downloadURL", self.address(file))
        self.plain(node, "dcterms:format", form.media_type)
        if len(form.files) == 1 and form.files[0] in self.files:
            size = self.child(node, "dcat:byteSize", str(len(self.files[form.files[0]])))
            size.set("rdf:datatype", f"{_XSD}nonNegativeInteger")
        self.to(node, "dcterms:language", self.spoken())
        if dataset.is_ours and self.publisher.licence:
            self.to(node, "dcterms:license", self.publisher.licence)
        stage = "COMPLETED" if self.publisher.official else "DEVELOP"
        self.to(node, "adms:status", f"{_EU}distribution-status/{stage}")

    # ------------------------------------------------------------- what is known of them

    def validity(self) -> tuple[date | None, date | None]:
        """From when and until when the strategies hold, as far as they say."""
        items = strategies_that_hold(self.snapshot)
        begins = [day for item in items if (day := item.day(FieldName.VALID_FROM))]
        ends = [item.day(FieldName.VALID_TO) for item in items]
        known = [day for day in ends if day]
        return min(begins, default=None), max(known) if known and len(known) == len(ends) else None

    def measured(self) -> tuple[date, date] | None:
        """The first and the last day that any shown value is about; None if there is none."""
        periods = [
            row.period
            for indicator in self.snapshot.graph.of_role(Role.INDICATOR)
            for row in self.snapshot.measurements.series(indicator.id).rows
        ]
        if not periods:
            return None
        return min(one.start for one in periods), max(one.end for one in periods)

    def keywords(self) -> Iterator[str]:
        graph, metamodel = self.snapshot.graph, self.snapshot.metamodel
        for role in (Role.STRATEGY, Role.PLAN, Role.ACTION, Role.INDICATOR):
            if graph.of_role(role):
                yield metamodel.word(role)
        for priority in graph.of_role(Role.PRIORITY):
            yield priority.title

    # ------------------------------------------------------------------------ the form

    def address(self, path: str) -> str:
        return f"{self.site}/{path}"

    def name(self, thing: str) -> str:
        """What one of the things that are described here is known by."""
        return f"{self.site}/{CATALOGUE}#{thing}"

    def spoken(self) -> str:
        return f"{_EU}language/{_LANGUAGES.get(self.language, 'SWE')}"

    def node(self, tag: str, name: str) -> Element:
        return SubElement(self.root, tag, {"rdf:about": name})

    def child(self, node: Element, tag: str, text: str) -> Element:
        child = SubElement(node, tag)
        child.text = seen_signs(text)
        return child

    def plain(self, node: Element, tag: str, text: str) -> None:
        self.child(node, tag, text)

    def text(self, node: Element, tag: str, said: Message) -> None:
        self.child(node, tag, said.render(self.translations)).set(_LANG, self.language)

    def to(self, node: Element, tag: str, address: str) -> None:
        SubElement(node, tag, {"rdf:resource": address})

    def day(self, node: Element, tag: str, day: date) -> None:
        self.child(node, tag, day.isoformat()).set("rdf:datatype", f"{_XSD}date")

    def period(self, node: Element, begins: date | None, ends: date | None) -> None:
        if begins is None and ends is None:
            return
        temporal = SubElement(node, "dcterms:temporal")
        period = SubElement(temporal, "dcterms:PeriodOfTime")
        if begins:
            self.day(period, "dcat:startDate", begins)
        if ends:
            self.day(period, "dcat:endDate", ends)


_PLAN_FORMS = (
    _Form(
        name="plan-json",
        title=message("The whole plan"),
        media_type="application/json",
        files=(PLAN,),
    ),
    _Form(
        name="plan-csv",
        title=message("Objects and links as tables"),
        media_type="text/csv",
        files=(OBJECTS, LINKS),
    ),
    _Form(
        name="plan-stratml",
        title=message("The strategy as StratML"),
        media_type="application/xml",
        files=(STRATML,),
    ),
)
_VALUE_FORMS = (
    _Form(
        name="varden-csv",
        title=message("Values"),
        media_type="text/csv",
        files=(VALUES,),
    ),
)
