"""The guide for editors, step by step: its examples are put into a copy of the real content.

What the guide says of the gate is what the gate says.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from policytrace.checks.registry import RULES
from policytrace.messages import catalogue
from tests.paths import REPOSITORY
from tests.real.conftest import Copy

GUIDE = (REPOSITORY / "docs" / "redigera.md").read_text(encoding="utf-8")
PLAN = "action_plans/frihet-fran-vald.md"
LAST = "ATG-VALD-12"
"""The last action of that plan; the guide's own is the next one."""
DECISION = "BES-SN-2027-02-10-15"


def examples(heading: str) -> list[str]:
    """The examples below a heading of the guide, in their order."""
    section = GUIDE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [found[2] for found in re.finditer(r"(?ms)^(`{3,})text\n(.*?)^\1$", section)]


def options(example: str) -> dict[str, str]:
    """The options that an example says to write, each as its whole line."""
    return {found[1]: found[0] + "\n" for found in re.finditer(r"(?m)^:(\w+): .*$", example)}


def add(copy: Copy, file: str, *texts: str) -> None:
    path = copy.root / file
    whole = "\n".join((path.read_text(encoding="utf-8"), *texts))
    path.write_text(whole, encoding="utf-8", newline="\n")


def set_options(copy: Copy, file: str, item: str, example: str) -> None:
    """Write the options of an example into an object, in the place of those that it has."""
    path = copy.root / file
    text = path.read_text(encoding="utf-8")
    block = re.search(rf"(?m)^:id: {item}\n(?:^:.*\n)*", text)
    assert block, item
    lines = block[0].splitlines(keepends=True)
    for name, line in options(example).items():
        lines = [old for old in lines if not old.startswith(f":{name}:")]
        lines.append(line)
    path.write_text(text.replace(block[0], "".join(lines)), encoding="utf-8", newline="\n")


def actions(copy: Copy) -> list[str]:
    return re.findall(r"(?m)^:id: (ATG-\S+)$", (copy.root / PLAN).read_text(encoding="utf-8"))


def found(told: str, *, about: Path | str = "") -> list[str]:
    """Severity and code of what was found, in files whose path ends as `about`."""
    return [
        f"{each[2]} {each[3]}"
        for each in re.finditer(r"(?m)^(\S+?):\d+: (fel|varning) (PT\d+):", told)
        if each[1].endswith(str(about))
    ]


def errors(told: str) -> set[str]:
    """The errors that were found, anywhere."""
    return {each for each in found(told) if each.startswith("fel")}


def analyses() -> list[str]:
    """The analyses of a whole plan that are examples."""
    found = examples("Analysera före beslut")
    return [example for example in found if example.startswith(":::")]


def decide(copy: Copy, *made: str) -> None:
    """Write the analyses and a decision, and let it be about the plan and all its actions."""
    decision, status = examples("Markera som beslutad")
    add(copy, "strategy/beslut.md", decision)
    add(copy, PLAN, *(made or analyses()))
    for item in ("HPL-VALD", *actions(copy)):
        set_options(copy, PLAN, item, status)


def check(copy: Copy) -> tuple[int, str]:
    return copy.check("--verbose", today="2027-12-01")


def test_adding_an_action(copy: Copy) -> None:
    [example] = examples("Lägg till en åtgärd")
    add(copy, PLAN, example)
    assert check(copy)[0] == 0


def test_marking_a_plan_as_decided(copy: Copy) -> None:
    decide(copy)
    code, told = check(copy)
    assert code == 0, told


def test_a_plan_that_is_decided_without_an_analysis(copy: Copy) -> None:
    equality, child = analyses()
    decide(copy, equality)
    code, told = check(copy)
    assert (code, found(told, about=PLAN).count("fel PT801")) == (1, 1)
    assert errors(told) == {"fel PT801"}
    no_child = re.search(r"(?m)^:berör_inte_barn: .*$", GUIDE)
    assert no_child is not None
    answers = re.compile(r"(?ms)^:berörda_barn:.*(?=^:::$)")
    add(copy, PLAN, answers.sub(f"{no_child[0]}\n", child))
    code, told = check(copy)
    assert code == 0, told


def test_an_analysis_that_lacks_an_answer(copy: Copy) -> None:
    equality, child = analyses()
    add(copy, PLAN, re.sub(r"(?m)^:slutsats:.*\n", "", equality), child)
    code, told = check(copy)
    assert (code, errors(told)) == (1, {"fel PT211"})
    assert ":slutsats:" in told


