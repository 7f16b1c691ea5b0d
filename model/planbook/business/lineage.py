"""Movers by the month in which they first joined the company: what retention of all customers needs.

A segment's cohorts count a mover from the month of the move. Whoever was a customer of another segment
twelve months ago has been kept all the same, so movers are also followed by their first month. Of those who
moved into a segment so far the same share stays, whenever they first joined.
"""

from planbook.business.cohorts import kept_share
from planbook.business.families import MOVE, SEGMENT
from planbook.language.declarations import Chapter, line
from planbook.language.operators import minimum, of, or_else, over_cohorts, prior, ratio, starts, total, trailing, where
from planbook.language.units import CUSTOMERS, MONEY, PRICE, SHARE, Kind, Shape

CHAPTER = Chapter(
    "lineage", "Lineage", "Movers by their first month", "Who of the movers was a customer of another segment twelve months ago.",
    section="moves",
)  # fmt: skip


@line("Movers of a cohort", unit=CUSTOMERS, per=SEGMENT, shape=Shape.COHORTS, opening=0)
def cohort_arrived(cohort_arrived, moved_in_customers, churn_by_age, churn_factor, staying_share):
    """Customers who moved here, by the month of the move."""
    return starts * moved_in_customers + prior(cohort_arrived) * kept_share(churn_by_age, churn_factor) * staying_share


@line("MRR of movers of a cohort", unit=MONEY, per=SEGMENT, shape=Shape.COHORTS, opening=0)
def cohort_arrived_mrr(cohort_arrived_mrr, moved_in_mrr, churn_by_age, churn_factor, staying_growth):
    """Recurring revenue of customers who moved here, by the month of the move."""
    return starts * moved_in_mrr + prior(cohort_arrived_mrr) * kept_share(churn_by_age, churn_factor) * staying_growth


