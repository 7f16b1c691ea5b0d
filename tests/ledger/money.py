"""The money of the company, by hand: invoices, suppliers, people, assets, tax, cash, and a balance sheet that has to balance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledger.assets import Register
from ledger.staff import Bill, Staff
from ledger.values import ONE, ZERO, Calendar, Tree, amount, changes, index, over_time

MONTH_OF_A_DAY = Decimal(12) / 365
Figures = dict[str, list[Decimal]]


@dataclass(frozen=True)
class Invoice:
    """An invoice, to a customer or from a supplier, open for so many months from the start of its month."""

    month: int
    amount: Decimal
    term: Decimal

    def open(self, month: int) -> Decimal:
        """What is still to be paid at a month's end."""
        return self.amount * min(ONE, max(ZERO, self.term - (month - self.month)))


@dataclass(frozen=True)
class OpeningItems:
    """Open items of the opening balance sheet, paid evenly over their term, at least a month."""

    amount: Decimal
    term: Decimal

    def open(self, month: int) -> Decimal:
        """What is still to be paid at a month's end."""
        return self.amount * max(ZERO, 1 - month / max(ONE, self.term))


class TaxOffice:
    """Assesses fiscal year after fiscal year, each on its result so far."""

    def __init__(self, tree: Tree, calendar: Calendar):
        self.rates = over_time(tree.get("rate", "0"), calendar)
        self.caps = over_time(tree.get("loss_cap", "1"), calendar)
        self.losses = amount(tree.get("opening_losses", "0"))
        self.result = amount(tree.get("opening_profit", "0"))
        self.due = amount(tree.get("opening_due", "0"))
        self.payment_month = int(tree.get("payment_month", "3"))
        self.calendar = calendar
        self.charged = self._assessed(0)

    def _used(self, month: int) -> Decimal:
        return min(self.losses, max(self.result, ZERO) * self.caps[month])

    def _assessed(self, month: int) -> Decimal:
        """Tax on the fiscal year's result so far, by the law of the month."""
        return (max(self.result, ZERO) - self._used(month)) * self.rates[month]

    def month(self, month: int, result: Decimal) -> tuple[Decimal, Decimal]:
        """The month's charge and payment."""
        fiscal_month = self.calendar.fiscal_month(month)
        if fiscal_month == 1:
            self.losses += max(-self.result, ZERO) - self._used(month - 1)
            self.due += self.charged
            self.result = self.charged = ZERO
        self.result += result
        charge = self._assessed(month) - self.charged
        self.charged += charge
        paid = self.due if fiscal_month == self.payment_month else ZERO
        self.due -= paid
        return charge, paid

    @property
    def payable(self) -> Decimal:
        """Due for ended years and charged in the running one."""
        return self.due + self.charged


