"""Annual contracts: worked by hand, and against a simulation of contract after contract."""

import pytest

import worked
from planbook.language.model import InputForm

CHAPTER = "contracts"


def renewals(term: int, *rates: float) -> str:
    """Renewal rates by age: of the contracts that end after a term, after two terms, and so on."""
    return " ".join(repr(rate) for rate in (rates[0], *(rate for rate in rates for _ in range(term))))


def times(months: int, value: float, growth: float = 1.0) -> str:
    """A figure over some months, in which it grows."""
    return " ".join(repr(value * growth**month) for month in range(months))


def down(months: int, before: float, step: float) -> str:
    """A figure that falls by as much in every month."""
    return " ".join(repr(before - step * month) for month in range(1, months + 1))


# Contracts of one year, of which 80 %, 90 %, 75 %, 50 %, 60 % renew. The 1_200 opening customers are in their second contract:
# 100 contracts of 10_000 end in each month. A contract is given notice 10 months before its end.
ONE = {"a": {}}
STANDING = f"""
renewal_by_age.a    | {renewals(12, 0.8, 0.9, 0.75, 0.5, 0.6)}
term_months.a       | 12
involuntary_churn.a | 0
"""

SETTING = worked.Setting(months=3, segments=ONE)
TABLE = f"""
                            | opening |        1 |          2 |             3
given
{STANDING}
opening_age.a               |      14
opening_annual_customers.a  |   1_200
opening_annual_mrr.a        | 120_000
notice_months.a             |      10
churn_factor.a              |       1
joining_annual_customers.a  |       0 |       50 |         60 |            70
joining_annual_mrr.a        |       0 |    5_000 |      6_000 |         7_000
expansion_rate.a            |     25%
expansion_index.a           |       1 |     1.25 |     1.5625 |      1.953125
contraction_index.a         |       1 |      0.9 |       0.81 |         0.729
price_index.a               |       1 |        1 |        1.2 |           1.2
then
contract_starts_at.a.year_1 |       0
contract_starts_at.a.year_2 |      12
contract_starts_at.a.year_3 |      24
contract_starts_at.a.year_4 |      36
contract_starts_at.a.year_5 |      48
renewal_rate.a.year_1       |     80%
renewal_rate.a.year_2       |     90%
renewal_rate.a.year_3       |     75%
renewal_rate.a.year_4       |     50%
renewal_rate.a.year_5       |     60%
lapse_rate.a.year_1         |     20%
lapse_rate.a.year_2         |     10%
lapse_rate.a.year_3         |     25%
lapse_rate.a.year_4         |     50%
lapse_rate.a.year_5         |     40%
opens_in_contract.a.year_1  |       0
opens_in_contract.a.year_2  |       1
opens_in_contract.a.year_3  |       0
opens_in_contract.a.year_4  |       0
opens_in_contract.a.year_5  |       0
renewed_share.a.year_2      |     0.9 |      0.9 |        0.9 |           0.9
ending_customers.a.year_1   |       0 |        0 |          0 |             0
ending_customers.a.year_2   |       0 |      100 |        100 |           100
ending_customers.a.year_3   |       0 |        0 |          0 |             0
renewed_customers.a.year_2  |       0 |       90 |         90 |            90
signed_customers.a.year_1   |       0 |       50 |         60 |            70
signed_customers.a.year_2   |     100 |        0 |          0 |             0
signed_customers.a.year_3   |       0 |       90 |         90 |            90
signed_customers.a.year_4   |       0 |        0 |          0 |             0
closing_annual_customers.a  |   1_200 |    1_240 |      1_290 |         1_350
term_expansion.a            |       1 |        1 |       1.25 |        1.5625  # up to the month before
renewal_price_step.a        |       0 |        0 |        20% |           20%
renewal_downgrade.a         |       0 |      10% |        19% |         27.1%
growth_at_renewal.a         |       1 |    1.125 |      1.215 |        1.0935  # 0.9 × 1.25; 0.81 × 1.25 × 1.2; …
ending_mrr.a.year_2         |       0 |   10_000 |     12_500 |        15_625
renewed_mrr.a.year_2        |       0 |    9_000 |     11_250 |     14_062.50
signed_mrr.a.year_1         |       0 |    5_000 |      6_000 |         7_000
signed_mrr.a.year_2         |  10_000 |        0 |          0 |             0
signed_mrr.a.year_3         |       0 |   10_125 |  13_668.75 |  15_377.34375
segment_signed_mrr.a        |  10_000 |   15_125 |  19_668.75 |  22_377.34375
segment_ending_mrr.a        |       0 |   10_000 |     12_500 |        15_625
segment_renewed_mrr.a       |       0 |    9_000 |     11_250 |     14_062.50
annual_churned_mrr.a        |       0 |    1_000 |      1_250 |      1_562.50
annual_contraction_mrr.a    |       0 |      900 |   2_137.50 |    3_810.9375
annual_expansion_mrr.a      |       0 |   29_525 | 37_309.375 | 47_362.890625  # 25 % of 110_000 + 9_000 − 900, …
annual_price_mrr.a          |       0 |        0 |  2_278.125 |  2_562.890625  # 9_112.50 × 1.25 × 20 %
annual_lost_mrr.a           |       0 |    1_900 |   3_387.50 |    5_373.4375
annual_gained_mrr.a         |       0 |   34_525 |  45_587.50 |  56_925.78125
closing_annual_mrr.a        | 120_000 |  152_625 |    194_825 | 246_377.34375
signed_base.a               |  10_000 |   12_100 |     12_588 |     11_457.20  # signed ÷ expansion index
running_base.a              | 120_000 |  122_100 |    124_688 |    126_145.20
anniversary_base.a          |  10_000 |   12_100 |     12_588 |     11_457.20  # a contract of one year has none but its signature
unserved_base.a             | 660_000 |  683_100 |    709_468 |    720_809.20  # 660_000 + 145_200 − 122_100, …
annual_mrr_residual.a       |       0 |        0 |          0 |             0  # 122_100 × 1.25 = 152_625
expected_lapse_mrr.a        |   1_000 | 3_531.25 | 4_617.1875 | 5_244.3359375  # 20 % of 5_000 + 25 % of 10_125, …
will_lapse_base.a           |   1_000 |    2_825 |      2_955 |      2_685.10
months_to_notice.a          |       2
notified_base.a             |  10_000 |   10_000 |     10_000 |        11_825  # + 2_825 of month 1 − 1_000 that end
segment_notified_mrr.a      |  10_000 |   12_500 |     15_625 | 23_095.703125
"""

