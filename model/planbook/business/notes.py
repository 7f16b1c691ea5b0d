"""Convertible notes: loans with simple interest that become shares at the next priced round.

A note with a maturity that no round has converted by then is repaid with its interest; one without is owed until a
round converts it. What it becomes stands in the cap table.
"""

from planbook.business.families import NOTE, ROUND
from planbook.language.declarations import Chapter, Form, Period, Rule, Severity, assumption, check, line
from planbook.language.operators import at_month, difference, maximum, or_else, preceding, prior, ratio, same, total
from planbook.language.units import FACTOR, FLAG, LABEL, MONEY, MONTHS, SHARE, Kind, Shape

CHAPTER = Chapter("notes", "Notes", "Convertible notes", "Loans that become shares at the next round.", section="notes")

note_amount = assumption(
    "Note: amount", unit=MONEY, per=NOTE, at="notes.amount", low=0, about="Money lent.",
    rule=Rule(
        lambda note_amount, note_cap: not note_cap or note_amount < note_cap,
        "the amount, {note_amount}, must be below the cap, {note_cap}: amount ÷ cap are the shares that the note adds to those there are",
    ),
)  # fmt: skip
note_month = assumption(
    "Note: month", unit=LABEL, per=NOTE, at="notes.month", form=Form.MONTH, before_plan=True,
    about="The money arrives at the end of this month; before the plan, it is part of opening cash.",
)  # fmt: skip
note_rate = assumption(
    "Note: interest", unit=SHARE, per=NOTE, at="notes.rate", period=Period.INTEREST, low=0, high=1, default=0,
    about="Simple interest on the amount, such as 6%/year nominal: a twelfth is added each month from the next month on, and converts too.",
)  # fmt: skip
note_months = assumption(
    "Note: months to maturity", unit=MONTHS, per=NOTE, at="notes.months", form=Form.WHOLE, low=0, high=480, default=0,
    about="Months from the note's month to the one at whose end it is repaid with interest, unless a round has converted it by then; "
    "0 for no maturity. One that was due before the plan is repaid in its first month.",
)  # fmt: skip
note_cap = assumption(
    "Note: valuation cap", unit=MONEY, per=NOTE, at="notes.cap", low=0, default=0,
    about="Highest value at which it converts, of the shares and options before the round, without those of SAFEs and notes; 0 for none.",
)  # fmt: skip
note_discount = assumption(
    "Note: discount", unit=SHARE, per=NOTE, at="notes.discount", low=0, below=1, default=0, about="Discount on the round's price.",
)  # fmt: skip


@line("Month of maturity", unit=LABEL, per=NOTE, shape=Shape.SCALAR)
def note_maturity(note_month, note_months):
    """Month of the plan in which it is due, where it has a maturity; it may lie beyond the plan."""
    return maximum(1, note_month + note_months)


