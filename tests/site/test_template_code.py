"""Templates whose macros are called directly say what Jinja's own would."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from policytrace.site import template_cache
from policytrace.site.template_cache import TemplateCache
from policytrace.site.template_code import DirectEnvironment, escaped

MACROS = """
{%- macro shown(one, two="2", class="") %}<{{ one }}|{{ two }}|{{ class }}>{% endmacro %}
{%- macro framed(name) %}[{{ name }}: {{ caller() }}]{% endmacro %}
{%- macro down(number) %}{{ number }}{% if number %}{{ down(number - 1) }}{% endif %}{% endmacro %}
"""

TEMPLATES = (
    "{{ m.shown('<a>') }}{{ m.shown('a', two='b') }}",
    "{{ m.shown('a', **{'class': 'c'}) }}{{ m.shown(*['a', 'b']) }}{{ m.shown('a', class='c') }}",
    "{% call m.framed('x') %}{{ m.shown('<i>') }}{% endcall %}",
    "{% for one in [1, 2] %}{{ m.shown(one, loop.index) }}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{{ m.down(3) }}",
    "{{ _('Hello, %(name)s!', name='<b>') }}{{ ngettext('%(num)s day', '%(num)s days', 3) }}",
    "{{ 'ab'.upper() }}{{ [1, 2].index(2) }}{{ plain('x') }}",
    "{% set made %}<p>{{ m.shown('&') }}</p>{% endset %}{{ made }}",
    "{{ '<' }}{{ sign }}{{ sign ~ '>' }}{{ 1 }}{{ none }}",
    "{{ plain('&\"\\'') }}{{ plain('x')|safe }}",
    "{% autoescape false %}{{ sign }}{% endautoescape %}{{ {'a': sign}['a'] }}{{ sign|upper }}",
    "{% from 'm' import shown with context %}{{ shown(sign) }}",
    "{% filter upper %}{{ sign }}{% endfilter %}",
)


def environment(*, direct: bool) -> Environment:
    made = (DirectEnvironment if direct else Environment)(
        loader=DictLoader({"m": MACROS}),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(gettext.NullTranslations(), newstyle=True)  # type: ignore[attr-defined]
    made.globals["sign"] = "a & b"
    made.globals["plain"] = lambda text: f"<{text}>"
    return made


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_is_said_is_the_same(template: str) -> None:
    source = "{% import 'm' as m %}" + template
    ours, jinjas = (
        environment(direct=direct).from_string(source).render() for direct in (True, False)
    )
    assert ours == jinjas


def test_what_is_not_there_cannot_be_called() -> None:
    for template in ("{{ nothing() }}", "{{ nothing }}"):
        with pytest.raises(UndefinedError):
            environment(direct=True).from_string(template).render()


class Text(str):
    """A text that is none of Python's own, which may say of itself that it is safe."""

    __slots__ = ()


class Safe(Text):
    """One that does."""

    __slots__ = ()

    def __html__(self) -> str:
        return f"<b>{self}</b>"


@given(
    st.text() | st.integers() | st.none() | st.builds(Text) | st.builds(Safe) | st.builds(Markup)
)
@example("a & b")
@example(Markup("<b>"))
def test_any_value_is_written_as_jinja_would(value: object) -> None:
    assert escaped(value) == escape(value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for compiled templates."""
    monkeypatch.setattr(template_cache, "FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


def drawn(text: str, settings: str = "") -> str:
    made = Environment(
        loader=DictLoader({"t": text}), autoescape=True, bytecode_cache=TemplateCache(settings)
    )
    return made.get_template("t").render()


def test_a_compiled_template_is_kept_and_used(folder: Path) -> None:
    assert drawn("a{{ 1 }}") == "a1"
    (kept,) = folder.iterdir()
    written = kept.stat().st_mtime_ns
    assert drawn("a{{ 1 }}") == "a1"
    assert [*folder.iterdir()] == [kept]
    assert kept.stat().st_mtime_ns == written


def test_another_text_or_setting_is_compiled_anew(folder: Path) -> None:
    assert drawn("a") == "a"
    assert drawn("b") == "b"
    assert drawn("b", "other") == "b"
    assert len([*folder.iterdir()]) == 2


@pytest.mark.parametrize("damage", [b"", b"j2", b"\0" * 200])
def test_a_damaged_one_is_compiled_anew(folder: Path, damage: bytes) -> None:
    drawn("a")
    (kept,) = folder.iterdir()
    for content in (damage, kept.read_bytes()[:-20] + damage):
        kept.write_bytes(content)
        assert drawn("a") == "a"


def test_a_folder_that_cannot_be_written_hinders_nothing(folder: Path) -> None:
    folder.write_text("a file", encoding="utf-8")
    assert drawn("a") == "a"