# The calendar: 20 % a month (first contract) and 50 % a month (second) are lost; churn is × 1.5 in month 1, × 0.5 in month 3.
# So 30 %, 20 %, 10 % and 75 %, 50 %, 25 % leave in these months: 0.7 ÷ 0.8, 0.9 ÷ 0.8 and 0.25 ÷ 0.5, 0.75 ÷ 0.5 of the usual
# number stay. In month 13 the term that ends has not seen month 1, in month 15 neither month 3.
R1, R2 = 0.8**12, 0.5**12
MILD, HARD = times(9, 0.984375), times(9, 0.75)
SETTING_CALENDAR = worked.Setting(months=15, segments=ONE)
TABLE_CALENDAR = f"""
                          |  opening |            1 |            2 |           3 | 4 to 12 |       13 |       14 |       15
given
renewal_by_age.a          | {renewals(12, R1, R2)}
term_months.a             |       12
involuntary_churn.a       |        0
churn_factor.a            |        1 |          1.5 |            1 |         0.5 |       1
then
renewal_rate.a.year_1     |     {R1}
renewal_rate.a.year_2     |     {R2}
lapse_rate.a.year_1       | {1 - R1}
monthly_keep.a.year_1     |      0.8
monthly_keep.a.year_2     |      0.5
monthly_lapse.a.year_1    |      0.2
monthly_lapse.a.year_2    |      0.5
keep_index.a.year_1       |        1 |        0.875 |        0.875 |    0.984375 |  {MILD} | 0.984375 | 0.984375 | 0.984375
keep_index.a.year_2       |        1 |          0.5 |          0.5 |        0.75 |  {HARD} |     0.75 |     0.75 |     0.75
calendar_effect.a.year_1  |        1 |        0.875 |        0.875 |    0.984375 |  {MILD} |    1.125 |    1.125 |        1
calendar_effect.a.year_2  |        1 |          0.5 |          0.5 |        0.75 |  {HARD} |      1.5 |      1.5 |        1
renewed_share.a.year_1    |     {R1} | {R1 * 0.875} | {R1 * 0.875} | {R1 * 0.984375}
renewed_share.a.year_2    |     {R2} |   {R2 * 0.5} |   {R2 * 0.5} | {R2 * 0.75}
"""

