"""One rate said in another way, by logarithms, so that a rate near zero keeps its digits."""

from __future__ import annotations

import math

from planbook.finance.guard import in_words
from planbook.finance.numbers import number, rate_number, whole


@in_words
def periodic_rate(annual_rate: float, periods: float) -> float:
    """The rate per period that compounds to ``annual_rate`` over ``periods`` of them: (1 + annual)^(1 ÷ periods) − 1.

    12 % a year is 0.9488793 % a month, not 1 %.
    """
    return math.expm1(math.log1p(rate_number(annual_rate, "annual_rate")) / number(periods, "periods", above=0))


@in_words
def effect(nominal_rate: float, periods: int) -> float:
    """Effective yearly rate of a nominal one that is paid in ``periods`` equal parts: (1 + nominal ÷ periods)^periods − 1.

    The nominal rate is positive and ``periods`` a whole number; Excel would cut a fraction off in silence.
    """
    count = whole(periods, "periods", 1)
    return math.expm1(count * math.log1p(number(nominal_rate, "nominal_rate", above=0) / count))


@in_words
def nominal(effective_rate: float, periods: int) -> float:
    """Nominal yearly rate, paid in ``periods`` equal parts, that amounts to an effective one; the inverse of ``effect``."""
    count = whole(periods, "periods", 1)
    return math.expm1(math.log1p(number(effective_rate, "effective_rate", above=0)) / count) * count


@in_words
def cagr(start: float, end: float, periods: float) -> float:
    """Compound growth per period from ``start`` to ``end``: (end ÷ start)^(1 ÷ periods) − 1; Excel's RRI."""
    before, after = number(start, "start", above=0), number(end, "end", low=0)
    length = number(periods, "periods", above=0)
    return math.expm1(log_growth(before, after, after - before) / length) if after else -1.0


def log_growth(before: float, after: float, change: float) -> float:
    """ln(after ÷ before), both above 0; from ``change``, their difference, where they are so near that their ratio has lost its digits."""
    return math.log1p(change / before) if abs(change) < before / 2 else math.log(after / before)
