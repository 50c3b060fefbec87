"""Draws templates in the reader's language.

Templates see the project's words through `role_title`, `field_title`, `link_title` and
`status_word`, those that the code compares through `word`, and ours through `severity_title` and
`rule_title`. They translate their own with ``_("…")`` or ``{% trans %}``, and write dates with the
filters `day` (text) and `time` (a ``<time>`` element); `month` and `month_abbreviation` name the
month of one. The filter `initial` begins a word with a capital; `said` puts a `Message` into words,
`number` and `band` write numbers as people do, and `linked` makes links of the addresses in a text.
"""

from __future__ import annotations

import gettext
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Protocol

from babel.dates import format_date
from markupsafe import Markup, escape

from policytrace.checks.registry import RULES
from policytrace.messages import Sayable
from policytrace.plan.model import Item
from policytrace.schedule.holders import HOLDERS
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldName, LinkKind, Role, TypeKey
from policytrace.schema.typed import Value, spoken_yes_no, written_value
from policytrace.schema.vocabulary import Status
from policytrace.schema.words import Words
from policytrace.severity import SEVERITY_TITLES, Severity
from policytrace.site.following import FOLLOWING_PAGE, calendar_file, feed_file
from policytrace.site.open_files import workbook_file
from policytrace.site.template_cache import TemplateCache
from policytrace.site.template_code import DirectEnvironment
from policytrace.templates import COMPILED_WITH, templates
from policytrace.values.alphabet import with_initial
from policytrace.values.bands import Band
from policytrace.values.days import written_day
from policytrace.values.numbers import exact_band, exact_number, written_band, written_number
from policytrace.values.paragraphs import on_one_line
from policytrace.values.periods import Period, PeriodKind
from policytrace.values.stages import Stages

_ADDRESS = re.compile(r"https?://[^\s()<>]*[^\s()<>.,:;]")


class Links(Protocol):
    """Where things stand, as seen from the page that is being written."""

    def __call__(self, item: Item, /) -> str:
        """The address of an item."""

    def own(self, item: Item, /) -> str:
        """The address of the page that is made about an item."""

    def chain(self, item: Item, /) -> str:
        """The address of the page with the chain below an item."""

    def place(self, item: Item, /) -> str:
        """The address of the place where an item is written."""

    def rule(self, code: str) -> str:
        """The address of a rule's page; empty if the site has none."""

    def page(self, docname: str) -> str:
        """The address of a page that is written; empty if the site has none."""

    def file(self, name: str) -> str:
        """The address of a file that a page offers, by its address from the site's root."""


class Renderer:
    """Holds the compiled templates; make one for a whole build."""

    def __init__(self, metamodel: Metamodel, translations: gettext.NullTranslations) -> None:
        """Prepare templates that speak the project's words and the language of `translations`."""
        self._environment = templates("policytrace.site", translations, made_as=DirectEnvironment)
        self._environment.auto_reload = False
        self._environment.bytecode_cache = TemplateCache(repr(dict(COMPILED_WITH)))
        language = translations.info().get("language", "en")

        words = metamodel.vocabulary

        @cache
        def day(value: date) -> str:
            return written_day(value, language)

        @cache
        def time(value: date) -> Markup:
            return time_element(value, language)

        def written(value: Value) -> str:
            return shown_value(value, words, language)

        def said(text: Sayable) -> str:
            return text.render(translations)

        def said_number(value: Decimal) -> str:
            return written_number(value, language)

        def said_band(band: Band) -> str:
            return written_band(band, language)

        def rule_title(code: str) -> str:
            rule = RULES.get(code)
            return translations.gettext(rule.title) if rule else code

        def severity_title(severity: Severity) -> str:
            return SEVERITY_TITLES[severity].render(translations)

        self._environment.filters.update(
            day=day,
            time=time,
            month=lambda value: format_date(value, "LLLL", locale=language),
            month_abbreviation=lambda value: format_date(value, "LLL", locale=language).rstrip("."),
            written=written,
            said=said,
            initial=with_initial,
            number=said_number,
            band=said_band,
            linked=with_links,
        )
        names = _Names(metamodel)
        self._environment.globals.update(
            role_title=names.role_title,
            field_title=names.field_title,
            link_title=names.link_title,
            role_class=role_class,
            status_word=names.status_word,
            word=words.of,
            severity_title=severity_title,
            rule_title=rule_title,
            calendar_file=calendar_file,
            workbook_file=workbook_file,
            feed_file=feed_file,
            following_file=f"{FOLLOWING_PAGE}.html",
            holder_roles=HOLDERS,
        )

    def render(self, template: str, *, link: Links, **context: object) -> Markup:
        """Draw `template`, a file name in ``templates/``.

        `link` gives the addresses of what the template links to.
        """
        drawn = self._environment.get_template(template).render(link=link, **context)
        return Markup(drawn)  # noqa: S704 - the environment escapes all that templates put in


class _Names:
    """The project's words by key; templates hand in keys, as ``"priority"``, or members."""

    def __init__(self, metamodel: Metamodel) -> None:
        self._metamodel = metamodel

    def role_title(self, role: TypeKey | str) -> str:
        key = Role(role) if isinstance(role, str) else role
        return self._metamodel.role_titles.get(key, str(key))

    def field_title(self, name: FieldName | str) -> str:
        return self._metamodel.field_title(FieldName(name))

    def link_title(self, kind: LinkKind | str, *, incoming: bool = False) -> str:
        key = LinkKind(kind)
        titles = self._metamodel.link_titles.get(key)
        if titles is None:
            return key.value
        return titles.incoming if incoming else titles.outgoing

    def status_word(self, status: Status | str) -> str:
        key = Status(status)
        return with_initial(self._metamodel.vocabulary.of(key))


def with_links(text: str) -> Markup:
    """`text` with each address of the web, as ``https://…``, as a link to it.

    Their class keeps the style sheet from spelling them out once more on paper.
    """
    made, end = Markup(), 0
    for found in _ADDRESS.finditer(text):
        made += escape(text[end : found.start()])
        made += Markup('<a class="pt-address" href="{0}">{0}</a>').format(found[0])
        end = found.end()
    return made + escape(text[end:])


def role_class(role: TypeKey) -> str:
    """The name of a type in the style sheet, where only roles have one."""
    return role.value if isinstance(role, Role) else "custom"


def shown_value(value: Value, words: Words, language: str) -> str:
    """The value of a field as people write it, and no less than what is written there.

    Days are written by `time_element`.
    """
    match value:
        case bool():
            return spoken_yes_no(value, words)
        case Decimal():
            return exact_number(value, language)
        case Band():
            return exact_band(value, language)
        case Stages(steps):
            told = (f"{exact_band(step.band, language)} ({step.year})" for step in steps)
            return "; ".join(told)
        case Period(kind=PeriodKind.MONTH):
            return format_date(value.start, format="MMMM y", locale=language)
        case _:
            return on_one_line(written_value(value, words))


def time_element(value: date, language: str) -> Markup:
    """A day as a ``<time>`` element."""
    return Markup('<time datetime="{}">{}</time>').format(
        value.isoformat(), written_day(value, language)
    )
