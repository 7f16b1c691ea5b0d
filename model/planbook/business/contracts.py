"""Annual subscribers: contracts of one or more years, by how often they have renewed. Nobody leaves within a contract."""

from planbook.business.families import CONTRACT_YEAR, SEGMENT
from planbook.language.declarations import Chapter, Form, assumption, check, constant, line
from planbook.language.operators import (
    look_up,
    maximum,
    preceding,
    prior,
    relative_difference,
    sum_product,
    total,
)  # fmt: skip
from planbook.language.units import CUSTOMERS, FACTOR, FLAG, LABEL, MONEY, MONTHS, RATE, SHARE, Kind, Shape, Sign

CHAPTER = Chapter(
    "contracts", "Contracts", "Annual contracts",
    "Subscribers who sign for one or more years: contracts end with their term and renew, or lapse.",
)  # fmt: skip
BOTH = (SEGMENT, CONTRACT_YEAR)

smallest_keep = constant(
    "Smallest monthly keep rate of contracts", 0.0001,
    about="However strong a shock, so much of a month's contracts stays: an index at zero could never rise again.",
)  # fmt: skip
least_keep = constant(
    "Least monthly keep rate that calendar effects are measured by", 0.01,
    about="Of contracts of which fewer renew, hardly any are left whatever the calendar does; what it does would grow without end.",
)  # fmt: skip
notice_months = assumption(
    "Notice period of annual contracts", unit=MONTHS, per=SEGMENT, at="segments.notice_months", form=Form.WHOLE, low=0, high=11, default=0,
    about="How many months before its end a contract that will lapse is given notice.",
)  # fmt: skip


@line("Age at which a contract starts", unit=LABEL, per=BOTH, shape=Shape.SCALAR)
def contract_starts_at(contract_number, term_months):
    """Age of a subscriber, in months, at which this contract starts."""
    return term_months * (contract_number - 1)


