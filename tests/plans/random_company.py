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
        for number in range(self.random.randint(0, 3)):
            function = self.pick("department in", *FUNCTIONS)
            made["departments"][f"team_{number}"] = {
                "function": function, "heads": self.driver(0, 9, 0), "salary": self.whole(0, 120_000),
            }  # fmt: skip
        for number in range(self.random.randint(0, 3)):
            made["overheads"][f"cost_{number}"] = {
                "function": self.random.choice(FUNCTIONS), "monthly": self.driver(0, 9_000, 0), "share_of_revenue": self.number(0, 0.3),
            }  # fmt: skip
        for section in ("departments", "overheads"):
            self.plan.features.add(section if made[section] else f"no {section}")
            if not made[section]:
                del made[section]
        made["people"] = {"on_cost": self.number(0, 0.5), "salary_change": self.change()}
        if self.has("inflation"):
            made["costs"] = {"inflation": self.change()}
        made["sales"] = {"commission": self.number(0, 0.2)}
        made["assets"] = {"equipment": self.driver(0, 5_000, 0), "equipment_life": self.whole(1, 60)}
        return {**made, **self.chapters(chapters)}

    def chapters(self, chapters: Sequence[str]) -> Tree:
        """The sections of the optional chapters."""
        made: Tree = {}
        if "support" in chapters:
            made["support"] = {"tickets_per_agent": self.number(20, 400), "agent_salary": self.whole(0, 70_000)}
        if "storage" in chapters:
            made["storage"] = {
                "opening_capacity": self.number(1, 900), "highest_utilisation": self.number(0.4, 1), "node_capacity": self.number(5, 300),
                "node_price": self.whole(0, 50_000), "node_life": self.whole(1, 72), "hosting_cost_per_gb": self.driver(0, 0.05, 4),
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
                "rate": self.number(0, 0.45), "loss_cap": self.share(), "opening_losses": self.whole(0, 500_000),
                "opening_due": self.whole(0, 50_000), "payment_month": self.whole(1, 12),
            }  # fmt: skip
            if self.has("running profit"):
                made["tax"]["opening_profit"] = self.whole(-200_000, 200_000)
        if self.has("working capital", 0.7):
            made["working_capital"] = {
                "invoiced_share": self.share(), "monthly_collection_days": self.whole(0, 120),
                "annual_collection_days": self.whole(0, 120), "payable_days": self.whole(0, 90), "prepaid_days": self.whole(0, 31),
                "bad_debt": self.number(0, 0.1),
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
