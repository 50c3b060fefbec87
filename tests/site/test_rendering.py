"""Templates are drawn safely, in the project's words and the reader's language."""

from __future__ import annotations

import gettext
from datetime import date

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from policytrace.messages import catalogue, message
from policytrace.schema.roles import Role
from policytrace.site.rendering import Renderer, time_element, with_initial, with_links, written_day
from policytrace.site.views.registry import VIEWS, View, ViewError, register
from tests.plan_builder import item
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


def test_the_rest_of_a_word_keeps_its_letters() -> None:
    assert with_initial("kommunens IT-råd") == "Kommunens IT-råd"
    assert with_initial("") == ""


def test_values_are_escaped() -> None:
    assert render("{{ value }}", value="<b>") == "&lt;b&gt;"
    assert render("{{ value }}", value=Markup("<b>")) == "<b>"


def test_values_in_translated_text_are_escaped() -> None:
    drawn = render('{{ _("Link to %(title)s", title=value) }}', catalogue("sv"), value="<b>")
    assert drawn == "Länk till &lt;b&gt;"


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
