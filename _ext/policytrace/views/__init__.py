"""The views, one module for each kind. Importing this package registers them all."""

from policytrace.views import chain, tables, waivers

__all__ = ["chain", "tables", "waivers"]
