"""Whether a number suits its assumption: unit, period, bounds."""

from __future__ import annotations

import math

from planbook.language.declarations import Assumption, Form, Period
from planbook.language.units import FACTOR
from planbook.scenarios.nodes import Node, Refusal
from planbook.scenarios.quantities import Quantity, quantity


def is_share(made: Assumption) -> bool:
    """Whether a percentage may be written."""
    return made.unit.style == "percent" or made.period is not None or made.form is Form.CHANGE


def allowed(made: Assumption) -> str:
    """What a single value of an assumption looks like, in words with an example."""
    if made.form is Form.MONTH:
        return Form.MONTH.value
    if made.form is Form.CHANGE:
        return "a rate of change such as 3%/year stepped, 3%/year smooth or 0.2%/month"
    if made.period is Period.YEARLY:
        return "a rate per year such as 8%/year"
    if made.period is Period.INTEREST:
        return "a rate of interest such as 8%/year nominal"
    if made.period is not None:
        return "a rate with its period such as 0.7%/month or 8%/year"
    if made.form is Form.WHOLE:
        return "a whole number"
    return "a share such as 25% or 0.25" if is_share(made) else "a number"


def has_period(made: Assumption) -> bool:
    """Whether it is a rate that a plan may state per month or per year."""
    return made.form is Form.CHANGE or made.period not in (None, Period.YEARLY)


def bounds(made: Assumption, percent: bool | None = None) -> str:
    """The bounds of an assumption in words, or nothing; in ``percent`` unless said otherwise where a percentage may be written."""
    written = _as_percent if (is_share(made) if percent is None else percent) else _plain
    low = f"at least {written(made.low)}" if made.low is not None else f"above {written(made.above)}" if made.above is not None else ""
    high = f"at most {written(made.high)}" if made.high is not None else f"below {written(made.below)}" if made.below is not None else ""
    if made.low is not None and made.high is not None:
        return f"between {written(made.low)} and {written(made.high)}"
    return f"{low} and {high}" if low and high else low or high


def _plain(value: float) -> str:
    return f"{value:g}"


def _as_percent(value: float) -> str:
    return f"{100 * value:g}%" if value else "0"


def amount(node: Node, made: Assumption) -> Quantity:
    """The value of an assumption as stated, with the period it is kept in; raises Refusal."""
    given = quantity(node, allowed(made))
    if given.percent and not is_share(made):
        what = "a factor" if made.unit is FACTOR else f"measured in {made.unit.name}"
        raise Refusal(f"got `{given.text}`: this is {what}; write a plain number without %")
    kept = _change(given) if made.form is Form.CHANGE else _rate(given, made)
    _bounded(given, made)
    if made.form is Form.WHOLE and given.value != int(given.value):
        raise Refusal(f"must be a whole number; got {given.text}")
    return kept


def _change(given: Quantity) -> Quantity:
    if not given.period:
        text = given.text
        raise Refusal(
            f"got `{text}`: a rate of change needs its period: write {text}/year stepped, {text}/year smooth or {text}/month"
        )
    if given.period == "year" and given.landing not in ("stepped", "smooth"):
        stem = given.text.removesuffix("nominal").strip()
        both = f"`{stem} stepped` (in the fiscal year's first month) or `{stem} smooth` (every month)"
        raise Refusal(f"got `{given.text}`: say how it lands: {both}")
    if given.period == "month" and given.landing:
        raise Refusal(f"got `{given.text}`: a rate per month lands every month; leave out `{given.landing}`")
    _above_total_loss(given)
    return given


def _rate(given: Quantity, made: Assumption) -> Quantity:
    if made.period is None:
        if given.period:
            raise Refusal(f"got `{given.text}`: this is {allowed(made)}, not a rate; leave out `/{given.period}`")
        return given
    _has_period(given, made.period)
    if made.period is Period.INTEREST:
        return _interest(given)
    if given.landing == "nominal":
        return _nominal(given, made.period)
    if given.landing:
        raise Refusal(f"got `{given.text}`: leave out `{given.landing}`; it belongs to rates of change")
    if made.period is Period.GROWTH:
        _above_total_loss(given)
    if made.period is Period.LOSS and given.period == "year" and given.value >= 1:
        raise Refusal(f"must be below 100% a year; got {given.text}" + _meant(given))
    return Quantity(given.value, given.text) if made.period is Period.YEARLY else given


