"""What holds in every plan: a hundred random ones are loaded, run, and audited by direct arithmetic."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
from hypothesis import HealthCheck, Phase, given, note, settings

from planbook.backends.reference import evaluate
from planbook.backends.views import has_view
from planbook.language.declarations import Severity
from planbook.language.expression import Apply, Line
from planbook.language.units import Kind, Shape, Year
from planbook.plan import Plan, Run, load
from plans.random_plans import FEATURES, RandomPlan, plans

Array = npt.NDArray[np.float64]
PLANS = int(os.environ.get("PLANBOOK_RANDOM_PLANS", "100"))  # `make test-long` asks for more
LEAST = 0.1 if PLANS >= 500 else 0.04  # share of plans that must have a feature; of few plans chance takes its part
CENT = 0.005
RELATIVE = 1e-9
INTEREST = ("loans_interest", "loan_fees", "revolver_interest", "revolver_fee")


def test_every_random_plan_holds_together() -> None:
    seen: Counter[str] = Counter()
    audited: list[RandomPlan] = []

    # a failing plan is shown as it is: making it smaller would take minutes
    @settings(
        max_examples=PLANS, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(plans())
    def audit(plan: RandomPlan) -> None:
        note(str(plan))
        with tempfile.TemporaryDirectory(prefix="planbook-random-") as folder:
            loaded = load(plan.write(Path(folder) / "random"))
            assert set(loaded.loaded.scenarios) == set(plan.files)
            for name in loaded.loaded.scenarios:
                _audit(loaded, loaded.run(name))
            if PLANS >= 500 or len(audited) % 4 == 0:  # it takes as long as all else
                _the_reference_agrees(loaded, loaded.run())
        seen.update(plan.features)
        audited.append(plan)

    audit()
    assert len(audited) >= PLANS * 0.9
    shares = {feature: seen[feature] / len(audited) for feature in FEATURES}
    print("\n".join(f"{share:6.0%} {feature}" for feature, share in sorted(shares.items(), key=lambda item: item[1])))
    assert not {feature: share for feature, share in shares.items() if share < LEAST}


def _audit(plan: Plan, run: Run) -> None:
    _checks_hold(run)
    _figures_are_finite(run)
    _cash_is_receipts_less_payments(run)
    _balance_sheet_balances(run)
    _debt_is_kept(run)
    _assets_are_written_off_in_their_lives(run)
    _customers_and_mrr_move(plan, run)
    _deferred_revenue_moves(plan, run)
    _tax_losses_tie(run)
    _value_is_discounted_cash(run)
    _periods_add_up(run)
    _metrics_keep_within_their_bounds(plan, run)
    _operations_hold(plan, run)


def _the_reference_agrees(plan: Plan, run: Run) -> None:
    found = evaluate(plan.model, run.scenario.values)
    assert [row.key for row in found if not np.array_equal(run.arrays[row], found[row], equal_nan=True)] == []


def _agree(a: Array, b: Array, tolerance: float = RELATIVE) -> None:
    largest = float(np.nanmax(np.abs(np.append(b, 1.0))))  # what has shrunk to nothing keeps the rounding of what it was
    np.testing.assert_allclose(a, b, rtol=RELATIVE, atol=tolerance * largest if tolerance < CENT else tolerance)


def _summed(run: Run, *names: str) -> Array:
    """Running totals of flows from the opening on, added."""
    total: Array = np.zeros(run.plan.model.structure.horizon + 1)
    for name in names:
        if name in run.plan.model.by_name:
            flow = run[name].copy()
            flow[0] = 0
            total = total + np.cumsum(flow)
    return total


def _by_month(run: Run, name: str) -> Array:
    """An assumption that may change over time, from the opening on."""
    months: Array = np.broadcast_to(run[name], (run.plan.model.structure.horizon + 1,))
    return months


def _where_given(run: Run, name: str) -> Array:
    """A line of a chapter that may be absent."""
    nothing: Array = np.zeros(run.plan.model.structure.horizon + 1)
    return run[name] if name in run.plan.model.by_name else nothing


def _checks_hold(run: Run) -> None:
    errors = [verdict for verdict in run.verdicts() if verdict.severity is Severity.ERROR]
    assert len(errors) >= 10
    assert [verdict for verdict in errors if verdict.fires] == []
    assert float(run["failed_checks"]) == 0


def _figures_are_finite(run: Run) -> None:
    for row, values in run.arrays.items():
        assert not np.isinf(values).any(), row
        may_be_blank = row.blank or row.kind is Kind.RATIO
        assert may_be_blank or not np.isnan(values).any(), row
        if row.kind is Kind.RATIO and not row.blank and row.shape is Shape.MONTHS:
            assert not np.isnan(values[1:]).any(), row


def _cash_is_receipts_less_payments(run: Run) -> None:
    billed = _summed(run, "monthly_billings", "annual_billings", "setup_revenue", "usage_revenue", "services_revenue")
    received = billed - (run["closing_receivables"] - run["closing_receivables"][0]) - _summed(run, "refunds", "bad_debt")
    bought = _summed(run, "overheads", "programme_spend", "hosting_cost", "services_cost", "onboarding", "recruiting")
    owed = run["closing_payables"] - run["closing_payables"][0]
    ahead = run["closing_prepaid"] - run["closing_prepaid"][0]
    paid = bought - owed + ahead + _summed(run, "salary_cost", "commission", "tax_paid")
    invested = _summed(run, "capital_expenditure") - _summed(run, "disposal_proceeds")
    raised = _summed(run, "round_proceeds", "safe_proceeds", "note_proceeds", "grant_income", "loans_drawn", "revolver_draw")
    returned = _summed(run, "loans_repaid", "notes_repaid", *INTEREST, "dividends")
    _agree(run["closing_cash"], float(run["opening_cash"]) + received - paid - invested + raised - returned, CENT)


def _balance_sheet_balances(run: Run) -> None:
    owned = run["closing_cash"] + run["closing_receivables"] + run["closing_prepaid"] + run["closing_fixed_assets"]
    owes = run["closing_payables"] + run["closing_deferred_revenue"] + run["tax_payable"]
    for debt in ("closing_loans", "closing_revolver", "notes_payable"):
        owes = owes + _where_given(run, debt)
    raised = float(run["opening_paid_in"]) + _summed(run, "round_proceeds", "safe_proceeds", "notes_converted")
    opening_earnings = owned[0] - owes[0] - float(run["opening_paid_in"])
    earned = _summed(run, "net_income") - _summed(run, "dividends")
    _agree(owned, owes + raised + opening_earnings + earned, CENT)


def _debt_is_kept(run: Run) -> None:
    """The revolver keeps the reserve within its limit; loans are gone at maturity; dividends leave earnings and reserve alone."""
    names, cash, reserve = run.plan.model.by_name, run["closing_cash"][1:], run["minimum_cash_policy"][1:]
    if "closing_revolver" in names:
        drawn, limit = run["closing_revolver"][1:], _by_month(run, "revolver_limit")[1:]
        assert np.all((drawn >= -CENT) & (drawn <= limit + CENT))
        assert np.all((cash >= reserve - CENT) | (drawn >= limit - CENT))  # short of the reserve only at the limit
        assert np.all((cash <= reserve + CENT) | (drawn <= CENT))  # above the reserve only when nothing is owed
    for row in names.get("closing_loan", ()):
        owed, maturity = run.arrays[row][:, 0], int(float(run[f"loan_maturity.{row.members[0]}"]))
        assert np.all(owed >= -CENT)
        assert not owed[maturity:].any()
    if "dividends" in names:
        paid = run["dividends"][1:]
        assert np.all(paid >= 0)
        assert np.all((paid == 0) | (run["retained_earnings"][:-1] - paid >= -CENT))
        assert np.all((paid == 0) | (cash >= reserve - CENT))


def _assets_are_written_off_in_their_lives(run: Run) -> None:
    """Every purchase in equal parts from the month after it was made, down to what it is sold for when it is retired."""
    months = len(run["depreciation"]) - 1
    books = _Books(months)
    for name in (member.name for member in run.plan.model.structure.members["asset_class"]):
        life, resale, sale = (float(run[f"{what}.{name}"]) for what in ("class_life", "class_resale_share", "class_sale_month"))
        for month in range(1, months + 1):
            books.buy(run[f"class_capex.{name}"][month], month, int(life), resale, sold=int(sale) if month <= sale else 0)
        if sale:
            books.sold[int(sale)] += float(run[f"class_sale_price.{name}"])
            books.gain[int(sale)] += float(run[f"class_sale_price.{name}"])
    if "storage_capex" in run.plan.model.by_name:
        for month in range(1, months + 1):
            books.buy(run["storage_capex"][month], month, int(run["node_life"]), 0.0)
    cost, written_off = float(run["opening_asset_cost"]), float(run["opening_asset_depreciation"])
    books.buy(cost, 0, int(run["opening_asset_life"]), 0.0, written_off)
    _agree(run["depreciation"][1:], books.depreciation[1 : months + 1], CENT)
    _agree(run["closing_fixed_assets_cost"], books.cost[: months + 1], CENT)
    _agree(run["closing_fixed_assets"], books.value[: months + 1], CENT)
    _agree(run["disposal_proceeds"][1:], books.sold[1 : months + 1], CENT)
    _agree(run["disposal_gain"][1:], books.gain[1 : months + 1], CENT)
    _agree(run["ebit"][1:], (run["ebitda"] + _where_given(run, "grant_income") + books.gain - books.depreciation)[1:], CENT)
    assert np.all(run["closing_fixed_assets"] >= -CENT)


class _Books:
    """An asset register: purchase by purchase."""

    def __init__(self, months: int):
        self.depreciation, self.cost, self.value, self.sold, self.gain = (np.zeros(months + 1) for _ in range(5))

    def buy(self, cost: float, month: int, life: int, resale: float, written_off: float = 0.0, sold: int = 0) -> None:
        """An asset that stays for its life, or is sold with its class in a month before the end of it."""
        early = sold > 0 and month <= sold < month + life
        end = sold if early else month + life
        part = (cost * (1 - resale) - written_off) / life
        self.depreciation[month + 1 : end + 1] += part
        self.cost[month:end] += cost
        for age, later in enumerate(range(month, min(end, len(self.value)))):
            self.value[later] += cost - written_off - age * part
        if early:
            self.gain[end] -= cost - (end - month) * part
        elif end < len(self.sold):
            self.sold[end] += cost * resale


JOINERS = {"segment_new_customers": 1, "segment_reactivated_customers": 1, "moved_in_customers": 1, "moved_out_customers": -1}
MOVEMENTS = {
    "segment_new_mrr": 1, "segment_expansion_mrr": 1, "segment_price_mrr": 1, "segment_reactivated_mrr": 1, "moved_in_mrr": 1,
    "segment_contraction_mrr": -1, "segment_churned_mrr": -1, "moved_out_mrr": -1,
}  # fmt: skip


def _per_segment(run: Run, name: str, signs: dict[str, int]) -> Array:
    """Lines of a segment added up; those of absent chapters are nothing."""
    parts = [sign * run[f"{line}.{name}"] for line, sign in signs.items() if line in run.plan.model.by_name]
    return np.sum(parts, axis=0)


def _customers_and_mrr_move(plan: Plan, run: Run) -> None:
    customers, mrr = np.zeros(1), np.zeros(1)
    for member in plan.model.structure.members["segment"]:
        name = member.name
        closing = run[f"segment_closing_customers.{name}"]
        left = run[f"segment_churned_customers.{name}"][1:]
        _agree(closing[1:], closing[:-1] + _per_segment(run, name, JOINERS)[1:] - left)
        least = -RELATIVE * closing.max()
        assert min(left.min(), closing.min()) >= least
        closing_mrr = run[f"segment_closing_mrr.{name}"]
        _agree(closing_mrr[1:], closing_mrr[:-1] + _per_segment(run, name, MOVEMENTS)[1:])
        customers, mrr = customers + closing, mrr + closing_mrr
    _agree(run["closing_customers"], customers)
    _agree(run["closing_mrr"], mrr)
    _agree(run["recurring_revenue"][1:], mrr[1:])
    assert np.all(run["committed_mrr"] <= mrr + run["waiting_mrr"] + CENT)


def _deferred_revenue_moves(plan: Plan, run: Run) -> None:
    """Deferred revenue is the value of running contracts times the months they still have to serve."""
    for member in plan.model.structure.members["segment"]:
        name = member.name
        signed, growth = run[f"segment_signed_mrr.{name}"], run[f"expansion_index.{name}"]
        for month in range(len(signed)):
            # before the plan every month signed as much as the opening column says
            term = range(int(run[f"term_months.{name}"]))
            begun = {age: signed[max(month - age, 0)] / growth[max(month - age, 0)] for age in term}
            unserved = sum((11 - age % 12) * value for age, value in begun.items()) * growth[month]
            if member.attributes["billing"] == "yearly":
                _agree(run[f"segment_deferred_revenue.{name}"][month], unserved, RELATIVE * 10)
            _agree(run[f"closing_annual_mrr.{name}"][month], sum(begun.values()) * growth[month], RELATIVE * 10)


def _tax_losses_tie(run: Run) -> None:
    """A tax assessor's own book: fiscal years one after the other, whole, each with its losses."""
    rate, cap = _by_month(run, "tax_rate"), _by_month(run, "loss_cap")
    losses, profit = float(run["opening_losses"]), float(run["opening_profit_to_date"])
    due, charged = float(run["opening_tax_due"]), 0.0
    charged = (max(profit, 0) - min(losses, max(profit, 0) * cap[0])) * rate[0]
    interest = np.diff(_summed(run, *INTEREST, "note_interest"), prepend=0)
    for month in range(1, len(run["ebit"])):
        if run["fiscal_month"][month] == 1:
            losses = losses - min(losses, max(profit, 0) * cap[month - 1]) + max(-profit, 0)
            due, profit = due + charged, 0.0
        profit += run["ebit"][month] - interest[month]
        used = min(losses, max(profit, 0) * cap[month])
        charged = (max(profit, 0) - used) * rate[month]
        paid = due if run["fiscal_month"][month] == float(run["tax_month"]) else 0.0
        due -= paid
        _agree(run["tax_paid"][month], paid, CENT)
        _agree(run["tax_payable"][month], due + charged, CENT)
        _agree(run["losses_to_carry.levered"][month], losses - used + max(-profit, 0), CENT)
        assert due >= 0


