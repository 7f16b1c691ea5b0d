"""A plan's ledger: its segments month by month, with those who move between them, and the company's books."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import partial

from ledger.money import Books, Figures
from ledger.subscribers import Segment
from ledger.terms import Terms
from ledger.values import ZERO, Calendar, Tree, loss, over_time

MOVEMENTS = ("new_mrr", "expansion_mrr", "price_mrr", "reactivated_mrr", "contraction_mrr", "churned_mrr")
NOT_AVAILABLE = Decimal("nan")
COMPANY = ("involuntary_customers", "involuntary_mrr", "won_customers", "won_mrr", "waiting_mrr", "notified_mrr", "new_acv", "new_tcv")
RETAINED = {
    "customer_retention": ("kept_customers", "closing_customers"), "net_revenue_retention": ("kept_mrr", "closing_mrr"),
    "gross_revenue_retention": ("gross_mrr", "closing_mrr"),
}  # fmt: skip
COUNTED = ("closing_customers", "new_customers", "churned_customers", "closing_mrr", *MOVEMENTS)
Moved = tuple[int, str, str, Decimal, Decimal]  # the month, from where, to where, how many, how many of them again within a year
Mover = tuple[Segment, dict[int, Decimal], Decimal]  # to where, by their first month, and what they paid


class Ledger:
    """All that happens to a company, in figures by name: the opening, then each month."""

    def __init__(self, tree: Tree):
        self.tree = tree
        time = tree["timeline"]
        self.calendar = Calendar(time["start"], int(time["months"]), int(time["fiscal_year_end"]))
        self.segments = {name: Segment(Terms(terms, self.calendar)) for name, terms in tree["segments"].items()}
        self.books = Books(tree, self.calendar)
        self.books.open({what: self._sum(what, 0) for what in ("closing_customers", "tickets")}, self._sum("deferred", 0))
        self.journal: list[Moved] = []
        self.moved: dict[str, list[Decimal]] = {"expansion_mrr": [ZERO], "contraction_mrr": [ZERO]}
        for month in self.calendar.all:
            self._month(month)

    def _sum(self, what: str, month: int) -> Decimal:
        return sum((segment.happened[what][month] for segment in self.segments.values()), ZERO)

    def _month(self, month: int) -> None:
        books = self.segments.values()
        movers = self._move_out(month)
        for segment in books:
            segment.leave(month)
            segment.change(month)
            segment.come_back(month)
            segment.win(month, self.books.office.cost_index[month])
            segment.go_live(month)
        self._move_in(month, movers)
        for segment in books:
            segment.bill_and_serve(month)
            segment.close(month)
        for name, segment in self.segments.items():
            segment.close_kept(month, partial(self._lower_price, name, month))
        did = {what: self._sum(what, month) for what in {name for segment in books for name in segment.happened}}
        self.books.month(month, defaultdict(lambda: ZERO, did), self._sum("deferred", month))

    def _move_out(self, month: int) -> list[Mover]:
        """Who moves: to where, by their first month, and what they paid."""
        movers: list[Mover] = []
        gone: dict[str, Decimal] = defaultdict(lambda: ZERO)
        lately = {name: segment.lately_here(month) for name, segment in self.segments.items()}  # before anybody moves
        for move in self.tree.get("moves", {}).values():
            rate, source, target = over_time(move["rate"], self.calendar, loss)[month], move["source"], move["target"]
            first, paid = self.segments[source].move_out(rate, gone[source])
            movers.append((self.segments[target], first, paid))
            self.journal.append((month, source, target, sum(first.values(), ZERO), lately[source] * rate))
            gone[source] += rate
        return movers

    def _lower_price(self, target: str, month: int, today: Decimal) -> Decimal:
        """What those who moved here in twelve months pay without gains, on average: the lowest price that each may have paid.

        Who moved once paid what the segment left paid a year ago. Who moved again may also have come from where others moved to that
        segment from; there alone, where nobody was in it a year ago.
        """
        customers, paid = ZERO, ZERO
        for source, moved, again in self._lately_moved(target, month):
            left, arrived = self.segments[source].price(month - 12), self._first_price(source, month)
            customers += moved
            paid += (moved - again) * min(left, today) + again * min([arrived, today, *([left] if left else [])])
        return paid / customers if customers else ZERO

    def _first_price(self, target: str, month: int) -> Decimal:
        """What those who moved here once in twelve months paid a year ago; without any, what the segment itself paid."""
        once = [(moved - again, self.segments[source].price(month - 12)) for source, moved, again in self._lately_moved(target, month)]
        customers = sum((count for count, _ in once), ZERO)
        return sum((count * price for count, price in once), ZERO) / customers if customers else self.segments[target].price(month - 12)

    def _lately_moved(self, target: str, month: int) -> list[tuple[str, Decimal, Decimal]]:
        """The moves to a segment in twelve months: from where, how many, and how many of them again."""
        return [(source, moved, again) for when, source, where, moved, again in self.journal if where == target and when > month - 12]

    def _move_in(self, month: int, movers: list[Mover]) -> None:
        """Movers join on monthly terms, at the price of a new customer; each move that pays more expands, each that pays less contracts."""
        more, less = ZERO, ZERO
        for segment in self.segments.values():
            segment.settle()
        for target, first, paid in movers:
            price = target.terms.new_price[month]
            customers = sum(first.values(), ZERO)
            target.move_in(month, first, price)
            more += max(ZERO, customers * price - paid)
            less += max(ZERO, paid - customers * price)
        self.moved["expansion_mrr"].append(more)
        self.moved["contraction_mrr"].append(less)

    def figures(self) -> Figures:
        """The company's figures by name."""
        months = range(self.calendar.months + 1)
        made = {name: [self._sum(name, month) for month in months] for name in (*COUNTED, *COMPANY)}
        for name, amounts in self.moved.items():
            made[name] = [own + moved for own, moved in zip(made[name], amounts, strict=True)]
        parts = zip(made["closing_mrr"], made["waiting_mrr"], made["notified_mrr"], strict=True)
        made["committed_mrr"] = [live + waiting - notified for live, waiting, notified in parts]
        for name, (kept, then) in RETAINED.items():
            made[name] = [self._retained(kept, then, month) for month in months]
        return {**made, **self.books.figures}

    def _retained(self, kept: str, then: str, month: int) -> Decimal:
        """What is left of twelve months ago, where there was something."""
        before = self._sum(then, month - 12) if month >= 12 else ZERO
        return self._sum(kept, month) / before if before else NOT_AVAILABLE

    def segment_figures(self) -> Figures:
        """The figures of each segment, by the names of their lines."""
        months = range(self.calendar.months + 1)
        return {
            f"segment_{name}.{segment}": [book.happened[name][month] for month in months]
            for segment, book in self.segments.items()
            for name in COUNTED
        }