# The second year: 100 contracts signed in month 1, 200 in month 2, none else; upgrades of 10 % a month, eleven in a term.
# Downgrades: 10 % in month 2, 20 % in month 14 (0.72 ÷ 0.9). Prices: + 10 % in month 2, + 20 % in month 13: 32 % since month 1.
# Notice is given three months before the end, in months 10 and 11.
TEN = times(10, 0)
TERM = 1.1**11
LATER_13, LATER_14 = 0.9 * 1.1 * 1.32 * TERM, 0.8 * 1.1 * 1.2 * TERM  # growth within the term and at renewal
LAPSE_1, LAPSE_2 = 2_000 / 1.1, 4_000 / 1.21
SIGNED_13, SIGNED_14 = 8_000 * LATER_13 / 1.1**13, 16_000 * LATER_14 / 1.1**14  # before upgrades
NOTIFIED = f"{times(7, 0)} {LAPSE_1} {times(2, LAPSE_1 + LAPSE_2)}"  # months 3 to 12
SETTING_SECOND_YEAR = worked.Setting(months=14, segments=ONE)
TABLE_SECOND_YEAR = f"""
                           | opening |      1 |      2 |    3 to 12 |           13 |        14
given
{STANDING}
opening_age.a              |       0
opening_annual_customers.a |       0
opening_annual_mrr.a       |       0
notice_months.a            |       3
churn_factor.a             |       1
joining_annual_customers.a |       0 |    100 |    200 |          0
joining_annual_mrr.a       |       0 | 10_000 | 20_000 |          0
expansion_rate.a           |     10%
expansion_index.a          |       1 |    1.1 |   1.21 | {times(10, 1.331, 1.1)} |    {1.1**13} | {1.1**14}
contraction_index.a        |       1 |      1 |    0.9 | {times(10, 0.9)} |          0.9 |      0.72
price_index.a              |       1 |      1 |    1.1 | {times(10, 1.1)} |         1.32 |      1.32
then
opens_in_contract.a.year_1 |       1
ending_customers.a.year_1  |       0 |      0 |      0 |      {TEN} |          100 |       200
renewed_customers.a.year_1 |       0 |      0 |      0 |      {TEN} |           80 |       160
signed_customers.a.year_1  |       0 |    100 |    200 |      {TEN} |            0 |         0
signed_customers.a.year_2  |       0 |      0 |      0 |      {TEN} |           80 |       160
closing_annual_customers.a |       0 |    100 |    300 | {times(10, 300)} |          280 |       240
term_expansion.a           |       1 |      1 |    1.1 | {times(10, 1.21, 1.1)} |       {TERM} |    {TERM}
renewal_price_step.a       |       0 |      0 |    10% | {times(10, 0.1)} |          32% |       20%
renewal_downgrade.a        |       0 |      0 |    10% | {times(10, 0.1)} |          10% |       20%
ending_mrr.a.year_1        |       0 |      0 |      0 |      {TEN} | {10_000 * TERM} | {20_000 * TERM}
renewed_mrr.a.year_1       |       0 |      0 |      0 |      {TEN} | {8_000 * TERM} | {16_000 * TERM}
signed_mrr.a.year_1        |       0 | 10_000 | 20_000 |      {TEN} |            0 |         0
signed_mrr.a.year_2        |       0 |      0 |      0 |      {TEN} | {8_000 * LATER_13} | {16_000 * LATER_14}
annual_churned_mrr.a       |       0 |      0 |      0 |      {TEN} | {2_000 * TERM} | {4_000 * TERM}
annual_contraction_mrr.a   |       0 |      0 |      0 |      {TEN} | {800 * TERM} | {3_200 * TERM}
closing_annual_mrr.a       |       0 | 10_000 | 31_000 | {times(10, 34_100, 1.1)} | {20_000 * TERM + 8_000 * LATER_13}
annual_mrr_residual.a      |       0 |      0 |      0 |      {TEN} |            0 |         0
anniversary_base.a         |       0 | {10_000 / 1.1} | {20_000 / 1.21} | {TEN} | {SIGNED_13} | {SIGNED_14}
notified_base.a            |       0 |      0 |      0 | {NOTIFIED} |    {LAPSE_2} |         0
segment_notified_mrr.a     |       0 |      0 |      0 | {times(7, 0)} {LAPSE_1 * 1.1**10}
"""

