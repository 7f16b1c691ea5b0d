"""What must follow when a plan is changed in a way whose consequence is known, whatever its numbers are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from ruamel.yaml import YAML

from ledger.companies import PLANS
from planbook.backends.reference import evaluate
from planbook.backends.views import has_view
from planbook.business import CHAPTERS
from planbook.language.declarations import Assumption, Form, Severity
from planbook.language.expression import Apply, walk
from planbook.language.model import Row
from planbook.language.parts import results, used
from planbook.language.units import MONEY, MONTH, PRICE, Kind, Shape
from planbook.plan import Plan, Run, load
from plans.random_dice import as_yaml
from plans.random_plans import roll
from plans.shipped import shipped
from plans.workbooks import SECURECLOUD

Array = npt.NDArray[np.float64]
Tree = dict[str, Any]
Arrays = dict[Row, Array]
RELATIVE = 1e-9
THOUSAND = 1_000
ROUNDED_TO = 1e-6  # what differences of amounts are rounded to, whatever their size
DICE = range(5)
STEPS = ("storage",)  # chapters that buy whole pieces
NEEDED_THERE = ("gb_per_customer",)


def trees() -> dict[str, Tree]:
    """SecureCloud, the companies of the ledger, and plans from dice, as trees of texts."""
    reader = YAML(typ="base")
    securecloud = reader.load((SECURECLOUD / "base.yaml").read_text(encoding="utf-8"))
    securecloud["timeline"]["fiscal_year_end"] = "12"
    rolled = {f"dice {number}": reader.load(roll(Random(number), 24).files["base"]) for number in DICE}
    return {"securecloud": securecloud, **PLANS, **rolled}


NAMED = ("targets", "futures")  # what speaks of metrics and of scenarios that a changed plan may not have
TREES = trees()
each_plan = pytest.mark.parametrize("name", TREES)


def read(tree: Tree, folder: Path) -> Plan:
    """A tree as planbook reads it."""
    path = folder / "plan.yaml"
    path.write_text(as_yaml({key: said for key, said in tree.items() if key not in NAMED}), encoding="utf-8")
    return load(path)


def same(ours: Array, theirs: Array, rounding: float = 0.0) -> bool:
    """Whether two figures agree, to the rounding of what they are made of."""
    largest = float(np.nanmax(np.abs(np.append(theirs, 1.0))))
    return bool(np.allclose(ours, theirs, rtol=RELATIVE, atol=RELATIVE * largest + rounding, equal_nan=True))


def company(run: Run) -> dict[str, Array]:
    """The company's monthly lines by name."""
    return {row.key: values[..., 0] for row, values in run.arrays.items() if row.item and not row.members and row.shape is Shape.MONTHS}


# Amounts × 1,000: the plan in another currency.


def is_rounded(row: Row) -> bool:
    """Whether a row is a difference of amounts, rounded."""
    return row.tree is not None and any(isinstance(node, Apply) and node.op == "difference" for node in walk(row.tree))


@each_plan
def test_amounts_a_thousandfold_change_nothing_else(name: str, tmp_path: Path) -> None:
    plan = read(TREES[name], tmp_path)
    values = plan.scenario().values
    amounts = {row.key for row in plan.model.rows if row.source == "input" and row.unit in (MONEY, PRICE)}
    assert len(amounts) >= 3
    once = evaluate(plan.model, values)
    larger = evaluate(plan.model, {key: value * THOUSAND if key in amounts else value for key, value in values.items()})
    wrong = []
    for row in plan.model.rows:
        if row.item is not None and (row.item.severity is Severity.ERROR or row.name == "money_tolerance"):
            continue  # a residual is rounding; half a cent is half a cent of any currency
        scale = THOUSAND if row.unit in (MONEY, PRICE) and row.source != "constant" else 1
        rounded = any(map(is_rounded, (row, *used(row))))
        if not same(larger[row] / scale, once[row], ROUNDED_TO if rounded else 0.0):
            wrong.append(row.key)
    assert wrong == []


# A segment split in two.