def _value_is_discounted_cash(run: Run) -> None:
    """The flow that is valued is free cash flow before interest and what it saves of tax, but for tax charged and not yet paid."""
    if "wacc" not in run.plan.model.by_name:
        return
    saved = run["unlevered_tax"] - run["income_tax"]
    before_interest = run["free_cash_flow"][1:] + np.diff(_summed(run, *INTEREST)) - saved[1:]
    flow = (before_interest - np.diff(run["tax_payable"])).astype(np.float64)
    _agree(run["free_cash_flow_to_firm"][1:], flow, CENT)
    factors = (1 + float(run["wacc"])) ** -((np.arange(len(flow)) + 0.5) / 12)
    _agree(run["explicit_value"], np.sum(flow * factors), CENT)
    pieces = [float(run[name]) for name in ("explicit_value", "fade_value", "gordon_value", "losses_left_value")]
    if float(run["terminal_flow"]) > CENT:
        _agree(run["enterprise_value"], np.array(sum(pieces)), CENT)
        _agree(run["equity_value"], float(run["enterprise_value"]) + float(run["opening_cash"]) - _claims_at_the_start(run), CENT)
    elif float(run["terminal_flow"]) < -CENT:
        assert np.isnan(run["enterprise_value"])
        assert np.isnan(run["equity_value"])


