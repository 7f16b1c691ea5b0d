"""The timeline: months, fiscal years, and the numbers that are the same in every plan."""

from planbook.business.families import BASIS, CONTRACT_YEAR, FADE_YEAR, GROWTH_STEP, MULTIPLE_STEP, WACC_STEP
from planbook.language.declarations import Chapter, constant, line, setting
from planbook.language.operators import maximum, modulo, prior, same
from planbook.language.units import DAYS, FLAG, LABEL, MONEY, MONTHS, NUMBER, SHARE, Kind, Sign

CHAPTER = Chapter("timeline", "Timeline", "Timeline", "Months, fiscal years and the constants of the model.")

horizon = setting("Months of the plan", unit=MONTHS, about="How many months the plan has.")
opening_fiscal_month = setting("Fiscal month before the plan", unit=LABEL, about="Month of the fiscal year before month 1.")
opening_calendar_month = setting("Calendar month before the plan", unit=LABEL, about="Month of the calendar year before month 1.")
opening_fiscal_year = setting("Fiscal year before the plan", unit=LABEL, about="Fiscal year before month 1.")

half = constant("One half", 0.5, about="The middle of a period, and the average of a first and a last value.")
euler = constant("Euler's number", 2.718281828459045, about="Base of the exponential function, for the Weibull curve.")
days_per_year = constant("Days in a year", 365, unit=DAYS, about="For collection and payment terms in days.")
gb_per_tb = constant("Gigabytes in a terabyte", 1000, unit=NUMBER, about="Storage is decimal.")
spread_months = constant(
    "Unserved months of an opening contract",
    5.5,
    unit=MONTHS,
    about="Yearly contracts signed evenly over twelve months have on average 5.5 months still to serve.",
)
months_per_quarter = constant("Months in a quarter", 3, unit=MONTHS, about="For quarterly views.")
burn_months = constant("Months of the burn average", 3, unit=MONTHS, about="Burn is averaged over so many months.")
fade_threshold = constant("Growth from which it fades", 0.05, about="Growth this much above its long-run rate fades over five years.")
years_of_fade = constant("Years of fade", 5, unit=NUMBER, about="Explicit years after the plan.")
half_cent = constant("Half a cent", 0.005, unit=MONEY, about="Balance sheet and cash tie to half a cent.")
rounding_share = constant("Rounding of large amounts", 1e-12, about="Of amounts above some billions, computers round away more than that.")
relative_tolerance = constant("Tolerance for other figures", 1e-9, about="Other figures tie to this share of their size.")

contract_number = constant("Number of the contract", 1, unit=NUMBER, about="Which contract of a subscriber it is.")
first_contract = constant("First contract", 1, unit=FLAG, about="1 for the contract a new subscriber signs.")
last_contract = constant("Last contract", 1, unit=FLAG, about="1 for the contract that renews into itself.")
interest_counts = constant("Interest counts", 1, unit=FLAG, about="Whether interest reduces taxable profit.")
wacc_number = constant("Cost of capital, number", 1, unit=NUMBER, about="Place of a cost of capital in a table of values.")
growth_number = constant("Long-run growth, number", 1, unit=NUMBER, about="Place of a long-run growth in a table of values.")
multiple_number = constant("Exit multiple, number", 1, unit=NUMBER, about="Place of an exit multiple in a table of values.")
stated_number = constant("Number of what is stated", 3, unit=NUMBER, about="The middle of five, in tables of values.")
fade_number = constant("Fade year", 1, unit=NUMBER, about="Number of the year after the plan.")

CONTRACT_YEAR.constant(contract_number, (1, 2, 3, 4, 5))
CONTRACT_YEAR.constant(first_contract, (1, 0, 0, 0, 0))
CONTRACT_YEAR.constant(last_contract, (0, 0, 0, 0, 1))
BASIS.constant(interest_counts, (1, 0))
FADE_YEAR.constant(fade_number, (1, 2, 3, 4, 5))
WACC_STEP.constant(wacc_number, (1, 2, 3, 4, 5))
GROWTH_STEP.constant(growth_number, (1, 2, 3, 4, 5))
MULTIPLE_STEP.constant(multiple_number, (1, 2, 3, 4, 5))


@line("Month of the plan", unit=LABEL, kind=Kind.FACTOR, opening=0, sign=Sign.NONNEGATIVE)
def month(month):
    """Months are counted from 1; the opening is month 0."""
    return prior(month) + 1


@line("Part of last year within twelve months", unit=SHARE, kind=Kind.FACTOR, opening="same")
def last_year_part(month):
    """How much of the year before the plan is among the last twelve months: 7/12 in month 5, nothing from month 12 on."""
    return maximum(0, 12 - month) / 12


@line("Month of the year", unit=LABEL, kind=Kind.FACTOR, opening=lambda opening_calendar_month: opening_calendar_month)
def calendar_month(calendar_month):
    """Month of the calendar year, 1 to 12."""
    return modulo(prior(calendar_month), 12) + 1


@line("Fiscal month", unit=LABEL, kind=Kind.FACTOR, opening=lambda opening_fiscal_month: opening_fiscal_month)
def fiscal_month(fiscal_month):
    """Month of the fiscal year, 1 to 12."""
    return modulo(prior(fiscal_month), 12) + 1


@line("Fiscal year starts", unit=FLAG, kind=Kind.FACTOR, opening=0)
def year_starts(fiscal_month):
    """1 in the first month of a fiscal year."""
    return same(fiscal_month, 1)


@line("A later fiscal year starts", unit=FLAG, kind=Kind.FACTOR, opening=0)
def later_year_starts(year_starts, month):
    """1 in the first month of a fiscal year after the plan's start: what a plan states holds in month 1."""
    return year_starts * (month > 1)


@line("Fiscal year", unit=LABEL, kind=Kind.FACTOR, opening=lambda opening_fiscal_year: opening_fiscal_year)
def fiscal_year(fiscal_year, year_starts):
    """The fiscal year, named by the calendar year in which it ends."""
    return prior(fiscal_year) + year_starts


@line("Quarter starts", unit=FLAG, kind=Kind.FACTOR, opening=0)
def quarter_starts(fiscal_month, months_per_quarter):
    """1 in the first month of a fiscal quarter."""
    return same(modulo(fiscal_month, months_per_quarter), 1)


@line("Quarter of the plan", unit=LABEL, kind=Kind.FACTOR, opening=0)
def plan_quarter(plan_quarter, quarter_starts, month):
    """Fiscal quarters counted from the plan's start; the first may be short."""
    return prior(plan_quarter) + maximum(quarter_starts, same(month, 1))
