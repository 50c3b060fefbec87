"""The exports, one module for each. Importing this package registers them all."""

from policytrace.site.exports import plan_json

__all__ = ["plan_json"]
