"""Support: worked by hand."""

import worked

CHAPTER = "support"

TABLE = """
                              | opening |      1 |      2 |      3 |      4
given
segment_closing_customers.a   |     200 |    300 |    400 |    410 |    500
segment_closing_customers.b   |      50 |     60 |    100 |    100 |     25
tickets_per_customer.a        |     0.5
tickets_per_customer.b        |       2
tickets_per_agent             |     200
agent_salary                  |  48_000
payroll_factor                |     0.1 |    0.1 |    0.1 |  0.105 |  0.105
then
segment_tickets.a             |     100 |    150 |    200 |    205 |    250
segment_tickets.b             |     100 |    120 |    200 |    200 |     50
tickets                       |     200 |    270 |    400 |    405 |    300
support_agents                |       1 |      2 |      2 |      3 |      2  # 1.35, exactly 2, 2.025, 1.5
agent_capacity                |       0 |    400 |    400 |    600 |    400
support_cost                  |       0 |  9_600 |  9_600 | 15_120 | 10_080  # 3 × 48_000 × 0.105
"""

# Nobody asks: no agent. One ticket: a whole agent. Agents are counted for the company, not for each segment.
EDGE = """
                              | opening |      1 |      2 |      3 |      4
given
segment_closing_customers.a   |     100 |      0 |      1 |    100 |    100
segment_closing_customers.b   |     100 |      0 |      0 |    100 |    100.0000000001
tickets_per_customer.a        |       1
tickets_per_customer.b        |       1
tickets_per_agent             |     100
agent_salary                  |  36_000
payroll_factor                |     0.1 |    0.1 |    0.1 |    0.1 |    0.1
then
tickets                       |     200 |      0 |      1 |    200 |    200.0000000001
support_agents                |       2 |      0 |      1 |      2 |      2
agent_capacity                |       0 |      0 |    100 |    200 |    200
support_cost                  |       0 |      0 |  3_600 |  7_200 |  7_200
"""

# Half an agent's work in each segment: one agent for the company.
EDGE_SHARED = """
                              | opening |      1
given
segment_closing_customers.a   |       0 |     50
segment_closing_customers.b   |       0 |     50
tickets_per_customer.a        |       1
tickets_per_customer.b        |       1
tickets_per_agent             |     100
then
support_agents                |       0 |      1
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE)


def test_edge():
    worked.work(CHAPTER, EDGE)


def test_two_segments_share_an_agent():
    worked.work(CHAPTER, EDGE_SHARED)