@line("Note may convert", unit=FLAG, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_may_convert(note_month, note_months, note_maturity, round_month, round_raised):
    """1 where the round is raised between the note's month and its maturity, both included."""
    return round_raised * (round_month >= note_month) * (1 - (note_months > 0) * (round_month > note_maturity))


@line("Note is not converted", unit=FLAG, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_unconverted(note_unconverted, note_may_convert):
    """1 while no round, up to this one, could convert it."""
    return preceding(note_unconverted, ROUND, 1) * (1 - note_may_convert)


@line("Note converts", unit=FLAG, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_converts(note_unconverted):
    """1 in the round in which it becomes shares: the first one raised in its month or later, up to its maturity."""
    return preceding(note_unconverted, ROUND, 1) - note_unconverted


@line("Month in which the round converts a note", unit=LABEL, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_month_of_round(note_converts, round_month):
    """The round's month where it converts the note, else 0."""
    return note_converts * round_month


@line("Month of conversion", unit=LABEL, per=NOTE, shape=Shape.SCALAR)
def note_conversion_month(note_month_of_round):
    """The month in which the note becomes shares; 0 when it does not within the plan."""
    return total(note_month_of_round)


@line("Month of repayment", unit=LABEL, per=NOTE, shape=Shape.SCALAR)
def note_repayment_month(note_months, note_maturity, note_conversion_month):
    """Its maturity, where no round has converted it by then; 0 when it is not repaid."""
    return (note_months > 0) * same(note_conversion_month, 0) * note_maturity


@line("Month in which a note ends", unit=LABEL, per=NOTE, shape=Shape.SCALAR)
def note_end_month(note_conversion_month, note_repayment_month):
    """The month of conversion, or else of repayment; 0 when it is owed beyond the plan without a maturity."""
    return note_conversion_month + note_repayment_month


@line("Amount with interest", unit=MONEY, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_claim(note_amount, note_rate, note_month, round_month, note_converts):
    """What is owed at the end of the round's month, where the round converts the note, else 0."""
    return note_converts * note_amount * (1 + note_rate * (round_month - note_month))


@line("Part of the cap", unit=SHARE, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_part_of_cap(note_claim, note_cap):
    """Amount with interest ÷ cap; 0 without a cap."""
    return or_else(ratio(note_claim, note_cap), 0)


@line("Receipts of a note", unit=MONEY, per=NOTE, kind=Kind.FLOW)
def note_receipts(month, note_month, note_amount):
    """Its money, in its month."""
    return same(month, note_month) * note_amount


@line("Proceeds of notes", unit=MONEY, kind=Kind.FLOW)
def note_proceeds(note_receipts):
    """Money of all notes."""
    return total(note_receipts)


@line("Waiting to convert", unit=FLAG, per=NOTE, kind=Kind.FACTOR, opening="same")
def note_waits(month, note_month, note_end_month):
    """1 from the note's month until it becomes shares or is repaid, at the end of a month."""
    return (month >= note_month) * (1 - (note_end_month > 0) * (month >= note_end_month))


@line("Interest on a note", unit=MONEY, per=NOTE, kind=Kind.FLOW)
def note_interest_accrued(note_amount, note_rate, note_waits):
    """A twelfth of the year's simple interest on what was owed when the month began; it is not paid."""
    return prior(note_waits) * note_amount * note_rate


@line("Interest on notes", unit=MONEY, kind=Kind.FLOW)
def note_interest(note_interest_accrued):
    """Interest of all notes: an expense that is added to what is owed."""
    return total(note_interest_accrued)


@line("Amount with interest, by month", unit=FACTOR, per=NOTE, kind=Kind.FACTOR, opening="same")
def note_growth(month, note_month, note_rate):
    """What one unit of money lent has grown to, with simple interest."""
    return 1 + note_rate * (month - note_month)


@line("Note payable", unit=MONEY, per=NOTE, kind=Kind.BALANCE, opening="same")
def note_payable(note_amount, note_waits, note_growth):
    """Amount and interest owed."""
    return note_amount * note_waits * note_growth


@line("Notes payable", unit=MONEY, kind=Kind.BALANCE, opening="same")
def notes_payable(note_payable):
    """Amount and interest of all notes that have neither become shares nor been repaid."""
    return total(note_payable)


@line("Notes payable at the plan's start", unit=MONEY, shape=Shape.SCALAR)
def opening_notes(notes_payable):
    """Amount and interest owed on notes from before the plan."""
    return at_month(notes_payable, 0)


@line("Note converted", unit=MONEY, per=NOTE, kind=Kind.FLOW)
def note_converted(month, note_conversion_month, note_amount, note_growth):
    """Amount and interest that become paid-in capital, in the month of conversion."""
    return same(month, note_conversion_month) * note_amount * note_growth


@line("Notes converted", unit=MONEY, kind=Kind.FLOW)
def notes_converted(note_converted):
    """What all notes bring to paid-in capital."""
    return total(note_converted)


@line("Note repaid", unit=MONEY, per=NOTE, kind=Kind.FLOW)
def note_repaid(month, note_repayment_month, note_amount, note_growth):
    """Amount and interest, paid at the end of the month of maturity."""
    return same(month, note_repayment_month) * note_amount * note_growth


@line("Notes repaid, with interest", unit=MONEY, kind=Kind.FLOW)
def notes_repaid(note_repaid):
    """What is paid to the holders of all notes that fall due."""
    return total(note_repaid)


@line("Note of the plan's own months repaid", unit=MONEY, per=NOTE, kind=Kind.FLOW)
def new_note_repaid(note_repaid, note_month):
    """What is repaid of a note whose money came within the plan."""
    return note_repaid * (note_month > 0)


@line("Notes of the plan's own months repaid", unit=MONEY, kind=Kind.FLOW)
def new_notes_repaid(new_note_repaid):
    """What would not have to be repaid if no investor had paid in."""
    return total(new_note_repaid)


@check("Notes payable move by what is lent, interest, conversion and repayment", tolerance="money_tolerance")
def notes_residual(notes_payable, note_proceeds, note_interest, notes_converted, notes_repaid):
    """The movement of notes payable against its parts."""
    return difference(notes_payable - prior(notes_payable), note_proceeds + note_interest - notes_converted - notes_repaid)


@check("A convertible note falls due before a round converts it: the plan repays it", severity=Severity.ALERT, unit=FLAG, opening=0)
def note_falls_due(notes_repaid):
    """1 in a month in which a note is repaid with its interest."""
    return notes_repaid > 0


@check("A convertible note is still owed at the plan's end", severity=Severity.ALERT, unit=FLAG, shape=Shape.SCALAR)
def notes_left_over(notes_payable, horizon):
    """1 when no round converts a note: its holder may ask for the money, which the plan does not pay."""
    return at_month(notes_payable, horizon) > 0
