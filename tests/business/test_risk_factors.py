"""Risk-factor summation: worked by hand."""

import worked
from planbook.business.families import RISK

CHAPTER = "risk_factors"


def _rated(usual: int, **others: int) -> str:
    """A grade for each risk, usually the same."""
    return "\n".join(f"risk_rating.{risk.name} | {others.get(risk.name, usual)}" for risk in RISK.members)


TABLE = f"""
                           |   opening |
given
risk_base                  | 2_000_000
risk_step                  |   250_000
{_rated(0, management=2, stage=1, politics=-1, exit=1)}
then
risk_adjustment.management |   500_000
risk_adjustment.politics   |  -250_000
risk_adjustment.selling    |         0
risk_factor_value          | 2_750_000  # three grades more
"""

# All is as dangerous as can be: 24 grades take more than there is.
EDGE = f"""
                           |   opening |
given
risk_base                  | 2_000_000
risk_step                  |   250_000
{_rated(-2)}
then
risk_factor_value          |         0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)
