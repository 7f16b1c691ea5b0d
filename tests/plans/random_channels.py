"""Random channels: every way in which a segment may be won."""

from __future__ import annotations

from plans.random_dice import Dice, Tree

CHANNEL_KINDS = ("organic", "paid", "sales", "partner", "referral")


class ChannelDice(Dice):
    """Channels of the segments that are won through them."""

    def channels(self, segments: Tree) -> Tree:
        """One to three channels for each segment that needs them."""
        won = [name for name, said in segments.items() if said["acquisition"] == "channels"]
        made: Tree = {}
        for segment in won:
            for _ in range(self.random.randint(1, 3)):
                kind = self.pick("channel", *CHANNEL_KINDS)
                made[f"channel_{len(made)}"] = {"segment": segment, "kind": kind, **getattr(self, f"_{kind}")()}
        return made

    def _lag(self) -> str:
        return self.whole(0, 5)

    def _funnel(self) -> Tree:
        return {
            "sign_up_conversion": self.driver_of_share(), "sign_up_lag": self._lag(), "lead_conversion": self.share(),
            "lead_lag": self._lag(), "customer_conversion": self.share(), "customer_lag": self._lag(),
            "opening_activity": self.share(),
        }  # fmt: skip

    def _organic(self) -> Tree:
        return {"visitors": self.driver(0, 3_000, 0), "monthly_cost": self.number(0, 900), **self._funnel()}

    def _paid(self) -> Tree:
        made = {"budget": self.driver(0, 9_000, 0), "cost_per_visit": self.numbers(0.1, 9), **self._funnel()}
        return {**made, "saturation_visitors": self.numbers(1, 9_000, 0)} if self.has("saturation", 0.8) else made

    def _sales(self) -> Tree:
        return {
            "reps": self.driver(0, 9, 0), "quota": self.number(0, 4), "opportunities_per_rep": self.driver(0, 9, 0),
            "win_rate": self.numbers(0.05, 1), "sales_cycle": self._lag(), "ramp": self._lag(), "opening_activity": self.share(),
        }  # fmt: skip

    def _partner(self) -> Tree:
        return {
            "partners": self.driver(0, 30, 0), "customers_per_partner": self.number(0, 0.9), "ramp": self._lag(),
            "fee_per_customer": self.numbers(0, 600),
        }  # fmt: skip

    def _referral(self) -> Tree:
        return {
            "invitations": self.numbers(0, 3), "invitation_conversion": self.number(0, 0.4), "cycle": self.whole(1, 6),
            "opening_new_customers": self.number(0, 20),
        }  # fmt: skip