def _interest(given: Quantity) -> Quantity:
    """A rate as banks quote it; an effective one is refused, since it would be taken for the other."""
    if given.period == "year" and given.landing != "nominal":
        stem = given.text.removesuffix(given.landing).strip()
        raise Refusal(f"got `{given.text}`: write {stem} nominal, of which a twelfth is due each month, as banks quote it")
    if given.period == "month" and given.landing:
        raise Refusal(f"got `{given.text}`: leave out `{given.landing}`; a rate per month is due every month")
    return given


def _has_period(given: Quantity, period: Period) -> None:
    stem = given.text if given.percent or given.value < 1 else f"{given.text}%"  # 5 for 5 % is the usual slip
    if period is Period.YEARLY:
        if given.period == "month":
            raise Refusal(f"got `{given.text}`: this rate is stated per year, such as 8%/year")
        if not given.period:
            raise Refusal(f"got `{given.text}`: a rate needs its period: write {stem}/year")
    elif not given.period:
        nominal = " nominal" if period is Period.INTEREST else ""
        raise Refusal(f"got `{given.text}`: a rate needs its period: write {stem}/month or {stem}/year{nominal}")


def _nominal(given: Quantity, period: Period) -> Quantity:
    if period is not Period.GROWTH or given.period != "year":
        raise Refusal(f"got `{given.text}`: `nominal` is for a yearly rate of interest or growth that is divided by 12")
    _above_total_loss(given)
    return Quantity(given.value / 12, given.text, given.percent, "month")


def _above_total_loss(given: Quantity) -> None:
    if given.value <= -1:
        raise Refusal(f"must be above -100%; got {given.text}")


def _bounded(given: Quantity, made: Assumption) -> None:
    if not inside(given.value, made):
        hint = _meant(given) if is_share(made) and inside(given.value / 100, made) else ""
        raise Refusal(f"must be {bounds(made, given.percent)}; got {given.text}{hint}")


def per_year(value: float, made: Assumption) -> float:
    """A rate per month as one per year, which ``language.inputs.per_month`` makes it again."""
    if made.period is Period.INTEREST:
        return value * 12
    return 1 - math.pow(1 - value, 12) if made.period is Period.LOSS else math.pow(1 + value, 12) - 1


def suits(value: float, made: Assumption, words: str) -> None:
    """Raise Refusal, which begins with these words, for a value that is out of the bounds of an assumption."""
    if not inside(value, made):
        raise Refusal(f"{words}: must be {bounds(made)}")
    if made.period is Period.GROWTH and value <= -1:
        raise Refusal(f"{words}: must be above -100%")
    if made.period is Period.LOSS and value >= 1 and made.below is None and made.high is None:
        raise Refusal(f"{words}: must be below 100%")
    if made.form is Form.WHOLE and value != int(value):
        raise Refusal(f"{words}: must be a whole number")


def inside(value: float, made: Assumption) -> bool:
    """Whether a value lies within the bounds of an assumption."""
    return (
        (made.low is None or value >= made.low)
        and (made.high is None or value <= made.high)
        and (made.above is None or value > made.above)
        and (made.below is None or value < made.below)
    )


def within(value: float, made: Assumption) -> float:
    """The value, or the bound that it has passed where that may be reached itself."""
    low, high = (bound if bound is not None else end for bound, end in ((made.low, -math.inf), (made.high, math.inf)))
    return min(max(value, low), high)


def _meant(given: Quantity) -> str:
    if given.percent or not 1 <= given.value <= 100:
        return ""
    after = f"/{given.period}" if given.period else ""
    return f"; did you mean {given.value / 100:g}{after} or {given.value:g}%{after}?"
