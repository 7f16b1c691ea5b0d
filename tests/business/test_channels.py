"""Channels: worked by hand, against published growth by invitation, and against a second computation."""

import itertools

import numpy as np
import pytest

import worked
from planbook.language.model import InputForm

CHAPTER = "channels"
SEGMENTS = {"a": {"acquisition": "channels"}, "b": {"acquisition": "channels"}}

# reps ramp for two months and decide after one, closers do neither, deep decides after two; friends and app invite.
SETTING = worked.Setting(
    segments=SEGMENTS,
    families={
        "channel": {
            "blog": {"segment": "a", "kind": "organic"},
            "ads": {"segment": "a", "kind": "paid"},
            "reps": {"segment": "a", "kind": "sales"},
            "closers": {"segment": "b", "kind": "sales"},
            "deep": {"segment": "b", "kind": "sales"},
            "resellers": {"segment": "b", "kind": "partner"},
            "friends": {"segment": "a", "kind": "referral"},
            "app": {"segment": "a", "kind": "referral"},
        }
    },
)
TABLE = """
                                   | opening |     1 |     2 |     3 |     4
given
month                              |       0 |     1 |     2 |     3 |     4
cost_index                         |       1 |     1 |     1 |  1.25 |   1.5
segment_new_customers.a            |       0 |    10 |    20 |    30 |    40
channel_product_leads.blog         |      40 |    50 |    60 |    70 |    80
channel_funnel_customers.blog      |       0 |     5 |     6 |     7 |     8
monthly_cost.blog                  |       0 |   500 |   500 |   500 |   500
fee_per_customer.blog              |       0
channel_product_leads.ads          |      20 |    20 |    25 |    30 |    35
channel_funnel_customers.ads       |       0 |    10 |    12 |    14 |    16
paid_budget.ads                    |   3_000 | 3_000 | 4_000 | 5_000 | 6_000
monthly_cost.ads                   |       0 |   200 |   200 |   200 |   200
fee_per_customer.ads               |      10
sales_reps.reps                    |       4 |     4 |     6 |     5 |     8
ramp_months.reps                   |       2
rep_quota.reps                     |       2 |     2 |     2 |     2 |     1
rep_opportunities.reps             |       8 |     8 |     8 |     8 |     4
demo_share.reps                     |     75%
demo_share.closers                  |    100%
demo_share.deep                     |     50%
win_rate.reps                      |     25%
sales_cycle.reps                   |       1
opening_activity.reps              |     50%
monthly_cost.reps                  |       0 |   100 |   100 |   100 |   100
fee_per_customer.reps              |       0
sales_reps.closers                 |       1 |     2 |     3 |     3 |     1
ramp_months.closers                |       0
rep_quota.closers                  |     1.5 |   1.5 |   1.5 |   1.5 |   1.5
rep_opportunities.closers          |       3 |     3 |     2 |     4 |     6
win_rate.closers                   |     50% |   50% |   50% |   50% |   25%
sales_cycle.closers                |       0
opening_activity.closers           |    100%
sales_reps.deep                    |       2 |     2 |     7 |     1 |     1
ramp_months.deep                   |       2
rep_quota.deep                     |       3 |     3 |     3 |     3 |     3
rep_opportunities.deep             |      15 |    15 |    15 |    15 |    10
win_rate.deep                      |     20%
sales_cycle.deep                   |       2
opening_activity.deep              |    100%
partners.resellers                 |      10 |    10 |    14 |    12 |    20
ramp_months.resellers              |       1
partner_yield.resellers            |     0.2 |   0.2 |   0.2 |  0.25 |   0.5
monthly_cost.resellers             |       0 |     0 |     0 |     0 |     0
fee_per_customer.resellers         |     400
invitations.friends                |       5
invitation_conversion.friends      |     20% |   20% |   20% |   10% |   20%
cycle_months.friends               |       1
opening_joiners.friends            |      12
monthly_cost.friends               |       0 |     0 |     0 |     0 |     0
fee_per_customer.friends           |      20
invitations.app                    |       2
invitation_conversion.app          |     15% |   15% |   15% |   15% |   15%
cycle_months.app                   |       2
opening_joiners.app                |       7
then
channel_sellers.reps               |       4 |     4 |     6 |     5 |     8
joining_sellers.reps               |       0 |     0 |     2 |     0 |     3
productive_sellers.reps            |       4 |     4 |     4 |     3 |     5  # less those of this month and the last
channel_quota.reps                 |       0 |     8 |     8 |     6 |     5
channel_opportunities.reps         |      16 |    32 |    32 |    24 |    20  # half of it before the plan
needed_opportunities.reps          |       0 |    32 |    32 |    24 |    20  # ÷ 25 %
short_pipeline.reps                |       0 |     0 |     0 |     0 |     0
decided_opportunities.reps         |       0 |    16 |    32 |    32 |    24
pipeline_customers.reps            |       0 |     4 |     8 |     8 |     6
channel_pipeline.reps              |      16 |    32 |    32 |    24 |    20
productive_sellers.closers         |       1 |     2 |     3 |     3 |     1
channel_quota.closers              |       0 |     3 |   4.5 |   4.5 |   1.5
channel_opportunities.closers      |       3 |     6 |     6 |    12 |     6
needed_opportunities.closers       |       0 |     6 |     9 |     9 |     6  # the last at 25 %
short_pipeline.closers             |       0 |     0 |     1 |     0 |     0
decided_opportunities.closers      |       0 |     6 |     6 |    12 |     6
pipeline_customers.closers         |       0 |     3 |     3 |     6 |   1.5
channel_pipeline.closers           |       0 |     0 |     0 |     0 |     0
joining_sellers.deep               |       0 |     0 |     5 |     0 |     0
productive_sellers.deep            |       2 |     2 |     2 |     0 |     1  # five come and six go
channel_quota.deep                 |       0 |     6 |     6 |     0 |     3
channel_opportunities.deep         |      30 |    30 |    30 |     0 |    10
short_pipeline.deep                |       0 |     0 |     0 |     0 |     1  # 15 are needed
decided_opportunities.deep         |       0 |    30 |    30 |    30 |    30
channel_pipeline.deep              |      60 |    60 |    60 |    30 |    10
channel_sellers.resellers          |      10 |    10 |    14 |    12 |    20
productive_sellers.resellers       |      10 |    10 |    10 |    12 |    12
partner_customers.resellers        |       0 |     2 |     2 |     3 |     6
inviting_customers.friends         |       0 |    12 |    10 |    20 |    30  # before the plan 12 a month
channel_viral_coefficient.friends  |       1 |     1 |     1 |   0.5 |     1
inviting_customers.app             |       0 |     7 |     7 |    10 |    20
channel_viral_coefficient.app      |     0.3 |   0.3 |   0.3 |   0.3 |   0.3
segment_viral_coefficient.a        |     1.3 |   1.3 |   1.3 |   0.8 |   1.3
segment_viral_coefficient.b        |       0 |     0 |     0 |     0 |     0
endless_referral.a                 |       0 |     1 |     1 |     0 |     1
endless_referral.b                 |       0 |     0 |     0 |     0 |     0
channel_customers.blog             |       0 |     5 |     6 |     7 |     8
channel_customers.ads              |       0 |    10 |    12 |    14 |    16
channel_customers.reps             |       0 |     4 |     8 |     6 |     5  # at most the quota
channel_customers.closers          |       0 |     3 |     3 |   4.5 |   1.5
channel_customers.deep             |       0 |     6 |     6 |     0 |     3  # nobody is left to win six
channel_customers.resellers        |       0 |     2 |     2 |     3 |     6
channel_customers.friends          |       0 |    12 |    10 |    10 |    30
channel_customers.app              |       0 |   2.1 |   2.1 |     3 |     6
channel_leads.blog                 |       0 |    50 |    60 |    70 |    80
channel_leads.ads                  |       0 |    20 |    25 |    30 |    35
channel_leads.reps                 |       0 |    32 |    32 |    24 |    20
channel_demos.reps                 |       0 |    24 |    24 |    18 |    15
channel_demos.closers              |       0 |     6 |     6 |    12 |     6
channel_demos.deep                 |       0 |    15 |    15 |     0 |     5
demo_bookings                      |       0 |    45 |    45 |    30 |    26
qualified_leads                    |       0 |   138 |   153 |   136 |   151  # with 6, 6, 12, 6 of closers and 30, 30, 0, 10 of deep
open_opportunities                 |      76 |    92 |    92 |    54 |    30
channel_running_cost.blog          |       0 |   500 |   500 |   625 |   750
channel_running_cost.ads           |       0 |   300 |   320 |   425 |   540  # (200 + 10 × 14) × 1.25
channel_running_cost.resellers     |       0 |   800 |   800 | 1_500 | 3_600
channel_spend.blog                 |       0 |   500 |   500 |   625 |   750
channel_spend.ads                  |       0 | 3_300 | 4_320 | 5_425 | 6_540
channel_spend.reps                 |       0 |   100 |   100 |   125 |   150
channel_spend.resellers            |       0 |   800 |   800 | 1_500 | 3_600
channel_spend.friends              |       0 |   240 |   200 |   250 |   900
"""

