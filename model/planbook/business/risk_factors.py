"""Risk-factor summation: what young companies of the region are worth, moved a step for each grade of twelve risks."""

from planbook.business.families import RISK
from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.metrics import higher
from planbook.language.operators import maximum, total
from planbook.language.units import MONEY, NUMBER, Shape

CHAPTER = Chapter(
    "risk_factors", "Risks", "Risk-factor summation", "A usual value, moved by the grades of twelve risks.", section="risk_factors",
)  # fmt: skip

risk_base = assumption(
    "Value before the risks are rated", unit=MONEY, at="risk_factors.base", above=0,
    about="Usual pre-money value of young companies without revenue in the same region.",
)  # fmt: skip
risk_step = assumption(
    "Value of one grade", unit=MONEY, at="risk_factors.step", above=0,
    about="What a grade adds or takes; 250,000 dollars are customary.",
)  # fmt: skip
risk_rating = assumption(
    "Grade", unit=NUMBER, per=RISK, at="risk_factors.rating", form=Form.WHOLE, low=-2, high=2,
    about="From −2 (very dangerous) over 0 (usual) to +2 (very safe).",
)  # fmt: skip


@line("Value of a risk's grade", unit=MONEY, per=RISK, shape=Shape.SCALAR)
def risk_adjustment(risk_rating, risk_step):
    """Grade × step; a risk above the usual takes value."""
    return risk_rating * risk_step


@line(
    "Pre-money value, risk factors", unit=MONEY, shape=Shape.SCALAR,
    metric=higher(
        "plan", "founders, investors", "yearly", variant="twelve risks, two grades up or down", note="For companies without revenue.",
    ),
)  # fmt: skip
def risk_factor_value(risk_base, risk_adjustment):
    """The value before, and what all twelve grades add or take; never below nothing."""
    return maximum(0, risk_base + total(risk_adjustment))