# Contracts of two years, of which 80 %, 75 %, 50 % renew if they are paid, which one in ten is not. Of the 2_400 opening customers
# 100 end in each month. 50 join in month 1, 20 in month 3, 10 in month 13. Prices rise by 20 % in month 13, and by a tenth
# customers downgrade in month 25: what renews in month 25 feels both (360 × 0.9 × 1.2 = 388.80). Notice is given two months before the end.
NINE, ELEVEN = times(9, 0), times(11, 0)
MRR_12, MRR_24 = down(9, 23_960, 280), down(11, 21_404, 136)
BEGIN_24 = f"1_584 1_884 {times(9, 1_584)}"
LEFT_12 = "128_360 125_600 123_120 120_920 119_000 117_360 116_000 114_920 114_120"
SETTING_TWO_YEARS = worked.Setting(months=26, ages=120, segments=ONE)
TABLE_TWO_YEARS = f"""
                            | opening |      1 |      2 |      3 | 4 to 12 |     13 | 14 to 24 |     25 |     26
given
renewal_by_age.a            | {renewals(24, 0.8, 0.75, 0.5, 0.5, 0.5)}
term_months.a               |      24
involuntary_churn.a         |     10%
opening_age.a               |      23
opening_annual_customers.a  |   2_400
opening_annual_mrr.a        |  24_000
notice_months.a             |       2
churn_factor.a              |       1
joining_annual_customers.a  |       0 |     50 |      0 |     20 | {NINE} |    10 | 0
joining_annual_mrr.a        |       0 |    500 |      0 |    300 | {NINE} |   100 | 0
expansion_rate.a            |       0
expansion_index.a           |       1
contraction_index.a         |       1 |      1 |      1 |      1 | {times(9, 1)} |     1 | {times(11, 1)} | 0.9
price_index.a               |       1 |      1 |      1 |      1 | {times(9, 1)} |   1.2
then
contract_starts_at.a.year_1 |       0
contract_starts_at.a.year_2 |      24
contract_starts_at.a.year_5 |      96
renewal_rate.a.year_1       |     80%
renewal_rate.a.year_2       |     75%
renewal_rate.a.year_3       |     50%
monthly_keep.a.year_2       | {0.75 ** (1 / 24)}
opens_in_contract.a.year_1  |       1
opens_in_contract.a.year_2  |       0
renewed_share.a.year_1      |    0.72 |   0.72 |   0.72 |   0.72
renewed_share.a.year_2      |   0.675 |  0.675 |  0.675 |  0.675
ending_customers.a.year_1   |       0 |    100 |    100 |    100 | {times(9, 100)} |   100 | {times(11, 100)} |   50 |    0
ending_customers.a.year_2   |       0 |      0 |      0 |      0 | {NINE} |     0 | {ELEVEN} |   72 |   72
renewed_customers.a.year_1  |       0 |     72 |     72 |     72 | {times(9, 72)} |    72 | {times(11, 72)} |   36 |    0
renewed_customers.a.year_2  |       0 |      0 |      0 |      0 | {NINE} |     0 | {ELEVEN} | 48.6 | 48.6
signed_customers.a.year_1   |     100 |     50 |      0 |     20 | {NINE} |    10 | {ELEVEN} |    0 |    0
signed_customers.a.year_2   |       0 |     72 |     72 |     72 | {times(9, 72)} |    72 | {times(11, 72)} |   36 |    0
signed_customers.a.year_3   |       0 |      0 |      0 |      0 | {NINE} |     0 | {ELEVEN} | 48.6 | 48.6
closing_annual_customers.a  |   2_400 |  2_422 |  2_394 |  2_386 | {down(9, 2_386, 28)} | 2_116 | {down(11, 2_116, 28)} | 1_770.6 | 1_747.2
renewal_price_step.a        |       0 |      0 |      0 |      0 | {NINE} |   20% | {times(11, 0.2)} |  20% |  20%
renewal_downgrade.a         |       0 |      0 |      0 |      0 | {NINE} |     0 | {ELEVEN} |  10% |  10%
ending_mrr.a.year_1         |       0 |  1_000 |  1_000 |  1_000 | {times(9, 1_000)} | 1_000 | {times(11, 1_000)} |  500 |    0
ending_mrr.a.year_2         |       0 |      0 |      0 |      0 | {NINE} |     0 | {ELEVEN} |  720 |  720
renewed_mrr.a.year_2        |       0 |      0 |      0 |      0 | {NINE} |     0 | {ELEVEN} |  486 |  486
signed_mrr.a.year_1         |   1_000 |    500 |      0 |    300 | {NINE} |   100 | {ELEVEN} |    0 |    0
signed_mrr.a.year_2         |       0 |    720 |    720 |    720 | {times(9, 720)} |   864 | {times(11, 864)} | 388.80 | 0
signed_mrr.a.year_3         |       0 |      0 |      0 |      0 | {NINE} |     0 | {ELEVEN} | 524.88 | 524.88
segment_signed_mrr.a        |   1_000 |  1_220 |    720 |  1_020 | {times(9, 720)} |   964 | {times(11, 864)} | 913.68 | 524.88
annual_churned_mrr.a        |       0 |    280 |    280 |    280 | {times(9, 280)} |   280 | {times(11, 280)} |  374 |  234
annual_contraction_mrr.a    |       0 |      0 |      0 |      0 | {NINE} |     0 | {ELEVEN} | 84.60 | 48.60
annual_price_mrr.a          |       0 |      0 |      0 |      0 | {NINE} |   144 | {times(11, 144)} | 152.28 | 87.48
closing_annual_mrr.a        |  24_000 | 24_220 | 23_940 | 23_960 | {MRR_12} | 21_404 | {MRR_24} | 19_601.68 | 19_406.56
running_base.a              |  24_000 | 24_220 | 23_940 | 23_960 | {MRR_12} | 21_404 | {MRR_24} | 19_601.68 | 19_406.56
annual_mrr_residual.a       |       0 |      0 |      0 |      0
# A year begins for what is signed, and for what was signed twelve months ago: 964 + 1_220, 864 + 720, 864 + 1_020, …, 913.68 + 964.
anniversary_base.a          |   2_000 |  2_220 |  1_720 |  2_020 | {times(9, 1_720)} | 2_184 | {BEGIN_24} | 1_877.68 | 1_388.88
# At the end of month 12, eleven months are left of what is billed in it, ten of the month before, …, none of month 1:
# 1_720 × 66 + 300 × 2, the 300 of month 3 beside what begins in each month; and 500 × 0.
unserved_base.a             | 132_000 | 134_420 | 131_120 | 131_400 | {LEFT_12} | 118_924
expected_lapse_mrr.a        |     200 |    280 |    180 |    240 | {times(9, 180)}
months_to_notice.a          |      22
notified_base.a             |     400 |    400 |    400 |    400 | {times(9, 400)} |   400 | {times(9, 400)} 480 460 | 420 | 420
segment_notified_mrr.a      |     400 |    400 |    400 |    400 | {times(9, 400)} |   400 | {times(9, 400)} 480 460 | 420 | 420
"""

