"""Grants: money given for a purpose, income of the month in which it comes."""

from planbook.business.families import GRANT
from planbook.language.declarations import Chapter, Form, assumption, line
from planbook.language.operators import by_choice, same, total
from planbook.language.units import MONEY, MONTH, Kind

CHAPTER = Chapter("grants", "Grants", "Grants", "Grants received, other income after EBITDA.", section="grants")

grant_amount = assumption(
    "Amount", unit=MONEY, per=GRANT, at="grants.amount", low=0, when=(GRANT.paid, "once"), about="Money received in one sum.",
)  # fmt: skip
grant_month = assumption(
    "Month received", unit=MONTH, per=GRANT, at="grants.month", form=Form.MONTH, when=(GRANT.paid, "once"),
    about="The month in which the sum comes.",
)  # fmt: skip
grant_monthly = assumption(
    "Amount per month", unit=MONEY, per=GRANT, at="grants.monthly", form=Form.DRIVER, low=0, kind=Kind.FLOW, when=(GRANT.paid, "monthly"),
    about="Money received each month; a step of 0 ends it.",
)  # fmt: skip


@line("Grant received", unit=MONEY, kind=Kind.FLOW, per=GRANT)
def grant_received(month, grant_month, grant_amount, grant_monthly):
    """The grant's money, in the month in which it comes."""
    return by_choice(
        GRANT.paid,
        once=lambda: same(month, grant_month) * grant_amount,
        monthly=lambda: grant_monthly,
    )


@line("Grants", unit=MONEY, kind=Kind.FLOW)
def grant_income(grant_received):
    """Grants of the month, recognised when received: other income, after EBITDA, taxed."""
    return total(grant_received)
