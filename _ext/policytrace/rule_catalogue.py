"""The catalogue of rules for people: as a list, as one rule's page, as pages of the site.

All of it comes from the registry and from the translations, so nothing can fall out of step.
"""

from __future__ import annotations

import gettext
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined

import policytrace.rules as _rules  # noqa: F401 - importing it fills the registry
from policytrace.files import write_atomically
from policytrace.findings import SEVERITY_TITLES, Severity
from policytrace.messages import Message, message
from policytrace.registry import RULES, Rule

VERSION = 1
"""Of the catalogue as JSON; counted up when a reader of it would have to be changed."""

WIDTH = 80
"""Columns of a page in a terminal."""

_PAGE = re.compile(r"pt[0-9]{3}\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A hundred of codes: rules that guard the same thing."""

    title: Message
    purpose: Message


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "PT0": Family(
            title=message("Reading"),
            purpose=message("The files can be read as they are written."),
        ),
        "PT1": Family(
            title=message("Traceability"),
            purpose=message("All that the strategy says is traced to action, and links hold."),
        ),
        "PT2": Family(
            title=message("Accountability"),
            purpose=message(
                "Someone answers for it, something measures it, and there is a day to come back "
                "to it."
            ),
        ),
        "PT4": Family(
            title=message("Time"),
            purpose=message("Dates fit together, and what was to be done by now is seen."),
        ),
        "PT5": Family(
            title=message("Decisions"),
            purpose=message("What is said to be decided has a decision that can be looked up."),
        ),
        "PT6": Family(
            title=message("Publication"),
            purpose=message("Nothing reaches the site that must not be published."),
        ),
        "PT7": Family(
            title=message("Waivers"),
            purpose=message("Exceptions from the rules are public, reasoned, decided and dated."),
        ),
    }
)
"""The families in the order of their codes. Every rule belongs to one."""

