"""What the catalogue says of each rule, in the reader's language."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import policytrace.checks.rules as _rules  # noqa: F401 - importing it fills the registry
from policytrace.checks.registry import RULES, Rule
from policytrace.messages import Message, message
from policytrace.severity import SEVERITY_TITLES, Severity


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
        "PT3": Family(
            title=message("Measurement"),
            purpose=message("What is measured can be trusted, compared and judged."),
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
        "PT8": Family(
            title=message("Preparation"),
            purpose=message(
                "What is to be decided has been looked into, and whoever was asked gets an answer."
            ),
        ),
    }
)
"""The families by the beginning of their codes, in order. Every rule belongs to one."""

_WEIGHTS: Mapping[Severity, Message] = MappingProxyType(
    {
        Severity.ERROR: message("Error. The site is not built until it is mended."),
        Severity.WARNING: message("Warning. The site is built, but someone should look at it."),
        Severity.INFO: message("Note. The site is built; good to know."),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFamily:
    """A part of a rule's page: paragraphs of Markdown, or a block to be shown as it is."""

    title: str
    paragraphs: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """All that the catalogue says of one rule."""

    code: str
    title: str
    severity: str
    """What it weighs, in a word; and with strict time, where that is something else."""
    weight: str
    """What follows from that, in a sentence or two."""
    sections: tuple[CatalogueFamily, ...]
    """The parts of its page that are not empty, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyEntry:
    """A family and its rules."""

    code: str
    title: str
    purpose: str
    rules: tuple[RuleEntry, ...]


def families(translations: gettext.NullTranslations) -> Iterator[FamilyEntry]:
    """All families that have rules, with all rules, in the order of their codes."""
    for code, family in FAMILIES.items():
        rules = tuple(
            entry(rule, translations) for _, rule in sorted(RULES.items()) if rule.family == code
        )
        if rules:
            yield FamilyEntry(
                code=code,
                title=family.title.render(translations),
                purpose=family.purpose.render(translations),
                rules=rules,
            )


def entry(rule: Rule, translations: gettext.NullTranslations) -> RuleEntry:
    """What the catalogue says of `rule`, in the language of `translations`."""
    sections = _sections(rule, translations)
    return RuleEntry(
        code=rule.code,
        title=translations.gettext(rule.title),
        severity=_severity(rule).render(translations),
        weight=" ".join(sentence.render(translations) for sentence in _weight(rule)),
        sections=tuple(one for one in sections if one.paragraphs or one.code),
    )


def _severity(rule: Rule) -> Message:
    if rule.strict > rule.severity:
        return message("warning, error with --strict-time")
    return SEVERITY_TITLES[rule.severity]


def _weight(rule: Rule) -> Iterator[Message]:
    yield _WEIGHTS[rule.severity]
    if rule.strict > rule.severity:
        yield message("With `--strict-time` it is an error.")


def _sections(rule: Rule, translations: gettext.NullTranslations) -> Iterator[CatalogueFamily]:
    page = rule.page

    def told(*texts: str) -> tuple[str, ...]:
        return tuple(translations.gettext(text).replace("``", "`") for text in texts if text)

    def titled(title: Message, *texts: str, code: str = "") -> CatalogueFamily:
        return CatalogueFamily(title=title.render(translations), paragraphs=told(*texts), code=code)

    yield titled(message("What is wrong"), page.what)
    yield titled(message("Why"), *page.why)
    yield titled(message("Example"), code=page.example)
    yield titled(message("Write instead"), code=page.instead)
    yield titled(message("How to mend it"), page.remedy)