def test_sending_a_plan_out_for_opinions(copy: Copy) -> None:
    health = "action_plans/jamlik-halsa.md"
    [sent, opinion, answer] = examples("Skicka ett förslag på remiss")
    set_options(copy, health, "HPL-HALSA", sent)
    add(copy, health, opinion)
    code, told = check(copy)
    assert code == 0, told
    assert [each for each in found(told, about=health) if "PT8" in each] == ["varning PT802"]
    written = (copy.root / health).read_text(encoding="utf-8")
    answered = opinion.replace("\n\n", f"\n{answer}\n", 1)
    (copy.root / health).write_text(written.replace(opinion, answered), encoding="utf-8")
    code, told = check(copy)
    assert code == 0, told
    assert "PT802" not in told


def test_an_action_that_was_not_decided_is_still_a_proposal(copy: Copy) -> None:
    [_, status] = examples("Markera som beslutad")
    set_options(copy, PLAN, LAST, status)
    code, told = check(copy)
    assert code == 1
    assert "fel PT104" in found(told, about=PLAN)


def test_withdrawing_a_proposal_needs_a_reason_and_no_decision(copy: Copy) -> None:
    withdrawn, _ = examples("Avbryt en åtgärd")
    set_options(copy, "action_plans/barnperspektiv.md", "ATG-BARN-02", withdrawn)
    code, told = check(copy)
    assert code == 0, told
    assert "PT501" not in told


def test_withdrawing_without_a_reason_is_a_warning(copy: Copy) -> None:
    copy.edit("action_plans/barnperspektiv.md", r"(^:id: ATG-BARN-02\n):.*", r"\1:status: avbruten")
    code, told = check(copy)
    assert code == 0, told
    assert "varning PT501" in found(told, about="barnperspektiv.md")


def test_cancelling_what_is_decided_is_decided(copy: Copy) -> None:
    decide(copy)
    _, cancelled = examples("Avbryt en åtgärd")
    set_options(copy, PLAN, LAST, cancelled)
    code, told = check(copy)
    assert (code, errors(told)) == (1, {"fel PT104"})
    [decision, _] = examples("Markera som beslutad")
    later = decision.replace(DECISION, "BES-SN-2027-10-13-88").replace("2027-02-10", "2027-10-13")
    add(copy, "strategy/beslut.md", later)
    code, told = check(copy)
    assert code == 0, told


def test_a_cancelled_plan_is_told_of_its_actions(copy: Copy) -> None:
    withdrawn, _ = examples("Avbryt en åtgärd")
    set_options(copy, PLAN, "HPL-VALD", withdrawn)
    code, told = check(copy)
    assert code == 1
    assert found(told, about=PLAN).count("fel PT110") == len(actions(copy))


def test_writing_a_follow_up(copy: Copy) -> None:
    [action] = examples("Lägg till en åtgärd")
    [follow_up, rhythm] = examples("Skriv in en uppföljning")
    assert ":uppföljs: tertial" in rhythm
    add(
        copy,
        PLAN,
        action.replace(":nästa_uppföljning: 2027-11-08", ":uppföljs: tertial"),
        follow_up,
    )
    code, told = check(copy)
    assert code == 0, told
    code, told = copy.check("--verbose", today="2027-11-07")
    assert (code, "fel PT406" in found(told, about=PLAN)) == (1, True)


def test_dividing_an_action_into_milestones(copy: Copy) -> None:
    [action] = examples("Lägg till en åtgärd")
    [milestone] = examples("Dela upp en åtgärd i delmål")
    add(copy, PLAN, action, milestone)
    code, told = check(copy)
    assert code == 0, told
    set_options(copy, PLAN, "DEL-VALD-15-1", ":klar_senast: 2029-01-01\n")
    code, told = check(copy)
    assert (code, "fel PT401" in found(told, about=PLAN)) == (1, True)


def test_judging_how_it_goes(copy: Copy) -> None:
    [judgement] = examples("Bedöm läget")
    decide(copy)
    set_options(copy, PLAN, LAST, judgement)
    code, told = check(copy)
    assert code == 0, told


def test_adding_an_indicator(copy: Copy) -> None:
    [indicator, target] = examples("Lägg till en indikator")
    add(copy, "strategy/indikatorer/frihet-fran-vald.md", indicator)
    code, told = check(copy)
    assert code == 0, told
    assert ":baslinje: 2024" in target


def test_a_body_that_takes_over(copy: Copy) -> None:
    [body] = examples("Lägg till en organisation")
    add(copy, "strategy/organisationer.md", body)
    set_options(copy, "strategy/organisationer.md", "ORG-VSN", ":giltig_till: 2027-12-31\n")
    code, told = check(copy)
    assert code == 1
    assert errors(told) == {"fel PT206"}


def test_a_body_that_has_taken_over_already(copy: Copy) -> None:
    [body] = examples("Lägg till en organisation")
    add(copy, "strategy/organisationer.md", re.sub(r"(?m)^:giltig_från:.*\n", "", body))
    code, told = check(copy)
    assert code == 1
    assert errors(told) == {"fel PT110"}


# ------------------------------------------------------------------ what is answered


