"""What the functions of finance refuse, said in words."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.language.errors import PlanbookError


class FinanceError(PlanbookError, ValueError):
    """A question that has no answer, or numbers that cannot be meant."""


class NoRate(FinanceError):
    """No rate above −100 % makes the flows worth nothing; the message says why."""


class SeveralRates(UserWarning):
    """Several rates make the flows worth nothing; carries all of them in ``rates``."""

    def __init__(self, rates: Sequence[float], chosen: float):
        self.rates = tuple(rates)
        named = ", ".join(f"{rate:.6g}" for rate in self.rates)
        super().__init__(
            f"{len(self.rates)} rates make these flows worth nothing ({named}); {chosen:.6g} is the one nearest to 10 %: "
            "state a guess to choose another"
        )