@line("Renewal rate", unit=SHARE, per=BOTH, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def renewal_rate(renewal_by_age, contract_starts_at, term_months):
    """Share of these contracts that renew, before calendar effects and failed payments."""
    return look_up(renewal_by_age, contract_starts_at + term_months)


@line("Lapse rate", unit=SHARE, per=BOTH, shape=Shape.SCALAR)
def lapse_rate(renewal_rate):
    """Share of these contracts that lapse, before calendar effects and failed payments."""
    return 1 - renewal_rate


@line("Monthly keep rate of a contract", unit=FACTOR, per=BOTH, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def monthly_keep(renewal_rate, term_months, least_keep):
    """The renewal rate spread over the months of the term, at least what calendar effects are measured by."""
    return maximum(least_keep, renewal_rate ** (1 / term_months))


@line("Monthly lapse of a contract", unit=RATE, per=BOTH, shape=Shape.SCALAR)
def monthly_lapse(monthly_keep):
    """The lapse rate spread over the months of the term."""
    return 1 - monthly_keep


@line("Calendar index of lapse", unit=FACTOR, kind=Kind.FACTOR, per=BOTH, opening=1, sign=Sign.POSITIVE)
def keep_index(keep_index, monthly_lapse, churn_factor, monthly_keep, smallest_keep):
    """How calendar effects on churn add up, month by month: a shock reaches an annual subscriber at his next renewal."""
    return prior(keep_index) * maximum(smallest_keep, 1 - monthly_lapse * churn_factor) / monthly_keep


@line("Calendar effect of the term", unit=FACTOR, kind=Kind.FACTOR, per=BOTH, opening=1)
def calendar_effect(keep_index, term_months):
    """The calendar effects of the months of the ending contract."""
    return keep_index / prior(keep_index, term_months)


@line("Renewed share", unit=SHARE, kind=Kind.FACTOR, per=BOTH, opening="same")
def renewed_share(renewal_rate, calendar_effect, involuntary_churn=0):
    """Share of the contracts ending this month that renew: those whose payment fails do not."""
    return renewal_rate * calendar_effect * (1 - involuntary_churn)


@line("Opening contract", unit=FLAG, per=BOTH, shape=Shape.SCALAR)
def opens_in_contract(opening_age, contract_starts_at, last_contract, term_months):
    """1 for the contract in which the opening annual subscribers are."""
    return (opening_age >= contract_starts_at) * maximum(last_contract, contract_starts_at + term_months > opening_age)


@line("Contracts ending: customers", unit=CUSTOMERS, kind=Kind.FLOW, per=BOTH)
def ending_customers(signed_customers, term_months):
    """Customers whose contract, signed a term ago, ends on the first day of this month."""
    return prior(signed_customers, term_months)


@line("Contracts renewed: customers", unit=CUSTOMERS, kind=Kind.FLOW, per=BOTH)
def renewed_customers(ending_customers, renewed_share):
    """Customers who sign for another term."""
    return ending_customers * renewed_share


@line(
    "Contracts signed: customers", unit=CUSTOMERS, kind=Kind.FLOW, per=BOTH,
    opening=lambda opening_annual_customers, opens_in_contract, term_months: opening_annual_customers * opens_in_contract / term_months,
)  # fmt: skip
def signed_customers(first_contract, joining_annual_customers, renewed_customers, last_contract):
    """Customers who sign this month, new or renewed into this contract.

    Opening contracts were signed evenly over the term before the plan.
    """
    return (
        first_contract * joining_annual_customers
        + preceding(renewed_customers, CONTRACT_YEAR, 0)
        + last_contract * renewed_customers
    )  # fmt: skip


@line(
    "Annual subscribers", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT,
    opening=lambda opening_annual_customers: opening_annual_customers,
)  # fmt: skip
def closing_annual_customers(closing_annual_customers, signed_customers, ending_customers):
    """Customers with a running contract, of one or more years, at month end."""
    return prior(closing_annual_customers) + total(signed_customers) - total(ending_customers)


@line("Upgrades of the term", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1)
def term_expansion(expansion_index, term_months):
    """Upgrades since a contract that ends this month was signed; this month's come after the renewal."""
    return prior(expansion_index) / prior(expansion_index, term_months)


@line("Price step at renewal", unit=RATE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def renewal_price_step(price_index, term_months):
    """All price changes of the term, which land together at its renewal."""
    return price_index / prior(price_index, term_months) - 1


@line("Downgrade at renewal", unit=RATE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def renewal_downgrade(contraction_index, term_months):
    """All downgrades of the term, which land together at its renewal."""
    return 1 - contraction_index / prior(contraction_index, term_months)


@line("Growth at renewal", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1)
def growth_at_renewal(renewal_downgrade, expansion_rate, renewal_price_step):
    """Downgrade, then upgrade, then price change of a renewed contract."""
    return (1 - renewal_downgrade) * (1 + expansion_rate) * (1 + renewal_price_step)


@line("Contracts ending: MRR", unit=MONEY, kind=Kind.FLOW, per=BOTH)
def ending_mrr(signed_mrr, term_months, term_expansion):
    """Recurring revenue of the contracts that end, with the upgrades of their term."""
    return prior(signed_mrr, term_months) * term_expansion


@line("Contracts renewed: MRR before changes", unit=MONEY, kind=Kind.FLOW, per=BOTH)
def renewed_mrr(ending_mrr, renewed_share):
    """Recurring revenue of the renewed contracts, before downgrade, upgrade and price change."""
    return ending_mrr * renewed_share


@line(
    "Contracts signed: MRR", unit=MONEY, kind=Kind.FLOW, per=BOTH,
    opening=lambda opening_annual_mrr, opens_in_contract, term_months: opening_annual_mrr * opens_in_contract / term_months,
)  # fmt: skip
def signed_mrr(first_contract, joining_annual_mrr, renewed_mrr, last_contract, growth_at_renewal):
    """Recurring revenue per month of the contracts signed this month."""
    renewed = preceding(renewed_mrr, CONTRACT_YEAR, 0) + last_contract * renewed_mrr
    return first_contract * joining_annual_mrr + renewed * growth_at_renewal


@line("Contracts signed: MRR, all contract years", unit=MONEY, kind=Kind.FLOW, per=SEGMENT, opening="same")
def segment_signed_mrr(signed_mrr):
    """Recurring revenue per month of all contracts signed this month."""
    return total(signed_mrr)


@line("Contracts ending: MRR, all contract years", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_ending_mrr(ending_mrr):
    """Recurring revenue per month of all contracts that end this month."""
    return total(ending_mrr)


@line("Contracts renewed: MRR, all contract years", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def segment_renewed_mrr(renewed_mrr):
    """Recurring revenue per month of all renewed contracts, before changes."""
    return total(renewed_mrr)


@line("Annual churned MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def annual_churned_mrr(segment_ending_mrr, segment_renewed_mrr):
    """Recurring revenue of contracts that end and are not renewed."""
    return segment_ending_mrr - segment_renewed_mrr


@line("Annual contraction MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def annual_contraction_mrr(segment_renewed_mrr, renewal_downgrade):
    """Downgrades of annual contracts, at renewal."""
    return segment_renewed_mrr * renewal_downgrade


@line("Annual expansion MRR", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def annual_expansion_mrr(closing_annual_mrr, segment_ending_mrr, segment_renewed_mrr, annual_contraction_mrr, expansion_rate):
    """Upgrades of running contracts, at once, and of renewed ones."""
    running = prior(closing_annual_mrr) - segment_ending_mrr
    return (running + segment_renewed_mrr - annual_contraction_mrr) * expansion_rate


@line("Annual price MRR (a fall is negative)", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def annual_price_mrr(segment_renewed_mrr, annual_contraction_mrr, expansion_rate, renewal_price_step):
    """Price changes of annual contracts, at renewal."""
    return (segment_renewed_mrr - annual_contraction_mrr) * (1 + expansion_rate) * renewal_price_step


@line("Annual MRR lost", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def annual_lost_mrr(annual_churned_mrr, annual_contraction_mrr):
    """Churn and contraction of annual contracts."""
    return annual_churned_mrr + annual_contraction_mrr


@line("Annual MRR gained", unit=MONEY, kind=Kind.FLOW, per=SEGMENT)
def annual_gained_mrr(joining_annual_mrr, annual_expansion_mrr, annual_price_mrr):
    """New contracts, expansion and price changes of annual contracts."""
    return joining_annual_mrr + annual_expansion_mrr + annual_price_mrr


@line(
    "Annual MRR", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT,
    opening=lambda opening_annual_mrr: opening_annual_mrr,
)  # fmt: skip
def closing_annual_mrr(closing_annual_mrr, annual_gained_mrr, annual_lost_mrr):
    """Recurring revenue per month of running annual contracts at month end."""
    return prior(closing_annual_mrr) + annual_gained_mrr - annual_lost_mrr


# The same population a second way, in prices before upgrades: what the checks compare with.


@line("Signed MRR before upgrades", unit=MONEY, kind=Kind.FLOW, per=SEGMENT, opening="same")
def signed_base(segment_signed_mrr, expansion_index):
    """Contracts signed this month, in upgrades of the plan's start."""
    return segment_signed_mrr / expansion_index


@line(
    "Running contracts before upgrades", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT, opening=lambda opening_annual_mrr: opening_annual_mrr
)
def running_base(running_base, signed_base, term_months):
    """Contracts signed within their term, in upgrades of the plan's start."""
    return prior(running_base) + signed_base - prior(signed_base, term_months)


@line(
    "Contracts at the start of a year before upgrades", unit=MONEY, kind=Kind.FLOW, per=SEGMENT,
    opening=lambda opening_annual_mrr: opening_annual_mrr / 12,
)  # fmt: skip
def anniversary_base(anniversary_base, signed_base, term_months):
    """Contracts signed this month, and running ones signed one or more years ago to the month, in upgrades of the plan's start."""
    return signed_base + prior(anniversary_base, 12) - prior(signed_base, term_months)


@line(
    "Unserved contract value before upgrades", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT,
    opening=lambda running_base, spread_months: running_base * spread_months,
)  # fmt: skip
def unserved_base(unserved_base, anniversary_base, running_base):
    """Months still to be served of the running years of contracts, in upgrades of the plan's start."""
    return prior(unserved_base) + 12 * anniversary_base - running_base


@check("Annual MRR from movements equals annual MRR from contracts", per=SEGMENT)
def annual_mrr_residual(closing_annual_mrr, running_base, expansion_index):
    """Movements of annual MRR against the contracts signed within their term."""
    return relative_difference(closing_annual_mrr, running_base * expansion_index)


# Notified churn: contracts inside their notice period that will lapse.


@line("Signed MRR that will lapse", unit=MONEY, kind=Kind.FLOW, per=SEGMENT, opening="same")
def expected_lapse_mrr(signed_mrr, lapse_rate):
    """The part of the contracts signed this month that will lapse at its end."""
    return sum_product(signed_mrr, lapse_rate)


@line("Signed MRR that will lapse, before upgrades", unit=MONEY, kind=Kind.FLOW, per=SEGMENT, opening="same")
def will_lapse_base(expected_lapse_mrr, expansion_index):
    """The part of the contracts signed this month that will lapse at its end, in upgrades of the plan's start."""
    return expected_lapse_mrr / expansion_index


@line("Months from signature to notice", unit=MONTHS, per=SEGMENT, shape=Shape.SCALAR)
def months_to_notice(notice_months, term_months):
    """How many months after its signature a contract enters its notice period."""
    return term_months - notice_months


@line(
    "Notified churn before upgrades", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT,
    opening=lambda will_lapse_base, notice_months: will_lapse_base * notice_months,
)  # fmt: skip
def notified_base(notified_base, will_lapse_base, months_to_notice, term_months):
    """Contracts under notice: those that enter the notice period, less those that have ended."""
    return prior(notified_base) + prior(will_lapse_base, months_to_notice) - prior(will_lapse_base, term_months)


@line("Notified churn MRR", unit=MONEY, kind=Kind.BALANCE, per=SEGMENT)
def segment_notified_mrr(notified_base, expansion_index):
    """Recurring revenue of contracts inside their notice period, times their lapse rate."""
    return notified_base * expansion_index
