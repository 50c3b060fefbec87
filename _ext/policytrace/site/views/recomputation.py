"""A script that arrives at the verdicts on an indicator from its published values, by the rules.

It is made for readers who would rather work it out than believe it: at most `MOST_LINES` lines of
Python that take nothing but the file of values, as it is published or as a spreadsheet has saved it
(semicolons, decimal commas, an older encoding), fetch nothing unless they are given an address, and
hold no verdict but as what a rule gives. It says all verdicts that the plan has: those on the
municipality and its parts, on all of their population and on each group. Without a file it says how
it is run.

What a script knows besides the values is what they are judged by: direction, target, baseline,
interval, the month. The rules are those of `policytrace.measure.performance`, in their order. A
script is written for the kind of target that the indicator has, so that it says only what matters
there. The words in it are the project's; it needs no language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, partial

from policytrace.measure.areas import AreaRegister, Division
from policytrace.measure.performance import TargetSpec
from policytrace.measure.series import Series
from policytrace.measure.targets import Target, target_of
from policytrace.schema.vocabulary import Direction, Sex, TargetAgainst, TargetScope, Verdict
from policytrace.schema.words import Words
from policytrace.site.signs import escaped_signs
from policytrace.values.bands import Band
from policytrace.values.decimals import plain
from policytrace.values.periods import PeriodKind
from policytrace.values.stages import Stage

MOST_LINES = 20
"""A script has no more lines than this."""

_WIDE = 116
"""A line on which several things stand is no longer than this."""

_WIDEST = (180, 200, 220, 240)
"""Nor longer than the first of these, or else the next, where a script has too many lines."""

_WHEN = {
    PeriodKind.SCHOOL_YEAR: "12 * int(p[:4]) + 6, 12 * int(p[:4]) + 18",
    PeriodKind.HALF: "12 * int(p[:4]) + 6 * int(p[6]) - 6, 12 * int(p[:4]) + 6 * int(p[6])",
    PeriodKind.QUARTER: "12 * int(p[:4]) + 3 * int(p[6]) - 3, 12 * int(p[:4]) + 3 * int(p[6])",
    PeriodKind.MONTH: "12 * int(p[:4]) + int(p[5:]) - 1, 12 * int(p[:4]) + int(p[5:])",
}
"""From how a period is written to the month in which it begins, counted from the year 0, and the
one after it."""

_ANY_PERIOD = (
    'def when(p): n = {"H": 6, "Q": 3, "": 12}.get(p[5:6], 12 if "/" in p else 1); '
    'm = 12 * int(p[:4]) + (6 if "/" in p else n * (int(p[5:].strip("HQ") or 1) - 1)); '
    "return m, m + n"
)
"""The same for periods of several lengths."""

_BEST = "10**16"
"""A value that none comes up to: where no target is known, it is better to be nearer to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An indicator's values, and what they are judged by."""

    id: str
    series: Series
    spec: TargetSpec
    areas: AreaRegister
    words: Words
    today: date


def recomputing_script(judged: Judged) -> str:
    """The script that gives all verdicts, each on a line after whom it is on.

    It is handed the file or the address of the indicator's values; if none is published, nothing.
    """
    writer = _ScriptWriter(judged)
    lines = list(writer.lines(_each_on_its_line))
    if len(lines) > MOST_LINES:
        lines = list(writer.lines(partial(_filled, width=_WIDE)))
    if len(lines) > MOST_LINES:
        lines = _joined(lines, _WIDEST[0])
    for width in _WIDEST:
        if len(lines) > MOST_LINES:
            about, imports, *rest = writer.lines(partial(_filled, width=width))
            lines = _joined([f"{imports}  {about}", *rest], width)
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Whole:
    """All parts of the municipality of one kind, and whom they have values on."""

    division: Division
    sexes: tuple[Sex, ...]
    is_split: bool


def _whole(series: Series, division: Division) -> _Whole | None:
    places = division.keys
    sexes = tuple(sex for sex in Sex if any(series.line(place, sex) for place in places))
    is_split = any(series.line(one, Sex.WOMEN) and series.line(one, Sex.MEN) for one in places)
    return _Whole(division, sexes, is_split) if sexes else None


Layout = Callable[[Sequence[str]], Iterator[str]]
"""How the first rule that fits is found: the lines for rules, each with what it gives and when."""