def _claims_at_the_start(run: Run) -> float:
    """What others than shareholders may ask for at the plan's start: tax, loans, notes with simple interest so far, SAFEs."""
    members = run.plan.model.structure.members
    owed = float(run["tax_payable"][0] + _where_given(run, "closing_loans")[0] + _where_given(run, "closing_revolver")[0])
    for name in (member.name for member in members["note"]):
        amount, month, rate = (float(run[f"note_{what}.{name}"]) for what in ("amount", "month", "rate"))
        owed += amount * (1 - month * rate) if month <= 0 else 0
    for name in (member.name for member in members["safe"]):
        owed += float(run[f"safe_amount.{name}"]) if float(run[f"safe_month.{name}"]) <= 0 else 0
    return owed


def _periods_add_up(run: Run) -> None:
    model = run.plan.model
    for by in ("quarter", "year"):
        view = run.view(by)
        first, last = view.periods.first, view.periods.last
        assert (first[0], last[-1]) == (1, model.structure.horizon)
        assert all(later == before + 1 for before, later in zip(last, first[1:], strict=False))
        assert max(view.periods.months) <= (3 if by == "quarter" else 12)
        for row in filter(has_view, model.rows):
            monthly, period = run.arrays[row][:, 0], view.values(row)[:, 0]
            assert not np.isinf(period).any(), row
            if row.kind is Kind.FLOW:
                _agree(period[1:], np.add.reduceat(monthly, first))
                if row.blank and np.isnan(monthly[1:]).any():  # not there in a period of which a month is not there
                    continue
                assert abs(period[1:].sum() - monthly[1:].sum()) <= RELATIVE * max(1.0, np.abs(monthly[1:]).sum()), row
            elif row.kind is Kind.BALANCE or row.year is Year.LAST:
                np.testing.assert_array_equal(period[1:], monthly[list(last)])
            elif row.kind is Kind.OPENING:
                np.testing.assert_array_equal(period[1:], monthly[list(first)])
        with np.errstate(invalid="ignore", divide="ignore"):
            _recomputed(run, by)


