"""The revolver's terms, and what it costs in a month: known before the month's drawings.

A revolver is a credit line that keeps cash at the reserve policy. Interest is due on what was drawn at
the month's start, so a month's drawings change the next month's interest and there is no circle.
"""

from planbook.language.declarations import Chapter, Form, Period, assumption, line
from planbook.language.operators import prior
from planbook.language.units import MONEY, SHARE, Kind

CHAPTER = Chapter("facility", "Facility", "Revolver: terms and cost", "A credit line: its limit, interest and fee.", section="revolver")

revolver_limit = assumption(
    "Revolver: limit", unit=MONEY, at="revolver.limit", form=Form.DRIVER, low=0,
    about="The most that may be drawn at any time; 0 for no revolver. Where it falls, what is drawn above it is repaid.",
)  # fmt: skip
revolver_rate = assumption(
    "Revolver: interest", unit=SHARE, at="revolver.rate", form=Form.DRIVER, period=Period.INTEREST, low=0, high=1,
    about="On what is drawn, as the bank quotes it, 9%/year nominal: a twelfth is due each month on what was drawn at its start.",
)  # fmt: skip
commitment_rate = assumption(
    "Revolver: commitment fee", unit=SHARE, at="revolver.commitment_fee", form=Form.DRIVER, period=Period.INTEREST, low=0, high=1,
    default=0,
    about="On what is not drawn, as the bank quotes it, such as 0.5%/year nominal.",
)  # fmt: skip
opening_drawn = assumption(
    "Revolver: drawn at the start", unit=MONEY, at="revolver.opening", low=0, default=0, at_most="revolver_limit",
    about="What is owed on the revolver at the plan's start.",
)  # fmt: skip


@line("Revolver interest", unit=MONEY, kind=Kind.FLOW)
def revolver_interest(closing_revolver, revolver_rate):
    """Interest on what was drawn at the month's start, paid in the month."""
    return prior(closing_revolver) * revolver_rate


@line("Revolver commitment fee", unit=MONEY, kind=Kind.FLOW)
def revolver_fee(revolver_limit, closing_revolver, commitment_rate):
    """Fee on what was not drawn at the month's start, paid in the month."""
    return (prior(revolver_limit) - prior(closing_revolver)) * commitment_rate


@line("Interest on what investors would have repaid", unit=MONEY, kind=Kind.FLOW)
def interest_of_standby(revolver_without_round, closing_revolver, revolver_rate, commitment_rate):
    """Interest on what is drawn beyond the plan's drawings, less the fee that is saved on it; its effect on tax is not counted."""
    return (prior(revolver_without_round) - prior(closing_revolver)) * (revolver_rate - commitment_rate)