def _each_on_its_line(rules: Sequence[str]) -> Iterator[str]:
    yield "    return next(word for word, holds in ["
    for rule in rules:
        yield f"        {rule},"
    yield "    ] if holds)"


def _filled(rules: Sequence[str], width: int) -> Iterator[str]:
    line = "    return next(word for word, holds in ["
    for number, rule in enumerate(rules, start=1):
        end = "," if number < len(rules) else "] if holds)"
        if len(line) + len(rule) + len(end) + 1 > width:
            yield line
            line = "       "
        line += ("" if line.endswith("[") else " ") + rule + end
    yield line


def _joined(lines: Sequence[str], width: int) -> list[str]:
    """The lines, assignments that follow on each other on one where there are too many."""
    kept = [lines[0]]
    for number, line in enumerate(lines[1:], start=1):
        text = line.lstrip()
        pattern = rf"{line.removesuffix(text)}\w+(?:, \w+)* \|?= .*"
        alike = all(re.fullmatch(pattern, one) for one in (kept[-1], line))
        too_many = len(kept) + len(lines) - number > MOST_LINES
        if too_many and alike and len(kept[-1]) + len(text) + 2 <= width:
            kept[-1] += f"; {text}"
        else:
            kept.append(line)
    return kept


class _ScriptWriter:
    """Writes the script for one indicator."""

    def __init__(self, judged: Judged) -> None:
        self.judged, self.spec = judged, judged.spec
        series, areas = judged.series, judged.areas
        home = areas.home
        self.home = (home.name, home.kind_word(judged.words)) if home else ("", "")
        self.every = self.spec.scope is TargetScope.EVERY_AREA
        wholes = [_whole(series, one) for one in areas.divisions] if self.every else []
        self.wholes = tuple(whole for whole in wholes if whole)
        self.lines_of_home = any(series.line(home.key if home else "", sex) for sex in Sex)
        self.is_split = any(
            series.line(place, Sex.WOMEN, group) and series.line(place, Sex.MEN, group)
            for place in areas.own
            for group in series.groups(place)
        )
        self.target = self._target()
        one_sided = self.spec.direction in (Direction.UP, Direction.DOWN)
        self.against = self.spec.against if one_sided else None
        self.gap_target = self.spec.gap_target if self.is_split else None
        self.by_year = self._kinds() <= {PeriodKind.YEAR}

    # ------------------------------------------------------------------ what kind it is

    def _target(self) -> Target | None:
        """The target for values, if it is a number or a band."""
        if self.spec.direction is None or self.spec.target is None or self.spec.against:
            return None
        return target_of(self.spec.direction, self.spec.target)

    def _kinds(self) -> set[PeriodKind]:
        kinds = {row.period.kind for row in self.judged.series.rows}
        return kinds | ({self.spec.baseline.kind} if self.spec.baseline else set())

    @cached_property
    def aims(self) -> tuple[bool, ...]:
        """Whether there is a target: for values and, if they are split, for the gap."""
        values = self.target is not None or self.against is not None
        return (values, self.gap_target is not None) if self.is_split else (values,)

    @cached_property
    def may_be_missed(self) -> bool:
        """Whether a target may have its year."""
        baseline, deadline = self.spec.baseline, self.spec.deadline
        late = deadline and (baseline is None or deadline.middle > baseline.middle)
        return bool(late) and any(self.aims)

    @cached_property
    def has_line(self) -> bool:
        """Whether a line leads from a baseline to a target."""
        return self.may_be_missed and self.spec.baseline is not None

    @cached_property
    def is_mixed(self) -> bool:
        """Whether values have a target and gaps have none, or the other way round."""
        return self.may_be_missed and len(set(self.aims)) > 1 and not self.against

    @cached_property
    def _tells_gap(self) -> bool:
        """Whether a gap is told from a value, which has no way to the value before it."""
        return self.against is TargetAgainst.PREVIOUS and self.is_split and self.has_line

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """What is to be reached on the way."""
        return self.spec.stages if self.has_line and self.aims[0] else ()

    # ------------------------------------------------------------------ its lines

    def lines(self, layout: Layout) -> Iterator[str]:
        """The lines of the script."""
        name = self.judged.id.lower()
        today = self.judged.today
        file = f" {name}.csv" if self.judged.series.rows else ""
        yield f"# {self.judged.id}, {today.year}-{today.month:02}: python3 {name}.py{file}"
        math = ("math",) if self.against else ()
        used = ("csv", *math, "pathlib", "sys", "urllib.request") if file else math
        if used:
            yield f"import {', '.join(used)}"
        yield "from fractions import Fraction as F"
        if not self.by_year:
            kinds = self._kinds()
            one = _WHEN.get(next(iter(kinds))) if len(kinds) == 1 else None
            yield f"def when(p): return {one}" if one else _ANY_PERIOD
        yield from self._function(layout)
        yield from self._reading()
        yield from self._saying()

    def _reading(self) -> Iterator[str]:
        """The values of each area, group and sex, by period; those of the gap, too."""
        when = "int(p)" if self.by_year else "when(p)"
        words = self.judged.words
        nothing = [f"{_key(*place, '', words.of(Sex.TOTAL))}: {{}}" for place in self._unknown()]
        if not self.judged.series.rows:
            yield f"at = {{{', '.join(nothing)}}}"
            return
        name = self.judged.id.lower()
        yield (
            'if "://" not in (file := (sys.argv + [""])[1]) and not pathlib.Path(file).is_file(): '
            f"sys.exit({_quoted(f'python3 {name}.py {name}.csv')})"
        )
        yield (
            'raw = urllib.request.urlopen(file).read() if "://" in file else '
            "pathlib.Path(file).read_bytes()"
        )
        yield (
            'text = raw.decode("utf-8" if raw.decode("utf-8", "ignore").encode() == raw else '
            '"cp1252").splitlines()'
        )
        yield (
            'rows = [row for row in csv.reader(text, delimiter=";" if ";" in "".join(text[:1]) '
            'else ",") if row]'
        )
        yield f"at = {{{', '.join(nothing)}}}"
        yield (
            "for p, a, k, s, g, v, *_ in rows[1:]: at.setdefault((a, k, g, s), {}).update("
            f'{{{when}: F(v.replace(",", "."))}} if v else {{}})'
        )
        if self.is_split:
            women, men = (_quoted(words.of(sex)) for sex in (Sex.WOMEN, Sex.MEN))
            yield (
                f"at |= {{(*w[:3], {_quoted(self._gap)}): {{p: at[w][p] - at[m][p] for p in at[w] "
                f"if p in at[m]}} for w in at if w[3] == {women} and (m := (*w[:3], {men})) in at}}"
            )

    def _unknown(self) -> Iterator[tuple[str, str]]:
        """The areas that there are no values on all of the population of, by name and kind."""
        series, areas = self.judged.series, self.judged.areas
        if self._home_is_unknown and not self.every and not self._may_have_no_target:
            yield self.home
        for division in areas.divisions:
            for area in division.areas:
                if "" not in (groups := series.groups(area.key)) and groups:
                    yield area.name, division.kind.word

    @cached_property
    def _home_is_unknown(self) -> bool:
        """Whether there are no values on all of the municipality's population to judge."""
        return not (self.wholes if self.every else self.lines_of_home)

    @cached_property
    def _may_have_no_target(self) -> bool:
        """Whether the municipality lacks a target rather than values if its parts have some."""
        untargeted = self.spec.target is None and self.spec.against is None
        parts = self.judged.series.rows and self.judged.areas.divisions
        return self._home_is_unknown and untargeted and bool(parts)

    @cached_property
    def _gap(self) -> str:
        """What the gap is called."""
        words = self.judged.words
        return f"{words.of(Sex.WOMEN)} − {words.of(Sex.MEN)}"

    # ------------------------------------------------------------------ the rules

    def _function(self, layout: Layout) -> Iterator[str]:
        yield f"def verdict({', '.join(self._parameters())}):"
        yield f"    if not own: return {self._word(Verdict.NO_DATA)}"
        yield from self._quantities()
        yield from layout([f"({self._word(verdict)}, {when})" for verdict, when in self._rules()])

    def _parameters(self) -> Iterator[str]:
        yield "own"
        yield "goal" if self.against else "short"
        if self.is_mixed:
            yield "aimed"
        if self._tells_gap:
            yield "gap"
        if self.stages:
            yield "stages"
        baseline, year = self.spec.baseline, self.spec.year
        if self.has_line and baseline:
            text = _quoted(baseline.text)
            yield f"start={int(baseline.text) if self.by_year else f'when({text})'}"
        if self.may_be_missed and year:
            yield f"end={year if self.by_year else f'(12 * {year}, 12 * {year + 1})'}"
        if self.may_be_missed or self.spec.interval:
            today = self.judged.today
            yield f"month=12 * {today.year} + {today.month}"
        yield f"step={_number(self.judged.series.step)}"

    def _stages(self) -> str:
        """The stages: their time, as that of periods, and their value."""
        return "[{}]".format(
            ", ".join(
                f"({one.year if self.by_year else 24 * one.year + 12}, {self._stage(one.band)})"
                for one in self.stages
            )
        )

    def _stage(self, band: Band) -> str:
        if self.spec.direction is Direction.UP:
            return _number(band.low)
        if self.spec.direction is Direction.DOWN:
            return _number(band.high)
        return f"({_number(band.low)}, {_number(band.high)})"

    def _quantities(self) -> Iterator[str]:
        yield "    first, last = min(own), max(own)"
        if self.against:
            up = self.spec.direction is Direction.UP
            unknown = _side(_BEST if up else f"-{_BEST}", up=up)
            yield (
                f"    now, short = goal.get(last, {unknown}), lambda v, g: max(g[0] - v, v - g[1])"
            )
            left, was = "max(short(own[last], now), 0)", self._was_against
        elif self.is_mixed:
            yield "    far = lambda v: max(short(v), 0) if aimed else short(v)"
            left, was = "far(own[last])", "short(own.get(start, own[last]))"
        else:
            left, was = "max(short(own[last]), 0)", "short(own.get(start, own[last]))"
        if self.has_line:
            yield f"    left, was = {left}, {was}"
            yield "    whole, margin = max(was, 0), max(was / 20, step)"
            yield from self._asked()
        elif self.against or self.is_mixed or all(self.aims):
            yield f"    left = {left}"

    @cached_property
    def _was_against(self) -> str:
        if self.against is TargetAgainst.PREVIOUS and not self._tells_gap:
            return "F(0)"
        was = "short(own.get(start, own[last]), goal.get(start, now))"
        return f"{was} if gap else F(0)" if self._tells_gap else was

    def _asked(self) -> Iterator[str]:
        """The part of the way that is to be covered by now."""
        start, end, last = self._at("start"), self._at("end"), self._at("last")
        if not self.stages:
            yield f"    asked = min(F({last} - {start}, {end} - {start}), 1)"
            return
        if self.target and self.target.direction is Direction.BALANCE:
            low, high = _number(self.target.band.low), _number(self.target.band.high)
            left = f"({low} - v[0] if own.get(start, 0) < {low} else v[1] - {high})"
        else:
            left = "short(v, goal.get(start, now))" if self.against else "short(v)"
        yield (
            f"    way = [(y, 1 - min(max(F({left}) / (whole or 1), 0), 1)) "
            f"for y, v in stages if {start} < y < {end}]"
        )
        yield f"    steps = zip([({start}, 0), *way], [*way, ({end}, 1)])"
        yield (
            f"    asked = next((a + (b - a) * F({last} - s, t - s) "
            f"for (s, a), (t, b) in steps if {last} <= t), 1)"
        )

    def _at(self, period: str) -> str:
        """Where a period lies in time."""
        return period if self.by_year else f"sum({period})"

    def _rules(self) -> Iterator[tuple[Verdict, str]]:
        """The rules in their order, for what has a value: what they give, and when."""
        aimed = "last in goal and " if self.against else "aimed and " if self.is_mixed else ""
        after = "12 * (last + 1)" if self.by_year else "last[1]"
        if self.may_be_missed:
            over = (
                "(last >= end or month > 12 * (end + 1))"
                if self.by_year
                else "(last[1] >= end[1] or month > end[1])"
            )
            yield Verdict.NOT_REACHED, f"{aimed}left and {over}"
        if self.spec.interval:
            months = self.spec.interval + min(self.spec.interval, 12)
            yield Verdict.OUTDATED, f"month > {after} + {months}"
        untold = self._has_nothing_to_count_from()
        yield Verdict.WRONG_WAY, f"{untold}{self._worse()} > max(abs(own[first]) / 20, step)"
        yield Verdict.NO_TARGET, untold.removesuffix(" and ") or "True"
        if self.has_line:
            yield Verdict.TOO_EARLY, "last <= start"
            yield Verdict.REACHED, "not left"
            yield Verdict.WRONG_WAY, "left - whole > whole / 20 and left - was > step"
            yield Verdict.ON_TRACK, "left <= min(whole, whole * (1 - asked) + margin)"
            yield Verdict.UNCHANGED, "whole - left <= margin"
            yield Verdict.TOO_SLOW, "True"

    def _has_nothing_to_count_from(self) -> str:
        if not self.has_line:
            return ""
        if self.against:
            return "(start not in own or last not in goal) and "
        return "(start not in own or not aimed) and " if self.is_mixed else "start not in own and "

    def _worse(self) -> str:
        if self.against:
            return "left - max(short(own[first], now), 0)"
        if self.is_mixed:
            return "left - far(own[first])"
        if all(self.aims):
            return "left - max(short(own[first]), 0)"
        return "short(own[last]) - short(own[first])"

    # ------------------------------------------------------------------ what it says

    def _saying(self) -> Iterator[str]:
        """All that is judged, each with what its verdict is given by."""
        total = self.judged.words.of(Sex.TOTAL)
        whose = _quoted(", ".join(filter(None, (_place(*self.home), total))))
        if self._may_have_no_target:
            kinds = _quoted([one.kind.word for one in self.judged.areas.divisions])
            known = f"any(own and key[1] in {kinds} and not key[2] for key, own in at.items())"
            no_target, no_data = map(self._word, (Verdict.NO_TARGET, Verdict.NO_DATA))
            yield f'print({whose}, {no_target} if {known} else {no_data}, sep=": ")'
        elif self.every and self._home_is_unknown:
            handed = self._handed(self._value_aim("{}", _quoted(total)), is_gap=False)
            yield f'print({whose}, verdict({{}}, {handed}), sep=": ")'
        if self.every and not self.judged.series.rows:
            return
        value, gap = (self._handed(self._aim(is_gap=one), is_gap=one) for one in (False, True))
        if self.is_split and self.against:
            value, gap = (f"lambda own, who: ({one})" for one in (value, gap))
        elif self.is_split and self._hands_several:
            value, gap = f"({value})", f"({gap})"
        if self.is_split:
            yield f"value, gap = {value}, {gap}"
        yield from self._of_all_parts()
        groups = any(group for _, _, group in self.judged.series.lines) or bool(self.wholes)
        yield "for (a, k, g, who), own in at.items():"
        by = self._by if self.is_split else value
        handed = f"{by}(own, who)" if self.is_split and self.against else by
        handed = f"*{handed}" if self.is_split and self._hands_several else handed
        whom = 'f"{a} ({k}), {who}"'
        if groups:
            whom = '", ".join(filter(None, (f"{a} ({k})", g, who)))'
        yield f'    if {self._counted()}: print({whom}, verdict(own, {handed}), sep=": ")'

    @cached_property
    def _by(self) -> str:
        """What a verdict is given by: it is not the same for values and for the gap."""
        return f"(gap if who == {_quoted(self._gap)} else value)"

    def _counted(self) -> str:
        """Whether a line is judged: those of the municipality and its parts."""
        places = set(self.judged.series.areas())
        parts = [
            one.kind.word for one in self.judged.areas.divisions if not places.isdisjoint(one.keys)
        ]
        if not self.every:
            return f"k in {_quoted([self.home[1], *parts])}"
        return f"k in {_quoted(parts)} or k == {_quoted(self.home[1])} and g"

    def _of_all_parts(self) -> Iterator[str]:
        """The values of the parts that are furthest from what is wanted, as the municipality's."""
        rows = [
            f"({_quoted(one.division.kind.word)}, {_quoted(one.division.kind.plural)}, "
            f"{len(one.division.areas)}, {_quoted(who)})"
            for one in self.wholes
            for who in (
                *map(self.judged.words.of, one.sexes),
                *((self._gap,) if one.is_split else ()),
            )
        ]
        if rows:
            name, kind = map(_quoted, self.home)
            yield f"for kind, kinds, size, who in [{', '.join(rows)}]:"
            yield '    parts = [at[key] for key in at if key[1:] == (kind, "", who)]'
            yield (
                f"    at[{name}, {kind}, kinds, who] = {{p: {self._worst()} for p in "
                "set().union(*parts) if len(v := [one[p] for one in parts if p in one]) == size}"
            )

    def _worst(self) -> str:
        """The value of the part that is furthest from what is wanted."""
        up = "min" if self.spec.direction is Direction.UP else "max"
        if not self.against:
            short = f"{self._by}[0](x)" if self._hands_several else f"{self._by}(x)"
            key = short if self.is_split else f"({self._aim(is_gap=False)})(x)"
            return f"max(v, key=lambda x: ({key}, x))"
        if not self.is_split or self.gap_target is None:
            return f"{up}(v)"
        low, high = _number(self.gap_target.low), _number(self.gap_target.high)
        gap = f"max(v, key=lambda x: (max({low} - x, x - {high}), x))"
        return f"({gap} if who == {_quoted(self._gap)} else {up}(v))"

    def _aim(self, *, is_gap: bool) -> str:
        return self._aim_of_gap() if is_gap else self._value_aim("own", "who")

    @cached_property
    def _hands_several(self) -> bool:
        return bool(self.is_mixed or self._tells_gap or self.stages)

    def _handed(self, aim: str, *, is_gap: bool) -> str:
        """What the function of the rules is handed, besides the values, for values or for gaps."""
        parts = [aim]
        if self.is_mixed:
            parts.append(str(self.aims[is_gap]))
        if self._tells_gap:
            parts.append(str(is_gap))
        if self.stages:
            parts.append("[]" if is_gap else self._stages())
        return ", ".join(parts)

    def _value_aim(self, own: str, who: str) -> str:
        """What values are judged by: what they lack to a target, or the targets by period."""
        up = self.spec.direction is Direction.UP
        if self.against is TargetAgainst.PREVIOUS:
            step = _number(self.judged.series.step)
            side = _side(f"{own}[q] {'+' if up else '-'} {step}", up=up)
            return f"{{p: {side} for q, p in zip(sorted({own}), sorted({own})[1:])}}"
        if self.against:
            others = self.judged.areas.others
            name = others.country if self.against is TargetAgainst.COUNTRY else others.similar
            if not name:
                return "{}"
            area = self.judged.areas.areas[name]
            key = ", ".join(map(_quoted, (area.name, area.kind_word(self.judged.words), "")))
            return f"{{p: {_side('v', up=up)} for p, v in at.get(({key}, {who}), {{}}).items()}}"
        return _short(self.target) if self.target else self._unaimed()

    def _unaimed(self) -> str:
        """How bad a value is where no target is set."""
        if self.spec.direction is Direction.UP:
            return "lambda v: -v"
        return "lambda v: v" if self.spec.direction is Direction.DOWN else "lambda v: 0"

    def _aim_of_gap(self) -> str:
        if self.gap_target is None:
            return "{}" if self.against else self._unaimed()
        if self.against:
            low, high = _number(self.gap_target.low), _number(self.gap_target.high)
            return f"dict.fromkeys(own, ({low}, {high}))"
        target = Target(direction=Direction.BALANCE, band=self.gap_target)
        return _short(target, at_least_0=not all(self.aims) and not self.is_mixed)

    def _word(self, verdict: Verdict) -> str:
        return _quoted(self.judged.words.of(verdict))