# No annual subscribers at all, and none come.
EDGE = f"""
                           | opening |    1 |      2 |        3
given
{STANDING}
opening_age.a              |       0
opening_annual_customers.a |       0
opening_annual_mrr.a       |       0
notice_months.a            |       3
churn_factor.a             |       1
joining_annual_customers.a |       0
joining_annual_mrr.a       |       0
expansion_rate.a           |     25%
expansion_index.a          |       1 | 1.25 | 1.5625 | 1.953125
contraction_index.a        |       1 |  0.9 |   0.81 |    0.729
price_index.a              |       1 |    1 |    1.2 |      1.2
then
closing_annual_customers.a |       0 |    0 |      0 |        0
annual_churned_mrr.a       |       0 |    0 |      0 |        0
annual_expansion_mrr.a     |       0 |    0 |      0 |        0
closing_annual_mrr.a       |       0 |    0 |      0 |        0
unserved_base.a            |       0 |    0 |      0 |        0
annual_mrr_residual.a      |       0 |    0 |      0 |        0
segment_notified_mrr.a     |       0 |    0 |      0 |        0
"""

# The last contract renews into itself: 1_200 customers in their fourth contract, a year later in the fifth.
# Prices fall by 10 % in month 2, which only renewed contracts feel. No upgrades; a notice period of 0.
FEWER = " ".join(str(customers) for customers in range(1_100, 550, -50))
SETTING_EDGE_LAST = worked.Setting(months=13, segments=ONE)
EDGE_LAST = f"""
                           | opening |      1 | 2 to 12 |  13
given
{STANDING}
opening_age.a              |      47
opening_annual_customers.a |   1_200
opening_annual_mrr.a       |  12_000
notice_months.a            |       0
churn_factor.a             |       1
joining_annual_customers.a |       0
joining_annual_mrr.a       |       0
expansion_rate.a           |       0
expansion_index.a          |       1
contraction_index.a        |       1
price_index.a              |       1 |      1 |     0.9
then
opens_in_contract.a.year_3 |       0
opens_in_contract.a.year_4 |       1
opens_in_contract.a.year_5 |       0
ending_customers.a.year_4  |       0 |    100 | {times(11, 100)} |   0
renewed_customers.a.year_4 |       0 |     50 | {times(11, 50)} |   0
ending_customers.a.year_5  |       0 |      0 | {times(11, 0)} |  50
renewed_customers.a.year_5 |       0 |      0 | {times(11, 0)} |  30
signed_customers.a.year_5  |       0 |     50 | {times(11, 50)} |  30
signed_mrr.a.year_5        |       0 |    500 | {times(11, 450)} | 270  # 500, its price 10 % lower, × 60 %
segment_signed_mrr.a       |   1_000 |    500 | {times(11, 450)} | 270
segment_ending_mrr.a       |       0 |  1_000 | {times(11, 1_000)} | 500
segment_renewed_mrr.a      |       0 |    500 | {times(11, 500)} | 300
closing_annual_customers.a |   1_200 |  1_150 | {FEWER} | 580  # − 50 a month; + 30 − 50
annual_price_mrr.a         |       0 |      0 | {times(11, -50)} | -30
closing_annual_mrr.a       |  12_000 | 11_500 |  10_950  # − 1_000 + 500, then − 1_000 + 450
months_to_notice.a         |      12
notified_base.a            | {times(14, 0)}
"""

