"""Every assumption that may change over time: stated in steps that are all alike, it gives the figures of a single value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from planbook.backends.reference import evaluate
from planbook.business import CHAPTERS, FAMILIES
from planbook.language.declarations import Assumption, Form
from planbook.language.model import InputForm, Model
from planbook.language.trace import trace
from planbook.plan import Plan, load
from plans.random_plans import roll
from plans.shipped import SHIPPED, shipped

DRIVERS = {made.name for chapter in CHAPTERS for made in chapter.assumptions if made.form is Form.DRIVER}
NO_GROWTH = InputForm(period="month")
DICE = range(20)
Values = dict[str, float]


def in_steps(plan: Plan) -> Model:
    """The plan's model with every single value that may change in two steps, growing between them, with a season."""
    structure = plan.model.structure
    single = {key for key, form in structure.forms.items() if key[0] in DRIVERS and form == InputForm(form.period)}
    over_time = InputForm(steps=2, growth=NO_GROWTH, season=True)
    forms = {key: replace(over_time, period=form.period) if key in single else form for key, form in structure.forms.items()}
    return trace(CHAPTERS, FAMILIES, replace(structure, forms=forms))


def spelled_out(model: Model, values: Values) -> Values:
    """The same values in the cells of that model: another step alike, no growth, no season."""
    return {row.key: _cell(row.key, row.declaration, values) for row in model.rows if row.source == "input"}


def _cell(key: str, made: object, values: Values) -> float:
    if key in values:
        return values[key]
    assert isinstance(made, Assumption)
    head, *members = key.split(".")
    part, rest = members[0], members[1:]
    if part.startswith("season"):
        return 1.0
    if part == "growth":
        return 0.0
    if part.startswith("from"):
        return 1.0 if part == "from1" else 6.0
    single = [".".join((head, *parts, *rest)) for parts in ((), ("stated",), ("value1",))]
    return next(values[name] for name in single if name in values)


def assert_alike(plan: Plan, scenario: str) -> None:
    """The figures of all lines, stated once and spelled out."""
    model, values = in_steps(plan), plan.scenario(scenario).values
    once, over_time = evaluate(plan.model, values), evaluate(model, spelled_out(model, values))
    lines = {row.key: array for row, array in over_time.items() if row.item is not None}
    for row, array in once.items():
        if row.item is not None:
            assert np.array_equal(array, lines[row.key], equal_nan=True), row.key


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_plans_spelled_out_over_time(name: str) -> None:
    for scenario in shipped(name).loaded.scenarios:
        assert_alike(shipped(name), scenario)


@pytest.mark.parametrize("seed", DICE)
def test_plans_from_dice_spelled_out_over_time(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "dice.yaml"
    path.write_text(roll(Random(seed), 24).files["base"], encoding="utf-8")
    assert_alike(load(path), "dice")
