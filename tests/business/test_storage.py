"""Storage: worked by hand."""

import pytest

import worked
from planbook.business import storage

CHAPTER = "storage"

TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
segment_closing_customers.a   |   1_000 |  1_200 |  2_000 |  1_500 |  3_000
segment_closing_customers.b   |     100 |    200 |    300 |    250 |    300
gb_per_customer.a             |       5 |      5 |      6 |      6 |      6
gb_per_customer.b             |      20 |     20 |     20 |     20 |     20
opening_capacity              |      10
target_utilisation            |     80% |    80% |    80% |    80% |   100%
node_capacity                 |       4
node_price                    |   6_000 |  6_000 |  6_000 |  6_000 |  5_000
node_life                     |       2
hosting_price                 |    0.02 |   0.02 |   0.02 |   0.03 |   0.03
cost_index                    |       1 |      1 |      1 |    1.1 |    1.1
then
segment_stored.a              |       5 |      6 |     12 |      9 |     18  # 1_200 × 5 GB = 6 TB
segment_stored.b              |       2 |      4 |      6 |      5 |      6
stored                        |       7 |     10 |     18 |     14 |     24
needed_capacity               |    8.75 |   12.5 |   22.5 |   17.5 |     24  # 24 ÷ 0.8
needed_nodes                  |       0 |      1 |      4 |      2 |      4  # 12.5 ÷ 4 = 3.1; 20 ÷ 4 = 5 and no more
nodes                         |       0 |      1 |      4 |      4 |      4  # none is sold in month 3
capacity                      |      10 |     14 |     26 |     26 |     26
storage_utilisation           |     70% | 0.7142857142857143 | 0.6923076923076923 | 0.5384615384615384 | 0.9230769230769231
nodes_bought                  |       0 |      1 |      3 |      1 |      3  # month 1's again; 1 more, and month 2's 3
storage_capex                 |       0 |  6_000 | 18_000 |  6_600 | 16_500  # 3 × 6_000; 1 × 6_000 × 1.1; …
storage_assets_cost           |       0 |  6_000 | 24_000 | 24_600 | 23_100  # the last two months
storage_depreciation          |       0 |      0 |  3_000 | 12_000 | 12_300  # last month's ÷ 2
storage_retirements           |       0 |      0 |      0 |  6_000 | 18_000  # bought two months ago
storage_accumulated_depreciation |    0 |      0 |  3_000 |  9_000 |  3_300  # 9_000 + 12_300 − 18_000
hosting_cost                  |       0 |    200 |    360 |    420 |    720  # 14_000 GB × 0.03
"""

# The opening stock is above the highest utilisation: month 1 buys for it. Nodes live for one month and are replaced;
# customers who are all gone; a need that is a node and a trifle below rounding.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
segment_closing_customers.a   |     120 |    120 |      0 |      0 |    140.0000000001
segment_closing_customers.b   |       0 |      0 |      0 |      0 |      0
gb_per_customer.a             |     100 |    100 |    100 |    100 |    100
gb_per_customer.b             |      50 |     50 |     50 |     50 |     50
opening_capacity              |      10
target_utilisation            |    100%
node_capacity                 |       2
node_price                    |   1_000
node_life                     |       1
hosting_price                 |     0.1 |    0.1 |    0.1 |    0.1 |      0
cost_index                    |       1 |    1.5 |    1.5 |    1.5 |      2
then
segment_stored.b              |       0 |      0 |      0 |      0 |      0
stored                        |      12 |     12 |      0 |      0 |     14.00000000001
needed_nodes                  |       0 |      1 |      0 |      0 |      2
nodes                         |       0 |      1 |      1 |      1 |      2
capacity                      |      10 |     12 |     12 |     12 |     14
storage_utilisation           |    120% |   100% |      0 |      0 |   100%
nodes_bought                  |       0 |      1 |      1 |      1 |      2  # replaced each month, though nobody stores
storage_capex                 |       0 |  1_500 |  1_500 |  1_500 |  4_000
storage_assets_cost           |       0 |  1_500 |  1_500 |  1_500 |  4_000
storage_depreciation          |       0 |      0 |  1_500 |  1_500 |  1_500
storage_retirements           |       0 |      0 |  1_500 |  1_500 |  1_500
storage_accumulated_depreciation |    0 |      0 |      0 |      0 |      0
hosting_cost                  |       0 |  1_200 |      0 |      0 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_utilisation_of_the_backup_kpi_catalogue():
    """FinModelsLab, KPIs of a backup business: 7 of 10 TB in use are 70 %."""
    assert storage.storage_utilisation(stored=7, capacity=10) == pytest.approx(0.7)
