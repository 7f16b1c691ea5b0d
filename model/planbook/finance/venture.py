"""What a young company is worth to those who want a stated return from its exit, or by the chances of its futures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy.typing as npt

from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import FloatArray, array, number


@dataclass(frozen=True)
class VentureRound:
    """A round to come: money put in, years from it to the exit, return wanted per year."""

    investment: float
    years: float
    required_return: float


@dataclass(frozen=True)
class RoundValue:
    """A round by the venture capital method."""

    post_money: float
    pre_money: float
    ownership: float  # bought in the round
    ownership_at_exit: float  # what is left of it
    retention: float  # ownership at exit ÷ ownership
    new_shares: float | None  # None without a number of shares
    price: float | None  # per share


@in_words
def vc_method(
    exit_value: float, investment: float, years: float, required_return: float, *, shares: float | None = None, retention: float = 1.0
) -> RoundValue:
    """Venture capital method for one round (Sahlman): post-money = exit value × retention ÷ (1 + return)^years.

    exit_value: of all equity, in ``years`` years. required_return: per year; a wanted multiple M is a return of M − 1 in one year.
    shares: there before the round; with them new shares = shares × f ÷ (1 − f) at a price of investment ÷ new shares.
    retention: part of the ownership that later rounds and options leave, above 0 and at most 1.
    Refused: a round that does not clear, since its money would buy the whole company or more.
    """
    return vc_rounds(exit_value, [VentureRound(investment, years, required_return)], shares=shares, retention=retention)[0]


@in_words
def vc_rounds(
    exit_value: float, rounds: Sequence[VentureRound], *, shares: float | None = None, retention: float = 1.0
) -> tuple[RoundValue, ...]:
    """Venture capital method for several rounds, first to last; each is diluted by those after it, and by ``retention``.

    At exit a round must own investment × (1 + return)^years ÷ exit value; in the round it buys that ÷ its retention, the product
    of (1 − ownership) of the later rounds × ``retention``. Otherwise as ``vc_method``.
    """
    value, left = number(exit_value, "exit_value", above=0), _part(retention)
    found: list[tuple[VentureRound, float, float]] = []
    for each in reversed(rounds):
        needed = number(each.investment, "investment", above=0) * _growth(each) / value
        if needed >= left:
            takes = f"its return takes {needed:.1%} of the exit, of which {left:.1%} is left"
            raise FinanceError(f"the round of {each.investment:,.15g} does not clear: {takes}")
        found.append((each, needed / left, left))
        left -= needed
    return tuple(_counted(found[::-1], shares))


@in_words
def first_chicago(values: npt.ArrayLike, probabilities: npt.ArrayLike) -> float:
    """First Chicago method: Σ probability × value over scenarios, each consistent in itself (best, base, worst).

    values: present values of the scenarios. probabilities: one each, from 0 to 1, with a sum of 1: refused otherwise.
    """
    amounts, chances = _scenarios(values, probabilities)
    return float(amounts @ chances)


@in_words
def scenario_deviation(values: npt.ArrayLike, probabilities: npt.ArrayLike) -> float:
    """Standard deviation of the scenarios' values around ``first_chicago``."""
    amounts, chances = _scenarios(values, probabilities)
    return float(((amounts - amounts @ chances) ** 2 @ chances) ** 0.5)


def _growth(each: VentureRound) -> float:
    """What the round wants back, as a multiple."""
    years = number(each.years, "years", low=0)
    return float((1 + number(each.required_return, "required_return", above=-1)) ** years)


def _part(retention: float) -> float:
    return number(retention, "retention", above=0, high=1)


def _counted(found: Sequence[tuple[VentureRound, float, float]], shares: float | None) -> list[RoundValue]:
    """Rounds in their order, with shares and price where shares are counted."""
    there = None if shares is None else number(shares, "shares", above=0)
    counted = []
    for each, ownership, retention in found:
        new = None if there is None else there * ownership / (1 - ownership)
        price = None if new is None else each.investment / new
        post = each.investment / ownership
        counted.append(RoundValue(post, post - each.investment, ownership, ownership * retention, retention, new, price))
        there = None if there is None or new is None else there + new
    return counted


def _scenarios(values: npt.ArrayLike, probabilities: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    amounts, chances = array(values, "values"), array(probabilities, "probabilities")
    if amounts.size != chances.size:
        raise FinanceError(f"there are {amounts.size} values and {chances.size} probabilities")
    if (chances < 0).any():
        raise FinanceError(f"probabilities must not be negative, as {chances.min():g} is")
    if not math.isclose(float(chances.sum()), 1, abs_tol=1e-9):
        raise FinanceError(f"probabilities must sum to 1, not to {chances.sum():g}")
    return amounts, chances
