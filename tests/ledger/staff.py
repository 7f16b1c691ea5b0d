"""Who works in the company, by hand: departments as planned or as the work needs, and named hires."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from ledger.values import ZERO, Calendar, Tree, amount, over_time

WORK = {"tickets": "tickets", "customers": "closing_customers", "new_customers": "won_customers", "revenue": "revenue"}
KNOWN_AT_THE_START = ("planned", "tickets", "customers")


@dataclass
class Bill:
    """What the people of a month cost in a year, what those cost who have joined, and how many they are."""

    yearly: Decimal = ZERO
    joined: Decimal = ZERO
    heads: Decimal = ZERO


class Staff:
    """The departments' heads month after month."""

    def __init__(self, tree: Tree, calendar: Calendar):
        self.calendar = calendar
        self.departments: dict[str, Tree] = tree.get("departments", {})
        self.hires: dict[str, Tree] = tree.get("hires", {})
        self.before: dict[str, Decimal] = {}

    def open(self, did: dict[str, Decimal]) -> Decimal:
        """Who is there before the plan; where that depends on a month's flow, nobody knows yet."""
        known = {name: said for name, said in self.departments.items() if said.get("staffing", "planned") in KNOWN_AT_THE_START}
        self.before = {name: self._heads(said, 0, did) for name, said in known.items()}
        return sum(self.before.values(), ZERO)

    def _heads(self, said: Tree, month: int, did: dict[str, Decimal]) -> Decimal:
        staffing = said.get("staffing", "planned")
        if staffing == "planned":
            return over_time(said["heads"], self.calendar)[month]
        each = over_time(said["revenue_per_head" if staffing == "revenue" else "per_head"], self.calendar)[month]
        persons = (did[WORK[staffing]] / each).quantize(Decimal("1e-6"), ROUND_HALF_UP)
        return max(amount(said.get("least_heads", "0")), persons.to_integral_value(ROUND_CEILING))

    def month(self, month: int, did: dict[str, Decimal]) -> Bill:
        """The month's people."""
        bill = Bill()
        for name, said in self.departments.items():
            heads, salary = self._heads(said, month, did), over_time(said["salary"], self.calendar)[month]
            bill.joined += max(ZERO, heads - self.before.get(name, heads)) * salary
            bill.yearly += heads * salary
            bill.heads += heads
            self.before[name] = heads
        for hire in self.hires.values():
            self._hire(hire, month, bill)
        return bill

    def _hire(self, hire: Tree, month: int, bill: Bill) -> None:
        first = self.calendar.number(hire["from"])
        last = self.calendar.number(hire["until"]) if "until" in hire else self.calendar.months
        heads, salary = amount(hire.get("heads", "1")), over_time(hire["salary"], self.calendar)[month]
        if first <= month <= last:
            bill.heads += heads
            bill.yearly += heads * salary
            bill.joined += heads * salary * (month == first)
