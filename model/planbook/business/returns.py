"""Returns: what those who bring money earn with it, by exit.

The investors of a round pay in their own round and, by pro-rata right, in later ones, at the ends of months; the exit pays at
the end of its month. MOIC is proceeds ÷ money paid in; IRR the yearly rate at which what is paid in grows to the proceeds.
"""

from planbook.business.families import EXIT, INVESTOR, NOTE, ROUND
from planbook.language.declarations import Chapter, Chart, Series, Severity, check, constant, line
from planbook.language.metrics import higher
from planbook.language.operators import (
    absolute,
    irr,
    largest,
    maximum,
    minimum,
    not_available,
    of,
    or_else,
    preceding,
    ratio,
    relative_difference,
    same,
    sum_product,
    total,
    where,
)  # fmt: skip
from planbook.language.units import FACTOR, FLAG, LABEL, MONEY, MONTHS, MULTIPLE, NUMBER, RATE, YEARLY_RATE, Kind, Shape, Sign

CHAPTER = Chapter(
    "returns", "Investments", "Returns of investors", "Money in, proceeds, MOIC and IRR by exit.", section="rounds", along="valuation",
)  # fmt: skip

irr_tolerance = constant("Tolerance of a rate of return", 1e-7, about="Spreadsheets promise a rate of return so far and no further.")


@line("Round closes", unit=FLAG, per=ROUND, kind=Kind.FACTOR, opening=0)
def round_closes(month, round_month):
    """1 in the round's month."""
    return same(month, round_month)


@line("Paid by the investors", unit=MONEY, per=(INVESTOR, ROUND), shape=Shape.SCALAR)
def investor_paid(investor_new_shares, share_price):
    """New shares × the round's price."""
    return investor_new_shares * share_price


@line("Paid in by the investors", unit=MONEY, per=INVESTOR, kind=Kind.FLOW)
def investor_paid_in(round_closes, investor_paid):
    """In the month of each round."""
    return sum_product(round_closes, investor_paid)


# By exit.


@line("Months from a round to the exit", unit=MONTHS, per=(EXIT, ROUND), shape=Shape.SCALAR)
def months_to_exit(round_counts, exit_month, round_month):
    """0 for a round that closes in the exit's month, or after it."""
    return round_counts * maximum(0, exit_month - round_month)


@line("Round closes before the exit's month", unit=FLAG, per=(EXIT, ROUND), shape=Shape.SCALAR)
def round_before_exit(months_to_exit):
    """1 where what is paid in the round has time to earn something."""
    return months_to_exit > 0


