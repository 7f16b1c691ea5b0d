"""Between what an unknown is looked for: as asked, in a plan's words or in numbers; as its assumption allows; near what is stated."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.analysis.knobs import Knob
from planbook.language.declarations import Form
from planbook.language.errors import PlanbookError
from planbook.language.inputs import per_month
from planbook.plan import Run
from planbook.scenarios.amounts import amount, is_share, per_year
from planbook.scenarios.amounts import bounds as bounds_in_words
from planbook.scenarios.nodes import Refusal, Scalar
from planbook.scenarios.quantities import month, quantity

SHARES = 1.0
Edge = float | str | None  # a number as the cell holds it, or what a plan's file would say; None for no bound
Between = dict[str, tuple[Edge, Edge]]


@dataclass(frozen=True)
class Bounds:
    """Between which values an unknown is looked for, and why planbook refuses what lies beyond, where it does."""

    low: float
    high: float
    low_reason: str = ""
    high_reason: str = ""


def bounds_of(unknown: Knob, run: Run, width: float, given: tuple[Edge, Edge] = (None, None)) -> Bounds:
    """Between what an unknown is looked for: as given, as its assumption allows, else up to some times what is stated."""
    made, stated = unknown.made, unknown.stated(run.scenario)
    if not unknown.single:
        low, high = 0.0, width
    elif made.form is Form.MONTH:
        low, high = unknown.limits
    else:
        size = abs(stated) or (1.0 if made.unit.style != "amount" else 1e6)
        floor = made.low if made.low is not None else made.above + 1e-9 * size if made.above is not None else -width * size
        ceiling = made.high if made.high is not None else made.below - 1e-9 if made.below is not None else width * size
        low, high = max(floor, -width * size), min(ceiling, max(width * size, SHARES if made.unit.style == "percent" else 0.0))
    first, last = (_edge(unknown, edge) for edge in given)
    low, high = (low if first is None else first), (high if last is None else last)
    if not low < high:
        shown = [unknown.text(edge) if unknown.single else f"× {edge:g}" for edge in (low, high)]
        raise PlanbookError(f"{unknown.path}: nothing lies between {shown[0]} and {shown[1]}")
    return Bounds(low, high)


def _edge(unknown: Knob, edge: Edge) -> float | None:
    """A bound as the unknown's cell would hold it. Raises PlanbookError for one that it cannot have."""
    try:
        value = _read(unknown, edge.strip()) if isinstance(edge, str) else edge
    except Refusal as refusal:
        raise PlanbookError(f"{unknown.path}: {refusal}") from None
    if value is not None and unknown.single and not unknown.suits(value):
        words = "a month of the plan" if unknown.made.form is Form.MONTH else bounds_in_words(unknown.made)
        raise PlanbookError(f"{unknown.path}: {unknown.text(value)} is out of its bounds: must be {words}")
    return value


def _read(unknown: Knob, text: str) -> float:
    """What a plan's file would say, or a factor where the unknown is one; raises Refusal."""
    node = Scalar("", None, "", "", text)
    if not unknown.single:
        return _factor(text)
    if unknown.made.form is Form.MONTH:
        return _month(unknown, node)
    if is_share(unknown.made) and quantity(node, "a number").value == 0:
        return 0.0  # nothing is nothing a month and a year
    given = amount(node, unknown.made)
    if not given.period or given.period == unknown.form.period:
        return given.value
    period = unknown.made.period
    return per_year(given.value, unknown.made) if given.period == "month" else float(per_month(given.value, period))


def _factor(text: str) -> float:
    """A factor of all values of an assumption that has several; a rate or a share cannot be meant."""
    given = quantity(Scalar("", None, "", "", text.lstrip("×xX* ")), "a factor such as 0.5")
    if given.percent or given.period:
        raise Refusal(f"got `{text}`: this has several values, and one factor of them all is looked for; write bounds such as 0.5..2")
    return given.value


def _month(unknown: Knob, node: Scalar) -> float:
    """The number of a month in the plan."""
    month(node)  # refuses what is none
    first, last = map(int, unknown.limits)
    labels = [unknown.month_label(number) for number in range(first, last + 1)]
    if node.text not in labels:
        raise Refusal(f"got `{node.text}`, which is outside the plan ({labels[0]} to {labels[-1]})")
    return float(first + labels.index(node.text))
