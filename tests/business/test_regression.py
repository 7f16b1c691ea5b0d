"""Regression of multiples: worked by hand, and against an independent least-squares solver."""

import random

import numpy as np
import pytest

import worked

CHAPTER = "regression"

SETTING = worked.Setting(months=12, families={"comparable": {name: {} for name in "abcdefg"}})

# Four companies count: e gives no retention, f no multiple, g no growth.
FIGURES = {
    "arr_multiple": ("4", "6", "7", "11", "50", "0", "3"),
    "growth": ("10%", "20%", "30%", "40%", "90%", "20%", "0%"),
    "nrr": ("100%", "100%", "110%", "110%", "0%", "100%", "101%"),
}


def given(**changed: dict[str, str]) -> str:
    """What the seven give, with some of it changed."""
    figures = {f"arr_multiple_given.{name}": "0" if name == "f" else "1" for name in "abcdefg"}
    for figure, values in FIGURES.items():
        figures |= {f"comparable_{figure}.{name}": value for name, value in zip("abcdefg", values, strict=True)}
    figures |= {f"arr_multiple_given.{name}": flag for name, flag in changed.pop("flags", {}).items()}
    figures |= {f"comparable_{figure}.{name}": value for figure, values in changed.items() for name, value in values.items()}
    return "\n".join(["| opening", "given", *(f"{name} | {value}" for name, value in figures.items())])


GIVEN = given()
TABLE = GIVEN + """
arr_growth                  |     . |  1% |  2% |  3% |  4% |  5% |  6% |  7% |  8% |  9% | 10% | 11% |  30%
net_revenue_retention       |     . |  1% |  2% |  3% |  4% |  5% |  6% |  7% |  8% |  9% | 10% | 11% | 100%
then
is_point.a                  |     1
is_point.d                  |     1
is_point.e                  |     0
is_point.f                  |     0
is_point.g                  |     0
regression_points           |     4
mean_growth                 |    25
mean_nrr                    |   105
mean_multiple               |     7
growth_deviation.a          |   -15
growth_deviation.b          |    -5
growth_deviation.c          |     5
growth_deviation.d          |    15
growth_deviation.e          |     0
nrr_deviation.a             |    -5
nrr_deviation.b             |    -5
nrr_deviation.c             |     5
nrr_deviation.d             |     5
nrr_deviation.g             |     0
multiple_deviation.a        |    -3
multiple_deviation.b        |    -1
multiple_deviation.c        |     0
multiple_deviation.d        |     4
multiple_deviation.e        |     0
growth_squares              |   500   # 225 + 25 + 25 + 225
nrr_squares                 |   100
growth_by_nrr               |   200   # 75 + 25 + 25 + 75
growth_by_multiple          |   110   # 45 + 5 + 0 + 60
nrr_by_multiple             |    40   # 15 + 5 + 0 + 20
multiple_squares            |    26   # 9 + 1 + 0 + 16
determinant                 | 10_000  # 500 × 100 − 200 × 200
independence                |   0.2
regression_known            |     1
growth_slope                |   0.3   # (110 × 100 − 40 × 200) ÷ 10_000
nrr_slope                   |  -0.2   # (40 × 500 − 110 × 200) ÷ 10_000
regression_intercept        |  20.5   # 7 − 0.3 × 25 + 0.2 × 105
regression_fit              | 0.9615384615384616    # 25 ÷ 26
above_plane.a               |   0.5   # −3 + 0.3 × 15 − 0.2 × 5
above_plane.b               |  -0.5   # −1 + 0.3 × 5 − 0.2 × 5
above_plane.c               |  -0.5   # 0 − 0.3 × 5 + 0.2 × 5
above_plane.d               |   0.5   # 4 − 0.3 × 15 + 0.2 × 5
above_plane.e               |     0
plane_excess                |   0.5
excess_distance.a           |     0
excess_distance.b           |     1
excess_distance.e           |   0.5
plane_shortfall             |   0.5
own_growth                  |   30%
own_nrr                     |  100%
plane_multiple              |   9.5   # 20.5 + 9 − 20
regression_multiple         |   9.5
own_growth_deviation        |     5
own_nrr_deviation           |    -5
growth_side.a               |     1
growth_side.b               |     1
growth_side.c               |     0
growth_side.d               |    -1
growth_side.e               |     0
nrr_side.a                  |     0
nrr_side.b                  |     0
nrr_side.c                  |    -1
nrr_side.d                  |    -1
nrr_side.e                  |     0
regression_outside          |     0
"""


def _own(growth: str, nrr: str) -> str:
    return f"\narr_growth | {growth} | {growth}\nnet_revenue_retention | {nrr} | {nrr}\nthen\n"


