"""Rankings: what is listed makes up the whole, and the order is that of the amounts in every year."""

from __future__ import annotations

from pathlib import Path

import formualizer
import pytest

from planbook.backends.views import YEAR
from planbook.business.pages import LARGEST_EXPENSES, LARGEST_REVENUES
from planbook.language.charts import Front, Item, Page, Ranking
from planbook.plan import Plan, Run, load
from plans.workbooks import build_workbook, names, opened
from recalculation import compare, formualizer_values, written_values

RANKINGS = {"Largest revenues": LARGEST_REVENUES, "Largest expenses": LARGEST_EXPENSES}
Shown = list[tuple[str, str, str]]  # name, amount, share of revenue


def amounts(run: Run, ranking: Ranking, year: int) -> list[tuple[str, float]]:
    """What a ranking lists, from the figures of the run."""
    view, model = run.view(YEAR), run.plan.model

    def of(line: str, members: tuple[str, ...]) -> float:
        rows = [row for row in model.by_name.get(line, []) if row.members == members]
        return float(view.values(rows[0])[year, 0]) if rows else 0.0

    return [
        (item.name.format(member=" ".join(model.labels_of(row)) or row.label),
         of(item.line, row.members) - sum(of(line, row.members) for line in item.less))
        for item in ranking.items
        for row in model.by_name.get(item.line, [])
    ]  # fmt: skip


def money(amount: float) -> str:
    """An amount as pages print it."""
    return f"${amount / 1e6:,.1f}m" if amount >= 1e6 else f"${amount:,.0f}"


def expected(run: Run, ranking: Ranking, year: int) -> Shown:
    """The first places by Python's sorting, which leaves what is equal in its order."""
    revenue = float(run.view(YEAR).values(run.plan.model.row("revenue"))[year, 0])
    listed = [(name, round(amount, 2)) for name, amount in amounts(run, ranking, year)]
    first = sorted(listed, key=lambda each: -each[1])[: ranking.places]
    return [(name, money(amount), f"{amount / revenue:.1%}") for name, amount in first if amount > 0]


def test_what_is_listed_makes_up_the_whole(runs: dict[str, Run]) -> None:
    for run in runs.values():
        years = run.view(YEAR)
        for year in range(1, 6):
            whole = {name: float(years.values(run.plan.model.row(name))[year, 0]) for name in ("revenue", "profit_before_tax")}
            revenues, costs = (sum(amount for _, amount in amounts(run, ranking, year)) for ranking in RANKINGS.values())
            assert revenues == pytest.approx(whole["revenue"])
            assert costs == pytest.approx(whole["revenue"] - whole["profit_before_tax"])


def test_the_order_is_right_in_every_year(securecloud_workbook: Path, runs: dict[str, Run]) -> None:
    book, cells = formualizer.load_workbook(str(securecloud_workbook)), opened(securecloud_workbook)["Dashboard"]
    orders = set()
    for year in range(1, 6):
        book.set_value(*names(securecloud_workbook)["in_chart_year"], f"FY{2026 + year}")
        book.evaluate_all()
        for title, ranking in RANKINGS.items():
            left = next(cell for row in cells.iter_rows() for cell in row if str(cell.value).startswith(f'="{title} "'))
            assert book.get_value("Dashboard", left.row, left.column) == f"{title} FY{2026 + year}"
            rows = range(left.row + 3, left.row + 3 + 2 * ranking.places, 2)
            shown = [tuple(str(book.get_value("Dashboard", row, left.column + step)) for step in (0, 6, 8)) for row in rows]
            assert shown == expected(runs["base"], ranking, year), f"{title}, year {year}"
            orders.add(tuple(name for name, _, _ in shown))
    assert len(orders) > 2, "the order changes from year to year"


PLAN = """timeline: {start: 2027-01, months: 12}
segments: {a: {label: One, churn: 1%/month, price: 20, new_customers: 0}}
overheads:
  last: {label: '=Last', function: general_admin, monthly: 10}
  first: {label: First, function: general_admin, monthly: 30.5}
  second: {label: Second, function: general_admin, monthly: 30.5}
  none: {label: Nothing, function: general_admin, monthly: 0}
"""


def test_equal_amounts_keep_their_names(tmp_path: Path) -> None:
    """What is equal stands in the order of the plan; what is nothing is not shown; without revenue there is no share."""
    (tmp_path / "small.yaml").write_text(PLAN, encoding="utf-8")
    plan: Plan = load(tmp_path / "small.yaml")
    ranking = Ranking("Largest", (Item("overhead_cost"), Item("hosting_cost", "Absent")), "revenue", "of revenue")
    absent = Ranking("Absent", (Item("hosting_cost", "Absent"),), "revenue", "of revenue")
    plan.model.front = Front((Page("Dashboard", "test", "A test", ("C01",), (), (), (ranking, absent)),))
    path = build_workbook(plan, tmp_path / "small.xlsx")
    assert compare(written_values(path), formualizer_values(path)) == []
    values = written_values(path)
    at = next(place for place, value in values.items() if place[0] == "Dashboard" and value == "Largest FY2027")
    shown = [tuple(values.get(("Dashboard", at[1] + 3 + 2 * row, at[2] + step)) or "" for step in (0, 6, 8)) for row in range(4)]
    assert shown == [("First", "$366", ""), ("Second", "$366", ""), ("=Last", "$120", ""), ("", "", "")]
    assert not any(value == "Absent" for value in values.values())
