"""Bracketing: roots that are known, leaps, functions that end."""

import numpy as np
import pytest

from planbook.analysis.bracketing import Crossing, Reach, crossing


@pytest.mark.parametrize(("wanted", "root"), [(2.0, 2**0.5), (1.0, 1.0), (15.9, 15.9**0.5)])
def test_a_root_that_is_known(wanted, root):
    found = crossing(lambda x: x**2, wanted, 0, 4, 1)
    assert isinstance(found, Crossing)
    assert found.at == pytest.approx(root, abs=1e-9)
    assert not found.jumps(wanted, 1e-6)


def test_of_several_the_nearest():
    """sin x = 0.5 at π ÷ 6, 5π ÷ 6, 13π ÷ 6 …"""
    for near, root in ((0, np.pi / 6), (3, 5 * np.pi / 6), (7, 13 * np.pi / 6)):
        found = crossing(np.sin, 0.5, 0, 8, near)
        assert isinstance(found, Crossing)
        assert found.at == pytest.approx(root, abs=1e-9)


def test_a_value_that_is_leapt_over():
    """Whole pieces: 0 up to 1.3, then 10."""
    found = crossing(lambda x: np.where(x > 1.3, 10.0, 0.0), 4, 0, 4, 1)
    assert isinstance(found, Crossing)
    assert found.at == pytest.approx(1.3, abs=1e-6)
    assert (found.below, found.above) == (0, 10)
    assert found.jumps(4, 0.001)


def test_out_of_reach():
    assert crossing(lambda x: x**2, 17, 0, 4, 1) == Reach(0, 16)
    assert crossing(lambda x: x**2, -1, 0, 4, 1) == Reach(0, 16)


def test_where_the_function_ends():
    """1 ÷ x from 1.9 on, nothing before: it never reaches 1, but takes all between a quarter and its value at 1.9."""

    def ends(x):
        return np.where(x >= 1.9, 1 / np.maximum(x, 1), np.nan)

    assert not (1.9 * 8).is_integer()  # no point of the grid
    reach = crossing(ends, 1, 0, 4, 1)
    assert isinstance(reach, Reach)
    assert (reach.lowest, reach.highest) == (0.25, pytest.approx(1 / 1.9, rel=1e-7))
    found = crossing(ends, 0.525, 0, 4, 1)
    assert isinstance(found, Crossing)
    assert found.at == pytest.approx(1 / 0.525, abs=1e-9)
    nothing = crossing(lambda x: np.full_like(x, np.nan), 1, 0, 4, 1)
    assert isinstance(nothing, Reach)
    assert np.isnan([nothing.lowest, nothing.highest]).all()


@pytest.mark.parametrize("wanted", [0.0, 1.0, -3e6])
def test_what_is_smooth_does_not_leap(wanted):
    """Amounts in millions that pass nothing, or next to nothing, on their way; a step of a hundred thousand among them is a leap."""
    smooth = crossing(lambda x: 5e6 * (x - 1.3), wanted, 0, 4, 1)
    assert isinstance(smooth, Crossing)
    assert smooth.at == pytest.approx(1.3 + wanted / 5e6, rel=1e-9)
    assert not smooth.jumps(wanted, 0.001)
    stepped = crossing(lambda x: 5e6 * (x - 1.3) + np.where(x > 1.3, 1e5, -1e5), 0.0, 0, 4, 1)
    assert isinstance(stepped, Crossing)
    assert stepped.jumps(0.0, 0.001)
