"""The views, one module for each kind. Importing this package registers them all."""

from policytrace.views import chain, tables

__all__ = ["chain", "tables"]
