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

from planbook.finance.errors import FinanceError, NoRate
from planbook.finance.guard import in_words
from planbook.finance.numbers import When, number, rate_number, timing, whole
from planbook.finance.rates import irr

LARGEST = 700.0  # the exponential of more is no number
TOO_LARGE = "the amount is larger than a number can hold"


@in_words
def fv(rate: float, nper: float, pmt: float, pv: float = 0.0, when: When = "end") -> float:
    """Future value: what ``pv`` today and ``pmt`` each period have become after ``nper`` periods, with the opposite sign.

    rate: per period, above −1. nper: periods, at least 0. pmt, pv: amounts, received positive and paid negative. when: "end" or
    "begin". −(pv·(1 + rate)^nper + pmt·(1 + rate·when)·((1 + rate)^nper − 1) ÷ rate). An amount beyond floats is refused.
    """
    annuity, discount = _factors(rate, nper, when)
    return -(number(pv, "pv") + number(pmt, "pmt") * annuity) / discount if discount else math.inf


@in_words
def pv(rate: float, nper: float, pmt: float, fv: float = 0.0, when: When = "end") -> float:
    """Present value of ``pmt`` each period for ``nper`` periods and ``fv`` at their end, with the opposite sign.

    rate: per period, above −1. nper: periods, at least 0. pmt, fv: amounts, received positive and paid negative. when: "end" or
    "begin". −(pmt·(1 + rate·when)·(1 − (1 + rate)^−nper) ÷ rate + fv·(1 + rate)^−nper). An amount beyond floats is refused.
    """
    annuity, discount = _factors(rate, nper, when)
    return -(number(pmt, "pmt") * annuity + number(fv, "fv") * discount)


@in_words
def pmt(rate: float, nper: float, pv: float, fv: float = 0.0, when: When = "end") -> float:
    """Level payment each period that repays ``pv`` and leaves −``fv`` after ``nper`` periods; negative for a loan received.

    rate: per period, above −1. nper: periods, above 0. pv, fv: amounts, received positive and paid negative. when: "end" or
    "begin". −(pv + fv·(1 + rate)^−nper) ÷ ((1 + rate·when)·(1 − (1 + rate)^−nper) ÷ rate).
    """
    annuity, discount = _factors(rate, nper, when)
    if not annuity:
        raise FinanceError("nper is 0: nothing is paid in no period")
    now, then = _amounts(pv, fv)
    return -(now + then * discount) / annuity


_pv = pv  # where a parameter has its name


@in_words
def ipmt(rate: float, per: int, nper: float, pv: float, fv: float = 0.0, when: When = "end") -> float:
    """Interest within payment number ``per`` of a loan as in ``pmt``; negative for a loan received.

    per: a whole number from 1 to ``nper``: refused otherwise. It is the rate on what the remaining payments are worth, which keeps
    its digits where the loan's history loses them. The first of payments at the beginning bears none.
    """
    number_, at_beginning = _payment_number(per, nper), timing(when)
    if number_ == 1 and at_beginning:
        return 0.0
    owed = _pv(rate, nper - number_ + 1, pmt(rate, nper, pv, fv, when), fv, when)
    return -rate * owed / (1 + rate * at_beginning)


@in_words
def ppmt(rate: float, per: int, nper: float, pv: float, fv: float = 0.0, when: When = "end") -> float:
    """Principal within payment number ``per``: ``pmt`` − ``ipmt``, with their parameters and refusals."""
    return pmt(rate, nper, pv, fv, when) - ipmt(rate, per, nper, pv, fv, when)


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
    With p = pmt·(1 + rate·when) + pv·rate, the first payment beyond its interest, it is ln(1 − (pv + fv)·rate ÷ p) ÷ ln(1 + rate); at
    a rate of 0, −(pv + fv) ÷ pmt. Refused when payments never get there.
    """
    each = rate_number(rate)
    payment, (now, then) = number(pmt, "pmt"), _amounts(pv, fv)
    if each == 0:
        if payment == 0:
            raise FinanceError("without rate and payment nothing changes, in however many periods")
        return -(now + then) / payment
    first = payment * (1 + each * timing(when)) + now * each
    change = -(now + then) * each / first if first else -1.0
    if change <= -1:
        raise FinanceError("these payments never get there: each covers the interest and no more, or leads away")
    return math.log1p(change) / math.log1p(each)


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


def _factors(rate: float, nper: float, when: When) -> tuple[float, float]:
    """Present value of 1 each period, and of 1 at the end; by logarithms, so that a tiny rate keeps its digits."""
    each, periods = rate_number(rate), number(nper, "nper", low=0)
    log_growth = periods * math.log1p(each)
    if -log_growth > LARGEST:
        raise FinanceError(TOO_LARGE)
    annuity = -math.expm1(-log_growth) / each * (1 + each * timing(when)) if each else periods
    return annuity, math.exp(-log_growth)


def _amounts(pv: float, fv: float) -> tuple[float, float]:
    return number(pv, "pv"), number(fv, "fv")


def _payment_number(per: int, nper: float) -> int:
    found = whole(per, "per", 1)
    if found > max(nper, 1):
        raise FinanceError(f"per is {found}: there are {nper:g} payments")
    return found


def _payments(start: int, end: int) -> range:
    first = whole(start, "start", 1)
    return range(first, whole(end, "end", first) + 1)
