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
class_sale_month.laptops      |       0
class_sale_month.vans         |       0
class_sale_price.laptops      |       0
class_sale_price.vans         |       0
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
class_capex_to_sell.laptops   |       0 |      0 |      0 |      0 |      0 |      0
class_capex_kept.laptops      |       0 |  1_000 |  1_100 |  2_200 |      0 |  3_600
class_retirements.laptops     |       0 |      0 |      0 |  1_000 |  1_100 |  2_200  # bought two months ago
class_retirements.vans        |       0 |      0 |      0 |      0 |  5_000 |      0
class_cost.laptops            |       0 |  1_000 |  2_100 |  3_300 |  2_200 |  3_600  # this month and the last
class_cost.vans               |       0 |  5_000 |  5_000 |  5_000 |      0 |      0
class_depreciation.laptops    |       0 |      0 |    500 |  1_050 |  1_650 |  1_100  # last month's ÷ 2
class_depreciation.vans       |       0 |      0 |  1_000 |  1_000 |  1_000 |      0  # 60 % of 5_000 over 3 months
class_resale.laptops          |       0 |      0 |      0 |      0 |      0 |      0
class_resale.vans             |       0 |      0 |      0 |      0 |  2_000 |      0
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
disposal_gain                 |       0 |      0 |      0 |      0 |      0 |      0
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
class_sale_month.tools        |       0
class_sale_month.land         |       0
class_sale_price.tools        |       0
class_sale_price.land         |       0
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
class_resale.land             |       0 |      0 |      0 |    300 |      0 |      0
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