def masked(told: str) -> str:
    """What a check says, less what another day, place or number of objects changes."""
    told = re.sub(r"(: )(?:'[^'\n]*/policytrace'|\S+/policytrace)(?= )", r"\1./policytrace", told)
    told = re.sub(r" --today \S+", "", told)
    return re.sub(
        r"\b\d+ (?=st\.|objekt)|(?<=[a-z]: )\d+|(?<=:)\d+(?=: )|\d{4}-\d\d-\d\d", "#", told
    )


def test_the_answer_of_a_check_without_errors(copy: Copy) -> None:
    [_, answer, _] = examples("Kontrollera")
    code, told = copy.check(today="2026-11-29")
    assert code == 0
    *warnings, blank, summary, further = masked(answer).splitlines()
    real = masked(told).splitlines()
    assert blank == ""
    assert set(warnings) <= set(real)
    assert [summary, further] == real[-2:]


def misspell(copy: Copy) -> None:
    """Make the two mistakes that the guide tells of."""
    date = r"(\{åtgärd\} Säkerställ att frågan om våld ställs .*\n(?:^:.*\n)*?):klar_senast:"
    copy.edit(PLAN, date, r"\1:klar_senst:")
    copy.edit(PLAN, r"^(:bidrar_till: )UTG-VALD-3(?=, UTG-BARN-1, ATA-VALD-5$)", r"\1UTG-VLD-3")


def test_the_answer_of_a_check_with_errors(copy: Copy) -> None:
    [_, _, answer] = examples("Kontrollera")
    misspell(copy)
    code, told = copy.check(today="2026-11-29")
    assert code == 1
    errors = told[re.search(r"(?m)^\S+:\d+: fel ", told).start() :]
    assert masked(errors) == masked(answer)
    told_lines = re.findall(r"(?m)^(\S+):(\d+): fel PT001", told)
    assert told_lines
    for file, number in told_lines:
        line = (copy.root / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert line.startswith(":klar_senst:")


def test_a_link_to_a_page_that_is_not_there(copy: Copy) -> None:
    assert "också ett fel. Då står det ”leder ingenstans”, med fil och rad." in GUIDE
    add(copy, "index.md", "[En sida](finns-inte.md)\n")
    code, told = copy.check()
    assert code == 1
    assert re.search(r"(?m)^index\.md:\d+: fel PT001: .*leder ingenstans", told)


def test_what_the_reading_program_says_is_said_so() -> None:
    assert "Står det ”Läsprogrammet säger” följer" in GUIDE
    said = catalogue("sv").gettext(
        "The text cannot be read as it is written. The reader says: {detail}"
    )
    assert "Läsprogrammet säger: " in said


COMMON = re.findall(r"(?m)^\| \[(PT\d{3})\]\(#(pt\d{3})\) \|", GUIDE)


@pytest.mark.parametrize(("code", "anchor"), COMMON)
def test_a_common_finding_is_a_rule_with_a_page(code: str, anchor: str) -> None:
    assert code in RULES
    assert anchor == code.lower()
    page = (REPOSITORY / "docs" / "regler" / f"{anchor}.md").read_text(encoding="utf-8")
    assert f"({anchor})=\n" in page


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_the_questions_of_new(copy: Copy) -> None:
    from tests.cli.terminal import session  # noqa: PLC0415 - not every system has one

    [_, dialogue, _] = examples("Låt programmet skriva åt dig")
    begun, title, *lines = re.split(r"\n(?!bokstäver|och )", dialogue)
    talk = session("new", "åtgärd", "--today", "2026-11-29", cwd=copy.root)
    talk.wait_for(f"{' '.join(begun.split())}\r\n")
    for line in (title, *lines):
        prompt, answer = re.fullmatch(r"(.*?:|[^:]*) ?(.*)", line).groups()
        if line.startswith(" ") and not prompt.startswith(("  Siffra", "  En till")):
            talk.wait_for(line)
            continue
        talk.answer(f"{prompt} ", answer)
    talk.wait_for("Klar senast")
    talk.interrupt("Inget skrevs")
    assert talk.end()[0] != 0


@pytest.mark.parametrize(
    "heading",
    re.findall(r"(?m)^## (.*)$", GUIDE),
)
def test_every_example_that_is_an_object_is_tried(heading: str) -> None:
    """A recipe that is new in the guide is to have a test here."""
    with_objects = {
        "Så är ett objekt skrivet",
        "Lägg till en åtgärd",
        "Analysera före beslut",
        "Skicka ett förslag på remiss",
        "Markera som beslutad",
        "Dela upp en åtgärd i delmål",
        "Skriv in en uppföljning",
        "Lägg till en indikator",
        "Lägg till en organisation",
        "Lägg till en plan eller en sida",
    }
    holds = any(example.startswith(":::{") for example in examples(heading))
    assert holds is (heading in with_objects)
