"""Metrics that a plan states itself, since nothing else in it moves them: a start, a target, and the months between."""

import inspect

from planbook.language.declarations import Assumption, Form, LineItem, Place, assumption, line
from planbook.language.operators import maximum, minimum, not_available, where
from planbook.language.units import MONTHS, Kind, Year


def _glide(start, target, months, month):
    """From the start in a straight line to the target; not available where nothing is stated, and so no months either."""
    return where(months > 0, start + (target - start) * minimum(1, month / maximum(1, months)), not_available)


def stated(name, label, *, unit, at, about, metric, high=None, needed_with="", aliases=()):
    """A metric as its plan states it: the assumptions `…_start`, `…_target` and `…_months`, and the line itself.

    A module names the four as they are called. Where the start is not stated, the metric is not available; where
    it is, be it as 0, target and months have no default.
    """
    caller = inspect.stack(context=0)[1]
    place = Place(caller.filename, caller.lineno)
    rest = f"{name}_start"

    def given(what, suffix, says, **more):
        made: Assumption = assumption(f"{label}: {what}", at=f"{at}{suffix}", about=says, **more)
        made.place = place
        return made

    start = given("start", "", f"{about} At the plan's start.", unit=unit, low=0, high=high, default=0,
                  needed_with=needed_with, zero_counts=True)  # fmt: skip
    target = given("target", "_target", f"{about} In the month in which the target is reached, and from then on.", unit=unit, low=0,
                   high=high, default=0, needed_with=rest)  # fmt: skip
    months = given("months to target", "_months", f"Months from the plan's start in which “{label}” goes from start to target, "
                   "in a straight line.", unit=MONTHS, form=Form.WHOLE, low=1, high=120, default=0, needed_with=rest)  # fmt: skip

    def gliding(**figures):
        return _glide(*figures.values())

    gliding.__name__ = name
    gliding.__doc__ = f"{about} As the plan states it: from its start in a straight line to its target."
    made: LineItem = line(label, unit=unit, kind=Kind.RATIO, year=Year.LAST, opening="same", aliases=aliases, metric=metric)(gliding)
    made.place = place
    made.parameters = dict.fromkeys((rest, f"{name}_target", f"{name}_months", "month"), inspect.Parameter.empty)
    return start, target, months, made
