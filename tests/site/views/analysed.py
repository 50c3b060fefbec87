"""A project that demands analyses, and a plan of which some is analysed.

Its kinds are called by the words of the tests' metamodel. Of the child it asks one question, unless
the analysis says why not.
"""

from __future__ import annotations

from dataclasses import replace

from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.schema.fields import FIELDS, FieldSpec, FieldType
from policytrace.schema.metamodel import FieldDefinition
from policytrace.schema.required import Requirement
from policytrace.schema.roles import CustomField, FieldName, Role
from policytrace.schema.vocabulary import Status
from policytrace.site.rendering import Renderer
from tests.plan_builder import WORDS, item, plan
from tests.site.views.drawing import METAMODEL

EQUALITY, CHILD = "jämlikhet", "barnets bästa"
PATTERN, NO_CHILD, VIEWS = CustomField("mönster"), CustomField("inte_barn"), CustomField("åsikter")


def _of(kind: str, key: CustomField, unless: CustomField | None = None) -> Requirement:
    return Requirement(keys=(key,), when=FieldName.ANALYSIS_KIND, value=kind, unless=unless)


ANALYSING = replace(
    METAMODEL,
    definitions={
        **METAMODEL.definitions,
        FieldName.ANALYSIS_KIND: FieldDefinition(
            word="analysslag",
            spec=FIELDS[FieldName.ANALYSIS_KIND],
            schema={"type": "string", "enum": [EQUALITY, CHILD]},
        ),
        **{
            key: FieldDefinition(
                word=key.word, spec=FieldSpec(type=FieldType.PARAGRAPHS), description=asked
            )
            for key, asked in (
                (PATTERN, "Vilka skillnader finns? Skriv dem."),
                (NO_CHILD, "Varför inget barn berörs"),
                (VIEWS, "Vad säger barnen?"),
            )
        },
    },
    required={Role.ANALYSIS: (_of(EQUALITY, PATTERN), _of(CHILD, VIEWS, unless=NO_CHILD))},
    analyses={EQUALITY: Status.DECIDED},
)
"""Only the analysis of equality is demanded."""

ANALYSING_SWEDISH = Renderer(replace(ANALYSING, vocabulary=WORDS), catalogue("sv"))


def answered(analysis: Item, **answers: str) -> Item:
    """An analysis with what it answers, by the words of the fields."""
    own = {CustomField(word): text for word, text in answers.items()}
    return replace(analysis, values={**analysis.values, **own})


GRAPH = plan(
    item("HPL-A", Role.PLAN, status=Status.DECIDED, decided_by="BES-A"),
    item("HPL-B", Role.PLAN, status=Status.PROPOSED),
    item("ATG-A", Role.ACTION, status=Status.DECIDED, part_of="HPL-A"),
    item("ATG-B", Role.ACTION, status=Status.PROPOSED, part_of="HPL-B"),
    item("ATG-LATE", Role.ACTION, status=Status.DECIDED, part_of="HPL-B", decided_by="BES-A"),
    item("ATG-NONE", Role.ACTION, status=Status.DECIDED, part_of="HPL-B", decided_by="BES-A"),
    item("ATG-OFF", Role.ACTION, status=Status.CANCELLED, part_of="HPL-B"),
    item("ATG-LOOSE", Role.ACTION, status=Status.PROPOSED),
    item("BES-A", Role.DECISION, date="2027-03-01"),
    answered(
        item(
            "ANA-A",
            Role.ANALYSIS,
            analyses="HPL-A",
            analysis_kind=EQUALITY,
            date="2027-02-01",
            result="It helps",
        ),
        mönster="More women.\n\nSo:\n- girls\n- boys",
    ),
    answered(
        item("ANA-B", Role.ANALYSIS, analyses="ATG-B", analysis_kind=CHILD, date="2027-02-02"),
        inte_barn="Only grown-ups.",
    ),
    item("ANA-LATE", Role.ANALYSIS, analyses="ATG-LATE", analysis_kind=EQUALITY, date="2027-04-01"),
)
