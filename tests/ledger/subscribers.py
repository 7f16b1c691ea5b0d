"""The customers of one segment, by hand: a cohort for each month of joining, a contract for each signature.

Inside a month everything happens on its first day: moves leave, failed payments leave, others leave, those who stay
downgrade, upgrade, pay new prices; former customers come back, new ones join. Then the month is billed and served.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod

from ledger.terms import CONTRACTS, Terms
from ledger.values import ONE, ZERO

SMALLEST_KEEP = Decimal("0.0001")  # however strong a shock, so much of a month's contracts stays
Money = tuple[Decimal, Decimal]  # customers, and what they pay
Gain = tuple[int, Decimal]  # a month, and what an upgrade or a price rise has multiplied a price by


@dataclass
class Cohort:
    """Customers on monthly terms who joined in one month."""

    joined: int
    customers: Decimal
    mrr: Decimal
    moved_here: bool = False
    gained: list[Gain] = field(default_factory=list)

    @property
    def since(self) -> int:
        """The month in which these customers came."""
        return self.joined


@dataclass
class Contract:
    """Customers who signed in one month, and what has been billed to them and not yet served."""

    since: int
    signed: int
    number: int
    customers: Decimal
    mrr: Decimal
    gained: list[Gain] = field(default_factory=list)
    odds: Decimal = ONE  # share that will renew, as the calendar of the term has been so far
    downgraded: Decimal = ONE  # what downgrades of the term will leave at renewal
    repriced: Decimal = ONE  # what price changes of the term will do at renewal
    unearned: Decimal = ZERO


@dataclass
class Signature:
    """Customers who have signed and wait to go live."""

    month: int
    customers: Decimal
    price: Decimal


class Segment:
    """The book of a segment: who is there, and by name and month what happened to them."""

    def __init__(self, terms: Terms):
        self.terms = terms
        self.cohorts: list[Cohort] = []
        self.contracts: list[Contract] = []
        self.waiting: list[Signature] = []
        self.former = terms.amount("opening_former")
        self.movers: dict[int, Money] = {}  # those who moved here, by the month in which they first joined the company
        self.happened: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
        self._open()
        self.close(0)

    def note(self, what: str, month: int, amount: Decimal) -> None:
        """Add to what happened."""
        self.happened[what][month] += amount

    # The opening.

    def _open(self) -> None:
        terms = self.terms
        customers, price = terms.amount("opening_customers"), terms.amount("opening_price")
        on_contract = customers * terms.amount("opening_annual_share")
        self.cohorts.append(Cohort(-terms.opening_age, customers - on_contract, (customers - on_contract) * price))
        number = min(terms.opening_age // terms.term + 1, CONTRACTS)
        for signed in range(1 - terms.term, 1):  # evenly over the term before the plan
            each = on_contract / terms.term
            contract = Contract(0, signed, number, each, each * price)
            for _ in range(signed, 0):
                contract.odds *= 1 - self._monthly_lapse(contract)
            if terms.billed_yearly:
                contract.unearned = (11 - (-signed) % 12) * contract.mrr
            self.contracts.append(contract)
        for month in range(1 - terms.onboarding, 1):
            self.waiting.append(Signature(month, terms.amount("opening_waiting") / terms.onboarding, terms.new_price[0]))

    def _monthly_lapse(self, contract: Contract) -> Decimal:
        """The lapse of a contract, spread evenly over the months of its term."""
        return 1 - self.terms.renewals[contract.number] ** (ONE / self.terms.term)

    # The first day of a month: those who are there.

    def lately_here(self, month: int) -> Decimal:
        """Customers at the end of last month who had moved here in the twelve months up to it."""
        return sum((cohort.customers for cohort in self.cohorts if cohort.moved_here and cohort.joined >= month - 12), ZERO)

    def price(self, month: int) -> Decimal:
        """What a customer on monthly terms paid at a month's end; 0 without any."""
        there = self.happened["monthly_customers"][month]
        return self.happened["monthly_mrr"][month] / there if there else ZERO

    def move_out(self, rate: Decimal, before: Decimal) -> tuple[dict[int, Decimal], Decimal]:
        """Customers on monthly terms who move to another segment, by their first month, and what they paid together.

        The rate is of the opening customers; ``before`` is the share of them that earlier moves have taken.
        """
        share = rate / (1 - before)
        first: dict[int, Decimal] = defaultdict(lambda: ZERO)
        paid = ZERO
        for cohort in self.cohorts:
            if not cohort.moved_here:
                first[cohort.joined] += cohort.customers * share
            paid += cohort.mrr * share
            cohort.customers -= cohort.customers * share
            cohort.mrr -= cohort.mrr * share
        for month, (customers, _) in self.movers.items():
            first[month] += customers * rate
        return first, paid

    def settle(self) -> None:
        """Of those who moved here in earlier months as many stay, and pay, of each first month."""
        stayed = [cohort for cohort in self.cohorts if cohort.moved_here]
        ratios = []
        for now, before in (
            (sum((cohort.customers for cohort in stayed), ZERO), sum((each[0] for each in self.movers.values()), ZERO)),
            (sum((cohort.mrr for cohort in stayed), ZERO), sum((each[1] for each in self.movers.values()), ZERO)),
        ):
            ratios.append(now / before if before else ZERO)
        self.movers = {month: (customers * ratios[0], mrr * ratios[1]) for month, (customers, mrr) in self.movers.items()}

    def leave(self, month: int) -> None:
        """Failed payments, then churn by age, on monthly terms; contracts lapse when they end."""
        terms = self.terms
        for cohort in self.cohorts:
            self._fail(month, cohort)
            self._lose(month, cohort, min(ONE, terms.hazards[month - cohort.joined] * terms.churn_factor[month]))
        for contract in self.contracts:
            keep = 1 - self._monthly_lapse(contract) * terms.churn_factor[month]
            contract.odds *= max(SMALLEST_KEEP, keep)
            if self._ends(contract, month):
                assert abs(contract.unearned) < Decimal("1e-20"), "a contract is served in full when it ends"
                self._fail(month, contract)
                self._lose(month, contract, 1 - contract.odds)

    def _fail(self, month: int, there: Cohort | Contract) -> None:
        self.note("involuntary_customers", month, there.customers * self.terms.involuntary[month])
        self.note("involuntary_mrr", month, there.mrr * self.terms.involuntary[month])
        self._lose(month, there, self.terms.involuntary[month])

    def _ends(self, contract: Contract, month: int) -> bool:
        return month == contract.signed + self.terms.term

    def _lose(self, month: int, there: Cohort | Contract, share: Decimal) -> None:
        self.note("churned_customers", month, there.customers * share)
        self.note("churned_mrr", month, there.mrr * share)
        there.customers -= there.customers * share
        there.mrr -= there.mrr * share

    def change(self, month: int) -> None:
        """Downgrade, upgrade, price change of those who stay; contracts are renewed."""
        terms = self.terms
        for cohort in self.cohorts:
            self._reprice(month, cohort, 1 - terms.contraction[month], 1 + terms.staying_price[month])
        renewed = []
        for contract in self.contracts:
            contract.downgraded *= 1 - terms.contraction[month]
            contract.repriced *= 1 + terms.staying_price[month]
            if not self._ends(contract, month):
                renewed.append(contract)
                self._upgrade(month, contract)
                continue
            self._reprice(month, contract, contract.downgraded, contract.repriced)
            number = min(contract.number + 1, CONTRACTS)
            renewed.append(Contract(contract.since, month, number, contract.customers, contract.mrr, contract.gained))
        self.contracts = renewed

    def _reprice(self, month: int, there: Cohort | Contract, downgraded: Decimal, repriced: Decimal) -> None:
        self.note("contraction_mrr", month, there.mrr * (1 - downgraded))
        there.mrr *= downgraded
        self._upgrade(month, there)
        self.note("price_mrr", month, there.mrr * (repriced - 1))
        there.gained.append((month, max(ONE, repriced)))
        there.mrr *= repriced

    def _upgrade(self, month: int, there: Cohort | Contract) -> None:
        more = there.mrr * self.terms.expansion[month]
        self.note("expansion_mrr", month, more)
        there.mrr += more
        there.gained.append((month, 1 + self.terms.expansion[month]))
        if isinstance(there, Contract) and self.terms.billed_yearly and not self._ends(there, month):
            months_left = -(month - there.signed) % 12  # of the year that is billed; at an anniversary none
            self._bill(month, there, more * months_left)

    # The first day of a month: those who come.

    def win(self, month: int, cost_index: Decimal) -> None:
        """Campaigns and referrals; those who sign go live when they are on board."""
        terms = self.terms
        if terms.budget is not None:
            spend = terms.budget[month]
            campaign = spend / (terms.at("cost_per_customer", month) * cost_index)
        else:
            campaign = terms.at("new_customers", month)
            spend = campaign * terms.at("programme_cost", month) * cost_index
        won = campaign + self.happened["closing_customers"][month - 1] * terms.referral[month]
        self.note("programme_spend", month, spend)
        self.note("won_customers", month, won)
        self.note("won_mrr", month, won * terms.new_price[month])
        self._book(month, won)
        self.waiting.append(Signature(month, won, terms.new_price[month]))

    def _book(self, month: int, won: Decimal) -> None:
        """What those who sign have committed themselves to pay: a term, or a month, and what is paid once."""
        terms, share = self.terms, self.terms.at("annual_share", month)
        self.note("new_acv", month, 12 * won * terms.new_price[month])
        months = share * terms.term + (1 - share)
        once = terms.at("setup_fee", month) + terms.at("services_per_new_customer", month) * terms.list_price[month] / terms.amount("price")
        self.note("new_tcv", month, won * (months * terms.new_price[month] + once))

    def come_back(self, month: int) -> None:
        """Some of those who had left by the end of last month."""
        back = self.former * self.terms.reactivation[month]
        self.former += self.happened["churned_customers"][month] - back
        self.note("reactivated_customers", month, back)
        self.note("reactivated_mrr", month, back * self.terms.new_price[month])
        self.join(month, back, self.terms.new_price[month])

    def go_live(self, month: int) -> None:
        """Those who signed as many months ago as it takes to be on board."""
        live = [signature for signature in self.waiting if signature.month + self.terms.onboarding == month]
        self.waiting = [signature for signature in self.waiting if signature not in live]
        for signature in live:
            self.note("new_customers", month, signature.customers)
            self.note("new_mrr", month, signature.customers * signature.price)
            self.join(month, signature.customers, signature.price)

    def join(self, month: int, customers: Decimal, price: Decimal) -> None:
        """A share signs a contract, the others come on monthly terms."""
        signing = customers * self.terms.at("annual_share", month)
        self.contracts.append(Contract(month, month, 1, signing, signing * price))
        self.cohorts.append(Cohort(month, customers - signing, (customers - signing) * price))

    def move_in(self, month: int, first: dict[int, Decimal], price: Decimal) -> None:
        """A cohort on monthly terms, whose first months are remembered."""
        customers = sum(first.values(), ZERO)
        self.cohorts.append(Cohort(month, customers, customers * price, moved_here=True))
        for joined, there in first.items():
            before = self.movers.get(joined, (ZERO, ZERO))
            self.movers[joined] = (before[0] + there, before[1] + there * price)

    # The month is billed and served.

    def _bill(self, month: int, contract: Contract, amount: Decimal) -> None:
        contract.unearned += amount
        self.note("yearly_billed", month, amount)

    def bill_and_serve(self, month: int) -> None:
        """Monthly terms are billed for the month, contracts twelve months ahead or month by month."""
        for cohort in self.cohorts:
            self.note("monthly_billed", month, cohort.mrr)
            self.note("served", month, cohort.mrr)
        for contract in self.contracts:
            if not self.terms.billed_yearly:
                self.note("monthly_billed", month, contract.mrr)
            elif (month - contract.signed) % 12 == 0:
                self._bill(month, contract, 12 * contract.mrr)
            if self.terms.billed_yearly:
                contract.unearned -= contract.mrr
            self.note("served", month, contract.mrr)
        self._bill_once(month)

    def _bill_once(self, month: int) -> None:
        terms, joined = self.terms, self.happened["new_customers"][month]
        books: list[Cohort | Contract] = [*self.cohorts, *self.contracts]
        there = sum((book.customers for book in books), ZERO)
        over = max(ZERO, terms.at("usage_per_customer", month) - terms.at("usage_included", month))
        self.note("setup", month, joined * terms.at("setup_fee", month))
        self.note("onboarding", month, joined * terms.at("onboarding_cost", month))
        self.note("usage", month, there * over * terms.at("usage_price", month))
        services = joined * terms.at("services_per_new_customer", month) + there * terms.at("services_per_customer", month)
        services *= terms.list_price[month] / terms.amount("price")  # services rise with the price list
        self.note("services", month, services)
        self.note("services_cost", month, services * terms.at("services_cost_share", month))
        self.note("refunds", month, self.happened["served"][month] * terms.at("refund_rate", month))

    def close(self, month: int) -> None:
        """Count who is there at month end."""
        books: list[Cohort | Contract] = [*self.cohorts, *self.contracts]
        customers = sum((book.customers for book in books), ZERO)
        self.note("closing_customers", month, customers)
        self.note("tickets", month, customers * self.terms.at("tickets_per_customer", month))
        self.note("closing_mrr", month, sum((book.mrr for book in books), ZERO))
        self.note("waiting_mrr", month, sum((each.customers * each.price for each in self.waiting), ZERO))
        self.note("deferred", month, sum((contract.unearned for contract in self.contracts), ZERO))
        for cohort in self.cohorts:
            self.note("monthly_customers", month, cohort.customers)
            self.note("monthly_mrr", month, cohort.mrr)
        for contract in self.contracts:
            if month >= contract.signed + self.terms.term - self.terms.notice:
                self.note("notified_mrr", month, contract.mrr * (1 - self.terms.renewals[contract.number]))

    def close_kept(self, month: int, lower_price: Callable[[Decimal], Decimal]) -> None:
        """Those who were there twelve months ago: what they pay, and would pay without what they have gained since.

        ``lower_price`` is what those who moved here lately pay without gains, by what they pay today.
        """
        books: list[Cohort | Contract] = [book for book in (*self.cohorts, *self.contracts) if book.since <= month - 12]
        for book in books:
            gains = [factor for landed, factor in book.gained if landed > month - 12]
            self._keep(month, book.customers, book.mrr, book.mrr / prod(gains, start=ONE))
        long = [book for book in self.cohorts if book.moved_here and book.since <= month - 12]
        customers, mrr = (
            sum((each[part] for first, each in self.movers.items() if first <= month - 12), ZERO) for part in (0, 1)
        )
        customers -= sum((book.customers for book in long), ZERO)
        mrr -= sum((book.mrr for book in long), ZERO)
        self._keep(month, customers, mrr, customers * lower_price(mrr / customers if customers else ZERO))

    def _keep(self, month: int, customers: Decimal, mrr: Decimal, gross: Decimal) -> None:
        self.note("kept_customers", month, customers)
        self.note("kept_mrr", month, mrr)
        self.note("gross_mrr", month, gross)