# A shock that would take all: 20 % × 6 a month. One of 10_000 stays, where 80 % do otherwise: 0.000125 of the usual number
# renew in the twelve months after it. Contracts signed from its month on have felt nothing of it when they renew.
NEARLY_NONE = times(10, 0.000125)
SETTING_EDGE_SHOCK = SETTING_CALENDAR
EDGE_SHOCK = f"""
                           | opening |    1 |               2 |       3 to 12 |       13 |       14 |       15
given
renewal_by_age.a           | {renewals(12, R1, R2)}
term_months.a              |      12
involuntary_churn.a        |       0
opening_age.a              |      11
opening_annual_customers.a |   1_200
churn_factor.a             |       1 |    1 |               6 |             1
smallest_keep              |  0.0001
then
keep_index.a.year_1        |       1 |    1 |        0.000125 | {NEARLY_NONE} | 0.000125 | 0.000125 | 0.000125
keep_index.a.year_2        |       1 |    1 |          0.0002 | {times(13, 0.0002)}
calendar_effect.a.year_1   |       1 |    1 |        0.000125 | {NEARLY_NONE} | 0.000125 |        1 |        1
renewed_share.a.year_1     |    {R1} | {R1} | {0.000125 * R1} | {times(11, 0.000125 * R1)} | {R1} | {R1}
opens_in_contract.a.year_1 |       1
opens_in_contract.a.year_2 |       0
"""

# Hardly anybody renews: 10^-30 a year are 10^-2.5 a month, less than the hundredth by which the calendar is measured. Of 99 % × 1.5
# one of 10_000 stays, a hundredth of the hundredth; of 99 % × 0.5 stay 50.5 %, which are 50.5 hundredths.
SETTING_EDGE_HARDLY = worked.Setting(months=3, segments=ONE)
EDGE_HARDLY = """
                        | opening |    1 |    2 |     3
given
renewal_by_age.a        | {renewals}
term_months.a           |      12
involuntary_churn.a     |       0
churn_factor.a          |       1 |  1.5 |    1 |   0.5
smallest_keep           |  0.0001
least_keep              |    0.01
then
monthly_keep.a.year_1   |    0.01
monthly_lapse.a.year_1  |    0.99
keep_index.a.year_1     |       1 | 0.01 | 0.01 | 0.505
""".replace("{renewals}", renewals(12, 1e-30, 1e-30))

# The age at which the opening subscribers change into the next contract, and the oldest; contracts of one and of two years.
EDGE_TURN = """
                           | opening
given
term_months.a              |      12
term_months.b              |      12
term_months.c              |      24
term_months.d              |      24
opening_age.a              |      12
opening_age.b              |     200
opening_age.c              |      23
opening_age.d              |      24
then
opens_in_contract.a.year_1 |       0
opens_in_contract.a.year_2 |       1
opens_in_contract.b.year_4 |       0
opens_in_contract.b.year_5 |       1
opens_in_contract.c.year_1 |       1
opens_in_contract.c.year_2 |       0
opens_in_contract.d.year_1 |       0
opens_in_contract.d.year_2 |       1
"""
SETTING_EDGE_TURN = worked.Setting(months=3, segments={"a": {}, "b": {}, "c": {}, "d": {}})

# An index of upgrades that says otherwise than their rate: the check finds it.
EDGE_CHECK = f"""
                           | opening |   1 |    2
given
{STANDING}
opening_age.a              |       0
opening_annual_customers.a |       0
opening_annual_mrr.a       |       0
churn_factor.a             |       1
joining_annual_customers.a |       0 |  10 |    0
joining_annual_mrr.a       |       0 | 100 |    0
expansion_rate.a           |       0
expansion_index.a          |       1 | 0.8 |    1
contraction_index.a        |       1
price_index.a              |       1
then
closing_annual_mrr.a       |       0 | 100 |  100
running_base.a             |       0 | 125 |  125
annual_mrr_residual.a      |       0 |   0 | -0.2  # (100 − 125) ÷ 125
"""
SETTING_EDGE_CHECK = worked.Setting(months=2, segments=ONE)


def test_worked_table():
    worked.work(CHAPTER, TABLE, SETTING)


def test_worked_calendar():
    worked.work(CHAPTER, TABLE_CALENDAR, SETTING_CALENDAR)


