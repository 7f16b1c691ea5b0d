"""The liquidation waterfall: who gets what of an exit.

Preferences are paid first, by rank, in proportion within a rank. What is left belongs to all who share: common shares,
classes that share beside their preference up to their cap, and classes that gain by being common and so give their preference up.
Each class decides for itself. All of them together have f(v) when a common share has v; f only rises, evenly from one
turning point to the next. So v follows from the highest turning point that the equity reaches, and what is left above it,
divided by the shares that share there. Rounds raised after the exit's month do not count.
"""

from planbook.business.families import EXIT, INVESTOR, ROUND, STAKE, TURN
from planbook.language.declarations import Chapter, Chart, Series, check, line
from planbook.language.operators import (
    absolute,
    largest,
    maximum,
    minimum,
    not_available,
    of,
    or_else,
    ratio,
    relative_difference,
    sum_product,
    total,
    where,
)  # fmt: skip
from planbook.language.units import FACTOR, FLAG, MONEY, NUMBER, PRICE, SHARE, Shape, Sign

CHAPTER = Chapter(
    "waterfall", "Waterfall", "Liquidation waterfall", "Who gets what of each exit, class by class.", section="rounds", along="valuation",
    stepwise=(EXIT,),
)  # fmt: skip


@line("Round counts", unit=FLAG, per=(EXIT, ROUND), shape=Shape.SCALAR)
def round_counts(exit_within_plan, exit_month, latest_round_month):
    """1 where the round, and so all before it, closes by the exit's month."""
    return exit_within_plan * (exit_month >= latest_round_month)


