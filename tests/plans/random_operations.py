"""Random operations: backups, service, satisfaction, use of the product."""

from __future__ import annotations

from collections.abc import Sequence

from plans.random_dice import Dice, Tree


class OperationsDice(Dice):
    """How the service runs, and what customers think of it."""

    def stated(self, key: str, low: float, high: float) -> Tree:
        """A metric that only the plan can state, or nothing of it."""
        if not self.has("metric stated", 0.7):
            return {}
        return {key: self.number(low, high, 3), f"{key}_target": self.number(low, high, 3), f"{key}_months": self.whole(1, 60)}

    def operations_of_segment(self, chapters: Sequence[str]) -> Tree:
        """What a group of customers does and says."""
        made: Tree = {}
        if "backups" in chapters:
            made |= {"backups_per_customer": self.driver(0, 60, 0), "backup_failures": self.driver_of_share()}
            if self.has("data lost"):
                made |= {"gb_lost_per_customer": self.number(0, 30), "restore_success": self.share()}
        if "service" in chapters and self.has("days of setting up"):
            made["setup_days"] = self.whole(0, 31)
        if "satisfaction" in chapters and self.has("segment asked", 0.7):
            promoters = self.random.choice((0, 100, self.random.randint(0, 100)))
            made |= {"promoters": f"{promoters}%", "detractors": f"{self.random.randint(0, 100 - promoters)}%"}
        if "product" in chapters:
            made |= {"users_per_customer": self.driver(0, 90), "active_share": self.driver_of_share(), "daily_share": self.share()}
        return made

    def operations(self, chapters: Sequence[str]) -> Tree:
        """The company's own sections."""
        made: Tree = {}
        if "backups" in chapters:
            made["backups"] = {"success_goal": self.number(0.01, 1), "recovery_goal": self.number(0.01, 1)}
        if "service" in chapters:
            made["service"] = {
                "base_response_hours": self.number(0.01, 9), "planned_occupancy": self.number(0.01, 1), "handling_hours": self.number(0, 9),
                "issues_per_customer": "0", **self.stated("first_contact_resolution", 0.001, 1), **self.stated("uptime", 0.9, 1),
                **self.stated("error_rate", 0.001, 0.2),
            }  # fmt: skip
            if "first_contact_resolution" in made["service"]:
                made["service"]["follow_up_hours"] = self.number(0, 40)
        if "satisfaction" in chapters:
            made["satisfaction"] = {"csat_goal": self.number(0.01, 1), **self.stated("customer_effort", 0.1, 7)}
            if self.has("dissatisfaction moves churn"):
                made["satisfaction"]["churn_effect"] = self.number(0, 0.1, 3)
        if "product" in chapters:
            made["product"] = {"hours_saved_per_task": self.number(0, 2), **self.stated("task_completion", 0.001, 1)}
            if "task_completion" in made["product"]:
                made["product"]["tasks_per_user"] = self.driver(0, 40)
        return made
