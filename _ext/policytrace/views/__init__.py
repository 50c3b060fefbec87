"""The views and the pages, one module for each kind. Importing this package registers them all."""

from policytrace.views import chain, object_page, search_page, tables, waivers

__all__ = ["chain", "object_page", "search_page", "tables", "waivers"]
