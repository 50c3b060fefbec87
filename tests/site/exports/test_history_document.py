"""The history as data: what the page of changes tells, and nothing that it must not."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from policytrace.history.days import History
from tests.editions.frozen import SWEDISH, decided_plan, retold
from tests.history.telling import FIRST, KEY, history, holding_back, state
from tests.plan_builder import COMPLETE, changed
from tests.site.exports.snapshots import made, snapshot_of

PLAN = decided_plan()
LATER = changed(PLAN, "ATG-1", due="2027-06-01")
NUMBER = "811218-9876"


def document(found: History) -> dict[str, Any]:
    """The file, which holds to its schema."""
    files = made(snapshot_of(COMPLETE, history=found))
    schema = json.loads(files["data/andringar.schema.json"])
    read = json.loads(files["data/andringar.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(read, schema)
    return dict(read)


def test_each_day_is_told_as_on_the_page_and_as_data() -> None:
    found = history(state(PLAN), state(LATER))
    read = document(found)
    assert (read["version"], read["begins"], read["whole"]) == (1, FIRST.isoformat(), True)
    (day,) = read["days"]
    assert day["date"] == "2027-03-31"
    (one,) = day["objects"]
    (change,) = one["changes"]
    said = found.days[0].objects[0].changes[0].said.render(SWEDISH)
    assert change["said"] == f"{said}, utan beslut"
    assert (change["kind"], change["before"], change["after"]) == (
        "field_changed",
        "2027-03-01",
        "2027-06-01",
    )
    assert change["undecided"] is True


def test_days_that_cannot_be_read_are_named() -> None:
    read = document(history(state(PLAN), None, state(LATER)))
    assert (read["unread"], read["whole"]) == (["2027-03-31"], False)


def test_without_a_history_it_says_that_none_is_known() -> None:
    read = document(History())
    assert (read["begins"], read["whole"], read["days"]) == (None, False, [])


def test_what_must_not_be_published_is_in_no_part_of_it() -> None:
    long = "Ett ord och ett till. " * 30
    texts = (f"{long}Ring {NUMBER}.", f"Nytt. {long}Ring {NUMBER}.")
    found = history(*(state(retold(PLAN, "ATG-3", prose=text)) for text in texts))
    read = document(found)
    (change,) = read["days"][0]["objects"][0]["changes"]
    assert (change["withheld"], change["before"], change["after"]) == (True, None, None)
    assert "Nytt." in change["said"]
    assert NUMBER not in json.dumps(read)


def test_a_number_that_is_held_back_now_is_in_no_part_of_it() -> None:
    before, after = state(PLAN), state(PLAN, **{"IND-1": "12.75"})
    told = history(before, after)
    assert document(told)["days"][0]["objects"][0]["changes"][0]["values"][0]["after"] == 12.75
    hidden = document(history(before, after, before, known=holding_back(before, KEY)))
    assert "12.75" not in json.dumps(hidden)
