"""The equity round."""

from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.operators import ratio, same
from planbook.language.units import LABEL, MONEY, SHARE, Kind, Shape

CHAPTER = Chapter("funding", "Funding", "Equity round", "One priced round: amount, month, pre-money value.", section="round")

round_amount = assumption("Round: amount", unit=MONEY, at="round.amount", low=0, about="Money raised; 0 for no round.")
round_month = assumption("Round: month", unit=LABEL, at="round.month", form=Form.MONTH, about="The money arrives at the end of this month.")
round_pre_money = assumption(
    "Round: pre-money value", unit=MONEY, at="round.pre_money", above=0, about="Agreed value of the company before the money.",
)  # fmt: skip
round_costs = assumption(
    "Round: costs", unit=SHARE, at="round.costs", low=0, high=1, default=0,
    about="Legal and advisory costs, as a share of the money raised.",
)  # fmt: skip


@line("Investor's share", unit=SHARE, kind=Kind.RATIO, shape=Shape.SCALAR)
def investor_share(round_amount, round_pre_money):
    """Amount ÷ (pre-money + amount)."""
    return ratio(round_amount, round_pre_money + round_amount)


@line("Net round money", unit=MONEY, shape=Shape.SCALAR)
def round_money(round_amount, round_costs):
    """Amount raised less costs."""
    return round_amount * (1 - round_costs)


@line("Proceeds of the round", unit=MONEY, kind=Kind.FLOW)
def round_proceeds(month, round_month, round_money):
    """Net money of the round, in its month."""
    return same(month, round_month) * round_money
