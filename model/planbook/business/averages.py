"""Multiples of comparables, on average and from lowest to highest, and what a figure is worth at them.

What a company does not give is left out, never counted as nothing.
"""

import inspect

from planbook.business.families import COMPARABLE
from planbook.language.declarations import Assumption, LineItem, Place, assumption, line
from planbook.language.operators import largest, not_available, ratio, total, where
from planbook.language.units import FLAG, MONEY, MULTIPLE, Shape


def averaged(name, label, *, at, about):
    """A multiple of comparables: the assumption `comparable_…`, the flag `…_given` and the line `average_…`.

    A module names the three as they are called.
    """
    place = _caller()
    stated, flag = f"comparable_{name}", f"{name}_given"
    multiple: Assumption = assumption(
        f"Comparable: {label}", unit=MULTIPLE, per=COMPARABLE, at=f"comparables.{at}", low=0, default=0,
        about=f"{about} 0 where it is not given.",
    )  # fmt: skip
    multiple.place = place
    given = _declared(
        place, flag, "1 where the company gives it.", (stated,), lambda **figures: figures[stated] > 0,
        label=f"{label} is given", unit=FLAG, per=COMPARABLE,
    )  # fmt: skip
    average = _declared(
        place, f"average_{name}", "Average of the companies that give it; not available where none does.", (stated, flag),
        lambda **figures: ratio(total(figures[stated]), total(figures[flag])), label=f"Average {label}", unit=MULTIPLE,
    )  # fmt: skip
    return multiple, given, average


def ranged(name, label):
    """From the lowest to the highest of such a multiple: the lines `highest_…`, `…_distance` and `lowest_…`, which a module names so."""
    place = _caller()
    stated, flag, top, below = f"comparable_{name}", f"{name}_given", f"highest_{name}", f"{name}_distance"
    highest = _declared(
        place, top, "The dearest of the comparables; 0 where none gives it.", (stated,), lambda **figures: largest(figures[stated]),
        label=f"Highest {label} of a comparable", unit=MULTIPLE,
    )  # fmt: skip
    distance = _declared(
        place, below, "By how much less the company is priced than the dearest one; 0 where it does not give the multiple.",
        (top, stated, flag), lambda **figures: (figures[top] - figures[stated]) * figures[flag],
        label=f"Distance to the highest {label}", unit=MULTIPLE, per=COMPARABLE,
    )  # fmt: skip
    lowest = _declared(
        place, f"lowest_{name}", "The cheapest of the comparables that give it; 0 where none does.", (top, below),
        lambda **figures: figures[top] - largest(figures[below]), label=f"Lowest {label} of a comparable", unit=MULTIPLE,
    )  # fmt: skip
    return highest, distance, lowest


def priced(name, label, figure):
    """What a figure of the plan is worth from the cheapest to the dearest comparable: `…_base`, `…_low`, `…_high`, named so by a module."""
    place = _caller()
    flag, base, bottom, top = f"{name}_given", f"{name}_base", f"lowest_{name}", f"highest_{name}"
    discounted = _declared(
        place, base, "The figure less the discount of a private company; not available without a comparable that gives the multiple.",
        (flag, figure, "private_discount"),
        lambda **figures: where(total(figures[flag]) > 0, figures[figure] * (1 - figures["private_discount"]), not_available),
        label=f"{label}: figure less the private discount", unit=MONEY,
    )  # fmt: skip
    low = _declared(
        place, f"{name}_low", "At the multiple of the cheapest comparable.", (base, bottom),
        lambda **figures: figures[base] * figures[bottom], label=f"{label}, low", unit=MONEY,
    )  # fmt: skip
    high = _declared(
        place, f"{name}_high", "At the multiple of the dearest comparable.", (base, top),
        lambda **figures: figures[base] * figures[top], label=f"{label}, high", unit=MONEY,
    )  # fmt: skip
    return discounted, low, high


def _caller() -> Place:
    """The line of the chapter that declares a multiple."""
    caller = inspect.stack(context=0)[2]
    return Place(caller.filename, caller.lineno)


def _declared(place, name, words, parameters, function, **more):
    """A scalar line of this name and definition, declared at the place."""
    function.__name__, function.__doc__ = name, words
    made: LineItem = line(unit=more.pop("unit"), shape=Shape.SCALAR, **more)(function)
    made.place, made.parameters = place, dict.fromkeys(parameters, inspect.Parameter.empty)
    return made
