"""Regression: the multiple of ARR that growth and net revenue retention explain, by ordinary least squares.

With g, n and m the growth, retention and multiple of a company less their means, in points and times, the two slopes solve
the normal equations b × Σgg + c × Σgn = Σgm and b × Σgn + c × Σnn = Σnm. Only companies that give all three figures count.
"""

from planbook.business.families import COMPARABLE
from planbook.language.declarations import Chapter, Severity, check, constant, line
from planbook.language.metrics import higher
from planbook.language.operators import (
    absolute,
    at_month,
    largest,
    maximum,
    minimum,
    not_available,
    or_else,
    ratio,
    sum_product,
    total,
    where,
)
from planbook.language.units import FACTOR, FLAG, MULTIPLE, NUMBER, SHARE, Shape

CHAPTER = Chapter(
    "regression", "Regression", "Regression of multiples", "The multiple of ARR that growth and retention explain among comparables.",
    section="comparables",
)  # fmt: skip

least_points = constant(
    "Companies that a regression needs", 4, unit=NUMBER, about="Three figures are fitted: fewer companies would lie on any plane.",
)  # fmt: skip


@line("Company counts in the regression", unit=FLAG, per=COMPARABLE, shape=Shape.SCALAR)
def is_point(arr_multiple_given, comparable_growth, comparable_nrr):
    """1 where it gives EV ÷ ARR, growth and net revenue retention."""
    return arr_multiple_given * (absolute(comparable_growth) > 0) * (comparable_nrr > 0)


@line("Companies in the regression", unit=NUMBER, shape=Shape.SCALAR)
def regression_points(is_point):
    """How many give all three figures."""
    return total(is_point)


@line("Mean growth, in points", unit=FACTOR, shape=Shape.SCALAR)
def mean_growth(is_point, comparable_growth, regression_points):
    """Of the companies that count; 0 without any."""
    return or_else(ratio(100 * sum_product(is_point, comparable_growth), regression_points), 0)


@line("Mean retention, in points", unit=FACTOR, shape=Shape.SCALAR)
def mean_nrr(is_point, comparable_nrr, regression_points):
    """Of the companies that count; 0 without any."""
    return or_else(ratio(100 * sum_product(is_point, comparable_nrr), regression_points), 0)


@line("Mean multiple", unit=MULTIPLE, shape=Shape.SCALAR)
def mean_multiple(is_point, comparable_arr_multiple, regression_points):
    """Of the companies that count; 0 without any."""
    return or_else(ratio(sum_product(is_point, comparable_arr_multiple), regression_points), 0)


@line("Growth above the mean, in points", unit=FACTOR, per=COMPARABLE, shape=Shape.SCALAR)
def growth_deviation(is_point, comparable_growth, mean_growth):
    """0 for a company that does not count."""
    return is_point * (100 * comparable_growth - mean_growth)


@line("Retention above the mean, in points", unit=FACTOR, per=COMPARABLE, shape=Shape.SCALAR)
def nrr_deviation(is_point, comparable_nrr, mean_nrr):
    """0 for a company that does not count."""
    return is_point * (100 * comparable_nrr - mean_nrr)


@line("Multiple above the mean", unit=MULTIPLE, per=COMPARABLE, shape=Shape.SCALAR)
def multiple_deviation(is_point, comparable_arr_multiple, mean_multiple):
    """0 for a company that does not count."""
    return is_point * (comparable_arr_multiple - mean_multiple)


# The sums of squares and products, and the determinant of the normal equations.


@line("Growth, squared", unit=FACTOR, shape=Shape.SCALAR)
def growth_squares(growth_deviation):
    """Sum of squares of growth above its mean."""
    return sum_product(growth_deviation, growth_deviation)


@line("Retention, squared", unit=FACTOR, shape=Shape.SCALAR)
def nrr_squares(nrr_deviation):
    """Sum of squares of retention above its mean."""
    return sum_product(nrr_deviation, nrr_deviation)


@line("Growth × retention", unit=FACTOR, shape=Shape.SCALAR)
def growth_by_nrr(growth_deviation, nrr_deviation):
    """Sum of products of the two above their means."""
    return sum_product(growth_deviation, nrr_deviation)


