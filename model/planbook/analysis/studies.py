"""What the engine adds to a workbook: grids, and what the price of the round implies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planbook.analysis.grids import grid
from planbook.analysis.implied import answers, money
from planbook.analysis.turning import Turning
from planbook.analysis.whatif import WhatIf
from planbook.language.charts import Chart
from planbook.language.studies import GridSpec, Studies
from planbook.plan import Run


def studies(run: Run, wanted: Sequence[GridSpec], charts: Sequence[Chart] = ()) -> Studies:
    """The grids that a plan has all levers and lines for, what its round's price implies, and what it is doubted by, of one scenario."""
    turning = Turning(run)
    grids = tuple(made for spec in wanted if (made := grid(turning, spec, run.scenario.name)) is not None)
    about, musts = _implied(run)
    found = Studies(grids, about, run.scenario.name, musts)
    if not charts or run.plan.source is None:
        return found
    asked = WhatIf(run.plan, run)
    return replace(found, tables=asked.tables(), pictures=asked.pictures(charts), notice=asked.notice())


def _implied(run: Run) -> tuple[str, tuple[str, ...]]:
    """The question, and an answer for each lever; nothing without a round or a valuation."""
    found, currency = answers(run), run.plan.loaded.currency
    if found is None:
        return "", ()
    price, value = money(found.price.start, currency), money(found.value, currency)
    return f"For the DCF to give the round's price at the plan's start, {price} and not {value}, each by itself", found.sentences()
