"""SecureCloud is a plausible company, in every scenario, and reacts to its assumptions as a company would."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from planbook.backends.reference import evaluate
from planbook.language.declarations import Severity
from planbook.plan import Plan, Run

Array = npt.NDArray[np.float64]
EXPECTED_CUSTOMERS = (1_815, 2_175, 2_515, 2_865, 3_230)
SEGMENTS = ("business", "small", "individual")
LITTLE = 1e-6  # of rounding


def by_year(run: Run, name: str) -> Array:
    """A line by fiscal year, without its opening."""
    values: Array = run.view("year").values(run.plan.model.row(name))[1:, 0]
    assert values.shape == (5,)
    return values


def within(values: Array, low: float, high: float) -> bool:
    """Whether all values are available and lie in a band."""
    return bool(np.all((values >= low) & (values <= high)))


def firing(run: Run, severity: Severity) -> dict[str, tuple[str, ...]]:
    """The checks of a severity that fire, with their months."""
    return {verdict.name: verdict.months for verdict in run.verdicts() if verdict.fires and verdict.severity is severity}


def test_securecloud_is_plausible(runs: dict[str, Run]) -> None:
    base = runs["base"]
    assert 6.5e6 <= by_year(base, "closing_arr")[-1] <= 8.8e6
    growth = by_year(base, "revenue_growth")
    assert within(growth, 0.15, 0.35)
    assert np.all(np.diff(growth) < 0), "growth falls from the second year on"
    assert np.all(base["arpu"] > 100)
    assert within(by_year(base, "gross_margin"), 0.66, 0.79)
    assert within(by_year(base, "sales_marketing_share"), 0.18, 0.36)
    ebitda_margin = by_year(base, "ebitda_margin")
    assert -0.35 <= ebitda_margin[0] <= -0.15
    assert 0.15 <= ebitda_margin[-1] <= 0.27
    assert by_year(base, "net_margin")[-1] >= 0.15
    assert within(by_year(base, "closing_customers") / EXPECTED_CUSTOMERS, 0.9, 1.1)
    assert within(by_year(base, "quick_ratio"), 2, 4)
    assert within(by_year(base, "storage_utilisation"), 0.65, 0.85)
    assert within(by_year(base, "clv_to_cac"), 2.2, 4.5)
    assert 3.0 <= float(base["ev_to_opening_arr"]) <= 5.0


def test_securecloud_needs_its_round_and_lives_on_it(runs: dict[str, Run]) -> None:
    base = runs["base"]
    cash, alone = base["closing_cash"], base["cash_without_round"]
    month = int(base["round_month.series_a"])
    assert 0.15e6 <= cash[:month].min() <= 0.45e6, "the low before the round"
    assert 0.9e6 <= cash[month:].min() <= 1.6e6, "the low after the round"
    assert 9 <= int(np.argmax(alone < 0)) <= 15, "the first month without cash if nobody invests"
    assert alone.min() < 0
    assert float(base["minimum_cash_without_round"]) == alone[1:].min()
    assert cash[month] - cash[month - 1] > 1e6


def test_every_scenario_ships_without_an_error(runs: dict[str, Run]) -> None:
    assert set(runs) >= {"base", "downside", "upside"}
    for name, run in runs.items():
        checked = [verdict for verdict in run.verdicts() if verdict.severity is Severity.ERROR]
        assert len(checked) >= 12
        assert not firing(run, Severity.ERROR), name


def test_the_downside_says_what_is_wrong_with_it(runs: dict[str, Run]) -> None:
    downside, base = runs["downside"], runs["base"]
    alerts = firing(downside, Severity.ALERT)
    low = float(downside["minimum_cash"])
    assert low >= 0 or "cash_below_zero" in alerts
    assert low < float(base["minimum_cash"])
    assert "cash_below_policy" in alerts
    assert "cash_below_policy" not in firing(base, Severity.ALERT)
    under = downside["closing_cash"] < downside["minimum_cash_policy"] - LITTLE
    labels = [downside.plan.model.structure.month_label(month) for month in np.flatnonzero(under[1:]) + 1]
    assert list(alerts["cash_below_policy"]) == labels
    assert by_year(downside, "closing_arr")[-1] == pytest.approx(5.8e6, rel=0.1)
    assert by_year(downside, "ebitda_margin")[-1] == pytest.approx(0.17, abs=0.05)
    assert 3e6 <= float(downside["enterprise_value"]) <= 5.5e6


def test_the_upside_is_worth_more_and_the_downside_less(runs: dict[str, Run]) -> None:
    value = {name: float(run["enterprise_value"]) for name, run in runs.items()}
    assert value["upside"] > value["base"] > value["downside"] > 0
    for name in ("closing_arr", "closing_customers", "closing_cash", "revenue", "ebitda_margin"):
        downside, base, upside = (by_year(runs[scenario], name)[-1] for scenario in ("downside", "base", "upside"))
        assert downside < base < upside, name
    assert by_year(runs["upside"], "closing_arr")[-1] == pytest.approx(9.4e6, rel=0.1)
    assert by_year(runs["upside"], "ebitda_margin")[-1] == pytest.approx(0.33, abs=0.05)


def test_every_assumption_of_the_base_gives_its_source(securecloud: Plan) -> None:
    origins = securecloud.scenario("base").origins
    stated = {key: origin for key, origin in origins.items() if origin.written != "default"}
    assert len(stated) > 100
    # the month in which a first step begins is the plan's start: nobody had to assume it
    silent = [key for key, origin in stated.items() if not origin.note and ".from1." not in key]
    assert not silent
    assert {origin.file for origin in stated.values()} == {"base.yaml"}


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
NEW = [f"planned_customers.value1.{segment}" for segment in SEGMENTS]
RELATIONS: list[tuple[str, list[str], Relation]] = [
    ("more churn leaves fewer customers", CHURN, lambda of: never_rises(of["closing_customers"])),
    ("more churn leaves less recurring revenue", CHURN, lambda of: never_rises(of["closing_mrr"])),
    ("more churn shortens lifetimes", CHURN, lambda of: never_rises(of["capped_lifetime.business"])),
    ("more churn lowers the value", CHURN, lambda of: never_rises(of["enterprise_value"])),
    ("more churn does not touch another segment", CHURN, lambda of: unmoved(of["segment_closing_mrr.individual"])),
    ("a higher multiplier loses more", ["churn_multiplier.value1.individual"], lambda of: never_rises(of["closing_customers"])),
    ("more campaigns bring more customers", NEW, lambda of: rises(of["closing_customers"][1:])),
    ("more campaigns cost more", NEW, lambda of: rises(of["sales_marketing_cost"][1:])),
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
