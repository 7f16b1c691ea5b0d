"""The revolver's drawings: as much as keeps cash at the reserve policy, repaid from what is above it."""

from planbook.language.declarations import Chapter, line
from planbook.language.operators import maximum, minimum, prior
from planbook.language.units import MONEY, Kind

CHAPTER = Chapter(
    "revolver", "Revolver", "Revolver: drawings", "Drawn to keep the cash reserve, repaid from cash above it.", section="revolver",
)  # fmt: skip


@line("Cash before the revolver", unit=MONEY, kind=Kind.BALANCE, opening="same")
def cash_before_revolver(cash_before_dividends, dividends=0):
    """Cash at month end if nothing were drawn or repaid in the month."""
    return cash_before_dividends - dividends


@line("Drawn on the revolver (repaid is negative)", unit=MONEY, kind=Kind.FLOW)
def revolver_draw(cash_before_revolver, minimum_cash_policy, closing_revolver, revolver_limit):
    """What cash lacks to the reserve, up to the limit; cash above the reserve repays what was drawn."""
    lacking = maximum(minimum_cash_policy - cash_before_revolver, -prior(closing_revolver))
    return minimum(lacking, revolver_limit - prior(closing_revolver))


@line("Owed on the revolver", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_drawn: opening_drawn)
def closing_revolver(closing_revolver, revolver_draw):
    """What is drawn at month end."""
    return prior(closing_revolver) + revolver_draw