HALVED = ("opening_customers", "opening_waiting", "opening_former", "new_customers", "acquisition_budget")
HALVED_CHANNEL = ("visitors", "budget", "saturation_visitors", "reps", "partners", "opening_new_customers", "monthly_cost")


def halved(stated: Any) -> Any:
    """A value over time, half as large; its growth and season stay."""
    if isinstance(stated, list):
        return [halved(each) for each in stated]
    if isinstance(stated, dict):
        return {key: halved(each) if key in ("value", "steps", "by_fiscal_year") else each for key, each in stated.items()}
    return repr(float(stated.replace("_", "")) / 2)


def half_of(terms: Tree, keys: tuple[str, ...], **others: str) -> Tree:
    """A segment or a channel half as large."""
    return {key: halved(said) if key in keys else said for key, said in terms.items()} | others


def split_channels(channels: Tree, segment: str) -> Tree:
    """Each channel of a segment as two, of its two halves."""
    ours = {name: terms for name, terms in channels.items() if terms["segment"] == segment}
    first = {name: half_of(terms, HALVED_CHANNEL) for name, terms in ours.items()}
    second = {f"{name}_too": half_of(terms, HALVED_CHANNEL, segment=f"{segment}_too", label=name) for name, terms in ours.items()}
    return channels | first | second


@each_plan
def test_a_segment_split_in_two_changes_no_total(name: str, tmp_path: Path) -> None:
    tree = {section: each for section, each in TREES[name].items() if section not in (*STEPS, "moves")}
    tree["segments"] = {
        segment: {key: said for key, said in terms.items() if key not in NEEDED_THERE} for segment, terms in tree["segments"].items()
    }  # fmt: skip
    whole = company(read(tree, tmp_path).run())
    first, *others = tree["segments"]
    half = half_of(tree["segments"][first], HALVED)
    split = {first: half, f"{first}_too": {**half, "label": "The other half"}, **{other: tree["segments"][other] for other in others}}
    channels = {"channels": split_channels(tree["channels"], first)} if "channels" in tree else {}
    parts = company(read({**tree, "segments": split, **channels}, tmp_path).run())
    assert set(parts) == set(whole)
    counted = {"capped_segments"}  # segments themselves: one more
    assert [line for line in whole if line not in counted and not same(parts[line], whole[line])] == []


# Quarters and years.


@each_plan
def test_quarters_and_years_are_the_sum_of_their_months(name: str, tmp_path: Path) -> None:
    run = read(TREES[name], tmp_path).run()
    flows = [row for row in run.plan.model.rows if row.kind is Kind.FLOW and has_view(row)]
    assert len(flows) > 50
    months, quarters, years = (run.view(by) for by in ("month", "quarter", "year"))
    for row in flows:
        total = months.values(row)[1:].sum()
        if row.blank and np.isnan(total):
            assert np.isnan(quarters.values(row)[1:]).any(), row
            assert np.isnan(years.values(row)[1:]).any(), row
            continue
        floor = RELATIVE * float(np.abs(months.values(row)).sum()) + RELATIVE
        assert abs(quarters.values(row)[1:].sum() - total) <= floor, row
        assert abs(years.values(row)[1:].sum() - total) <= floor, row


# The same plan at another time.

LABELS = {"calendar_month", "fiscal_year"}  # what a month is called


DATED = (  # sections whose members have a month, or rights in one, and those that cannot do without them
    "rounds", "safes", "notes", "holders", "loans", "grants", "hires", "exit", "comparables", "multiples", "cost_of_capital", "venture",
    "futures",
)  # fmt: skip


def undated(stated: Any) -> Any:
    """A plan without dates and seasons: of steps in months the first, of dated changes one a month."""
    if isinstance(stated, dict):
        if "steps" in stated:
            return undated(stated["steps"])
        return {key: undated(each) for key, each in stated.items() if key not in ("season", "sale_month", "sale_price")}
    if isinstance(stated, list) and isinstance(stated[0], dict):
        if "month" in stated[0]:
            return "0.3%/month"
        if any("-" in step.get("from", "") for step in stated):
            return stated[0]["value"]
    return stated


