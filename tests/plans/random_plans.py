"""Random plans that must be accepted: YAML text made from dice, with a note of what each plan contains.

The dice are a ``random.Random``: hypothesis hands in one it controls, a fixed seed gives a fixed plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies

FUNCTIONS = ("cost_of_service", "sales_marketing", "research_development", "general_admin")
OPTIONAL = ("storage", "support", "round", "valuation")
Tree = dict[str, Any]

# What a hundred plans must contain, all of it.
FEATURES = (
    "1 segments", "2 segments", "3 segments", "4 segments", "retention constant", "retention shifted_beta_geometric",
    "acquisition planned", "acquisition budget", "annual share 0", "annual share 1", "annual share 0.35", "notice", "no notice",
    "opening customers", "no opening customers", "opening age", "segment nobody joins", "referrals", "expansion", "contraction",
    "price change", "churn trend", "churn multiplier", "set-up fee", "rate per month", "rate per year", "change stepped",
    "change smooth", "change monthly", "driver as value", "driver as growth", "driver as growth steps", "driver as steps",
    "driver as list", "driver as years", "driver as years growing", "departments", "no departments", "overheads", "no overheads",
    "tax", "no tax", "running profit", "working capital", "no working capital", "opening balance", "no opening balance", "cash policy",
    "history", "clv cap", "staffing planned", "staffing tickets", "staffing customers", "staffing new_customers", "staffing revenue",
    "recruiting", "hires", "no hires", "hire leaves", "overheads by pieces", "onboarding cost", "asset classes", "no asset classes",
    "resale value", "starts with the fiscal year", "starts within a fiscal year", "ends with the fiscal year",
    "ends within a fiscal year", "24 months and more", "fewer than 24 months", "second scenario", "no second scenario",
    *OPTIONAL, *(f"no {chapter}" for chapter in OPTIONAL),
)  # fmt: skip


@dataclass
class RandomPlan:
    """The files of a plan and the features that it has."""

    files: dict[str, str] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)

    def write(self, folder: Path) -> Path:
        """Write the files into a new folder."""
        folder.mkdir(parents=True)
        for name, text in self.files.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    def __repr__(self) -> str:
        return "\n".join(f"--- {name}.yaml\n{text}" for name, text in self.files.items())


def as_yaml(tree: Tree, depth: int = 0) -> str:
    """A tree of texts as YAML: groups in blocks, steps in braces."""
    lines = []
    for key, value in tree.items():
        indent = "  " * depth
        if isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{as_yaml(value, depth + 1)}" if value else f"{indent}{key}: {{}}\n")
        else:
            lines.append(f"{indent}{key}: {_inline(value)}\n")
    return "".join(lines)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(each) for each in value) + "]"
    return str(value)


class Dice:
    """One plan in the making."""

    def __init__(self, random: Random, most_months: int):
        self.random = random
        self.plan = RandomPlan()
        self.months = min(most_months, random.choice((12, 12, 13, 15, 17, 18, 20, 22, 24, 24, 25, 30, 36, 48)))
        self.start = (random.randint(2020, 2035), random.randint(1, 12))
        self.fiscal_year_end = random.choice((random.randint(1, 12), (self.start[1] - 2) % 12 + 1))

    # Parts.

    def has(self, feature: str, chance: float = 0.5) -> bool:
        """Toss for a feature and note it, or its absence."""
        tossed = self.random.randrange(100) < chance * 100
        self.plan.features.add(feature if tossed else f"no {feature}")
        return tossed

    def pick(self, kind: str, *choices: str) -> str:
        """One of several, noted."""
        chosen = self.random.choice(choices)
        self.plan.features.add(f"{kind} {chosen}")
        return chosen

    def number(self, low: float, high: float, digits: int = 2) -> str:
        """A number between bounds, both of which may come up."""
        return f"{self.random.randint(round(low * 10**digits), round(high * 10**digits)) / 10**digits:.{digits}f}"

    def whole(self, low: int, high: int) -> str:
        """A whole number between bounds."""
        return str(self.random.randint(low, high))

    def share(self) -> str:
        """A share, often all or nothing."""
        return self.random.choice(("0", "1", "0.5", self.number(0, 1, 3), f"{self.whole(0, 100)}%"))

    def month(self, number: int) -> str:
        """`2027-01` for a month of the plan."""
        index = self.start[0] * 12 + self.start[1] + number - 2
        return f"{index // 12}-{index % 12 + 1:02d}"

    @property
    def fiscal_years(self) -> int:
        """How many fiscal years the plan touches."""
        later = [month for month in range(2, self.months + 1) if (self.start[1] + month - 2 - self.fiscal_year_end) % 12 == 0]
        return 1 + len(later)

    def step_months(self) -> list[int]:
        """Months in which steps begin; the first is the plan's start."""
        return [1, *sorted(self.random.sample(range(2, self.months + 1), self.random.randint(1, 2)))]

    def rate(self, low: float, high: float, *periods: str) -> str:
        """A rate with its period; bounds are percentages of a month."""
        period = self.pick("rate per", *(periods or ("month", "year")))
        scale = 1 if period == "month" else 6
        return f"{self.number(low * scale, high * scale, 3)}%/{period}"

    def driver(self, low: float, high: float, digits: int = 2) -> Any:
        """A value that may change over time, in any of the forms a plan may use."""
        form = self.pick("driver as", "value", "value", "growth", "growth steps", "steps", "list", "years", "years growing")
        if form == "value":
            return self.number(low, high, digits)
        made: Any
        if form in ("growth", "growth steps"):
            made = {"value": self.number(low, high, digits)}
            period = self.random.choice(("month", "year"))
            rates = [f"{self.number(-3, 4, 2)}%/{period}" for _ in range(3)]
            months = self.step_months()
            stepped = [{"from": self.month(month), "value": rate} for month, rate in zip(months, rates, strict=False)]
            made["growth"] = rates[0] if form == "growth" else stepped
            return made
        if form in ("steps", "list"):
            steps = [{"from": self.month(month), "value": self.number(low, high, digits)} for month in self.step_months()]
            if self.random.randrange(2):
                del steps[0]["from"]
            return {"steps": steps} if form == "steps" else steps
        years = self.random.randint(1, self.fiscal_years)
        made = {"by_fiscal_year": [self.number(low, high, digits) for _ in range(years)]}
        return made if form == "years" else {**made, "growth": f"{self.number(-5, 9)}%/year"}

    def change(self, low: float = -6, high: float = 8) -> str:
        """A rate of change, landing in one of three ways."""
        how = self.pick("change", "stepped", "smooth", "monthly")
        return f"{self.number(low / 12, high / 12, 3)}%/month" if how == "monthly" else f"{self.number(low, high)}%/year {how}"

    # The plan.

    def timeline(self) -> Tree:
        """Start, length, fiscal year."""
        first = (self.start[1] - self.fiscal_year_end - 1) % 12
        self.plan.features.add("starts with the fiscal year" if first == 0 else "starts within a fiscal year")
        self.plan.features.add("ends with the fiscal year" if (first + self.months) % 12 == 0 else "ends within a fiscal year")
        self.plan.features.add("24 months and more" if self.months >= 24 else "fewer than 24 months")
        return {"start": self.month(1), "months": self.months, "fiscal_year_end": self.fiscal_year_end}

    def segment(self, chapters: Sequence[str]) -> Tree:
        """A group of customers."""
        made: Tree = {}
        made["retention"] = self.pick("retention", "constant", "shifted_beta_geometric")
        if made["retention"] == "constant":
            made["churn"] = self.rate(0, 12)
        else:
            made |= {"alpha": self.number(0.1, 4), "beta": self.number(0.5, 40)}
        made["acquisition"] = self.pick("acquisition", "planned", "budget")
        if made["acquisition"] == "planned":
            made["new_customers"] = "0" if self.has("segment nobody joins", 0.15) else self.driver(0, 60, 1)
            if self.has("programme cost"):
                made["programme_cost"] = self.number(0, 900)
        else:
            made |= {"acquisition_budget": self.driver(0, 20_000, 0), "cost_per_customer": self.number(50, 3_000)}
        made["price"] = self.number(0, 900)
        if self.has("opening customers"):
            made |= {"opening_customers": self.number(0, 900, 1), "opening_price": self.number(0, 900)}
            made["opening_annual_share"] = self.share()
            if self.has("opening age"):
                made["opening_age"] = self.whole(1, 66)
        made["annual_share"] = self.pick("annual share", "0", "1", "0.35")
        if self.has("notice"):
            made["notice_months"] = self.whole(1, 11)
        made |= self.movements()
        if self.has("set-up fee"):
            made["setup_fee"] = self.number(0, 2_000)
        if self.has("onboarding cost"):
            made["onboarding_cost"] = self.number(0, 300)
        if "storage" in chapters:
            made["gb_per_customer"] = self.driver(0, 4_000, 0)
        if "support" in chapters:
            made["tickets_per_customer"] = self.number(0, 3)
        return made

    def movements(self) -> Tree:
        """What moves churn, prices and contracts."""
        made: Tree = {}
        if self.has("churn trend"):
            made["churn_trend"] = self.change(-20, 25)
        if self.has("churn multiplier"):
            made["churn_multiplier"] = self.driver(0, 9)
        if self.has("price change"):
            made["price_change"] = self.change()
        if self.has("expansion"):
            made["expansion_rate"] = self.rate(0, 2)
        if self.has("contraction"):
            made["contraction_rate"] = self.rate(0, 2)
        if self.has("referrals"):
            made["referral_rate"] = self.rate(0, 3)
        return made

    def costs(self, chapters: Sequence[str]) -> Tree:
        """People, overheads and what else costs money."""
        made: Tree = {"departments": {}, "overheads": {}}
        for number in range(self.random.choice((0, 1, 2, 3, 4))):
            made["departments"][f"team_{number}"] = self.department(chapters)
        for number in range(self.random.randint(0, 3)):
            made["overheads"][f"cost_{number}"] = {
                "function": self.random.choice(FUNCTIONS), "monthly": self.driver(0, 9_000, 0), "share_of_revenue": self.number(0, 0.3),
            }  # fmt: skip
            if self.has("overheads by pieces"):
                pieces = {"per_head": 500, "per_customer": 3, "per_new_customer": 40, "share_of_billings": 0.05}
                made["overheads"][f"cost_{number}"] |= {key: self.number(0, most) for key, most in pieces.items()}
        for section in ("departments", "overheads"):
            self.plan.features.add(section if made[section] else f"no {section}")
            if not made[section]:
                del made[section]
        made["people"] = {"on_cost": self.number(0, 0.5), "salary_change": self.change()}
        if self.has("recruiting"):
            made["people"]["recruiting"] = self.number(0, 0.4)
        if "departments" in made and self.has("hires"):
            made["hires"] = {f"person_{number}": self.hire(list(made["departments"])) for number in range(self.random.randint(1, 3))}
        if self.has("inflation"):
            made["costs"] = {"inflation": self.change()}
        made["sales"] = {"commission": self.number(0, 0.2)}
        if self.has("asset classes"):
            made["asset_classes"] = {f"class_{number}": self.asset_class() for number in range(self.random.randint(1, 2))}
        return {**made, **self.chapters(chapters)}

    def department(self, chapters: Sequence[str]) -> Tree:
        """A team, of planned size or as large as its work needs."""
        made: Tree = {"function": self.pick("department in", *FUNCTIONS), "salary": self.whole(0, 120_000)}
        kinds = ("tickets",) * 5 * ("support" in chapters) + ("new_customers", "planned", "new_customers", "customers", "revenue")
        made["staffing"] = self.pick("staffing", *kinds)
        if made["staffing"] == "planned":
            return {**made, "heads": self.driver(0, 9, 0)}
        return {**made, "per_head": self.number(5, 90_000 if made["staffing"] == "revenue" else 400), "least_heads": self.whole(0, 2)}

    def hire(self, departments: Sequence[str]) -> Tree:
        """Persons who join, and may leave, perhaps before they have come."""
        made = {"department": self.random.choice(departments), "salary": self.whole(0, 120_000), "heads": self.number(0, 3, 1)}
        made["from"] = self.month(self.random.randint(1, self.months))
        if self.has("hire leaves", 0.8):
            made["until"] = self.month(self.random.randint(1, self.months))
        return made

    def asset_class(self) -> Tree:
        """Assets of one kind."""
        made = {"monthly": self.driver(0, 5_000, 0), "life": self.whole(1, 60)}
        if self.has("resale value"):
            made["resale_share"] = self.share()
        return made

    def chapters(self, chapters: Sequence[str]) -> Tree:
        """The sections of the optional chapters."""
        made: Tree = {}
        if "storage" in chapters:
            made["storage"] = {
                "opening_capacity": self.number(1, 900), "highest_utilisation": self.number(0.4, 1), "node_capacity": self.number(5, 300),
                "node_price": self.whole(0, 50_000), "node_life": self.whole(1, 72), "hosting_cost_per_gb": self.driver(0, 0.05, 4),
            }  # fmt: skip
        if "round" in chapters:
            made["round"] = {
                "amount": self.whole(0, 3_000_000), "month": self.month(self.random.randint(1, self.months)),
                "pre_money": self.whole(1, 20_000_000), "costs": self.number(0, 0.1),
            }  # fmt: skip
        if "valuation" in chapters:
            made["valuation"] = {
                "wacc": f"{self.number(8, 40)}%/year", "terminal_growth": f"{self.number(-5, 7)}%/year", "fade": self.whole(0, 1),
                "asset_life_years": self.number(1, 12), "entry_multiple": self.number(0, 9), "exit_multiple": self.number(0, 9),
                "shares": self.whole(0, 10_000_000),
            }  # fmt: skip
        return made

    def balance(self) -> Tree:
        """Tax, working capital, opening balance, policy, history."""
        made: Tree = {}
        if self.has("tax", 0.7):
            made["tax"] = {
                "rate": self.number(0, 0.45), "loss_cap": self.share(), "opening_losses": self.whole(0, 500_000),
                "opening_due": self.whole(0, 50_000), "payment_month": self.whole(1, 12),
            }  # fmt: skip
            if self.has("running profit"):
                made["tax"]["opening_profit"] = self.whole(-200_000, 200_000)
        if self.has("working capital", 0.7):
            made["working_capital"] = {
                "invoiced_share": self.share(), "monthly_collection_days": self.whole(0, 120),
                "annual_collection_days": self.whole(0, 120), "payable_days": self.whole(0, 90), "prepaid_days": self.whole(0, 31),
            }  # fmt: skip
        if self.has("opening balance", 0.7):
            cost = self.random.randint(0, 400_000)
            made["opening_balance"] = {
                "cash": self.whole(0, 2_000_000), "receivables": self.whole(0, 90_000), "prepaid": self.whole(0, 30_000),
                "payables": self.whole(0, 90_000), "fixed_assets_cost": cost, "accumulated_depreciation": self.whole(0, cost),
                "remaining_life": self.whole(1, 60), "paid_in_capital": self.whole(0, 3_000_000),
            }  # fmt: skip
        if self.has("cash policy"):
            made["cash"] = {"minimum_amount": self.whole(0, 300_000), "minimum_months": self.whole(0, 12)}
        if self.has("history"):
            made["history"] = {"revenue": self.whole(0, 3_000_000)}
        if self.has("clv cap"):
            made["metrics"] = {"clv_cap_months": self.whole(1, 60)}
        return made

    def roll(self) -> RandomPlan:
        """The whole plan."""
        timeline = self.timeline()
        chapters = [chapter for chapter in OPTIONAL if self.has(chapter)]
        count = self.random.randint(1, 4)
        self.plan.features.add(f"{count} segments")
        segments = {f"segment_{number}": self.segment(chapters) for number in range(count)}
        base = {"timeline": timeline, "segments": segments, **self.costs(chapters), **self.balance()}
        self.plan.files["base"] = as_yaml(base)
        if self.has("second scenario"):
            self.plan.files["other"] = "extends: base.yaml\n" + as_yaml(self.other(segments, chapters))
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
        if "round" in chapters:
            made["round"] = {"month": self.month(self.random.randint(1, self.months))}
        return made


def roll(random: Random, most_months: int = 48) -> RandomPlan:
    """A plan from dice."""
    return Dice(random, most_months).roll()


def plans(most_months: int = 48) -> strategies.SearchStrategy[RandomPlan]:
    """Plans for hypothesis, which can make a failing one simpler."""
    return strategies.randoms(use_true_random=False).map(lambda random: roll(random, most_months))
