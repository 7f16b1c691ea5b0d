"""Fixed assets: purchases and straight-line depreciation."""

from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.operators import prior, trailing
from planbook.language.units import MONEY, MONTHS, Kind

CHAPTER = Chapter("assets", "Assets", "Fixed assets", "Capital expenditure and depreciation.")

equipment_spend = assumption(
    "Equipment purchases per month", unit=MONEY, at="assets.equipment", form=Form.DRIVER, low=0, default=0, kind=Kind.FLOW,
    about="Laptops, furniture and the like, in prices of the plan's start.",
)  # fmt: skip
equipment_life = assumption(
    "Life of equipment", unit=MONTHS, at="assets.equipment_life", form=Form.WHOLE, low=1, high=240, default=36,
    about="Months of straight-line depreciation.",
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
    about="Months over which the opening fixed assets are still depreciated.",
)  # fmt: skip


@line("Equipment capex", unit=MONEY, kind=Kind.FLOW)
def equipment_capex(equipment_spend, cost_index):
    """Equipment bought at month end, at inflated prices."""
    return equipment_spend * cost_index


@line("Equipment capex still depreciated", unit=MONEY, kind=Kind.BALANCE, opening=0)
def equipment_capex_in_life(equipment_capex, equipment_life):
    """Purchases of the last months, as many as equipment lives."""
    return trailing(equipment_capex, equipment_life)


@line("Equipment depreciation", unit=MONEY, kind=Kind.FLOW)
def equipment_depreciation(equipment_capex_in_life, equipment_life):
    """Straight-line, from the month after purchase."""
    return prior(equipment_capex_in_life) / equipment_life


@line("Depreciation of opening assets", unit=MONEY, kind=Kind.FLOW)
def opening_depreciation(opening_asset_cost, opening_asset_depreciation, opening_asset_life, month):
    """The opening book value, evenly over its remaining life."""
    return (opening_asset_life >= month) * (opening_asset_cost - opening_asset_depreciation) / opening_asset_life


@line("Depreciation", unit=MONEY, kind=Kind.FLOW)
def depreciation(equipment_depreciation, opening_depreciation, storage_depreciation=0):
    """All depreciation of the month."""
    return equipment_depreciation + opening_depreciation + storage_depreciation


@line("Capital expenditure", unit=MONEY, kind=Kind.FLOW, aliases=("capex",))
def capital_expenditure(equipment_capex, storage_capex=0):
    """All purchases of fixed assets, paid at month end."""
    return equipment_capex + storage_capex


@line(
    "Fixed assets", unit=MONEY, kind=Kind.BALANCE,
    opening=lambda opening_asset_cost, opening_asset_depreciation: opening_asset_cost - opening_asset_depreciation,
)  # fmt: skip
def closing_fixed_assets(closing_fixed_assets, capital_expenditure, depreciation):
    """Fixed assets at book value."""
    return prior(closing_fixed_assets) + capital_expenditure - depreciation


CHARTS = [
    Chart(
        "C48", "How much growth needs hardware?", "column", "years",
        (Series("capital_expenditure", "Capex"), Series("depreciation", "Depreciation")),
    ),
]  # fmt: skip
