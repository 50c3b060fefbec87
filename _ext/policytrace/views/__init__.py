"""The views and the pages, one module for each kind. Importing this package registers them all."""

from policytrace.views import (
    area_overview,
    chain,
    indicator_table,
    object_page,
    search_page,
    tables,
    waivers,
)

__all__ = [
    "area_overview",
    "chain",
    "indicator_table",
    "object_page",
    "search_page",
    "tables",
    "waivers",
]
