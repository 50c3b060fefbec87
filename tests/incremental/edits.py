"""What people do to a project between two builds, each with two numbers that say where and how.

    edit_of("withdraw an option")(project, 4, 0)

An edit does the same for the same project and numbers. It looks for places by what stands there,
so that it still has something to do when other edits have been made; with nothing to do it does
nothing. Many of what they make is right, much is not: then the gate stops, or finds something.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TypeVar

from tests.incremental.project import SEARCH, SUPPORT, Block, Project
from tests.sphinx.tiny import PUBLISHER, SITE

Edit = Callable[[Project, int, int], None]

EDITS: dict[str, Edit] = {}
"""All edits by what they do."""

_Thing = TypeVar("_Thing")

FIRST_PAGE = "index.md"

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATES = (
    "2025-12-31",
    "2026-06-15",
    "2027-01-14",
    "2027-01-15",
    "2027-01-20",
    "2028-02-29",
    "2027-13-01",
)
_SAID = (
    "En ny mening.",
    "Mer om **det** & <det>.",
    "Se {need}`våldet <PRI-VALD>`.",
    "Se [läget](lage.md).",
)
_WORDS = ("Våren", "Hösten", "Både & <och>", "A", "Åsa Öbergs 100 % ”bästa”")

_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M2 2H7V7z"/></svg>\n'

_TYPES = {
    "åtgärd": ":status: förslag\n:del_av: HPL-MOTEN\n:ansvarig: ORG-KF\n:startar: 2027-03-01\n"
    ":klar_senast: 2028-06-30\n:nästa_uppföljning: 2027-11-15\n:bidrar_till: UTG-MOTEN-1\n"
    ":mäts_av: IND-MOTEN\n\nDet som ska göras.",
    "organisation": ":slag: funktion\n:del_av: ORG-KF",
    "uppföljning": ":ansvarig: ORG-SN\n:följer_upp: ATG-VALD-1\n:datum: 2027-01-12\n"
    ":resultat: Det går\n:bedömning: Enligt plan",
    "indikator": ":ansvarig: ORG-SN\n:enhet: procent\n:källa: Egen\n:värde_väntas: 2027-12-31",
    "beslut": ":beslutsslag: antagande\n:organ: ORG-SN\n:datum: 2027-01-11\n:paragraf: § 3\n"
    ":diarienummer: SN 2027/3",
    "undantag": ":regel: PT212\n:gäller: ATG-MOTEN-2\n:skäl: Det är klart\n"
    ":beslutad_genom: BES-PLAN\n:giltig_till: 2027-08-31\n:ansvarig: ORG-SN",
    "analys": ":ansvarig: ORG-SN\n:analyserar: ATG-MOTEN-1\n:berör: GRP-UNGA\n:datum: 2027-01-11",
}
_PREFIXES = dict(zip(_TYPES, ("ATG", "ORG", "UPF", "IND", "BES", "UND", "ANA"), strict=True))

_VIEWS = (
    *("fem_svar", "skillnader", "okänt", "försenat", "härnäst", "nytt", "lägesöversikt"),
    *("indikatortabell", "indikatoröversikt", "plantabell", "målgruppsmatris", "globalamål"),
    *("kvalitetsrapport", "ansvarstabell", "beslutstabell", "undantagstabell", "stöd"),
    *("områdesöversikt", "måttläge", "prioriteringsrader", "åtgärdstabell", "tidslinje"),
)
_OF_A_PLAN = ("åtgärdstabell", "tidslinje")

_SETTINGS = (
    ('not_reached = "inte uppnått"', 'not_reached = "ej uppnått"'),
    ('late = "försenad"\ndone', 'late = "sen"\ndone'),
    ("smallest_group = 5", "smallest_group = 600"),
    ('title = "Åtgärd"', 'title = "Insats"'),
    ('outgoing = "Del av"', 'outgoing = "Ingår i"'),
    ('incoming = "Består av"', 'incoming = "Innehåller"'),
    ('description = "Enhet för indikatorns värden"', 'description = "Mätetal"'),
    ('plural = "valdistrikt"', 'plural = "distrikten"'),
    ('women = "kvinnor"', 'women = "flickor"'),
    ('color = "#dbe7f3"', 'color = "#ffeeee"'),
    ('addresses = "strategy/adresser.csv"', '# addresses = "strategy/adresser.csv"'),
    ('passages = "strategy/passages.csv"', '# passages = "strategy/passages.csv"'),
    ('own_calculation = "Egen bearbetning"', 'own_calculation = "Egen räkning"'),
    ('coming = "härnäst"', 'coming = "kommande"'),
    ('"beslut" = ["organ", "datum", "paragraf"]', '"beslut" = ["organ", "datum", "diarienummer"]'),
    ("[policytrace]\n", f"{PUBLISHER}[policytrace]\n"),
    ("[policytrace]\n", SITE),
    ("[policytrace]\n", '[policytrace]\nrepository = "https://kod.example/edit/main"\n'),
    ("[policytrace.rules]\n", '[policytrace.rules]\nPT209 = "fel"\n'),
    ("[policytrace.rules]\n", '[policytrace.rules]\nPT209 = "av"\n'),
    ("[policytrace.rules]\n", '[policytrace.rules]\nPT212 = "upplysning"\n'),
    (SUPPORT, "\n# Inget stöd.\n"),
    ('priorities = ["PRI-MOTEN"]', 'priorities = ["PRI-VALD"]'),
    ('number = "112"', 'number = "113 13"'),
    (SEARCH, "\n# Inget om sökningen.\n"),
    ('first = "IND-RADSLA"', 'first = "lage"'),
    ('stop_words = ["vem", "vad"]', 'stop_words = ["vem"]'),
)
"""What stands in ``ubproject.toml``, and what may stand there in its place."""

_CONF = (
    ('project = "En rik plan"', 'project = "En rikare plan"'),
    ("html_title = project", 'html_title = "Planen & <vi>"'),
    ('html_logo = "bilder/hus.svg"', '# html_logo = "bilder/hus.svg"'),
    ('html_logo = "bilder/hus.svg"\n', 'html_logo = "bilder/hus.svg"\nhtml_favicon = html_logo\n'),
    ('language = "sv"', 'language = "en"'),
    ("myst_heading_anchors = 3", "myst_heading_anchors = 1"),
    ('exclude_patterns = ["_build"]', 'exclude_patterns = ["_build", "omraden.md"]'),
    ('"deflist"]', '"deflist", "smartquotes"]'),
    ("'--tell'", "'--tell', '--again'"),
)


def edit(what: str) -> Callable[[Edit], Edit]:
    """Register an edit by what it does."""

    def register(function: Edit) -> Edit:
        assert what not in EDITS
        EDITS[what] = function
        return function

    return register


def nth(things: Sequence[_Thing], number: int) -> Iterator[_Thing]:
    """One of the things, whatever the number is; nothing, if there is none."""
    if things:
        yield things[number % len(things)]


# ------------------------------------------------------------------------- objects


@edit("change a value to one of another object")
def change_value(project: Project, where: int, how: int) -> None:
    options = project.options()
    for line, name, value in nth(options, where):
        others = sorted({other for _, named, other in options if named == name} - {value})
        for other in nth(others, how):
            project.replace(line, f":{name}: {other}")


@edit("change a date")
def change_date(project: Project, where: int, how: int) -> None:
    dated = [found for found in project.options() if _DATE.fullmatch(found[2])]
    for line, name, _ in nth(dated, where):
        for day in nth(_DATES, how):
            project.replace(line, f":{name}: {day}")


@edit("change a status")
def change_status(project: Project, where: int, how: int) -> None:
    found = [found for found in project.options() if found[1] == "status"]
    for line, name, _ in nth(found, where):
        for status in nth(("förslag", "beslutad", "pågår", "klar", "avbruten"), how):
            project.replace(line, f":{name}: {status}")


@edit("link to one more")
def link_to_more(project: Project, where: int, how: int) -> None:
    ids = project.ids()
    linking = [found for found in project.options() if found[1] != "id" and found[2] in ids]
    for line, name, value in nth(linking, where):
        near = [one for one in ids if one[:3] == value[:3] and one != value]
        for other in nth(near, how):
            project.replace(line, f":{name}: {value}, {other}")


@edit("withdraw an option")
def withdraw_option(project: Project, where: int, _how: int) -> None:
    for line, _, _ in nth([found for found in project.options() if found[1] != "id"], where):
        project.replace(line)


@edit("add an option of another object")
def add_option(project: Project, where: int, how: int) -> None:
    options = project.options()
    for line, _, _ in nth([found for found in options if found[1] == "id"], where):
        for _, name, value in nth([found for found in options if found[1] != "id"], how):
            project.replace(line, line.text, f":{name}: {value}")


@edit("give an object another title")
def change_title(project: Project, where: int, how: int) -> None:
    for line, opening in nth(project.openings(), where):
        for word in nth(_WORDS, how):
            project.replace(line, f"{opening['fence']}{{{opening['type']}}} {word}")


@edit("lengthen a title")
def lengthen_title(project: Project, where: int, how: int) -> None:
    for line, _ in nth(project.openings(), where):
        project.replace(line, f"{line.text} {how}")


@edit("give an object another id")
def change_id(project: Project, where: int, how: int) -> None:
    found = [found for found in project.options() if found[1] == "id"]
    for line, _, old in nth(found, where):
        new = f"{old[:3]}-NY{how % 7}"
        if how % 2:  # the links too
            for page in project.pages:
                project.write(page, re.sub(rf"{old}(?![-\w])", new, project.read(page)))
        else:
            project.replace(line, f":id: {new}")


@edit("add an object")
def add_object(project: Project, where: int, how: int) -> None:
    for kind in nth(tuple(_TYPES), where):
        for page in nth(project.pages, how):
            item = f"{_PREFIXES[kind]}-{where % 5}{how % 3}"
            block = f":::{{{kind}}} Nytt {where}\n:id: {item}\n{_TYPES[kind]}\n:::\n"
            project.write(page, f"{project.read(page)}\n{block}")


@edit("remove an object")
def remove_object(project: Project, where: int, _how: int) -> None:
    for block in nth(project.blocks(), where):
        _cut(project, block)


@edit("move an object to the end of a page")
def move_object(project: Project, where: int, how: int) -> None:
    for block in nth(project.blocks(), where):
        for page in nth(project.pages, how):
            moved = _cut(project, block)
            project.write_lines(page, [*project.lines(page), *moved, ""])


def _cut(project: Project, block: Block) -> list[str]:
    lines = project.lines(block.page)
    project.write_lines(block.page, lines[: block.first] + lines[block.last :])
    return lines[block.first : block.last]


# --------------------------------------------------------------------------- pages


@edit("write more in a text")
def write_more(project: Project, where: int, how: int) -> None:
    texts = [line for line in project.all_lines() if re.match(r"[A-ZÅÄÖ]", line.text)]
    for line in nth(texts, where):
        for said in nth(_SAID, how):
            project.replace(line, f"{line.text} {said}")


@edit("take away a line")
def remove_line(project: Project, where: int, _how: int) -> None:
    for line in nth([line for line in project.all_lines() if line.text], where):
        project.replace(line)


@edit("put in an empty line at the top")
def move_lines(project: Project, where: int, how: int) -> None:
    for page in nth(project.pages, where):
        lines = project.lines(page)
        at = lines.index("---", 1) + 1 if lines[0] == "---" else 0
        project.write_lines(page, lines[:at] + [""] * (1 + how % 3) + lines[at:])


@edit("change a heading")
def change_heading(project: Project, where: int, how: int) -> None:
    headings = [line for line in project.all_lines() if re.match("#+ ", line.text)]
    for line in nth(headings, where):
        for word in nth(_WORDS, how):
            project.replace(line, f"{line.text.partition(' ')[0]} {word}")


@edit("change what the menu says")
def change_menu(project: Project, where: int, how: int) -> None:
    lines = [line for line in project.all_lines() if line.page == FIRST_PAGE]
    first = next((line.number for line in lines if "{toctree}" in line.text), len(lines))
    entries = [line for line in lines[first:] if re.match(r"[a-zA-Z:]", line.text)]
    for line in nth(entries, where):
        for word in nth(_WORDS, how):
            target = re.search(r"<(.*)>", line.text)
            if line.text.startswith(":caption:"):
                project.replace(line, f":caption: {word}")
            elif not line.text.startswith(":"):
                project.replace(line, f"{word} <{target[1] if target else line.text}>")


@edit("turn the menu round")
def turn_menu(project: Project, where: int, _how: int) -> None:
    lines = project.lines(FIRST_PAGE)
    entries = [at for at, text in enumerate(lines) if re.match(r"[\w ]+<\w|\w+/\w+$", text)]
    for at, other in nth(list(pairwise(entries)), where):
        lines[at], lines[other] = lines[other], lines[at]
    project.write_lines(FIRST_PAGE, lines)


@edit("describe a page")
def describe(project: Project, where: int, how: int) -> None:
    for page in nth(project.pages, where):
        for word in nth(_WORDS, how):
            text = re.sub(r"\A---\n.*?\n---\n", "", project.read(page), flags=re.DOTALL)
            project.write(page, f'---\ndescription: "{word}"\n---\n{text}')


@edit("place an overview")
def place_view(project: Project, where: int, how: int) -> None:
    for page in nth(project.pages, where):
        for view in nth(_VIEWS, how):
            option = ":plan: HPL-VALD\n" if view in _OF_A_PLAN else ""
            project.write(page, f"{project.read(page)}\n```{{{view}}}\n{option}```\n")


@edit("withdraw an overview")
def withdraw_view(project: Project, where: int, _how: int) -> None:
    fences = [line for line in project.all_lines() if re.match(r"```\{\w+\}$", line.text)]
    for line in nth(fences, where):
        lines = project.lines(line.page)
        end = lines.index("```", line.number)
        project.write_lines(line.page, lines[: line.number] + lines[end + 1 :])


@edit("rename a page")
def rename_page(project: Project, where: int, how: int) -> None:
    for page in nth([page for page in project.pages if page != FIRST_PAGE], where):
        old = page.removesuffix(".md")
        new = f"{old}-{how % 3}"
        text = project.read(page)
        (project.root / page).unlink()
        project.write(f"{new}.md", text)
        _in_menu(project, old, new)


@edit("rename a page in the menu and in links to it")
def rename_whole(project: Project, where: int, how: int) -> None:
    for page in nth([page for page in project.pages if page != FIRST_PAGE], where):
        rename_page(project, where, how)
        old = PurePosixPath(page).name
        for other in project.pages:
            new = f"{old.removesuffix('.md')}-{how % 3}.md"
            text = project.read(other)
            if f"({old}" in text or f"/{old}" in text:
                project.write(other, text.replace(old, new))


@edit("move a page to another folder")
def move_page(project: Project, where: int, how: int) -> None:
    for page in nth([page for page in project.pages if page != FIRST_PAGE], where):
        for folder in nth(("", "strategy/", "nytt/"), how):
            new = f"{folder}{PurePosixPath(page).name}"
            if new not in project.pages:
                text = project.read(page)
                (project.root / page).unlink()
                project.write(new, text)
                _in_menu(project, page.removesuffix(".md"), new.removesuffix(".md"))


def _in_menu(project: Project, old: str, new: str) -> None:
    pattern = rf"(?m)(^|<){re.escape(old)}(>?)$"
    project.write(FIRST_PAGE, re.sub(pattern, rf"\g<1>{new}\g<2>", project.read(FIRST_PAGE)))


@edit("add a page")
def add_page(project: Project, where: int, how: int) -> None:
    name = f"ny{where % 3}"
    for view in nth(("", "\n```{nytt}\n```\n", "\n```{måttläge}\n```\n"), how):
        project.write(f"{name}.md", f"# Ny sida {how}\n\nEn text.\n{view}")
    captions = [line for line in project.all_lines() if line.text.startswith(":caption:")]
    for line in nth([line for line in captions if line.page == FIRST_PAGE], where):
        if how % 4 and not re.search(rf"(?m)^{name}$", project.read(FIRST_PAGE)):
            project.replace(line, line.text, "", name)


@edit("remove a page")
def remove_page(project: Project, where: int, how: int) -> None:
    for page in nth([page for page in project.pages if page != FIRST_PAGE], where):
        (project.root / page).unlink()
        if how % 2:
            old = re.escape(page.removesuffix(".md"))
            text = re.sub(rf"(?m)^(.*<{old}>|{old})\n", "", project.read(FIRST_PAGE))
            project.write(FIRST_PAGE, text)


@edit("swap two pages")
def swap_pages(project: Project, where: int, how: int) -> None:
    for one in nth(project.pages, where):
        for other in nth(project.pages, how):
            texts = project.read(one), project.read(other)
            project.write(one, texts[1])
            project.write(other, texts[0])


# ------------------------------------------------------------------- files and data


@edit("change a number in a table")
def change_number(project: Project, where: int, how: int) -> None:
    for name in nth(project.names(".csv"), where):
        text = project.read(name)
        for found in nth(list(re.finditer(r"\d+(\.\d+)?", text)), how):
            project.write(name, f"{text[: found.start()]}{how % 90}{text[found.end() :]}")


@edit("take away a row of a table")
def remove_row(project: Project, where: int, how: int) -> None:
    for name in nth(project.names(".csv"), where):
        rows = project.read(name).splitlines(keepends=True)
        for number in nth(range(1, len(rows)), how):
            project.write(name, "".join(rows[:number] + rows[number + 1 :]))


@edit("add a row to a table")
def add_row(project: Project, where: int, how: int) -> None:
    for name in nth(project.names(".csv"), where):
        rows = project.read(name).splitlines(keepends=True)
        for row in nth(rows[1:], how):
            new = re.sub(r"^\d{4}", lambda year: str(int(year[0]) + 3), row)
            project.write(name, "".join([*rows, new]))


@edit("change a word in a table")
def change_word(project: Project, where: int, how: int) -> None:
    for name in nth(project.names(".csv"), where):
        head, _, rest = project.read(name).partition("\n")
        for found in nth(list(re.finditer(r"[A-ZÅÄÖ]?[a-zåäö]+", rest)), how):
            changed = f"{rest[: found.start()]}{found[0]}e{rest[found.end() :]}"
            project.write(name, f"{head}\n{changed}")


@edit("take away a file that is no page")
def remove_file(project: Project, where: int, _how: int) -> None:
    files = [*project.names(".csv", ".svg", ".png", ".txt")]
    for name in nth(files, where):
        (project.root / name).unlink()


@edit("change a picture")
def change_picture(project: Project, where: int, how: int) -> None:
    for name in nth(project.names(".svg", ".png"), where):
        content = (project.root / name).read_bytes()
        if name.endswith(".svg"):
            project.write(
                name, re.sub(r'fill="#\w+"', f'fill="#{how % 900 + 100}"', project.read(name))
            )
        else:
            project.write_bytes(name, content + b"\0" * (how % 3 + 1))


@edit("show a picture, perhaps of a name that another has")
def show_picture(project: Project, where: int, how: int) -> None:
    for page in nth(project.pages, where):
        for folder in nth(("bilder", "annat", "strategy"), how):
            if f"{folder}/hus.svg" not in project.names():
                project.write(f"{folder}/hus.svg", _PICTURE)
            project.write(page, f"{project.read(page)}\n![Ett hus till](/{folder}/hus.svg)\n")


@edit("change a file that is taken in or offered")
def change_file(project: Project, where: int, how: int) -> None:
    for name in nth([name for name in project.names() if name.startswith("filer/")], where):
        project.write(name, f"{project.read(name)}rad,{how}\n")


@edit("change the picture's source")
def change_source(project: Project, where: int, how: int) -> None:
    arrows = [line for line in project.all_lines() if "-->" in line.text]
    for line in nth(arrows, where):
        project.replace(line, line.text, f"Uppföljning --> Möte{how % 4}")


@edit("lay a file beside")
def add_file(project: Project, where: int, how: int) -> None:
    names = ("bilder/annan.svg", ".dold.md", "README.txt", "strategy/kopia.csv", "filer/ny.txt")
    for name in nth(names, where):
        project.write(name, f"<!-- {how % 3} -->\n")


@edit("lay a link beside")
def add_link(project: Project, where: int, how: int) -> None:
    for name in nth(("länk", "länk.md", "strategy/länk", "filer/länk.txt"), where):
        for target in nth(("ingenstans", "..", "filer", "index.md", "/etc/hostname"), how):
            path = project.root / name
            path.unlink(missing_ok=True)
            path.parent.mkdir(exist_ok=True)
            path.symlink_to(target)


# ------------------------------------------------------------------------ settings


@edit("change a setting")
def change_setting(project: Project, where: int, _how: int) -> None:
    for old, new in nth(_SETTINGS, where):
        _turn(project, "ubproject.toml", old, new)


@edit("change a setting of Sphinx")
def change_conf(project: Project, where: int, _how: int) -> None:
    for old, new in nth(_CONF, where):
        _turn(project, "conf.py", old, new)


def _turn(project: Project, name: str, old: str, new: str) -> None:
    """Put `new` in the place of `old`; or `old` in the place of `new`, if that stands there."""
    text = project.read(name)
    if new in text:
        project.write(name, text.replace(new, old, 1))
    else:
        project.write(name, text.replace(old, new, 1))


@edit("say something in a comment of the settings")
def comment(project: Project, where: int, how: int) -> None:
    for name in nth(("conf.py", "ubproject.toml"), where):
        project.write(name, f"{project.read(name)}\n# {how}\n")


# -------------------------------------------------------------------- what is no change


@edit("change only the time of a file")
def touch(project: Project, where: int, how: int) -> None:
    for name in nth(project.names(), where):
        for day in nth((1, 1_000_000_000, 1_800_000_000, 4_000_000_000), how):
            os.utime(project.root / name, (day, day))


@edit("write a file anew as it was")
def write_anew(project: Project, where: int, _how: int) -> None:
    for name in nth(project.names(), where):
        content = (project.root / name).read_bytes()
        (project.root / name).unlink()
        project.write_bytes(name, content)


@edit("change a letter and keep the time")
def keep_time(project: Project, where: int, how: int) -> None:
    for name in nth(project.names(".md", ".csv", ".txt", ".toml"), where):
        path = project.root / name
        status, text = path.stat(), path.read_text(encoding="utf-8", errors="replace")
        for found in nth(list(re.finditer(r"(?<=[a-z])[aeo](?=[a-z ])", text)), how):
            new = {"a": "e", "e": "o", "o": "a"}[found[0]]
            path.write_text(f"{text[: found.start()]}{new}{text[found.end() :]}", encoding="utf-8")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


# ------------------------------------------------------------------------ what is wrong


@edit("break a page")
def break_page(project: Project, where: int, how: int) -> None:
    broken = (
        ":::{åtgärd} Utan slut\n:id: ATG-SLUT\n",
        "```{finns_inte}\n```\n",
        "<<<<<<< HEAD\nett\n=======\ntvå\n>>>>>>> gren\n",
        "{need}`INGEN-1`\n",
        "[dit](ingenstans.md)\n",
        ":::{organisation} En till\n:id: ORG-KF\n:slag: funktion\n:::\n",
        "<script>alert(1)</script>\n",
        "19121212-1212\n",
        "![](bilder/ingen.png)\n",
        "```{include} filer/ingen.txt\n```\n",
        "```{nytt}\n:antal: många\n```\n",
        "\udcff\udcfe",
    )
    for page in nth(project.pages, where):
        for text in nth(broken, how):
            content = (project.root / page).read_bytes()
            added = f"\n\n{text}".encode(errors="surrogateescape")
            project.write_bytes(page, content + added)


@edit("break the settings")
def break_settings(project: Project, where: int, how: int) -> None:
    broken = ("\n[", '\n[policytrace.words.view]\nx = "y"\n', "\n[policytrce]\n")
    for name in nth(("ubproject.toml", "ubproject.toml", "conf.py"), where):
        for text in nth(broken, how):
            project.write(name, project.read(name) + text)


@edit("break a table")
def break_table(project: Project, where: int, how: int) -> None:
    for name in nth(project.names(".csv"), where):
        for text in nth(
            ("2024,Ingenstans,x\n", '"', "\n\n,,,,,,,,,,,,,,\n", "<<<<<<< HEAD\n"), how
        ):
            project.write(name, project.read(name) + text)
