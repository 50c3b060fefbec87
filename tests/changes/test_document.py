"""A plan document is read, or it is told what is wrong with it."""

from __future__ import annotations

import pytest

from policytrace.changes.document import DocumentError, read_document
from policytrace.messages import catalogue


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "den är inte JSON"),
        (b"{", "den är inte JSON"),
        (b"\xff\xfe", "den är inte JSON"),
        (b"[" * 100_000, "den är inte JSON"),
        (b"[]", "den är JSON, men innehåller ingen plan"),
        (b'"plan"', "den är JSON, men innehåller ingen plan"),
        (b"null", "den är JSON, men innehåller ingen plan"),
        (b"{}", "version är inte som det ska vara"),
        (b'{"version": 1, "date": "2027-01-01"}', "objects är inte som det ska vara"),
    ],
)
def test_what_is_no_plan_document_is_told(content: bytes, said: str) -> None:
    with pytest.raises(DocumentError) as found:
        read_document(content)
    assert found.value.text.render(catalogue("sv")) == said


def test_a_plan_without_objects_is_one() -> None:
    document = b'{"version": 1, "date": "2027-01-01", "objects": []}'
    assert not read_document(document).objects
