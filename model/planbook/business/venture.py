"""Venture method: what an investor can pay today if the exit must return a stated rate a year, after later rounds.

The exit value is a multiple of ARR at the plan's end, with the cash and less the debts of then: what all shares bring.
Discounted at the hurdle rate it is the post-money value of a round in which nothing dilutes the investor later; his part of
the company at the exit is smaller by what later rounds issue.
"""

from planbook.business.families import ROUND
from planbook.language.declarations import Chapter, Period, Rule, Severity, assumption, check, line
from planbook.language.metrics import higher
from planbook.language.operators import at_month, maximum, or_else, ratio, sum_product, total, where
from planbook.language.units import FACTOR, FLAG, MONEY, MONTH, MULTIPLE, NUMBER, PRICE, SHARE, Shape, Sign

CHAPTER = Chapter(
    "venture", "Venture", "Venture method", "What investors can pay for a required return; price of the first round.", section="venture",
)  # fmt: skip

hurdle_rate = assumption(
    "Hurdle rate", unit=SHARE, at="venture.hurdle_rate", period=Period.YEARLY, above=0, high=2,
    about="Return a year that a venture investor requires of a success, usually 30 to 60 %: it covers the failures too.",
)  # fmt: skip
venture_exit_multiple = assumption(
    "Exit multiple for the venture method", unit=MULTIPLE, at="venture.exit_multiple", low=0, default=0,
    about="What a buyer pays for ARR at the plan's end; 0 takes the exit multiple of the section valuation.",
    rule=Rule(
        lambda venture_exit_multiple, exit_multiple=0: max(venture_exit_multiple, exit_multiple) > 0,
        "the venture method needs an exit: state `exit_multiple` here or in the section valuation",
    ),
)  # fmt: skip
venture_investment = assumption(
    "Investment for the venture method", unit=MONEY, at="venture.investment", low=0, default=0,
    about="Money that is asked for at the plan's start; 0 takes the amount and the month of the plan's first round.",
)  # fmt: skip
stated_retention = assumption(
    "Part kept through later rounds", unit=SHARE, at="venture.retention", low=0, high=1, default=0,
    about="Of an investor's share, what later rounds leave: 1 − dilution; 0 takes what the plan's own later rounds leave.",
)  # fmt: skip


# The plan's first round, and those that follow it.