@line("Round of the investors counts", unit=FLAG, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def investor_counts(round_counts):
    """1 where their round closes by the exit's month."""
    return of(round_counts, INVESTOR)


# Preferences, by rank.


@line("Preferences before the round's", unit=MONEY, per=(EXIT, ROUND), shape=Shape.SCALAR)
def preferences_before(investor_counts, senior_preference):
    """Those of rounds that rank higher."""
    return sum_product(investor_counts, senior_preference)


@line("Preferences of the round's rank", unit=MONEY, per=(EXIT, ROUND), shape=Shape.SCALAR)
def preferences_of_rank(investor_counts, equal_preference):
    """Those of rounds that rank the same, its own included."""
    return sum_product(investor_counts, equal_preference)


@line("Equity ÷ preferences of the rank", unit=SHARE, per=(EXIT, ROUND), shape=Shape.SCALAR)
def rank_cover(exit_equity, preferences_before, preferences_of_rank):
    """What higher ranks leave of the equity ÷ preferences of this one; below zero where they leave nothing, 1 without any."""
    return or_else(ratio(exit_equity - preferences_before, preferences_of_rank), 1)


@line("Preference paid", unit=MONEY, per=(EXIT, ROUND, STAKE), shape=Shape.SCALAR)
def preference_paid(round_counts, rank_cover, class_preference):
    """The class's preference as far as the equity covers its rank."""
    return round_counts * maximum(0, minimum(1, rank_cover)) * class_preference


# The value of a common share.


@line("Common shares", unit=NUMBER, per=EXIT, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def common_shares(opening_shares, round_counts, new_options):
    """Shares and options of the start, and options created in rounds since."""
    return opening_shares + sum_product(round_counts, new_options)


@line("Equity at a turning point", unit=MONEY, per=(EXIT, INVESTOR, TURN), shape=Shape.SCALAR)
def equity_at_turn(opening_shares, turning_value, round_counts, round_at_turn):
    """What all shares and classes together have at the turning point's value of a common share."""
    return opening_shares * turning_value + sum_product(round_counts, round_at_turn)


@line("Turning point reached", unit=PRICE, per=(EXIT, INVESTOR, TURN), shape=Shape.SCALAR)
def reached_value(exit_equity, equity_at_turn, turning_value):
    """Its share value where the equity suffices for it, else 0."""
    return (exit_equity >= equity_at_turn) * turning_value


@line("Highest turning point reached", unit=PRICE, per=EXIT, shape=Shape.SCALAR)
def base_value(reached_value):
    """The largest of those share values; 0 where nothing but preferences is paid."""
    return largest(reached_value)


@line("A class at that point", unit=MONEY, per=(EXIT, ROUND, STAKE), shape=Shape.SCALAR)
def class_at_base(round_counts, class_preference, class_shares, base_value, class_cap):
    """The larger of what it has there as preferred and as common."""
    as_preferred = minimum(class_preference + class_shares * base_value, class_cap)
    return round_counts * maximum(as_preferred, class_shares * base_value)


@line("Class shares beyond that point", unit=FLAG, per=(EXIT, ROUND, STAKE), shape=Shape.SCALAR)
def class_goes_on(round_counts, class_at_base, class_cap, class_shares, base_value):
    """0 while the class has its most as preferred and would have less as common."""
    return round_counts * (1 - (class_at_base >= class_cap) * (class_cap > class_shares * base_value))


@line("Equity at that point", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def equity_at_base(common_shares, base_value, class_at_base):
    """What all shares and classes together have there."""
    return common_shares * base_value + total(class_at_base)


@line("Shares that share beyond that point", unit=NUMBER, per=EXIT, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def sharing_shares(common_shares, class_goes_on, class_shares):
    """Common shares, and those of classes that go on."""
    return common_shares + sum_product(class_goes_on, class_shares)


@line("Value of a common share", unit=PRICE, per=EXIT, shape=Shape.SCALAR)
def share_value(base_value, exit_equity, equity_at_base, sharing_shares):
    """The highest turning point reached, and what the equity has above it ÷ the shares that share there."""
    return base_value + maximum(0, exit_equity - equity_at_base) / sharing_shares


# Who gets what.


@line("Class as common", unit=MONEY, per=(EXIT, ROUND, STAKE), shape=Shape.SCALAR)
def as_common(round_counts, class_shares, share_value):
    """Shares × value of a common share: what it has without its preference."""
    return round_counts * class_shares * share_value


@line("Class as preferred", unit=MONEY, per=(EXIT, ROUND, STAKE), shape=Shape.SCALAR)
def as_preferred(round_counts, preference_paid, class_shares, share_value, class_cap):
    """Its preference and its part in the rest, up to its cap."""
    return round_counts * minimum(preference_paid + class_shares * share_value, class_cap)


@line("Class gives its preference up", unit=FLAG, per=(EXIT, ROUND, STAKE), shape=Shape.SCALAR)
def gains_as_common(as_common, as_preferred):
    """1 where it has more as common."""
    return as_common > as_preferred


@line("Proceeds of a class", unit=MONEY, per=(EXIT, ROUND, STAKE), shape=Shape.SCALAR)
def class_proceeds(gains_as_common, as_common, as_preferred):
    """What it gets by its own decision."""
    return where(gains_as_common, as_common, as_preferred)


@line("Proceeds of common shares", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def common_proceeds(common_shares, share_value):
    """Shares and options of the start and options created since × value of a common share."""
    return common_shares * share_value


@line("Proceeds that are not the equity", unit=FACTOR, per=EXIT, shape=Shape.SCALAR)
def payout_gap(common_proceeds, class_proceeds, exit_equity):
    """Proceeds of all classes against the equity, as a share of it, whichever is more."""
    return absolute(relative_difference(common_proceeds + total(class_proceeds), exit_equity))


@line("Gain by deciding otherwise", unit=FACTOR, per=(EXIT, ROUND, STAKE), shape=Shape.SCALAR)
def decision_gap(as_common, as_preferred, class_proceeds):
    """The better of the two against what the class gets, as a share of it."""
    return relative_difference(maximum(as_common, as_preferred), class_proceeds)


@check("Every exit pays out all of the equity, and no more", shape=Shape.SCALAR)
def waterfall_residual(payout_gap):
    """The largest gap of an exit."""
    return largest(payout_gap)


@check("No class would get more of any exit if it decided otherwise", shape=Shape.SCALAR)
def decision_residual(decision_gap):
    """The largest gain of a class."""
    return largest(decision_gap)


# When the money has come back.


@line("Preferences of the rank until the money is back", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def rank_until_back(preferences_of_rank, round_preference):
    """Preferences of the investors' rank ÷ the multiple of their preference: then it has brought once their money."""
    return or_else(ratio(of(preferences_of_rank, INVESTOR), of(round_preference, INVESTOR)), 0)


@line("Break-even equity", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def break_even_equity(money_from_shares, equity_at_turn, preferences_before, rank_until_back):
    """The least equity of which the new money of a round comes back: by its preference, or else by its shares too."""
    by_preference = of(preferences_before, INVESTOR) + rank_until_back
    return where(of(money_from_shares, INVESTOR) > 0, of(equity_at_turn, TURN.money_back), by_preference)


@line("Break-even exit price", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def break_even_exit(investor_counts, break_even_equity, exit_net_cash, exit_cost_share, round_raised, safes_at_exit):
    """The least price at which the new money of a round comes back, costs paid and cash less debt added; 0 where cash suffices.

    Not available where a SAFE waits at the exit: what it takes depends on the price.
    """
    price = maximum(0, break_even_equity - exit_net_cash) / (1 - exit_cost_share)
    return where(investor_counts * of(round_raised, INVESTOR) * (safes_at_exit <= 0), price, not_available)


CHARTS = [
    Chart(
        "C63", "Who gets what at which exit?", "area", "members",
        (Series("common_proceeds", "Common shares and options"), Series("class_proceeds")),
        along=EXIT.name, members=tuple(member.name for member in EXIT.members if member.name.startswith("at_")), named_by="exit_price",
        why="Side by side in even steps of the planned price, so that the axis is one of prices; each class decides for itself.",
    ),
]  # fmt: skip
