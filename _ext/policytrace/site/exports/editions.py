"""The files of the frozen editions, each as it was frozen."""

from __future__ import annotations

import gettext
from collections.abc import Mapping

from policytrace.site.editions.addresses import edition_address
from policytrace.site.exports.registry import exporter
from policytrace.snapshot import Snapshot


@exporter
def editions(snapshot: Snapshot, _translations: gettext.NullTranslations) -> Mapping[str, bytes]:
    """All files of all editions."""
    return {
        edition_address(edition.decision, file.name): file.content
        for edition in snapshot.editions.editions
        for file in edition.files
    }
