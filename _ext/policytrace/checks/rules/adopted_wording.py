"""PT109: each passage is found in the adopted text, once, by its first and last words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from policytrace.checks.registry import Context, Violation, rule
from policytrace.messages import Message, message
from policytrace.plan.adopted_text import MOST_SIGNS, MOST_WORDS
from policytrace.plan.graph import Graph
from policytrace.plan.model import Doubt, Passage
from policytrace.severity import Severity


@rule("PT109", Severity.ERROR, "A passage that is not found once in the adopted text")
def wording_not_found_once(graph: Graph, context: Context) -> Iterator[Violation]:
    """A passage's first and last words do not lead to one place in the adopted text.

    Where the project has the adopted text, each object that restates a passage shows its exact
    wording too. The register says where the passage begins and where it ends. If those words do not
    stand in the text, or stand in several places, nobody knows what was adopted there. How lines
    are broken does not matter: white space does not count.

    Example:
        pinpoint,section,type,gist,börjar,slutar
        hot-1,Hot,mål,Alla får stöd,Kommunen ska,

    Instead:
        pinpoint,section,type,gist,börjar,slutar
        hot-1,Hot,mål,Alla får stöd,Kommunen ska ge stöd,utsätts för hot.

    Remedy: copy the passage's first and last words from the adopted text, up to ten of each, and so
    many that they stand there once.
    """
    for passage in graph.passages:
        if passage.doubt is not None:
            said, remedy = _told(passage, passage.doubt, context)
            yield Violation(item="", location=passage.location, message=said, hint=remedy)


def _told(passage: Passage, doubt: Doubt, context: Context) -> tuple[Message, Message]:
    """What is wrong, and how to mend it."""
    pinpoint, most = passage.pinpoint, str(MOST_WORDS)
    begins, ends = (context.word(f"passage_column.{key}") for key in ("begins", "ends"))
    if doubt is Doubt.HALF_SAID:
        given, lacking = (begins, ends) if passage.begins else (ends, begins)
        return (
            message(
                "The passage “{pinpoint}” has words in the column “{given}”, but none in "
                "“{lacking}”.",
                pinpoint=pinpoint,
                given=given,
                lacking=lacking,
            ),
            message("Fill in both, or leave both empty."),
        )
    if doubt is Doubt.TOO_MANY_WORDS:
        return (
            message(
                "The passage “{pinpoint}” has more than {most} words in “{begins}” or “{ends}”.",
                pinpoint=pinpoint,
                most=most,
                begins=begins,
                ends=ends,
            ),
            message("Leave the first and the last words only, at most {most} of each.", most=most),
        )
    if doubt is Doubt.TOO_LONG:
        return (
            message(
                "From the first words of the passage “{pinpoint}” to its last are more than "
                "{signs} signs.",
                pinpoint=pinpoint,
                signs=str(MOST_SIGNS),
            ),
            message("Copy the first and the last words of one and the same passage."),
        )
    return _SAID[doubt](passage), _REMEDIES[doubt]


_SAID: Mapping[Doubt, Callable[[Passage], Message]] = MappingProxyType(
    {
        Doubt.NO_BEGINNING: lambda passage: message(
            "The passage “{pinpoint}” begins with “{words}”, which does not stand in the adopted "
            "text.",
            pinpoint=passage.pinpoint,
            words=passage.begins,
        ),
        Doubt.SEVERAL_BEGINNINGS: lambda passage: message(
            "The passage “{pinpoint}” begins with “{words}”, which stands in several places in the "
            "adopted text.",
            pinpoint=passage.pinpoint,
            words=passage.begins,
        ),
        Doubt.NO_END: lambda passage: message(
            "The passage “{pinpoint}” ends with “{words}”, which does not stand in the adopted "
            "text.",
            pinpoint=passage.pinpoint,
            words=passage.ends,
        ),
        Doubt.END_BEFORE_BEGINNING: lambda passage: message(
            "The passage “{pinpoint}” ends with “{words}”, which stands in the adopted text only "
            "before the passage begins.",
            pinpoint=passage.pinpoint,
            words=passage.ends,
        ),
        Doubt.SEVERAL_ENDS: lambda passage: message(
            "The passage “{pinpoint}” ends with “{words}”, which stands in several places after "
            "the passage begins.",
            pinpoint=passage.pinpoint,
            words=passage.ends,
        ),
    }
)

_COPY_FIRST = message("Copy the first words of the passage from the adopted text.")
_COPY_LAST = message("Copy the last words of the passage from the adopted text.")
_REMEDIES: Mapping[Doubt, Message] = MappingProxyType(
    {
        Doubt.NO_BEGINNING: _COPY_FIRST,
        Doubt.SEVERAL_BEGINNINGS: message(
            "Write more of the passage's first words, at most {most}.", most=str(MOST_WORDS)
        ),
        Doubt.NO_END: _COPY_LAST,
        Doubt.END_BEFORE_BEGINNING: _COPY_LAST,
        Doubt.SEVERAL_ENDS: message(
            "Write more of the passage's last words, at most {most}.", most=str(MOST_WORDS)
        ),
    }
)