@line("Movers there", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def arrived_customers(cohort_arrived):
    """Customers at month end who moved here."""
    return over_cohorts(cohort_arrived)


@line("MRR of movers there", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def arrived_mrr(cohort_arrived_mrr):
    """Recurring revenue at month end of customers who moved here."""
    return over_cohorts(cohort_arrived_mrr)


@line("Share of movers who stay", unit=SHARE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def arrived_stay(arrived_customers, moved_in_customers):
    """Movers of earlier months who are still there ÷ movers there at the end of last month."""
    return or_else(ratio(arrived_customers - moved_in_customers, prior(arrived_customers)), 0)


@line("Growth of the MRR of movers", unit=SHARE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def arrived_growth(arrived_mrr, moved_in_mrr):
    """Recurring revenue of movers of earlier months ÷ that of movers there at the end of last month."""
    return or_else(ratio(arrived_mrr - moved_in_mrr, prior(arrived_mrr)), 0)


@line("Customers of a cohort who move", unit=CUSTOMERS, per=MOVE, shape=Shape.COHORTS, opening=0)
def cohort_moving(cohort_customers, cohort_arrived, cohort_moved, move_rate):
    """Customers who move, by the month in which they first joined the company."""
    there = prior(of(cohort_customers, MOVE.source)) - prior(of(cohort_arrived, MOVE.source)) + prior(of(cohort_moved, MOVE.source))
    return there * move_rate


@line("Movers by their first month", unit=CUSTOMERS, per=SEGMENT, shape=Shape.COHORTS, opening=0)
def cohort_moved(cohort_moved, cohort_moving, arrived_stay):
    """Customers who moved here, by the month in which they first joined the company."""
    return prior(cohort_moved) * arrived_stay + total(cohort_moving, by=MOVE.target)


@line("MRR of movers by their first month", unit=MONEY, per=SEGMENT, shape=Shape.COHORTS, opening=0)
def cohort_moved_mrr(cohort_moved_mrr, cohort_moving, arrived_growth, new_price):
    """Recurring revenue of customers who moved here, by the month in which they first joined the company."""
    return prior(cohort_moved_mrr) * arrived_growth + total(cohort_moving, by=MOVE.target) * new_price


@line("Customers kept by a move", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def kept_by_move(cohort_moved, cohort_arrived):
    """Customers who moved here within twelve months and were with the company before."""
    return over_cohorts(cohort_moved, from_age=12) - over_cohorts(cohort_arrived, from_age=12)


@line("MRR kept by a move", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def mrr_kept_by_move(cohort_moved_mrr, cohort_arrived_mrr):
    """Today's recurring revenue of customers who moved here within twelve months and were with the company before."""
    return over_cohorts(cohort_moved_mrr, from_age=12) - over_cohorts(cohort_arrived_mrr, from_age=12)


# What these movers would pay without gains: at most what they paid a year ago. Nobody is followed over several moves: who has
# moved twice in a year counts at the lowest price that he may have paid, so that the retention errs downwards.


@line("Revenue per customer on monthly terms", unit=PRICE, kind=Kind.FACTOR, per=SEGMENT, opening="same")
def monthly_arpu(closing_monthly_mrr, closing_monthly_customers):
    """Recurring revenue of customers on monthly terms ÷ their number; 0 without customers."""
    return or_else(ratio(closing_monthly_mrr, closing_monthly_customers), 0)


@line("Moved in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=MOVE, opening=0)
def moved_12_months(moved_customers):
    """Customers who moved in the last twelve months."""
    return trailing(moved_customers, 12)


@line("Moved here within twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def recent_arrivals(arrived_customers, cohort_arrived):
    """Customers at month end who moved here in the last twelve months."""
    return arrived_customers - over_cohorts(cohort_arrived, from_age=12)


@line("Customers who move again", unit=CUSTOMERS, kind=Kind.FLOW, per=MOVE)
def moved_again(recent_arrivals, move_rate):
    """Customers who move and had moved to the segment they leave within twelve months: a year ago they were elsewhere."""
    return prior(of(recent_arrivals, MOVE.source)) * move_rate


@line("Moved again in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=MOVE, opening=0)
def moved_again_12_months(moved_again):
    """Moves of the last twelve months that were not a customer's first in a year."""
    return trailing(moved_again, 12)


@line("Moved once in twelve months", unit=CUSTOMERS, kind=Kind.BALANCE, per=MOVE, opening=0)
def moved_once(moved_12_months, moved_again_12_months):
    """Moves of the last twelve months by customers who were in the segment they left a year ago."""
    return moved_12_months - moved_again_12_months


@line("Old price of those who move away", unit=PRICE, kind=Kind.FACTOR, per=MOVE, opening=0)
def left_price(monthly_arpu):
    """What the segment that they leave paid twelve months ago."""
    return prior(of(monthly_arpu, MOVE.source), 12)


@line("What they paid in the segment they left", unit=MONEY, kind=Kind.BALANCE, per=MOVE, opening=0)
def moved_at_left_price(moved_once, left_price):
    """Customers who moved once in the last twelve months, at what their old segment paid twelve months ago."""
    return moved_once * left_price


@line("Old price of those who moved here once", unit=PRICE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def arrivals_old_price(moved_at_left_price, moved_once, monthly_arpu):
    """What a customer who moved here once in twelve months paid a year ago; without any, what the segment itself paid."""
    return or_else(ratio(total(moved_at_left_price, by=MOVE.target), total(moved_once, by=MOVE.target)), prior(monthly_arpu, 12))


@line("What a mover pays today", unit=PRICE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def movers_price(mrr_kept_by_move, kept_by_move):
    """Recurring revenue of a customer who moved here within twelve months and was with the company before; 0 without any."""
    return or_else(ratio(mrr_kept_by_move, kept_by_move), 0)


@line("Lower price of those who moved once", unit=PRICE, kind=Kind.FACTOR, per=MOVE, opening=0)
def once_price(left_price, movers_price):
    """What they paid a year ago, or pay today where that is less."""
    return minimum(left_price, of(movers_price, MOVE.target))


@line("Lower price of those who moved again", unit=PRICE, kind=Kind.FACTOR, per=MOVE, opening=0)
def again_price(left_price, arrivals_old_price, once_price, movers_price):
    """The lowest of what they pay, what the segment they left paid a year ago, and what movers to it paid.

    Where a year ago nobody was in the segment they left, they came from where movers to it came from.
    """
    arrived = of(arrivals_old_price, MOVE.source)
    return where(left_price > 0, minimum(once_price, arrived), minimum(arrived, of(movers_price, MOVE.target)))


@line("Movers at the lower price", unit=MONEY, kind=Kind.BALANCE, per=MOVE, opening=0)
def moved_at_lower_price(moved_once, once_price, moved_again_12_months, again_price):
    """Customers who moved in the last twelve months, at the lower of what they paid twelve months ago and pay today."""
    return moved_once * once_price + moved_again_12_months * again_price


@line("Lower price of the movers", unit=PRICE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def movers_lower_price(moved_at_lower_price, moved_12_months):
    """What a mover of the last twelve months pays without gains, on average; 0 without movers."""
    return or_else(ratio(total(moved_at_lower_price, by=MOVE.target), total(moved_12_months, by=MOVE.target)), 0)


@line("MRR kept by a move, without gains", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=0)
def gross_mrr_kept_by_move(kept_by_move, movers_lower_price):
    """Recurring revenue of movers of the last twelve months, at the lower of what they pay and what they paid a year ago."""
    return kept_by_move * movers_lower_price