_WEIGHTS: Mapping[Severity, Message] = MappingProxyType(
    {
        Severity.ERROR: message("Error. The site is not built until it is mended."),
        Severity.WARNING: message("Warning. The site is built, but someone should look at it."),
        Severity.INFO: message("Note. The site is built; good to know."),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a rule's page: paragraphs, or a block of Markdown to be shown as it is."""

    title: str
    paragraphs: tuple[str, ...] = ()
    code: str = ""

    @property
    def fence(self) -> str:
        """A fence for `code`, longer than any fence within it."""
        longest = max((len(run) for run in re.findall(r"`+|:+|~+", self.code)), default=0)
        return "`" * max(4, longest + 1)


def title_of(rule: Rule, translations: gettext.NullTranslations) -> str:
    """What is wrong, in a few words."""
    return translations.gettext(rule.title)


def weight_of(rule: Rule, translations: gettext.NullTranslations) -> str:
    """What the rule weighs, and whether that depends on how time is taken; one or two sentences."""
    sentences = [_WEIGHTS[rule.severity]]
    if rule.strict > rule.severity:
        sentences.append(message("With `--strict-time` it is an error."))
    return " ".join(sentence.render(translations) for sentence in sentences)


def sections(rule: Rule, translations: gettext.NullTranslations) -> tuple[Section, ...]:
    """The parts of the rule's page, in the language of `translations`; none is empty."""
    page = rule.page

    def told(*texts: str) -> tuple[str, ...]:
        return tuple(translations.gettext(text).replace("``", "`") for text in texts if text)

    def heading(text: Message) -> str:
        return text.render(translations)

    parts = (
        Section(title=heading(message("What is wrong")), paragraphs=told(page.what)),
        Section(title=heading(message("Why")), paragraphs=told(*page.why)),
        Section(title=heading(message("Example")), code=page.example),
        Section(title=heading(message("Write instead")), code=page.instead),
        Section(title=heading(message("How to mend it")), paragraphs=told(page.remedy)),
    )
    return tuple(part for part in parts if part.paragraphs or part.code)


def described(rule: Rule, translations: gettext.NullTranslations) -> str:
    """The parts of the rule's page as Markdown, without its title."""
    return _template("rules/sections.md.jinja", translations, rule=rule).strip()


def rule_as_text(rule: Rule, translations: gettext.NullTranslations) -> str:
    """The rule's page for a terminal."""
    blocks = [f"{rule.code} {title_of(rule, translations)}", weight_of(rule, translations)]
    for section in sections(rule, translations):
        paragraphs = [_filled(text) for text in section.paragraphs]
        if section.code:
            paragraphs.append(textwrap.indent(section.code, "    "))
        blocks.append("\n".join([section.title, "\n\n".join(paragraphs)]))
    return "\n\n".join(blocks) + "\n"


def _filled(paragraph: str) -> str:
    return textwrap.fill(
        paragraph,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def catalogue_as_text(translations: gettext.NullTranslations) -> str:
    """A line for each rule, below the title of its family."""
    blocks = []
    for name, rules in _by_family():
        title = f"{name} {FAMILIES[name].title.render(translations)}"
        lines = (f"  {_line(rule, translations)}" for rule in rules)
        blocks.append("\n".join([title, *lines]))
    return "\n\n".join(blocks) + "\n"


def _line(rule: Rule, translations: gettext.NullTranslations) -> str:
    return f"{rule.code}  {severity_of(rule, translations)}: {title_of(rule, translations)}"


def severity_of(rule: Rule, translations: gettext.NullTranslations) -> str:
    """What the rule weighs, in a word or two."""
    severity = SEVERITY_TITLES[rule.severity].render(translations)
    if rule.strict == rule.severity:
        return severity
    strict = message(
        "{severity}, with --strict-time {strict}",
        severity=severity,
        strict=SEVERITY_TITLES[rule.strict].render(translations),
    )
    return strict.render(translations)


def catalogue_as_json(translations: gettext.NullTranslations) -> str:
    """All rules with all parts of their pages."""
    told = {"version": VERSION, "rules": [_entry(rule, translations) for rule in _all()]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _entry(rule: Rule, translations: gettext.NullTranslations) -> dict[str, str | list[str]]:
    page = rule.page
    say = translations.gettext
    return {
        "code": rule.code,
        "family": rule.family,
        "title": title_of(rule, translations),
        "severity": rule.severity.key,
        "strict_severity": rule.strict.key,
        "what": say(page.what),
        "why": [say(text) for text in page.why],
        "example": page.example,
        "instead": page.instead,
        "remedy": say(page.remedy),
    }


def pages(translations: gettext.NullTranslations) -> Mapping[str, str]:
    """The catalogue as pages of the site: text in Markdown by file name."""
    written = {"index.md": _template("rules/index.md.jinja", translations, families=_by_family())}
    for rule in _all():
        name = f"{rule.code.lower()}.md"
        written[name] = _template("rules/page.md.jinja", translations, rule=rule)
    return written


def write_pages(folder: Path, translations: gettext.NullTranslations) -> tuple[Path, ...]:
    """Write `pages` in `folder`, and take away pages of rules that are no more.

    Returns the files that were changed; those that are as they should be are left alone.

    Raises:
        ProjectError: the folder cannot be written.
    """
    changed = []
    written = pages(translations)
    for name, text in written.items():
        path = folder / name
        content = text.encode()
        if not path.is_file() or path.read_bytes() != content:
            write_atomically(path, content)
            changed.append(path)
    for path in sorted(folder.iterdir()):
        if _PAGE.fullmatch(path.name) and path.name not in written:
            path.unlink()
            changed.append(path)
    return tuple(changed)


def _all() -> tuple[Rule, ...]:
    return tuple(RULES[code] for code in sorted(RULES))


def _by_family() -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    return tuple((name, tuple(_of_family(name))) for name in FAMILIES)


def _of_family(name: str) -> Iterator[Rule]:
    return (rule for rule in _all() if rule.family == name)


def _template(name: str, translations: gettext.NullTranslations, **values: object) -> str:
    return _environment(translations).get_template(name).render(**values)


@cache
def _environment(translations: gettext.NullTranslations) -> Environment:
    environment = Environment(
        loader=PackageLoader("policytrace", "templates"),
        autoescape=False,  # noqa: S701 - it writes Markdown, of texts that are all our own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations, newstyle=True
    )

    def for_each(function: object) -> object:
        return lambda rule: function(rule, translations)  # type: ignore[operator]

    environment.filters.update(
        title=for_each(title_of),
        weight=for_each(weight_of),
        severity=for_each(severity_of),
        sections=for_each(sections),
        family_title=lambda name: FAMILIES[name].title.render(translations),
        family_purpose=lambda name: FAMILIES[name].purpose.render(translations),
    )
    return environment
