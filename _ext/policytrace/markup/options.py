"""The options of the project's own directives, read as they are written.

Markdown's reader takes options for YAML: a quotation mark, ``>``, ``|`` or ``#`` in a value means
something else there than what it says. And the first line that is no option ends them without a
word; what comes after is text. Here a value is what stands after the colon, or, where any text will
do and nothing stands there, the indented lines below. An option that stands below the end is a
finding. Its value is taken all the same, so that nothing is said to be missing that is there to
see: the finding stops the build anyway.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from policytrace.markup.underlined import underlined_headings
from policytrace.markup.unknown import unknown_option
from policytrace.messages import Message, message

_SPACE = r"[^\S\n]"
_OPTION = re.compile(rf"{_SPACE}*+:(?P<word>[^\s:`{{][^:`]*+):(?P<space>{_SPACE}*+)(?P<value>.*)")
_BARE = re.compile(r"[ ]{0,3}:?(?P<word>[^\s:]+):?[ \t]+(?P<value>\S.*)")
_IN_TEXT = re.compile(rf"[ ]{{0,3}}:(?P<word>[^\s:`{{]+):(?P<space>{_SPACE}*+)(?P<value>[^`].*|)")
_SPACED = re.compile(r"[ \t]*+:[ ]?(?P<word>[^\s:]+)[ ]?:[ \t]*+(?P<value>[^`].*|)")
_IDS = re.compile(r"[A-ZÅÄÖ]{2,}-[A-ZÅÄÖ0-9-]+(?:[,;]|\s|$)")
_FENCE = re.compile(r"[ ]{0,3}(?P<fence>:{3,}+|`{3,}+|~{3,}+)(?P<rest>.*)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]")
_YAML = re.compile(r"(?P<word>[^\s:#][^:]*?)\s*:(?:\s+(?P<value>.*)|)")
_INDENTED = re.compile(r"(?:[ ]{2}|\t)")
_SOFT = frozenset({"Cf", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionProblem:
    """One thing that is wrong with the options of a block."""

    below: int
    """How many lines below the first line of the block it stands."""
    message: Message
    hint: Message


@dataclass(slots=True, kw_only=True)
class OptionBlock:
    """What the options of a block say."""

    values: dict[str, str] = field(default_factory=dict)
    """By the words that are written, known or not. The first of two with one word is kept."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each stands: how many lines below the first line of the block."""
    ends: dict[str, int] = field(default_factory=dict)
    """Where the value ends of each that stands on several lines, counted as in `lines`."""
    between_dashes: bool = False
    """Whether they stand between two lines of dashes, without colons before them."""
    body: int = 0
    """How many of the lines belong to the options, and the blank line after them."""
    problems: list[OptionProblem] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    """Where headings stand in the text below, counted as in `lines`."""

    def take(self, word: str, value: str, below: int) -> None:
        """Keep the value of an option; one that is written twice is a problem."""
        if word in self.values:
            self._find(
                below,
                message("The option :{option}: is written twice.", option=word),
                message("Keep the line that is right, and take the other one away."),
            )
            return
        self.values[word] = value.strip()
        self.lines[word] = below

    def _find(self, below: int, wrong: Message, remedy: Message) -> None:
        self.problems.append(OptionProblem(below=below, message=wrong, hint=remedy))

    def find_misplaced(self, word: str, below: int, end: int) -> None:
        """An option below the line `end`, where the options have ended."""
        self._find(
            below,
            message(
                "The option :{option}: stands below the options, which end at line {line}: it "
                "would be shown as text.",
                option=word,
                line=str(end),
            ),
            message("Move it up, so that all options stand together right below the first line."),
        )

    def find_unknown(self, word: str, below: int, known: Sequence[str]) -> None:
        """A line that looks like an option, but is none that the block may have."""
        self._find(below, *unknown_option(word, list(known)))

    def find_wrapped(self, below: int, option: str, *, free: bool) -> None:
        """A line that goes on with the value of the option above it; `free` may be any text."""
        self._find(
            below,
            message(
                "The line goes on with :{option}:, but a value ends where its line ends.",
                option=option,
            ),
            message(
                "Write the whole value on one line, or all of it on the lines below :{option}:, "
                "with two spaces before each. If the line is text, put a blank line before it.",
                option=option,
            )
            if free
            else message(
                "Write the whole value on one line. If the line is text, put a blank line before "
                "it."
            ),
        )

    def find_badly_written(self, below: int, option: str) -> None:
        """A line in which a colon or a space of an option is missing."""
        self._find(
            below,
            message("The option :{option}: is not written as it must be.", option=option),
            message(
                "Write a colon, the name, a colon, a space and the value, as :{option}: value.",
                option=option,
            ),
        )

    def find_no_option(self, below: int, line: str) -> None:
        """A line among the options that is none."""
        self._find(
            below,
            message("“{line}” is no option.", line=line.strip()[:80]),
            message("Write each on a line of its own: colon, name, colon, space, value."),
        )

    def find_two_ways(self, below: int) -> None:
        """Options between dashes, and more of them below."""
        self._find(
            below,
            message("The options are written in two ways: between --- and with colons."),
            message(
                "Take the lines with --- away, and write all options as :{option}: value.",
                option="id",
            ),
        )

    def find_lost_question(self, below: int, question: str, line: str) -> None:
        """A line that makes a heading of a question and its answer."""
        self._find(
            below,
            message(
                "“{question}” is no question here, and what stands below it no answer: the line "
                "{line} makes a heading of both.",
                question=question.strip()[:80],
                line=line.strip()[:20],
            ),
            message("Take the line away, or write \\ before it if it is to be seen."),
        )

    def find_empty(self) -> None:
        """Options that say nothing."""
        for word, value in self.values.items():
            if not value:
                self._find(
                    self.lines[word],
                    message("The option :{option}: has no value.", option=word),
                    message("Write the value after it, or take the line away."),
                )

    def find_unseen(self, below: int, option: str, sign: str) -> None:
        """A space, or a sign that is not seen, that is not what it looks like."""
        self._find(
            below,
            message(
                "The option :{option}: holds a space or sign that is not what it looks like: "
                "{sign}.",
                option=option,
                sign=f"U+{ord(sign):04X}",
            ),
            message("Take it away, and type an ordinary space where there is to be one."),
        )


