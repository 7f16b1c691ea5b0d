"""The company's register of assets: purchase after purchase, each with its life and what it will be sold for at its end, or before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ledger.values import ZERO, Calendar, Tree, amount, over_time


@dataclass(frozen=True)
class Asset:
    """What was bought at a month's end, or before the plan."""

    month: int
    life: int
    cost: Decimal
    resale: Decimal = ZERO
    written_off_before: Decimal = ZERO
    sale: int = 0  # the month in which its class is sold

    @property
    def is_sold(self) -> bool:
        """Whether it goes with its class, before the end of its life."""
        return self.sale > 0 and self.month <= self.sale < self.month + self.life

    @property
    def leaves(self) -> int:
        """The month at whose end it is no longer in the books."""
        return self.sale if self.is_sold else self.month + self.life

    def depreciation(self, month: int) -> Decimal:
        """An equal part in each month of its life, while it is here."""
        here = self.month < month <= self.leaves
        return (self.cost - self.resale - self.written_off_before) / self.life if here else ZERO

    def is_here(self, month: int) -> bool:
        """Whether it is in the books at a month's end."""
        return self.month <= month < self.leaves

    def written_off(self, month: int) -> Decimal:
        """Its depreciation by a month's end."""
        return self.written_off_before + (month - self.month) * self.depreciation(self.month + 1)


class Register:
    """All assets."""

    def __init__(self, tree: Tree, calendar: Calendar, cost_index: list[Decimal]):
        opening = tree.get("opening_balance", {})
        cost, so_far = (amount(opening.get(key, "0")) for key in ("fixed_assets_cost", "accumulated_depreciation"))
        self.assets = [Asset(0, int(opening.get("remaining_life", "36")), cost, ZERO, so_far)]
        self.paid: dict[int, Decimal] = {}  # what buyers of a class pay, by month
        for kind in tree.get("asset_classes", {}).values():
            spent = over_time(kind["monthly"], calendar)
            sale = calendar.number(kind["sale_month"]) if "sale_month" in kind else 0
            if sale:
                self.paid[sale] = self.paid.get(sale, ZERO) + amount(kind["sale_price"])
            for month in calendar.all:
                cost = spent[month] * cost_index[month]
                resale = cost * amount(kind.get("resale_share", "0"))
                self.assets.append(Asset(month, int(kind["life"]), cost, resale, ZERO, sale))

    def figures(self, month: int) -> dict[str, Decimal]:
        """The register at a month's end; what was there before the plan was not bought in it."""
        here = [asset for asset in self.assets if asset.is_here(month)]
        gone = [asset for asset in self.assets if asset.leaves == month and not asset.is_sold]
        sold = [asset for asset in self.assets if asset.leaves == month and asset.is_sold]
        worth = sum((asset.cost - asset.written_off(month) for asset in sold), ZERO)
        paid = self.paid.get(month, ZERO)
        return {
            "capital_expenditure": sum((asset.cost for asset in self.assets if asset.month == month > 0), ZERO),
            "depreciation": sum((asset.depreciation(month) for asset in self.assets), ZERO),
            "retirements": sum((asset.cost for asset in gone), ZERO),
            "sold_cost": sum((asset.cost for asset in sold), ZERO),
            "disposal_proceeds": sum((asset.resale for asset in gone), ZERO) + paid,
            "disposal_gain": paid - worth,
            "closing_fixed_assets_cost": sum((asset.cost for asset in here), ZERO),
            "closing_accumulated_depreciation": sum((asset.written_off(month) for asset in here), ZERO),
        }
