"""Moves: customers who change from one segment to another.

Movers are on monthly terms. They leave their segment on the first day of the month, before anybody else
does, and join the other as a cohort of that month, at its price for new customers. What that adds to or
takes from recurring revenue is expansion or contraction.
"""

from planbook.business.families import MOVE, SEGMENT
from planbook.language.declarations import Chapter, Form, Period, assumption, check, line
from planbook.language.operators import maximum, of, prior, total
from planbook.language.units import CUSTOMERS, FLAG, MONEY, RATE, SHARE, Kind

CHAPTER = Chapter("moves", "Moves", "Moves between segments", "Customers who change from one segment to another.", section="moves")

move_rate = assumption(
    "Rate of the move", unit=SHARE, per=MOVE, at="moves.rate", form=Form.DRIVER, period=Period.LOSS, low=0, below=1,
    adds_up_by=MOVE.source,
    about="Share of the source's customers on monthly terms who move.",
)  # fmt: skip


@line("Share of customers who move away", unit=RATE, kind=Kind.FACTOR, per=SEGMENT, opening="same")
def moving_rate(move_rate):
    """Share of the segment's customers on monthly terms who move to any other segment."""
    return total(move_rate, by=MOVE.source)


@check("No more customers move away from the segment than it has", unit=FLAG, per=SEGMENT)
def moving_rate_residual(moving_rate):
    """1 in a month in which the rates of a segment's moves add up to more than all."""
    return moving_rate > 1


@line("Customers who move", unit=CUSTOMERS, kind=Kind.FLOW, per=MOVE)
def moved_customers(closing_monthly_customers, move_rate):
    """Customers on monthly terms who move on the first day of the month."""
    return prior(of(closing_monthly_customers, MOVE.source)) * move_rate


@line("MRR that movers paid", unit=MONEY, kind=Kind.FLOW, per=MOVE)
def left_mrr(closing_monthly_mrr, move_rate):
    """What the movers paid in the segment they leave."""
    return prior(of(closing_monthly_mrr, MOVE.source)) * move_rate


@line("MRR that movers pay", unit=MONEY, kind=Kind.FLOW, per=MOVE)
def joined_mrr(moved_customers, new_price):
    """What the movers pay in the segment they join."""
    return moved_customers * of(new_price, MOVE.target)


@line("Expansion MRR of the move", unit=MONEY, kind=Kind.FLOW, per=MOVE)
def move_expansion(joined_mrr, left_mrr):
    """What movers pay more."""
    return maximum(joined_mrr - left_mrr, 0)


@line("Contraction MRR of the move", unit=MONEY, kind=Kind.FLOW, per=MOVE)
def move_contraction(joined_mrr, left_mrr):
    """What movers pay less."""
    return maximum(left_mrr - joined_mrr, 0)


@line("Customers who moved away", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def moved_out_customers(moved_customers):
    """Customers who leave the segment for another."""
    return total(moved_customers, by=MOVE.source)


@line("Customers who moved here", unit=CUSTOMERS, kind=Kind.FLOW, per=SEGMENT)
def moved_in_customers(moved_customers):
    """Customers who join the segment from another."""
    return total(moved_customers, by=MOVE.target)


@line("MRR moved away", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def moved_out_mrr(left_mrr):
    """Recurring revenue of customers who leave the segment for another."""
    return total(left_mrr, by=MOVE.source)


@line("MRR moved here", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def moved_in_mrr(joined_mrr):
    """Recurring revenue of customers who join the segment from another."""
    return total(joined_mrr, by=MOVE.target)


@line("Expansion MRR of moves", unit=MONEY, kind=Kind.FLOW)
def moves_expansion(move_expansion):
    """What movers pay more, all moves."""
    return total(move_expansion)


@line("Contraction MRR of moves", unit=MONEY, kind=Kind.FLOW)
def moves_contraction(move_contraction):
    """What movers pay less, all moves."""
    return total(move_contraction)
