"""Exits: what a sale of the company brings to those who own it.

A sale at the end of a year of the plan, or in the planned month for more or less than planned: each is a member of one
family, so that the lines that follow give both who gets what by year, and who gets what by price.
"""

from planbook.business.families import EXIT
from planbook.language.declarations import Chapter, Form, assumption, constant, line
from planbook.language.operators import at_month, minimum, where
from planbook.language.units import FACTOR, FLAG, LABEL, MONEY, MONTH, NUMBER, SHARE, Shape

CHAPTER = Chapter(
    "exits", "Exits", "Exits", "What a sale brings to shareholders, by year and by price.", section="rounds", along="valuation",
)  # fmt: skip

exit_cost_share = assumption(
    "Exit: costs", unit=SHARE, at="exit.costs", low=0, below=1, default=0,
    about="Bankers and lawyers of the sale, as a share of the price.",
)  # fmt: skip

planned_exit_month = assumption(
    "Exit: month", unit=LABEL, at="exit.month", form=Form.MONTH, default=0,
    about="At whose end the company is planned to be sold, for the exits by price and what investors earn; left out, the plan's end.",
)  # fmt: skip

exit_year = constant("Year of the exit", 1, unit=NUMBER, about="Year of the plan at whose end it is sold; 0 for the planned month.")
price_part = constant("Part of the planned price", 1, unit=FACTOR, about="What is paid, as a part of exit multiple × ARR.")

EXIT.constant(exit_year, (1, 2, 3, 4, 5, *(0,) * 8))
EXIT.constant(price_part, (*(1,) * 5, *(part / 100 for part in range(25, 201, 25))))


@line("Month of the planned exit", unit=MONTH, shape=Shape.SCALAR)
def planned_exit(planned_exit_month, horizon):
    """As stated, or else the plan's last month."""
    return where(planned_exit_month > 0, planned_exit_month, horizon)


@line("Month of the exit", unit=LABEL, per=EXIT, shape=Shape.SCALAR)
def exit_month(exit_year, planned_exit):
    """The last month of the year of the plan, or the planned one."""
    return where(exit_year > 0, 12 * exit_year, planned_exit)


@line("Exit is within the plan", unit=FLAG, per=EXIT, shape=Shape.SCALAR)
def exit_within_plan(exit_month, horizon):
    """1 where the plan reaches so far; without it the exit brings nothing, and its returns are not available."""
    return horizon >= exit_month


@line("ARR at the exit", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def exit_arr(exit_within_plan, closing_arr, exit_month, horizon):
    """ARR at the end of the exit's month."""
    return exit_within_plan * at_month(closing_arr, minimum(exit_month, horizon))


@line("Exit price", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def exit_price(price_part, exit_multiple, exit_arr):
    """Part of the planned price × exit multiple × ARR: what a buyer pays for the company without its cash and debt."""
    return price_part * exit_multiple * exit_arr


@line("Cash less what is owed at the exit", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def exit_net_cash(exit_within_plan, net_cash, exit_month, horizon):
    """Its balance at the end of the exit's month; below zero where more is owed."""
    return exit_within_plan * at_month(net_cash, minimum(exit_month, horizon))
