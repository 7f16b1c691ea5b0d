"""The revolver of a company without investors: drawn in their place, as far as its limit goes."""

from planbook.language.declarations import Chapter, line
from planbook.language.operators import maximum, minimum, prior
from planbook.language.units import MONEY, Kind

CHAPTER = Chapter(
    "standby", "Standby", "Revolver without investors", "What would be drawn on the revolver if no investor paid in.", section="revolver",
)  # fmt: skip


@line("Drawn without investors (repaid is negative)", unit=MONEY, kind=Kind.FLOW)
def draw_without_round(cash_without_investors, minimum_cash_policy, revolver_without_round, revolver_limit):
    """What cash without investors lacks to the reserve, up to the limit; cash above the reserve repays what was drawn."""
    lacking = maximum(minimum_cash_policy - cash_without_investors, -prior(revolver_without_round))
    return minimum(lacking, revolver_limit - prior(revolver_without_round))


@line("Owed on the revolver without investors", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_drawn: opening_drawn)
def revolver_without_round(revolver_without_round, draw_without_round):
    """What would be drawn at month end if no investor paid in."""
    return prior(revolver_without_round) + draw_without_round
