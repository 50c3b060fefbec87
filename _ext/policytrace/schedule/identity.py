"""Identity: ids that stay the same in every build, for what other programs keep of the plan.

They are UUIDs made of names (RFC 9562, version 5), so they need no address of the site, which may
not be known yet or may change, and give nothing away. A plan's ids are made within its own
namespace, which is that of whom the plan concerns: two municipalities may well have an object with
the same id, and somebody who follows both must not have one taken for the other.
"""

from __future__ import annotations

from functools import cache
from uuid import NAMESPACE_URL, UUID, uuid5

from policytrace.schema.metamodel import Metamodel

_PRODUCT = uuid5(NAMESPACE_URL, "https://policytrace.invalid/")
"""The namespace of all that this program names. It never changes."""


def stable_id(metamodel: Metamodel, *names: str) -> UUID:
    """The id of what `names` name, within the plan."""
    return uuid5(_namespace(metamodel.publisher.about), "\n".join(names))


@cache
def _namespace(about: str) -> UUID:
    """The namespace of the plans of whom they concern."""
    return uuid5(_PRODUCT, about)
