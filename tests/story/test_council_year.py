"""A plan through the council's years: draft, referral, decision, edition, follow-ups, report,
revision and a new edition.

At each step somebody makes a mistake, is told in words what is wrong, and mends it. The
municipality's content is real. What happens to it here is made up.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from docx import Document

from tests.story.office import Office

PLAN = "action_plans/hbtqi.md"
HEAD = ":id: HPL-HBTQI\n:status: {status}\n"
REFERRED = f"{HEAD.format(status='på remiss')}:remiss_från: 2027-03-01\n:remiss_till: 2027-05-31\n"
DECIDED, GOING = (
    f"{HEAD.format(status=status)}:uppföljs: tertial\n" for status in ("beslutad", "pågår")
)

EQUALITY = {
    "målgrupp": "Alla som möter kommunens personal.",
    "könsmönster": "Det finns inga siffror för kommunen.",
    "iakttagelse": "Den som inte syns i blanketten hör inte av sig.",
    "orsaker_och_konsekvenser": "Blanketten tar för givet hur en familj ser ut.",
    "bekräftat_eller_förkastat": "Går inte att avgöra utan att fråga.",
    "åtgärder_som_behövs": "Inga fler än planens.",
    "slutsats": "Planen minskar skillnaderna.",
}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path, date(2027, 1, 15))


def a_decision(office: Office, title: str, **values: str) -> str:
    """Write down what the council has decided."""
    return office.new(
        "beslut",
        title=title,
        organ="ORG-KF",
        text="Fullmäktige beslutar enligt förslaget.",
        **values,
    )


@pytest.mark.timeout(900)
def test_a_plan_through_the_councils_years(office: Office) -> None:
    assert office.found() == []  # a draft: nobody has decided anything, and nothing is wrong
    spring_the_plan_is_sent_out(office)
    three_opinions_come_in_and_one_answer_is_late(office)
    adopted = autumn_the_council_adopts_it(office)
    it_is_frozen_as_it_was_decided(office, adopted)
    it_is_followed_up_and_once_it_is_not(office)
    the_council_gets_a_report(office)
    somebody_moves_a_deadline(office)
    the_council_revises_the_plan(office, adopted)


def spring_the_plan_is_sent_out(office: Office) -> None:
    """Somebody forgets to say until when opinions can be given."""
    office.today = date(2027, 3, 1)
    office.edit(PLAN, HEAD.format(status="förslag"), HEAD.format(status="på remiss"))
    told = office.only("PT803")
    assert told.place == office.line(PLAN, "{handlingsplan}")
    assert ":remiss_till:" in told.hint
    office.edit(PLAN, HEAD.format(status="på remiss"), REFERRED)
    assert office.found() == []
    office.published()
    assert "Synpunkter kan lämnas till och med 31 maj 2027" in office.says("action_plans/hbtqi")
    assert "31 maj 2027" in office.says("strategy/arshjul")


def three_opinions_come_in_and_one_answer_is_late(office: Office) -> None:
    """One opinion changes the plan; one is promised an answer, which comes late.

    Who writes them down does not know by heart what the organisations are called, and takes the
    name of a person for that of a body.
    """
    office.today = date(2027, 6, 10)
    about = {"datum": "2027-05-20", "ansvarig": "ORG-KS"}
    opinion = {"title": "Prov", "gäller_synpunkt": "HPL-HBTQI", "text": "Prov.", "svar": "Ja."}
    told = office.refused(
        "synpunkt", **opinion, **{**about, "från": "enskild", "ansvarig": "komunstyrelsen"}
    )
    assert "Närmast: Kommunstyrelsen (organisation, ORG-KS)" in told
    told = office.refused("synpunkt", **opinion, **about, från="Förnamn Efternamn")
    assert "Skriv ”enskild” och inget mer." in told
    first = office.new(
        "synpunkt",
        title="Räkna inte bort de små grupperna",
        gäller_synpunkt="HPL-HBTQI",
        från="Socialnämnden",
        svar="Planen visar inga siffror som kan peka ut någon.",
        text="Nämnden vill att resultaten redovisas också när grupperna är små.",
        **about,
    )
    second = office.new(
        "synpunkt",
        title="Öppna mötesplatsen tidigare",
        gäller_synpunkt="ATG-HBTQI-09",
        från="enskild",
        svar="Den öppnar ett halvår tidigare.",
        ändrat="Åtgärden börjar 1 januari 2028.",
        text="Mötesplatsen behövs nu.",
        **about,
    )
    third = office.new(
        "synpunkt",
        title="Fler språk i blanketterna",
        gäller_synpunkt="ATG-HBTQI-10",
        från="enskild",
        svar_senast="2027-06-30",
        text="Alla läser inte svenska.",
        **about,
    )
    office.edit(PLAN, ":startar: 2028-07-01", ":startar: 2028-01-01")
    assert office.found() == []
    office.published()
    answers = office.says("strategy/remiss")
    assert all(
        title in answers for title in ("de små grupperna", "mötesplatsen tidigare", "Fler språk")
    )
    assert "Den öppnar ett halvår tidigare." in answers
    assert first != second != third

    office.today = date(2027, 7, 1)
    late = office.only("PT802")
    file, _, number = late.place.rpartition(":")
    assert third in "\n".join(office.read(file).splitlines()[int(number) - 1 : int(number) + 3])
    office.edit(
        file, ":svar_senast: 2027-06-30\n", ":svar_senast: 2027-06-30\n:svar: Ja, på fem språk.\n"
    )
    assert office.found() == []


def autumn_the_council_adopts_it(office: Office) -> str:
    """First without analyses, and without the number of the case; gives the decision's id."""
    office.today = date(2027, 11, 25)
    adopted = a_decision(
        office,
        "Fullmäktige antar handlingsplanen för hbtqi",
        beslutsslag="antagande",
        datum="2027-11-22",
        paragraf="§ 140",
        diarienummer="KS 2027/112",
    )
    number_line = ":diarienummer: KS 2027/112\n"
    office.edit("strategy/beslut.md", number_line, "")
    office.edit(
        PLAN,
        REFERRED,
        f"{DECIDED}:beslutad_genom: {adopted}\n",
    )
    office.edit(
        PLAN, ":status: förslag\n", f":status: beslutad\n:beslutad_genom: {adopted}\n", times=5
    )
    found = office.found()
    assert {one.code for one in found} == {"PT502", "PT801"}, found
    [undated] = [one for one in found if one.code == "PT502"]
    assert undated.place.startswith("strategy/beslut.md:")
    assert ":diarienummer:" in undated.message
    assert any(one.place == office.line(PLAN, "{handlingsplan}") for one in found)
    office.edit("strategy/beslut.md", ":paragraf: § 140\n", f":paragraf: § 140\n{number_line}")

    analysis = {"analyserar": "HPL-HBTQI", "ansvarig": "ORG-KS", "datum": "2027-10-01"}
    office.new(
        "analys",
        title="Jämlikhet i planen för hbtqi",
        analysslag="jämlikhet",
        resultat="Planen minskar skillnader.",
        **analysis,
        **EQUALITY,
    )
    office.new(
        "analys",
        title="Barnets bästa i planen för hbtqi",
        analysslag="barnets bästa",
        berör_inte_barn="Bara påhittat: i den här berättelsen finns inga barn.",
        **analysis,
    )
    assert office.found() == []
    return adopted