def test_worked_second_year():
    worked.work(CHAPTER, TABLE_SECOND_YEAR, SETTING_SECOND_YEAR)


def test_worked_two_years():
    worked.work(CHAPTER, TABLE_TWO_YEARS, SETTING_TWO_YEARS)


def test_edge_no_subscribers():
    worked.work(CHAPTER, EDGE, SETTING)


def test_edge_last_contract():
    worked.work(CHAPTER, EDGE_LAST, SETTING_EDGE_LAST)


def test_edge_shock():
    worked.work(CHAPTER, EDGE_SHOCK, SETTING_EDGE_SHOCK)


def test_edge_hardly_anybody_renews():
    worked.work(CHAPTER, EDGE_HARDLY, SETTING_EDGE_HARDLY)


def test_edge_check():
    worked.work(CHAPTER, EDGE_CHECK, SETTING_EDGE_CHECK)


def test_edge_opening_contract_year():
    worked.work(CHAPTER, EDGE_TURN, SETTING_EDGE_TURN)


# Prices change in January by 50 %, the second month of the plan.
JANUARY = {("price_change", ("a",)): InputForm("year", stepped=True)}
LAPSE = 1 - 0.8 ** (1 / 12)  # per month: 80 % stay for a year
SUBSCRIBERS = {"opening_customers_given.a": 1_200, "opening_price.a": 10, "opening_annual_share.a": 1, "churn.a": LAPSE}
DECEMBER = worked.Setting(months=2, start=(2027, 12), segments=ONE, forms=JANUARY)


def test_convention_11_nobody_leaves_and_no_price_changes_in_mid_term():
    """100 contracts of 1_000 end in each month, 80 renew; in January at a price half as high again. The others wait."""
    figures = worked.run({**SUBSCRIBERS, "price_change.stated.a": 0.5}, DECEMBER)
    assert figures["closing_annual_customers.a"] == pytest.approx([1_200, 1_180, 1_160])
    assert figures["closing_mrr"] == pytest.approx([12_000, 11_800, 12_000])  # − 1_000 + 800; − 1_000 + 80 × 15
    assert figures["price_mrr"] == pytest.approx([0, 0, 400])


def test_convention_11_upgrades_land_at_once_and_are_billed_for_the_months_left():
    """10 % of upgrades: 12_000 − 200 of lapse, × 1.1. Billed: 12 × 880 for the renewed, 10 % of 5.5 × 12_000 for the others."""
    figures = worked.run({**SUBSCRIBERS, "expansion_rate.a": 0.1}, DECEMBER)
    assert figures["closing_mrr"][1] == pytest.approx(12_980)
    assert figures["annual_billings"][1] == pytest.approx(12 * 880 + 0.1 * 66_000)


def test_convention_11_a_shock_reaches_a_subscriber_at_his_next_renewal():
    """Churn twice as high in month 1: all who renew in the next twelve months have felt it, those who have renewed not again."""
    forms = {("churn_multiplier", ("a",)): InputForm(steps=2)}
    shock = {"churn_multiplier.from1.a": 1, "churn_multiplier.value1.a": 2}
    normal = {"churn_multiplier.from2.a": 2, "churn_multiplier.value2.a": 1}
    setting = worked.Setting(months=13, segments=ONE, forms=forms)
    figures = worked.run({**SUBSCRIBERS, "churn.a": 0.05, **shock, **normal}, setting)
    usual = 0.95**12
    shocked = 0.95**11 * 0.90
    assert figures["renewed_customers.a.year_1"][1:13] == pytest.approx([100 * shocked] * 12)
    assert figures["renewed_customers.a.year_2"][13] == pytest.approx(100 * shocked * usual)


def simulate(months, term, renewal, factors, prices, rates, opening, new):
    """Contract after contract: customers, MRR, and MRR still to be served of the running years, at each month end.

    A contract is [month of signature, contract year, customers, MRR]. ``renewal`` is by contract year, ``factors``
    on churn and ``prices`` by month (months before the plan are as its opening); ``rates`` are upgrades, downgrades,
    and payments that fail at a renewal.
    """
    up, down, failing = rates
    contracts = [[-back, opening[0], opening[1] / term, opening[1] * opening[2] / term] for back in range(term)]
    seen = [totals(contracts, 0)]
    for month in range(1, months + 1):
        for contract in contracts:
            if month - contract[0] < term:
                contract[3] *= 1 + up
                continue
            lapse = 1 - renewal[contract[1] - 1] ** (1 / term)
            for past in range(month - term + 1, month + 1):
                kept = 1 - lapse * factors[max(past, 0)]
                contract[2] *= kept
                contract[3] *= kept * (1 - down if past > 0 else 1)
            contract[2] *= 1 - failing
            contract[3] *= (1 - failing) * (1 + up) * prices[month] / prices[max(month - term, 0)]
            contract[:2] = [month, min(contract[1] + 1, 5)]
        contracts.append([month, 1, new, new * prices[month]])
        seen.append(totals(contracts, month))
    return [list(figures) for figures in zip(*seen)]


