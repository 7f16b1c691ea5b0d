"""Random debt and what goes with it: loans, a revolver, grants, dividends, covenants."""

from __future__ import annotations

from collections.abc import Sequence

from plans.random_dice import Dice, Tree


class DebtDice(Dice):
    """Who lends, who gives, who is paid out."""

    def debt(self, chapters: Sequence[str]) -> Tree:
        """The sections of the chapters about debt."""
        made: Tree = {}
        if "loans" in chapters:
            made["loans"] = {f"loan_{number}": self.loan() for number in range(self.random.randint(1, 3))}
        if "revolver" in chapters:
            limit = self.random.randint(0, 900_000)
            period = self.random.choice(("month", "year nominal"))
            made["revolver"] = {
                "limit": self.sometimes(lambda: self.whole(0, 900_000), limit), "opening": self.whole(0, limit),
                "rate": self.sometimes(lambda: f"{self.number(0, 2 if period == 'month' else 20)}%/{period}"),
                "commitment_fee": self.sometimes(lambda: f"{self.number(0, 1)}%/year nominal"),
            }  # fmt: skip
        if "grants" in chapters:
            made["grants"] = {f"grant_{number}": self.grant() for number in range(self.random.randint(1, 3))}
        if "dividends" in chapters:
            made["dividends"] = {
                "payout": self.shares(), "payment_month": self.whole(1, 12), "opening_income": self.whole(-90_000, 90_000),
                "last_year_income": self.whole(-90_000, 200_000),
            }  # fmt: skip
        if "covenants" in chapters:
            made["covenants"] = {
                "highest_leverage": self.numbers(0, 6), "last_year_ebitda": self.whole(-300_000, 500_000),
                "lowest_interest_cover": self.numbers(0, 4), "lowest_cash": self.numbers(0, 100_000, 0),
            }  # fmt: skip
        return made

    def interest(self) -> str:
        """A rate of interest, by year or by month."""
        return self.random.choice(("0%/month", f"{self.number(0, 2)}%/month", f"{self.number(0, 20)}%/year nominal"))

    def loan(self) -> Tree:
        """One loan, from before the plan or drawn in it; it may mature beyond the plan."""
        made: Tree = {
            "repayment": self.pick("loan", "interest_only", "annuity", "straight"), "amount": self.whole(0, 800_000),
            "months": self.whole(1, 60), "rate": self.interest(),
        }  # fmt: skip
        if self.has("loan drawn in the plan"):
            made |= {"month": self.month(self.random.randint(1, self.months)), "fee": self.number(0, 0.05)}
        return made

    def grant(self) -> Tree:
        """One grant, in a sum or month by month."""
        if self.pick("grant", "once", "monthly") == "once":
            return {"paid": "once", "amount": self.whole(0, 300_000), "month": self.month(self.random.randint(1, self.months))}
        return {"paid": "monthly", "monthly": self.driver(0, 9_000, 0)}
