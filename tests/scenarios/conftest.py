"""A small catalogue with every form of assumption, and plans written on the spot."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from planbook.language.declarations import Chapter, Form, Period, assumption, gather
from planbook.language.errors import PlanError
from planbook.language.families import Family
from planbook.language.units import CUSTOMERS, MONEY, MONTHS, NUMBER, SHARE
from planbook.scenarios import LoadedPlan, load

BASIS = Family("basis", "Basis", members={"gross": "Gross", "net": "Net"})
SEGMENT = Family("segment", "Segment", section="segments", about="Customers.")
SEGMENT.attribute("retention", choices=("constant", "falling"), default="constant", about="The curve.")
TEAM = Family("team", "Team", section="teams", about="People.")
TEAM.attribute("serves", target=SEGMENT, about="Whom the team serves.")


def declare(words: str, at: str, **allowed: object) -> object:
    """An assumption whose texts do not matter."""
    return assumption(words, at=at, about=f"{words}.", **{"unit": MONEY, **allowed})


CUSTOMER_CHAPTER = gather(
    SimpleNamespace(
        __file__=__file__,
        CHAPTER=Chapter("customers", "Customers", "Customers", "Who pays."),
        price=declare("Price", "segments.price", per=SEGMENT, low=0),
        churn=declare("Churn", "segments.churn", per=SEGMENT, unit=SHARE, period=Period.LOSS, low=0, below=1),
        joining=declare("New customers", "segments.joining", per=SEGMENT, unit=CUSTOMERS, form=Form.DRIVER, low=0),
        alpha=declare("Alpha", "segments.alpha", per=SEGMENT, above=0, when=(SEGMENT.retention, "falling")),
        opening_age=declare(
            "Age", "segments.age", per=SEGMENT, unit=MONTHS, form=Form.WHOLE, low=0, default=0, structure=True, opens_cohort=True
        ),
        referral=declare(
            "Referrals", "segments.referral", per=SEGMENT, unit=SHARE, form=Form.DRIVER, period=Period.GROWTH, default=0
        ),
        price_change=declare("Price change", "segments.price_change", per=SEGMENT, unit=SHARE, form=Form.CHANGE, default=0),
        decay=declare(
            "Decay", "segments.decay", per=SEGMENT, unit=SHARE, form=Form.BY_AGE, period=Period.LOSS, low=0, below=1, default=0
        ),
    )
)
MONEY_CHAPTER = gather(
    SimpleNamespace(
        __file__=__file__,
        CHAPTER=Chapter("money", "Money", "Money", "What is left."),
        tax=declare("Tax rate", "tax.rate", unit=SHARE, low=0, high=1, default=0.2),
        losses=declare("Losses", "tax.losses", per=BASIS, default=0),
        interest=declare("Interest", "debt.interest", unit=SHARE, period=Period.GROWTH, default=0),
        loan_rate=declare("Loan interest", "debt.loan_rate", unit=SHARE, period=Period.INTEREST, default=0),
        salary=declare("Salary", "teams.salary", per=TEAM, low=0),
    )
)
ROUND_CHAPTER = gather(
    SimpleNamespace(
        __file__=__file__,
        CHAPTER=Chapter("funding", "Funding", "Funding round", "Money from outside.", section="round"),
        amount=declare("Amount", "round.amount", low=0),
        month=declare("Month", "round.month", unit=NUMBER, form=Form.MONTH),
        wacc=declare("Discount rate", "round.wacc", unit=SHARE, period=Period.YEARLY, above=0, default=0.1),
        growth=declare("Growth", "round.growth", unit=SHARE, period=Period.YEARLY, default=0, less_than="wacc"),
        seats=declare("Seats", "segments.seats", per=SEGMENT, unit=NUMBER, form=Form.WHOLE, default=1),
    )
)
USAGE_CHAPTER = gather(
    SimpleNamespace(
        __file__=__file__,
        CHAPTER=Chapter("usage", "Usage", "Usage", "What is used.", optional=True),
        calls=declare("Calls", "segments.calls", per=SEGMENT, unit=NUMBER, form=Form.DRIVER, low=0, default=0),
        rounding=declare("Rounding", "billing.rounding", low=0, default=1),
    )
)
BILLED_CHAPTER = gather(SimpleNamespace(__file__=__file__, CHAPTER=Chapter("billed", "Billed", "Billed", "Calls billed.", along="usage")))
CHAPTERS = (CUSTOMER_CHAPTER, MONEY_CHAPTER, ROUND_CHAPTER, USAGE_CHAPTER, BILLED_CHAPTER)
FAMILIES = (SEGMENT, TEAM, BASIS)

BASE = """timeline: {start: 2027-01}
segments:
  firms:
    price: 100        # price list
    churn: 1%/month
    joining: 5
"""


@pytest.fixture
def catalogue() -> tuple[tuple[Chapter, ...], tuple[Family, ...]]:
    """The small catalogue: chapters and families."""
    return CHAPTERS, FAMILIES


@pytest.fixture
def base() -> str:
    """A plan with one segment and nothing that need not be there."""
    return BASE


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., LoadedPlan]:
    """Writes scenarios (name=text) into a folder and loads it."""

    def write_and_load(**texts: str) -> LoadedPlan:
        folder = tmp_path / "acme"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load(folder, CHAPTERS, FAMILIES)

    return write_and_load


@pytest.fixture
def faults(plan: Callable[..., LoadedPlan]) -> Callable[..., list[str]]:
    """Writes scenarios that must be refused; `path: message` of every fault."""

    def refused(**texts: str) -> list[str]:
        with pytest.raises(PlanError) as caught:
            plan(**texts)
        return [f"{fault.path}: {fault.message}" for fault in caught.value.faults]

    return refused