def _recomputed(run: Run, by: str) -> None:
    """A ratio of a period is that of the period's sums; without anything to divide by there is none."""
    view, model = run.view(by), run.plan.model
    found = 0
    for row in model.rows:
        parts = row.tree.args if isinstance(row.tree, Apply) and row.tree.op == "ratio" else ()
        lines = [part.row for part in parts if isinstance(part, Line) and part.row.kind is Kind.FLOW]
        if row.item is None or row.item.year is not Year.RECOMPUTED or len(lines) < 2 or row.shape is not Shape.MONTHS:
            continue
        above, below = (np.add.reduceat(run.arrays[line][:, 0], view.periods.first) for line in lines)
        wanted = np.where(np.round(below, 9) == 0, np.nan, above / below)
        _agree(view.values(row)[1:, 0], wanted)
        found += 1
    assert found >= 15


FROM_HISTORY = {  # what they are known by before month 12
    "revenue_growth": "last_year_revenue", "rule_of_40": "last_year_revenue", "arr_growth": "last_year_arr",
    "cac_12_months": "acquisition_known", "cac_payback_of_revenue": "acquisition_known",
}  # fmt: skip


def _metrics_keep_within_their_bounds(plan: Plan, run: Run) -> None:
    """What no gain can lift, what movements add up to, and what is not there before there is anything to divide by."""
    known = ~np.isnan(run["gross_revenue_retention"])
    gross, net = run["gross_revenue_retention"][known], run["net_revenue_retention"][known]
    assert np.all(gross <= np.minimum(1, net) + RELATIVE * np.maximum(1, np.abs(net)))
    moved = run["recurring_gains"] - run["recurring_losses"]
    _agree(12 * moved[1:], run["net_new_arr"][1:], RELATIVE * 10)
    nobody = np.round(run["won_customers"][1:], 9) == 0
    assert np.isnan(run["cac"][1:][nobody]).all()
    assert np.isnan(run["cac_12_months"][12:][np.round(run["won_12_months"][12:], 9) == 0]).all()
    for row in plan.model.rows:
        known_before = row.name in FROM_HISTORY and bool(run[FROM_HISTORY[row.name]])
        of_a_year = row.item and row.item.metric and row.item.metric.period == "twelve months" and row.shape is Shape.MONTHS
        if of_a_year and not known_before:
            assert np.isnan(run.arrays[row][:12, 0]).all(), row.key
    for member in plan.model.structure.members["segment"]:
        there = np.round(run[f"mrr_at_risk_12_months.{member.name}"], 6) > 0
        grows = there & (np.round(run[f"net_lost_12_months.{member.name}"], 6) <= 0)
        np.testing.assert_array_equal(run[f"expanding_clv_is_capped.{member.name}"], grows * 1.0)