@line("Growth × multiple", unit=FACTOR, shape=Shape.SCALAR)
def growth_by_multiple(growth_deviation, multiple_deviation):
    """Sum of products of the two above their means."""
    return sum_product(growth_deviation, multiple_deviation)


@line("Retention × multiple", unit=FACTOR, shape=Shape.SCALAR)
def nrr_by_multiple(nrr_deviation, multiple_deviation):
    """Sum of products of the two above their means."""
    return sum_product(nrr_deviation, multiple_deviation)


@line("Multiple, squared", unit=FACTOR, shape=Shape.SCALAR)
def multiple_squares(multiple_deviation):
    """Sum of squares of the multiple above its mean: what is to be explained."""
    return sum_product(multiple_deviation, multiple_deviation)


@line("Determinant", unit=FACTOR, shape=Shape.SCALAR)
def determinant(growth_squares, nrr_squares, growth_by_nrr):
    """Of the normal equations: Σgg × Σnn − Σgn × Σgn."""
    return growth_squares * nrr_squares - growth_by_nrr * growth_by_nrr


@line("Independence of growth and retention", unit=SHARE, shape=Shape.SCALAR)
def independence(determinant, growth_squares, nrr_squares):
    """1 less the square of their correlation: 0 where one follows from the other, or does not differ between companies."""
    return or_else(ratio(determinant, growth_squares * nrr_squares), 0)


@line("Regression is possible", unit=FLAG, shape=Shape.SCALAR)
def regression_known(regression_points, least_points, independence):
    """1 where there are companies enough and the determinant is not zero (to six digits of its size)."""
    return (regression_points >= least_points) * (independence > 0)


@line("Multiple for a point of growth", unit=FACTOR, shape=Shape.SCALAR)
def growth_slope(regression_known, growth_by_multiple, nrr_squares, nrr_by_multiple, growth_by_nrr, determinant):
    """What the multiple rises by for a point of growth a year, retention being equal."""
    return where(
        regression_known, ratio(growth_by_multiple * nrr_squares - nrr_by_multiple * growth_by_nrr, determinant), not_available
    )


@line("Multiple for a point of retention", unit=FACTOR, shape=Shape.SCALAR)
def nrr_slope(regression_known, nrr_by_multiple, growth_squares, growth_by_multiple, growth_by_nrr, determinant):
    """What the multiple rises by for a point of net revenue retention, growth being equal."""
    return where(
        regression_known, ratio(nrr_by_multiple * growth_squares - growth_by_multiple * growth_by_nrr, determinant), not_available
    )


@line("Multiple that neither explains", unit=MULTIPLE, shape=Shape.SCALAR)
def regression_intercept(mean_multiple, growth_slope, mean_growth, nrr_slope, mean_nrr):
    """The multiple at no growth and no retention: where the plane begins, not a price."""
    return mean_multiple - growth_slope * mean_growth - nrr_slope * mean_nrr


@line("R² of the regression", unit=SHARE, shape=Shape.SCALAR)
def regression_fit(growth_slope, growth_by_multiple, nrr_slope, nrr_by_multiple, multiple_squares):
    """Share of the differences between multiples that growth and retention explain; not available where all multiples are equal."""
    return ratio(growth_slope * growth_by_multiple + nrr_slope * nrr_by_multiple, multiple_squares)


# What it says of the plan: growth and retention of its first twelve months, the year that a buyer pays for.


@line("Own ARR growth of the first year", unit=SHARE, shape=Shape.SCALAR)
def own_growth(arr_growth):
    """ARR of month 12 against that of the plan's start."""
    return at_month(arr_growth, 12)


@line("Own net revenue retention of the first year", unit=SHARE, shape=Shape.SCALAR)
def own_nrr(net_revenue_retention):
    """Of the customers of the plan's start, in month 12: the first month in which a plan knows it."""
    return at_month(net_revenue_retention, 12)