@line("Issued after the first round", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def issued_later(rounds_raised, shares_after, shares_before):
    """Shares and options of a round that follows the first; 0 for the first."""
    return (rounds_raised > 1) * (shares_after - shares_before)


@line("Shares after the first round", unit=NUMBER, shape=Shape.SCALAR)
def first_round_shares(is_first_round=0, shares_after=0):
    """Fully diluted; 0 where the plan raises no round."""
    return sum_product(is_first_round, shares_after)


@line("Part kept through the plan's later rounds", unit=SHARE, shape=Shape.SCALAR)
def planned_retention(first_round_shares, issued_later):
    """Shares after the first round ÷ shares after all rounds; 1 without later rounds."""
    return or_else(ratio(first_round_shares, first_round_shares + total(issued_later)), 1)


@line("Part kept until the exit", unit=SHARE, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def retention_to_exit(stated_retention, planned_retention):
    """As stated, or else as the plan's later rounds leave it."""
    return where(stated_retention > 0, stated_retention, planned_retention)


@line("Investment", unit=MONEY, shape=Shape.SCALAR)
def investment_asked(venture_investment, first_round_amount=0):
    """As stated, or else the amount of the first round."""
    return where(venture_investment > 0, venture_investment, first_round_amount)


@line("Month of the investment", unit=MONTH, shape=Shape.SCALAR)
def investment_month(venture_investment, first_round_month=0):
    """That of the first round, at whose end the money arrives; the plan's start where the investment is stated or no round raised."""
    return where(venture_investment > 0, 0, or_else(first_round_month, 0))


@line("Shares before the investment", unit=NUMBER, shape=Shape.SCALAR)
def shares_before_investment(is_first_round=0, pre_money_shares=0, opening_shares=0, diluted_shares=0):
    """Those that the first round's pre-money value is divided by, with what converts in it; else the shares of today."""
    today = where(opening_shares > 0, opening_shares, diluted_shares)
    first = sum_product(is_first_round, pre_money_shares)
    return where(first > 0, first, today)


# The method.


@line("Years to the exit", unit=FACTOR, shape=Shape.SCALAR)
def years_to_exit(horizon, investment_month):
    """From the investment to the plan's end."""
    return (horizon - investment_month) / 12


@line("Multiple that the hurdle asks for", unit=MULTIPLE, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def hurdle_multiple(hurdle_rate, years_to_exit):
    """What must come back of each unit invested: (1 + hurdle rate) ^ years."""
    return (1 + hurdle_rate) ** years_to_exit


@line("Multiple of ARR at the exit", unit=MULTIPLE, shape=Shape.SCALAR)
def multiple_at_exit(venture_exit_multiple, exit_multiple=0):
    """As stated for the venture method, or else for the valuation."""
    return where(venture_exit_multiple > 0, venture_exit_multiple, exit_multiple)


@line("Exit value for the venture method", unit=MONEY, shape=Shape.SCALAR)
def venture_exit_value(multiple_at_exit, closing_arr, horizon, net_cash):
    """What all shares bring: exit multiple × ARR at the plan's end, with cash and less what is owed then; at least nothing."""
    return maximum(0, multiple_at_exit * at_month(closing_arr, horizon) + at_month(net_cash, horizon))


@line(
    "Post-money value, venture method", unit=MONEY, shape=Shape.SCALAR,
    metric=higher("plan", "founders, investors", "quarterly, yearly", variant="exit value at the hurdle rate, after later rounds"),
)  # fmt: skip
def vc_post_money(venture_exit_value, retention_to_exit, hurdle_multiple):
    """The most that the company may be worth with the money in it: exit value × part kept ÷ (1 + hurdle rate) ^ years."""
    return venture_exit_value * retention_to_exit / hurdle_multiple


@line(
    "Pre-money value, venture method", unit=MONEY, shape=Shape.SCALAR,
    metric=higher("plan", "founders, investors", "quarterly, yearly", variant="exit value at the hurdle rate, less the investment"),
)  # fmt: skip
def vc_pre_money(vc_post_money, investment_asked):
    """Post-money value less the investment; 0 where the investment is worth more than the company."""
    return maximum(0, vc_post_money - investment_asked)


@line("New shares, venture method", unit=NUMBER, shape=Shape.SCALAR)
def vc_new_shares(investment_asked, shares_before_investment, vc_pre_money):
    """Shares before × investment ÷ pre-money value; not available where the round cannot clear."""
    return ratio(investment_asked * shares_before_investment, vc_pre_money)


@line("Share bought, venture method", unit=SHARE, shape=Shape.SCALAR)
def vc_ownership(vc_new_shares, shares_before_investment):
    """What the investor must own after the round: new shares ÷ all shares then."""
    return ratio(vc_new_shares, shares_before_investment + vc_new_shares)


@line("Share left at the exit, venture method", unit=SHARE, shape=Shape.SCALAR)
def vc_exit_ownership(vc_ownership, retention_to_exit):
    """What later rounds leave of it: at the exit it is worth the investment × the hurdle's multiple."""
    return vc_ownership * retention_to_exit


@line("Price per share, venture method", unit=PRICE, shape=Shape.SCALAR)
def vc_share_price(investment_asked, vc_new_shares):
    """Investment ÷ new shares."""
    return ratio(investment_asked, vc_new_shares)


@check(
    "The round cannot clear at the hurdle rate: it asks for all that the company may then be worth, or more", severity=Severity.ALERT,
    unit=FLAG, shape=Shape.SCALAR,
)  # fmt: skip
def vc_round_too_large(investment_asked, vc_post_money):
    """1 when the investment is not below the post-money value."""
    return (investment_asked > 0) * (investment_asked >= vc_post_money)


@line("Venture method ÷ first round", unit=SHARE, shape=Shape.SCALAR)
def vc_to_round(vc_pre_money, first_round_pre_money=0):
    """Its pre-money value as a share of the one that the plan's first round is priced at; not available without a round."""
    return ratio(vc_pre_money, first_round_pre_money)


# What the round's own price asks for.


@line("Exit value that the round's price asks for", unit=MONEY, shape=Shape.SCALAR)
def required_exit_value(retention_to_exit, hurdle_multiple, first_round_amount=0, first_round_pre_money=0):
    """What all shares must bring for investors of the first round to earn the hurdle rate: post-money value × multiple ÷ part kept."""
    return (first_round_amount + first_round_pre_money) * hurdle_multiple / retention_to_exit


@line("ARR that the round's price asks for", unit=MONEY, shape=Shape.SCALAR)
def required_arr(required_exit_value, net_cash, horizon, multiple_at_exit):
    """At the plan's end, at the method's exit multiple, with the plan's cash and debt of then; 0 without a round."""
    return ratio(maximum(0, required_exit_value - at_month(net_cash, horizon)), multiple_at_exit)
