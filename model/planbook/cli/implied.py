"""`planbook implied`: what a price for the company implies, a sentence for each lever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planbook.analysis.implied import HIGHEST, LOWEST, VALUE, Implied, Pricing, money, sentence
from planbook.business.levers import LEVERS
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError
from planbook.plan import Plan, Run


@dataclass(frozen=True)
class Asked:
    """A price, the plan's own value, and what each lever must be for the price."""

    plan: Plan
    run: Run
    price: float
    value: float
    found: list[Implied]


def asked(plan: Plan, run: Run, price: float | None) -> Asked:
    """Ask every lever. Raises PlanbookError without a price to ask for, or a value to compare it with."""
    pricing = Pricing(plan, run)
    wanted = price if price is not None else pricing.price()
    if wanted is None:
        raise PlanbookError(f"{plan.name} raises no round whose price could be asked for: say --price")
    found = [each for lever in LEVERS if (each := pricing.implied(lever, wanted)) is not None]
    return Asked(plan, run, wanted, float(run[VALUE]), found)


def show(screen: Screen, asked: Asked) -> None:
    """A sentence for the plan, and one for each lever."""
    currency = asked.plan.loaded.currency
    price, value = (money(amount, currency) for amount in (asked.price, asked.value))
    screen.print(f"{asked.plan.loaded.title}, scenario {asked.run.scenario.name}")
    screen.print(f"The plan's shares are worth {value} by discounted cash flow, before new money.")
    screen.print(f"A price of {price} implies, each by itself:")
    for each in asked.found:
        screen.print(f"- {sentence(each, currency)}")


def as_json(asked: Asked) -> dict[str, Any]:
    """The answers, levers by name; rates as fractions."""
    return {
        "plan": asked.plan.name,
        "scenario": asked.run.scenario.name,
        "price": asked.price,
        "value": _known(asked.value),
        "tried": [LOWEST, HIGHEST],
        "implied": {each.lever.name: _lever(each) for each in asked.found},
    }


def _lever(found: Implied) -> dict[str, Any]:
    return {
        "factor": found.factor, "line": found.lever.line, "reading": _known(found.reading), "stated": _known(found.stated),
        "reached": _known(found.reached), "lowest": _known(found.lowest), "highest": _known(found.highest),
    }  # fmt: skip


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else value
