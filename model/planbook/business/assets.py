"""Fixed assets: purchases by class, straight-line depreciation, retirement at the end of life, or a dated sale of a class."""

from planbook.business.families import ASSET_CLASS
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, check, line
from planbook.language.operators import difference, prior, same, total, trailing
from planbook.language.units import MONEY, MONTH, MONTHS, SHARE, Kind

CHAPTER = Chapter("assets", "Assets", "Fixed assets", "Capital expenditure, depreciation, retirement and sale.")

class_spend = assumption(
    "Purchases per month", unit=MONEY, per=ASSET_CLASS, at="asset_classes.monthly", form=Form.DRIVER, low=0, kind=Kind.FLOW,
    about="Laptops, furniture, machines and the like, in prices of the plan's start. Replacements are part of it: nothing is bought "
    "because something else is retired.",
)  # fmt: skip
class_life = assumption(
    "Life", unit=MONTHS, per=ASSET_CLASS, at="asset_classes.life", form=Form.WHOLE, low=1, high=240,
    about="Months of straight-line depreciation, at the end of which an asset is retired.",
)  # fmt: skip
class_resale_share = assumption(
    "Resale value", unit=SHARE, per=ASSET_CLASS, at="asset_classes.resale_share", low=0, high=1, default=0,
    about="Share of the cost to which an asset is depreciated, and for which it is sold at the end of its life.",
)  # fmt: skip
class_sale_month = assumption(
    "Month of sale", unit=MONTH, per=ASSET_CLASS, at="asset_classes.sale_month", form=Form.MONTH, default=0,
    needed_with="class_sale_price",
    about="All assets of the class that are in the books at the end of this month are sold, with those bought in it; later purchases "
    "stay. 0, where no month is given, for no sale.",
)  # fmt: skip
class_sale_price = assumption(
    "Price of sale", unit=MONEY, per=ASSET_CLASS, at="asset_classes.sale_price", low=0, default=0,
    needed_with="class_sale_month",
    about="What is received for them at the end of that month; what it differs from their book value is a gain or a loss. 0 where they "
    "are scrapped.",
)  # fmt: skip
opening_asset_cost = assumption(
    "Opening fixed assets at cost", unit=MONEY, at="opening_balance.fixed_assets_cost", low=0, default=0,
    about="What the fixed assets of the opening balance sheet once cost.",
)  # fmt: skip
opening_asset_depreciation = assumption(
    "Opening accumulated depreciation", unit=MONEY, at="opening_balance.accumulated_depreciation", low=0, default=0,
    at_most="opening_asset_cost",
    about="Depreciation of the opening fixed assets so far.",
)  # fmt: skip
opening_asset_life = assumption(
    "Remaining life of opening assets", unit=MONTHS, at="opening_balance.remaining_life", form=Form.WHOLE, low=1, high=240, default=36,
    about="Months over which the opening fixed assets are still depreciated; at the end they are retired and bring nothing.",
)  # fmt: skip


