"""What of something decided may change without a new decision."""

from __future__ import annotations

from policytrace.schema.fields import FIELDS
from policytrace.schema.links import NOT_ADOPTED

BY_DEFAULT = frozenset(
    (*(name.value for name, spec in FIELDS.items() if not spec.adopted), *NOT_ADOPTED)
)
"""The keys of fields and links that may, in a project that does not say."""
