"""The scorecard: every metric at a month, beside its target and its benchmarks.

With a target, a figure is compared with the straight line from the plan's opening, or the first month
in which there is a figure, to the target at its due month; the line never asks for more than the target
itself. Without one, it is compared with what sources hold a sound business of the plan's kind to reach.

On track is what is reached. Off track is what is missed by more than a tenth of what is asked. Watch is the rest: a miss of
at most a tenth, or sources of which some are reached and some are not.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planbook.backends.pointwise import Array
from planbook.language.benchmarks import Benchmark, Grade
from planbook.language.metrics import REVIEWS, Better, Metric
from planbook.language.model import Model, Row
from planbook.language.operators import AMOUNT_DIGITS, ZERO_DIGITS, round_half_away
from planbook.language.plans import LoadedPlan, Target
from planbook.language.units import Kind, Shape

ON_TRACK, WATCH, OFF_TRACK = "on track", "watch", "off track"
NOT_AVAILABLE = "n/a"
RANKS = {1: ON_TRACK, 0: WATCH, -1: OFF_TRACK}
ZONE = 0.1  # of what is asked: a miss that is watched
NAN = float("nan")
Limits = tuple[float | None, float | None]


def figure(arrays: Mapping[Row, Array], row: Row, month: int) -> float:
    """A row's figure at a month of the plan, 0 for the opening; NaN where there is none."""
    if row.shape is Shape.SCALAR:
        return float(arrays[row][..., 0])
    if row.shape is not Shape.MONTHS or month < 0 or (month == 0 and row.opening is None):
        return NAN
    return float(arrays[row][month, 0])


def _rounded(value: float) -> float:
    return round_half_away(value, AMOUNT_DIGITS)


@dataclass(frozen=True)
class Entry:
    """A metric at a month."""

    row: Row
    metric: Metric
    month: int
    value: float
    before: float  # twelve months ago
    target: Target | None
    start: tuple[int, float] | None  # the month at which the way to the target starts, and the figure then
    benchmarks: tuple[Benchmark, ...]
    segments: Collection[str] = ()  # of benchmarks, which the plan belongs to
    words: str = ""  # in place of a figure that is not available since nothing could be better, or worse
    verdict: int = 0  # of the words: 1 or −1
    caveat: str = ""  # what a reader must know of the figure

    @property
    def available(self) -> bool:
        """Whether there is a figure."""
        return not math.isnan(self.value)

    @property
    def standards(self) -> tuple[Benchmark, ...]:
        """What sources hold a sound business of this kind to reach."""
        return tuple(each for each in self.benchmarks if each.judging(self.segments))

    @property
    def met(self) -> int:
        """How many standards the figure meets."""
        return sum(self.rank_of(each) == 1 for each in self.standards)

    @property
    def limits(self) -> Limits:
        """What the target asks for: at least, at most."""
        return (self.target.low, self.target.high) if self.target else (None, None)

    @property
    def way(self) -> float:
        """How much of the way to the target should lie behind, 0 … 1; all of it for a figure of the whole plan."""
        if self.target is None or self.start is None or self.row.shape is Shape.SCALAR or self.target.due <= self.start[0]:
            return 1.0
        return min(1.0, (self.month - self.start[0]) / (self.target.due - self.start[0]))

    @property
    def path(self) -> Limits:
        """What the way to the target asks for at this month; nothing before the first figure."""
        low, high = self.limits
        if self.start is None or self.month < self.start[0]:
            return None, None
        start, way = self.start[1], self.way
        return (
            None if low is None else min(low, start + (low - start) * way),
            None if high is None else max(high, start + (high - start) * way),
        )

    @property
    def part(self) -> bool:
        """Whether it is a part of a whole, which cannot exceed 100 %."""
        return self.metric.part

    def _size(self, limit: float) -> float:
        return min(abs(limit), abs(1 - limit)) if self.part else abs(limit)

    def zone(self, limit: float, now: float) -> float:
        """By how much a figure may miss what a target asks ``now``, on the way to its ``limit``, and still be watched: a tenth.

        A part of a whole has two ends: the tenth is of its distance from 0 % or 100 %, whichever is nearer. Where the
        target is nothing, or beyond nothing from the start, it is a tenth of the way between them.
        """
        start = limit if self.start is None or self.row.shape is Shape.SCALAR else self.start[1]
        if round_half_away(self._size(limit), ZERO_DIGITS) == 0 or start * limit < 0:
            return abs(limit - start) * ZONE
        return self._size(now) * ZONE

    def rank_of(self, band: Benchmark) -> int:
        """1 where a benchmark is reached, 0 where it is missed by at most a tenth of it, else −1."""
        if not self.available:
            return self.verdict or -1
        low = self._rank(band.low, None if band.low is None else band.low - self.value)
        return min(low, self._rank(band.high, None if band.high is None else self.value - band.high))

    @property
    def rank(self) -> int | None:
        """1 on track, 0 watch, −1 off track; None where nothing says what is good."""
        low, high = self.limits
        if low is not None or high is not None:
            if self.words:
                return self.verdict
            least, most = self.path
            below = self._rank(low, None if least is None else least - self.value, least)
            return min(below, self._rank(high, None if most is None else self.value - most, most))
        ranks = [self.rank_of(each) for each in self.standards]
        if not ranks:
            return None
        return 1 if min(ranks) == 1 else -1 if max(ranks) == -1 else 0

    def _rank(self, limit: float | None, miss: float | None, now: float | None = None) -> int:
        """Of a limit, and what is asked on the way to it; of a standard nothing is asked but the standard."""
        if limit is None or miss is None or _rounded(miss) <= 0:
            return 1
        zone = self._size(limit) * ZONE if now is None else self.zone(limit, now)
        return 0 if _rounded(miss - zone) <= 0 else -1

    @property
    def status(self) -> str:
        """On track, watch, off track; n/a without a figure; nothing where nothing says what is good."""
        if not self.available and not self.words:
            return NOT_AVAILABLE
        return "" if self.rank is None else RANKS[self.rank]

    @property
    def trend(self) -> str:
        """Against twelve months ago: better, worse, same; higher or lower where there is no band to be nearer to."""
        if self.row.shape is Shape.SCALAR or self.words:
            return ""
        if math.isnan(self.value) or math.isnan(self.before):
            return NOT_AVAILABLE
        if self.metric.better is Better.WITHIN and self.target is not None:
            return _said(self._outside(self.before) - self._outside(self.value), "better", "worse")
        if self.metric.better is Better.WITHIN:
            return _said(self.value - self.before, "higher", "lower")
        sign = 1 if self.metric.better is Better.UP else -1
        return _said(sign * (self.value - self.before), "better", "worse")

    def _outside(self, value: float) -> float:
        """How far a figure lies outside the target's band."""
        low, high = self.limits
        return max(0.0, 0.0 if low is None else low - value, 0.0 if high is None else value - high)


