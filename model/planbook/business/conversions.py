"""Returns of each SAFE and note, by exit: money paid in, what it brings, MOIC and IRR, as for the investors of a round.

Money is paid at the ends of months, and the exit pays at the end of its own; a note that falls due before it is repaid then.
Where money came before the plan and more was paid since, there is no IRR: the months of the plan do not hold all of its flows.
"""

from planbook.business import returns
from planbook.business.families import EXIT, NOTE, ROUND, SAFE
from planbook.language.declarations import Chapter, line
from planbook.language.operators import (
    absolute,
    irr,
    maximum,
    or_else,
    ratio,
    relative_difference,
    sum_product,
    total,
    where,
)  # fmt: skip
from planbook.language.units import FACTOR, FLAG, LABEL, MONEY, MONTHS, MULTIPLE, RATE, YEARLY_RATE, Kind, Shape, Sign

CHAPTER = Chapter(
    "conversions", "Conversions", "Returns of SAFEs and notes", "Money in, proceeds, MOIC and IRR of each, by exit.",
    section="rounds", along="valuation",
)  # fmt: skip


# SAFEs.


@line("Paid in a round by a SAFE's holder", unit=MONEY, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_round_paid(safe_bought, share_price):
    """New shares bought by pro-rata right × the round's price."""
    return safe_bought * share_price


@line("Money of a SAFE by the exit", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_own_money(exit_within_plan, exit_month, safe_month, safe_amount):
    """Its amount, where it has arrived."""
    return exit_within_plan * (exit_month >= safe_month) * safe_amount


@line("Money in of a SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_money_in(safe_own_money, round_counts, safe_round_paid):
    """Its amount, and what its holder has paid in rounds by then."""
    return safe_own_money + sum_product(round_counts, safe_round_paid)


@line("Brought by a SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_returned(safe_proceeds_of_exit, safe_paid):
    """For the shares that it became and those bought since, or for the SAFE itself while it waits."""
    return safe_proceeds_of_exit + safe_paid


@line("Months of a SAFE's money", unit=MONTHS, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_months_invested(exit_month, safe_month):
    """From its month to the exit; 0 where it comes in that month or after it."""
    return maximum(0, exit_month - safe_month)


@line("Money × months invested, SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_money_time(months_to_exit, safe_round_paid, safe_own_money, safe_months_invested):
    """Each payment × the months from it to the exit."""
    return sum_product(months_to_exit, safe_round_paid) + safe_own_money * safe_months_invested


@line("Paid in, SAFE", unit=MONEY, per=SAFE, kind=Kind.FLOW)
def safe_paid_in(safe_receipts, round_closes, safe_round_paid):
    """In its month, and in the months of rounds."""
    return safe_receipts + sum_product(round_closes, safe_round_paid)


@line("MOIC of a SAFE", unit=MULTIPLE, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_moic(safe_returned, safe_money_in):
    """Multiple of invested capital: proceeds ÷ money in; not available where no money is known."""
    return ratio(safe_returned, safe_money_in)


@line("Money in before the exit's month, SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_early_money(round_before_exit, safe_round_paid, safe_months_invested, safe_own_money):
    """Its amount, where it came before then, and what its holder paid in rounds before."""
    return sum_product(round_before_exit, safe_round_paid) + safe_own_money * (safe_months_invested > 0)


@line("Proceeds less what is paid in the exit's month, SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_net_returned(safe_returned, safe_money_in, safe_early_money):
    """What comes back for the money of before."""
    return returns.net_returned(safe_returned, safe_money_in, safe_early_money)


@line("MOIC of money in before the exit's month, SAFE", unit=MULTIPLE, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_net_moic(safe_net_returned, safe_early_money):
    """What comes back for it ÷ that money; not available where there is none."""
    return returns.net_moic(safe_net_returned, safe_early_money)


@line("Part of the money's time in a month, SAFE", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_part_of_time(safe_early_money, safe_money_time):
    """1 ÷ average months invested."""
    return returns.part_of_time(safe_early_money, safe_money_time)


@line("Growth per month by average months, SAFE", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def safe_first_growth(safe_net_moic, relative_tolerance, safe_part_of_time):
    """MOIC^(1 ÷ average months), at most twelvefold."""
    return returns.first_growth(safe_net_moic, relative_tolerance, safe_part_of_time)


@line("Payment grown by average months, SAFE", unit=MONEY, per=(EXIT, SAFE, ROUND), shape=Shape.SCALAR)
def safe_first_grown(round_before_exit, safe_round_paid, safe_first_growth, months_to_exit):
    """What was paid in a round before the exit's month × that growth over the months to it."""
    return returns.payment_grown(round_before_exit, safe_round_paid, safe_first_growth, months_to_exit)


@line("Money grown by average months, SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_first_money(safe_months_invested, safe_own_money, safe_first_growth):
    """Its amount, where it came before the exit's month, × that growth over the months until it pays."""
    return returns.payment_grown(safe_months_invested > 0, safe_own_money, safe_first_growth, safe_months_invested)


@line("Payments grown × months, SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_first_time(months_to_exit, safe_first_grown, safe_first_money, safe_months_invested):
    """For the average months of what payments grow to."""
    return sum_product(months_to_exit, safe_first_grown) + safe_first_money * safe_months_invested


@line("Proceeds to payments grown, SAFE", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_proceeds_to_grown(safe_net_returned, safe_first_money, safe_first_grown):
    """What comes back ÷ what payments grow to."""
    return ratio(safe_net_returned, safe_first_money + total(safe_first_grown))


@line("Part of the grown payments' time in a month, SAFE", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_grown_part_of_time(safe_first_money, safe_first_grown, safe_first_time):
    """1 ÷ average months of what payments grow to."""
    return returns.part_of_time(safe_first_money + total(safe_first_grown), safe_first_time)


@line("Rate to begin with, SAFE", unit=RATE, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_irr_guess(safe_first_growth, safe_proceeds_to_grown, relative_tolerance, safe_grown_part_of_time):
    """Growth by average months, and a step from it towards what comes back, − 1: the rate itself where all is paid at once."""
    return returns.irr_guess(safe_first_growth, safe_proceeds_to_grown, relative_tolerance, safe_grown_part_of_time)


@line("Flow, SAFE", unit=MONEY, per=(EXIT, SAFE), kind=Kind.FLOW)
def safe_flow(month, exit_month, safe_returned, safe_paid_in):
    """Proceeds in the month in which they are paid, less what is paid in up to it."""
    return returns.investor_flow(month, exit_month, safe_returned, safe_paid_in)


@line("IRR per month of the plan's flows, SAFE", unit=RATE, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_monthly_irr(safe_flow, safe_irr_guess):
    """The rate at which the months of the flow come to nothing."""
    return irr(safe_flow, safe_irr_guess)


@line("Growth of money from before the plan, SAFE", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_early_growth(safe_own_money, safe_money_in, safe_returned, safe_irr_guess):
    """1 + monthly IRR, where nothing more is paid and something comes back; else 0."""
    return (safe_own_money >= safe_money_in) * (safe_returned > 0) * (1 + safe_irr_guess)


@line("Growth per month, where there is a rate, SAFE", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_growth_found(safe_month, safe_monthly_irr, safe_early_growth):
    """1 + monthly IRR; 0 without a rate."""
    return where(safe_month > 0, or_else(1 + safe_monthly_irr, 0), safe_early_growth)


@line("Growth per month, SAFE", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def safe_monthly_growth(safe_growth_found):
    """1 + monthly IRR; 1 without a rate."""
    return returns.growth_or_none(safe_growth_found)


@line("IRR of a SAFE", unit=YEARLY_RATE, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_irr(safe_growth_found, safe_monthly_growth):
    """Internal rate of return per year: growth per month to the twelfth − 1."""
    return returns.rate_a_year(safe_growth_found, safe_monthly_growth)


@line("Payment grown to the exit, SAFE", unit=MONEY, per=(EXIT, SAFE, ROUND), shape=Shape.SCALAR)
def safe_grown_payment(round_counts, safe_round_paid, safe_monthly_growth, months_to_exit):
    """What was paid in a round × growth per month over the months to the exit."""
    return returns.payment_grown(round_counts, safe_round_paid, safe_monthly_growth, months_to_exit)


@line("Money grown to the exit, SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_grown_money(safe_own_money, safe_monthly_growth, safe_months_invested):
    """Its amount × growth per month over the months until it pays."""
    return safe_own_money * safe_monthly_growth**safe_months_invested


@line("Payments grown that are not the proceeds, SAFE", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_irr_gap(safe_growth_found, safe_grown_money, safe_grown_payment, safe_returned):
    """Payments grown against the proceeds, as a share of them, whichever is more, where there is a rate."""
    return (safe_growth_found > 0) * absolute(relative_difference(safe_grown_money + total(safe_grown_payment), safe_returned))


# Notes.


@line("Paid in a round by a note's holder", unit=MONEY, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_round_paid(note_bought, share_price):
    """New shares bought by pro-rata right × the round's price."""
    return note_bought * share_price


@line("Note is repaid by the exit", unit=FLAG, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_is_repaid(exit_within_plan, exit_month, note_repayment_month):
    """1 where it has fallen due by then, and no round has converted it."""
    return exit_within_plan * (note_repayment_month > 0) * (exit_month >= note_repayment_month)


@line("Month in which a note pays", unit=LABEL, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_end(note_is_repaid, note_repayment_month, exit_month):
    """That of its repayment, or else of the exit."""
    return where(note_is_repaid, note_repayment_month, exit_month)


@line("Money of a note by the exit", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_own_money(exit_within_plan, exit_month, note_month, note_amount):
    """Its amount, where it has arrived."""
    return exit_within_plan * (exit_month >= note_month) * note_amount


@line("Money in of a note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_money_in(note_own_money, round_counts, note_round_paid):
    """Its amount, and what its holder has paid in rounds by then."""
    return note_own_money + sum_product(round_counts, note_round_paid)


@line("Repaid by the exit, note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_repaid_by_exit(note_is_repaid, note_amount, note_rate, note_repayment_month, note_month):
    """Its amount with interest, where it is repaid by then."""
    return note_is_repaid * note_amount * (1 + note_rate * (note_repayment_month - note_month))


@line("Brought by a note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_returned(note_proceeds_of_exit, note_paid, note_repaid_by_exit):
    """For the shares that it became and those bought since, for the note itself while it is owed, or what was repaid before."""
    return note_proceeds_of_exit + note_paid + note_repaid_by_exit


@line("Months of a note's money", unit=MONTHS, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_months_invested(note_end, note_month):
    """From its month to the exit, or to its repayment; 0 where it comes in that month or after it."""
    return maximum(0, note_end - note_month)


@line("Money × months invested, note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_money_time(months_to_exit, note_round_paid, note_own_money, note_months_invested):
    """Each payment × the months from it to the exit, or to its repayment."""
    return safe_money_time(months_to_exit, note_round_paid, note_own_money, note_months_invested)


@line("Paid in, note", unit=MONEY, per=NOTE, kind=Kind.FLOW)
def note_paid_in(note_receipts, round_closes, note_round_paid):
    """In its month, and in the months of rounds."""
    return note_receipts + sum_product(round_closes, note_round_paid)


@line("MOIC of a note", unit=MULTIPLE, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_moic(note_returned, note_money_in):
    """Multiple of invested capital: proceeds ÷ money in; not available where no money is known."""
    return ratio(note_returned, note_money_in)


@line("Money in before the exit's month, note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_early_money(round_before_exit, note_round_paid, note_months_invested, note_own_money):
    """Its amount, where it came before then, and what its holder paid in rounds before."""
    return safe_early_money(round_before_exit, note_round_paid, note_months_invested, note_own_money)


@line("Proceeds less what is paid in the exit's month, note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_net_returned(note_returned, note_money_in, note_early_money):
    """What comes back for the money of before."""
    return returns.net_returned(note_returned, note_money_in, note_early_money)


@line("MOIC of money in before the exit's month, note", unit=MULTIPLE, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_net_moic(note_net_returned, note_early_money):
    """What comes back for it ÷ that money; not available where there is none."""
    return returns.net_moic(note_net_returned, note_early_money)


@line("Part of the money's time in a month, note", unit=FACTOR, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_part_of_time(note_early_money, note_money_time):
    """1 ÷ average months invested."""
    return returns.part_of_time(note_early_money, note_money_time)


@line("Growth per month by average months, note", unit=FACTOR, per=(EXIT, NOTE), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def note_first_growth(note_net_moic, relative_tolerance, note_part_of_time):
    """MOIC^(1 ÷ average months), at most twelvefold."""
    return returns.first_growth(note_net_moic, relative_tolerance, note_part_of_time)


@line("Payment grown by average months, note", unit=MONEY, per=(EXIT, NOTE, ROUND), shape=Shape.SCALAR)
def note_first_grown(round_before_exit, note_round_paid, note_first_growth, months_to_exit):
    """What was paid in a round before the exit's month × that growth over the months to it."""
    return returns.payment_grown(round_before_exit, note_round_paid, note_first_growth, months_to_exit)


@line("Money grown by average months, note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_first_money(note_months_invested, note_own_money, note_first_growth):
    """Its amount, where it came before the exit's month, × that growth over the months until it pays."""
    return returns.payment_grown(note_months_invested > 0, note_own_money, note_first_growth, note_months_invested)


@line("Payments grown × months, note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_first_time(months_to_exit, note_first_grown, note_first_money, note_months_invested):
    """For the average months of what payments grow to."""
    return safe_first_time(months_to_exit, note_first_grown, note_first_money, note_months_invested)


@line("Proceeds to payments grown, note", unit=FACTOR, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_proceeds_to_grown(note_net_returned, note_first_money, note_first_grown):
    """What comes back ÷ what payments grow to."""
    return safe_proceeds_to_grown(note_net_returned, note_first_money, note_first_grown)


@line("Part of the grown payments' time in a month, note", unit=FACTOR, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_grown_part_of_time(note_first_money, note_first_grown, note_first_time):
    """1 ÷ average months of what payments grow to."""
    return returns.part_of_time(note_first_money + total(note_first_grown), note_first_time)


@line("Rate to begin with, note", unit=RATE, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_irr_guess(note_first_growth, note_proceeds_to_grown, relative_tolerance, note_grown_part_of_time):
    """Growth by average months, and a step from it towards what comes back, − 1: the rate itself where all is paid at once."""
    return returns.irr_guess(note_first_growth, note_proceeds_to_grown, relative_tolerance, note_grown_part_of_time)


@line("Flow, note", unit=MONEY, per=(EXIT, NOTE), kind=Kind.FLOW)
def note_flow(month, note_end, note_returned, note_paid_in):
    """Proceeds in the month in which they are paid, less what is paid in up to it."""
    return returns.investor_flow(month, note_end, note_returned, note_paid_in)


@line("IRR per month of the plan's flows, note", unit=RATE, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_monthly_irr(note_flow, note_irr_guess):
    """The rate at which the months of the flow come to nothing."""
    return irr(note_flow, note_irr_guess)


@line("Growth of money from before the plan, note", unit=FACTOR, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_early_growth(note_own_money, note_money_in, note_returned, note_irr_guess):
    """1 + monthly IRR, where nothing more is paid and something comes back; else 0."""
    return safe_early_growth(note_own_money, note_money_in, note_returned, note_irr_guess)


@line("Growth per month, where there is a rate, note", unit=FACTOR, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_growth_found(note_month, note_monthly_irr, note_early_growth):
    """1 + monthly IRR; 0 without a rate."""
    return safe_growth_found(note_month, note_monthly_irr, note_early_growth)


@line("Growth per month, note", unit=FACTOR, per=(EXIT, NOTE), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def note_monthly_growth(note_growth_found):
    """1 + monthly IRR; 1 without a rate."""
    return returns.growth_or_none(note_growth_found)


@line("IRR of a note", unit=YEARLY_RATE, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_irr(note_growth_found, note_monthly_growth):
    """Internal rate of return per year: growth per month to the twelfth − 1."""
    return returns.rate_a_year(note_growth_found, note_monthly_growth)


@line("Payment grown to the exit, note", unit=MONEY, per=(EXIT, NOTE, ROUND), shape=Shape.SCALAR)
def note_grown_payment(round_counts, note_round_paid, note_monthly_growth, months_to_exit):
    """What was paid in a round × growth per month over the months to the exit."""
    return returns.payment_grown(round_counts, note_round_paid, note_monthly_growth, months_to_exit)


@line("Money grown to the exit, note", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_grown_money(note_own_money, note_monthly_growth, note_months_invested):
    """Its amount × growth per month over the months until it pays."""
    return safe_grown_money(note_own_money, note_monthly_growth, note_months_invested)


@line("Payments grown that are not the proceeds, note", unit=FACTOR, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_irr_gap(note_growth_found, note_grown_money, note_grown_payment, note_returned):
    """Payments grown against the proceeds, as a share of them, whichever is more, where there is a rate."""
    return safe_irr_gap(note_growth_found, note_grown_money, note_grown_payment, note_returned)
