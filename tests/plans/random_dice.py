"""The dice of random plans: numbers, rates and values over time, with a note of what was thrown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

Tree = dict[str, Any]


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

    def sometimes(self, throw: Callable[[], Any], first: Any = None) -> Any:
        """A value that may change over time, and now and then does: in steps or from fiscal year to fiscal year."""
        how = self.pick("stated", "once", "once", "in steps", "by year")
        first = throw() if first is None else first
        if how == "once":
            return first
        if how == "by year":
            return {"by_fiscal_year": [first, *(throw() for _ in range(self.random.randint(0, self.fiscal_years - 1)))]}
        return [{"from": self.month(month), "value": throw() if month > 1 else first} for month in self.step_months()]

    def rates(self, low: float, high: float, *periods: str) -> Any:
        """A rate that may change over time, all of it by month or all of it by year."""
        period = self.random.choice(periods or ("month", "year"))
        return self.sometimes(lambda: self.rate(low, high, period))

    def numbers(self, low: float, high: float, digits: int = 2) -> Any:
        """A number that may change over time."""
        return self.sometimes(lambda: self.number(low, high, digits))

    def shares(self) -> Any:
        """A share that may change over time."""
        return self.sometimes(self.share)

    def driver(self, low: float, high: float, digits: int = 2) -> Any:
        """A value that may change over time, in any of the forms a plan may use."""
        form = self.pick("driver as", "value", "value", "growth", "growth steps", "steps", "list", "years", "years growing", "season")
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
        if form == "season":
            return {**made, "season": [self.number(0, 2) for _ in range(12)]}
        return made if form == "years" else {**made, "growth": f"{self.number(-5, 9)}%/year"}

    def driver_of_share(self) -> Any:
        """A share in one step or two."""
        month = self.month(self.random.randint(2, self.months))
        return self.random.choice((self.number(0, 0.9), [{"value": self.number(0, 1)}, {"from": month, "value": self.number(0, 1)}]))

    def dated_changes(self) -> Any:
        """Changes that land in stated months."""
        months = sorted(self.random.sample(range(1, self.months + 1), self.random.randint(1, 3)))
        return [{"month": self.month(month), "value": f"{self.number(-20, 20)}%"} for month in months]

    def change(self, low: float = -6, high: float = 8) -> str:
        """A rate of change, landing in one of three ways."""
        how = self.pick("change", "stepped", "smooth", "monthly")
        return f"{self.number(low / 12, high / 12, 3)}%/month" if how == "monthly" else f"{self.number(low, high)}%/year {how}"