# Nobody joins, nobody invites; one other customer for each, exactly: an alert. New reps before the first month is over.
SETTING_EDGE = worked.Setting(
    segments=SEGMENTS,
    families={
        "channel": {
            "first": {"segment": "a", "kind": "sales"},
            "even": {"segment": "a", "kind": "referral"},
            "mute": {"segment": "b", "kind": "referral"},
        }
    },
)
EDGE = """
                                | opening |  1 |  2 |  3 |  4
given
month                           |       0 |  1 |  2 |  3 |  4
segment_new_customers.a         |       0 |  9 |  0 |  8 |  8
segment_new_customers.b         |       0 |  0 |  0 |  0 |  0
sales_reps.first                |       0 |  3 |  3 |  0 |  0
ramp_months.first               |       1
rep_quota.first                 |       2 |  2 |  2 |  2 |  2
rep_opportunities.first         |       2 |  2 |  2 |  2 |  2
win_rate.first                  |    100%
sales_cycle.first               |       1
opening_activity.first          |       0
invitations.even                |       2
invitation_conversion.even      |     50% | 50% | 50% | 49% | 50%
cycle_months.even               |       3
opening_joiners.even            |       0
invitations.mute                |       0
invitation_conversion.mute      |    100% | 100% | 100% | 100% | 100%
cycle_months.mute               |       1
opening_joiners.mute            |       5
then
productive_sellers.first        |       0 |  0 |  3 |  0 |  0
channel_opportunities.first     |       0 |  0 |  6 |  0 |  0
channel_pipeline.first          |       0 |  0 |  6 |  0 |  0
pipeline_customers.first        |       0 |  0 |  0 |  6 |  0
channel_customers.first         |       0 |  0 |  0 |  0 |  0  # they left before it is decided
inviting_customers.even         |       0 |  0 |  0 |  0 |  9
channel_customers.even          |       0 |  0 |  0 |  0 |  9
endless_referral.a              |       0 |  1 |  1 |  0 |  1
channel_customers.mute          |       0 |  0 |  0 |  0 |  0
endless_referral.b              |       0 |  0 |  0 |  0 |  0
"""


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_edge():
    worked.work(CHAPTER, EDGE, SETTING_EDGE)


