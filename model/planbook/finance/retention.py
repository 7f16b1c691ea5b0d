"""How long customers stay: survival curves, their fit to what was observed, and the lifetime value that follows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import FloatArray, array, number, whole


class Curve(Protocol):
    """A law of churn by age."""

    def churn(self, ages: FloatArray) -> FloatArray:
        """Share of those still there who leave in period 1, 2, … of their life."""
        ...


@dataclass(frozen=True)
class Constant:
    """The same churn per period at every age, from 0 to 1."""

    rate: float

    def churn(self, ages: FloatArray) -> FloatArray:
        """``rate`` in each period."""
        return np.full(ages.shape, number(self.rate, "churn", low=0, high=1))


@dataclass(frozen=True)
class ShiftedBetaGeometric:
    """Churn that falls with age since the loyal remain: alpha ÷ (alpha + beta + t − 1) in period t (Fader and Hardie 2007)."""

    alpha: float
    beta: float

    def churn(self, ages: FloatArray) -> FloatArray:
        """alpha ÷ (alpha + beta + t − 1)."""
        alpha, beta = number(self.alpha, "alpha", above=0), number(self.beta, "beta", above=0)
        return alpha / (alpha + beta + ages - 1)


@dataclass(frozen=True)
class Weibull:
    """Survival exp(−(age ÷ scale)^shape): churn falls with age below a shape of 1, is constant at 1, rises above."""

    scale: float
    shape: float

    def churn(self, ages: FloatArray) -> FloatArray:
        """1 − survival to the period's end ÷ survival to its beginning."""
        scale, shape = number(self.scale, "scale", above=0), number(self.shape, "shape", above=0)
        hazard: FloatArray = -np.expm1(((ages - 1) / scale) ** shape - (ages / scale) ** shape)
        return hazard


@dataclass(frozen=True)
class Table:
    """Churn as stated for period 1, 2, …; the last value holds for all later ages."""

    rates: Sequence[float]

    def churn(self, ages: FloatArray) -> FloatArray:
        """The stated rate of each period."""
        rates = array(self.rates, "churn")
        if (rates < 0).any() or (rates > 1).any():
            raise FinanceError("churn must be from 0 to 1 in each period")
        stated: FloatArray = rates[np.minimum(ages.astype(int), rates.size) - 1]
        return stated


@in_words
def retention_curve(curve: Curve, periods: int) -> FloatArray:
    """Share of a cohort that is still there after 0, 1, …, ``periods`` periods: periods + 1 numbers, the first of them 1."""
    ages = np.arange(1.0, whole(periods, "periods", 0) + 1)
    return np.concatenate([[1.0], np.cumprod(1 - curve.churn(ages))])


@in_words
def fit_retention(survivors: npt.ArrayLike) -> ShiftedBetaGeometric:
    """The shifted-beta-geometric curve that is most likely to have left these ``survivors``.

    survivors: of one cohort at age 0, 1, …, in customers, shares or percent; they never rise. Maximum likelihood over alpha and
    beta, as in Fader and Hardie (2007): those who left in period t count with ln P(T = t), those still there with ln S.
    Refused: fewer than three ages, nobody who left, churn that is the same at all ages or rises with age (the likelihood then
    grows without end towards a constant churn), which ``Constant`` or ``Weibull`` describes; and nobody who left after the first
    period (it then grows towards an alpha and a beta of 0), which ``Table`` describes.
    """
    counts = array(survivors, "survivors")
    if counts.size < 3 or counts[0] <= 0 or (counts < 0).any() or (np.diff(counts) > 0).any():
        raise FinanceError("survivors: at least three ages are wanted, of a cohort above 0 that never grows")
    if counts[-1] == counts[0]:
        raise FinanceError("survivors: nobody left, so churn has no law")
    if counts[-1] == counts[1]:
        raise FinanceError("survivors: nobody left after the first period, so no alpha and beta above 0 are the most likely ones")
    from scipy.optimize import minimize

    left, stayed = -np.diff(counts) / counts[0], counts[1:] / counts[0]
    ages = np.arange(1.0, counts.size)

    def unlikeliness(logs: FloatArray) -> float:
        churn = ShiftedBetaGeometric(*np.exp(logs)).churn(ages)
        return float(-(left @ np.log(churn) + stayed @ np.log1p(-churn)))

    found = minimize(unlikeliness, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-15, "maxiter": 4000})
    alpha, beta = (float(value) for value in np.exp(found.x))
    if not found.success or not 1e-6 < alpha + beta < 1e6:
        raise FinanceError("survivors: churn does not fall with age, so no shifted-beta-geometric curve fits; it is constant or rises")
    return ShiftedBetaGeometric(alpha, beta)


@in_words
def residual_lifetime(curve: ShiftedBetaGeometric, discount_rate: float, renewals: int = 0) -> float:
    """Discounted expected residual lifetime of a customer who has renewed ``renewals`` times and is about to renew again.

    Expected payments, the next one (if he renews) not discounted: (beta + n) ÷ (alpha + beta + n) ×
    ₂F₁(1, beta + n + 1; alpha + beta + n + 1; 1 ÷ (1 + rate)) (Fader and Hardie 2010, equation 6). discount_rate: per
    period, above 0.
    """
    from scipy.special import hyp2f1

    alpha, beta = number(curve.alpha, "alpha", above=0), number(curve.beta, "beta", above=0)
    kept, factor = beta + whole(renewals, "renewals", 0), 1 / (1 + number(discount_rate, "discount_rate", above=0))
    return float(kept / (alpha + kept) * hyp2f1(1, kept + 1, alpha + kept + 1, factor))


@in_words
def lifetime_value(margin: float, retention: float, discount_rate: float = 0.0) -> float:
    """Customer lifetime value with constant retention, the first payment at once: m·(1 + d) ÷ (1 + d − r).

    margin m: per period while he stays. retention r: share that stays from one period to the next, from 0. discount_rate d:
    per period, above −1. Without discount it is margin ÷ churn. Refused where 1 + d is not above r: the sum has no end.
    The formulas m·r ÷ (1 + d − r) and m ÷ (1 + d − r) leave the first payment out, or let it come a period later.
    """
    discount, kept = number(discount_rate, "discount_rate", above=-1), number(retention, "retention", low=0)
    fading = math.fsum((1, discount, -kept))  # in one rounding, since the three may nearly cancel
    if fading <= 0:
        raise FinanceError(f"retention of {kept:g} at a discount of {discount:g}: the value has no end, so it needs a cap")
    return number(margin, "margin") * (1 + discount) / fading