def read_options(
    lines: Sequence[str], known: Sequence[str], free: Collection[str] = (), first: int = 1
) -> OptionBlock:
    """The options of a block with these `lines` below its first one, which is line `first`.

    `known` are the options that it may have; `free` those whose value is any text.
    """
    found = OptionBlock()
    end = _read_between_dashes(lines, found) if lines and lines[0].startswith("---") else 0
    if end and end < len(lines) and _may_be_option(lines[end]):
        found.find_two_ways(1)
    while end < len(lines) and _may_be_option(lines[end]):
        word = _read_line(lines[end], end + 1, found, known)
        end += 1
        if word in free and not found.values[word] and found.lines[word] == end:
            found.values[word], end = _read_below(lines, end, known)
            found.ends[word] = end
    for word, below in list(found.lines.items()):
        if sign := _odd_sign(found.values[word], lines[below - 1], free=word in free):
            found.find_unseen(below, word, sign)
            found.values[word] = _plain(found.values[word])
    found.body = end
    _look_below(lines, found, known, free, first)
    _look_for_underlined(lines, found)
    if found.body < len(lines) and not lines[found.body].strip():
        found.body += 1
    found.problems.sort(key=lambda problem: problem.below)
    return found


def _may_be_option(line: str) -> bool:
    start = line.lstrip()
    return start.startswith(":") and not start.startswith(":::")


def _read_line(line: str, below: int, found: OptionBlock, known: Collection[str]) -> str:
    """Read the option on a line; gives its word, empty if it is none."""
    option = _OPTION.fullmatch(line)
    if option is None:
        bare = _BARE.fullmatch(line)
        if bare and bare["word"] in known:
            found.find_badly_written(below, bare["word"])
            found.take(bare["word"], bare["value"], below)
        else:
            found.find_no_option(below, line)
        return ""
    word = option["word"].strip()
    if option["value"] and not option["space"] and word in known:
        found.find_badly_written(below, word)
    found.take(word, option["value"], below)
    return word


def _read_below(lines: Sequence[str], first: int, known: Collection[str]) -> tuple[str, int]:
    """The value that stands on the indented lines from `first` on, and where they end."""
    end = first
    for at, line in enumerate(lines[first:], start=first):
        if not line.strip():
            continue
        if not _INDENTED.match(line) or _in_text(line, known):
            break
        end = at + 1
    return "\n".join(line.strip() for line in lines[first:end]), end


