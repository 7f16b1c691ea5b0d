"""Red flags: figures that few companies reach, and that a reader of plans therefore asks about.

The limits are what such readers hold to be rare; each is one number here, to be read and changed.
"""

from planbook.language.redflags import RedFlag, Test

RED_FLAGS = (
    RedFlag(
        "ebitda_margin_high", "EBITDA margin of {} is above 45 %",
        "Which comparable company of this size earns so much, and what does it not spend on?",
        (Test("ebitda_margin_12_months", above=0.45),),
    ),
    RedFlag(
        "nrr_high", "Net revenue retention of {} is above 125 %", "Which customers pay a quarter more every year, and for what?",
        (Test("net_revenue_retention", above=1.25),),
    ),
    RedFlag(
        "cheap_growth", "Revenue grows by {} while sales and marketing take less than a tenth of it",
        "Who brings these customers, if nobody is paid for it?",
        (Test("revenue_growth", above=0.30), Test("sales_marketing_share", below=0.10)),
    ),
    RedFlag(
        "revenue_per_person_high", "Revenue per head of {} is above 400,000 USD", "Which work of today is done by nobody then?",
        (Test("revenue_per_person", above=400_000),), limits_in="USD",
    ),
    RedFlag(
        "clv_to_cac_high", "Capped CLV:CAC of {} is above 8", "Why is not more spent on growth, and is all of sales and marketing in CAC?",
        (Test("clv_to_cac", above=8),),
    ),
    RedFlag(
        "clv_to_cac_low", "Capped CLV:CAC of {} is below 1", "Why are customers won who cost more than they bring?",
        (Test("clv_to_cac", below=1),),
    ),
    RedFlag(
        "terminal_value_high", "{} of enterprise value lies beyond the plan",
        "What is known of the years after the plan that the value rests on?",
        (Test("terminal_share", above=0.85),), alert="terminal_value_heavy",
    ),
    RedFlag(
        "terminal_growth_high", "Long-run growth of {} a year is above 4 %", "Which economy grows so fast for ever?",
        (Test("terminal_growth", above=0.04),),
    ),
    RedFlag(
        "hires_without_cash", "People are hired while cash is below nothing, {}", "Who pays the people that join then?",
        (Test("closing_cash", below=0), Test("heads_added", above=0)),
    ),
    RedFlag(
        "gross_margin_low", "Gross margin of {} is below 50 %", "Is this priced as a service, or as the software that it is not?",
        (Test("gross_margin_12_months", below=0.50),),
    ),
    RedFlag(
        "growth_at_the_end", "Revenue still grows by {} a year at the plan's end",
        "What makes growth slow down afterwards, and is the fade long enough?",
        (Test("revenue_growth", above=0.30),), at_end=True,
    ),
)  # fmt: skip
