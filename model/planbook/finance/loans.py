"""Level payments: value, payment, interest, principal, term and rate of a loan or a savings plan.

All solve pv·(1 + rate)^nper + pmt·(1 + rate·when)·((1 + rate)^nper − 1) ÷ rate + fv = 0 for one of its parts. Parameters that they share:

- pv, fv, pmt: amounts today, after the last period, and of each period, in one currency. What is received is positive, what is paid
  negative, as in Excel and numpy-financial;
- rate: per period, above −1; nper: number of periods, at least 0, which may be broken;
- when: payments at the "end" (0) or "begin" (1) of each period.

What is beyond these bounds, or has no answer, is refused with a ``FinanceError``.
"""

from __future__ import annotations

import math

import numpy as np

from planbook.finance.compounding import log_growth
from planbook.finance.errors import FinanceError, NoRate
from planbook.finance.guard import in_words
from planbook.finance.numbers import When, number, rate_number, timing, whole
from planbook.finance.rates import irr

LARGEST = 700.0  # the exponential of more is no number
NO_RATE = 1e-290  # beyond the digits of any amount, and next to where floats lose theirs
TOO_LARGE = "the amount is larger than a number can hold"


@in_words
def fv(rate: float, nper: float, pmt: float, pv: float = 0.0, when: When = "end") -> float:
    """Future value: what ``pv`` today and ``pmt`` each period have become after ``nper`` periods, with the opposite sign.

    rate: per period, above −1. nper: periods, at least 0. pmt, pv: amounts, received positive and paid negative. when: "end" or
    "begin". −(pv·(1 + rate)^nper + pmt·(1 + rate·when)·((1 + rate)^nper − 1) ÷ rate). An amount beyond floats is refused.
    """
    annuity, discount = _factors(rate, nper)
    payment = number(pmt, "pmt") * (1 + rate * timing(when))
    return -(number(pv, "pv") + payment * annuity) / discount if discount else math.inf


@in_words
def pv(rate: float, nper: float, pmt: float, fv: float = 0.0, when: When = "end") -> float:
    """Present value of ``pmt`` each period for ``nper`` periods and ``fv`` at their end, with the opposite sign.

    rate: per period, above −1. nper: periods, at least 0. pmt, fv: amounts, received positive and paid negative. when: "end" or
    "begin". −(pmt·(1 + rate·when)·(1 − (1 + rate)^−nper) ÷ rate + fv·(1 + rate)^−nper). An amount beyond floats is refused.
    """
    annuity, discount = _factors(rate, nper)
    return -(number(pmt, "pmt") * (1 + rate * timing(when)) * annuity + number(fv, "fv") * discount)


@in_words
def pmt(rate: float, nper: float, pv: float, fv: float = 0.0, when: When = "end") -> float:
    """Level payment each period that repays ``pv`` and leaves −``fv`` after ``nper`` periods; negative for a loan received.

    rate: per period, above −1. nper: periods, above 0. pv, fv: amounts, received positive and paid negative. when: "end" or
    "begin". −(pv + fv·(1 + rate)^−nper) ÷ ((1 + rate·when)·(1 − (1 + rate)^−nper) ÷ rate).
    """
    annuity, discount = _factors(rate, nper)
    if not annuity:
        raise FinanceError("nper is 0: nothing is paid in no period")
    now, then = _amounts(pv, fv)
    if rate < 0:  # the same sum in two ways; in each the terms of a loan have one sign
        return (then * rate - (now + then) / annuity) / (1 + rate * timing(when))
    return -(now * rate + (now + then) * (discount / annuity)) / (1 + rate * timing(when))


@in_words
def ipmt(rate: float, per: int, nper: float, pv: float, fv: float = 0.0, when: When = "end") -> float:
    """Interest within payment number ``per`` of a loan as in ``pmt``; negative for a loan received.

    per: a whole number from 1 to ``nper``: refused otherwise. It is the rate on what is owed before it: of ``pv`` the part that the
    payments from it on repay, and of −``fv`` the part that those before it have saved. The loan's history would lose its digits.
    The first of payments at the beginning bears none.
    """
    before, (now, then) = _payment_number(per, nper) - 1, _amounts(pv, fv)
    if before == 0 and timing(when):
        return 0.0
    (whole_life, _), (paid, _), (left, discount) = (_factors(rate, periods) for periods in (nper, before, nper - before))
    owed = now * (left / whole_life) - then * (discount * paid / whole_life)
    return -rate * owed / (1 + rate * timing(when))


