"""Excel formulas of the published cases, computed with planbook.finance."""

from __future__ import annotations

import csv
import datetime
import json
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from planbook import finance

HERE = Path(__file__).parent
EPOCH = datetime.date(1899, 12, 30)


def _days(serials: list[Any]) -> list[Any]:
    """Excel's day numbers as dates; dates stay."""
    return [EPOCH + datetime.timedelta(days=day) if isinstance(day, int) else day for day in serials]


FUNCTIONS = {
    "NPV": lambda rate, *values: finance.excel_npv(rate, values),
    "IRR": lambda values, guess=0.1: finance.irr(values, guess=guess),
    "MIRR": finance.mirr,
    "XNPV": lambda rate, values, dates: finance.xnpv(rate, _days(dates), values),
    "XIRR": lambda values, dates, guess=0.1: finance.xirr(_days(dates), values, guess=guess),
    "PMT": finance.pmt,
    "IPMT": finance.ipmt,
    "PPMT": finance.ppmt,
    "CUMIPMT": finance.cumulative_interest,
    "CUMPRINC": finance.cumulative_principal,
    "NPER": finance.nper,
    "PDURATION": lambda rate, now, then: finance.nper(rate, 0, -now, then),
    "RATE": lambda nper, pmt, pv, fv=0, when=0, guess=0.1: finance.rate(nper, pmt, pv, fv, when, guess=guess),
    "PV": finance.pv,
    "FV": finance.fv,
    "EFFECT": finance.effect,
    "NOMINAL": finance.nominal,
    "RRI": lambda periods, start, end: finance.cagr(start, end, periods),
}


def name_of(formula: str) -> str:
    """The function of a formula."""
    return formula.removeprefix("=").split("(")[0]


def compute(formula: str) -> float:
    """A formula's value. Array constants, empty arguments and plain arithmetic are understood."""
    text = formula.removeprefix("=").replace("{", "[").replace("}", "]").replace("A1:A5", "A").replace("B1:B5", "B")
    cells = json.loads((HERE / "excel_documentation_examples.json").read_text(encoding="utf-8"))["xnpv_xirr_cells"]
    names = FUNCTIONS | {"A": cells["A1:A5"], "B": cells["B1:B5"]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return float(eval(re.sub(r",(?=[,)])", ",0", text), {"__builtins__": {}}, names))


@cache
def documented() -> tuple[dict[str, Any], ...]:
    """The examples of Microsoft's pages."""
    return tuple(json.loads((HERE / "excel_documentation_examples.json").read_text(encoding="utf-8"))["cases"])


@cache
def recorded() -> tuple[dict[str, str], ...]:
    """What Excel 2010 gave."""
    with (HERE / "excel_recorded_values.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
