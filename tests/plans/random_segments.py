"""Random segments: everything a group of customers may say."""

from __future__ import annotations

from collections.abc import Sequence

from plans.random_dice import Dice, Tree


class SegmentDice(Dice):
    """Segments, and moves between them."""

    def segment(self, chapters: Sequence[str], number: int) -> Tree:
        """A group of customers; with channels, the first is won through them."""
        made: Tree = {}
        made |= self.retention()
        ways = ("planned", "budget", "channels") if "channels" in chapters else ("planned", "budget")
        made["acquisition"] = self.pick("acquisition", *(ways if number or "channels" not in ways else ("channels",)))
        if made["acquisition"] == "planned":
            made["new_customers"] = "0" if self.has("segment nobody joins", 0.2) else self.driver(0, 60, 1)
            if self.has("programme cost"):
                made["programme_cost"] = self.numbers(0, 900)
        elif made["acquisition"] == "budget":
            made |= {"acquisition_budget": self.driver(0, 20_000, 0), "cost_per_customer": self.numbers(50, 3_000)}
        made["price"] = self.number(0, 900)
        if self.has("opening customers"):
            made |= {"opening_customers": self.number(0, 900, 1), "opening_price": self.number(0, 900)}
            made["opening_annual_share"] = self.share()
            if self.has("opening age"):
                made["opening_age"] = self.whole(1, 66)
        made |= self.contracts()
        made |= self.movements()
        made |= self.extras(chapters)
        if self.has("set-up fee"):
            made["setup_fee"] = self.numbers(0, 2_000)
        if self.has("onboarding cost"):
            made["onboarding_cost"] = self.numbers(0, 300)
        if self.has("refunds"):
            made["refund_rate"] = self.numbers(0, 0.2)
        if "storage" in chapters:
            made["gb_per_customer"] = self.driver(0, 4_000, 0)
        if "support" in chapters:
            made["tickets_per_customer"] = self.numbers(0, 3)
        return made

    def retention(self) -> Tree:
        """How customers leave as they grow older."""
        curve = self.pick("retention", "constant", "shifted_beta_geometric", "weibull", "table")
        laws: dict[str, Tree] = {
            "constant": {"churn": "0%/month" if curve == "constant" and self.has("zero churn", 0.5) else self.rates(0.1, 12)},
            "shifted_beta_geometric": {"alpha": self.number(0.1, 4), "beta": self.number(0.5, 40)},
            "weibull": {"scale": self.number(4, 90), "shape": self.number(0.4, 2)},
            "table": {"churn_table": [{"value": self.rate(0, 12, "month")}, {"from": 7, "value": self.rate(0, 9, "month")}]},
        }
        return {"retention": curve, **laws[curve]}

    def contracts(self) -> Tree:
        """Annual contracts, their term, billing and renewal; the time until service begins."""
        share = self.pick("annual share", "0", "1", "0.35")
        made: Tree = {"annual_share": self.sometimes(self.share, share)}
        if self.has("notice"):
            made["notice_months"] = self.whole(1, 11)
        if self.has("contracts of several years"):
            made["contract_years"] = self.whole(2, 5)
        if self.has("contracts billed monthly", 0.3):
            made["billing"] = "monthly"
        if self.has("renewal as stated", 0.3):
            made |= {"renewal": "stated", "renewal_rate": [{"value": self.number(0.3, 1)}, {"from": 25, "value": self.number(0.3, 1)}]}
        if self.has("onboarding"):
            made["onboarding_months"] = self.whole(1, 7)
            if self.has("customers waiting"):
                made["opening_waiting"] = self.number(0, 90, 1)
        return made

    def extras(self, chapters: Sequence[str]) -> Tree:
        """What belongs to chapters that a plan has or has not."""
        made: Tree = {}
        if "payments" in chapters:
            made |= {"payment_failures": self.rates(0, 6, "month"), "payment_recovery": self.shares()}
        if "winback" in chapters:
            made |= {"reactivation_rate": self.rates(0, 5, "month"), "opening_former": self.whole(0, 300)}
        if "usage" in chapters:
            made |= {"usage_per_customer": self.driver(0, 90), "usage_included": self.numbers(0, 60), "usage_price": self.numbers(0, 3)}
        if "services" in chapters:
            made |= {"services_per_new_customer": self.numbers(0, 900), "services_per_customer": self.numbers(0, 40)}
            made["services_cost_share"] = self.numbers(0, 1.2)
        return made

    def moves(self, segments: Sequence[str]) -> Tree:
        """Moves between segments, there and back again."""
        pairs = [(one, other) for one in segments for other in segments if one != other]
        chosen = self.random.sample(pairs, min(len(pairs), self.random.randint(1, 3)))
        return {
            f"move_{number}": {"source": source, "target": target, "rate": self.rates(0, 5, "month")}
            for number, (source, target) in enumerate(chosen)
        }

    def movements(self) -> Tree:
        """What moves churn, prices and contracts."""
        made: Tree = {}
        if self.has("churn trend"):
            made["churn_trend"] = self.change(-20, 25)
        if self.has("churn multiplier"):
            made["churn_multiplier"] = self.driver(0, 9)
        if self.has("price change"):
            made["price_change"] = self.dated_changes() if self.has("dated price change", 0.4) else self.change()
            made["price_change_for"] = self.pick("price change for", "all", "new", "existing")
        if self.has("discount"):
            made["discount"] = self.driver_of_share()
        if self.has("expansion"):
            made["expansion_rate"] = self.rates(0, 2)
        if self.has("contraction"):
            made["contraction_rate"] = self.rates(0, 2)
        if self.has("referrals"):
            made["referral_rate"] = self.rates(0, 3)
        return made
