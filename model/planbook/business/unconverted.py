"""SAFEs and notes that no round has converted by an exit: what a sale pays their holders before shareholders get the rest.

Notes are loans: they are repaid with their interest. A SAFE's holder chooses the larger of his money (at a discount, of the
shares that it buys at the sale's price less the discount) and of what he would have if the SAFE had become shares at its
cap. Those are counted as sharing all that is left with the other shares: where older preferred shares take their preference
instead, a SAFE at its cap gets a little more here than its contract gives. Where the sale does not suffice, all SAFEs are
paid in proportion.
"""

from planbook.business.families import EXIT, NOTE, SAFE
from planbook.language.declarations import Chapter, Severity, check, line
from planbook.language.operators import at_month, maximum, minimum, of, or_else, ratio, sum_product, total
from planbook.language.units import FLAG, MONEY, SHARE, Shape

CHAPTER = Chapter(
    "unconverted", "Unconverted", "SAFEs and notes at an exit", "What a sale pays to those whose SAFEs and notes wait for a round.",
    section="rounds", along="valuation",
)  # fmt: skip


@line("Note owed at the exit", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_at_exit(exit_within_plan, note_payable, exit_month, horizon):
    """Amount and interest at the end of the exit's month."""
    return exit_within_plan * at_month(note_payable, minimum(exit_month, horizon))


@line("SAFE waiting at the exit", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_at_exit(exit_within_plan, safe_outstanding, exit_month, horizon):
    """Its money at the end of the exit's month, where no round has converted it."""
    return exit_within_plan * at_month(safe_outstanding, minimum(exit_month, horizon))


@line("SAFEs waiting at the exit", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def safes_at_exit(safe_at_exit):
    """Money of all of them."""
    return total(safe_at_exit)


@line("Left for notes, SAFEs and shares", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def before_notes(exit_price, exit_cost_share, exit_net_cash, note_at_exit, safes_at_exit):
    """Price less costs, with cash, less loans and tax owed; at least nothing."""
    return maximum(0, exit_price * (1 - exit_cost_share) + exit_net_cash + total(note_at_exit) + safes_at_exit)


@line("What there is ÷ notes", unit=SHARE, per=EXIT, shape=Shape.SCALAR)
def note_cover(before_notes, note_at_exit):
    """How often what is owed on notes is covered; 1 without notes."""
    return or_else(ratio(before_notes, total(note_at_exit)), 1)


@line("Paid to a note's holder", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_paid(note_at_exit, note_cover):
    """What is owed, as far as it is covered."""
    return note_at_exit * minimum(1, note_cover)


@line("Left for SAFEs and shares", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def before_safes(before_notes, note_paid):
    """After notes."""
    return before_notes - total(note_paid)


@line("SAFE paid out as money", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_as_money(safe_at_exit, safe_discount):
    """Money ÷ (1 − discount): what the shares are worth that it buys at the sale's price less the discount."""
    return safe_at_exit / (1 - safe_discount)


@line("SAFE is paid out as money", unit=FLAG, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_takes_money(safe_as_money, safe_part_of_cap, before_safes):
    """1 where its part at the cap is not worth more."""
    return safe_as_money >= safe_part_of_cap * before_safes


@line("Left for SAFEs at their caps and shares", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def after_money(before_safes, safe_takes_money, safe_as_money):
    """After SAFEs that are paid out as money; at least nothing."""
    return maximum(0, before_safes - sum_product(safe_takes_money, safe_as_money))


@line("Claim of a SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_claim(safe_as_money, safe_at_exit, safe_part_of_cap, after_money):
    """The larger of its money and of its part at the cap in what is left, while it waits."""
    return maximum(safe_as_money, (safe_at_exit > 0) * safe_part_of_cap * after_money)


@line("What there is ÷ claims of SAFEs", unit=SHARE, per=EXIT, shape=Shape.SCALAR)
def safe_cover(before_safes, safe_claim):
    """How often all claims are covered; 1 without SAFEs."""
    return or_else(ratio(before_safes, total(safe_claim)), 1)


@line("Paid to a SAFE's holder", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_paid(safe_claim, safe_cover):
    """His claim, as far as it is covered."""
    return safe_claim * minimum(1, safe_cover)


@line("Equity to distribute", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def exit_equity(before_safes, safe_paid):
    """What is left for shares: price less costs, with cash, less what is owed and what SAFEs get; at least nothing."""
    return maximum(0, before_safes - total(safe_paid))


@check("A sale as planned leaves shareholders nothing", severity=Severity.ALERT, unit=FLAG, shape=Shape.SCALAR)
def exit_leaves_nothing(exit_equity):
    """1 when what is owed takes all of it."""
    return of(exit_equity, EXIT.at_100) <= 0
