"""Who holds the company at the plan's start."""

from planbook.business.families import HOLDER
from planbook.language.declarations import Chapter, assumption, check, line
from planbook.language.operators import by_choice, relative_difference, total
from planbook.language.units import NUMBER, PRICE, Shape

CHAPTER = Chapter("holders", "Holders", "Holders", "Shares and options at the plan's start.", section="holders")

holder_shares = assumption(
    "Holder: shares", unit=NUMBER, per=HOLDER, at="holders.shares", low=0, about="Shares, or options, at the plan's start.",
)  # fmt: skip

exercise_price = assumption(
    "Holder: exercise price", unit=PRICE, per=HOLDER, at="holders.exercise_price", low=0, default=0,
    about="What is paid for a share when granted options are exercised; 0 for shares. Options count in full all the same, but for the "
    "value per share by treasury stock.",
)  # fmt: skip


@line("Shares of all holders", unit=NUMBER, shape=Shape.SCALAR)
def holders_shares(holder_shares):
    """Fully diluted shares at the plan's start."""
    return total(holder_shares)


@line("Options free to grant", unit=NUMBER, per=HOLDER, shape=Shape.SCALAR)
def holder_options(holder_shares):
    """The options of an option pool; 0 for shareholders."""
    return by_choice(HOLDER.kind, shareholder=lambda: 0, option_pool=lambda: holder_shares)


@line("Option pool at the start", unit=NUMBER, shape=Shape.SCALAR)
def opening_options(holder_options):
    """Options that are free to grant at the plan's start."""
    return total(holder_options)


@check("The shares of the valuation are those of the holders", shape=Shape.SCALAR)
def shares_residual(holders_shares, shares=0):
    """Shares stated for the valuation, where there are any, against the holders' shares."""
    return (shares > 0) * relative_difference(shares, holders_shares)
