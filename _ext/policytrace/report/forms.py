"""The names of the forms that a report can have; they are made in `policytrace.report.formats`."""

from __future__ import annotations

FORMS = ("text", "json", "sarif", "junit", "github")
"""The one for people, and then those for programs."""
