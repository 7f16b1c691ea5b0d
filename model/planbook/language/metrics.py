"""What a headline figure is to its readers: which way is good, over which time, who looks at it and how often."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from planbook.language.errors import ModelError, did_you_mean


class Better(Enum):
    """Which way of a metric is good."""

    UP = "higher"
    DOWN = "lower"
    WITHIN = "within a band"


PERIODS = ("month", "month end", "quarter", "twelve months", "plan")
READERS = ("founders", "investors", "finance", "sales", "service", "product")
REVIEWS = ("daily", "weekly", "monthly", "quarterly", "yearly")


@dataclass(frozen=True)
class Metric:
    """A headline figure: all that a reader needs beside its definition and its formula.

    ``period`` is the time that a month's figure looks at; ``absent`` says when the figure is not
    available; ``variant`` which of several customary definitions it is; ``note`` what sources disagree
    about, or what a loose name is taken to be. ``stated`` marks a figure that the plan gives itself,
    as a start, a target and the months between.

    Flags may stand beside it, each with what to say where it is 1, a line of the same members. ``beyond``: the figure is
    not available since nothing could be better. ``failing``: since nothing could be worse. ``caveat``: what a reader must
    know of the figure.
    ``part`` marks a part of a whole, which cannot exceed 100 %; ``ends`` are those of a scale beyond which no figure lies.
    """

    better: Better
    period: str
    readers: tuple[str, ...]
    review: tuple[str, ...]
    variant: str = ""
    absent: str = ""
    note: str = ""
    stated: bool = False
    part: bool = False
    ends: tuple[float, float] = (float("-inf"), float("inf"))
    beyond: tuple[str, str] = ("", "")
    failing: tuple[str, str] = ("", "")
    caveat: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        said = [(self.period, PERIODS), *((name, READERS) for name in self.readers), *((name, REVIEWS) for name in self.review)]
        for value, known in said:
            if value not in known:
                raise ModelError(f"a metric has no `{value}`{did_you_mean(value, list(known))}; known are {', '.join(known)}")
        if not self.readers or not self.review:
            raise ModelError("a metric needs readers, and how often it is reviewed")

    @property
    def instead(self) -> tuple[tuple[str, str, int], ...]:
        """What is said where there is no figure since nothing could be better, or worse: flag, words, and 1 or −1 as the verdict."""
        return tuple((*said, rank) for said, rank in ((self.beyond, 1), (self.failing, -1)) if said[0])


More = str | bool | tuple[str, str] | tuple[float, float]


def _made(better: Better, period: str, readers: str, review: str, **more: More) -> Metric:
    return Metric(better, period, tuple(readers.split(", ")), tuple(review.split(", ")), **more)  # type: ignore[arg-type]


def higher(period: str, readers: str, review: str, **more: More) -> Metric:
    """A metric of which more is better; readers and reviews are names with commas between."""
    return _made(Better.UP, period, readers, review, **more)


def lower(period: str, readers: str, review: str, **more: More) -> Metric:
    """A metric of which less is better."""
    return _made(Better.DOWN, period, readers, review, **more)


def within(period: str, readers: str, review: str, **more: More) -> Metric:
    """A metric that should stay within a band."""
    return _made(Better.WITHIN, period, readers, review, **more)
