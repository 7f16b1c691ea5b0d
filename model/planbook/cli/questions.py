"""The fifteen questions of `planbook new`, with what is typical and what is assumed by those who do not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Default:
    """What a template assumes, and why."""

    value: str
    source: str


@dataclass(frozen=True)
class Question:
    """One question: its key in a template, its text, what an answer looks like, what is typical, the defaults."""

    key: str
    text: str
    answer: str  # a pattern
    example: str
    typical: str
    defaults: Mapping[str, Default]
    low: float = 0.0
    high: float = 1e9

    def fault(self, answer: str) -> str:
        """Why an answer cannot be taken, or nothing."""
        if not re.fullmatch(self.answer, answer):
            return f"please answer like {self.example}"
        number = re.match(r"-?[0-9._]+", answer) if self.answer is not TEXT and self.answer is not MONTH else None
        if number and not self.low <= float(number.group().replace("_", "")) <= self.high:
            return f"please answer between {self.low:g} and {self.high:g}"
        return ""


TEXT = r"[^\x00-\x1f\x7f\"\\#:{}$]{1,60}"
MONTH = r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])"
NUMBER = r"[0-9]+(_[0-9]{3})*(\.[0-9]+)?"
SHARE = r"[0-9]+(\.[0-9]+)?%"
LOSS = r"[0-9]+(\.[0-9]+)?%/(month|year)"
GROWTH = r"-?[0-9]+(\.[0-9]+)?%/(month|year)"
OWN = "own answer"

_RECURLY = "average voluntary churn of subscription businesses, Recurly churn benchmarks"
_FINMODELSLAB = "85 % of customers kept a year is standard for backup services, FinModelsLab KPIs"
_PHARALLAX = "healthy price per user of $185 to 250, Pharallax MSP benchmarks, for 20 users"
_BENCHMARKIT = "median growth of private software companies 26 % a year, Benchmarkit 2025"
_COST = "a median $2 of sales and marketing wins $1 of new ARR, Benchmarkit 2025; about half of it here, the rest are salaries"


def _all(value: str, source: str) -> dict[str, Default]:
    return {template: Default(value, source) for template in ("backup", "msp", "saas")}


def _each(backup: tuple[str, str], msp: tuple[str, str], saas: tuple[str, str]) -> dict[str, Default]:
    return {"backup": Default(*backup), "msp": Default(*msp), "saas": Default(*saas)}


TEAM = "assumed for about $1m of ARR: replace it by your payroll"
QUESTIONS = (
    Question("name", "What is the company called?", TEXT, "Northwind", "any name", _all("My company", "")),
    Question("start", "Which month is the plan's first?", MONTH, "2027-01", "the next January", _all("", "")),
    Question(
        "customers", "How many customers are there now?", NUMBER, "150", "0 for a new company",
        _each(("600", "assumed: replace it by your records"), ("25", "assumed: replace it by your records"),
              ("900", "assumed: replace it by your records")),
    ),
    Question(
        "price", "What does a customer pay per month?", NUMBER, "95", "backup 25–1,000, MSP 1,500–8,000, SaaS 20–2,000",
        _each(("140", "assumed; above 100 a month is strong for backup services, FinModelsLab KPIs"), ("4_000", _PHARALLAX),
              ("95", "assumed: replace it by your price list")),
    ),
    Question(
        "churn", "Which share of the customers leaves?", LOSS, "1.5%/month or 15%/year", "0.5–5 %/month",
        _each(("15%/year", _FINMODELSLAB), ("10%/year", "assumed: contracts with notice keep about 90 % a year"),
              ("2.4%/month", _RECURLY)),
        high=99,
    ),
    Question(
        "new_customers", "How many new customers do you win per month?", NUMBER, "20", "1–5 % of the customers who are there",
        _each(("18", "assumed: 3 % of the opening customers"), ("0.6", "assumed: seven clients a year"),
              ("45", "assumed: 5 % of the opening customers")),
    ),
    Question(
        "growth", "How does that number grow?", GROWTH, "1%/month or 20%/year", "0–30 %/year", _all("26%/year", _BENCHMARKIT),
        low=-50, high=200,
    ),
    Question(
        "annual_share", "Which share of the customers pays a year in advance?", SHARE, "40%", "20–70 %",
        _each(("40%", "assumed"), ("0%", "managed services are billed monthly"), ("30%", "assumed")), high=100,
    ),
    Question(
        "programme_cost", "What do advertising and partners cost per new customer?", NUMBER, "800", "half a year to a year of the price",
        _each(("1_600", _COST), ("20_000", "assumed: five months of the price"), ("1_100", _COST)),
    ),
    Question(
        "service_heads", "How many people serve customers?", NUMBER, "4", "10–50 % of all people",
        _each(("3", TEAM), ("7", TEAM), ("3", TEAM)), high=10_000,
    ),
    Question(
        "sales_heads", "How many people work in sales and marketing?", NUMBER, "3", "10–40 % of all people",
        _each(("2", TEAM), ("1", TEAM), ("2", TEAM)), high=10_000,
    ),
    Question(
        "development_heads", "How many people develop the product?", NUMBER, "5", "0–50 % of all people",
        _each(("3", TEAM), ("0", TEAM), ("4", TEAM)), high=10_000,
    ),
    Question(
        "admin_heads", "How many people manage and administer?", NUMBER, "2", "10–20 % of all people", _all("1", TEAM), high=10_000,
    ),
    Question(
        "salary", "What does a person earn per year, on average?", NUMBER, "70_000", "40,000–120,000",
        _all("70_000", "assumed: replace it by your payroll"), high=1e7,
    ),
    Question(
        "cash", "How much cash is there?", NUMBER, "500_000", "six to eighteen months of cost",
        _all("600_000", "assumed: replace it by your bank's figure"),
    ),
)  # fmt: skip
