"""What an investor would ask of a plan: numbers without a source, red flags, what it hangs on most, what must be true."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planbook.analysis.implied import answers
from planbook.analysis.knobs import Knob, knobs
from planbook.analysis.sensitivity import Swing, sensitivity
from planbook.backends.pointwise import Array
from planbook.business.red_flags import RED_FLAGS
from planbook.language.declarations import Severity
from planbook.language.model import Row
from planbook.language.redflags import RedFlag, Test
from planbook.plan import Run, Verdict

STRONGEST = 5
HEADLINES = ("enterprise_value", "closing_arr", "closing_cash")  # what sensitivities are of: the first that is available


@dataclass(frozen=True)
class Raised:
    """A red flag that a plan raises: what it says, with its figure, from which month on."""

    flag: RedFlag
    row: Row
    value: float
    month: int  # the first; 0 for a figure of the whole plan


@dataclass(frozen=True)
class Doubts:
    """The list."""

    run: Run
    unsourced: tuple[Knob, ...]
    flags: tuple[Raised, ...]
    unjudged: tuple[str, ...]  # what cannot be judged in the plan's currency, in words
    alerts: tuple[Verdict, ...]
    of: Row | None
    strongest: tuple[Swing, ...]
    musts: tuple[str, ...]


def doubts(run: Run) -> Doubts:
    """Everything that would be asked of one scenario."""
    flags = tuple(raised(run))
    same = {each.flag.alert for each in flags}
    alerts = tuple(each for each in run.verdicts() if each.severity is Severity.ALERT and each.fires and each.name not in same)
    of = headline(run)
    strongest = tuple(sensitivity(run, of)[:STRONGEST]) if of else ()
    return Doubts(run, tuple(unsourced(run)), flags, tuple(unjudged(run)), alerts, of, strongest, tuple(musts(run)))


def unsourced(run: Run) -> list[Knob]:
    """Numbers that the plan states, other than nothing, with no word beside them."""
    return [knob for knob in knobs(run.plan.model).values() if _lacks_a_source(knob, run)]


def _lacks_a_source(knob: Knob, run: Run) -> bool:
    stated = zip(knob.values(run.scenario), knob.origins(run.scenario), strict=True)
    return any(value and origin.file and not origin.note for value, origin in stated)


def raised(run: Run) -> list[Raised]:
    """The red flags that a scenario raises."""
    return [found for flag in RED_FLAGS if _judged(run, flag) and (found := _raised(run, flag)) is not None]


def unjudged(run: Run) -> list[str]:
    """What no flag can say of a plan in this currency."""
    model, currency = run.plan.model, run.plan.loaded.currency
    left_out = [flag for flag in RED_FLAGS if not _judged(run, flag) and flag.tests[0].line in model.by_name]
    labels = [(model.label(model.by_name[flag.tests[0].line][0]), flag.limits_in) for flag in left_out]
    return [f"{label} is not judged: its limit is in {limits_in}, the plan in {currency}" for label, limits_in in labels]


def _judged(run: Run, flag: RedFlag) -> bool:
    return flag.limits_in in ("", run.plan.loaded.currency)


def _raised(run: Run, flag: RedFlag) -> Raised | None:
    if any(test.line not in run.plan.model.by_name for test in flag.tests):
        return None
    holds = np.logical_and.reduce([_holds(run, test) for test in flag.tests])
    months = np.flatnonzero(holds)
    months = months[months >= (len(holds) - 1 if flag.at_end else 1)]
    if not months.size:
        return None
    values = _months(run, flag.tests[0].line)[months]
    worst = values.max() if flag.tests[0].above is not None else values.min()
    return Raised(flag, run.plan.model.by_name[flag.tests[0].line][0], float(worst), int(months[0]))


def _months(run: Run, line: str) -> Array:
    """A line by month, the opening first; a figure of the whole plan in every month."""
    values: Array = np.broadcast_to(run[line], (run.plan.model.structure.horizon + 1,))
    return values


def _holds(run: Run, test: Test) -> npt.NDArray[np.bool_]:
    """In which months; never where the line is not available."""
    values = _months(run, test.line)
    low, high = (-np.inf if test.above is None else test.above), (np.inf if test.below is None else test.below)
    found: npt.NDArray[np.bool_] = (values > low) & (values < high)
    return found


def headline(run: Run) -> Row | None:
    """What sensitivities are of: enterprise value where there is one, else ARR, else cash."""
    for name in HEADLINES:
        rows: Sequence[Row] = run.plan.model.by_name.get(name, ())
        if rows and not math.isnan(float(np.atleast_1d(run[name])[-1])):
            return rows[0]
    return None


def musts(run: Run) -> list[str]:
    """What must be true for the price of the round, a sentence for each lever; nothing without a round or a valuation."""
    found = answers(run)
    if found is None:
        return []
    return [f"For the price of {found.price.words(run.plan.loaded.currency)}: {each}" for each in found.sentences()]
