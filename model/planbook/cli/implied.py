"""`planbook implied`: what a price for the company implies, a sentence for each lever."""

from __future__ import annotations

from typing import Any

from planbook.analysis.implied import HIGHEST, LOWEST, Answers, Implied, Price, answers, money, require_value
from planbook.cli.numbers import known
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError
from planbook.plan import Run


def asked(run: Run, price: float | None) -> Answers:
    """Ask every lever. Raises PlanbookError without a price to ask for, or a value to compare it with."""
    require_value(run)
    found = answers(run, Price(price, price) if price is not None else None)
    if found is None:
        raise PlanbookError(f"{run.plan.name} raises no round whose price could be asked for: say --price")
    return found


def show(screen: Screen, asked: Answers) -> None:
    """A sentence for the plan, and one for each lever."""
    plan = asked.run.plan
    currency = plan.loaded.currency
    screen.print(f"{plan.loaded.title}, scenario {asked.run.scenario.name}")
    screen.print(f"The plan's shares are worth {money(asked.value, currency)} by discounted cash flow at its start, before new money.")
    screen.print(f"A price of {asked.price.words(currency)} implies, each by itself:")
    for each in asked.sentences():
        screen.print(f"- {each}")


def as_json(asked: Answers) -> dict[str, Any]:
    """The answers, levers by name; rates as fractions."""
    return {
        "plan": asked.run.plan.name,
        "scenario": asked.run.scenario.name,
        "price": asked.price.amount,
        "at_start": asked.price.start,
        "value": known(asked.value),
        "tried": [LOWEST, HIGHEST],
        "implied": {each.lever.name: _lever(each) for each in asked.found},
    }


def _lever(found: Implied) -> dict[str, Any]:
    return {
        "factor": found.factor, "line": found.line, "reading": known(found.reading), "stated": known(found.stated),
        "reached": known(found.reached), "lowest": known(found.lowest), "highest": known(found.highest),
    }  # fmt: skip