class Office:
    """What the company spends, beside winning customers."""

    def __init__(self, tree: Tree, calendar: Calendar):
        self.tree, self.calendar = tree, calendar
        self.cost_index = index(changes(self._said("costs", "inflation", "0/month"), calendar))
        self.salary_index = index(changes(self._said("people", "salary_change", "0/month"), calendar))

    def _said(self, section: str, key: str, otherwise: str) -> Any:
        return self.tree.get(section, {}).get(key, otherwise)

    def number(self, section: str, key: str) -> Decimal:
        """A number of a section."""
        return amount(self._said(section, key, "0"))

    def at(self, month: int, section: str, key: str, otherwise: str = "0") -> Decimal:
        """A number of a section in a month."""
        return over_time(self._said(section, key, otherwise), self.calendar)[month]

    def salaries(self, month: int, people: Bill) -> Decimal:
        """All who work in the month, with on-cost."""
        return people.yearly / 12 * self.salary_index[month] * (1 + self.at(month, "people", "on_cost"))

    def recruiting(self, month: int, people: Bill) -> Decimal:
        """A share of the yearly salary of those who have joined."""
        return people.joined * self.salary_index[month] * self.at(month, "people", "recruiting")

    def overheads(self, month: int, did: dict[str, Decimal], people: Bill) -> Decimal:
        """Running costs: inflated amounts, per month and per piece, and shares of revenue and billings."""
        total = ZERO
        pieces = {"per_head": people.heads, "per_customer": did["closing_customers"], "per_new_customer": did["new_customers"]}
        shares = {"share_of_revenue": did["revenue"], "share_of_billings": did["billings"]}
        for overhead in self.tree.get("overheads", {}).values():
            asked = {key: over_time(said, self.calendar)[month] for key, said in overhead.items() if key != "function"}
            here = asked.get("monthly", ZERO) + sum((asked.get(key, ZERO) * count for key, count in pieces.items()), ZERO)
            total += here * self.cost_index[month]
            total += sum((asked.get(key, ZERO) * amount_of for key, amount_of in shares.items()), ZERO)
        return total

    def raised(self, month: int) -> Decimal:
        """Money of the rounds of a month, after their costs."""
        rounds = [said for said in self.tree.get("rounds", {}).values() if self.calendar.number(said["month"]) == month]
        return sum((amount(said["amount"]) * (1 - amount(said.get("costs", "0"))) for said in rounds), ZERO)


