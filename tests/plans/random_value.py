"""Random value: comparables, cost of capital, venture method, and methods for companies without revenue."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planbook.business.families import ELEMENT, RISK, SCORED
from planbook.language.families import Family
from plans.random_dice import Dice, Tree

MULTIPLES = ("ev_to_arr", "ev_to_revenue", "ev_to_forward_revenue", "ev_to_ebitda", "price_to_earnings")
CHAPTERS = ("comparables", "cost_of_capital", "venture", "futures", "payne_scorecard", "berkus", "risk_factors")


class ValueDice(Dice):
    """What others are priced at, and what investors require."""

    def value(self, chapters: Sequence[str]) -> Tree:
        """The sections of the chapters about value; futures need the hurdle rate of the venture method."""
        made: Tree = {}
        if "comparables" in chapters:
            made["comparables"] = {f"comparable_{number}": self.comparable() for number in range(self.random.randint(1, 7))}
            made["multiples"] = {"private_discount": self.number(0, 0.5)}
        if "cost_of_capital" in chapters:
            made["cost_of_capital"] = {
                "risk_free_rate": f"{self.number(-1, 6)}%/year", "equity_risk_premium": f"{self.number(3, 8)}%/year",
                "size_premium": f"{self.number(0, 6)}%/year", "debt_share": self.number(0, 0.6),
                "cost_of_debt": f"{self.number(0, 12)}%/year", "unlevered_beta": self.number(0.1, 2),
            }  # fmt: skip
            if any("beta" in each for each in made.get("comparables", {}).values()):
                self.plan.features.add("beta of comparables")
                del made["cost_of_capital"]["unlevered_beta"]
        if "venture" in chapters:
            made["venture"] = {
                "hurdle_rate": f"{self.number(20, 80)}%/year", "exit_multiple": self.number(0.1, 9),
                "investment": self.random.choice(("0", self.whole(1, 900_000))),
                "retention": self.random.choice(("0", self.number(0.1, 1))),
            }  # fmt: skip
            if "futures" in chapters:
                made["futures"] = self.futures()
        fixed = {"payne_scorecard": self.scorecard, "berkus": self.berkus, "risk_factors": self.risk_factors}
        return made | {chapter: throw() for chapter, throw in fixed.items() if chapter in chapters}

    def comparable(self) -> Tree:
        """A company that gives some of its figures."""
        made: Tree = {"month": self.month(self.random.randint(-40, 1))}
        made |= {multiple: self.number(0.5, 30) for multiple in MULTIPLES if self.random.randrange(5)}
        made |= {"growth": f"{self.number(-20, 90)}%/year", "nrr": self.number(0.7, 1.4, 3)} if self.random.randrange(5) else {}
        if self.random.randrange(2):
            made |= {"beta": self.number(0.2, 3), "debt_to_equity": self.number(0, 2), "tax_rate": self.number(0, 0.4)}
        return made

    def futures(self) -> Tree:
        """Two to four of them, whose probabilities add up to all."""
        cuts = sorted(self.random.sample(range(1, 100), self.random.randint(1, 3)))
        parts = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
        return {
            f"future_{number}": {"probability": f"{part}%", "exit_value": self.whole(0, 90_000_000)} for number, part in enumerate(parts)
        }

    def scorecard(self) -> Tree:
        """Seven scores."""
        return {"regional_value": self.whole(1, 9_000_000), **self.each(SCORED, "score", lambda: self.number(0.5, 1.5))}

    def berkus(self) -> Tree:
        """Five elements."""
        return {"maximum": "500_000", **self.each(ELEMENT, "value", lambda: self.whole(0, 500_000))}

    def risk_factors(self) -> Tree:
        """Twelve grades."""
        return {"base": self.whole(1, 9_000_000), "step": self.whole(1, 300_000), **self.each(RISK, "rating", lambda: self.whole(-2, 2))}

    @staticmethod
    def each(family: Family, key: str, throw: Callable[[], str]) -> Tree:
        """A number for each member of a fixed family."""
        return {member.name: {key: throw()} for member in family.members}
