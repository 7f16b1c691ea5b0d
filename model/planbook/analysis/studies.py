"""What the engine adds to a workbook: grids, and what the price of the round implies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planbook.analysis.grids import grid
from planbook.analysis.implied import VALUE, Pricing, money, sentence
from planbook.analysis.turning import Turning
from planbook.analysis.whatif import WhatIf
from planbook.language.charts import Chart
from planbook.language.levers import Lever
from planbook.language.studies import GridSpec, Studies
from planbook.plan import Run


def studies(run: Run, wanted: Sequence[GridSpec], levers: Sequence[Lever], charts: Sequence[Chart] = ()) -> Studies:
    """The grids that a plan has all levers and lines for, what its round's price implies, and what it is doubted by, of one scenario."""
    turning = Turning(run)
    grids = tuple(made for spec in wanted if (made := grid(turning, spec, run.scenario.name)) is not None)
    about, musts = _implied(run, levers)
    found = Studies(grids, about, run.scenario.name, musts)
    if not charts or run.plan.source is None:
        return found
    asked = WhatIf(run.plan, run)
    return replace(found, tables=asked.tables(), pictures=asked.pictures(charts), notice=asked.notice())


def _implied(run: Run, levers: Sequence[Lever]) -> tuple[str, tuple[str, ...]]:
    """The question, and an answer for each lever; nothing without a round or a valuation."""
    if not run.plan.model.by_name.get(VALUE):
        return "", ()
    pricing, currency = Pricing(run.plan, run), run.plan.loaded.currency
    price = pricing.price()
    if price is None:
        return "", ()
    found = [made for lever in levers if (made := pricing.implied(lever, price)) is not None]
    value = money(float(run[VALUE]), currency)
    about = f"For the DCF to give the price of the round, {money(price, currency)}, and not {value}, each by itself"
    return about, tuple(sentence(each, currency) for each in found)