def it_is_frozen_as_it_was_decided(office: Office, adopted: str) -> None:
    """Once: an edition is never written over."""
    freeze = ("freeze", "HPL-HBTQI", "--today", "2027-11-25", "--decision")
    wrong = office.run(*freeze, "BES-KF-2027-11-22-14")
    assert wrong.code == 2
    assert f"Närmast: Fullmäktige antar handlingsplanen för hbtqi (beslut, {adopted})" in wrong.err
    assert office.run(*freeze, adopted).code == 0
    again = office.run(*freeze, adopted)
    assert again.code == 2
    assert "skrivs aldrig över" in again.err
    edition = office.root / "docs" / "editions" / adopted
    assert {"plan.json", "SHA256SUMS.txt"} <= {path.name for path in edition.iterdir()}
    assert office.found() == []
    office.published()
    assert "ATG-HBTQI-05" in str(office.page(f"objekt/{adopted}"))
    assert "KS 2027/112" in office.says(f"objekt/{adopted}")


def it_is_followed_up_and_once_it_is_not(office: Office) -> None:
    """Each part of the year; the second time nobody does, and that is told.

    The first time the day is written as people say it.
    """
    office.edit(
        PLAN,
        DECIDED,
        GOING,
    )
    office.today = date(2028, 5, 10)
    said = {
        "title": "Planen för hbtqi efter första tertialet",
        "följer_upp": "HPL-HBTQI",
        "ansvarig": "ORG-KS",
        "resultat": "Blanketterna är genomgångna.",
        "bedömning": "i riskzonen",
        "tittade_på": "IND-HBTQI-UTBILDNING",
        "avvikelse": "Mötesplatsen har ingen lokal.",
        "föreslagen_ändring": "Flytta mötesplatsens sista dag till 30 juni 2031.",
        "text": "Exemplet är påhittat.",
    }
    told = office.refused("uppföljning", **said, datum="10 maj 2028")
    assert "--datum: Skriv ett datum som finns, till exempel 2027-11-15." in told
    office.new("uppföljning", **said, datum="2028-05-10")
    assert office.found() == []
    office.today = date(2028, 10, 1)
    missed = [one for one in office.found() if one.code == "PT402"]
    assert [one.place for one in missed] == [office.line(PLAN, "{handlingsplan}")]
    assert "2028-08-31" in missed[0].message
    assert any(one.code == "PT402" for one in office.found(strict=True))
    office.new(
        "uppföljning",
        title="Planen för hbtqi efter andra tertialet",
        följer_upp="HPL-HBTQI",
        ansvarig="ORG-KS",
        datum="2028-10-01",
        resultat="Mötesplatsen har fortfarande ingen lokal.",
        bedömning="försenad",
        avvikelse="Lokalen dröjer.",
        föreslagen_ändring="Flytta mötesplatsens sista dag till 30 juni 2031.",
        text="Exemplet är påhittat.",
    )
    assert office.found() == []


