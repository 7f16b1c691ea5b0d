"""Fixed assets: worked by hand."""

import worked
from planbook.business import assets

CHAPTER = "assets"

SETTING = worked.Setting(months=5)

TABLE = """
                              | opening |      1 |      2 |      3 |      4 |      5
given
month                         |       0 |      1 |      2 |      3 |      4 |      5
equipment_spend               |       0 |  1_000 |  1_000 |  2_000 |      0 |  3_000
cost_index                    |       1 |      1 |    1.1 |    1.1 |    1.1 |    1.2
equipment_life                |       2
opening_asset_cost            |  10_000
opening_asset_depreciation    |   4_000
opening_asset_life            |       3
storage_capex                 |       0 |      0 |    600 |      0 |    900 |      0
storage_depreciation          |       0 |      0 |    100 |    200 |    300 |    400
then
equipment_capex               |       0 |  1_000 |  1_100 |  2_200 |      0 |  3_600
equipment_capex_in_life       |       0 |  1_000 |  2_100 |  3_300 |  2_200 |  3_600  # this month and the last
equipment_depreciation        |       0 |      0 |    500 |  1_050 |  1_650 |  1_100  # last month's ÷ 2
opening_depreciation          |       0 |  2_000 |  2_000 |  2_000 |      0 |      0  # 6_000 over 3 months
depreciation                  |       0 |  2_000 |  2_600 |  3_250 |  1_950 |  1_500
capital_expenditure           |       0 |  1_000 |  1_700 |  2_200 |    900 |  3_600
closing_fixed_assets          |   6_000 |  5_000 |  4_100 |  3_050 |  2_000 |  4_100  # 6_000 + 1_000 − 2_000
"""

# A life of one month: all of a purchase is depreciated in the month after. Opening assets at the end of their life.
EDGE = """
                              | opening |      1 |      2 |      3 |      4 |      5
given
month                         |       0 |      1 |      2 |      3 |      4 |      5
equipment_spend               |       0 |    400 |      0 |      0 |    700 |      0
cost_index                    |       1 |      1 |      1 |      1 |      1 |      1
equipment_life                |       1
opening_asset_cost            |     900
opening_asset_depreciation    |     650
opening_asset_life            |       1
storage_capex                 |       0 |      0 |      0 |      0 |      0 |      0
storage_depreciation          |       0 |      0 |      0 |      0 |      0 |      0
then
equipment_capex_in_life       |       0 |    400 |      0 |      0 |    700 |      0
equipment_depreciation        |       0 |      0 |    400 |      0 |      0 |    700
opening_depreciation          |       0 |    250 |      0 |      0 |      0 |      0
closing_fixed_assets          |     250 |    400 |      0 |      0 |    700 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING)


def test_without_the_chapter_storage():
    """A plan without this section buys and depreciates equipment only."""
    assert assets.depreciation(equipment_depreciation=500, opening_depreciation=2_000) == 2_500
    assert assets.capital_expenditure(equipment_capex=1_100) == 1_100
