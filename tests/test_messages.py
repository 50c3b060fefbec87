"""Every word of the interface is translated, and a translation keeps the places for values."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter

import furo
import pytest
import sphinx
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from policytrace import messages
from policytrace.messages import Message, catalogue, message
from tests.paths import REPOSITORY

PACKAGE = Path(str(files("policytrace")))
LOCALE = PACKAGE / "locale"
FRAME = PACKAGE / "site" / "templates" / "theme"
FURO = Path(furo.__file__).parent / "theme" / "furo"
MEND = "run make translations, and translate what has an empty msgstr"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "message": None}

UNREAD = shutil.ignore_patterns("__pycache__", "static")
"""What holds no words."""

Key = str | tuple[str, ...]


@cache
def in_the_code() -> frozenset[Key]:
    """The texts that Babel finds in the package, as ``locale/babel.cfg`` says."""
    with (LOCALE / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    return frozenset(
        key
        for _, _, key, _, _ in extract_from_dir(PACKAGE, methods, options, keywords=KEYWORDS)
        if key
    )


@cache
def swedish(domain: str) -> Catalog:
    """A catalogue as it stands in the file, obsolete entries and all."""
    source = LOCALE / "sv" / "LC_MESSAGES" / f"{domain}.po"
    with source.open("rb") as po:
        return read_po(po, locale="sv", abort_invalid=True)


def strings(value: Key) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def places(template: str) -> set[str]:
    """The names of the places for values, in both ways to write them."""
    percent = set(re.findall(r"%\((\w+)\)[a-z]", template))
    if percent:
        return percent
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def calls_of_message() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "message":
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def test_the_catalogue_holds_exactly_what_the_code_says() -> None:
    translated = {entry.id for entry in swedish("policytrace") if entry.id}
    assert {strings(key) for key in in_the_code()} == {strings(key) for key in translated}, MEND


def test_to_update_the_translations_changes_nothing_that_is_up_to_date(tmp_path: Path) -> None:
    """In a copy, with what is installed here."""
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "_ext" / "policytrace", ignore=UNREAD)
    (tmp_path / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    made = subprocess.run(
        ["make", "translations", "--assume-old=dev"],  # noqa: S607 - whichever the machine has
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (made.returncode, made.stderr) == (0, "")
    for catalogue_file in LOCALE.rglob("*.po"):
        copied = tmp_path / "_ext" / "policytrace" / catalogue_file.relative_to(PACKAGE)
        assert copied.read_text("utf-8") == catalogue_file.read_text("utf-8"), MEND


def test_every_text_is_translated() -> None:
    assert [
        entry.id for entry in swedish("policytrace") if entry.id and not all(strings(entry.string))
    ] == [], MEND


@pytest.mark.parametrize("domain", ["policytrace", "sphinx"])
def test_no_translation_is_in_doubt_or_left_over(domain: str) -> None:
    found = swedish(domain)
    assert [entry.id for entry in found if entry.id and entry.fuzzy] == []
    assert list(found.obsolete) == []


@pytest.mark.parametrize("domain", ["policytrace", "sphinx"])
def test_a_translation_has_the_same_places(domain: str) -> None:
    for entry in swedish(domain):
        if not entry.id or "%b" in strings(entry.id)[0]:
            continue
        expected = set().union(*map(places, strings(entry.id)))
        for text in strings(entry.string):
            assert places(text) == expected, entry.id


def test_swedish_quotes_are_swedish() -> None:
    for entry in swedish("policytrace"):
        assert "“" not in "".join(strings(entry.string)), entry.id


def test_message_is_handed_its_text_where_babel_can_see_it() -> None:
    hidden = [
        place
        for place, call in calls_of_message()
        if not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    assert hidden == []


def test_a_message_is_handed_a_value_for_every_place() -> None:
    for place, call in calls_of_message():
        if isinstance(call.args[0], ast.Constant):
            assert places(call.args[0].value) == {word.arg for word in call.keywords}, place


def said_by(pages: Path) -> set[str]:
    """The texts of the theme templates in a folder."""
    return {
        strings(key)[0]
        for page in pages.rglob("*.html")
        for _, key, _, _ in extract_from_file("jinja2", page, keywords=KEYWORDS)
    }


@pytest.mark.parametrize("pages", [FRAME, FURO], ids=["our frame", "furo"])
def test_every_word_of_the_pages_around_the_text_is_swedish(pages: Path) -> None:
    ours = {entry.id for entry in swedish("sphinx")}
    theirs = gettext.translation("sphinx", sphinx.package_dir / "locale", languages=["sv"])
    texts = said_by(pages)
    assert texts
    assert sorted(text for text in texts - ours if theirs.gettext(text) == text) == []


@pytest.fixture
def own_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with one catalogue, and nothing that has been compiled."""
    monkeypatch.setattr(messages, "CATALOGUES", tmp_path)
    monkeypatch.setattr(messages, "KEPT", tmp_path / "__pycache__")
    (tmp_path / "sv" / "LC_MESSAGES").mkdir(parents=True)
    written(tmp_path, "Ja")
    yield tmp_path
    catalogue.cache_clear()


def written(folder: Path, word: str) -> None:
    file = folder / "sv" / "LC_MESSAGES" / "policytrace.po"
    file.write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'\nmsgid "Yes"\nmsgstr "{word}"\n',
        encoding="utf-8",
    )


def said_now() -> str:
    catalogue.cache_clear()
    return catalogue("sv").gettext("Yes")


def test_a_compiled_catalogue_is_kept_and_used(
    own_catalogues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said_now() == "Ja"
    (kept,) = (own_catalogues / "__pycache__").iterdir()
    assert kept.suffix == ".mo"

    def compiled_again(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(messages, "_compiled", compiled_again)
    assert said_now() == "Ja"


def test_a_catalogue_that_has_changed_is_compiled_anew(own_catalogues: Path) -> None:
    assert said_now() == "Ja"
    written(own_catalogues, "Å")
    assert said_now() == "Å"


@pytest.mark.parametrize("damage", [b"", b"\xde\x12\x04\x95", b"text", b"\xff" * 99, None])
def test_a_damaged_compiled_catalogue_is_compiled_anew(
    own_catalogues: Path, damage: bytes | None
) -> None:
    assert said_now() == "Ja"
    (kept,) = (own_catalogues / "__pycache__").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-3] if damage is None else damage)
    assert said_now() == "Ja"
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_a_catalogue_is_compiled_each_time(own_catalogues: Path) -> None:
    (own_catalogues / "__pycache__").write_text("a file", encoding="utf-8")
    assert said_now() == said_now() == "Ja"
    assert (own_catalogues / "__pycache__").read_text("utf-8") == "a file"


def test_a_catalogue_that_does_not_exist_speaks_english() -> None:
    assert catalogue("xx").gettext("Adopted text") == "Adopted text"


def test_a_message_is_rendered_in_a_language_only_when_it_is_shown() -> None:
    text = message("Did you mean {nearest}?", nearest="PRI-A")
    assert text == Message("Did you mean {nearest}?", {"nearest": "PRI-A"})
    assert text.render(gettext.NullTranslations()) == "Did you mean PRI-A?"
    assert text.render(catalogue("sv")) == "Menade du PRI-A?"
