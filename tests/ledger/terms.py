"""What a plan says of a segment, read for the ledger; what it does not say is none."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from ledger.values import ONE, ZERO, Calendar, Read, Tree, amount, by_age, changes, growth, index, loss, over_time

NUMBER: Read = amount  # the class has a method of that name
CONTRACTS = 5  # the fifth contract renews into itself


class Terms:
    """The terms on which a segment's customers come, stay and pay."""

    def __init__(self, tree: Tree, calendar: Calendar):
        self.tree = tree
        self.calendar = calendar
        self.paths: dict[str, list[Decimal]] = {}
        self.opening_age = int(self.said("opening_age", "0"))
        self.term = 12 * int(self.said("contract_years", "1"))
        self.notice = int(self.said("notice_months", "0"))
        self.onboarding = int(self.said("onboarding_months", "0"))
        self.billed_yearly = self.said("billing", "yearly") == "yearly"
        self.contraction = self.path("contraction_rate", "0/month", loss)
        self.expansion = self.path("expansion_rate", "0/month", growth)
        self.referral = self.path("referral_rate", "0/month", growth)
        self.reactivation = self.path("reactivation_rate", "0/month", loss)
        self.churn = self.path("churn", "0/month", loss)
        self.budget = self.path("acquisition_budget", "0") if "acquisition_budget" in tree else None

    def said(self, key: str, otherwise: str) -> Any:
        """What the plan says, or else."""
        return self.tree.get(key, otherwise)

    def amount(self, key: str) -> Decimal:
        """A number of the plan; not said is nothing."""
        return amount(self.said(key, "0"))

    def path(self, key: str, otherwise: str = "0", read: Read = NUMBER) -> list[Decimal]:
        """A value over time."""
        if key not in self.paths:
            self.paths[key] = over_time(self.said(key, otherwise), self.calendar, read)
        return self.paths[key]

    def at(self, key: str, month: int) -> Decimal:
        """A number of the plan in a month; not said is nothing."""
        return self.path(key)[month]

    # Prices.

    @cached_property
    def list_price(self) -> list[Decimal]:
        """The price list; it changes unless changes are for existing customers."""
        landed = changes(self.said("price_change", "0/month"), self.calendar)
        risen = index(landed) if self.said("price_change_for", "all") != "existing" else [ONE] * len(landed)
        return [self.amount("price") * rise for rise in risen]

    @cached_property
    def new_price(self) -> list[Decimal]:
        """What a new customer pays: the list price less the discount."""
        return [price * (1 - less) for price, less in zip(self.list_price, self.path("discount", "0"), strict=True)]

    @cached_property
    def staying_price(self) -> list[Decimal]:
        """The price change of existing customers, by month."""
        landed = changes(self.said("price_change", "0/month"), self.calendar)
        return landed if self.said("price_change_for", "all") != "new" else [ZERO] * len(landed)

    # Who stays.

    @cached_property
    def involuntary(self) -> list[Decimal]:
        """Share of the customers whose payment fails for good, by month."""
        failing, saved = self.path("payment_failures", "0/month", loss), self.path("payment_recovery")
        return [fails * (1 - back) for fails, back in zip(failing, saved, strict=True)]

    @cached_property
    def churn_factor(self) -> list[Decimal]:
        """What churn by age is multiplied by in a month; a constant churn that changes is another one each month."""
        trend = index(changes(self.said("churn_trend", "0/month"), self.calendar))
        own = [here / self.churn[0] if self.churn[0] else ONE for here in self.churn]
        return [here * times * churn for here, times, churn in zip(trend, self.path("churn_multiplier", "1"), own, strict=True)]

    @cached_property
    def hazards(self) -> list[Decimal]:
        """Share of the customers who reach an age and leave in doing so; nobody leaves in the month of joining."""
        oldest = max(self.opening_age + self.calendar.months, CONTRACTS * self.term)
        return [ZERO, *(self._hazard(age) for age in range(1, oldest + 1))]

    def _hazard(self, age: int) -> Decimal:
        kind = self.said("retention", "constant")
        if kind == "constant":
            return self.churn[0]
        if kind == "table":
            return by_age(self.tree["churn_table"], age, loss)
        if kind == "weibull":
            return 1 - self._weibull(age) / self._weibull(age - 1)
        stay, whole = self.amount("beta") + age - 1, self.amount("alpha") + self.amount("beta") + age - 1
        return 1 - stay / whole

    def _weibull(self, age: int) -> Decimal:
        return (-((age / self.amount("scale")) ** self.amount("shape"))).exp()

    @cached_property
    def renewals(self) -> dict[int, Decimal]:
        """Share of the first, second … contracts that renew when they end, before calendar effects."""
        ends = {number: number * self.term for number in range(1, CONTRACTS + 1)}
        if self.said("renewal", "curve") == "stated":
            return {number: by_age(self.tree["renewal_rate"], age, amount) for number, age in ends.items()}
        return {number: self._survival(age) / self._survival(age - self.term) for number, age in ends.items()}

    def _survival(self, age: int) -> Decimal:
        """Share of a cohort still there at an age."""
        left = ONE
        for hazard in self.hazards[1 : age + 1]:
            left *= 1 - hazard
        return left
