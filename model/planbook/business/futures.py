"""First Chicago: what several futures are worth by the venture method, each weighted by how likely it is.

Each future is consistent in itself: its exit, its years, what later rounds leave of a share and the return that it must bring are
those of one scenario. The result does not hang on the scenario that is shown.
"""

from planbook.business.families import FUTURE
from planbook.language.declarations import Chapter, Period, Rule, Unnamed, assumption, check, line
from planbook.language.metrics import higher
from planbook.language.operators import largest, not_available, relative_difference, sum_product, total, where
from planbook.language.units import FACTOR, MONEY, MULTIPLE, SHARE, Shape, Sign

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


future_years = assumption(
    "Future: years to the exit", unit=FACTOR, per=FUTURE, at="futures.years", low=-1, high=20, default=-1, from_scenario="years_to_exit",
    unnamed=Unnamed.BASE,
    about="From the investment to the exit; left out: those of the scenario that it is named after, or else of the base. "
    "-1 takes those of the venture method; 0 is a round that closes when the plan ends.",
)  # fmt: skip
future_retention = assumption(
    "Future: part kept until the exit", unit=SHARE, per=FUTURE, at="futures.retention", low=0, high=1, default=0,
    from_scenario="retention_to_exit", unnamed=Unnamed.BASE,
    about="What later rounds leave of an investor's share: 1 − dilution; left out: as in the scenario that it is named after, or else "
    "in the base. 0 takes that of the venture method.",
)  # fmt: skip
future_hurdle_rate = assumption(
    "Future: hurdle rate", unit=SHARE, per=FUTURE, at="futures.hurdle_rate", period=Period.YEARLY, low=0, high=2, default=0,
    from_scenario="hurdle_rate", unnamed=Unnamed.BASE,
    about="Return a year that the investor requires in this future; left out: that of the scenario that it is named after, or else of "
    "the base. 0 takes that of the venture method.",
)  # fmt: skip
future_discount = assumption(
    "Future: discount to the plan's start", unit=FACTOR, per=FUTURE, at="futures.discount", low=0, high=1, default=0,
    from_scenario="investment_discount", unnamed=Unnamed.BASE,
    about="What a value at the investment is worth at the plan's start, at WACC, where the methods are compared; left out: as in the "
    "scenario that it is named after, or else in the base. 0 takes that of the venture method.",
)  # fmt: skip
future_money = assumption(
    "Future: money put in", unit=MONEY, per=FUTURE, at="futures.money", low=-1, default=-1, from_scenario="money_until_investment",
    unnamed=Unnamed.BASE,
    about="The investment, and money of SAFEs and notes before it, at the plan's start; left out: as in the scenario that it is named "
    "after, or else in the base. -1 takes that of the venture method; 0 is a future without new money.",
)  # fmt: skip


@line("Years to the exit of a future", unit=FACTOR, per=FUTURE, shape=Shape.SCALAR)
def years_to_future(future_years, years_to_exit=0):
    """Its own, or else the venture method's."""
    return where(future_years >= 0, future_years, years_to_exit)


@line("Part kept in a future", unit=SHARE, per=FUTURE, shape=Shape.SCALAR)
def kept_in_future(future_retention, retention_to_exit=1):
    """Its own, or else the venture method's."""
    return where(future_retention > 0, future_retention, retention_to_exit)


@line("Hurdle rate of a future", unit=SHARE, per=FUTURE, shape=Shape.SCALAR, sign=Sign.NONNEGATIVE)
def hurdle_of_future(future_hurdle_rate, hurdle_rate=0):
    """Its own, or else the venture method's."""
    return where(future_hurdle_rate > 0, future_hurdle_rate, hurdle_rate)


@line("Multiple that the hurdle asks for in a future", unit=MULTIPLE, per=FUTURE, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def future_hurdle_multiple(hurdle_of_future, years_to_future):
    """What must come back of each unit invested: (1 + hurdle rate) ^ years."""
    return (1 + hurdle_of_future) ** years_to_future


@line("Exit of a future, at the investment", unit=MONEY, per=FUTURE, shape=Shape.SCALAR)
def future_present_value(future_exit_value, kept_in_future, future_hurdle_multiple):
    """Exit value × part kept through later rounds ÷ (1 + hurdle rate) ^ years: the venture method's post-money value in this future."""
    return future_exit_value * kept_in_future / future_hurdle_multiple


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


# At the plan's start and before new money, to stand beside the other methods.


@line("Discount of a future to the plan's start", unit=FACTOR, per=FUTURE, shape=Shape.SCALAR, sign=Sign.NONNEGATIVE)
def discount_of_future(future_discount, investment_discount=1):
    """Its own, or else the venture method's."""
    return where(future_discount > 0, future_discount, investment_discount)


@line("Money put in, in a future", unit=MONEY, per=FUTURE, shape=Shape.SCALAR)
def money_of_future(future_money, money_until_investment=0):
    """Its own, or else the venture method's; at the plan's start."""
    return where(future_money >= 0, future_money, money_until_investment)


@line("Future at the plan's start, before new money", unit=MONEY, per=FUTURE, shape=Shape.SCALAR)
def future_at_start(future_present_value, discount_of_future, money_of_future):
    """Post-money value of the future, discounted, less the money put in."""
    return future_present_value * discount_of_future - money_of_future


@line("Futures at the plan's start, weighted", unit=MONEY, shape=Shape.SCALAR)
def futures_at_start(future_probability, future_at_start):
    """Sum over all futures of probability × value before new money."""
    return sum_product(future_probability, future_at_start)


@line("Best future at the plan's start", unit=MONEY, shape=Shape.SCALAR)
def best_future(future_at_start):
    """The highest value of a future, before new money."""
    return largest(future_at_start)


@line("Distance to the best future", unit=MONEY, per=FUTURE, shape=Shape.SCALAR)
def future_distance(best_future, future_at_start):
    """By how much less this future is worth."""
    return best_future - future_at_start


@line("From the worst future to the best", unit=MONEY, shape=Shape.SCALAR)
def futures_span(future_distance):
    """The largest distance of a future to the best one."""
    return largest(future_distance)


@line("First Chicago", unit=MONEY, shape=Shape.SCALAR)
def chicago_mid(first_chicago_value, futures_at_start, equity_bridge=0):
    """The weighted futures before new money, at the plan's start, less the bridge."""
    return where(first_chicago_value > 0, futures_at_start - equity_bridge, not_available)


@line("First Chicago, low", unit=MONEY, shape=Shape.SCALAR)
def chicago_low(first_chicago_value, best_future, futures_span, equity_bridge=0):
    """The worst future before new money, at the plan's start, less the bridge."""
    return where(first_chicago_value > 0, best_future - futures_span - equity_bridge, not_available)


@line("First Chicago, high", unit=MONEY, shape=Shape.SCALAR)
def chicago_high(first_chicago_value, best_future, equity_bridge=0):
    """The best future before new money, at the plan's start, less the bridge."""
    return where(first_chicago_value > 0, best_future - equity_bridge, not_available)


@check("The probabilities of the futures add up to 100 %", shape=Shape.SCALAR)
def probability_residual(future_probability):
    """Their sum against one."""
    return relative_difference(total(future_probability), 1)
