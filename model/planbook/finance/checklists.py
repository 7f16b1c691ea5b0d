"""Values before revenue, by scores that somebody gives: nothing here is assumed, every score is stated."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy.typing as npt

from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import array, number

PAYNE_WEIGHTS: Mapping[str, float] = {
    "team": 0.30, "opportunity": 0.25, "product": 0.15, "competition": 0.10, "channels": 0.10, "funding": 0.05, "other": 0.05,
}  # fmt: skip
RISK_FACTORS = 12


@in_words
def scorecard_value(average: float, scores: Mapping[str, float], weights: Mapping[str, float] = PAYNE_WEIGHTS) -> float:
    """Scorecard method (Payne): average pre-money value of the region × Σ weight × score.

    scores: by name, one for each weight, from 0.5 to 1.5 where 1 is the region's average company. weights: sum to 1.
    """
    if set(scores) != set(weights):
        raise FinanceError(f"scores are wanted for {', '.join(weights)}, and are given for {', '.join(scores)}")
    if not math.isclose(math.fsum(weights.values()), 1, abs_tol=1e-9):
        raise FinanceError(f"weights must sum to 1, not to {math.fsum(weights.values()):g}")
    factor = math.fsum(
        number(weights[name], name, low=0) * number(score, f"the score of {name}", low=0.5, high=1.5) for name, score in scores.items()
    )
    return number(average, "average", above=0) * factor


@in_words
def berkus_value(elements: npt.ArrayLike, limit: float = 500_000.0) -> float:
    """Berkus method: the sum of what each of five elements adds: idea, prototype, team, relationships, first sales.

    elements: five amounts from 0 to ``limit``, in its currency.
    """
    amounts, most = array(elements, "elements"), number(limit, "limit", above=0)
    if amounts.size != 5:
        raise FinanceError(f"five elements are wanted, there are {amounts.size}")
    return math.fsum(number(amount, "an element", low=0, high=most) for amount in amounts)


@in_words
def risk_factor_value(average: float, ratings: npt.ArrayLike, step: float = 250_000.0) -> float:
    """Risk factor summation: average pre-money value + Σ rating × step over twelve risks.

    ratings: twelve whole numbers from −2 (very bad) to 2 (very good). step: amount of one point, in the currency of ``average``.
    """
    given = array(ratings, "ratings")
    if given.size != RISK_FACTORS:
        raise FinanceError(f"twelve ratings are wanted, there are {given.size}")
    if (given != given.round()).any() or (abs(given) > 2).any():
        raise FinanceError("a rating is a whole number from -2 to 2")
    return number(average, "average", above=0) + float(given.sum()) * number(step, "step", above=0)
