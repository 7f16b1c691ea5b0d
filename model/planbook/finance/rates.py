"""The rate that flows earn: internal rate of return, by period or by date, and its relatives."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planbook.finance.compounding import log_growth
from planbook.finance.errors import FinanceError, NoRate, SeveralRates
from planbook.finance.guard import in_words
from planbook.finance.numbers import Day, FloatArray, array, number, rate_number, years_from_first
from planbook.finance.present import worth
from planbook.finance.roots import all_roots, only_root, sign_changes

LAST_STEP = 1e-12  # a larger one is no improvement: the root is met more than once
GUESS = 0.1  # Excel's and pyxirr's
ADDED = "once those of the same day are added up, "
OUT_OF_RANGE = "the only rate is so close to −100 %, or so large, that a number cannot say it"


@in_words
def irr(values: npt.ArrayLike, *, guess: float | None = None) -> float:
    """Internal rate of return of flows one period apart: the rate per period, above −1, at which ``npv`` is zero.

    One rate: it is returned, and ``guess`` is not used. Several: the nearest to ``guess`` in ln(1 + rate) is returned; without
    a guess the nearest to 10 %, with a ``SeveralRates`` warning that names all of them. None: ``NoRate`` says why.
    Every rate is found, whatever the guess (``irr_roots`` returns all of them), a multiple one once.

    values: one flow per period, in one currency.
    """
    flows = array(values, "values")
    return _single(flows, np.arange(flows.size, dtype=np.float64), guess)


@in_words
def irr_roots(values: npt.ArrayLike) -> tuple[float, ...]:
    """Every internal rate of return above −1, in rising order; empty when there is none.

    All are found: their number is at most that of the sign changes (Descartes), and each is isolated by bounds before it is
    refined. One that is met without crossing (a multiple root) counts once. Flows that are all zero are refused.
    """
    flows = array(values, "values")
    return _roots(*_merged(flows, np.arange(flows.size, dtype=np.float64)))


@in_words
def xirr(dates: Sequence[Day], amounts: npt.ArrayLike, *, guess: float | None = None) -> float:
    """Internal rate of return of dated flows, per year: the rate above −1 at which ``xnpv`` is zero.

    Several and none: as ``irr``. dates: dates or texts such as 2027-01-31, in any order. amounts: one per date; those of
    one day are added. Day count act/365 fixed, as Excel's XIRR.
    """
    flows = array(amounts, "amounts")
    return _single(flows, years_from_first(dates, flows.size), guess)


@in_words
def xirr_roots(dates: Sequence[Day], amounts: npt.ArrayLike) -> tuple[float, ...]:
    """Every yearly rate above −1 at which ``xnpv`` is zero, in rising order, as ``irr_roots``."""
    flows = array(amounts, "amounts")
    return _roots(*_merged(flows, years_from_first(dates, flows.size)))


@in_words
def mirr(values: npt.ArrayLike, finance_rate: float, reinvest_rate: float) -> float:
    """Modified internal rate of return: (future value of the gains ÷ present value of the losses)^(1 ÷ (n − 1)) − 1.

    Losses are discounted at ``finance_rate``, gains are carried to the last flow at ``reinvest_rate``, both per period and
    above −1. values: one flow per period; without a gain or without a loss there is no rate (``NoRate``).
    """
    flows = array(values, "values")
    if not (flows > 0).any() or not (flows < 0).any():
        raise NoRate("a modified rate needs a gain and a loss: these flows have one sign only")
    times = np.arange(flows.size, dtype=np.float64)
    lost = -float(worth(np.minimum(flows, 0), times, rate_number(finance_rate, "finance_rate")))
    gained = float(worth(np.maximum(flows, 0), times - times[-1], rate_number(reinvest_rate, "reinvest_rate")))
    return math.expm1(log_growth(lost, gained, gained - lost) / times[-1])


@in_words
def moic(invested: float, proceeds: float) -> float:
    """Multiple on invested capital: proceeds ÷ invested, both totals in one currency, without regard to time."""
    return number(proceeds, "proceeds", low=0) / number(invested, "invested", above=0)


def _single(flows: FloatArray, times: FloatArray, guess: float | None) -> float:
    """The rate, the one nearest to the guess, or a refusal."""
    wanted = rate_number(GUESS if guess is None else guess, "guess")
    merged, moments = _merged(flows, times)
    roots = _roots(merged, moments)
    if not roots:
        raise NoRate(_why_none(merged, sign_changes(flows) > 0))
    chosen = nearest(roots, wanted)
    if len(roots) > 1 and guess is None:
        warnings.warn(SeveralRates(roots, chosen), stacklevel=4)
    return chosen


def nearest(rates: Sequence[float], guess: float) -> float:
    """The rate nearest to ``guess`` in ln(1 + rate)."""
    return min(rates, key=lambda rate: abs(np.log1p(rate) - np.log1p(guess)))


def _merged(flows: FloatArray, times: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Flows by time, those of one time added, from the first that is not zero (which moves no root); zeros left out."""
    moments, place = np.unique(times, return_inverse=True)
    sums = np.bincount(place, weights=flows)
    kept = sums != 0
    if not kept.any():
        raise FinanceError(f"{ADDED if flows.any() else ''}all flows are zero: every rate makes them worth nothing, and none is theirs")
    return sums[kept], moments[kept] - moments[kept][0]


def _roots(flows: FloatArray, times: FloatArray) -> tuple[float, ...]:
    """All rates of flows in order of time."""
    if sign_changes(flows) == 0:
        return ()
    alone = only_root(flows, times)
    roots = np.array(all_roots(flows, times) if alone is None else [alone])
    return tuple(np.expm1(near_zero(np.tile(flows, (roots.size, 1)), times, roots)).tolist())


def near_zero(rows: FloatArray, times: FloatArray, roots: FloatArray) -> FloatArray:
    """Roots ln(1 + rate), one for each row of flows, by one step more where they are small: without discount the sum is exact."""
    small = np.abs(roots) * times[-1] < 1
    rows, found = rows[small], roots.copy()
    with np.errstate(all="ignore"):
        change = np.expm1(-np.multiply.outer(roots[small], times))
        worths = np.array([math.fsum(row) for row in rows.tolist()]) + (rows * change).sum(axis=1)
        step = worths / (rows * times * (1 + change)).sum(axis=1)
    found[small] += np.where(np.abs(step) <= LAST_STEP, step, 0.0)
    return found


def _why_none(flows: FloatArray, both_signs: bool) -> str:
    """In words; ``both_signs``: whether gains and losses are given, which may have cancelled within a day."""
    changes = sign_changes(flows)
    if changes == 0:
        sign = "positive" if flows[0] > 0 else "negative"
        return f"no rate: {ADDED if both_signs else ''}all flows are {sign}, so they are worth nothing at none"
    if changes == 1:
        return f"no rate: {OUT_OF_RANGE}"
    return "no rate: the signs of these flows change more than once, and their value is never zero at any rate above −100 %"