# The plan grows faster, or keeps more, or does both less, than all companies; as a plane goes on beyond its points, it may be below zero.
EDGE = GIVEN + _own("50%", "100%") + """
own_growth_deviation        |    25
growth_side.d               |     1
plane_multiple              |  15.5
regression_outside          |     1
"""
EDGE_KEEPS_MORE = GIVEN + _own("30%", "180%") + """
growth_side.d               |    -1
nrr_side.a                  |     1
nrr_side.d                  |     1
plane_multiple              |  -6.5   # 20.5 + 9 − 36
plane_shortfall             |     0   # a price below nothing has nothing below it
regression_multiple         |     .
regression_outside          |     1
"""
EDGE_LESS = GIVEN + _own("5%", "90%") + """
growth_side.a               |    -1
nrr_side.a                  |    -1
plane_multiple              |     4   # 20.5 + 1.5 − 18
regression_outside          |     1
"""
EDGE_NOTHING_KNOWN = GIVEN + _own(".", ".") + """
own_growth                  |     .
plane_multiple              |     0
regression_multiple         |     .
own_growth_deviation        |     0
own_nrr_deviation           |     0
regression_outside          |     0
"""

# Retention follows from growth: 99 % at 10 %, one point more for each ten points.
EDGE_IN_LINE = given(nrr={"a": "99%", "b": "100%", "c": "101%", "d": "102%"}) + _own("90%", "100%") + """
mean_nrr                    | 100.5
nrr_deviation.a             |  -1.5
nrr_squares                 |     5   # 2.25 + 0.25 + 0.25 + 2.25
growth_by_nrr               |    50
determinant                 |     0
independence                |     0
regression_known            |     0
growth_slope                |     .
nrr_slope                   |     .
above_plane.d               |     0
regression_intercept        |     .
regression_fit              |     .
regression_multiple         |     .
regression_outside          |     0
"""

# Three companies are too few, though their figures would do; none at all.
EDGE_THREE = given(nrr={"d": "0%"}) + _own("90%", "100%") + """
regression_points           |     3
mean_growth                 |    20
independence                |  0.25   # deviations −10, 0, 10 and −3.33, −3.33, 6.67: 1 − 100² ÷ (200 × 66.67)
regression_known            |     0
growth_slope                |     .
regression_outside          |     0
"""
EDGE_NONE = given(
    **dict.fromkeys(("growth", "nrr", "arr_multiple"), dict.fromkeys("abcdefg", "0")), flags=dict.fromkeys("abcdefg", "0")
) + _own("10%", "100%") + """
regression_points           |     0
mean_growth                 |     0
mean_nrr                    |     0
mean_multiple               |     0
independence                |     0
regression_known            |     0
own_growth_deviation        |    10
growth_side.a               |     0
regression_outside          |     0
"""
# All are priced alike: the plane is level, and there is nothing to explain.
EDGE_ALIKE = given(arr_multiple={"b": "4", "c": "4", "d": "4"}) + _own("30%", "100%") + """
multiple_squares            |     0
growth_slope                |     0
nrr_slope                   |     0
regression_intercept        |     4
regression_fit              |     .
regression_multiple         |     4
"""

# The plane at nothing is no price; a little above, it is one.
EDGE_NOTHING = GIVEN + _own("30%", "147.5%") + """
plane_multiple              |     0   # 20.5 + 9 − 29.5
regression_multiple         |     .
"""
EDGE_LITTLE = GIVEN + _own("30%", "146.5%") + """
regression_multiple         |   0.2
plane_shortfall             |   0.2   # not 0.5: the low is no price below nothing
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_little():
    worked.work(CHAPTER, EDGE_LITTLE, SETTING)


def test_edge_nothing():
    worked.work(CHAPTER, EDGE_NOTHING, SETTING)


def test_edge_keeps_more():
    worked.work(CHAPTER, EDGE_KEEPS_MORE, SETTING)


def test_edge_less():
    worked.work(CHAPTER, EDGE_LESS, SETTING)


def test_edge_nothing_known():
    worked.work(CHAPTER, EDGE_NOTHING_KNOWN, SETTING)


def test_edge_in_line():
    worked.work(CHAPTER, EDGE_IN_LINE, SETTING)


def test_edge_three():
    worked.work(CHAPTER, EDGE_THREE, SETTING)


def test_edge_none():
    worked.work(CHAPTER, EDGE_NONE, SETTING)


def test_edge_alike():
    worked.work(CHAPTER, EDGE_ALIKE, SETTING)


@pytest.mark.parametrize("seed", range(20))
def test_least_squares_of_a_library(seed: int) -> None:
    """numpy solves the same problem by singular values; R² is the squared correlation of what is fitted and what is given."""
    dice = random.Random(seed)
    points = [(dice.uniform(2, 20), dice.uniform(-0.2, 1.5), dice.uniform(0.7, 1.4)) for _ in SETTING.families["comparable"]]
    given = {}
    for name, (multiple, growth, nrr) in zip("abcdefg", points, strict=True):
        given |= {f"comparable_arr_multiple.{name}": multiple, f"comparable_growth.{name}": growth, f"comparable_nrr.{name}": nrr}
    run = worked.run(given, SETTING)
    multiples, growths, retentions = np.array(points).T
    plane = np.column_stack([np.ones(7), 100 * growths, 100 * retentions])
    fitted = np.linalg.lstsq(plane, multiples, rcond=None)[0]
    found = [run[name][0] if run[name].ndim else run[name] for name in ("regression_intercept", "growth_slope", "nrr_slope")]
    assert found == pytest.approx(fitted, rel=1e-8)
    assert float(run["regression_fit"]) == pytest.approx(np.corrcoef(plane @ fitted, multiples)[0, 1] ** 2, rel=1e-8)