def totals(contracts, month):
    """Customers, MRR, and MRR × months of the running year still to be served."""
    left = sum(contract[3] * (11 - (month - contract[0]) % 12) for contract in contracts)
    return sum(contract[2] for contract in contracts), sum(contract[3] for contract in contracts), left


@pytest.mark.parametrize("years", [1, 2, 3])
def test_convention_11_against_contract_after_contract(years):
    """Six years of a falling curve, a churn that rises and drifts, upgrades, downgrades, failed payments, prices that step each January."""
    alpha, beta, months, trend, multiplier, term = 0.6, 9.4, 72, -0.02, 1.3, 12 * years
    falling = {"a": {"retention": "shifted_beta_geometric"}}
    setting = worked.Setting(
        months=months, start=(2027, 4), ages=max(90, 60 * years), opening_ages=(14,), segments=falling, forms=JANUARY
    )  # fmt: skip
    figures = worked.run(
        {
            "alpha.a": alpha, "beta.a": beta, "opening_customers_given.a": 600, "opening_age.a": 14, "opening_price.a": 11,
            "opening_annual_share.a": 1, "annual_share.a": 1, "planned_customers.value1.a": 30, "price.a": 10,
            "price_change.stated.a": 0.07, "expansion_rate.a": 0.008, "contraction_rate.a": 0.003, "contract_years.a": years,
            "churn_trend.stated.a": trend, "churn_multiplier.a": multiplier, "payment_failures.a": 0.05, "payment_recovery.a": 0.6,
        },
        setting,
    )  # fmt: skip
    survival = [1.0]
    for age in range(5 * term):
        survival.append(survival[-1] * (1 - alpha / (alpha + beta + age)))
    renewal = [survival[term * contract] / survival[term * contract - term] for contract in range(1, 6)]
    factors = [1.0, *(multiplier * (1 + trend) ** month for month in range(1, months + 1))]
    prices = [10 * 1.07 ** sum(january <= month for january in range(10, months + 1, 12)) for month in range(months + 1)]
    opening = (14 // term + 1, 600, 11)
    customers, mrr, unserved = simulate(months, term, renewal, factors, prices, (0.008, 0.003, 0.02), opening, 30)
    assert figures["closing_annual_customers.a"] == pytest.approx(customers, rel=1e-9)
    assert figures["closing_annual_mrr.a"] == pytest.approx(mrr, rel=1e-9)
    assert figures["segment_deferred_revenue.a"] == pytest.approx(unserved, rel=1e-9)
    assert not figures["annual_mrr_residual.a"].any()
    assert not figures["deferred_revenue_residual.a"].any()


@pytest.mark.parametrize("years", [1, 2, 5])
def test_convention_11_population_in_closed_form(years):
    """Ten sign in each month and seven of ten renew: after each whole term, what is left of a cohort is a power of 0.7."""
    term, months = 12 * years, 66
    setting = worked.Setting(months=months, ages=60 * years, segments={"a": {"renewal": "stated"}})
    base = {"opening_customers_given.a": 10 * term, "opening_annual_share.a": 1, "annual_share.a": 1, "planned_customers.value1.a": 10}
    figures = worked.run({**base, "stated_renewal.value1.a": 0.7, "contract_years.a": years}, setting)
    joined = [sum(10 * 0.7 ** (age // term) for age in range(month)) for month in range(months + 1)]
    opened = [sum(10 * 0.7 ** ((month + back) // term) for back in range(term)) for month in range(months + 1)]
    assert figures["closing_customers"] == pytest.approx([first + second for first, second in zip(joined, opened)])


def test_convention_11_renewal_rates_as_stated():
    """60 % of the contracts that end before the age of 30 months renew, 90 % of the later ones."""
    forms = {("stated_renewal", ("a",)): InputForm(steps=2)}
    stated = {"stated_renewal.from1.a": 0, "stated_renewal.value1.a": 0.6, "stated_renewal.from2.a": 30, "stated_renewal.value2.a": 0.9}
    setting = worked.Setting(segments={"a": {"renewal": "stated"}}, forms=forms)
    figures = worked.run({**stated, "churn.a": 0.5}, setting)  # the curve has no say
    assert [float(figures[f"renewal_rate.a.year_{number}"]) for number in range(1, 6)] == [0.6, 0.6, 0.9, 0.9, 0.9]
