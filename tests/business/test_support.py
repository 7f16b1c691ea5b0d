"""Support: worked by hand."""

import worked

CHAPTER = "support"

TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
segment_closing_customers.a   |     200 |    300 |    400 |    410 |    500
segment_closing_customers.b   |      50 |     60 |    100 |    100 |     25
tickets_per_customer.a        |     0.5 |    0.5 |    0.5 |    0.4 |    0.6
tickets_per_customer.b        |       2
then
segment_tickets.a             |     100 |    150 |    200 |    164 |    300
segment_tickets.b             |     100 |    120 |    200 |    200 |     50
tickets                       |     200 |    270 |    400 |    364 |    350
"""

# A segment that never asks, and one whose customers have gone.
EDGE = """
                              | opening |      1 |      2
given
segment_closing_customers.a   |     100 |    120 |    130
segment_closing_customers.b   |      10 |      4 |      0
tickets_per_customer.a        |       0
tickets_per_customer.b        |     1.5
then
segment_tickets.a             |       0 |      0 |      0
tickets                       |      15 |      6 |      0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)
