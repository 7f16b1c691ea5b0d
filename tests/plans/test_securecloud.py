"""SecureCloud is a plausible company, in every scenario, and reacts to its assumptions as a company would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from planbook.backends.reference import evaluate
from planbook.language.declarations import Severity
from planbook.plan import Plan, Run
from plans.shipped import Array, alerts, burn_multiple, by_year, firing, net_new_arr, within

EXPECTED_CUSTOMERS = (1_815, 2_175, 2_515, 2_865, 3_230)
SEGMENTS = ("business", "small", "individual")
LITTLE = 1e-6  # of rounding


def kept_of_a_year(run: Run, segment: str) -> Array:
    """Share of a segment's customers of twelve months ago who are still there, in each month that has such."""
    kept: Array = run[f"segment_kept_customers.{segment}"][12:] / run[f"segment_closing_customers.{segment}"][:-12]
    return kept


def people_but_support(run: Run) -> Array:
    """People in each month without the support agents."""
    people: Array = run["headcount"] - run["department_heads.support"]
    return people


def test_securecloud_grows_plausibly(runs: dict[str, Run]) -> None:
    base = runs["base"]
    assert 6.5e6 <= by_year(base, "closing_arr")[-1] <= 8.8e6
    growth = by_year(base, "revenue_growth")
    assert within(growth, 0.15, 0.35)
    assert np.all(np.diff(growth) < 0), "growth falls from the second year on"
    assert np.all(base["arpu"] > 100)
    assert within(by_year(base, "closing_customers") / EXPECTED_CUSTOMERS, 0.9, 1.1)
    assert within(by_year(base, "quick_ratio"), 2, 4)
    assert within(net_new_arr(base) / by_year(base, "sales_marketing_cost"), 0.6, 1.1), "the magic number"


def test_securecloud_earns_plausibly(runs: dict[str, Run]) -> None:
    base = runs["base"]
    assert within(by_year(base, "gross_margin"), 0.66, 0.79)
    assert within(by_year(base, "sales_marketing_share"), 0.18, 0.36)
    ebitda_margin = by_year(base, "ebitda_margin")
    assert -0.35 <= ebitda_margin[0] <= -0.15
    assert 0.15 <= ebitda_margin[-1] <= 0.27
    assert by_year(base, "net_margin")[-1] >= 0.15
    rule_of_40 = by_year(base, "revenue_growth") + ebitda_margin
    assert np.all(np.diff(rule_of_40) > 0)
    assert 0.35 <= rule_of_40[-1] <= 0.48
    burnt = burn_multiple(base)
    assert 0.8 <= burnt[0] <= 1.5
    assert np.all(burnt[2:] < 0), "cash is earned from the third year on"
    assert within(by_year(base, "revenue") / by_year(base, "headcount"), 100_000, 240_000)


def test_securecloud_keeps_its_customers_plausibly(runs: dict[str, Run]) -> None:
    base = runs["base"]
    assert within(by_year(base, "customer_retention"), 0.80, 0.88)
    assert within(by_year(base, "gross_revenue_retention"), 0.86, 0.90)
    assert within(by_year(base, "net_revenue_retention"), 0.92, 1.03)
    business, small, individual = (kept_of_a_year(base, segment) for segment in SEGMENTS)
    assert np.all(business >= 0.9), "the goal of 90 % is reached by businesses"
    assert np.all(small < 0.9), "and by nobody else"
    assert np.all(individual < small)


