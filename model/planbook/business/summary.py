"""The investment summary: what is asked, what comes of it, what it is worth, and what must be true."""

from planbook.language.charts import Figure, Month, Words, text
from planbook.language.summary import Facts, Flags, Methods, Said, Summary, Years


def step(reason, before, difference):
    """A step from one method to the next, in words."""
    return text(
        reason + ": that {adds} {size} " + f"({before} before).", adds=Words(Figure(difference), None, "adds", "takes off"),
        size=Figure(difference, size=True),
    )  # fmt: skip


SUMMARY = Summary(
    "Summary", "Investment summary", "The ask, five years, unit economics, value, red flags, and what must be true",
    (
        Said(
            "The ask",
            (
                text("{amount} in {month}, at {price} before the money, for {share} of the company.", given="first_round_amount",
                     amount=Figure("first_round_amount"), month=Month("first_round_month"), price=Figure("first_round_pre_money"),
                     share=Figure("first_round_share")),
                text("Later rounds bring {amount} more.", given="later_rounds_amount", amount=Figure("later_rounds_amount")),
                text("The lowest cash at a month's end is {low}{without}.", given="investor_money", low=Figure("minimum_cash"),
                     without=text("; without new money from investors it would be {lowest}", "; no new money from investors is needed",
                                  when=Figure("funding_need"), lowest=Figure("minimum_cash_without_round"))),
            ),
        ),
        Facts(
            "Until the cash need is deepest: who pays, and for what",
            ("opening_cash", "source_investors", "source_prepayment", "source_other", "source_shortfall", "use_losses", "use_investment",
             "use_other", "use_closing_cash"),
        ),
        Years(
            "Year by year",
            ("closing_arr", "revenue", "revenue_growth", "gross_margin", "ebitda", "ebitda_margin", "free_cash_flow", "closing_cash",
             "closing_customers", "headcount"),
        ),
        Facts(
            "Unit economics in the last fiscal year, and how each is counted",
            ("arpu", "customer_churn_rate", "annual_churn_rate", "gross_revenue_retention", "net_revenue_retention", "blended_clv",
             "cac_12_months", "clv_to_cac", "cac_payback", "rule_of_40"),
        ),
        Methods("Enterprise value by method: low, the plan's own, high", "C61"),
        Said(
            "Why the methods differ",
            (
                step("Growth fades over years instead of falling at once", "a plain perpetuity", "fade_difference"),
                step("A buyer pays a multiple of ARR at the plan's end", "the DCF", "exit_difference"),
                step("The market prices today's ARR", "the value with exit multiple", "market_difference"),
                step("Investors of the round set their own price, here brought to the plan's start", "the market's", "round_difference"),
            ),
        ),
        Facts(
            "What shareholders and investors get",
            ("equity_value", "value_per_share", "terminal_share", "vc_pre_money", "first_chicago_value", "investor_moic", "investor_irr"),
        ),
        Said(
            "What must be true",
            (
                text("For investors of the round to earn the hurdle rate of {rate} a year, ARR reaches {needed} by the plan's end; the "
                     "plan has {arr}.", given="first_round_amount", rate=Figure("hurdle_rate"), needed=Figure("required_arr"),
                     arr=Figure("horizon_arr")),
                text("For a buyer to pay {multiple} ARR at the plan's end, he expects flows to grow by {growth} a year for ever.",
                     multiple=Figure("exit_multiple"), growth=Figure("implied_growth")),
                text("For the DCF to hold, {share} of it comes after the plan's end.", share=Figure("terminal_share")),
            ),
            studied=True,
        ),
        Flags("Red flags"),
    ),
)  # fmt: skip
