"""Prices and their changes, discounts, inflation, upgrades and downgrades."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Form, Period, assumption, line
from planbook.language.operators import by_choice, prior
from planbook.language.units import FACTOR, PRICE, RATE, SHARE, Kind, Sign

CHAPTER = Chapter("pricing", "Pricing", "Prices", "List prices and discounts, price changes, upgrades, downgrades, inflation.")

price = assumption(
    "List price per month", unit=PRICE, per=SEGMENT, at="segments.price", low=0,
    about="The price per month on the price list at the plan's start, before any discount.",
)  # fmt: skip
price_change = assumption(
    "Price change", unit=SHARE, per=SEGMENT, at="segments.price_change", form=Form.CHANGE, above=-1, default=0,
    about="Change of prices, for new customers, existing ones or both (`price_change_for`); contracts follow at their renewal.",
)  # fmt: skip
discount = assumption(
    "Discount for new customers", unit=SHARE, per=SEGMENT, at="segments.discount", form=Form.DRIVER, low=0, high=1, default=0,
    about="Share of the list price that a new customer does not pay, now and later.",
)  # fmt: skip
expansion_rate = assumption(
    "Expansion rate", unit=SHARE, per=SEGMENT, at="segments.expansion_rate", form=Form.DRIVER, period=Period.GROWTH, low=0, high=1,
    default=0,
    about="Upgrades, as a share of the recurring revenue that stays.",
)  # fmt: skip
contraction_rate = assumption(
    "Contraction rate", unit=SHARE, per=SEGMENT, at="segments.contraction_rate", form=Form.DRIVER, period=Period.LOSS, low=0, below=1,
    default=0,
    about="Downgrades, as a share of the recurring revenue that stays.",
)  # fmt: skip
inflation = assumption(
    "Cost inflation", unit=SHARE, at="costs.inflation", form=Form.CHANGE, above=-1, default=0,
    about="Change of the prices of what the company buys.",
)  # fmt: skip


@line("Price change, new customers", unit=RATE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def list_price_change(price_change):
    """The change of the list price, unless changes are for existing customers only."""
    return by_choice(SEGMENT.price_change_for, all=lambda: price_change, new=lambda: price_change, existing=lambda: 0)


@line("Price change, existing customers", unit=RATE, kind=Kind.FACTOR, per=SEGMENT, opening=0)
def staying_price_change(price_change):
    """The change of what existing customers pay, unless changes are for new customers only."""
    return by_choice(SEGMENT.price_change_for, all=lambda: price_change, new=lambda: 0, existing=lambda: price_change)


@line("List price index", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1, sign=Sign.POSITIVE)
def list_price_index(list_price_index, list_price_change):
    """All changes of the list price since the plan's start."""
    return prior(list_price_index) * (1 + list_price_change)


@line("Price index of existing customers", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1, sign=Sign.POSITIVE)
def price_index(price_index, staying_price_change):
    """All price changes of existing customers since the plan's start."""
    return prior(price_index) * (1 + staying_price_change)


@line("List price", unit=PRICE, kind=Kind.BALANCE, per=SEGMENT)
def list_price(price, list_price_index):
    """The price per month on the price list."""
    return price * list_price_index


@line("Price of a new customer", unit=PRICE, kind=Kind.BALANCE, per=SEGMENT)
def new_price(list_price, discount):
    """What a new customer pays per month: the list price less the discount."""
    return list_price * (1 - discount)


@line("Growth of a staying customer's price", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1, sign=Sign.POSITIVE)
def growth_this_month(contraction_rate, expansion_rate, staying_price_change):
    """Downgrade, then upgrade, then price change, for customers on monthly terms."""
    return (1 - contraction_rate) * (1 + expansion_rate) * (1 + staying_price_change)


@line("Expansion index", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1, sign=Sign.POSITIVE)
def expansion_index(expansion_index, expansion_rate):
    """All upgrades since the plan's start."""
    return prior(expansion_index) * (1 + expansion_rate)


@line("Contraction index", unit=FACTOR, kind=Kind.FACTOR, per=SEGMENT, opening=1, sign=Sign.POSITIVE)
def contraction_index(contraction_index, contraction_rate):
    """What downgrades have left since the plan's start."""
    return prior(contraction_index) * (1 - contraction_rate)


@line("Cost index", unit=FACTOR, kind=Kind.FACTOR, opening=1, sign=Sign.POSITIVE)
def cost_index(cost_index, inflation):
    """Inflation since the plan's start."""
    return prior(cost_index) * (1 + inflation)