WHOLE_AT_MOST = (
    "backup_success_rate", "data_recovery_rate", "customer_satisfaction", "first_contact_resolution", "uptime", "active_user_ratio",
    "engagement", "task_completion",
)  # fmt: skip


def _operations_hold(plan: Plan, run: Run) -> None:
    """Shares lie between none and all, scores between −100 and 100; churn follows satisfaction as far as the plan says so."""
    names = plan.model.by_name
    for name in (each for each in WHOLE_AT_MOST if each in names):
        assert np.nanmin(run[name], initial=0) >= 0
        assert np.nanmax(run[name], initial=0) <= 1 + RELATIVE
    if "net_promoter_score" in names:
        for row in (*names["net_promoter_score"], *names["segment_net_promoter_score"]):
            assert np.nanmax(np.abs(run.arrays[row]), initial=0) <= 100 + RELATIVE
    missed = np.zeros(plan.model.structure.horizon + 1)
    if "customer_satisfaction" in names:
        missed = float(run["churn_effect"]) * 100 * np.maximum(0, np.nan_to_num(run["csat_goal"] - run["customer_satisfaction"]))
    for member in plan.model.structure.members["segment"]:
        planned = run[f"planned_churn.{member.name}"]
        _agree(run[f"churn_factor.{member.name}"][1:], planned[1:] * (1 + missed[:-1]))