# Growth by invitation as published (D. Skok, "Lessons learned – viral marketing"; table of K. Lawler): ten users, ten
# invitations each, a fifth accepted. U(t) = U0 × (K^(t ÷ p + 1) − 1) ÷ (K − 1).


def seeded(months: int, cycle: int, invitations: float, conversion: float) -> np.ndarray:
    """New customers, month by month: ten in month 1, and those whom customers invite."""
    channels = {"seed": {"segment": "a", "kind": "partner"}, "viral": {"segment": "a", "kind": "referral"}}
    forms = {("partners", ("seed",)): InputForm(steps=2)}
    setting = worked.Setting(months=months, segments={"a": {"acquisition": "channels"}}, families={"channel": channels}, forms=forms)
    given = {
        "partners.from1.seed": 1, "partners.value1.seed": 1, "partners.from2.seed": 2, "partners.value2.seed": 0,
        "partner_yield.seed": 10, "invitations.viral": invitations, "invitation_conversion.viral": conversion,
        "cycle_months.viral": cycle, "opening_joiners.viral": 0,
    }  # fmt: skip
    return worked.run(given, setting)["segment_new_customers.a"]


def test_published_viral_growth():
    new = seeded(21, 1, 10, 0.2)
    assert list(new[1:7]) == [10, 20, 40, 80, 160, 320]
    assert list(np.cumsum(new)[1:7]) == [10, 30, 70, 150, 310, 630]
    assert sum(new) == 20_971_510
    assert sum(seeded(21, 2, 10, 0.2)) == 20_470


