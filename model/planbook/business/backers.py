"""Returns of each holder, by exit, on what he buys in rounds by pro-rata right; and whether all money and all proceeds add up.

What was paid for the shares of the plan's start is not known: founders and options have no returns.
"""

from planbook.business import returns
from planbook.business.families import EXIT, HOLDER, ROUND
from planbook.language.declarations import Chapter, check, line
from planbook.language.operators import (
    absolute,
    irr,
    largest,
    or_else,
    ratio,
    relative_difference,
    sum_product,
    total,
)  # fmt: skip
from planbook.language.units import FACTOR, MONEY, MULTIPLE, RATE, YEARLY_RATE, Kind, Shape, Sign

CHAPTER = Chapter(
    "backers", "Backers", "Returns of holders", "Money in, proceeds, MOIC and IRR of holders; all money and all proceeds, by exit.",
    section="rounds", along="valuation",
)  # fmt: skip


# Holders: of what they buy in rounds.


@line("Paid in a round by a holder", unit=MONEY, per=(HOLDER, ROUND), shape=Shape.SCALAR)
def holder_round_paid(holder_bought, share_price):
    """New shares bought by pro-rata right × the round's price."""
    return holder_bought * share_price


@line("Money in of a holder", unit=MONEY, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_money_in(round_counts, holder_round_paid):
    """What he has paid in rounds by then."""
    return sum_product(round_counts, holder_round_paid)


@line("Proceeds of what a holder bought", unit=MONEY, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_returned(holder_bought, new_share_proceeds):
    """For new shares bought in rounds; what his shares of the start bring is no return on known money."""
    return sum_product(holder_bought, new_share_proceeds)


@line("Money × months invested, holder", unit=MONEY, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_money_time(months_to_exit, holder_round_paid):
    """Each payment × the months from it to the exit."""
    return returns.money_time(months_to_exit, holder_round_paid)


@line("Paid in, holder", unit=MONEY, per=HOLDER, kind=Kind.FLOW)
def holder_paid_in(round_closes, holder_round_paid):
    """In the months of rounds."""
    return sum_product(round_closes, holder_round_paid)


@line("MOIC of a holder", unit=MULTIPLE, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_moic(holder_returned, holder_money_in):
    """Multiple of invested capital: proceeds ÷ money in; not available where no money is known."""
    return ratio(holder_returned, holder_money_in)


@line("Money in before the exit's month, holder", unit=MONEY, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_early_money(round_before_exit, holder_round_paid):
    """Paid in rounds that close before it."""
    return returns.early_money(round_before_exit, holder_round_paid)


@line("Proceeds less what is paid in the exit's month, holder", unit=MONEY, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_net_returned(holder_returned, holder_money_in, holder_early_money):
    """What comes back for the money of before."""
    return returns.net_returned(holder_returned, holder_money_in, holder_early_money)


@line("MOIC of money in before the exit's month, holder", unit=MULTIPLE, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_net_moic(holder_net_returned, holder_early_money):
    """What comes back for it ÷ that money; not available where there is none."""
    return returns.net_moic(holder_net_returned, holder_early_money)


@line("Part of the money's time in a month, holder", unit=FACTOR, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_part_of_time(holder_early_money, holder_money_time):
    """1 ÷ average months invested."""
    return returns.part_of_time(holder_early_money, holder_money_time)


@line("Growth per month by average months, holder", unit=FACTOR, per=(EXIT, HOLDER), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def holder_first_growth(holder_net_moic, relative_tolerance, holder_part_of_time):
    """MOIC^(1 ÷ average months), at most twelvefold."""
    return returns.first_growth(holder_net_moic, relative_tolerance, holder_part_of_time)


@line("Payment grown by average months, holder", unit=MONEY, per=(EXIT, HOLDER, ROUND), shape=Shape.SCALAR)
def holder_first_grown(round_before_exit, holder_round_paid, holder_first_growth, months_to_exit):
    """What was paid in a round before the exit's month × that growth over the months to it."""
    return returns.payment_grown(round_before_exit, holder_round_paid, holder_first_growth, months_to_exit)


@line("Payments grown × months, holder", unit=MONEY, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_first_time(months_to_exit, holder_first_grown):
    """For the average months of what payments grow to."""
    return returns.first_time(months_to_exit, holder_first_grown)


@line("Proceeds to payments grown, holder", unit=FACTOR, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_proceeds_to_grown(holder_net_returned, holder_first_grown):
    """What comes back ÷ what payments grow to."""
    return ratio(holder_net_returned, total(holder_first_grown))


@line("Part of the grown payments' time in a month, holder", unit=FACTOR, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_grown_part_of_time(holder_first_grown, holder_first_time):
    """1 ÷ average months of what payments grow to."""
    return returns.part_of_time(total(holder_first_grown), holder_first_time)


@line("Rate to begin with, holder", unit=RATE, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_irr_guess(holder_first_growth, holder_proceeds_to_grown, relative_tolerance, holder_grown_part_of_time):
    """Growth by average months, and a step from it towards what comes back, − 1: the rate itself where all is paid at once."""
    return returns.irr_guess(holder_first_growth, holder_proceeds_to_grown, relative_tolerance, holder_grown_part_of_time)


@line("Flow, holder", unit=MONEY, per=(EXIT, HOLDER), kind=Kind.FLOW)
def holder_flow(month, exit_month, holder_returned, holder_paid_in):
    """Proceeds in the month in which they are paid, less what is paid in up to it."""
    return returns.investor_flow(month, exit_month, holder_returned, holder_paid_in)


@line("IRR per month of the plan's flows, holder", unit=RATE, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_monthly_irr(holder_flow, holder_irr_guess):
    """The rate at which the months of the flow come to nothing."""
    return irr(holder_flow, holder_irr_guess)


@line("Growth per month, where there is a rate, holder", unit=FACTOR, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_growth_found(holder_monthly_irr):
    """1 + monthly IRR; 0 without a rate."""
    return or_else(1 + holder_monthly_irr, 0)


@line("Growth per month, holder", unit=FACTOR, per=(EXIT, HOLDER), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def holder_monthly_growth(holder_growth_found):
    """1 + monthly IRR; 1 without a rate."""
    return returns.growth_or_none(holder_growth_found)


@line("IRR of a holder", unit=YEARLY_RATE, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_irr(holder_growth_found, holder_monthly_growth):
    """Internal rate of return per year: growth per month to the twelfth − 1."""
    return returns.rate_a_year(holder_growth_found, holder_monthly_growth)


@line("Payment grown to the exit, holder", unit=MONEY, per=(EXIT, HOLDER, ROUND), shape=Shape.SCALAR)
def holder_grown_payment(round_counts, holder_round_paid, holder_monthly_growth, months_to_exit):
    """What was paid in a round × growth per month over the months to the exit."""
    return returns.payment_grown(round_counts, holder_round_paid, holder_monthly_growth, months_to_exit)


@line("Payments grown that are not the proceeds, holder", unit=FACTOR, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_irr_gap(holder_growth_found, holder_grown_payment, holder_returned):
    """Payments grown against the proceeds, as a share of them, whichever is more, where there is a rate."""
    return (holder_growth_found > 0) * absolute(relative_difference(total(holder_grown_payment), holder_returned))


# All of them.


@line("Money in by all who bring it", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def all_money_in(money_in, safe_money_in, note_money_in, holder_money_in):
    """Investors of rounds, SAFEs, notes and holders."""
    return total(money_in) + total(safe_money_in) + total(note_money_in) + total(holder_money_in)


@line("Money of the round", unit=MONEY, per=ROUND, shape=Shape.SCALAR)
def amount_raised(round_raised, round_amount):
    """Its amount, where it is raised."""
    return round_raised * round_amount


@line("Raised by the exit", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def raised_by_exit(round_counts, amount_raised, safe_own_money, note_own_money):
    """Amounts of rounds, SAFEs and notes."""
    return sum_product(round_counts, amount_raised) + total(safe_own_money) + total(note_own_money)


@line("Proceeds of holders and options", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def start_proceeds(holder_proceeds, unnamed_proceeds, option_proceeds):
    """Of shares and options of the start, what holders bought since, and options created in rounds."""
    return total(holder_proceeds) + unnamed_proceeds + option_proceeds


@line("Paid out to all who hold something", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def all_proceeds(safe_returned, note_returned, note_repaid_by_exit, investor_proceeds, start_proceeds):
    """Notes, SAFEs, investors, holders and options at the exit, without notes repaid before."""
    bought = total(safe_returned) + total(note_returned) - total(note_repaid_by_exit)
    return bought + total(investor_proceeds) + start_proceeds


@line("Money in that was not raised", unit=FACTOR, per=EXIT, shape=Shape.SCALAR)
def raised_gap(all_money_in, raised_by_exit):
    """Money of all who bring it against what was raised, as a share of it, whichever is more."""
    return absolute(relative_difference(all_money_in, raised_by_exit))


@check("What all bring by each exit is what rounds, SAFEs and notes raised", shape=Shape.SCALAR)
def raised_residual(raised_gap):
    """The largest gap of an exit."""
    return largest(raised_gap)


@line("Paid out that was not there", unit=FACTOR, per=EXIT, shape=Shape.SCALAR)
def payout_of_all_gap(all_proceeds, before_notes):
    """What all get against what is left for notes, SAFEs and shares, as a share of it, whichever is more."""
    return absolute(relative_difference(all_proceeds, before_notes))


@check("What holders of notes, SAFEs and shares get at each exit is all that is left for them", shape=Shape.SCALAR)
def all_proceeds_residual(payout_of_all_gap):
    """The largest gap of an exit."""
    return largest(payout_of_all_gap)


@line("Gaps of SAFEs, notes and holders", unit=FACTOR, per=EXIT, shape=Shape.SCALAR)
def backers_gap(safe_irr_gap, note_irr_gap, holder_irr_gap):
    """Of what they paid, grown at their IRR, to what they get: all of it added up."""
    return total(safe_irr_gap) + total(note_irr_gap) + total(holder_irr_gap)


@check("What SAFEs, notes and holders pay in grows to their proceeds of every exit at its IRR", tolerance="irr_tolerance",
       shape=Shape.SCALAR)  # fmt: skip
def backers_residual(backers_gap):
    """The largest gap of an exit."""
    return largest(backers_gap)
