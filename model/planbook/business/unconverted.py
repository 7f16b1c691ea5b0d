"""SAFEs and notes that no round has converted by an exit: what a sale pays their holders before shareholders get the rest.

Notes are loans: they are repaid with their interest. A SAFE's holder chooses the larger of his money (at a discount, of the
shares that it buys at the sale's price less the discount) and of what he would have if the SAFE had become shares at its
cap. With F and G the sums of amount ÷ cap over the post-money and the pre-money SAFEs that use their cap, these share what
is left after those that take money:

- a post-money one has f = amount ÷ cap of it, since its cap counts all that converts;
- a pre-money one becomes g = amount ÷ cap × the shares before, so it has g × (1 − F) ÷ (1 + G) of it.

What one takes changes what the others choose between. The first pass has all at their caps, each further one what each
prefers when the others do as in the pass before. SAFEs of one kind only ever change from cap to money, and end where most
use their caps; of two kinds, there are rare prices at which somebody would always change: a check says so.

Older preferred shares are counted as sharing like common ones: where they take their preference instead, a SAFE at its cap
gets a little more here than its contract gives. Where the sale does not suffice, all SAFEs are paid in proportion.
"""

from planbook.business.families import EXIT, NOTE, PASS, SAFE
from planbook.language.declarations import Chapter, Severity, check, line
from planbook.language.operators import (
    at_month,
    by_choice,
    maximum,
    minimum,
    of,
    or_else,
    preceding,
    ratio,
    relative_difference,
    sum_product,
    total,
    where,
)  # fmt: skip
from planbook.language.units import FACTOR, FLAG, MONEY, SHARE, Shape, Sign

CHAPTER = Chapter(
    "unconverted", "Unconverted", "SAFEs and notes at an exit", "What a sale pays to those whose SAFEs and notes wait for a round.",
    section="rounds", along="valuation", stepwise=(PASS,),
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


@line("SAFE owns by its cap at the exit", unit=SHARE, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_owns_at_exit(safe_at_exit, safe_part_of_cap):
    """Amount ÷ cap of a post-money SAFE that waits: its part of all shares, with those that caps give."""
    return by_choice(SAFE.kind, post_money=lambda: (safe_at_exit > 0) * safe_part_of_cap, pre_money=lambda: 0)


@line("SAFE adds by its cap at the exit", unit=SHARE, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_adds_at_exit(safe_at_exit, safe_part_of_cap):
    """Amount ÷ cap of a pre-money SAFE that waits: its shares ÷ shares before."""
    return by_choice(SAFE.kind, post_money=lambda: 0, pre_money=lambda: (safe_at_exit > 0) * safe_part_of_cap)


@line("SAFE takes money in this pass", unit=FLAG, per=(EXIT, SAFE, PASS), shape=Shape.SCALAR)
def safe_tries_money(safe_prefers_money):
    """1 where it preferred so in the pass before; in the first one all are at their caps."""
    return preceding(safe_prefers_money, PASS, 0)


@line("Left after SAFEs that take money", unit=MONEY, per=(EXIT, PASS), shape=Shape.SCALAR)
def after_money(before_safes, safe_tries_money, safe_as_money):
    """For SAFEs at their caps and shares; below zero where it does not suffice."""
    return before_safes - sum_product(safe_tries_money, safe_as_money)


@line("Owned by post-money caps at the exit", unit=SHARE, per=(EXIT, PASS), shape=Shape.SCALAR)
def owned_at_exit(safe_owns_at_exit, safe_tries_money):
    """Share of all shares, over SAFEs that do not take money."""
    return total(safe_owns_at_exit) - sum_product(safe_tries_money, safe_owns_at_exit)


@line("Added by pre-money caps at the exit", unit=SHARE, per=(EXIT, PASS), shape=Shape.SCALAR)
def added_at_exit(safe_adds_at_exit, safe_tries_money):
    """As a share of the shares before, over SAFEs that do not take money."""
    return total(safe_adds_at_exit) - sum_product(safe_tries_money, safe_adds_at_exit)


@line("Left where a SAFE uses its cap", unit=MONEY, per=(EXIT, SAFE, PASS), shape=Shape.SCALAR)
def left_at_cap(after_money, safe_tries_money, safe_as_money):
    """After the money that the others take; at least nothing."""
    return maximum(0, after_money + safe_tries_money * safe_as_money)


@line("Shares ÷ shares before, with a SAFE at its cap", unit=SHARE, per=(EXIT, SAFE, PASS), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def shares_with_cap(added_at_exit, safe_tries_money, safe_adds_at_exit):
    """Shares before and those of all pre-money SAFEs at their caps, this one among them."""
    return 1 + added_at_exit + safe_tries_money * safe_adds_at_exit


@line("SAFE at its cap at the exit", unit=MONEY, per=(EXIT, SAFE, PASS), shape=Shape.SCALAR)
def safe_at_cap(safe_owns_at_exit, safe_adds_at_exit, owned_at_exit, shares_with_cap, left_at_cap):
    """Its part of what is left where it uses its cap and the others do as in this pass; its kind says which part."""
    part = by_choice(
        SAFE.kind,
        post_money=lambda: safe_owns_at_exit,
        pre_money=lambda: safe_adds_at_exit * maximum(0, 1 - owned_at_exit) / shares_with_cap,
    )
    return part * left_at_cap


@line("SAFE prefers money", unit=FLAG, per=(EXIT, SAFE, PASS), shape=Shape.SCALAR)
def safe_prefers_money(safe_as_money, safe_at_cap):
    """1 where its part at the cap is not worth more."""
    return safe_as_money >= safe_at_cap


@line("SAFE is paid out as money", unit=FLAG, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_takes_money(safe_at_exit, safe_tries_money):
    """As in the last pass, while it waits."""
    return (safe_at_exit > 0) * of(safe_tries_money, PASS.pass_6)


@line("Claim of a SAFE at its cap", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_cap_claim(safe_at_cap):
    """As in the last pass."""
    return of(safe_at_cap, PASS.pass_6)


@line("Claim of a SAFE", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_claim(safe_takes_money, safe_as_money, safe_cap_claim):
    """Its money, or its part at the cap in what is left."""
    return where(safe_takes_money, safe_as_money, safe_cap_claim)


@line("Lost by a SAFE's choice", unit=FACTOR, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_choice_gap(safe_as_money, safe_cap_claim, safe_claim):
    """The larger of its money and of its part at the cap against its claim, as a share of it."""
    return relative_difference(maximum(safe_as_money, safe_cap_claim), safe_claim)


@check("Each SAFE that waits at an exit takes the larger of its money and of its part at the cap", shape=Shape.SCALAR)
def safe_choice_residual(safe_choice_gap):
    """Losses of all, added up; it fails where the passes did not suffice, or where at this price somebody would always change."""
    return total(safe_choice_gap)


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