def test_securecloud_runs_its_service_plausibly(runs: dict[str, Run]) -> None:
    """The published limits for the cost of a backup hold together, once each has a line of its own."""
    base = runs["base"]
    assert within(by_year(base, "operating_cost_per_backup"), 15, 25)
    assert within(by_year(base, "direct_cost_share_of_arpu"), 0.02, 0.05)
    assert within(by_year(base, "infrastructure_share"), 0.04, 0.10)
    assert within(by_year(base, "service_cost_per_gb"), 0.04, 0.10)
    assert within(by_year(base, "backup_success_rate"), 0.95, 1)
    assert by_year(base, "backup_success_rate")[-1] >= 0.99, "the goal of 99 % is reached in the end"
    assert within(by_year(base, "data_recovery_rate"), 0.95, 0.99)
    assert within(by_year(base, "response_time"), 0.5, 2)
    assert within(by_year(base, "customer_satisfaction"), 0.75, 0.90)
    assert within(by_year(base, "net_promoter_score"), 30, 50), "strong, below what counts as excellent"
    assert within(by_year(base, "uptime"), 0.998, 0.9996)


def test_failed_payments_are_part_of_the_churn_on_record(securecloud: Plan, runs: dict[str, Run]) -> None:
    """So many stay twelve months when monthly and annual subscribers are taken together, those counted who leave by a failed payment."""
    share = securecloud.scenario("base").values
    for segment, kept in {"business": 0.919, "small": 0.865, "individual": 0.747}.items():
        monthly, annual = (float(runs["base"][f"{kind}_survival.{segment}"][12]) for kind in ("paying", "contract"))
        on_contracts = share[f"annual_share.{segment}"]
        assert monthly * (1 - on_contracts) + annual * on_contracts == pytest.approx(kept, abs=0.003), segment


def test_securecloud_runs_its_platform_plausibly(runs: dict[str, Run]) -> None:
    base = runs["base"]
    assert within(base["storage_utilisation"], 0.65, 0.85)
    infrastructure = sum(by_year(base, name) for name in ("hosting_cost", "overhead_cost.colocation", "storage_depreciation"))
    assert within(infrastructure / by_year(base, "revenue"), 0.02, 0.10)
    gigabyte_months = base["stored"][1:].reshape(5, 12).sum(axis=1) * base["gb_per_tb"]
    assert within(by_year(base, "cost_of_service") / gigabyte_months, 0.03, 1)


def test_winning_a_customer_costs_what_it_did(runs: dict[str, Run]) -> None:
    base = runs["base"]
    assert within(by_year(base, "clv_to_cac"), 2.2, 4.5)
    payback = by_year(base, "cac_payback")
    assert 15 <= payback[0] <= 20
    assert (np.diff(payback) < 0).all(), "prices rise, and what a customer costs does not"
    for segment, spend in {"business": 5_200, "small": 800, "individual": 95}.items():
        spent, won = (by_year(base, f"{name}.{segment}") for name in ("segment_programme_spend", "campaign_customers"))
        assert spent[0] / won[0] == pytest.approx(spend, rel=0.1), segment
        assert spent.sum() / won.sum() == pytest.approx(spend, rel=0.15), segment


def test_securecloud_is_worth_what_comparable_companies_are(runs: dict[str, Run]) -> None:
    base = runs["base"]
    assert 3.0 <= float(base["ev_to_opening_arr"]) <= 5.0
    assert "terminal_value_heavy" in alerts(base) or float(base["terminal_share"]) <= 0.9, "it is said when most of the value is far away"
    price = float(base["round_pre_money.series_a"])
    assert float(base["equity_value"]) == pytest.approx(price, rel=0.15), "the price of the round is not far from the value"


def test_securecloud_needs_its_round_and_lives_on_it(runs: dict[str, Run]) -> None:
    base = runs["base"]
    cash, alone = base["closing_cash"], base["cash_without_round"]
    month = int(base["round_month.series_a"])
    assert month == 6
    assert 0.2e6 <= cash[:month].min() <= 0.4e6, "the low before the round"
    assert int(np.argmin(cash[:month])) == month - 1
    assert 1.0e6 <= cash[month:].min() <= 1.4e6, "the low after the round"
    assert 19 <= month + int(np.argmin(cash[month:])) <= 25
    assert 9 <= int(np.argmax(alone < 0)) <= 13, "the first month without cash if nobody invests"
    assert -0.45e6 <= alone.min() <= -0.15e6
    assert 19 <= int(np.argmin(alone)) <= 25
    assert float(base["minimum_cash_without_round"]) == alone[1:].min()
    burning = base["burn"] > 0
    assert np.all((cash / np.where(burning, base["burn"], 1))[burning][month:] >= 6), "months of burn that cash lasts"


