"""Averages over comparables: what a company does not give is left out, never counted as nothing."""

import inspect

from planbook.business.families import COMPARABLE
from planbook.language.declarations import Assumption, LineItem, Place, assumption, line
from planbook.language.operators import ratio, total
from planbook.language.units import FLAG, MULTIPLE, Shape


def averaged(name, label, *, at, about):
    """A multiple of comparables: the assumption `comparable_…`, the flag `…_given` and the line `average_…`.

    A module names the three as they are called.
    """
    caller = inspect.stack(context=0)[1]
    place = Place(caller.filename, caller.lineno)
    stated, flag = f"comparable_{name}", f"{name}_given"

    def declared(called, words, parameters, function, **more):
        function.__name__, function.__doc__ = called, words
        made: LineItem = line(unit=more.pop("unit"), shape=Shape.SCALAR, **more)(function)
        made.place, made.parameters = place, dict.fromkeys(parameters, inspect.Parameter.empty)
        return made

    multiple: Assumption = assumption(
        f"Comparable: {label}", unit=MULTIPLE, per=COMPARABLE, at=f"comparables.{at}", low=0, default=0,
        about=f"{about} 0 where it is not given.",
    )  # fmt: skip
    multiple.place = place
    given = declared(
        flag, "1 where the company gives it.", (stated,), lambda **figures: figures[stated] > 0,
        label=f"{label} is given", unit=FLAG, per=COMPARABLE,
    )  # fmt: skip
    average = declared(
        f"average_{name}", "Average of the companies that give it; not available where none does.", (stated, flag),
        lambda **figures: ratio(total(figures[stated]), total(figures[flag])), label=f"Average {label}", unit=MULTIPLE,
    )  # fmt: skip
    return multiple, given, average
