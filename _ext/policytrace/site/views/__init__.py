"""The views and the pages, one module for each kind. Importing this package registers them all."""

from policytrace.site.pages import not_found, object_page, search_page
from policytrace.site.views import (
    area_overview,
    chain,
    decision_table,
    follow_ups,
    global_targets,
    indicator_table,
    priority_tiles,
    progress_overview,
    quality_report,
    tables,
    target_group_matrix,
    timeline,
    waivers,
)

__all__ = [
    "area_overview",
    "chain",
    "decision_table",
    "follow_ups",
    "global_targets",
    "indicator_table",
    "not_found",
    "object_page",
    "priority_tiles",
    "progress_overview",
    "quality_report",
    "search_page",
    "tables",
    "target_group_matrix",
    "timeline",
    "waivers",
]