def test_the_upside(runs: dict[str, Run]) -> None:
    upside = runs["upside"]
    assert by_year(upside, "closing_arr")[-1] == pytest.approx(9.4e6, rel=0.05)
    assert by_year(upside, "ebitda_margin")[-1] == pytest.approx(0.33, abs=0.02)
    assert float(upside["enterprise_value"]) == pytest.approx(19e6, rel=0.1)
    assert float(upside["minimum_cash"]) == pytest.approx(0.3e6, abs=0.1e6)
    assert not alerts(upside) & {"cash_below_zero", "cash_below_policy"}


def test_the_downside_says_what_is_wrong_with_it(runs: dict[str, Run]) -> None:
    downside, base = runs["downside"], runs["base"]
    assert by_year(downside, "closing_arr")[-1] == pytest.approx(5.8e6, rel=0.05)
    assert by_year(downside, "ebitda_margin")[-1] == pytest.approx(0.17, abs=0.02)
    assert 3e6 <= float(downside["enterprise_value"]) <= 5e6
    cash = downside["closing_cash"]
    assert float(downside["minimum_cash"]) == pytest.approx(0, abs=0.1e6), "the money lasts to the delayed round, and no longer"
    assert int(np.argmin(cash)) == 8
    assert "cash_below_policy" not in alerts(base)
    under = cash < downside["minimum_cash_policy"] - LITTLE
    labels = [downside.plan.model.structure.month_label(month) for month in np.flatnonzero(under[1:]) + 1]
    assert labels
    assert list(firing(downside, Severity.ALERT)["cash_below_policy"]) == labels


def test_under_stress_money_runs_out_and_the_plan_says_so(runs: dict[str, Run]) -> None:
    stress = runs["stress"]
    cash = stress["closing_cash"]
    assert float(stress["round_amount.series_a"]) == 0
    assert np.all(cash == stress["cash_without_round"])
    assert by_year(stress, "closing_arr")[-1] == pytest.approx(5.2e6, rel=0.05)
    assert 7 <= int(np.argmax(cash < 0)) <= 9, "the first month without cash"
    assert cash.min() == pytest.approx(-0.5e6, abs=0.1e6)
    assert 23 <= int(np.argmin(cash)) <= 27
    assert float(stress["enterprise_value"]) == pytest.approx(2e6, abs=0.5e6)
    assert {"cash_below_zero", "cash_below_policy"} <= alerts(stress)


@pytest.mark.parametrize("scenario", ["downside", "stress"])
def test_management_answers_with_five_posts(runs: dict[str, Run], scenario: str) -> None:
    """From month 13 on five people fewer, support apart, which follows the tickets."""
    base, worse = (people_but_support(runs[name]) for name in ("base", scenario))
    second_manager = int(runs["base"]["hire_from.partner_manager_north"])
    assert np.all((base - worse)[second_manager:] == 5)
    assert np.all((base - worse)[13:] >= 4)


def test_the_upside_is_worth_more_and_the_downside_less(runs: dict[str, Run]) -> None:
    names = ("stress", "downside", "base", "upside")
    value = [float(runs[name]["enterprise_value"]) for name in names]
    assert value == sorted(value)
    assert value[0] > 0
    for line in ("closing_arr", "closing_customers", "closing_cash", "revenue", "ebitda_margin"):
        values = [by_year(runs[name], line)[-1] for name in names]
        assert values == sorted(values), line