class Books:
    """The company's books, from what its segments have billed and served."""

    def __init__(self, tree: Tree, calendar: Calendar):
        self.office = Office(tree, calendar)
        self.tax = TaxOffice(tree.get("tax", {}), calendar)
        self.calendar = calendar
        number = self.office.number
        kinds = ("monthly_collection", "annual_collection", "payable")
        terms = self.terms = {kind: number("working_capital", f"{kind}_days") * MONTH_OF_A_DAY for kind in kinds}
        collection = max(terms["monthly_collection"], terms["annual_collection"])
        self.to_collect: list[Invoice | OpeningItems] = [OpeningItems(number("opening_balance", "receivables"), collection)]
        self.to_pay: list[Invoice | OpeningItems] = [OpeningItems(number("opening_balance", "payables"), terms["payable"])]
        self.prepaid = number("opening_balance", "prepaid")
        self.cash = number("opening_balance", "cash")
        self.paid_in = number("opening_balance", "paid_in_capital")
        self.staff = Staff(tree, calendar)
        self.register = Register(tree, calendar, self.office.cost_index)
        self.assets = number("opening_balance", "fixed_assets_cost") - number("opening_balance", "accumulated_depreciation")
        self.kept = ZERO  # retained earnings; the opening is what the first balance sheet leaves
        self.figures: Figures = {}

    def _enter(self, **figures: Decimal) -> None:
        for name, figure in figures.items():
            self.figures.setdefault(name, []).append(figure)

    def open(self, did: dict[str, Decimal], deferred: Decimal) -> None:
        """The opening balance sheet, and who is there."""
        self.staff.open(did)
        self.kept = self._owned(0) - self._owed(0, deferred) - self.paid_in
        self._close(0, deferred)
        flows = ("billings", "revenue", "recurring_revenue", "ebitda", "income_tax", "tax_paid", "net_income", "customer_receipts",
                 "supplier_payments", "payroll", "recruiting", "overheads", "onboarding")  # fmt: skip
        self._enter(**dict.fromkeys(flows, ZERO))
        self._enter(**{**self.register.figures(0), "retirements": ZERO})

    def month(self, month: int, did: dict[str, Decimal], deferred: Decimal) -> None:
        """Bill, pay, assess and close a month; ``did`` is what the segments did, added up."""
        once = did["setup"] + did["usage"] + did["services"]
        billed_monthly = did["monthly_billed"] + once
        revenue = did["served"] + once - did["refunds"]
        receipts, bad = self._collect(month, billed_monthly, did["yearly_billed"])
        did |= {"revenue": revenue, "billings": billed_monthly + did["yearly_billed"]}
        people = self.staff.month(month, did)
        overheads, recruiting = self.office.overheads(month, did, people), self.office.recruiting(month, people)
        onboarding = did["onboarding"] * self.office.cost_index[month]
        other = did["programme_spend"] + did["services_cost"] + onboarding + recruiting
        suppliers = self._pay_suppliers(month, overheads, other)
        payroll = self.office.salaries(month, people) + self.office.at(month, "sales", "commission") * 12 * did["won_mrr"]
        ebitda = revenue - overheads - other - bad - payroll
        register = self.register.figures(month)
        spent = register["capital_expenditure"] - register["disposal_proceeds"]
        written_off = register["depreciation"] - register["disposal_gain"]
        charge, paid = self.tax.month(month, ebitda - written_off)
        net_income = ebitda - written_off - charge
        raised = self.office.raised(month)
        self.cash += receipts - did["refunds"] - suppliers - payroll - spent - paid + raised
        self.assets += spent - written_off
        self.paid_in += raised
        self.kept += net_income
        self._enter(
            billings=did["billings"], revenue=revenue, recurring_revenue=did["served"], ebitda=ebitda,
            income_tax=charge, tax_paid=paid, net_income=net_income, customer_receipts=receipts - did["refunds"],
            supplier_payments=suppliers, payroll=payroll, recruiting=recruiting, overheads=overheads, onboarding=onboarding, **register,
        )  # fmt: skip
        self._close(month, deferred)

    def _collect(self, month: int, monthly: Decimal, yearly: Decimal) -> tuple[Decimal, Decimal]:
        """What customers pay in the month, and what on invoice they never will."""
        on_invoice = self.office.at(month, "working_capital", "invoiced_share", "1")
        never = self.office.at(month, "working_capital", "bad_debt")
        before = self._open(self.to_collect, month - 1)
        invoiced = ZERO
        for billed, term in ((monthly, "monthly_collection"), (yearly, "annual_collection")):
            good = billed * on_invoice * (1 - never)
            invoiced += good
            self.to_collect.append(Invoice(month, good, self.terms[term]))
        by_card = (monthly + yearly) * (1 - on_invoice)
        return by_card + invoiced + before - self._open(self.to_collect, month), (monthly + yearly) * on_invoice * never

    def _pay_suppliers(self, month: int, overheads: Decimal, other: Decimal) -> Decimal:
        """Old invoices and part of the new; overheads some days ahead."""
        before = self._open(self.to_pay, month - 1)
        self.to_pay.append(Invoice(month, overheads + other, self.terms["payable"]))
        ahead = overheads * self.office.at(month, "working_capital", "prepaid_days") * MONTH_OF_A_DAY
        paid = before + overheads + other - self._open(self.to_pay, month) + ahead - self.prepaid
        self.prepaid = ahead
        return paid

    @staticmethod
    def _open(items: list[Invoice | OpeningItems], month: int) -> Decimal:
        """Open at a month's end; an invoice of a later month is not there yet."""
        return sum((item.open(month) for item in items), ZERO)

    def _owned(self, month: int) -> Decimal:
        return self.cash + self._open(self.to_collect, month) + self.prepaid + self.assets

    def _owed(self, month: int, deferred: Decimal) -> Decimal:
        return self._open(self.to_pay, month) + deferred + self.tax.payable

    def _close(self, month: int, deferred: Decimal) -> None:
        """The balance sheet of a month's end; it must balance."""
        assert abs(self._owned(month) - self._owed(month, deferred) - self.paid_in - self.kept) < Decimal("1e-20")
        self._enter(
            closing_cash=self.cash, closing_receivables=self._open(self.to_collect, month), closing_prepaid=self.prepaid,
            closing_payables=self._open(self.to_pay, month), closing_deferred_revenue=deferred, tax_payable=self.tax.payable,
            closing_fixed_assets=self.assets, total_assets=self._owned(month),
        )  # fmt: skip
