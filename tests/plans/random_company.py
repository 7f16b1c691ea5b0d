"""Random costs and balance sheets: people, overheads, assets, tax, working capital."""

from __future__ import annotations

from collections.abc import Sequence

from plans.random_dice import Dice, Tree

FUNCTIONS = ("cost_of_service", "sales_marketing", "research_development", "general_admin")


class CompanyDice(Dice):
    """What a company spends and owns."""

    def costs(self, chapters: Sequence[str]) -> Tree:
        """People, overheads and what else costs money."""
        made: Tree = {"departments": {}, "overheads": {}}
        for number in range(self.random.choice((0, 1, 2, 3, 4))):
            made["departments"][f"team_{number}"] = self.department(chapters)
        for number in range(self.random.randint(0, 3)):
            made["overheads"][f"cost_{number}"] = {
                "function": self.random.choice(FUNCTIONS), "monthly": self.driver(0, 9_000, 0), "share_of_revenue": self.numbers(0, 0.3),
            }  # fmt: skip
            if self.has("overheads by pieces"):
                pieces = {"per_head": 500, "per_customer": 3, "per_new_customer": 40, "share_of_billings": 0.05}
                made["overheads"][f"cost_{number}"] |= {key: self.numbers(0, most) for key, most in pieces.items()}
        for section in ("departments", "overheads"):
            self.plan.features.add(section if made[section] else f"no {section}")
            if not made[section]:
                del made[section]
        made["people"] = {"on_cost": self.numbers(0, 0.5), "salary_change": self.change()}
        if self.has("recruiting"):
            made["people"]["recruiting"] = self.numbers(0, 0.4)
        if "departments" in made and self.has("hires"):
            made["hires"] = {f"person_{number}": self.hire(list(made["departments"])) for number in range(self.random.randint(1, 3))}
        if self.has("inflation"):
            made["costs"] = {"inflation": self.change()}
        made["sales"] = {"commission": self.numbers(0, 0.2)}
        if self.has("asset classes"):
            made["asset_classes"] = {f"class_{number}": self.asset_class() for number in range(self.random.randint(1, 2))}
        return {**made, **self.chapters(chapters)}

    def department(self, chapters: Sequence[str]) -> Tree:
        """A team, of planned size or as large as its work needs."""
        made: Tree = {"function": self.pick("department in", *FUNCTIONS), "salary": self.numbers(0, 120_000, 0)}
        kinds = ("tickets",) * 5 * ("support" in chapters) + ("new_customers", "planned", "new_customers", "customers", "revenue")
        made["staffing"] = self.pick("staffing", *kinds)
        if made["staffing"] == "planned":
            return {**made, "heads": self.driver(0, 9, 0)}
        revenue = made["staffing"] == "revenue"
        capacity = {"revenue_per_head": self.numbers(500, 90_000)} if revenue else {"per_head": self.numbers(5, 400)}
        return {**made, **capacity, "least_heads": self.whole(0, 2)}

    def hire(self, departments: Sequence[str]) -> Tree:
        """Persons who join, and may leave, perhaps before they have come."""
        made = {"department": self.random.choice(departments), "salary": self.numbers(0, 120_000, 0), "heads": self.number(0, 3, 1)}
        made["from"] = self.month(self.random.randint(1, self.months))
        if self.has("hire leaves", 0.8):
            made["until"] = self.month(self.random.randint(1, self.months))
        return made

    def asset_class(self) -> Tree:
        """Assets of one kind."""
        made = {"monthly": self.driver(0, 5_000, 0), "life": self.whole(1, 60)}
        if self.has("resale value"):
            made["resale_share"] = self.share()
        if self.has("assets are sold"):
            made |= {"sale_month": self.month(self.random.randint(1, self.months)), "sale_price": self.whole(0, 90_000)}
        return made

    def chapters(self, chapters: Sequence[str]) -> Tree:
        """The sections of the optional chapters."""
        made: Tree = {}
        if "storage" in chapters:
            made["storage"] = {
                "opening_capacity": self.number(1, 900), "highest_utilisation": self.numbers(0.4, 1), "node_capacity": self.number(5, 300),
                "node_price": self.numbers(0, 50_000, 0), "node_life": self.whole(1, 72), "hosting_cost_per_gb": self.driver(0, 0.05, 4),
            }  # fmt: skip
        if "valuation" in chapters:
            made["valuation"] = {
                "wacc": f"{self.number(8, 40)}%/year", "terminal_growth": f"{self.number(-5, 7)}%/year", "fade": self.whole(0, 1),
                "asset_life_years": self.number(1, 12), "entry_multiple": self.number(0, 9), "exit_multiple": self.number(0, 9),
                **({} if "holders" in chapters else {"shares": self.whole(0, 10_000_000)}),
            }  # fmt: skip
        return made

    def balance(self) -> Tree:
        """Tax, working capital, opening balance, policy, history."""
        made: Tree = {}
        if self.has("tax", 0.7):
            made["tax"] = {
                "rate": self.numbers(0, 0.45), "loss_cap": self.shares(), "opening_losses": self.whole(0, 500_000),
                "opening_due": self.whole(0, 50_000), "payment_month": self.whole(1, 12),
            }  # fmt: skip
            if self.has("running profit"):
                made["tax"]["opening_profit"] = self.whole(-200_000, 200_000)
        if self.has("working capital", 0.7):
            made["working_capital"] = {
                "invoiced_share": self.shares(), "monthly_collection_days": self.whole(0, 120),
                "annual_collection_days": self.whole(0, 120), "payable_days": self.whole(0, 90), "prepaid_days": self.numbers(0, 31, 0),
                "bad_debt": self.numbers(0, 0.1),
            }  # fmt: skip
        if self.has("opening balance", 0.7):
            cost = self.random.randint(0, 400_000)
            made["opening_balance"] = {
                "cash": self.whole(0, 2_000_000), "receivables": self.whole(0, 90_000), "prepaid": self.whole(0, 30_000),
                "payables": self.whole(0, 90_000), "fixed_assets_cost": cost, "accumulated_depreciation": self.whole(0, cost),
                "remaining_life": self.whole(1, 60), "paid_in_capital": self.whole(0, 3_000_000),
            }  # fmt: skip
        if self.has("cash policy"):
            made["cash"] = {"minimum_amount": self.numbers(0, 300_000, 0), "minimum_months": self.numbers(0, 12)}
        if self.has("history"):
            made["history"] = {
                "revenue": self.whole(0, 3_000_000), "arr": self.whole(0, 3_000_000), "sales_marketing": self.whole(1, 900_000),
                "new_customers": self.whole(1, 2_000),
            }  # fmt: skip
        if self.has("clv cap"):
            made["metrics"] = {"clv_cap_months": self.whole(1, 60)}
        return made
