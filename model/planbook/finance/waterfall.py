"""Who gets what of an exit: liquidation preferences, participation, caps, and conversion where it pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planbook.finance.errors import FinanceError
from planbook.finance.guard import in_words
from planbook.finance.numbers import number


@dataclass(frozen=True)
class ShareClass:
    """A class of shares.

    shares: as common shares after conversion, at least 0. preference: total amount that it takes before common shares; 0 for
    common. participating: whether it shares in the rest beside its preference, without converting; ``cap`` limits preference and
    share together (an amount, at least the preference; None for no limit). seniority: larger is paid first, equal ones pari passu
    in proportion to their preferences.
    """

    name: str
    shares: float
    preference: float = 0.0
    participating: bool = False
    cap: float | None = None
    seniority: int = 0

    def __post_init__(self) -> None:
        number(self.shares, f"{self.name}: shares", low=0)
        number(self.preference, f"{self.name}: preference", low=0)
        number(self.seniority, f"{self.name}: seniority")
        if self.cap is not None:
            if not self.participating:
                raise FinanceError(f"{self.name}: only a participating class has a cap")
            number(self.cap, f"{self.name}: cap", low=self.preference)

    def at(self, price: float) -> float:
        """What it takes when a common share gets ``price``: its preference, its share, or what it gets as common, by its better choice."""
        common = self.shares * price
        if not self.participating:
            return max(self.preference, common)
        most = np.inf if self.cap is None else self.cap
        return max(min(self.preference + common, most), common)

    def converts_at(self, price: float) -> bool:
        """Whether it gives up its preference for common shares: only where that is more."""
        kept = self.preference if not self.participating else self.cap
        return kept is not None and self.preference > 0 and self.shares * price > kept

    def turns(self) -> list[float]:
        """Prices of a common share at which it begins or ends to share in the rest."""
        if not self.shares:
            return []
        if not self.participating:
            return [self.preference / self.shares]
        return [] if self.cap is None else [(self.cap - self.preference) / self.shares, self.cap / self.shares]


@dataclass(frozen=True)
class Payout:
    """An exit divided: amounts by class, which of them convert, and what a common share gets."""

    amounts: dict[str, float]
    converting: tuple[str, ...]
    price: float


@in_words
def waterfall(exit_value: float, classes: Sequence[ShareClass]) -> Payout:
    """Divide ``exit_value`` (what is left for holders after debt) among the classes; the amounts add up to it.

    Each class converts where that gives it more, given what all others do. With a price p of a common share every class takes
    ``at(p)``, which never falls as p rises; the p at which all take the exit value together is the equilibrium. An
    exit below all preferences goes to them by seniority, and nobody converts.
    """
    value = number(exit_value, "exit_value", low=0)
    _named(classes)
    price = _price(value, classes)
    if price is None:
        return Payout(_by_seniority(value, classes), (), 0.0)
    amounts = {each.name: each.at(price) for each in classes}
    return Payout(amounts, tuple(each.name for each in classes if each.converts_at(price)), price)


@in_words
def breakeven_exit(classes: Sequence[ShareClass], name: str, amount: float) -> float:
    """The smallest exit value at which the class called ``name`` gets ``amount``: what it invested, or any other sum."""
    wanted = number(amount, "amount", low=0)
    _named(classes)
    own = next((each for each in classes if each.name == name), None)
    if own is None:
        raise FinanceError(f"there is no class called {name}")
    if wanted == 0:
        return 0.0
    if wanted <= own.preference:
        senior = sum(each.preference for each in classes if each.seniority > own.seniority)
        equal = sum(each.preference for each in classes if each.seniority == own.seniority)
        return senior + equal * wanted / own.preference
    if not own.shares:
        raise FinanceError(f"{name} never gets more than its preference of {own.preference:g}")
    return _total(_price_for(wanted, own), classes)


def _price_for(wanted: float, own: ShareClass) -> float:
    """The lowest price of a common share at which the class takes more than its preference, and as much as is wanted."""
    if own.participating and (own.cap is None or wanted <= own.cap):
        return (wanted - own.preference) / own.shares
    return wanted / own.shares


def _price(value: float, classes: Sequence[ShareClass]) -> float | None:
    """The price of a common share at which the classes take ``value`` together; None below their preferences.

    What they take is made of straight pieces between the turns; after the last turn all shares take part.
    """
    turns = sorted({0.0, *(turn for each in classes for turn in each.turns())})
    totals = [_total(turn, classes) for turn in turns]
    if value < totals[0]:
        return None
    if value >= totals[-1]:
        shares = sum(each.shares for each in classes)
        if not shares:
            raise FinanceError("the exit value exceeds all preferences, and there are no shares for the rest")
        return turns[-1] + (value - totals[-1]) / shares
    return float(np.interp(value, totals, turns))


def _total(price: float, classes: Sequence[ShareClass]) -> float:
    return float(sum(each.at(price) for each in classes))


def _by_seniority(value: float, classes: Sequence[ShareClass]) -> dict[str, float]:
    """Preferences as far as the value goes, rank by rank, in proportion within a rank."""
    amounts, left = {each.name: 0.0 for each in classes}, value
    for rank in sorted({each.seniority for each in classes}, reverse=True):
        of_rank = [each for each in classes if each.seniority == rank]
        due = sum(each.preference for each in of_rank)
        paid = min(left, due)
        amounts |= {each.name: paid * each.preference / due for each in of_rank if due}
        left -= paid
    return amounts


def _named(classes: Sequence[ShareClass]) -> None:
    if not classes:
        raise FinanceError("there are no classes")
    if len({each.name for each in classes}) < len(classes):
        raise FinanceError("two classes have the same name")
