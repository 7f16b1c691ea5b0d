"""The company's register of assets: purchase after purchase, each with its life and what it will be sold for."""

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
    sold_for: Decimal = ZERO
    written_off_before: Decimal = ZERO

    def depreciation(self, month: int) -> Decimal:
        """An equal part in each month of its life."""
        in_life = self.month < month <= self.month + self.life
        return (self.cost - self.sold_for - self.written_off_before) / self.life if in_life else ZERO

    def is_here(self, month: int) -> bool:
        """Whether it is in the books at a month's end."""
        return self.month <= month < self.month + self.life

    def written_off(self, month: int) -> Decimal:
        """Its depreciation by a month's end."""
        return self.written_off_before + (month - self.month) * self.depreciation(self.month + 1)


class Register:
    """All assets."""

    def __init__(self, tree: Tree, calendar: Calendar, cost_index: list[Decimal]):
        opening = tree.get("opening_balance", {})
        cost, so_far = (amount(opening.get(key, "0")) for key in ("fixed_assets_cost", "accumulated_depreciation"))
        self.assets = [Asset(0, int(opening.get("remaining_life", "36")), cost, ZERO, so_far)]
        for kind in tree.get("asset_classes", {}).values():
            spent = over_time(kind["monthly"], calendar)
            for month in calendar.all:
                paid = spent[month] * cost_index[month]
                self.assets.append(Asset(month, int(kind["life"]), paid, paid * amount(kind.get("resale_share", "0"))))

    def figures(self, month: int) -> dict[str, Decimal]:
        """The register at a month's end; what was there before the plan was not bought in it."""
        here = [asset for asset in self.assets if asset.is_here(month)]
        gone = [asset for asset in self.assets if asset.month + asset.life == month]
        return {
            "capital_expenditure": sum((asset.cost for asset in self.assets if asset.month == month > 0), ZERO),
            "depreciation": sum((asset.depreciation(month) for asset in self.assets), ZERO),
            "retirements": sum((asset.cost for asset in gone), ZERO),
            "disposal_proceeds": sum((asset.sold_for for asset in gone), ZERO),
            "closing_fixed_assets_cost": sum((asset.cost for asset in here), ZERO),
            "closing_accumulated_depreciation": sum((asset.written_off(month) for asset in here), ZERO),
        }
