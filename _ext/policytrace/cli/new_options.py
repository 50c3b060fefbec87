"""The options of the command: some are the same in every project, most are its own words."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policytrace.author.questions import Question, questions_for
from policytrace.author.values import nearest_word
from policytrace.cli.common_options import add_common, add_today
from policytrace.cli.new_words import FLAGS, sorted_words
from policytrace.cli.options import NEW_PURPOSE
from policytrace.cli.parser import Parser
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.messages import message
from policytrace.schema.forms import types_to_add
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import CustomLink, LinkKind, TypeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """What the person asked for."""

    project: Path
    role: TypeKey
    metamodel: Metamodel
    questions: tuple[Question, ...]
    given: Mapping[str, str]
    """Answers by option, as they were written."""
    today: date | None
    dry_run: bool
    traceback: bool


def read_request(
    words: Sequence[str], terminal: Terminal, open_project: Callable[[Path | None], Path]
) -> NewRequest:
    """Read the words after the command's name; what they may be depends on type and project.

    Raises:
        ProjectError: there is no such project, type or option; says what there is.
        SystemExit: help was asked for and has been printed, or what is wrong has.
    """
    places, options = sorted_words(words)
    if not places and FLAGS & {"-h", "--help"} & set(options):
        _parser(terminal, "", ()).parse_args(["-h"])
    project = open_project(Path(places[1]) if len(places) > 1 else None)
    metamodel = load_metamodel(project)
    roles = types_to_add(metamodel)
    role = roles.get(places[0].lower()) if places else None
    if role is None:
        raise _no_type(places[0] if places else "", tuple(roles))
    questions = questions_for(role, metamodel, terminal.translations)
    parser = _parser(terminal, places[0], questions)
    read, unknown = parser.parse_known_args([*places, *options])
    if unknown:
        raise _no_option(unknown[0].partition("=")[0], parser)
    return NewRequest(
        project=project,
        role=role,
        metamodel=metamodel,
        questions=questions,
        given={
            question.option: _joined(question, values)
            for question in questions
            if (values := getattr(read, question.option))
        },
        today=read.today,
        dry_run=read.dry_run,
        traceback=read.traceback,
    )


def _parser(terminal: Terminal, kind: str, questions: Sequence[Question]) -> Parser:
    say = terminal.text
    type_, folder = say(message("TYPE")), say(message("FOLDER"))
    program = f"policytrace new {kind or type_}"
    parser = Parser(
        prog=program,
        description=say(NEW_PURPOSE),
        usage=f"{program} [{folder}] [--…]",
        conflict_handler="resolve",
        translations=terminal.translations,
    )
    parser.add_argument("type", nargs="?", metavar=type_, help=say(message("what to add")))
    parser.add_argument(
        "project",
        nargs="?",
        metavar=folder,
        help=say(message("folder of the project (default: the one you stand in, or one above it)")),
    )
    for question in questions:
        parser.add_argument(
            *(f"--{name}" for name in (question.option, *question.aliases)),
            dest=question.option,
            action="append",
            metavar=say(message("VALUE")),
            help=f"{question.title}. {question.help}".replace("%", "%%"),
        )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=say(message("show what would be written, and write nothing")),
    )
    add_today(parser, terminal)
    add_common(parser, terminal)
    return parser


def _joined(question: Question, values: Sequence[str]) -> str:
    """The answer of an option that was given several times: all of a list, else the last."""
    many = isinstance(question.subject, LinkKind | CustomLink) or question.is_list
    return ", ".join(values) if many else values[-1]


def _no_type(name: str, words: Sequence[str]) -> ProjectError:
    listed = ", ".join(words)
    if not name:
        return ProjectError(message("Say what to add, one of: {types}.", types=listed))
    near = nearest_word(name.lower(), words)
    if near:
        return ProjectError(
            message("“{name}” cannot be added. Did you mean {nearest}?", name=name, nearest=near)
        )
    return ProjectError(
        message("“{name}” cannot be added. Choose one of: {types}.", name=name, types=listed)
    )


def _no_option(name: str, parser: argparse.ArgumentParser) -> ProjectError:
    if not name.startswith("-"):
        return ProjectError(message("“{word}” is one word too many.", word=name))
    near = nearest_word(name, parser._option_string_actions)  # noqa: SLF001 - the options by name
    if near:
        return ProjectError(
            message("There is no option {name}. Did you mean {nearest}?", name=name, nearest=near)
        )
    return ProjectError(message("There is no option {name}.", name=name))