@each_plan
@pytest.mark.parametrize("later", [5, 12])
def test_the_same_plan_later_has_other_labels_only(name: str, later: int, tmp_path: Path) -> None:
    tree = undated({section: said for section, said in TREES[name].items() if section not in DATED})
    year, month = map(int, tree["timeline"]["start"].split("-"))
    since = year * 12 + month - 1 + later
    time = {**tree["timeline"], "start": f"{since // 12}-{since % 12 + 1:02d}"}
    time["fiscal_year_end"] = str((int(time["fiscal_year_end"]) - 1 + later) % 12 + 1)
    then = read({**tree, "timeline": time}, tmp_path).run()
    now = read(tree, tmp_path).run()
    moved = {row.key for row, other in zip(now.arrays, then.arrays, strict=True) if not np.array_equal(
        now.arrays[row], then.arrays[other], equal_nan=True)}  # fmt: skip
    assert {key for key in moved if not key.startswith("opening_")} <= LABELS
    assert moved <= {*LABELS, "opening_calendar_month", "opening_fiscal_year"}


# More churn.


@each_plan
@pytest.mark.parametrize("times", [1.1, 3])
def test_more_churn_never_leaves_more_customers(name: str, times: float, tmp_path: Path) -> None:
    """Without customers who come back: one who left early may sign a contract that he cannot leave so soon."""
    tree = TREES[name]
    segments = {key: {**each, "reactivation_rate": "0%/month"} for key, each in tree["segments"].items()}
    plan = read({**tree, "segments": segments}, tmp_path)
    values = plan.scenario().values
    multipliers = [key for key in values if key.startswith("churn_multiplier.") and ".from" not in key and ".growth" not in key]
    assert len(multipliers) >= len(segments)
    before = evaluate(plan.model, values)
    after = evaluate(plan.model, {**values, **{key: values[key] * times for key in multipliers if ".season" not in key}})
    closing = plan.model.row("closing_customers")
    assert np.all(after[closing] <= before[closing] * (1 + RELATIVE))


# Each assumption of the plans that ship by itself, 5 % up and 5 % down.

TOGETHER = {made.needed_with for chapter in CHAPTERS for made in chapter.assumptions}


def nudged(row: Row, value: float) -> list[float]:
    """Other values of an assumption, a little above and below, within its bounds."""
    made = row.declaration
    assert isinstance(made, Assumption)
    if made.structure or row.unit is MONTH:
        return []  # the same in all scenarios; the month in which a step begins
    if not value and (made.at_most or made.name in TOGETHER or made.name == "shares"):
        return []  # nothing, and something only together with another assumption; shares beside holders would contradict them
    whole = made.form in (Form.WHOLE, Form.MONTH)
    steps = (value - 1, value + 1) if whole else (value * 0.95, value * 1.05) if value else (0.01, 0.02)
    low, high = (bound if bound is not None else wide for bound, wide in ((made.low, -np.inf), (made.high, np.inf)))
    within = [step for step in steps if low <= step <= high and (step or not made.needed_with)]  # others may need it
    return [step for step in within if (made.above is None or step > made.above) and (made.below is None or step < made.below)]


def begins(plan: Plan, key: str) -> bool:
    """Whether a step of a value over time begins within the plan; those that only another scenario has do not."""
    return plan.scenario("base").values.get(key.replace(".value", ".from", 1), 0) <= plan.model.structure.horizon


def cases(plan: Plan) -> Iterator[tuple[str, float]]:
    """Every assumption with each of its other values."""
    values = plan.scenario("base").values
    for row in plan.model.rows:
        if row.source == "input" and ".from" not in row.key and begins(plan, row.key):
            yield from ((row.key, value) for value in nudged(row, values[row.key]))


def evaluated(plan: Plan, chunk: list[tuple[str, float]]) -> Arrays:
    """The plan as it is, and in each case, side by side."""
    values = plan.scenario("base").values
    changed: dict[str, Any] = {key: np.full(len(chunk) + 1, float(values[key])) for key, _ in chunk}
    for column, (key, value) in enumerate(chunk, 1):
        changed[key][column] = value
        sibling = balancing(plan, key)
        if sibling:  # the members of a whole move against their largest
            against = changed.setdefault(sibling, np.full(len(chunk) + 1, float(values[sibling])))
            against[column] -= value - values[key]
    return evaluate(plan.model, {**values, **changed})


