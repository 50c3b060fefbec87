"""The rules, one module for each family. Importing this package registers them all."""

from policytrace.rules import accountability, reading, traceability

__all__ = ["accountability", "reading", "traceability"]
