"""Many rows at once: the answers are those of `irr`, whichever way a row takes."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbook import finance
from planbook.finance.many import _newton


def one_by_one(rows: np.ndarray) -> list[float | None]:
    """`irr` of each row, None where there is none."""
    found: list[float | None] = []
    for row in rows:
        try:
            found.append(finance.irr(row, guess=0.1))
        except finance.FinanceError:
            found.append(None)
    return found


def assert_alike(rows: np.ndarray) -> None:
    """To 1e-12 of 1 + rate."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", finance.SeveralRates)
        together = finance.irr_many(rows)
    for rate, masked, alone in zip(together.data, np.ma.getmaskarray(together), one_by_one(rows)):
        assert masked == (alone is None)
        if alone is not None:
            assert rate == pytest.approx(alone, rel=0, abs=1e-12 * (1 + abs(alone)))


def test_loans_and_losses() -> None:
    random = np.random.default_rng(5)
    rows = np.hstack([-random.uniform(100, 2_000, (200, 1)), random.uniform(0, 60, (200, 36))])
    assert_alike(rows)
    assert_alike(-rows)


def test_plans_whose_signs_change_often_take_the_fast_way_too() -> None:
    """A balance that never changes sides proves that the rate is the only one; the slow way agrees."""
    random = np.random.default_rng(6)
    rows = np.hstack([-random.uniform(1_000, 2_000, (100, 1)), random.normal(60, 80, (100, 24)), random.uniform(500, 900, (100, 1))])
    _, settled = _newton(rows)
    assert settled.mean() > 0.9
    assert_alike(rows)


def test_rows_of_noise() -> None:
    assert_alike(np.random.default_rng(8).normal(0, 100, (60, 7)))


def test_hard_rows_side_by_side() -> None:
    """Two rates, three equal ones, none by one sign, none at all, nothing, leading and trailing zeros, 10,000 %, −95 %."""
    rows = np.array([
        [-50, -100, 600, 300, -100],
        [-1000, 3300, -3630, 1331, 0],
        [1, 2, 3, 4, 5],
        [-100, 300, -250, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, -100, 110, 0],
        [-1, 101, 0, 0, 0],
        [-100, 5, 0, 0, 0],
    ], dtype=float)  # fmt: skip
    assert_alike(rows)
    with pytest.warns(finance.SeveralRates, match="2 rates"):
        found = finance.irr_many(rows)
    assert found.mask.tolist() == [False, False, True, True, True, False, False, False]
    assert found.compressed() == pytest.approx([1.8544178, 0.1, 0.1, 100, -0.95], abs=5e-8)


def test_a_wrong_shape_is_refused() -> None:
    with pytest.raises(finance.FinanceError, match="2 dimension"):
        finance.irr_many([-100, 110])
    with pytest.raises(finance.FinanceError, match="finite number"):
        finance.irr_many([[-100, np.nan]])


@given(st.lists(st.lists(st.integers(-1_000, 1_000), min_size=5, max_size=5), min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_together_as_alone(rows: list[list[int]]) -> None:
    assert_alike(np.array(rows, dtype=float))
