"""Draws the pages of the editor."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus

from jinja2 import Environment
from starlette.responses import HTMLResponse

from policytrace.edit.guard import NUMBER, new_number
from policytrace.messages import Sayable
from policytrace.severity import SEVERITY_TITLES
from policytrace.templates import templates


@dataclass(kw_only=True)
class Pages:
    """The pages, in one language."""

    translations: gettext.NullTranslations
    stamp: str
    project: str
    """What the project is called."""

    def page(self, template: str, status: int = HTTPStatus.OK, /, **values: object) -> HTMLResponse:
        """A page, drawn of what its template asks for."""
        drawn = self._environment.get_template(template).render(values)
        return HTMLResponse(drawn, status)

    def say(self, text: Sayable) -> str:
        """A text in words."""
        return text.render(self.translations)

    @cached_property
    def _environment(self) -> Environment:
        made = templates("policytrace.edit", self.translations)
        made.globals.update(
            language=self.translations.info().get("language", "en"),
            stamp=self.stamp,
            number_field=NUMBER,
            new_number=new_number,
            project=self.project,
            say=self.say,
            severity_titles=SEVERITY_TITLES,
        )
        return made