def _said(change: float, more: str, less: str) -> str:
    change = _rounded(change)
    return more if change > 0 else less if change < 0 else "same"


class Scorecard:
    """The metrics of one evaluated scenario."""

    def __init__(self, model: Model, arrays: Mapping[Row, Array], plan: LoadedPlan):
        self.model = model
        self.arrays = arrays
        self.plan = plan

    @cached_property
    def rows(self) -> list[Row]:
        """The metrics, in reading order: those with one figure a month, or a plan."""
        return [row for row in self.model.lines() if row.item and row.item.metric and row.shape in (Shape.MONTHS, Shape.SCALAR)]

    def entry(self, row: Row, month: int, of_year: float | None = None) -> Entry:
        """A metric at a month; with its figure ``of_year`` in place of the month's, if it is one of the same size."""
        metric = _of(row)
        before = NAN if row.shape is Shape.SCALAR else figure(self.arrays, row, month - 12)
        value = figure(self.arrays, row, month) if of_year is None or row.kind is Kind.FLOW else of_year
        target = None if row.members else self.plan.targets.get(row.name)
        said = ((words, rank) for flag, words, rank in metric.instead if math.isnan(value) and self._raised(row, flag, month))
        words, verdict = next(said, ("", 0))
        caveat = metric.caveat[1] if self._raised(row, metric.caveat[0], month) else ""
        return Entry(
            row, metric, month, value, before, target, self._start(row), self._benchmarks.get(row.name, ()),
            self.plan.benchmarks, words, verdict, caveat,
        )  # fmt: skip

    def _raised(self, row: Row, name: str, month: int) -> bool:
        """Whether a flag beside a metric is 1."""
        flag = flag_of(self.model, row, name)
        return flag is not None and figure(self.arrays, flag, month) == 1

    def by_review(self, month: int, readers: str = "", review: str = "") -> list[tuple[str, list[Entry]]]:
        """The entries under how often they are reviewed first; only those of some readers, or of one review."""
        rows = [row for row in self.rows if not readers or readers in _of(row).readers]
        if review:
            return [(review, [self.entry(row, month) for row in rows if review in _of(row).review])]
        groups = ((name, [self.entry(row, month) for row in rows if _of(row).review[0] == name]) for name in REVIEWS)
        return [(name, entries) for name, entries in groups if entries]

    def _start(self, row: Row) -> tuple[int, float] | None:
        """The opening, or the first month with a figure."""
        months = range(1) if row.shape is Shape.SCALAR else range(len(self.arrays[row]))
        found = ((month, figure(self.arrays, row, month)) for month in months)
        return next((each for each in found if not math.isnan(each[1])), None)

    @cached_property
    def _benchmarks(self) -> dict[str, tuple[Benchmark, ...]]:
        """By metric, what judges first. Sources state amounts in US dollars: a plan in another currency is not measured by them."""
        grades: Sequence[Grade] = list(Grade)
        found: dict[str, tuple[Benchmark, ...]] = {}
        for each in sorted(self.model.benchmarks, key=lambda each: (not each.judging(self.plan.benchmarks), grades.index(each.grade))):
            name = self.model.aliases.get(each.metric, each.metric)
            if self.plan.currency == "USD" or not self._is_money(name):
                found[name] = (*found.get(name, ()), each)
        return found

    def _is_money(self, name: str) -> bool:
        return any("$" in row.unit.name for row in self.model.by_name.get(name, []))


def flag_of(model: Model, row: Row, name: str) -> Row | None:
    """The flag of this name that stands beside a metric."""
    return next((each for each in model.by_name.get(name, []) if each.members == row.members), None)


def _of(row: Row) -> Metric:
    assert row.item is not None
    assert row.item.metric is not None
    return row.item.metric