def the_council_gets_a_report(office: Office) -> None:
    """With what was found and what is proposed, and the memorandum for its decision.

    Somebody asks for the plan by half its name.
    """
    half = office.run("report", "--kind", "plan", "--plan", "hbtqi")
    assert half.code == 2
    assert "(handlingsplan, HPL-HBTQI)" in half.err
    made = ("report", "--plan", "HPL-HBTQI", "--as-of", "2028-10-01", "--kind")
    assert office.run(*made, "uppföljning", "--output", "rapport.pdf").code == 0
    report = pypdf.PdfReader(BytesIO((office.root / "rapport.pdf").read_bytes()))
    text = " ".join(" ".join(page.extract_text().split()) for page in report.pages)
    for said in ("Mötesplatsen har ingen lokal", "Lokalen dröjer", "30 juni 2031"):
        assert said in text
    memo = (*made, "tjänsteskrivelse", "--format", "docx", "--output", "skrivelse.docx")
    assert office.run(*memo).code == 0
    headings = [
        one.text
        for one in Document(str(office.root / "skrivelse.docx")).paragraphs
        if one.style is not None and str(one.style.name).startswith("Heading")
    ]
    assert "Förslag till beslut" in headings


def somebody_moves_a_deadline(office: Office) -> None:
    """Before the council has decided so: nothing is published."""
    office.today = date(2028, 11, 1)
    due = ":startar: 2028-01-01\n:klar_senast: {}\n:nästa_uppföljning: 2028-10-31"
    office.edit(PLAN, due.format("2030-12-31"), due.format("2031-06-30"))
    office.edit(PLAN, ":giltig_till: 2030-12-31", ":giltig_till: 2031-12-31")
    moved = [one for one in office.found() if one.code == "PT503"]
    assert {one.place for one in moved} == {
        office.line(PLAN, "{handlingsplan}"),
        office.line(PLAN, "{åtgärd} Ordna eller stöd en trygg mötesplats"),
    }
    assert any(
        "flyttad från 31 december 2030 till 30 juni 2031, utan beslut" in one.message
        for one in moved
    )
    assert office.run("build", "--today", "2028-11-01").code == 1


def the_council_revises_the_plan(office: Office, adopted: str) -> None:
    """There is a new edition beside the old one. First the number of the case is left out."""
    office.today = date(2028, 11, 30)
    told = office.refused(
        "beslut",
        title="Fullmäktige reviderar handlingsplanen för hbtqi",
        organ="ORG-KF",
        beslutsslag="revidering",
        datum="2028-11-27",
        paragraf="151",
    )
    assert "Ange också --diarienummer (eller --diarienummer-saknas i stället)" in told
    revised = a_decision(
        office,
        "Fullmäktige reviderar handlingsplanen för hbtqi",
        beslutsslag="revidering",
        datum="2028-11-27",
        paragraf="151",
        diarienummer="KS 2028/204",
    )
    office.edit(
        PLAN,
        f"{GOING}:beslutad_genom: {adopted}\n",
        f"{GOING}:beslutad_genom: {adopted}, {revised}\n",
    )
    assert not [
        one for one in office.found() if one.code == "PT503" and "utan beslut" in one.message
    ]
    office.new(
        "uppföljning",
        title="Mötesplatsen inför revideringen",
        följer_upp="ATG-HBTQI-09, ATG-HBTQI-07, ATG-HBTQI-10",
        ansvarig="ORG-KS",
        datum="2028-11-30",
        resultat="Arbetet går enligt den nya planen.",
        bedömning="enligt plan",
        text="Exemplet är påhittat.",
    )
    frozen = office.run("freeze", "HPL-HBTQI", "--today", "2028-11-30", "--decision", revised)
    assert frozen.code == 0, frozen.said
    assert [one for one in office.found() if one.code == "PT503"] == []
    office.published()
    editions = office.says("docs/utgavor")
    assert "§ 140" in editions
    assert "§ 151" in editions
    assert (office.root / "_build" / "html" / "docs").is_dir()