@line("Money in by the exit", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def money_in(round_counts, investor_paid):
    """Paid in rounds that close by the exit's month."""
    return sum_product(round_counts, investor_paid)


@line("MOIC", unit=MULTIPLE, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def moic(investor_proceeds, money_in):
    """Multiple of invested capital: proceeds ÷ money in; not available where nothing is paid in by then."""
    return ratio(investor_proceeds, money_in)


# The rate to begin with. What is paid in the exit's month earns nothing, and is taken off what comes back in it. Growth by the average
# months lies above the rate; one step of Newton's way in logarithms, (what comes back ÷ what payments grow to)^(1 ÷ average months of what
# they grow to), brings it so near that a spreadsheet's way, which goes by present values and is soon lost above the rate, ends at it.


@line("Money in before the exit's month", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def early_money(round_before_exit, investor_paid):
    """Paid in rounds that close before it."""
    return sum_product(round_before_exit, investor_paid)


@line("Proceeds less what is paid in the exit's month", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def net_returned(investor_proceeds, money_in, early_money):
    """What comes back for the money of before."""
    return investor_proceeds - (money_in - early_money)


@line("MOIC of money in before the exit's month", unit=MULTIPLE, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def net_moic(net_returned, early_money):
    """What comes back for it ÷ that money; not available where there is none."""
    return ratio(net_returned, early_money)


@line("Money × months invested", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def money_time(months_to_exit, investor_paid):
    """Each payment × the months from it to the exit."""
    return sum_product(months_to_exit, investor_paid)


@line("Part of the money's time in a month", unit=FACTOR, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def part_of_time(early_money, money_time):
    """1 ÷ average months invested; 0 where nothing is paid in before the exit's month."""
    return or_else(ratio(early_money, money_time), 0)


def growth_of(multiple, least, part):
    """Growth per month: a multiple, or the least that counts, to the power of 1 ÷ months."""
    return maximum(or_else(multiple, least), least) ** part


def payment_grown(counts, paid, growth, months):
    """A payment, where it counts, × growth over its months."""
    return counts * paid * growth**months


def growth_or_none(found):
    """Growth per month that was found; 1 without a rate."""
    return where(found > 0, found, 1)


def rate_a_year(found, growth):
    """Growth per month to the twelfth − 1, where a rate was found."""
    return where(found > 0, growth**12 - 1, not_available)


@line("Growth per month by average months", unit=FACTOR, per=(EXIT, INVESTOR), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def first_growth(net_moic, relative_tolerance, part_of_time):
    """MOIC^(1 ÷ average months): that of the IRR where all is paid at once, above it else; at most twelvefold."""
    return minimum(12, growth_of(net_moic, relative_tolerance, part_of_time))


@line("Payment grown by average months", unit=MONEY, per=(EXIT, INVESTOR, ROUND), shape=Shape.SCALAR)
def first_grown(round_before_exit, investor_paid, first_growth, months_to_exit):
    """What was paid in a round before the exit's month × that growth over the months to it."""
    return payment_grown(round_before_exit, investor_paid, first_growth, months_to_exit)


@line("Payments grown × months", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def first_time(months_to_exit, first_grown):
    """For the average months of what payments grow to."""
    return sum_product(months_to_exit, first_grown)


@line("Proceeds to payments grown", unit=FACTOR, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def proceeds_to_grown(net_returned, first_grown):
    """What comes back ÷ what payments grow to: 1 where growth by average months is that of the IRR."""
    return ratio(net_returned, total(first_grown))


@line("Part of the grown payments' time in a month", unit=FACTOR, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def grown_part_of_time(first_grown, first_time):
    """1 ÷ average months of what payments grow to."""
    return part_of_time(total(first_grown), first_time)


@line("Rate to begin with", unit=RATE, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def irr_guess(first_growth, proceeds_to_grown, relative_tolerance, grown_part_of_time):
    """Growth by average months, and a step from it towards what comes back, − 1: the rate itself where all is paid at once."""
    return first_growth * growth_of(proceeds_to_grown, relative_tolerance, grown_part_of_time) - 1


@line("Flow of the investors", unit=MONEY, per=(EXIT, INVESTOR), kind=Kind.FLOW)
def investor_flow(month, exit_month, investor_proceeds, investor_paid_in):
    """Proceeds in the exit's month, less what is paid in up to it."""
    return same(month, exit_month) * investor_proceeds - (exit_month >= month) * investor_paid_in


@line("IRR per month", unit=RATE, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def monthly_irr(investor_flow, irr_guess):
    """The rate at which the months of the flow come to nothing; not available where nothing is paid in, or nothing comes back."""
    return irr(investor_flow, irr_guess)


@line("Growth per month, where there is a rate", unit=FACTOR, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def growth_found(monthly_irr):
    """1 + monthly IRR, always above zero; 0 without a rate."""
    return or_else(1 + monthly_irr, 0)


@line("IRR is available", unit=FLAG, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def irr_found(growth_found):
    """1 where there is a rate."""
    return growth_found > 0


@line("Growth per month", unit=FACTOR, per=(EXIT, INVESTOR), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def monthly_growth(irr_found, growth_found):
    """1 + monthly IRR; 1 without a rate."""
    return where(irr_found, growth_found, 1)


@line("Growth per year", unit=FACTOR, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def yearly_growth(irr_found, monthly_growth):
    """Growth per month to the twelfth; 0 without a rate."""
    return irr_found * monthly_growth**12


@line("IRR", unit=YEARLY_RATE, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def yearly_irr(irr_found, yearly_growth):
    """Internal rate of return per year: growth per year − 1."""
    return where(irr_found, yearly_growth - 1, not_available)


@line("Month of the investors' own round", unit=LABEL, per=INVESTOR, shape=Shape.SCALAR)
def entry_month(round_month):
    """The first month in which they pay."""
    return of(round_month, INVESTOR)


@line("Payment grown to the exit", unit=MONEY, per=(EXIT, INVESTOR, ROUND), shape=Shape.SCALAR)
def grown_payment(round_counts, investor_paid, monthly_growth, exit_month, round_month, entry_month):
    """What was paid in a round, from their own on, × growth per month over the months to the exit."""
    return payment_grown(round_counts, investor_paid, monthly_growth, maximum(0, exit_month - maximum(round_month, entry_month)))


@line("Payments grown that are not the proceeds", unit=FACTOR, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def irr_gap(irr_found, grown_payment, investor_proceeds):
    """Payments grown to the exit against the proceeds, as a share of them, whichever is more, where there is a rate."""
    return irr_found * absolute(relative_difference(total(grown_payment), investor_proceeds))


@check("What investors pay in grows to the proceeds of every exit at its IRR", tolerance="irr_tolerance", shape=Shape.SCALAR)
def irr_residual(irr_gap):
    """The largest gap of an exit."""
    return largest(irr_gap)


@check("The investors of a round get less than they paid in when the company is sold as planned", severity=Severity.ALERT, unit=FLAG,
       per=INVESTOR, shape=Shape.SCALAR)  # fmt: skip
def investor_loses(money_in, investor_proceeds):
    """1 when a sale as planned brings them less than their money."""
    return of(money_in, EXIT.at_100) > of(investor_proceeds, EXIT.at_100)


# SAFEs and notes.


@line("Note's money by the round that converts it", unit=MONEY, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_money(note_converts, note_amount):
    """Its amount, without interest, in the round in which it converts, else 0."""
    return note_converts * note_amount


@line("Paid by holders of SAFEs and notes", unit=MONEY, per=ROUND, shape=Shape.SCALAR)
def converted_paid(safe_money, note_money, safe_bought, note_bought, share_price):
    """For what converts in the round, and for its new shares by pro-rata right."""
    return total(safe_money) + total(note_money) + (total(safe_bought) + total(note_bought)) * share_price


@line("MOIC of SAFEs and notes", unit=MULTIPLE, per=EXIT, shape=Shape.SCALAR)
def converted_moic(safe_proceeds_of_exit, note_proceeds_of_exit, round_counts, converted_paid):
    """Proceeds of all that have converted by the exit ÷ what was paid for them and by their holders since."""
    return ratio(total(safe_proceeds_of_exit) + total(note_proceeds_of_exit), sum_product(round_counts, converted_paid))


# The last round: whoever is asked for money now.


@line("Rounds raised so far", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def rounds_so_far(rounds_so_far, round_raised):
    """Rounds raised up to this one."""
    return preceding(rounds_so_far, ROUND, 0) + round_raised


@line("Last round", unit=FLAG, per=INVESTOR, shape=Shape.SCALAR)
def is_last_round(round_raised, rounds_so_far):
    """1 for the last round that is raised."""
    return of(round_raised, INVESTOR) * (of(rounds_so_far, INVESTOR) >= total(round_raised))


@line("MOIC of the last round", unit=MULTIPLE, per=EXIT, shape=Shape.SCALAR)
def last_round_moic(is_last_round, investor_proceeds, money_in):
    """Proceeds ÷ money in of the last round's investors."""
    return ratio(sum_product(is_last_round, investor_proceeds), sum_product(is_last_round, money_in))


@line("Growth per year of the last round", unit=FACTOR, per=EXIT, shape=Shape.SCALAR)
def last_round_growth(is_last_round, yearly_growth):
    """Growth per year of the last round's investors; 0 without a rate."""
    return sum_product(is_last_round, yearly_growth)


@line("IRR of the last round", unit=YEARLY_RATE, per=EXIT, shape=Shape.SCALAR)
def last_round_irr(last_round_growth):
    """Growth per year − 1."""
    return where(last_round_growth > 0, last_round_growth - 1, not_available)


VARIANT = "investors of the last round, sale as planned, at the exit multiple"


@line(
    "Investor MOIC", unit=MULTIPLE, shape=Shape.SCALAR,
    metric=higher("plan", "founders, investors", "quarterly, yearly", variant=VARIANT, absent="Where no round is raised."),
)  # fmt: skip
def investor_moic(last_round_moic):
    """Proceeds ÷ money in of the last round's investors when the company is sold as planned."""
    return of(last_round_moic, EXIT.at_100)


@line(
    "Investor IRR", unit=YEARLY_RATE, shape=Shape.SCALAR,
    metric=higher("plan", "founders, investors", "quarterly, yearly", variant=VARIANT,
                  absent="Where no round is raised, or nothing comes back."),
)  # fmt: skip
def investor_irr(last_round_irr):
    """Yearly rate at which what they pay in grows to what they get."""
    return of(last_round_irr, EXIT.at_100)


CHARTS = [
    Chart(
        "C64", "What does the investor earn, and when?", "column", "members", (Series("moic"),), "multiple", from_zero=True,
        along=EXIT.name, members=tuple(f"exit_year_{year}" for year in range(1, 6)), below="last_round_irr",
        why="A column for the investors of each round, at the end of the plan's first five years; below the year what those of the last "
        "round earn a year.",
    ),
]  # fmt: skip
