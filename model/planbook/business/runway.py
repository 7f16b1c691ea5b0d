"""Runway, three ways: cash over burn, and the first month below the reserve, with and without investors' money."""

from planbook.language.declarations import Chapter, Chart, Series, Severity, check, constant, line
from planbook.language.metrics import higher
from planbook.language.operators import first_month_where, lowest, maximum, minimum, or_else, ratio, same, sum_months
from planbook.language.units import DURATION, FLAG, LABEL, MONEY, MONTHS, Kind, Shape, Year

CHAPTER = Chapter("runway", "Runway", "Runway", "How long cash lasts, as planned and on its own.")

runway_goal_months = constant("Runway to keep", 6, unit=MONTHS, about="Raising money takes about so many months.")
longest_runway = constant("Longest runway drawn", 30, unit=MONTHS, about="A runway of so many months or more is no news.")


@line("Cash without the round", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_cash: opening_cash)
def cash_without_round(cash_without_investors, draw_without_round=0):
    """Cash at month end if no investor paid in: how much the plan needs.

    The revolver is drawn in their place as far as it goes, and no dividend is paid; all else is as planned.
    """
    return cash_without_investors + draw_without_round


@line("Lowest cash without the round", unit=MONEY, shape=Shape.SCALAR)
def minimum_cash_without_round(cash_without_round):
    """The lowest cash of the plan if no investor paid in."""
    return lowest(cash_without_round)


@line("Cash that the plan lacks without the round", unit=MONEY, shape=Shape.SCALAR)
def funding_need(minimum_cash_without_round):
    """How far cash would fall below zero if no investor paid in; 0 where the plan carries itself."""
    return maximum(0, -minimum_cash_without_round)


@line("Nothing is burnt", unit=FLAG, kind=Kind.FACTOR, opening="same")
def nothing_burnt(burn, closing_cash):
    """1 where cash is there and none of it is burnt: it lasts without end."""
    return (burn <= 0) * (closing_cash > 0)


@line(
    "Runway", unit=DURATION, kind=Kind.RATIO, year=Year.LAST,
    metric=higher(
        "quarter", "founders, investors", "monthly", variant="cash ÷ burn of three months, of fewer in the first two",
        absent="While no cash is burnt.", beyond=("nothing_burnt", "no burn"),
        note="Simulated runway, the first month below the reserve, stands beside it, with investors' money and without.",
    ),
)  # fmt: skip
def runway(closing_cash, burn):
    """Months for which cash lasts at the average burn of three months, or those that the plan has had."""
    return ratio(maximum(0, closing_cash), burn)


@line("Runway, up to the longest drawn", unit=DURATION, kind=Kind.BALANCE, opening=0)
def runway_drawn(runway, longest_runway, closing_cash):
    """Runway, at most the longest that is drawn; where nothing burns, the longest as long as there is cash."""
    return minimum(or_else(runway, longest_runway), longest_runway) * (closing_cash > 0)


@check("Cash falls below the reserve policy", severity=Severity.ALERT, unit=FLAG, opening=0)
def cash_below_policy(closing_cash, minimum_cash_policy):
    """1 in a month that ends with less cash than the policy asks for."""
    return closing_cash < minimum_cash_policy


@line("Below the reserve without the round", unit=FLAG, kind=Kind.FACTOR, opening=0)
def below_policy_without_round(cash_without_round, minimum_cash_policy):
    """1 in a month that would end with less cash than the policy asks for if no investor paid in."""
    return cash_without_round < minimum_cash_policy


@line("The reserve holds in every month", unit=FLAG, shape=Shape.SCALAR)
def reserve_holds(cash_below_policy):
    """1 where cash never ends below the reserve policy within the plan."""
    return same(sum_months(cash_below_policy), 0)


@line("The reserve holds in every month without the round", unit=FLAG, shape=Shape.SCALAR)
def reserve_holds_without_round(below_policy_without_round):
    """1 where cash would never end below the reserve policy within the plan."""
    return same(sum_months(below_policy_without_round), 0)


@line(
    "Simulated runway, month of the plan", unit=LABEL, shape=Shape.SCALAR,
    metric=higher(
        "plan", "founders, investors", "monthly", variant="with investors' money, month of the plan", absent="When it never comes.",
        beyond=("reserve_holds", "not in plan"),
    ),
)  # fmt: skip
def simulated_runway(cash_below_policy):
    """The month of the plan in which cash first ends below the reserve policy; not available when it never does."""
    return first_month_where(cash_below_policy)


@line(
    "Simulated runway without the round, month", unit=LABEL, shape=Shape.SCALAR,
    metric=higher(
        "plan", "founders, investors", "monthly", variant="without investors' money, month of the plan", absent="When it never comes.",
        beyond=("reserve_holds_without_round", "not in plan"),
    ),
)  # fmt: skip
def simulated_runway_without_round(below_policy_without_round):
    """The month of the plan in which cash would first end below the reserve policy; not available when it never does."""
    return first_month_where(below_policy_without_round)


CHARTS = [
    Chart(
        "C42", "How long does cash last?", "line", "months",
        (Series("runway_drawn", "Runway in months", "line"), Series("runway_goal_months", "to keep", "reference")), "count",
        from_zero=True, up_to=longest_runway.value, or_more=True,
        why="30 months and more, or nothing burnt, are no news: the line runs along the end of the axis, without gaps.",
    ),
]  # fmt: skip