@pytest.mark.parametrize(("cycle", "invitations"), [(1, 3.5), (2, 6), (3, 1)])
def test_viral_growth_follows_its_closed_form(cycle, invitations):
    k = invitations * 0.2
    customers = np.cumsum(seeded(40, cycle, invitations, 0.2))
    for rounds in range(39 // cycle):
        assert customers[rounds * cycle + 1] == pytest.approx(10 * (k ** (rounds + 1) - 1) / (k - 1))


def test_below_one_invitations_amplify():
    """A coefficient of 0.7 makes of each customer 1 ÷ 0.3 in the end."""
    assert sum(seeded(120, 1, 7, 0.1)) == pytest.approx(10 * 3.3333333333)


# The whole plan once more, in plain Python and another way: every visit, rep and invitation is followed forward into the month
# in which it becomes a customer, instead of looking back from there.

MONTHS = 24
PLAN = {
    "organic_visitors.blog": 4_000, "sign_up_conversion.blog": 0.05, "lead_conversion.blog": 0.3,
    "customer_conversion.blog": 0.25, "sign_up_lag.blog": 1, "lead_lag.blog": 0, "customer_lag.blog": 3,
    "opening_activity.blog": 0.6, "monthly_cost.value1.blog": 900,
    "paid_budget.from1.ads": 1, "paid_budget.value1.ads": 6_000, "paid_budget.from2.ads": 10, "paid_budget.value2.ads": 20_000,
    "cost_per_visit.ads": 2.5, "saturation_visitors.ads": 7_000, "sign_up_conversion.ads": 0.04,
    "lead_conversion.ads": 0.2, "customer_conversion.ads": 0.3, "sign_up_lag.ads": 0, "lead_lag.ads": 2,
    "customer_lag.ads": 1,
    "sales_reps.from1.reps": 1, "sales_reps.value1.reps": 3, "sales_reps.from2.reps": 7, "sales_reps.value2.reps": 5,
    "ramp_months.reps": 4, "rep_quota.reps": 1.5, "win_rate.reps": 0.3,
    "rep_opportunities.from1.reps": 1, "rep_opportunities.value1.reps": 4,
    "rep_opportunities.from2.reps": 13, "rep_opportunities.value2.reps": 6, "sales_cycle.reps": 3, "opening_activity.reps": 1,
    "partners.value1.resellers": 8, "partner_yield.resellers": 0.3, "fee_per_customer.resellers": 150,
    "invitations.friends": 4, "invitation_conversion.friends": 0.1, "cycle_months.friends": 2, "opening_joiners.friends": 11,
    "fee_per_customer.friends": 30,
}  # fmt: skip
WHOLE = worked.Setting(
    months=MONTHS,
    segments={"a": {"acquisition": "channels"}, "b": {"acquisition": "channels"}, "c": {"acquisition": "channels"}},
    families={
        "channel": {
            "blog": {"segment": "a", "kind": "organic"},
            "ads": {"segment": "a", "kind": "paid"},
            "reps": {"segment": "b", "kind": "sales"},
            "resellers": {"segment": "b", "kind": "partner"},
            "friends": {"segment": "a", "kind": "referral"},
        }
    },
    forms={("paid_budget", ("ads",)): InputForm(steps=2), ("sales_reps", ("reps",)): InputForm(steps=2),
        ("rep_opportunities", ("reps",)): InputForm(steps=2)},
)


def followed() -> dict[str, list[float]]:
    """Customers of each channel by month, position 0 for month 1."""
    won = {name: [0.0] * (MONTHS + 50) for name in ("blog", "ads", "reps", "resellers", "friends")}
    for month in range(-24, MONTHS):  # 0 is the plan's first month
        won["blog"][month + 4] += 4_000 * (1 if month >= 0 else 0.6) * 0.05 * 0.3 * 0.25
        budget = 20_000 if month >= 9 else 6_000
        visits = budget / 2.5
        won["ads"][month + 3] += visits * 7_000 / (visits + 7_000) * 0.04 * 0.2 * 0.3
        yielded = (6 if month >= 12 else 4) * 0.3 * (5 if month >= 6 + 4 else 3)
        won["reps"][month + 3] += min(yielded, 1.5 * (5 if month + 3 >= 6 + 4 else 3))
        won["resellers"][month] += 8 * 0.3
    for name in won:
        won[name] = won[name][:MONTHS]
    for month in range(MONTHS):
        joined = [won[name][month - 2] for name in ("blog", "ads", "friends")]
        won["friends"][month] = 0.4 * (sum(joined) if month >= 2 else 11)
    return won


def test_channels_win_what_a_second_computation_says():
    figures = worked.run(PLAN, WHOLE)
    won = followed()
    for name, customers in won.items():
        assert list(figures[f"channel_customers.{name}"][1:]) == pytest.approx(customers), name
    segments = {"a": ("blog", "ads", "friends"), "b": ("reps", "resellers"), "c": ()}
    for segment, names in segments.items():
        assert list(figures[f"segment_new_customers.{segment}"][1:]) == pytest.approx(
            [sum(won[name][month] for name in names) for month in range(MONTHS)]
        )
    spend = [
        900 + (20_000 if month >= 9 else 6_000) + 150 * won["resellers"][month] + 30 * won["friends"][month] for month in range(MONTHS)
    ]  # fmt: skip
    assert list(figures["programme_spend"][1:]) == pytest.approx(spend)
    assert list(figures["segment_programme_spend.c"]) == [0] * (MONTHS + 1)


def test_pipeline_holds_what_is_not_decided():
    """The pipeline is what was opened in the last three months; what is opened is decided, three months later."""
    figures = worked.run(PLAN, WHOLE)
    opened = [*[figures["channel_opportunities.reps"][0]] * 3, *figures["channel_opportunities.reps"][1:]]
    windows = [sum(itertools.islice(opened, month, month + 3)) for month in range(MONTHS + 1)]
    assert list(figures["channel_pipeline.reps"]) == pytest.approx(windows)
