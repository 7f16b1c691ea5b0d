"""Internal rates of return, side by side in one run: planbook, numpy-financial and pyxirr; compare the ratios, not the seconds.

Prints, for several kinds of rows, the time per row of each and how often its answer is a rate at which the flows are worth
nothing (to a billionth of their size).
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable

import numpy as np
import numpy_financial
import pyxirr

from planbook.finance import SeveralRates, irr, irr_many

ROUNDS = 5
RATED = 1e-9


def kinds() -> dict[str, np.ndarray]:
    """Rows of flows by what they are."""
    random = np.random.default_rng(7)
    loan = np.hstack([-random.uniform(500, 1_500, (2_000, 1)), random.uniform(20, 60, (2_000, 60))])
    venture = np.hstack([-random.uniform(1, 5, (2_000, 3)), random.uniform(0, 2, (2_000, 4)), random.uniform(5, 90, (2_000, 1))])
    plan = np.hstack([-random.uniform(1_000, 2_000, (2_000, 1)), random.normal(60, 80, (2_000, 59)), random.uniform(500, 900, (2_000, 1))])
    return {
        "loans, 61 flows, one sign change": loan,
        "ventures, 8 flows, one sign change": venture,
        "plans, 61 flows, many sign changes": plan,
        "noise, 12 flows, none to several": random.normal(0, 100, (300, 12)),
    }


def one_by_one(function: Callable[[np.ndarray], float | None]) -> Callable[[np.ndarray], np.ndarray]:
    """A function of a row for all rows."""
    return lambda rows: np.array([np.nan if (rate := function(row)) is None else rate for row in rows], dtype=float)


def planbook_scalar(row: np.ndarray) -> float | None:
    """planbook, a row at a time."""
    try:
        return irr(row)
    except ValueError:
        return None


FUNCTIONS = {
    "planbook irr_many": lambda rows: irr_many(rows).filled(np.nan),
    "planbook irr": one_by_one(planbook_scalar),
    "pyxirr irr": one_by_one(lambda row: pyxirr.irr(row, silent=True)),
    "numpy_financial irr": one_by_one(numpy_financial.irr),
}


def rated(rows: np.ndarray, rates: np.ndarray) -> float:
    """Share of the rows whose rate makes them worth nothing."""
    with np.errstate(all="ignore"):
        terms = rows * (1 + rates[:, None]) ** -np.arange(rows.shape[1])
        return float(np.mean(np.abs(terms.sum(axis=1)) <= RATED * np.abs(terms).sum(axis=1)))


def main() -> None:
    """Measure and print."""
    warnings.simplefilter("ignore", SeveralRates)
    for kind, rows in kinds().items():
        times: dict[str, float] = {}
        print(f"{kind} ({len(rows):,} rows)")
        for name, function in FUNCTIONS.items():
            spent = []
            for _ in range(ROUNDS if name != "numpy_financial irr" else 1):
                begin = time.perf_counter()
                rates = function(rows)
                spent.append(time.perf_counter() - begin)
            times[name] = statistics.median(spent) / len(rows)
            ratio = times[name] / times["planbook irr_many"]
            print(f"  {name:22s} {times[name] * 1e6:9.1f} µs a row {ratio:9.2f} × irr_many   rate found {rated(rows, rates):7.1%}")


if __name__ == "__main__":
    main()