@line("Multiple on the plane", unit=MULTIPLE, shape=Shape.SCALAR)
def plane_multiple(regression_intercept, growth_slope, own_growth, nrr_slope, own_nrr):
    """Intercept + slope × growth + slope × retention, of the plan's first year; it may be negative; 0 where one is not available."""
    return or_else(regression_intercept + growth_slope * 100 * own_growth + nrr_slope * 100 * own_nrr, 0)


@line(
    "EV ÷ ARR by regression", unit=MULTIPLE, shape=Shape.SCALAR,
    metric=higher(
        "plan", "investors", "quarterly, yearly", variant="ordinary least squares on growth and NRR, before the private discount",
        absent="With fewer than four complete comparables, where their growth and NRR move together, or when it is not positive.",
    ),
)  # fmt: skip
def regression_multiple(plane_multiple):
    """The multiple of ARR that comparables of the plan's growth and retention are priced at; only when positive."""
    return where(plane_multiple > 0, plane_multiple, not_available)


# How far companies lie from the plane: the range of what it says.


@line("Multiple above the plane", unit=MULTIPLE, per=COMPARABLE, shape=Shape.SCALAR)
def above_plane(multiple_deviation, growth_slope, growth_deviation, nrr_slope, nrr_deviation):
    """What growth and retention do not explain of the multiple; 0 for a company that does not count, and without a regression."""
    return or_else(multiple_deviation - growth_slope * growth_deviation - nrr_slope * nrr_deviation, 0)


@line("Farthest above the plane", unit=MULTIPLE, shape=Shape.SCALAR)
def plane_excess(above_plane):
    """Of the company that is dearest for its growth and retention."""
    return largest(above_plane)


@line("Distance to the highest above the plane", unit=MULTIPLE, per=COMPARABLE, shape=Shape.SCALAR)
def excess_distance(plane_excess, above_plane):
    """By how much less the company lies above the plane than the dearest one."""
    return plane_excess - above_plane


@line("Farthest below the plane", unit=MULTIPLE, shape=Shape.SCALAR)
def plane_shortfall(excess_distance, plane_excess, plane_multiple):
    """Of the company that is cheapest for its growth and retention; no more than the plan's own multiple."""
    return minimum(largest(excess_distance) - plane_excess, maximum(0, plane_multiple))


@line("Own growth above the mean, in points", unit=FACTOR, shape=Shape.SCALAR)
def own_growth_deviation(own_growth, mean_growth):
    """0 where the plan's growth is not available."""
    return or_else(100 * own_growth - mean_growth, 0)


@line("Own retention above the mean, in points", unit=FACTOR, shape=Shape.SCALAR)
def own_nrr_deviation(own_nrr, mean_nrr):
    """0 where the plan's retention is not available."""
    return or_else(100 * own_nrr - mean_nrr, 0)


@line("On which side its growth lies", unit=NUMBER, per=COMPARABLE, shape=Shape.SCALAR)
def growth_side(is_point, own_growth_deviation, growth_deviation):
    """1 where the plan grows faster than the company, −1 where it grows more slowly, 0 where alike or where the company does not count."""
    return is_point * ((own_growth_deviation > growth_deviation) - (growth_deviation > own_growth_deviation))


@line("On which side its retention lies", unit=NUMBER, per=COMPARABLE, shape=Shape.SCALAR)
def nrr_side(is_point, own_nrr_deviation, nrr_deviation):
    """1 where the plan keeps more than the company, −1 where it keeps less, 0 where alike or where the company does not count."""
    return is_point * ((own_nrr_deviation > nrr_deviation) - (nrr_deviation > own_nrr_deviation))


@check(
    "The regression is asked for growth or retention beyond that of all comparables", severity=Severity.ALERT, unit=FLAG,
    shape=Shape.SCALAR,
)  # fmt: skip
def regression_outside(regression_known, regression_points, growth_side, nrr_side):
    """1 when all comparables lie on one side of the plan's growth, or of its retention."""
    beyond_growth = absolute(total(growth_side)) >= regression_points
    beyond_nrr = absolute(total(nrr_side)) >= regression_points
    return regression_known * maximum(beyond_growth, beyond_nrr)
