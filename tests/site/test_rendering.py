"""Templates are drawn safely, in the project's words and the reader's language."""

from __future__ import annotations

import gettext
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from policytrace.messages import catalogue, message
from policytrace.schema.fields import FieldSpec, FieldType
from policytrace.schema.roles import CustomType, FieldName, Role
from policytrace.schema.typed import Value, parse_unit, parse_value
from policytrace.schema.vocabulary import ActionStatus, Direction
from policytrace.site.rendering import (
    Renderer,
    role_class,
    shown_value,
    time_element,
    with_initial,
    with_links,
)
from policytrace.site.views.registry import VIEWS, View, ViewError, register
from policytrace.values.bands import parse_band
from policytrace.values.days import written_day
from policytrace.values.periods import parse_period
from policytrace.values.stages import parse_stages
from tests.plan_builder import WORDS, item
from tests.schema.values import VALUES, of_field
from tests.site.views.drawing import METAMODEL, address

ENGLISH = gettext.NullTranslations()
DAY = date(2021, 6, 14)


def render(source: str, translations: gettext.NullTranslations = ENGLISH, **values: object) -> str:
    renderer = Renderer(METAMODEL, translations)
    renderer._environment.loader = DictLoader({"test.jinja": source})
    return renderer.render("test.jinja", link=address, **values)


def test_a_date_is_written_as_people_write_it() -> None:
    assert written_day(DAY, "sv") == "14 juni 2021"
    assert written_day(DAY, "en") == "June 14, 2021"


def test_a_date_is_machine_readable_in_a_time_element() -> None:
    assert time_element(DAY, "sv") == '<time datetime="2021-06-14">14 juni 2021</time>'


def test_dates_follow_the_language_of_the_catalogue() -> None:
    assert render("{{ value | day }}", catalogue("sv"), value=DAY) == "14 juni 2021"


SHOWN: dict[FieldType, list[tuple[Value, str]]] = {
    FieldType.TEXT: [("Two <b>rooms</b>", "Two <b>rooms</b>"), ("1234.5", "1234.5")],
    FieldType.PARAGRAPHS: [("One.\n\nSo:\n- two", "One. So: - two")],
    FieldType.RULE: [("PT203", "PT203")],
    FieldType.DAY: [(DAY, "2021-06-14")],
    FieldType.INTEGER: [(-12, "-12"), (0, "0")],
    FieldType.YEAR: [(2030, "2030")],
    FieldType.NUMBER: [
        (Decimal("1234.50"), "1\u202f234,5"),
        (Decimal(-2), "−2"),
        (Decimal("0.125"), "0,125"),
    ],
    FieldType.YES_NO: [(True, "ja"), (False, "nej")],
    FieldType.LIST: [(("5.2", "16.b"), "5.2, 16.b"), ((), "")],
    FieldType.PERIOD: [(parse_period("2017/18"), "2017/18")],
    FieldType.BAND: [(parse_band("42.125"), "42,125"), (parse_band("-2..2"), "−2 – 2")],
    FieldType.STAGES: [(parse_stages("80 (2026), 85.5 (2028)"), "80 (2026); 85,5 (2028)")],
    FieldType.WORD: [(Direction.DOWN, "ned"), (ActionStatus.LATE, "försenad")],
    FieldType.UNIT: [(parse_unit("antal hushåll", WORDS), "antal hushåll")],
    FieldType.ASSESSMENT: [
        (
            parse_value("Försenad: inga rum", FieldSpec(type=FieldType.ASSESSMENT), WORDS),
            "Försenad: inga rum",
        )
    ],
}


@pytest.mark.parametrize(("value", "shown"), [pair for pairs in SHOWN.values() for pair in pairs])
def test_a_value_is_shown_as_people_write_it(value: Value, shown: str) -> None:
    assert shown_value(value, WORDS, "sv") == shown


def test_every_kind_of_value_is_tried() -> None:
    assert SHOWN.keys() == set(FieldType)


@given(st.one_of(*map(of_field, FieldName), *VALUES.values()))
def test_any_value_can_be_shown_on_a_line(value: Value) -> None:
    shown = render("{{ value | written }}", catalogue("sv"), value=value)
    assert "\n" not in shown
    assert bool(shown) == (value != ())


def test_numbers_are_written_in_the_language_of_the_catalogue() -> None:
    value = Decimal("1234.5")
    assert render("{{ value | written }}", value=value) == "1,234.5"
    assert render("{{ value | written }}", catalogue("sv"), value=value) == "1\u202f234,5"


def test_a_role_has_a_name_in_the_style_sheet_and_all_other_types_have_one() -> None:
    assert {role_class(role) for role in Role} == {role.value for role in Role}
    assert {role_class(CustomType(word)) for word in ("risk", "plan", "två ord")} == {"custom"}
    assert "custom" not in set(Role)


def test_a_type_of_the_project_s_own_without_a_title_is_called_by_its_word() -> None:
    assert render("{{ role_title(role) }}", role=CustomType("risk")) == "risk"


def test_the_rest_of_a_word_keeps_its_letters() -> None:
    assert with_initial("kommunens IT-råd") == "Kommunens IT-råd"
    assert with_initial("") == ""


def test_values_are_escaped() -> None:
    assert render("{{ value }}", value="<b>") == "&lt;b&gt;"
    assert render("{{ value }}", value=Markup("<b>")) == "<b>"


def test_values_in_translated_text_are_escaped() -> None:
    drawn = render('{{ _("Back to %(title)s", title=value) }}', catalogue("sv"), value="<b>")
    assert drawn == "Tillbaka till &lt;b&gt;"


def test_a_name_that_nothing_defines_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("{{ missing }}")


def test_templates_speak_the_projects_words() -> None:
    source = (
        "{{ role_title('priority') }}, {{ field_title('due') }}, {{ status_word('in_progress') }}, "
        "{{ link_title('owner') }}, {{ link_title('owner', incoming=true) }}"
    )
    assert render(source) == "Priority, Due, In progress, Owner, Owner, from"


def test_a_message_is_said_in_the_readers_language() -> None:
    text = message("Did you mean {nearest}?", nearest="PRI-A")
    assert render("{{ text | said }}", catalogue("sv"), text=text) == "Menade du PRI-A?"


def test_a_link_is_as_the_page_sees_it() -> None:
    assert render("{{ link(to) }}", to=item("PRI-A", Role.PRIORITY)) == "../plan.html#PRI-A"


def test_every_view_has_a_template() -> None:
    renderer = Renderer(METAMODEL, gettext.NullTranslations())
    for view in VIEWS.values():
        assert renderer._environment.get_template(view.template)


def test_two_views_cannot_share_a_key() -> None:
    taken = next(iter(VIEWS.values()))
    with pytest.raises(ViewError):
        register(taken)


def test_a_view_cannot_require_an_option_that_it_lacks() -> None:
    with pytest.raises(ViewError):
        register(
            View(
                key="no-such-view",
                purpose=message("Nothing"),
                required=frozenset({"plan"}),
                template="card.html.jinja",
                compute=lambda _snapshot, _options: None,
            )
        )
    assert "no-such-view" not in VIEWS


def test_an_address_in_a_text_becomes_a_link_and_nothing_else_does() -> None:
    text = "SCB (https://scb.example/a?b=1&c=2): javascript:x <b> http://a.example/b."
    assert with_links(text) == (
        'SCB (<a class="pt-address" href="https://scb.example/a?b=1&amp;c=2">'
        "https://scb.example/a?b=1&amp;c=2</a>): javascript:x &lt;b&gt; "
        '<a class="pt-address" href="http://a.example/b">http://a.example/b</a>.'
    )