def balancing(plan: Plan, key: str) -> str:
    """The largest of those that add up to a whole with this assumption; none where nothing must."""
    made = next(row for row in plan.model.rows if row.key == key).declaration
    if not (isinstance(made, Assumption) and made.makes_whole):
        return ""
    values = plan.scenario("base").values
    return max((row.key for row in plan.model.by_name[made.name] if row.key != key), key=lambda other: values[other])


LAST_ROUND = "there is no later round in which its investors could take part"
UNUSED = {
    "securecloud": {  # whatever has a value in it, stated or not, but for figures of comparables that are not known
        "churn_goal": "it is drawn beside churn, and no figure follows from it",
        "investor_pro_rata.series_a": LAST_ROUND,
        "round_participation.series_a": "two hundredths of its money are less than its preference",
        "distress_proceeds": "no failure is expected",
        "comparable_month.software_2026": "a year more or less would make it old, a month does not",
        "comparable_month.software_index": "it is older than a year already",
        "round_seniority.series_a": "it is the only round: nobody ranks beside it",
        "exercise_price.option_pool": "its options are free to grant and belong to nobody",
    },
    "alderbrook": {
        "least_heads.help_desk": "tickets need more agents in every month",
        "ramp_months.key_accounts": "its one representative was there before the plan",
        "highest_leverage": "debt stays far below the limit",
        "lowest_cover": "interest is covered far more often than the limit asks for",
        "minimum_months": "the reserve's stated amount is larger in every month",
        "revolver_rate.stated": "the revolver is not drawn",
        "opening_last_income": "the plan starts with a fiscal year: the year that just ended is the running one's opening",
    },
    "shiftloom": {
        "round_pool.series_b": "options free to grant from the round before are more",
        "tax_month": "losses are larger than profits: no tax is due",
    },
}


@pytest.mark.parametrize("name", UNUSED)
def test_no_single_assumption_breaks_a_check_and_each_is_used(name: str) -> None:
    plan = shipped(name)
    every = list(cases(plan))
    assert len({key for key, _ in every}) > 150
    used: set[str] = set()
    shown = results(plan.model)
    for first in range(0, len(every), 60):
        chunk = every[first : first + 60]
        arrays = evaluated(plan, chunk)
        used |= {key for (key, _), moves in zip(chunk, _moving(arrays, shown), strict=True) if moves}
        _checks_hold(plan, arrays, chunk)
    stated = {key for key, _ in every if plan.scenario("base").origins[key].file}
    meant = {key for key, _ in every if name == "securecloud" and not key.startswith("comparable_")} | stated
    assert len(meant) > 100
    assert meant - used == set(UNUSED[name]), "no line knows some of these"


def _moving(arrays: Arrays, shown: Collection[Row]) -> Array:
    """For each case whether a result has other figures in it than in the plan as it is."""
    found = np.False_
    for row, values in arrays.items():
        if row in shown and values.shape[-1] > 1:
            flat = values.reshape(-1, values.shape[-1])
            same = (flat[:, 1:] == flat[:, :1]) | (np.isnan(flat[:, 1:]) & np.isnan(flat[:, :1]))
            found = found | ~same.all(axis=0)
    return np.asarray(found)


def _checks_hold(plan: Plan, arrays: Arrays, chunk: list[tuple[str, float]]) -> None:
    for row, values in arrays.items():
        if row.item is not None and row.item.severity is Severity.ERROR and row.chapter != "checks":
            limit = float(arrays[plan.model.row(row.item.tolerance)][0])
            worst = int(np.argmax(np.abs(values).max(axis=tuple(range(values.ndim - 1)))))
            assert np.all(np.abs(values) <= limit), f"{row.key} fires: {chunk[max(worst - 1, 0)]}"