def _quoted(value: object) -> str:
    """The literal for a text, or for texts."""
    return escaped_signs(json.dumps(value, ensure_ascii=False))


def _number(value: Decimal) -> str:
    """The literal for an exact number."""
    text = plain(value)
    return f"F({_quoted(text)})" if "." in text else text


def _key(*parts: str) -> str:
    """The literal for what a line of values is known by."""
    return f"({', '.join(map(_quoted, parts))})"


def _place(name: str, kind: str) -> str:
    """What a script calls an area."""
    return f"{name} ({kind})" if name else ""


def _listed(texts: Sequence[str]) -> str:
    return f"({', '.join(map(_quoted, texts))})"


def _side(bound: str, *, up: bool) -> str:
    """A target that has no end on one side."""
    return f"({bound}, math.inf)" if up else f"(-math.inf, {bound})"


def _short(target: Target, *, at_least_0: bool = False) -> str:
    """The function from a value to what it lacks to the target."""
    low, high = _number(target.band.low), _number(target.band.high)
    if target.direction is Direction.UP:
        return f"lambda v: {low} - v"
    if target.direction is Direction.DOWN:
        return f"lambda v: v - {high}"
    if target.band.is_point:
        return "abs" if not target.band.low else f"lambda v: abs(v - {low})"
    return f"lambda v: max({low} - v, v - {high}{', 0' if at_least_0 else ''})"
