"""The fifteen questions of `planbook new`: what is typical, and what is assumed for those who do not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planbook.cli.answers import Limits, Reader, month, name, number, rate, share, whole

OWN = "own answer"
NOTHING_YET = "assumed: there is nothing yet to compare with"


@dataclass(frozen=True)
class Default:
    """What a template assumes, and why; what is typical for such a company.

    ``beside`` is the key of another question: where that has an answer of its own, the value moves with it, and
    its source is then ``moved``.
    """

    value: str
    source: str
    typical: str
    beside: str = ""
    moved: str = ""


@dataclass(frozen=True)
class Question:
    """One question: its key in a template, its text, what an answer looks like, and each template's default."""

    key: str
    text: str
    reader: Reader
    example: str
    defaults: Mapping[str, Default]
    low: float = 0
    high: float = 1e9

    def read(self, answer: str, this_year: int) -> str:
        """An answer as the plan writes it; raises NotTaken."""
        return self.reader(answer, Limits(self.low, self.high), this_year)


def _each(backup: tuple[str, ...], msp: tuple[str, ...], saas: tuple[str, ...]) -> dict[str, Default]:
    return {"backup": Default(*backup), "msp": Default(*msp), "saas": Default(*saas)}


def _all(value: str, source: str, typical: str) -> dict[str, Default]:
    return _each(*3 * ((value, source, typical),))


RECORDS = "assumed: replace it by your records"
TEAM = "assumed: replace it by your payroll"
RECURLY = "2.41 % leave by choice in a month, Recurly churn benchmarks"
RETENTION = "85 % kept a year is strong for backup, FinancialModelTemplates"
SEATS = "20 users; $185 to 250 each are healthy, Pharallax MSP benchmarks"
MEDIAN_GROWTH = "as software companies grow at the median, Benchmarkit 2025"
MSP_GROWTH = "10 to 20 % a year is usual for providers, PureDome"
HALF_OF_CAC = "half of the median $2 for $1 of ARR, Benchmarkit 2025; the rest is pay"
HALF_A_YEAR = "assumed: half a year of the price"
MSP_CAC = "$7,000 to 32,000 with salaries, RewiredMSP"

QUESTIONS = (
    Question("name", "What is the company called?", name, "Northwind", _all("My company", "", "any name")),
    Question("start", "Which month is the plan's first?", month, "2027-01", _all("", "", "next January")),
    Question(
        "customers", "How many customers are there now?", whole, "150",
        _each(("600", RECORDS, "0 for a new company"), ("25", RECORDS, "10 to 100, 0 for a new company"),
              ("900", RECORDS, "0 for a new company")),
        high=1e8,
    ),
    Question(
        "price", "What does a customer pay per month?", number, "95",
        _each(("140", "assumed; above $100 is strong for backup, FinancialModelTemplates", "25 to 1,000"),
              ("4000", SEATS, "1,500 to 30,000"), ("95", "assumed: replace it by your price list", "20 to 2,000")),
    ),
    Question(
        "churn", "Which share of the customers leaves?", rate, "1.5%/month or 15%/year",
        _each(("15%/year", RETENTION, "10 to 25 %/year"), ("10%/year", "assumed: contracts with notice", "5 to 15 %/year"),
              ("2.4%/month", RECURLY, "1 to 5 %/month")),
        high=99,
    ),
    Question(
        "new_customers", "How many new customers do you win per month?", number, "20",
        _each(("18", "assumed: 3 % of the opening customers", "1 to 5 % of those who are there", "customers", "assumed: 3 % of yours"),
              ("0.6", "assumed: seven clients a year", "1 to 3 % of those who are there", "customers", "assumed: 2.4 % of yours"),
              ("45", "assumed: 5 % of the opening customers", "2 to 6 % of those who are there", "customers", "assumed: 5 % of yours")),
        high=1e7,
    ),
    Question(
        "growth", "How does that number grow?", rate, "1%/month or 20%/year",
        _each(("20%/year", "assumed: below the median of software, 26 %, Benchmarkit 2025", "0 to 30 %/year"),
              ("15%/year", MSP_GROWTH, "0 to 20 %/year"), ("26%/year", MEDIAN_GROWTH, "0 to 50 %/year")),
        low=-50, high=200,
    ),
    Question(
        "annual_share", "Which share of the customers has a contract of a year or more?", share, "40%",
        _each(("40%", "assumed; paid a year in advance", "20 to 70 %"),
              ("100%", "assumed; 36 months are usual, RewiredMSP", "80 to 100 %"),
              ("30%", "assumed; paid a year in advance", "10 to 60 %")),
        high=100,
    ),
    Question(
        "programme_cost", "What do advertising and partners cost per new customer?", number, "800",
        _each(("1600", HALF_OF_CAC, "half a year to a year of the price", "price", HALF_OF_CAC),
              ("10_000", MSP_CAC, "two to six months of the price", "price", "assumed: two and a half months of the price"),
              ("600", HALF_A_YEAR, "three months to a year of the price", "price", HALF_A_YEAR)),
    ),
    Question(
        "service_heads", "How many people serve customers?", number, "4",
        _each(("2", TEAM, "20 to 40 % of all people"), ("7", TEAM, "60 to 75 % of all people"), ("3", TEAM, "15 to 30 % of all people")),
        high=10_000,
    ),
    Question(
        "sales_heads", "How many people work in sales and marketing?", number, "3",
        _each(("2", TEAM, "15 to 35 % of all people"), ("1", TEAM, "5 to 15 % of all people"), ("2", TEAM, "20 to 40 % of all people")),
        high=10_000,
    ),
    Question(
        "development_heads", "How many people develop the product?", number, "5",
        _each(("3", TEAM, "20 to 40 % of all people"), ("0", TEAM, "0 to 10 % of all people"), ("4", TEAM, "30 to 50 % of all people")),
        high=10_000,
    ),
    Question(
        "admin_heads", "How many people manage and administer?", number, "2", _all("1", TEAM, "10 to 20 % of all people"), high=10_000,
    ),
    Question(
        "salary", "What does a person earn per year, on average?", number, "70_000",
        _all("70_000", "assumed: replace it by your payroll", "40,000 to 120,000"), high=1e7,
    ),
    Question(
        "cash", "How much cash is there?", number, "500_000",
        _all("600_000", "assumed: replace it by your bank's figure", "six to eighteen months of cost"),
    ),
)  # fmt: skip