@line("Capex by class", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_capex(class_spend, cost_index):
    """Assets bought at month end, at inflated prices."""
    return class_spend * cost_index


@line("Capex of assets to be sold", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_capex_to_sell(class_capex, class_sale_month, month):
    """Capex up to the month of sale; none where the class is not sold."""
    return class_capex * (class_sale_month >= month)


@line("Capex of assets that stay", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_capex_kept(class_capex, class_capex_to_sell):
    """Capex after the month of sale; all of it where the class is not sold."""
    return class_capex - class_capex_to_sell


@line("Retired by class, at cost", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_retirements(class_capex_to_sell, class_capex_kept, class_life, class_sale_month, month):
    """What the assets once cost that reach the end of their life, unsold; they leave at month end, after its depreciation."""
    return prior(class_capex_to_sell, class_life) * (class_sale_month >= month) + prior(class_capex_kept, class_life)


@line("Assets to be sold, at cost", unit=MONEY, kind=Kind.BALANCE, per=ASSET_CLASS, opening=0)
def class_cost_to_sell(class_capex_to_sell, class_life):
    """What the assets to be sold once cost that are within their life: purchases of the last months, as many as the class lives."""
    return trailing(class_capex_to_sell, class_life)


@line("Sold by class, at cost", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_sold_cost(class_cost_to_sell, class_sale_month, month):
    """What all assets of the class once cost, in the month of sale."""
    return same(month, class_sale_month) * class_cost_to_sell


@line("Assets by class, at cost", unit=MONEY, kind=Kind.BALANCE, per=ASSET_CLASS, opening=0)
def class_cost(class_cost_to_sell, class_sale_month, month, class_capex_kept, class_life):
    """What the assets in use once cost: purchases of the last months, as many as the class lives, without those sold."""
    return class_cost_to_sell * (class_sale_month > month) + trailing(class_capex_kept, class_life)


@line("Depreciation by class", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_depreciation(class_cost, class_resale_share, class_life):
    """Straight-line down to the resale value, from the month after purchase."""
    return prior(class_cost) * (1 - class_resale_share) / class_life


@line("Resale of retired assets by class", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_resale(class_retirements, class_resale_share):
    """Retired assets bring their book value, so there is neither gain nor loss."""
    return class_retirements * class_resale_share


@line("Accumulated depreciation before the sale, by class", unit=MONEY, kind=Kind.BALANCE, per=ASSET_CLASS, opening=0)
def class_depreciated(class_accumulated_depreciation, class_depreciation, class_retirements, class_resale):
    """Depreciation so far of the assets that are there before a sale; retired assets take theirs with them."""
    return prior(class_accumulated_depreciation) + class_depreciation - (class_retirements - class_resale)


@line("Accumulated depreciation by class", unit=MONEY, kind=Kind.BALANCE, per=ASSET_CLASS, opening=0)
def class_accumulated_depreciation(class_depreciated, class_sale_month, month):
    """Depreciation so far of the assets in use; sold assets take theirs with them."""
    return class_depreciated * (1 - same(month, class_sale_month))


@line("Sale of the class", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_sale_proceeds(class_sale_price, class_sale_month, month):
    """The price, in the month of sale."""
    return same(month, class_sale_month) * class_sale_price


@line("Book value of assets sold, by class", unit=MONEY, kind=Kind.FLOW, per=ASSET_CLASS)
def class_sold_value(class_sold_cost, class_depreciated, class_accumulated_depreciation):
    """Cost less accumulated depreciation of the assets sold."""
    return class_sold_cost - (class_depreciated - class_accumulated_depreciation)


@line("Book value by class", unit=MONEY, kind=Kind.BALANCE, per=ASSET_CLASS, opening=0)
def class_book_value(class_cost, class_accumulated_depreciation):
    """Assets at cost less accumulated depreciation."""
    return class_cost - class_accumulated_depreciation


@line("Depreciation of opening assets", unit=MONEY, kind=Kind.FLOW)
def opening_depreciation(opening_asset_cost, opening_asset_depreciation, opening_asset_life, month):
    """The opening book value, evenly over its remaining life."""
    return (opening_asset_life >= month) * (opening_asset_cost - opening_asset_depreciation) / opening_asset_life


@line("Assets from before the plan, at cost", unit=MONEY, kind=Kind.BALANCE, opening="same")
def earlier_assets_cost(opening_asset_cost, opening_asset_life, month):
    """What the opening assets once cost, until the end of their remaining life."""
    return opening_asset_cost * (opening_asset_life > month)


@line("Assets from before the plan retired, at cost", unit=MONEY, kind=Kind.FLOW)
def earlier_retirements(earlier_assets_cost):
    """What the opening assets once cost, in the month in which they are retired."""
    return prior(earlier_assets_cost) - earlier_assets_cost


@line(
    "Accumulated depreciation of assets from before the plan", unit=MONEY, kind=Kind.BALANCE,
    opening=lambda opening_asset_depreciation: opening_asset_depreciation,
)  # fmt: skip
def earlier_accumulated_depreciation(earlier_accumulated_depreciation, opening_depreciation, earlier_retirements):
    """Depreciation of the opening assets so far; when they are retired they take it with them."""
    return prior(earlier_accumulated_depreciation) + opening_depreciation - earlier_retirements


@line("Depreciation", unit=MONEY, kind=Kind.FLOW)
def depreciation(class_depreciation, opening_depreciation, storage_depreciation=0):
    """All depreciation of the month."""
    return total(class_depreciation) + opening_depreciation + storage_depreciation


@line("Capital expenditure", unit=MONEY, kind=Kind.FLOW, aliases=("capex",))
def capital_expenditure(class_capex, storage_capex=0):
    """All purchases of fixed assets, paid at month end."""
    return total(class_capex) + storage_capex


@line("Assets retired, at cost", unit=MONEY, kind=Kind.FLOW)
def retirements(class_retirements, earlier_retirements, storage_retirements=0):
    """What all assets once cost that leave at the end of their life."""
    return total(class_retirements) + earlier_retirements + storage_retirements


@line("Assets sold, at cost", unit=MONEY, kind=Kind.FLOW)
def sold_cost(class_sold_cost):
    """What all assets once cost that are sold before the end of their life."""
    return total(class_sold_cost)


@line("Sales of assets", unit=MONEY, kind=Kind.FLOW)
def disposal_proceeds(class_resale, class_sale_proceeds):
    """Money for assets sold, at the end of their life or before, received at month end."""
    return total(class_resale) + total(class_sale_proceeds)


@line("Gain on assets sold (loss is negative)", unit=MONEY, kind=Kind.FLOW)
def disposal_gain(class_sale_proceeds, class_sold_value):
    """Price less book value of the assets sold before the end of their life; below EBITDA, taxed."""
    return total(class_sale_proceeds) - total(class_sold_value)


@line("Fixed assets at cost", unit=MONEY, kind=Kind.BALANCE, opening=lambda opening_asset_cost: opening_asset_cost)
def closing_fixed_assets_cost(closing_fixed_assets_cost, capital_expenditure, retirements, sold_cost):
    """What the fixed assets in use once cost: purchases added, retired and sold assets taken off."""
    return prior(closing_fixed_assets_cost) + capital_expenditure - retirements - sold_cost


@line("Accumulated depreciation", unit=MONEY, kind=Kind.BALANCE, opening="same")
def closing_accumulated_depreciation(
    class_accumulated_depreciation, earlier_accumulated_depreciation, storage_accumulated_depreciation=0
):
    """Depreciation so far of the fixed assets in use."""
    return total(class_accumulated_depreciation) + earlier_accumulated_depreciation + storage_accumulated_depreciation


@line(
    "Fixed assets", unit=MONEY, kind=Kind.BALANCE,
    opening=lambda opening_asset_cost, opening_asset_depreciation: opening_asset_cost - opening_asset_depreciation,
)  # fmt: skip
def closing_fixed_assets(closing_fixed_assets, capital_expenditure, depreciation, disposal_proceeds, disposal_gain):
    """Fixed assets at book value: purchases added, depreciation and the book value of what was sold taken off."""
    return prior(closing_fixed_assets) + capital_expenditure - depreciation - (disposal_proceeds - disposal_gain)


@check("Fixed assets at cost are the purchases of each class within its life", tolerance="money_tolerance", opening="same")
def assets_cost_residual(closing_fixed_assets_cost, class_cost, earlier_assets_cost, storage_assets_cost=0):
    """Cost moved by purchases, retirements and sales against what the assets in use once cost."""
    return difference(closing_fixed_assets_cost, total(class_cost) + earlier_assets_cost + storage_assets_cost)


@check("Cost less accumulated depreciation is the book value", tolerance="money_tolerance", opening="same")
def book_value_residual(closing_fixed_assets_cost, closing_accumulated_depreciation, closing_fixed_assets):
    """Two views of the same assets: cost and accumulated depreciation against purchases less depreciation and sales."""
    return difference(closing_fixed_assets_cost - closing_accumulated_depreciation, closing_fixed_assets)


CHARTS = [
    Chart(
        "C48", "How much growth needs hardware?", "column", "years",
        (Series("storage_capex", "Storage nodes"), Series("class_capex"), Series("depreciation", "Depreciation")),
        from_zero=True,
    ),
]  # fmt: skip
