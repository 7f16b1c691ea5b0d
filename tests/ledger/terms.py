"""What a plan says of a segment, read for the ledger; what it does not say is none."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from ledger.values import ONE, ZERO, Calendar, Tree, amount, by_age, changes, growth, index, loss, over_time

CONTRACTS = 5  # the fifth contract renews into itself


class Terms:
    """The terms on which a segment's customers come, stay and pay."""

    def __init__(self, tree: Tree, calendar: Calendar):
        self.tree = tree
        self.calendar = calendar
        self.opening_age = int(self.said("opening_age", "0"))
        self.term = 12 * int(self.said("contract_years", "1"))
        self.notice = int(self.said("notice_months", "0"))
        self.onboarding = int(self.said("onboarding_months", "0"))
        self.billed_yearly = self.said("billing", "yearly") == "yearly"
        self.contraction = loss(self.said("contraction_rate", "0/month"))
        self.expansion = growth(self.said("expansion_rate", "0/month"))
        self.referral = growth(self.said("referral_rate", "0/month"))
        self.reactivation = loss(self.said("reactivation_rate", "0/month"))
        self.involuntary = loss(self.said("payment_failures", "0/month")) * (1 - self.amount("payment_recovery"))
        self.planned = self.path("new_customers", "0")
        self.budget = self.path("acquisition_budget", "0") if "acquisition_budget" in tree else None
        self.usage = self.path("usage_per_customer", "0")
        self.usage_price = self.path("usage_price", "0")

    def said(self, key: str, otherwise: str) -> Any:
        """What the plan says, or else."""
        return self.tree.get(key, otherwise)

    def amount(self, key: str) -> Decimal:
        """A number of the plan; not said is nothing."""
        return amount(self.said(key, "0"))

    def path(self, key: str, otherwise: str) -> list[Decimal]:
        """A value over time."""
        return over_time(self.said(key, otherwise), self.calendar)

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
    def churn_factor(self) -> list[Decimal]:
        """What churn by age is multiplied by in a month."""
        trend = index(changes(self.said("churn_trend", "0/month"), self.calendar))
        return [here * times for here, times in zip(trend, self.path("churn_multiplier", "1"), strict=True)]

    @cached_property
    def hazards(self) -> list[Decimal]:
        """Share of the customers who reach an age and leave in doing so; nobody leaves in the month of joining."""
        oldest = max(self.opening_age + self.calendar.months, CONTRACTS * self.term)
        return [ZERO, *(self._hazard(age) for age in range(1, oldest + 1))]

    def _hazard(self, age: int) -> Decimal:
        kind = self.said("retention", "constant")
        if kind == "constant":
            return loss(self.tree["churn"])
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
