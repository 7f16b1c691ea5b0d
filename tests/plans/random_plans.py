"""Random plans that must be accepted: YAML text made from dice, with a note of what each plan contains.

The dice are a ``random.Random``: a seed gives a plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies

from plans.random_channels import CHANNEL_KINDS, ChannelDice
from plans.random_company import CompanyDice
from plans.random_debt import DebtDice
from plans.random_dice import RandomPlan, Tree, as_yaml
from plans.random_equity import EquityDice
from plans.random_operations import OperationsDice
from plans.random_segments import SegmentDice
from plans.random_value import CHAPTERS as VALUE
from plans.random_value import ValueDice

OPTIONAL = (
    "storage", "support", "valuation", "payments", "winback", "usage", "services", "moves", "channels", "rounds", "safes", "notes",
    "holders", "loans", "revolver", "grants", "dividends", "covenants",
)  # fmt: skip

OPERATIONS = ("backups", "service", "satisfaction", "product")  # thrown last, so that the rest of a plan does not depend on them

# What a hundred plans must contain, all of it.
FEATURES = (
    "1 segments", "2 segments", "3 segments", "4 segments", "retention constant", "retention shifted_beta_geometric",
    "zero churn", "retention weibull", "retention table", "contracts of several years", "contracts billed monthly", "renewal as stated",
    "onboarding",
    "customers waiting", "dated price change", "price change for all", "price change for new", "price change for existing", "discount",
    "refunds", "driver as season",
    "acquisition planned", "acquisition budget", "annual share 0", "annual share 1", "annual share 0.35", "notice", "no notice",
    "opening customers", "no opening customers", "opening age", "segment nobody joins", "referrals", "expansion", "contraction",
    "price change", "churn trend", "churn multiplier", "set-up fee", "rate per month", "rate per year", "change stepped",
    "change smooth", "change monthly", "driver as value", "driver as growth", "driver as growth steps", "driver as steps",
    "driver as list", "driver as years", "driver as years growing", "departments", "no departments", "overheads", "no overheads",
    "tax", "no tax", "running profit", "working capital", "no working capital", "opening balance", "no opening balance", "cash policy",
    "history", "clv cap", "staffing planned", "staffing tickets", "staffing customers", "staffing new_customers", "staffing revenue",
    "recruiting", "hires", "no hires", "hire leaves", "overheads by pieces", "onboarding cost", "asset classes", "no asset classes",
    "resale value", "assets are sold", "note falls due", "loan interest_only", "loan annuity", "loan straight", "loan drawn in the plan",
    "grant once", "grant monthly",
    "starts with the fiscal year", "starts within a fiscal year", "ends with the fiscal year",
    "ends within a fiscal year", "24 months and more", "fewer than 24 months", "second scenario", "no second scenario",
    "metric stated", "no metric stated", "segment asked", "no segment asked", "data lost", "days of setting up",
    "dissatisfaction moves churn", "beta of comparables",
    "acquisition channels", "saturation", *(f"channel {kind}" for kind in CHANNEL_KINDS),
    *(feature for chapter in (*OPTIONAL, *OPERATIONS, *VALUE) for feature in (chapter, f"no {chapter}")),
)  # fmt: skip


class PlanDice(SegmentDice, ChannelDice, CompanyDice, EquityDice, DebtDice, OperationsDice, ValueDice):
    """A whole plan."""

    def timeline(self) -> Tree:
        """Start, length, fiscal year."""
        first = (self.start[1] - self.fiscal_year_end - 1) % 12
        self.plan.features.add("starts with the fiscal year" if first == 0 else "starts within a fiscal year")
        self.plan.features.add("ends with the fiscal year" if (first + self.months) % 12 == 0 else "ends within a fiscal year")
        self.plan.features.add("24 months and more" if self.months >= 24 else "fewer than 24 months")
        return {"start": self.month(1), "months": self.months, "fiscal_year_end": self.fiscal_year_end}

    def roll(self) -> RandomPlan:
        """The whole plan."""
        timeline = self.timeline()
        chapters = [chapter for chapter in OPTIONAL if self.has(chapter)]
        count = self.random.randint(1, 4)
        self.plan.features.add(f"{count} segments")
        segments = {f"segment_{number}": self.segment(chapters, number) for number in range(count)}
        base = {"timeline": timeline, "segments": segments, **self.costs(chapters), **self.debt(chapters), **self.balance()}
        base |= self.equity(chapters)
        if "channels" in chapters:
            base["channels"] = self.channels(segments)
        if "moves" in chapters and count > 1:
            base["moves"] = self.moves(list(segments))
        other = self.other(segments, chapters) if self.has("second scenario") else {}
        run = [chapter for chapter in OPERATIONS if self.has(chapter)]
        base["segments"] = {name: {**terms, **self.operations_of_segment(run)} for name, terms in segments.items()}
        base |= self.operations(run)
        if "rounds" in chapters:
            base |= self.exits(base["rounds"], chapters)
        self.plan.files["base"] = as_yaml({**base, **self.value([chapter for chapter in VALUE if self.has(chapter)])})
        if other:
            self.plan.files["other"] = "extends: base.yaml\n" + as_yaml(other)
        return self.plan

    def other(self, segments: Tree, chapters: Sequence[str]) -> Tree:
        """A scenario of the same structure with other numbers."""
        name = self.random.choice(list(segments))
        changed: Tree = {"price": self.number(0, 900)}
        if segments[name]["acquisition"] == "planned":
            # steps may differ in number; growth stays as it is, since its period is part of the structure
            steps = [{"from": self.month(month), "value": self.number(0, 60, 1)} for month in self.step_months()]
            changed["new_customers"] = self.random.choice((self.number(0, 60, 1), {"steps": steps}))
        changed["churn_multiplier"] = self.number(0, 5)
        changed["annual_share"] = self.share()
        made: Tree = {"segments": {name: changed}, "tax": {"rate": self.number(0, 0.45)}}
        if "rounds" in chapters:
            made["rounds"] = {"round_1": {"month": self.month(1), "amount": self.whole(0, 3_000_000)}}
        return made


def roll(random: Random, most_months: int = 48) -> RandomPlan:
    """A plan from dice."""
    return PlanDice(random, most_months).roll()


def plans(most_months: int = 48) -> strategies.SearchStrategy[RandomPlan]:
    """Plans for hypothesis, each from a seed of its own: dice that hypothesis throws itself favour the first of several choices."""
    return strategies.integers(0, 10**9).map(lambda seed: roll(Random(seed), most_months))
