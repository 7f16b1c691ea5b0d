"""Fixed assets: worked by hand."""

import worked
from planbook.business import assets

CHAPTER = "assets"

SETTING = worked.Setting(months=5, families={"asset_class": {"laptops": {}, "vans": {}}})

# Laptops live two months, a van three and is then sold for 40 % of its cost; the opening assets go in month 3.
TABLE = """
                              | opening |      1 |      2 |      3 |      4 |      5
given
month                         |       0 |      1 |      2 |      3 |      4 |      5
class_spend.laptops           |       0 |  1_000 |  1_000 |  2_000 |      0 |  3_000
class_spend.vans              |       0 |  5_000 |      0 |      0 |      0 |      0
cost_index                    |       1 |      1 |    1.1 |    1.1 |    1.1 |    1.2
class_life.laptops            |       2
class_life.vans               |       3
class_resale_share.laptops    |       0
class_resale_share.vans       |     40%
opening_asset_cost            |  10_000
opening_asset_depreciation    |   4_000
opening_asset_life            |       3
storage_capex                 |       0 |      0 |    600 |      0 |    900 |      0
storage_depreciation          |       0 |      0 |      0 |    200 |    200 |    500
storage_assets_cost           |       0 |      0 |    600 |    600 |  1_500 |    900
storage_retirements           |       0 |      0 |      0 |      0 |      0 |    600
storage_accumulated_depreciation |    0 |      0 |      0 |    200 |    400 |    300
then
class_capex.laptops           |       0 |  1_000 |  1_100 |  2_200 |      0 |  3_600
class_capex.vans              |       0 |  5_000 |      0 |      0 |      0 |      0
class_retirements.laptops     |       0 |      0 |      0 |  1_000 |  1_100 |  2_200  # bought two months ago
class_retirements.vans        |       0 |      0 |      0 |      0 |  5_000 |      0
class_cost.laptops            |       0 |  1_000 |  2_100 |  3_300 |  2_200 |  3_600  # this month and the last
class_cost.vans               |       0 |  5_000 |  5_000 |  5_000 |      0 |      0
class_depreciation.laptops    |       0 |      0 |    500 |  1_050 |  1_650 |  1_100  # last month's ÷ 2
class_depreciation.vans       |       0 |      0 |  1_000 |  1_000 |  1_000 |      0  # 60 % of 5_000 over 3 months
class_disposal_proceeds.laptops |     0 |      0 |      0 |      0 |      0 |      0
class_disposal_proceeds.vans  |       0 |      0 |      0 |      0 |  2_000 |      0
class_accumulated_depreciation.laptops | 0 |   0 |    500 |    550 |  1_100 |      0  # 500 + 1_050 − 1_000
class_accumulated_depreciation.vans    | 0 |   0 |  1_000 |  2_000 |      0 |      0
class_book_value.laptops      |       0 |  1_000 |  1_600 |  2_750 |  1_100 |  3_600
class_book_value.vans         |       0 |  5_000 |  4_000 |  3_000 |      0 |      0
opening_depreciation          |       0 |  2_000 |  2_000 |  2_000 |      0 |      0  # 6_000 over 3 months
earlier_assets_cost           |  10_000 | 10_000 | 10_000 |      0 |      0 |      0
earlier_retirements           |       0 |      0 |      0 | 10_000 |      0 |      0
earlier_accumulated_depreciation | 4_000 | 6_000 |  8_000 |      0 |      0 |      0
depreciation                  |       0 |  2_000 |  3_500 |  4_250 |  2_850 |  1_600
capital_expenditure           |       0 |  6_000 |  1_700 |  2_200 |    900 |  3_600
retirements                   |       0 |      0 |      0 | 11_000 |  6_100 |  2_800
disposal_proceeds             |       0 |      0 |      0 |      0 |  2_000 |      0
closing_fixed_assets_cost     |  10_000 | 16_000 | 17_700 |  8_900 |  3_700 |  4_500
closing_accumulated_depreciation | 4_000 | 6_000 |  9_500 |  2_750 |  1_500 |    300
closing_fixed_assets          |   6_000 | 10_000 |  8_200 |  6_150 |  2_200 |  4_200  # 6_150 + 900 − 2_850 − 2_000
assets_cost_residual          |       0 |      0 |      0 |      0 |      0 |      0
book_value_residual           |       0 |      0 |      0 |      0 |      0 |      0
"""

# Tools live a month; land is sold for what it cost; opening assets at the end of their life. In months 4 and 5 the
# storage chapter's figures are wrong, so that the checks have something to find.
SETTING_EDGE = worked.Setting(months=5, families={"asset_class": {"tools": {}, "land": {}}})
EDGE = """
                              | opening |      1 |      2 |      3 |      4 |      5
given
month                         |       0 |      1 |      2 |      3 |      4 |      5
class_spend.tools             |       0 |    400 |      0 |      0 |    700 |      0
class_spend.land              |       0 |    300 |      0 |      0 |      0 |      0
cost_index                    |       1 |      1 |      1 |      1 |      1 |      1
class_life.tools              |       1
class_life.land               |       2
class_resale_share.tools      |       0
class_resale_share.land       |    100%
opening_asset_cost            |     900
opening_asset_depreciation    |     650
opening_asset_life            |       1
storage_capex                 |       0 |      0 |      0 |      0 |      0 |      0
storage_depreciation          |       0 |      0 |      0 |      0 |      0 |      0
storage_assets_cost           |       0 |      0 |      0 |      0 |      0 |      5
storage_retirements           |       0 |      0 |      0 |      0 |      0 |      0
storage_accumulated_depreciation |    0 |      0 |      0 |      0 |      3 |      0
then
class_cost.tools              |       0 |    400 |      0 |      0 |    700 |      0
class_depreciation.tools      |       0 |      0 |    400 |      0 |      0 |    700
class_accumulated_depreciation.tools | 0 |     0 |      0 |      0 |      0 |      0
class_book_value.tools        |       0 |    400 |      0 |      0 |    700 |      0
class_depreciation.land       |       0 |      0 |      0 |      0 |      0 |      0
class_disposal_proceeds.land  |       0 |      0 |      0 |    300 |      0 |      0
class_book_value.land         |       0 |    300 |    300 |      0 |      0 |      0
opening_depreciation          |       0 |    250 |      0 |      0 |      0 |      0
earlier_assets_cost           |     900 |      0 |      0 |      0 |      0 |      0
earlier_retirements           |       0 |    900 |      0 |      0 |      0 |      0
retirements                   |       0 |    900 |    400 |    300 |      0 |    700
closing_fixed_assets_cost     |     900 |    700 |    300 |      0 |    700 |      0
closing_accumulated_depreciation |  650 |      0 |      0 |      0 |      3 |      0
closing_fixed_assets          |     250 |    700 |    300 |      0 |    700 |      0
assets_cost_residual          |       0 |      0 |      0 |      0 |      0 |     -5
book_value_residual           |       0 |      0 |      0 |      0 |     -3 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_without_the_chapter_storage():
    """A plan without this section has no nodes among its assets."""
    assert assets.depreciation(class_depreciation=0, opening_depreciation=2_000) == 2_000
    assert assets.capital_expenditure(class_capex=0) == 0
    assert assets.retirements(class_retirements=0, earlier_retirements=900) == 900