def test_what_the_investor_pays_and_earns_is_plausible(runs: dict[str, Run]) -> None:
    """The venture method stays below the price of the round, which is what the two sides talk about."""
    base = runs["base"]
    assert 6e6 <= base["vc_post_money"] <= 7e6 < 11e6
    assert 2.1 <= base["investor_moic"] <= 2.4
    assert 0.18 <= base["investor_irr"] <= 0.22
    assert base["chicago_low"] < base["chicago_mid"] < base["chicago_high"] < base["round_value"]


def test_no_line_of_a_chart_is_all_zero_or_always_the_same(securecloud: Plan, runs: dict[str, Run]) -> None:
    """But for goals, which are level, and for what SecureCloud does not have."""
    level = {"clv_to_cac_reference", "response_time_reference", "usual_cost_from", "usual_cost_to"}
    absent = {"churn_goal", "failure_effect", "opening_debt", "opening_tax_payable", "closing_debt", "losses_left_value"}
    absent |= {"converted_ownership.series_a", "grants_less_interest", "source_other", "source_shortfall"}
    absent |= {row.key for row in securecloud.model.by_name["class_proceeds"] if row.members[-1] == "converted"}  # nothing converts
    # methods of valuation that the plan has no scores or comparables for
    no_method = {"berkus_mid", "earnings_mid", "ebitda_multiple_value", "forward_revenue_value", "regression_value", "risk_factor_mid"}
    no_method |= {"scorecard_mid"}
    drawn = {series.line for chapter in securecloud.model.chapters for chart in chapter.charts for series in chart.series}
    for row in (row for name in sorted(drawn & securecloud.model.by_name.keys()) for row in securecloud.model.find(name)):
        values = runs["base"].arrays[row][..., 0].ravel()
        values = values[np.isfinite(values)]
        assert bool(values.size) == (row.name not in no_method), row.key
        if not values.size:
            continue
        varies = np.ptp(values) > 0 if len(values) > 1 else values[0] != 0
        assert varies == (row.key not in level | absent), row.key


# Relations: what must follow when one assumption alone is changed. Each change is tried in small and large
# steps, which are evaluated side by side with the plan as it is.

Relation = Callable[[dict[str, Array]], bool]


def rises(values: Array) -> bool:
    """Whether figures rise from each case to the next."""
    return bool(np.all(np.diff(values, axis=-1) > 0))


def never_rises(values: Array) -> bool:
    """Whether no figure rises from a case to the next, and some fall."""
    steps = np.diff(values, axis=-1)
    return bool(np.all(steps <= LITTLE) and np.any(steps < -LITTLE))


def unmoved(values: Array) -> bool:
    """Whether all cases have the same figures."""
    return bool(np.all(np.ptp(values, axis=-1) == 0))


def varied(plan: Plan, keys: list[str], factors: tuple[float, ...]) -> dict[str, Array]:
    """Lines by name with inputs multiplied by each factor; the last axis are the cases."""
    values = plan.scenario("base").values
    changed = {key: np.array([values[key] * factor for factor in factors]) for key in keys}
    assert all(values[key] for key in keys), "a zero would not change"
    arrays = evaluate(plan.model, {**values, **changed})
    return {row.key: arrays[row] for row in plan.model.rows}


