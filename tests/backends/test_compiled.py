"""The compiled program beside the reference: the same figures to the last bit, whole and in part, and the same refusals."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from language import small
from planbook.backends.compiled import Figures, Program
from planbook.backends.pointwise import Array
from planbook.backends.reference import evaluate
from planbook.language.errors import EvaluationError
from planbook.language.model import Row
from planbook.language.operators import maximum, minimum, prior
from planbook.language.parts import results
from planbook.plan import load
from plans.shipped import SHIPPED, shipped

WHAT_IFS = 12


def _differing(a: Figures, b: Figures | dict[Row, Array]) -> list[str]:
    return [row.key for row in a if not np.array_equal(a[row], b[row], equal_nan=True)]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_figure_of_shipped_plans_is_the_references(name: str):
    plan = shipped(name)
    for scenario in plan.loaded.scenarios.values():
        assert _differing(plan.program.run(scenario.values), evaluate(plan.model, scenario.values)) == [], scenario.name


@pytest.mark.parametrize("name", SHIPPED)
def test_what_an_input_moves_is_all_that_moves(name: str):
    """Random inputs, a tenth higher: the rows computed again, and those left as they were, are those of a whole run."""
    plan, chance = shipped(name), random.Random(name)
    values = plan.scenario().values
    base, wanted = plan.program.run(values), results(plan.model)
    stated = [key for key, value in values.items() if value and not float(value).is_integer()]
    moved = 0
    for key in chance.sample(stated, WHAT_IFS):
        changed = {key: values[key] * 1.1}
        found, in_part = plan.program.changed(base, changed), plan.program.changed(base, changed, wanted)
        if found is None or in_part is None:
            assert found is in_part is None
            continue
        whole = plan.program.run(values | changed)
        assert _differing(found, whole) == [], key
        assert not set(_differing(in_part, whole)) & {row.key for row in wanted}, key
        moved += bool(_differing(found, base))
    assert moved >= WHAT_IFS / 2


def test_many_rounds(tmp_path: Path):
    """The largest of 312 figures (13 exits, 12 rounds, 2 decisions), all in one formula."""
    rounds = "".join(f"  r{n}: {{amount: 100000, month: 2027-{n + 1:02d}, pre_money: {n + 2}000000}}\n" for n in range(12))
    path = tmp_path / "rounds.yaml"
    path.write_text(f"""timeline: {{start: 2027-01}}
segments: {{a: {{price: 100, churn: 2%/month, new_customers: 20}}}}
valuation: {{wacc: 14%/year, terminal_growth: 2%/year, entry_multiple: 4, exit_multiple: 3}}
rounds:
{rounds}""")
    plan = load(path)
    assert _differing(plan.run().arrays, evaluate(plan.model, plan.scenario().values)) == []


def test_a_what_if_leaves_the_figures_of_before_alone():
    plan = shipped(SHIPPED[0])
    base = plan.program.run(plan.scenario().values)
    before = {row: base[row].copy() for row in base}
    key = next(key for key, value in plan.scenario().values.items() if value and key.startswith("price"))
    assert plan.program.changed(base, {key: 2 * plan.scenario().values[key]}) is not None
    assert _differing(base, before) == []


@small.monthly
def growing(growing, factor):
    """A balance that grows."""
    return prior(growing) * factor


growing.opening = 1.0


def test_a_figure_that_is_too_large_is_refused_as_the_reference_does():
    program = Program(small.model(growing, factor=small.number(), setting=small.Setting(months=3, start=(2027, 11))))
    base = program.run({"factor": 2.0})
    assert program.changed(base, {"factor": 1e120}) is None
    with pytest.raises(EvaluationError, match=r"growing \(`growing`\) is too large to be computed in 2028-01"):
        program.run({"factor": 1e120})


def test_what_plain_numbers_refuse_the_reference_decides():
    """1 ÷ 0 is beyond all numbers, and the smaller of it and 1 is 1."""

    @small.scalar
    def share(divisor):
        return minimum(1, maximum(0, 1 / divisor))

    program = Program(small.model(share, divisor=small.number(above=0)))
    (row,) = program.model.find("share")
    base = program.run({"divisor": 4.0})
    assert base[row] == [0.25]
    assert program.run({"divisor": 0.0})[row] == evaluate(program.model, {"divisor": 0.0})[row] == [1]
    changed = program.changed(base, {"divisor": 0.0})
    assert changed is not None
    assert changed[row] == [1]
