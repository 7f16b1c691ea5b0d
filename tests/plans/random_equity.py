"""Random equity: rounds, SAFEs, notes, holders."""

from __future__ import annotations

from collections.abc import Sequence

from plans.random_dice import Dice, Tree


class EquityDice(Dice):
    """What investors pay in, and who holds shares."""

    def equity(self, chapters: Sequence[str]) -> Tree:
        """Rounds in the order of their months, SAFEs, notes and holders; what converts stays well below the pre-money value."""
        made: Tree = {}
        if "rounds" in chapters:
            months = sorted(self.random.sample(range(1, self.months + 1), self.random.randint(1, 2)))
            made["rounds"] = {
                f"round_{number}": {
                    "amount": self.whole(0, 3_000_000), "month": self.month(month), "pre_money": self.whole(3_000_000, 20_000_000),
                    "costs": self.number(0, 0.1), "pool": self.number(0, 0.3), "pro_rata": self.share(),
                    "pool_timing": self.random.choice(("before", "after")),
                }
                for number, month in enumerate(months, 1)
            }  # fmt: skip
        for section, kinds in (("safes", ("post_money", "pre_money")), ("notes", ())):
            if section in chapters:
                made[section] = {f"{section}_{number}": self.paper(kinds) for number in range(1, self.random.randint(2, 3))}
        if "holders" in chapters:
            made["holders"] = {
                "founders": {"shares": self.whole(1, 9_000_000), "pro_rata": self.share()},
                "pool": {"kind": "option_pool", "shares": self.whole(0, 900_000)},
            }
        return {section: self.without_rights(members, chapters) for section, members in made.items()}

    def exits(self, rounds: Tree, chapters: Sequence[str]) -> Tree:
        """What the rounds' classes get when the company is sold, and what a sale costs; thrown last, as operations are."""
        made: Tree = {
            "rounds": {
                name: {
                    **terms, "preference": self.random.choice((0, 1, 1, self.number(0, 3))), "seniority": self.whole(0, 2),
                    "participation": self.random.choice((0, 0, self.number(0, 4), 1000)),
                }
                for name, terms in rounds.items()
            }
        }  # fmt: skip
        sold = {"month": self.month(self.random.randint(1, self.months))} if self.random.random() < 0.5 else {}
        return {**made, "exit": {"costs": self.number(0, 0.2), **sold}} if "valuation" in chapters else made

    def paper(self, kinds: Sequence[str]) -> Tree:
        """A SAFE of one of these kinds, or a note."""
        made: Tree = {
            "amount": self.whole(0, 200_000), "month": self.month(self.random.randint(-9, self.months)), "discount": self.number(0, 0.4),
            "cap": self.random.choice((0, self.random.randint(3_000_000, 9_000_000))), "pro_rata": self.share(),
        }  # fmt: skip
        if kinds:
            return {**made, "kind": self.random.choice(kinds)}
        if self.has("note falls due"):
            made["months"] = self.whole(1, 36)
        return {**made, "rate": f"{self.number(0, 12)}%/year nominal"}

    @staticmethod
    def without_rights(members: Tree, chapters: Sequence[str]) -> Tree:
        """Pro-rata rights belong to the cap table, which a plan without rounds has not."""
        if "rounds" in chapters:
            return members
        return {name: {key: value for key, value in member.items() if key != "pro_rata"} for name, member in members.items()}
