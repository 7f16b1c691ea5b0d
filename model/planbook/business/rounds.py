"""Priced equity rounds: their money, and whether they follow each other."""

from planbook.business.families import ROUND
from planbook.language.declarations import Chapter, Form, Rule, assumption, check, line
from planbook.language.operators import maximum, not_available, preceding, ratio, same, sum_product, total, where
from planbook.language.units import FLAG, LABEL, MONEY, MONTH, MULTIPLE, NUMBER, SHARE, Kind, Shape

CHAPTER = Chapter("rounds", "Rounds", "Equity rounds", "Priced rounds: month, amount, pre-money value, option pool.", section="rounds")

round_amount = assumption(
    "Round: amount", unit=MONEY, per=ROUND, at="rounds.amount", low=0, about="Money raised; 0 for no round: then nothing converts.",
)  # fmt: skip
round_month = assumption(
    "Round: month", unit=LABEL, per=ROUND, at="rounds.month", form=Form.MONTH, ascending="round_amount",
    about="The money arrives at the end of this month. Rounds of one month close in the order in which they are listed.",
)  # fmt: skip
round_pre_money = assumption(
    "Round: pre-money value", unit=MONEY, per=ROUND, at="rounds.pre_money", above=0,
    about="Agreed value of the company before the money, of all shares with those that SAFEs and notes become.",
)  # fmt: skip
round_costs = assumption(
    "Round: costs", unit=SHARE, per=ROUND, at="rounds.costs", low=0, high=1, default=0,
    about="Legal and advisory costs, as a share of the money raised.",
)  # fmt: skip
round_pool = assumption(
    "Round: option pool", unit=SHARE, per=ROUND, at="rounds.pool", low=0, below=1, default=0,
    about="Free options after the round, as a share of all shares and options; what is missing is created.",
    rule=Rule(
        lambda round_pool, round_amount, round_pre_money: round_pool * (round_pre_money + round_amount) < round_pre_money,
        "a pool of {round_pool}, and new money of {round_amount} at {round_pre_money} before it, leave nothing to those who hold the "
        "company: the pool is a share of all shares after the round, beside the share that the new money buys",
        when=(ROUND.pool_timing, "before"),
    ),
)  # fmt: skip
round_preference = assumption(
    "Round: liquidation preference", unit=MULTIPLE, per=ROUND, at="rounds.preference", low=0, default=1,
    about="Multiple of its money that a class of the round gets before common shares when the company is sold; 0 for none. It is a "
    "class of new shares, and one of what converts in the round.",
)  # fmt: skip
round_participation = assumption(
    "Round: participation", unit=MULTIPLE, per=ROUND, at="rounds.participation", low=0, default=0,
    about="Multiple of its money, preference included, up to which a class of the round also shares in the rest: 0 for not at all, 3 for "
    "at most three times, 1000 for without limit. Whoever gains by it takes part as common shares instead.",
)  # fmt: skip
round_seniority = assumption(
    "Round: seniority", unit=NUMBER, per=ROUND, at="rounds.seniority", form=Form.WHOLE, low=0, default=1,
    about="Rank of the preference: a higher number is paid first, equal ones share in proportion.",
)  # fmt: skip


@line("Round is raised", unit=FLAG, per=ROUND, shape=Shape.SCALAR)
def round_raised(round_amount):
    """1 where money is raised."""
    return round_amount > 0


@line("Rounds raised so far", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def rounds_raised(rounds_raised, round_raised):
    """This and the rounds before it, those without money left out."""
    return preceding(rounds_raised, ROUND, 0) + round_raised


@line("Is the first round", unit=FLAG, per=ROUND, shape=Shape.SCALAR)
def is_first_round(rounds_raised, round_raised):
    """1 for the first round that is raised."""
    return round_raised * same(rounds_raised, 1)


@line("First round: amount", unit=MONEY, shape=Shape.SCALAR)
def first_round_amount(is_first_round, round_amount):
    """What the first round that is raised brings; 0 where none is."""
    return sum_product(is_first_round, round_amount)


@line("First round: month", unit=MONTH, shape=Shape.SCALAR)
def first_round_month(first_round_amount, is_first_round, round_month):
    """At the end of which month its money arrives; not available where none is raised."""
    return where(first_round_amount > 0, sum_product(is_first_round, round_month), not_available)


@line("First round: pre-money value", unit=MONEY, shape=Shape.SCALAR)
def first_round_pre_money(is_first_round, round_pre_money):
    """What the company is worth before its money; 0 where none is raised."""
    return sum_product(is_first_round, round_pre_money)


@line("First round: share that it buys", unit=SHARE, shape=Shape.SCALAR)
def first_round_share(first_round_amount, first_round_pre_money):
    """Amount ÷ post-money value; not available where none is raised."""
    return ratio(first_round_amount, first_round_amount + first_round_pre_money)


@line("Later rounds: amount", unit=MONEY, shape=Shape.SCALAR)
def later_rounds_amount(round_amount, first_round_amount):
    """What all rounds after the first one bring; 0 without any."""
    return total(round_amount) - first_round_amount


@line("Month of the last round so far", unit=LABEL, per=ROUND, shape=Shape.SCALAR)
def latest_round_month(latest_round_month, round_raised, round_month):
    """The latest month of this and the rounds listed before it; 0 before the first."""
    return maximum(preceding(latest_round_month, ROUND, 0), round_raised * round_month)


@check("Rounds are listed in the order of their months", per=ROUND, unit=FLAG, shape=Shape.SCALAR)
def round_order_residual(round_raised, round_month, latest_round_month):
    """1 when a round is raised before one that is listed above it."""
    return round_raised * (latest_round_month > round_month)


@line("Net round money", unit=MONEY, per=ROUND, shape=Shape.SCALAR)
def round_money(round_amount, round_costs):
    """Amount raised less costs."""
    return round_amount * (1 - round_costs)


@line("Receipts of a round", unit=MONEY, per=ROUND, kind=Kind.FLOW)
def round_receipts(month, round_month, round_money):
    """Net money of the round, in its month."""
    return same(month, round_month) * round_money


@line("Proceeds of rounds", unit=MONEY, kind=Kind.FLOW)
def round_proceeds(round_receipts):
    """Net money of all rounds."""
    return total(round_receipts)
