"""Benchmarks: what published sources hold to be usual or good for a metric; data, never constants of a formula."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from planbook.language.operators import AMOUNT_DIGITS, round_half_away


class Grade(Enum):
    """What a source says of a business whose figure lies in the band."""

    STANDARD = "standard"  # what a sound business reaches
    EXCELLENT = "excellent"  # what few reach
    OBSERVED = "observed"  # what companies have; no judgement


@dataclass(frozen=True)
class Benchmark:
    """A band of one metric from one source: at least ``low``, at most ``high`` (None is open), in the metric's own unit.

    ``segment`` is the kind of business or customer meant, ``dated`` the year or month of the source
    ("" if it names none), ``note`` what a reader must know before comparing. It is shown beside its metric, and a
    standard judges it, unless ``judges`` says that it is meant of another figure.
    """

    metric: str
    grade: Grade
    low: float | None
    high: float | None
    source: str
    dated: str = ""
    segment: str = ""
    note: str = ""
    judges: bool = True

    def judging(self, segments: Collection[str]) -> bool:
        """Whether it judges a business that belongs to these segments."""
        return self.judges and self.grade is Grade.STANDARD and (not self.segment or self.segment in segments)

    def holds(self, value: float) -> bool:
        """Whether a value lies in the band, its ends included; compared as amounts are."""
        below = self.low is not None and round_half_away(value - self.low, AMOUNT_DIGITS) < 0
        above = self.high is not None and round_half_away(value - self.high, AMOUNT_DIGITS) > 0
        return not below and not above
