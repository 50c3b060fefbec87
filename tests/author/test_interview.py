"""Asking a person: what is asked, proposed, explained and asked again."""

from __future__ import annotations

from datetime import date

import pytest

from policytrace.errors import ProjectError
from policytrace.messages import catalogue
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.vocabulary import Rhythm, Status
from tests.author.running import ACTION, Person, new, options
from tests.sphinx.tiny import TinyProject

ANSWERS = {
    "Rubrik": ["Öva på att svara"],
    "Klar senast": ["2028-06-30"],
    "Nästa uppföljning": ["2027-11-15"],
    "Bidrar till": ["UTG-A"],
    "Mäts av": ["ind-a"],
    "Varför": ["Det behövs."],
    "Vad": ["En övning."],
    "För vem": ["För alla."],
    "Förväntat resultat": ["Alla har övat 2028."],
}


def test_what_is_asked_becomes_an_object(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    person = Person(ANSWERS)
    assert new(project.root, "åtgärd", person=person) == 0
    assert project.check().findings == ()
    made = project.graph().items["ATG-3"]
    assert made.title == "Öva på att svara"
    line = project.line("plan.md", "ATG-3") - 1
    assert f"ATG-3 är skrivet: plan.md:{line}" in capsys.readouterr().out


def test_defaults_stand_in_brackets_and_enter_takes_them(project: TinyProject) -> None:
    person = Person(ANSWERS)
    new(project.root, "åtgärd", person=person)
    assert "Del av [HPL-A]: " in person.heard
    assert "Ansvarig [ORG-KS]: " in person.heard
    assert "Id [ATG-3]: " in person.heard
    assert "Efter [ATG-2]: " in person.heard
    assert "Resurs (får utelämnas): " in person.heard
    made = project.graph().items["ATG-3"]
    assert {kind.value: targets for kind, targets in made.links.items()} == {
        "part_of": ("HPL-A",),
        "owner": ("ORG-KS",),
        "contributes_to": ("UTG-A",),
        "measured_by": ("IND-A",),
    }


def test_what_the_options_say_is_not_asked(project: TinyProject) -> None:
    person = Person({"Vad": ["Något görs."]})
    said = {name: value for name, value in ACTION.items() if name != "vad"}
    assert new(project.root, "åtgärd", *options(said), person=person) == 0
    asked = [prompt.partition(" ")[0].rstrip(":") for prompt in person.heard[1:]]
    assert asked == [
        *(
            "Utförs",
            "Medverkar",
            "Lagkrav",
            "Lagrum",
            "Startar",
            "Uppföljs",
            "Använder",
            "Berör",
            "Globala",
            "Resurs",
            "Vad",
            "Id",
            "Efter",
        )
    ]


def test_who_says_a_rhythm_is_not_asked_for_the_next_day(project: TinyProject) -> None:
    said = {name: value for name, value in ACTION.items() if name != "nästa-uppföljning"}
    person = Person({"Vad": ["Något görs."], "Uppföljs": ["kvartal", "Tertial"]})
    without = {name: value for name, value in said.items() if name != "vad"}
    assert new(project.root, "åtgärd", *options(without), person=person) == 0
    assert not any(prompt.startswith("Nästa uppföljning") for prompt in person.heard)
    made = project.graph().items["ATG-3"]
    assert made.value(FieldName.RHYTHM, Rhythm) is Rhythm.TERTIAL
    assert made.day(FieldName.NEXT_FOLLOW_UP) == date(2027, 4, 30)
    assert new(project.root, "åtgärd", *options({**said, "uppföljs": "år"})) == 0


def test_nothing_is_asked_when_the_options_say_all_that_must_be_said(
    project: TinyProject,
) -> None:
    person = Person({})
    assert new(project.root, "åtgärd", *options(ACTION), person=person) == 0
    assert person.heard == []


def test_the_place_is_asked_for_where_none_can_be_proposed(project: TinyProject) -> None:
    person = Person({"Efter": ["plan.md"]})
    project.edit("plan.md", ":mäts_av: IND-A\n\nDen", "\nDen")
    waiver = {
        "title": "Undantag", "regel": "PT209", "gäller": "ATG-2", "skäl": "Inget mått",
        "beslutad-genom": "BES-A", "giltig-till": "2027-12-31",
    }  # fmt: skip
    assert new(project.root, "undantag", *options(waiver), person=person) == 0
    assert person.heard[-1] == "Efter: "


def test_answers_are_kept_when_the_project_has_broken_meanwhile(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    class Slow(Person):
        def ask(self, prompt: str) -> str:
            if prompt.startswith("Efter"):
                project.write("conf.py", "trasig (")
            return super().ask(prompt)

    with pytest.raises(ProjectError):
        new(project.root, "åtgärd", person=Slow(ANSWERS))
    assert capsys.readouterr().out.startswith(":::{åtgärd} Öva på att svara\n")


def test_a_bad_answer_is_asked_again_with_the_reason(project: TinyProject) -> None:
    person = Person({**ANSWERS, "Klar senast": ["snart", "2028-02-30", "", "2028-06-30"]})
    assert new(project.root, "åtgärd", person=person) == 0
    assert sum(prompt.startswith("Klar senast: ") for prompt in person.heard) == 4
    assert person.said("  Klar senast: Skriv ett datum som finns, till exempel 2027-11-15.")
    assert person.said("  Klar senast: Skriv något.")


def test_a_bad_option_is_asked_for_with_the_reason(project: TinyProject) -> None:
    person = Person({**ANSWERS, "Ansvarig": ["ORG-KS"]})
    assert new(project.root, "åtgärd", "--ansvarig", "ORG-KZ", person=person) == 0
    assert person.said("  Ansvarig: Inget av typen organisation heter ”ORG-KZ”. Närmast: ")


def test_a_question_mark_shows_what_there_is_to_answer(project: TinyProject) -> None:
    person = Person({**ANSWERS, "Bidrar till": ["?", "UTG-A"], "Klar": ["?", "2028-06-30"]})
    del person.answers["Klar senast"]
    assert new(project.root, "åtgärd", person=person) == 0
    assert person.said("  Hot ska förebyggas (utgångspunkt, UTG-A)")
    assert person.said("  Vi mäter skillnader (åtagande, ATA-A)")
    assert not person.said("IND-A")
    assert person.said("  Sista dag då arbetet ska vara klart")


def test_an_answer_that_does_not_fit_the_others_is_asked_again(project: TinyProject) -> None:
    project.edit("plan.md", ":giltig_till: 2029-12-31", ":giltig_till: 2027-12-31")
    person = Person(
        {
            **ANSWERS,
            "Startar": ["2028-01-02", "2027-12-01"],
            "Klar senast": ["2027-11-30", "2027-12-31"],
            "Nästa": ["2027-12-20"],
        }
    )
    del person.answers["Nästa uppföljning"]
    new(project.root, "åtgärd", person=person)
    assert person.said("  Startar: :startar: 2028-01-02 ligger utanför planen HPL-A")
    assert person.said(":startar: 2027-12-01 är senare än :klar_senast: 2027-11-30")
    assert ":startar: 2027-12-01\n:klar_senast: 2027-12-31\n" in project.read("plan.md")


def test_an_owner_that_has_ended_is_asked_again(project: TinyProject) -> None:
    project.edit(
        "strategi.md", ":slag: politiskt organ", ":slag: politiskt organ\n:giltig_till: 2028-01-01"
    )
    person = Person({**ANSWERS, "Klar senast": ["2028-06-30", "2027-12-31"]})
    new(project.root, "åtgärd", person=person)
    assert person.said("ORG-KS (”Kommunstyrelsen”) ansvarar för ATG-3, men finns inte 2028-06-30")


def test_the_same_answer_again_is_kept_and_judged_in_the_end(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.read("plan.md")
    person = Person(
        {
            **ANSWERS,
            "Startar": ["2030-01-02", "2030-01-02"],
            "Klar senast": ["2030-02-02"],
            "Nästa uppföljning": ["2030-02-01"],
        }
    )
    assert new(project.root, "åtgärd", person=person) == 1
    assert project.read("plan.md") == before
    shown = capsys.readouterr()
    assert "PT401" in shown.err
    assert ":startar: 2030-01-02" in shown.out


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_who_stops_keeps_the_answers_and_nothing_is_written(
    project: TinyProject, capsys: pytest.CaptureFixture[str], stop: type[BaseException]
) -> None:
    class Impatient(Person):
        def ask(self, prompt: str) -> str:
            if prompt.startswith("För vem"):
                raise stop
            return super().ask(prompt)

    before = project.read("plan.md")
    with pytest.raises((KeyboardInterrupt, ProjectError)):
        new(project.root, "åtgärd", person=Impatient(ANSWERS))
    assert project.read("plan.md") == before
    shown = capsys.readouterr()
    assert "Inget skrevs. Det här svarade du:" in shown.err
    assert shown.out.startswith(":::{åtgärd} Öva på att svara\n:id: ATG-3\n")
    assert "\nVad\n: En övning.\n:::\n" in shown.out


def test_a_follow_up_is_proposed_for_today_under_its_action(project: TinyProject) -> None:
    person = Person(
        {
            "Rubrik": ["Uppföljning i januari"],
            "Följer upp": ["ATG-1"],
            "Bedömning": ["enligt plan"],
            "Resultat": ["Allt är igång"],
        }
    )
    assert new(project.root, "uppföljning", person=person) == 0
    assert "Datum [2027-01-15]: " in person.heard
    assert "Id [UPF-1-1]: " in person.heard
    assert "Efter [ATG-1]: " in person.heard
    assert project.line("plan.md", "UPF-1-1") < project.line("plan.md", "ATG-2")


def test_the_person_is_told_how_to_answer(project: TinyProject) -> None:
    person = Person(ANSWERS)
    new(project.root, "åtgärd", person=person)
    assert person.heard[0].startswith("Svara på frågorna.")


# ------------------------------------------------------------------- what depends on a kind

ANALYSIS = {
    "Rubrik": ["Analys"],
    "Analyserar": ["ATG-2"],
    "Datum": ["2027-01-10"],
    "Id": ["ANA-2-1"],
}


def asked_of(person: Person) -> list[str]:
    """What was asked, without what could be left out and what was explained."""
    return [prompt.partition(":")[0] for prompt in person.heard if prompt.endswith(": ")]


def test_only_the_questions_of_the_kind_are_asked_with_what_they_are_about(
    project: TinyProject,
) -> None:
    person = Person(
        {
            **ANALYSIS,
            "Analysslag": ["jämlikhet"],
            "Mönster": ["", "Fler kvinnor."],
            "Slutsats": ["Bra."],
        }
    )
    assert new(project.root, "analys", person=person) == 0
    heard = person.heard
    assert heard[heard.index("Mönster: ") - 1] == "  Vilka skillnader finns i dag?"
    assert not person.said("Berör inte barn")
    assert not person.said("Barns åsikter")
    assert heard.count("Mönster: ") == 2
    assert asked_of(person)[-5:] == [
        "Resultat (får utelämnas)",
        "Redovisad i (får utelämnas)",
        "Text (får utelämnas)",
        "Id [ANA-2-1]",
        "Efter [ATG-2]",
    ]
    assert project.check().findings == ()


def test_a_reason_stands_in_the_place_of_the_questions(project: TinyProject) -> None:
    person = Person(
        {**ANALYSIS, "Analysslag": ["barnets bästa"], "Berör inte barn": ["Bara vuxna berörs."]}
    )
    assert new(project.root, "analys", person=person) == 0
    assert not person.said("Barns åsikter")
    assert not person.said("Mönster")
    assert ":berör_inte_barn: Bara vuxna berörs.\n" in project.read("plan.md")


def test_without_the_reason_the_questions_are_asked(project: TinyProject) -> None:
    person = Person(
        {**ANALYSIS, "Analysslag": ["barnets bästa"], "Barns åsikter": ["De vill vara med."]}
    )
    assert new(project.root, "analys", person=person) == 0
    assert person.said("Berör inte barn (får utelämnas): ")
    assert project.check().findings == ()


def test_only_the_options_of_the_kind_are_demanded(project: TinyProject) -> None:
    given = {"title": "Analys", "analyserar": "ATG-2", "datum": "2027-01-10"}
    with pytest.raises(ProjectError) as raised:
        new(project.root, "analys", *options({**given, "analysslag": "jämlikhet"}))
    assert "Ange också --mönster, --slutsats, eller kör" in raised.value.text.render(
        catalogue("sv")
    )


def test_what_may_stand_in_the_place_of_an_option_is_told_too(project: TinyProject) -> None:
    given = {"title": "Analys", "analyserar": "ATG-2", "datum": "2027-01-10"}
    with pytest.raises(ProjectError) as raised:
        new(project.root, "analys", *options({**given, "analysslag": "barnets bästa"}))
    assert "(eller --berör-inte-barn i stället)" in raised.value.text.render(catalogue("sv"))


def test_a_long_answer_is_written_below_its_option_and_read_back(project: TinyProject) -> None:
    said = "Fler kvinnor\nän män.\n\nSärskilt:\n- unga\n- den som är ensam"
    given = {
        "title": "Analys", "analyserar": "ATG-2", "datum": "2027-01-10", "analysslag": "jämlikhet",
        "mönster": said, "slutsats": "Bra " * 30,
    }  # fmt: skip
    assert new(project.root, "analys", *options(given)) == 0
    assert (
        ":mönster:\n  Fler kvinnor än män.\n\n  Särskilt:\n  - unga\n  - den som är ensam\n"
        f":slutsats:\n  {'Bra ' * 29}Bra\n:::\n"
    ) in project.read("plan.md")
    assert project.check().findings == ()
    values = {str(key): value for key, value in project.graph().items["ANA-2-1"].values.items()}
    assert values["mönster"] == "Fler kvinnor än män.\n\nSärskilt:\n- unga\n- den som är ensam"


def test_a_persons_name_is_refused_where_a_body_is_asked_for(project: TinyProject) -> None:
    person = Person(
        {
            "Rubrik": ["Om planen"],
            "Synpunkt på": ["HPL-A"],
            "Från": ["Förnamn Efternamn", "enskild"],
            "Datum": ["2027-01-10"],
            "Svar (": ["Vi tar med det."],
            "Text": ["Bra plan."],
        }
    )
    assert new(project.root, "synpunkt", person=person) == 0
    assert person.said("Skriv ”enskild” och inget mer.")
    made = project.graph().items["SYN-A-1"]
    assert (made.text(FieldName.SENDER), made.text(FieldName.ANSWER)) == (
        "enskild",
        "Vi tar med det.",
    )
    assert project.check().findings == ()


def test_a_follow_up_is_asked_what_was_seen_read_and_proposed(project: TinyProject) -> None:
    person = Person(
        {
            "Rubrik": ["Uppföljning efter tertialet"],
            "Följer upp": ["ATG-1"],
            "Resultat": ["Hälften har övat"],
            "Bedömning": ["i riskzonen"],
            "Mått som lästes av": ["IND-A"],
            "Avvikelse": ["Två enheter har inte börjat"],
            "Föreslagen ändring": ["De två får stöd"],
        }
    )
    assert new(project.root, "uppföljning", person=person) == 0
    made = project.graph().items["UPF-1-1"]
    assert made.text(FieldName.DEVIATION) == "Två enheter har inte börjat"
    assert made.text(FieldName.PROPOSED_CHANGE) == "De två får stöd"
    assert made.targets(LinkKind.LOOKED_AT) == ("IND-A",)


def test_a_milestone_is_asked_for_its_action_and_its_day(project: TinyProject) -> None:
    person = Person(
        {"Rubrik": ["Hälften har övat"], "Del av": ["ATG-1"], "Klar senast": ["2027-12-31"]}
    )
    assert new(project.root, "delmål", person=person) == 0
    made = project.graph().items["DEL-1-1"]
    assert made.targets(LinkKind.PART_OF) == ("ATG-1",)
    assert made.status is Status.PROPOSED


# --------------------------------------------------------------------------------- searching

MANY = "\n".join(
    f":::{{organisation}} {name}\n:id: ORG-{number}\n:slag: politiskt organ\n:::\n"
    for number, name in enumerate(
        ["Socialnämnden", "Skolnämnden", "Valnämnden", *(f"Nämnd {one}" for one in range(20))],
        start=1,
    )
)


@pytest.fixture
def crowded(project: TinyProject) -> TinyProject:
    """A project with more organisations than fit on a screen."""
    project.write("strategi.md", f"{project.read('strategi.md')}\n{MANY}")
    return project


def owned_by(project: TinyProject, *, kind: LinkKind = LinkKind.OWNER) -> tuple[str, ...]:
    return project.graph().items["ATG-3"].targets(kind)


def test_some_letters_give_the_best_fits_by_number(crowded: TinyProject) -> None:
    person = Person({**ANSWERS, "Ansvarig": ["NAMNDEN"], "  Siffra": ["2"], "  En till": [""]})
    assert new(crowded.root, "åtgärd", person=person) == 0
    start = person.heard.index("  Menar du:")
    assert person.heard[start : start + 5] == [
        "  Menar du:",
        "  1  Socialnämnden (organisation, ORG-1)",
        "  2  Skolnämnden (organisation, ORG-2)",
        "  3  Valnämnden (organisation, ORG-3)",
        "  Siffra, eller flera; mer av namnet; Enter om ingen passar: ",
    ]
    assert not person.said("Inget av typen")
    assert owned_by(crowded) == ("ORG-2",)


def test_how_many_more_fit_is_told(crowded: TinyProject) -> None:
    person = Person({**ANSWERS, "Ansvarig": ["nämnd", "ORG-KS"], "  Siffra": [""]})
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert sum("(organisation, " in text for text in person.heard) == 5
    assert person.said("  … och 18 till: skriv mer av namnet.")


def test_several_are_chosen_at_once_and_one_after_the_other(crowded: TinyProject) -> None:
    person = Person(
        {
            **ANSWERS,
            "Medverkar": ["nämnden"],
            "  Siffra": ["1, 3", "1"],
            "  En till": ["kommunst", ""],
        }
    )
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert set(owned_by(crowded, kind=LinkKind.PARTICIPANT)) == {"ORG-1", "ORG-3", "ORG-KS"}
    assert person.said("  Medverkar: Socialnämnden; Valnämnden; Kommunstyrelsen")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("?", "  Skriv några bokstäver eller ord ur namnet"),
        ("xyzzy", "  Ansvarig: Inget av typen organisation heter ”xyzzy”."),
    ],
)
def test_what_is_chosen_stays_when_one_more_cannot_be_taken(
    crowded: TinyProject, wrong: str, told: str
) -> None:
    person = Person({**ANSWERS, "Ansvarig": ["social"], "  Siffra": ["1"]})
    person.answers["  En till"] = [wrong, "skolnämnden", ""]
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert person.said(told)
    assert owned_by(crowded) == ("ORG-1", "ORG-2")


def test_what_is_chosen_stays_when_the_rest_of_the_answer_is_left(crowded: TinyProject) -> None:
    person = Person({**ANSWERS, "Ansvarig": ["social, xyzzy"], "  Siffra": ["1", ""]})
    person.answers["  En till"] = ["nämnd", ""]
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert person.said("  Ansvarig: Inget av typen organisation heter ”xyzzy”.")
    assert owned_by(crowded) == ("ORG-1",)


def test_more_of_the_name_narrows_and_what_fits_nothing_is_told(crowded: TinyProject) -> None:
    person = Person(
        {**ANSWERS, "Ansvarig": ["nämnd"], "  Siffra": ["qqqqqq", "9", "?", "skol", "1"]}
    )
    person.answers["  En till"] = [""]
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert person.said("  Inget passar ”qqqqqq”.")
    assert person.said("  Skriv en siffra från 1 till 5.")
    assert person.said("  Skriv några bokstäver eller ord ur namnet")
    assert owned_by(crowded) == ("ORG-2",)


def test_enter_never_takes_what_only_fits(crowded: TinyProject) -> None:
    person = Person({**ANSWERS, "Medverkar": ["kommunst", ""], "  Siffra": [""]})
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert person.said("  1  Kommunstyrelsen (organisation, ORG-KS)")
    assert owned_by(crowded, kind=LinkKind.PARTICIPANT) == ()


def test_what_is_of_another_type_is_told_before_what_fits(crowded: TinyProject) -> None:
    plan = PLAN_B.replace("Plan mot hat och hot", "Kommunstyrelsens plan")
    crowded.write("plan.md", crowded.read("plan.md") + plan)
    person = Person({**ANSWERS, "Del av": ["kommunstyrelsen", "HPL-A"], "  Siffra": [""]})
    person.answers["Ansvarig"] = ["ORG-KS"]
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert person.said("  ORG-KS är av typen ”organisation”, som inte passar här.")


def test_enter_among_numbers_asks_the_question_again(crowded: TinyProject) -> None:
    person = Person({**ANSWERS, "Ansvarig": ["nämnden", "valnämnden"], "  Siffra": [""]})
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert owned_by(crowded) == ("ORG-3",)


def test_a_single_one_is_wanted_where_several_cannot_be(crowded: TinyProject) -> None:
    crowded.write("plan.md", crowded.read("plan.md") + PLAN_B)
    person = Person({**ANSWERS, "Del av": ["plan hot"], "  Siffra": ["1 2", "1"]})
    person.answers["Ansvarig"] = ["ORG-KS"]
    assert new(crowded.root, "åtgärd", person=person) == 0
    assert person.said("  Välj bara en.")
    assert "  Siffra; mer av namnet; Enter om ingen passar: " in person.heard


PLAN_B = """
:::{handlingsplan} Plan mot hat och hot
:id: HPL-B
:status: förslag
:del_av: PRI-A
:ansvarig: ORG-KS
:giltig_från: 2027-01-01
:giltig_till: 2029-12-31
:::
"""


def test_a_long_list_is_never_shown_whole(crowded: TinyProject) -> None:
    person = Person({**ANSWERS, "Ansvarig": ["?", "ORG-KS"]})
    assert new(crowded.root, "åtgärd", person=person) == 0
    shown = [text for text in person.heard if "(organisation, " in text]
    assert len(shown) == 10
    assert person.said("  … och 14 till.")
    assert person.said("  Skriv några bokstäver eller ord ur namnet")


def test_without_a_terminal_an_unclear_name_gives_the_nearest(
    crowded: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(crowded.root, "åtgärd", *options({**ACTION, "ansvarig": "nämnden"})) == 2
    assert (
        "--ansvarig: Inget av typen organisation heter ”nämnden”. Närmast: Socialnämnden "
        "(organisation, ORG-1); Skolnämnden (organisation, ORG-2); Valnämnden (organisation, ORG-3)"
    ) in capsys.readouterr().err


def test_what_a_rule_finds_is_told_with_its_code(project: TinyProject) -> None:
    person = Person({"Rubrik": ["Undantag"], "Regel": ["?", "PT209"], "Gäller": ["ATG-2"]})
    person.answers |= {
        "Skäl": ["Inget mått"],
        "Beslutad": ["BES-A"],
        "Giltig till": 2 * ["2027-12-31"],
    }
    person.answers["Efter"] = ["plan.md"]
    new(project.root, "undantag", person=person)
    assert person.said("  PT101  Ingen åtgärd bidrar")
    assert any(text.startswith("  … och ") for text in person.heard)