UP = (0.5, 0.9, 1.0, 1.3, 2.0)
CHURN = ["churn.business", "churn.small"]
PRICES, UPGRADES, DOWNGRADES, ANNUAL = (
    [f"{name}.{segment}" for segment in SEGMENTS] for name in ("price", "expansion_rate", "contraction_rate", "annual_share")
)
CHANNELS = [
    "rep_quota.direct_sales",
    *(f"partner_yield.{channel}" for channel in ("it_partners", "resellers")),
    *(f"customer_conversion.{channel}" for channel in ("web_shop", "search_ads", "app_store", "app_ads")),
]
ADVERTISING = ["paid_budget.value1.search_ads", "paid_budget.value1.app_ads"]
FAILURES = ["payment_failures.small", "payment_failures.individual"]
RELATIONS: list[tuple[str, list[str], Relation]] = [
    ("more churn leaves fewer customers", CHURN, lambda of: never_rises(of["closing_customers"])),
    ("more churn leaves less recurring revenue", CHURN, lambda of: never_rises(of["closing_mrr"])),
    ("more churn shortens lifetimes", CHURN, lambda of: never_rises(of["capped_lifetime.business"])),
    ("more churn lowers the value", CHURN, lambda of: never_rises(of["enterprise_value"])),
    ("more churn does not touch another segment", CHURN, lambda of: unmoved(of["segment_closing_mrr.individual"])),
    ("a higher multiplier loses more", ["churn_multiplier.value1.individual"], lambda of: never_rises(of["closing_customers"])),
    ("channels that win more bring more customers", CHANNELS, lambda of: rises(of["closing_customers"][1:])),
    ("more customers won cost more fees and commission", CHANNELS, lambda of: rises(of["sales_marketing_cost"][1:])),
    ("more advertising brings more customers", ADVERTISING, lambda of: rises(of["closing_customers"][1:])),
    ("more advertising costs more", ADVERTISING, lambda of: rises(of["sales_marketing_cost"][1:])),
    ("more advertising makes a customer dearer", ADVERTISING, lambda of: rises(of["channel_cac.search_ads"][1:])),
    ("more failed payments leave fewer customers", FAILURES, lambda of: never_rises(of["closing_customers"])),
    ("more failed payments lower retention", FAILURES, lambda of: never_rises(of["customer_retention"][12:])),
    ("higher prices bring more revenue", PRICES, lambda of: rises(of["revenue"][1:])),
    ("prices keep nobody away", PRICES, lambda of: unmoved(of["closing_customers"])),
    ("upgrades raise recurring revenue", UPGRADES, lambda of: rises(of["closing_mrr"][1:])),
    ("downgrades lower recurring revenue", DOWNGRADES, lambda of: never_rises(of["closing_mrr"])),
    ("more on annual contracts pay earlier", ANNUAL, lambda of: rises(of["closing_deferred_revenue"][1:])),
    ("higher salaries lower profit", ["department_salary.development"], lambda of: never_rises(of["ebitda"])),
    ("slower payers lower cash", ["monthly_collection_days", "annual_collection_days"], lambda of: never_rises(of["closing_cash"])),
    ("slower payers do not touch profit", ["annual_collection_days"], lambda of: unmoved(of["net_income"])),
    ("paying suppliers later saves cash", ["payable_days"], lambda of: rises(of["closing_cash"][1:])),
    ("a larger round leaves more cash", ["round_amount.series_a"], lambda of: rises(of["closing_cash"][6:])),
    ("the round does not touch the value", ["round_amount.series_a"], lambda of: unmoved(of["enterprise_value"])),
    ("a higher tax rate lowers cash", ["tax_rate"], lambda of: never_rises(of["closing_cash"])),
    ("a higher discount rate lowers the value", ["wacc"], lambda of: never_rises(of["enterprise_value"])),
    ("more growth for ever raises the value", ["terminal_growth"], lambda of: rises(of["enterprise_value"])),
    ("more opening losses save tax", ["opening_losses"], lambda of: never_rises(of["tax_payable"])),
    ("more opening losses raise the value", ["opening_losses"], lambda of: rises(of["enterprise_value"])),
    ("agents who answer more cost less", ["work_per_head.support"], lambda of: never_rises(of["cost_of_service"])),
]  # fmt: skip


@pytest.mark.parametrize(("words", "keys", "holds"), RELATIONS, ids=[words for words, _, _ in RELATIONS])
def test_a_change_has_its_consequence(securecloud: Plan, words: str, keys: list[str], holds: Relation) -> None:
    assert holds(varied(securecloud, keys, UP)), words