@in_words
def ppmt(rate: float, per: int, nper: float, pv: float, fv: float = 0.0, when: When = "end") -> float:
    """Principal within payment number ``per``: ``pmt`` − ``ipmt``, with their parameters and refusals.

    It grows by the rate: −(pv + fv) ÷ ((1 + rate·when)·((1 + rate)^nper − 1) ÷ rate)·(1 + rate)^(per − 1). The first of payments at
    the beginning is principal alone.
    """
    before, (now, then) = _payment_number(per, nper) - 1, _amounts(pv, fv)
    if before == 0 and timing(when):
        return pmt(rate, nper, pv, fv, when)
    (annuity, _), (_, discount) = _factors(rate, nper), _factors(rate, nper - before)
    return -(now + then) * (discount / annuity) / (1 + rate * timing(when))


@in_words
def cumulative_interest(rate: float, nper: float, pv: float, start: int, end: int, when: When = "end") -> float:
    """Interest paid in payments ``start`` to ``end``, both counted and whole numbers: Excel's CUMIPMT.

    rate, nper, pv, when: as in ``pmt``, the loan being repaid in full. Σ ``ipmt``.
    """
    return math.fsum(ipmt(rate, per, nper, pv, 0.0, when) for per in _payments(start, end))


@in_words
def cumulative_principal(rate: float, nper: float, pv: float, start: int, end: int, when: When = "end") -> float:
    """Principal repaid in payments ``start`` to ``end``, both counted and whole numbers: Excel's CUMPRINC.

    rate, nper, pv, when: as in ``pmt``, the loan being repaid in full. Σ ``ppmt``.
    """
    return math.fsum(ppmt(rate, per, nper, pv, 0.0, when) for per in _payments(start, end))


@in_words
def nper(rate: float, pmt: float, pv: float, fv: float = 0.0, when: When = "end") -> float:
    """Number of periods until ``pmt`` each has turned ``pv`` into −``fv``; negative when that lies in the past.

    rate: per period, above −1. pmt, pv, fv: amounts, received positive and paid negative. when: "end" or "begin".
    With p = pmt·(1 + rate·when) it is ln((p − fv·rate) ÷ (p + pv·rate)) ÷ ln(1 + rate); at a rate of 0, −(pv + fv) ÷ pmt. Refused
    when payments never get there.
    """
    each = rate_number(rate)
    payment, (now, then) = number(pmt, "pmt") * (1 + each * timing(when)), _amounts(pv, fv)
    if abs(each) < NO_RATE:
        if payment == 0:
            raise FinanceError("without rate and payment nothing changes, in however many periods")
        return -(now + then) / payment
    first, last = payment + now * each, payment - then * each  # beyond the interest, at both ends
    if first == 0 or last / first <= 0:
        raise FinanceError("these payments never get there: each covers the interest and no more, or leads away")
    forwards = math.copysign(1.0, first)
    return log_growth(forwards * first, forwards * last, -forwards * (now + then) * each) / math.log1p(each)


@in_words
def rate(nper: int, pmt: float, pv: float, fv: float = 0.0, when: When = "end", *, guess: float | None = None) -> float:
    """Rate per period at which ``pv`` today, ``pmt`` each period and ``fv`` after ``nper`` periods are worth nothing.

    nper: periods, a whole number from 1. pmt, pv, fv: amounts, received positive and paid negative. when: "end" or "begin".
    It is the ``irr`` of these flows, so nothing fails to converge; several rates, none, and ``guess`` as there.
    """
    periods = whole(nper, "nper", 1)
    now, then = _amounts(pv, fv)
    flows = np.zeros(periods + 1)
    first = 1 - timing(when)
    flows[first : first + periods] = number(pmt, "pmt")
    flows[0] += now
    flows[-1] += then
    if not flows.any():
        raise NoRate("no rate: nothing is paid or received")
    return irr(flows, guess=guess)


def _factors(rate: float, nper: float) -> tuple[float, float]:
    """Present value of 1 at each period's end, and of 1 at the end; by logarithms, so that a tiny rate keeps its digits."""
    each, periods = rate_number(rate), number(nper, "nper", low=0)
    compounded = periods * math.log1p(each)
    if -compounded > LARGEST:
        raise FinanceError(TOO_LARGE)
    annuity = -math.expm1(-compounded) / each if each else periods
    return annuity, math.exp(-compounded)


def _amounts(pv: float, fv: float) -> tuple[float, float]:
    return number(pv, "pv"), number(fv, "fv")


def _payment_number(per: int, nper: float) -> int:
    found = whole(per, "per", 1)
    if not nper or found > max(nper, 1):
        raise FinanceError(f"per is {found}: there are {nper:g} payments")
    return found


def _payments(start: int, end: int) -> range:
    first = whole(start, "start", 1)
    return range(first, whole(end, "end", first) + 1)