def _read_between_dashes(lines: Sequence[str], found: OptionBlock) -> int:
    """Read the options between two lines of dashes; gives where they end."""
    found.between_dashes = True
    last = ""
    for at, line in enumerate(lines[1:], start=1):
        if line.startswith("---"):
            return at + 1
        option = _YAML.fullmatch(line.strip())
        if option and not (last and line[:1].isspace()):
            last = option["word"]
            found.take(last, option["value"] or "", at + 1)
        elif line.strip() and last:
            found.find_wrapped(at + 1, last, free=False)
            found.values[last] = f"{found.values[last]} {line.strip()}"
        elif line.strip():
            found.find_no_option(at + 1, line)
    return len(lines)


def _look_below(
    lines: Sequence[str],
    found: OptionBlock,
    known: Sequence[str],
    free: Collection[str],
    first: int,
) -> None:
    """Look for options, and for the rest of their values, in the text below them."""
    last = max(found.lines, key=lambda word: found.lines[word], default="")
    close = ""
    together = bool(last) and not lines[0].startswith("---")
    for at, line in enumerate(lines[found.body :], start=found.body):
        below = at + 1
        together = together and bool(line.strip())
        fence = _FENCE.match(line)
        if close:
            if fence and fence["fence"].startswith(close) and not fence["rest"].strip():
                close = ""
        elif fence:
            close, together = fence["fence"], False
        elif (option := _in_text(line, known)) is not None:
            word = option["word"]
            if word in known:
                found.find_misplaced(word, below, first + found.body)
                if word not in found.values:
                    found.take(word, _plain(option["value"]), below)
                last = word
            else:
                found.find_unknown(word, below, known)
        elif _HEADING.match(line):
            found.headings.append(below)
        elif together and last:
            together = _goes_on(line, below, last, found, known, free)


def _look_for_underlined(lines: Sequence[str], found: OptionBlock) -> None:
    """Look for headings that a line makes of the text above it."""
    text = lines[found.body :]
    for heading in underlined_headings(text):
        if heading.is_question:
            line = text[heading.underline]
            below = found.body + heading.underline + 1
            found.find_lost_question(below, text[heading.first], line)
        else:
            found.headings.append(found.body + heading.first + 1)


def _in_text(line: str, known: Collection[str]) -> re.Match[str] | None:
    """What a line of text is as an option, if it is meant to be one; however far in it stands."""
    option = _IN_TEXT.fullmatch(line)
    if option and (option["word"] in known or option["space"] or not option["value"]):
        return option
    spaced = _SPACED.fullmatch(line)
    return spaced if spaced and spaced["word"] in known else None


def _goes_on(
    line: str,
    below: int,
    last: str,
    found: OptionBlock,
    known: Collection[str],
    free: Collection[str],
) -> bool:
    """Whether a line right below the option `last` is more of its value; then it is a problem."""
    bare = _BARE.fullmatch(line)
    if bare and bare["word"] in known and (f"{bare['word']}:" in line or _IDS.match(bare["value"])):
        found.find_badly_written(below, bare["word"])
        found.take(bare["word"], bare["value"], below)
        return True
    before = found.values[last]
    wrapped = line[:1].isspace() or last in free or before.endswith((",", ";")) or _IDS.match(line)
    if not wrapped:
        return False
    found.find_wrapped(below, last, free=last in free)
    found.values[last] = f"{before} {line.strip()}".strip()
    return True


def _odd_sign(value: str, line: str, *, free: bool) -> str:
    """A space or unseen sign in an option that must not be there; empty if there is none.

    In free text a hard space may be meant, but not around the value.
    """
    where = line[: len(line) - len(line.lstrip())] + _around(line, value) if free else line
    if where.isprintable():  # so are all but the odd ones, and a tab
        return ""
    return next((sign for sign in where if _is_odd(sign)), "")


def _around(line: str, value: str) -> str:
    before, _, after = line.partition(value) if value else (line, "", "")
    return before + after


def _is_odd(sign: str) -> bool:
    return sign not in " \t" and unicodedata.category(sign) in _SOFT


def _plain(value: str) -> str:
    """The value without odd signs."""
    spaced = (" " if sign.isspace() else sign for sign in value)
    return "".join(sign for sign in spaced if not _is_odd(sign)).strip()
