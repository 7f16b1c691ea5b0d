"""First Chicago: the exits of several futures, each weighted by how likely it is, at the hurdle rate."""

from planbook.business.families import FUTURE
from planbook.language.declarations import Chapter, Rule, assumption, check, line
from planbook.language.metrics import higher
from planbook.language.operators import largest, relative_difference, total
from planbook.language.units import MONEY, SHARE, Shape

CHAPTER = Chapter(
    "futures", "Chicago", "First Chicago method", "Exits of several futures, weighted by their probability.", section="futures",
)  # fmt: skip

future_probability = assumption(
    "Future: probability", unit=SHARE, per=FUTURE, at="futures.probability", low=0, high=1, makes_whole=True,
    about="How likely it is; those of all futures add up to 100 %.",
)  # fmt: skip
future_exit_value = assumption(
    "Future: exit value", unit=MONEY, per=FUTURE, at="futures.exit_value", low=0, default=0, from_scenario="venture_exit_value",
    about="What all shares bring at the plan's end in this future; 0 where it fails. A future that is named after a scenario of the "
    "plan and states none takes that scenario's.",
    rule=Rule(
        lambda future_exit_value, hurdle_rate=0: hurdle_rate > 0,
        "exits are valued at the hurdle rate: add a section `venture` with `hurdle_rate`",
    ),
)  # fmt: skip


@line("Exit of a future, today", unit=MONEY, per=FUTURE, shape=Shape.SCALAR)
def future_present_value(future_exit_value, retention_to_exit=1, hurdle_multiple=1):
    """Exit value × part kept through later rounds ÷ (1 + hurdle rate) ^ years, as in the venture method."""
    return future_exit_value * retention_to_exit / hurdle_multiple


@line("Weighted value of a future", unit=MONEY, per=FUTURE, shape=Shape.SCALAR)
def future_weighted_value(future_probability, future_present_value):
    """Probability × value."""
    return future_probability * future_present_value


@line(
    "Post-money value, First Chicago", unit=MONEY, shape=Shape.SCALAR,
    metric=higher("plan", "founders, investors", "quarterly, yearly", variant="stated futures, weighted by probability"),
)  # fmt: skip
def first_chicago_value(future_weighted_value):
    """Sum over all futures of probability × value."""
    return total(future_weighted_value)


@line("Best future", unit=MONEY, shape=Shape.SCALAR)
def best_future(future_present_value):
    """The highest value of a future, post-money."""
    return largest(future_present_value)


@line("Distance to the best future", unit=MONEY, per=FUTURE, shape=Shape.SCALAR)
def future_distance(best_future, future_present_value):
    """By how much less this future is worth."""
    return best_future - future_present_value


@line("From the worst future to the best", unit=MONEY, shape=Shape.SCALAR)
def futures_span(future_distance):
    """The largest distance of a future to the best one."""
    return largest(future_distance)


@check("The probabilities of the futures add up to 100 %", shape=Shape.SCALAR)
def probability_residual(future_probability):
    """Their sum against one."""
    return relative_difference(total(future_probability), 1)