# Vans are sold in month 3: one of them has just reached the end of its life and is resold for 20 % of its cost; the other two go for
# 1_500, with a book value of 300 and 500. The van of month 4 stays. Desks are scrapped in month 2.
SETTING_SALE = worked.Setting(months=6, families={"asset_class": {"vans": {}, "desks": {}}})
TABLE_SALE = """
                              | opening |      1 |      2 |      3 |      4 |      5 |      6
given
month                         |       0 |      1 |      2 |      3 |      4 |      5 |      6
class_spend.vans              |       0 |  1_000 |    500 |    500 |    800 |      0 |      0
class_spend.desks             |       0 |    300 |      0 |    100 |      0 |      0 |      0
cost_index                    |       1 |      1 |      1 |      1 |      1 |      1 |      1
class_life.vans               |       2
class_life.desks              |      10
class_resale_share.vans       |     20%
class_resale_share.desks      |       0
class_sale_month.vans         |       3
class_sale_month.desks        |       2
class_sale_price.vans         |   1_500
class_sale_price.desks        |       0
opening_asset_cost            |       0
opening_asset_depreciation    |       0
opening_asset_life            |      36
storage_capex                 |       0 |      0 |      0 |      0 |      0 |      0 |      0
storage_depreciation          |       0 |      0 |      0 |      0 |      0 |      0 |      0
storage_assets_cost           |       0 |      0 |      0 |      0 |      0 |      0 |      0
storage_retirements           |       0 |      0 |      0 |      0 |      0 |      0 |      0
storage_accumulated_depreciation |    0 |      0 |      0 |      0 |      0 |      0 |      0
then
class_capex_to_sell.vans      |       0 |  1_000 |    500 |    500 |      0 |      0 |      0
class_capex_to_sell.desks     |       0 |    300 |      0 |      0 |      0 |      0 |      0
class_capex_kept.vans         |       0 |      0 |      0 |      0 |    800 |      0 |      0
class_capex_kept.desks        |       0 |      0 |      0 |    100 |      0 |      0 |      0
class_retirements.vans        |       0 |      0 |      0 |  1_000 |      0 |      0 |    800  # those of months 2 and 3 were sold
class_retirements.desks       |       0 |      0 |      0 |      0 |      0 |      0 |      0
class_cost_to_sell.vans       |       0 |  1_000 |  1_500 |  1_000 |    500 |      0 |      0
class_cost_to_sell.desks      |       0 |    300 |    300 |    300 |    300 |    300 |    300
class_sold_cost.vans          |       0 |      0 |      0 |  1_000 |      0 |      0 |      0
class_sold_cost.desks         |       0 |      0 |    300 |      0 |      0 |      0 |      0
class_cost.vans               |       0 |  1_000 |  1_500 |      0 |    800 |    800 |      0
class_cost.desks              |       0 |    300 |      0 |    100 |    100 |    100 |    100
class_depreciation.vans       |       0 |      0 |    400 |    600 |      0 |    320 |    320  # 40 % of last month's
class_depreciation.desks      |       0 |      0 |     30 |      0 |     10 |     10 |     10
class_resale.vans             |       0 |      0 |      0 |    200 |      0 |      0 |    160
class_depreciated.vans        |       0 |      0 |    400 |    200 |      0 |    320 |      0  # 400 + 600 − 800
class_depreciated.desks       |       0 |      0 |     30 |      0 |     10 |     20 |     30
class_accumulated_depreciation.vans  | 0 |     0 |    400 |      0 |      0 |    320 |      0
class_accumulated_depreciation.desks | 0 |     0 |      0 |      0 |     10 |     20 |     30
class_sale_proceeds.vans      |       0 |      0 |      0 |  1_500 |      0 |      0 |      0
class_sale_proceeds.desks     |       0 |      0 |      0 |      0 |      0 |      0 |      0
class_sold_value.vans         |       0 |      0 |      0 |    800 |      0 |      0 |      0
class_sold_value.desks        |       0 |      0 |    270 |      0 |      0 |      0 |      0
class_book_value.vans         |       0 |  1_000 |  1_100 |      0 |    800 |    480 |      0
class_book_value.desks        |       0 |    300 |      0 |    100 |     90 |     80 |     70
depreciation                  |       0 |      0 |    430 |    600 |     10 |    330 |    330
capital_expenditure           |       0 |  1_300 |    500 |    600 |    800 |      0 |      0
retirements                   |       0 |      0 |      0 |  1_000 |      0 |      0 |    800
sold_cost                     |       0 |      0 |    300 |  1_000 |      0 |      0 |      0
disposal_proceeds             |       0 |      0 |      0 |  1_700 |      0 |      0 |    160
disposal_gain                 |       0 |      0 |   -270 |    700 |      0 |      0 |      0
closing_fixed_assets_cost     |       0 |  1_300 |  1_500 |    100 |    900 |    900 |    100
closing_accumulated_depreciation |    0 |      0 |    400 |      0 |     10 |    340 |     30
closing_fixed_assets          |       0 |  1_300 |  1_100 |    100 |    890 |    560 |     70  # 1_100 + 600 − 600 − (1_700 − 700)
assets_cost_residual          |       0 |      0 |      0 |      0 |      0 |      0 |      0
book_value_residual           |       0 |      0 |      0 |      0 |      0 |      0 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


def test_a_class_is_sold():
    worked.work(CHAPTER, TABLE_SALE, SETTING_SALE)


def test_a_gain_is_taxed_and_its_cash_comes_from_investing():
    """150 a month of capex for two months, sold in month 2 for 400: 75 are written off, so 175 are gained and taxed, and no EBITDA."""
    given = {
        "class_spend.value1.vans": 150, "class_life.vans": 2, "class_sale_month.vans": 2, "class_sale_price.vans": 400, "tax_rate": 0.2,
        "opening_cash": 1_000,
    }  # fmt: skip
    figures = worked.run(given, worked.Setting(families={"asset_class": {"vans": {}}}))
    assert [figures[name][2] for name in ("ebitda", "disposal_gain", "depreciation", "ebit")] == [0, 175, 75, 100]
    assert [figures[name][2] for name in ("income_tax", "net_income", "tax_payable")] == [20, 80, 20]
    assert [figures[name][2] for name in ("operating_cash_flow", "investing_cash_flow", "closing_cash")] == [0, 250, 1_100]
    assert figures["free_cash_flow_to_firm"][2] == 100 - 20 + 75 - 150 + 400 - 175
    assert figures["lasting_ebit"][2] == -75
    assert [max(abs(figures[name])) for name in ("balance_residual", "cash_flow_residual", "book_value_residual")] == [0, 0, 0]


def test_without_the_chapter_storage():
    """A plan without this section has no nodes among its assets."""
    assert assets.depreciation(class_depreciation=0, opening_depreciation=2_000) == 2_000
    assert assets.capital_expenditure(class_capex=0) == 0
    assert assets.retirements(class_retirements=0, earlier_retirements=900) == 900
