"""The questions that are put to Kolada, and the answers put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from policytrace.messages import Message, message
from policytrace.sources.kolada.answers import DataPage, DataRow, Kpi, KpiPage, PageT
from policytrace.sources.kolada.client import Client
from policytrace.sources.kolada.faults import FetchError, shown

BATCH = 25
"""The most ids that Kolada takes in one part of an address."""

_ID = re.compile(r"[A-Za-z0-9]{1,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Asks for the indicators `kpis` in the areas with the codes `areas`."""

    client: Client
    kpis: Sequence[str]
    areas: Sequence[str]
    since: date | None
    """Ask only for what has changed since that day."""
    tell: Callable[[Message], None]

    def indicators(self) -> dict[str, Kpi]:
        """What Kolada says of the indicators, by id; those that it does not know are not there."""
        paths = [f"/kpi/{ids}" for ids in _batches(self.kpis)]
        return {kpi.id: kpi for page in self._pages(paths, KpiPage) for kpi in page.values}

    def data(self) -> list[DataRow]:
        """The values of the indicators in the areas."""
        since = f"?from_date={self.since.isoformat()}" if self.since else ""
        paths = [
            f"/data/kpi/{kpis}/municipality/{areas}{since}"
            for kpis, areas in product(_batches(self.kpis), _batches(self.areas))
        ]
        return [row for page in self._pages(paths, DataPage) for row in page.values]

    def _pages(self, paths: Sequence[str], kind: type[PageT]) -> Iterator[PageT]:
        for number, path in enumerate(paths, start=1):
            self._tell(number, paths, 0)
            for pages, page in enumerate(self.client.pages(path, kind), start=1):
                self._tell(number, paths, pages)
                yield page

    def _tell(self, number: int, paths: Sequence[str], pages: int) -> None:
        self.tell(
            message(
                "Kolada: question {number} of {all}, pages that have come: {pages}",
                number=str(number),
                all=str(len(paths)),
                pages=str(pages),
            )
        )


def _batches(ids: Sequence[str]) -> Iterator[str]:
    """The ids as parts of an address."""
    for name in ids:
        if not _ID.fullmatch(name):
            raise FetchError(message("“{id}” is no id in Kolada.", id=shown(name)))
    for start in range(0, len(ids), BATCH):
        yield ",".join(ids[start : start + BATCH])
