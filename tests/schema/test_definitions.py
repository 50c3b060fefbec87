"""What ``[needs]`` may define; a mistake stops the run where it stands, and nothing is left out."""

from __future__ import annotations

import pytest

from policytrace.schema.definitions import MARKUP_DIRECTIVES
from tests.schema.projects import SMALL, Read, at, mistake

TASK = '[needs.types.task]\ntitle = "A task"\n'
BUDGET = 'schema = { type = "integer" }\n'
DAY = 'schema = { type = "string", format = "date" }'


@pytest.mark.parametrize("word", ["Task", "åtgärD", "a task", "{task}", "", "-"])
def test_a_type_that_no_block_can_begin_with_is_refused(read: Read, word: str) -> None:
    text = SMALL.replace("[needs.types.risk]", f'[needs.types."{word}"]')
    said, where = mistake(read, text)
    assert said.startswith(f"No block can begin with {{{word}}}.")
    assert where == at(text, f'types."{word}"')


@pytest.mark.parametrize("word", ["Table", "my table", "{table}", "-"])
def test_a_view_that_no_block_can_begin_with_is_refused(read: Read, word: str) -> None:
    text = f'{SMALL}\n[policytrace.words.view]\naction_table = "{word}"\n'
    said, where = mistake(read, text)
    assert said.startswith(f"No block can begin with {{{word}}}.")
    assert where == at(text, "action_table =")


@pytest.mark.parametrize("word", sorted(MARKUP_DIRECTIVES))
def test_a_type_or_view_does_not_take_the_name_of_what_the_markup_has(
    read: Read, word: str
) -> None:
    text = SMALL.replace("[needs.types.risk]", f'[needs.types."{word}"]')
    assert "is already something else" in mistake(read, text)[0]
    text = f'{SMALL}\n[policytrace.words.view]\naction_table = "{word}"\n'
    assert mistake(read, text)[1] == at(text, "action_table =")


@pytest.mark.parametrize("value", [None, "5", '""', '" "', '["a"]', "true"])
@pytest.mark.parametrize("key", ["title", "prefix"])
def test_a_type_without_title_or_prefix_is_refused_and_not_left_out(
    read: Read, key: str, value: str | None
) -> None:
    lines = {"title": '"A task"', "prefix": '"T-"', key: value}
    own = "".join(f"{name} = {said}\n" for name, said in lines.items() if said)
    text = SMALL.replace('title = "A task"\nprefix = "T-"\n', own)
    said, where = mistake(read, text)
    assert said == f'Write {key} = "…" with a text in [needs.types.task].'
    assert where is not None
    line = text.splitlines()[where.line - 1]
    assert line.startswith(f"{key} =" if value else "[needs.types.task]")


@pytest.mark.parametrize("key", ["outgoing", "incoming"])
def test_a_title_of_a_link_is_text(read: Read, key: str) -> None:
    text = SMALL.replace("[needs.links.needs]\n", f"[needs.links.needs]\n{key} = 5\n")
    assert mistake(read, text)[1] == at(text, f"{key} = 5")


@pytest.mark.parametrize(
    "schema",
    [
        "",
        "schema = 5",
        "schema = {}",
        'schema = { type = "strng" }',
        'schema = { type = "object" }',
        'schema = { type = ["string", "integer"] }',
        'schema = { type = "string", pattern = "(" }',
        'schema = { type = "string", minLenght = 5 }',
        'schema = { type = "string", minLength = "a" }',
        'schema = { type = "string", minimum = 1 }',
        'schema = { type = "string", enum = [] }',
        'schema = { type = "string", enum = "up" }',
        'schema = { type = "array" }',
        'schema = { type = "array", items = "string" }',
        'schema = { type = "array", items = { type = "text" } }',
        'schema = { type = "array", items = { type = "array", items = { type = "string" } } }',
    ],
)
def test_a_schema_that_cannot_be_used_is_refused_on_its_line(read: Read, schema: str) -> None:
    text = SMALL.replace(BUDGET, f"{schema}\n")
    said, where = mistake(read, text)
    assert said.startswith("schema")
    assert where == at(text, f"{schema}" if schema else "[needs.fields.budget]")


@pytest.mark.parametrize(
    "schema",
    [
        'schema = { type = "number", minimum = 0.5, multipleOf = 0.5 }',
        'schema = { type = "boolean" }',
        'schema = { type = "string", enum = ["a"], maxLength = 3 }',
        'schema = { type = "array", items = { type = "integer" }, uniqueItems = true }',
    ],
)
def test_a_schema_that_sphinx_needs_knows_is_taken(read: Read, schema: str) -> None:
    assert read(SMALL.replace(BUDGET, f"{schema}\n"))


@pytest.mark.parametrize("kind", ["integer", "boolean", "number", "array"])
def test_a_field_with_a_role_must_be_of_a_type_that_the_code_can_read(
    read: Read, kind: str
) -> None:
    items = ', items = { type = "string" }' if kind == "array" else ""
    text = SMALL.replace(BUDGET, 'schema = { type = "string" }\n')
    text = text.replace(DAY, f'schema = {{ type = "{kind}"{items} }}')
    said, where = mistake(read, text)
    assert said == "due is read from a value of type string. Write that type."
    assert where == at(text, f'type = "{kind}"{items} }}')


@pytest.mark.parametrize("word", ["content", "id", "title", "tags", "docname"])
@pytest.mark.parametrize("table", ["fields", "links"])
def test_what_every_object_has_by_itself_is_nobody_else_s(
    read: Read, table: str, word: str
) -> None:
    text = f'{SMALL}\n[needs.{table}.{word}]\nschema = {{ type = "string" }}\n'
    said, where = mistake(read, text)
    assert said == f"Every object has “{word}” by itself. Choose another word."
    assert where == at(text, f"[needs.{table}.{word}]")


def test_a_word_is_not_both_field_and_link(read: Read) -> None:
    text = f"{SMALL}\n[needs.links.budget]\n"
    said, where = mistake(read, text)
    assert said == "“budget” is both a field and a link. Give one another name."
    assert where == at(text, "[needs.fields.budget]")


@pytest.mark.parametrize("word", ["a b", "a:b", ""])
def test_what_cannot_stand_between_colons_is_no_field(read: Read, word: str) -> None:
    text = f'{SMALL}\n[needs.fields."{word}"]\nschema = {{ type = "string" }}\n'
    assert mistake(read, text)[0].startswith(f"“{word}” cannot stand between colons")


@pytest.mark.parametrize("form", ['"("', "4", '["a"]'])
def test_the_form_of_ids_can_be_read(read: Read, form: str) -> None:
    text = f"[needs]\nid_regex = {form}\n\n{SMALL}"
    assert mistake(read, text)[1] == at(text, "id_regex")
