"""Benchmarks: what published sources hold to be usual or good; sources that disagree stand side by side.

Figures are in the metric's own unit and period, shares as fractions. A standard of a metric of which more is better has no upper
end, whatever range its source prints: nobody fails it by being better.
"""

from functools import partial

from planbook.language.benchmarks import Benchmark, Grade

STANDARD, EXCELLENT, OBSERVED = Grade.STANDARD, Grade.EXCELLENT, Grade.OBSERVED

# Kinds of business that a plan may name under `benchmarks:`: bands that name one of them judge only a plan that names it too.
# No source here has figures of managed services: a plan that names them alone is judged by what holds for all.
SEGMENTS = (
    "backup services", "cloud backup", "backup on the customer's premises", "cloud services", "data recovery services", "managed services",
    "software by subscription", "private B2B SaaS", "young companies that grow fast", "software companies with revenue of $50m and more",
    "ARR of $1m and more", "ARR of $5m and more", "contracts of $100,000 a year and more", "backup services of low churn",
    "backup services of moderate churn", "backup services of high churn",
)  # fmt: skip

ANNUAL_EXAMPLE = "Period not stated; its worked example is annual."
INDUSTRY = "The industry's figure, in a table that calls such figures its standard"
NO_PERIOD = "No period is stated, so nothing is judged by it; shown as if it were a month, as in the page's worked example."

backup = partial(Benchmark, source="FinModelsLab, KPIs of a backup service", segment="backup services")
BACKUP_SERVICE = (
    backup(
        "data_recovery_rate", STANDARD, 0.90, None,
        note="Said three times; the page also asks for 95 % and for 99 %.",
    ),
    backup("data_recovery_rate", STANDARD, 0.95, None, note="Said twice, as acceptable and as standard; elsewhere on the page it is 90 %."),
    backup("data_recovery_rate", EXCELLENT, 0.95, None, note="What to strive for, where 90 % is the standard."),
    backup("data_recovery_rate", EXCELLENT, 0.99, None),
    backup("data_recovery_rate", OBSERVED, 0.90, 0.95),
    backup("backup_success_rate", STANDARD, 0.95, None, note="Said three times; elsewhere on the page 98 % is expected."),
    backup("backup_success_rate", STANDARD, 0.98, None, note="Expected of every service, though its table shows 92–98 % as the average."),
    backup("backup_success_rate", EXCELLENT, 0.99, None, note="A goal, named twice."),
    backup("backup_success_rate", OBSERVED, 0.95, 1.00),
    backup("backup_success_rate", OBSERVED, 0.92, 0.98, segment="cloud backup"),
    backup("backup_success_rate", STANDARD, 0.95, None, segment="cloud backup"),
    backup("backup_success_rate", OBSERVED, 0.90, 0.95, segment="backup on the customer's premises"),
    backup("backup_success_rate", STANDARD, 0.92, None, segment="backup on the customer's premises"),
    # Said of (E − N) ÷ S, which new customers who leave depress. It means the customers who were there, so their retention is judged.
    *(
        band
        for metric, judges in (("customer_retention", True), ("customer_retention_rate", False))
        for band in (
            backup(metric, STANDARD, 0.80, None, judges=judges, note=ANNUAL_EXAMPLE),
            backup(metric, STANDARD, 0.85, None, judges=judges, note=f"Said three times. {ANNUAL_EXAMPLE}"),
            backup(
                metric, EXCELLENT, 0.90, None, judges=judges,
                note=f"10 % churn a year, while the same page asks for less than 5 %: both cannot be the goal. {ANNUAL_EXAMPLE}",
            ),
            backup(metric, OBSERVED, 0.75, 0.85, judges=judges, note=ANNUAL_EXAMPLE),
            backup(
                metric, OBSERVED, 0.85, 0.85, judges=judges,
                note=f"{INDUSTRY}. {ANNUAL_EXAMPLE}",
            ),
        )
    ),
    backup("average_response_time", EXCELLENT, None, 0.5, note="Half an hour; once described as the time until tickets are resolved."),
    backup("average_response_time", EXCELLENT, None, 1, note="Elsewhere on the page this is merely the standard."),
    backup("average_response_time", STANDARD, None, 1, note="Said twice; elsewhere on the page 4 hours are acceptable."),
    backup("average_response_time", STANDARD, None, 4, note="Called acceptable."),
    backup("average_response_time", OBSERVED, 6, 6, note=f"{INDUSTRY}; yet 4 hours are the most that is acceptable."),
    backup("revenue_growth", STANDARD, 0.10, None, note="Named alone, and as the start of 10–15 %, which the page calls healthy."),
    backup("revenue_growth", STANDARD, 0.15, None, note="A strategic goal."),
    backup("revenue_growth", STANDARD, 0.20, None, note="Called competitive."),
    backup("revenue_growth", OBSERVED, 0.10, 0.15),
    backup("revenue_growth", EXCELLENT, 0.20, 0.30),
    backup("revenue_growth", OBSERVED, 0.15, 0.25, segment="cloud services"),
    backup("revenue_growth", EXCELLENT, 0.30, 0.50, segment="cloud services"),
    backup("revenue_growth", OBSERVED, 0.08, 0.12, segment="data recovery services"),
    backup("revenue_growth", EXCELLENT, 0.15, 0.25, segment="data recovery services"),
    backup("cost_per_backup", OBSERVED, 15, 50, note="Total operating cost of a backup, in US dollars."),
    backup("cost_per_backup", EXCELLENT, None, 10, note="Total operating cost of a backup, in US dollars."),
    backup(
        "direct_cost_share_of_arpu", EXCELLENT, None, 0.05,
        note="Named as a limit of cost per backup; it is one of direct cost in revenue per customer.",
    ),
    backup(
        "infrastructure_share", STANDARD, None, 0.10,
        note="Named as a limit of cost per backup; it is one of infrastructure in revenue.",
    ),
    backup(
        "service_cost_per_gb", STANDARD, None, 1,
        note="Named as a limit of cost per backup; it is one of cost of service per GB, in US dollars.",
    ),
    backup("net_margin", STANDARD, 0.15, None),
    backup("arpu", STANDARD, 100, None, note="A month, in US dollars."),
    backup("storage_utilisation", STANDARD, 0.70, 0.85, note="Said twice."),
    backup(
        "storage_utilisation", STANDARD, 0.50, 0.85,
        note="About 70 % is best; above 85 % it slows down, below 50 % capacity is wasted.",
    ),
    backup(
        "annual_churn_rate", STANDARD, None, 0.05,
        note="Of a year, which the page says once. It means 95 % retention a year, while 85 to 90 % is its goal there.",
    ),
    backup("customer_churn_rate", OBSERVED, None, 0.05, note=f"Called optimal, twice. {NO_PERIOD} 5 % a month are 46 % a year."),
    backup(
        "customer_churn_rate", OBSERVED, 0.03, 0.05, segment="backup services of low churn",
        note=f"The table's band is 0–2 %: the average lies outside it. {NO_PERIOD}",
    ),
    backup(
        "customer_churn_rate", OBSERVED, 0.07, 0.10, segment="backup services of moderate churn",
        note=f"The table's band is 2–5 %: the average lies outside it. {NO_PERIOD}",
    ),
    backup(
        "customer_churn_rate", OBSERVED, 0.10, None, segment="backup services of high churn",
        note=f"Not acceptable, says the page. {NO_PERIOD}",
    ),
    backup("net_promoter_score", EXCELLENT, 50, None, note="Said three times."),
    backup("net_promoter_score", STANDARD, 50, None, note="Called high, twice."),
    backup("net_promoter_score", STANDARD, 30, None, note="30 to 50 is called strong: at 50 a score is both strong and excellent."),
    backup("net_promoter_score", OBSERVED, 50, 50, note=f"{INDUSTRY}; elsewhere the page calls it excellent."),
)  # fmt: skip

SAAS = "software by subscription"
skok = partial(Benchmark, source="David Skok, forEntrepreneurs", segment=SAAS)
kbcm = partial(Benchmark, source="KBCM Technology Group, survey of private SaaS companies", dated="2019-07")
saas_capital = partial(Benchmark, source="SaaS Capital, survey of private B2B SaaS companies")
sacks = partial(Benchmark, source="David Sacks, Craft Ventures", dated="2020", segment=SAAS)
FIELD = (
    Benchmark(
        "quick_ratio", STANDARD, 4, None, "Mamoon Hamid, Social Capital, in a report by InsightSquared", "2016",
        segment="young companies that grow fast", note="Below 1 recurring revenue shrinks.",
    ),
    Benchmark(
        "clv_to_cac", STANDARD, 1, None, "A list of 25 KPIs for SaaS", "2022-02",
        note="Below 1 a customer costs more than it brings.",
    ),
    skok("clv_to_cac", STANDARD, 3, None, dated="2013"),
    skok(
        "cac_payback", EXCELLENT, None, 12, dated="2011",
        note="The customary limit since then; the same author finds about 20 months common now.",
    ),
    skok("cac_payback", OBSERVED, 20, 20, note="A later revision of the limit of 12."),
    skok("cac_payback", STANDARD, None, 24, note="Above 24 months, he says, a company has work to do."),
    Benchmark(
        "cac_payback", STANDARD, None, 36, "imboard, after KBCM's surveys", segment=SAAS,
        note="Up to 24 months good, 24 to 36 acceptable: a longer time than others accept.",
    ),
    Benchmark(
        "magic_number", STANDARD, 0.75, None, "Lars Leckie, Magic Number for SaaS Companies", "2008", SAAS,
        note="Below 0.5 the way of selling is to be mended before more is spent. Of revenue by quarter, not of ARR.",
    ),
    Benchmark("magic_number", STANDARD, 0.7, None, "Scale Venture Partners", "", SAAS, "Below it, first mend how customers are won."),
    Benchmark("magic_number", EXCELLENT, 1, None, "David Cummings, after Lars Leckie", "2016-10", SAAS, "Spend more on sales."),
    Benchmark("magic_number", OBSERVED, 0.9, 0.9, "Benchmarkit, 936 companies", "2024", "private B2B SaaS", "Median."),
    sacks("burn_multiple", EXCELLENT, None, 1, note="Amazing; from 1 to 1.5 great."),
    sacks(
        "burn_multiple", STANDARD, None, 2,
        note="1.5 to 2 is good, 2 to 3 suspect, above 3 bad; at 2 exactly the page says both good and suspect.",
    ),
    Benchmark(
        "rule_of_40", STANDARD, 0.40, None, "Brad Feld, who heard it from a late-stage investor", "2015-02",
        segment="software companies with revenue of $50m and more",
        note="Below $15–20m of ARR it says little. Which growth and which margin is disputed.",
    ),
    kbcm("revenue_growth", OBSERVED, 0.36, 0.36, segment="ARR of $5m and more", note="Median organic growth of ARR in 2018."),
    kbcm("gross_revenue_retention", OBSERVED, 0.87, 0.87, segment="ARR of $5m and more", note="Median: 13 % of ARR lost in 2018."),
    saas_capital(
        "net_revenue_retention", OBSERVED, 1.00, 1.06, dated="2022", segment="ARR of $1m and more",
        note="Medians, from contracts below $12,000 a year to those above $250,000.",
    ),
    saas_capital(
        "net_revenue_retention", OBSERVED, 1.00, 1.10, dated="2023", segment="ARR of $1m and more",
        note="Medians, from contracts below $12,000 a year to those above $250,000.",
    ),
    saas_capital(
        "gross_revenue_retention", OBSERVED, 0.90, 0.93, dated="2023", segment="ARR of $1m and more",
        note="Medians by size of contract.",
    ),
    Benchmark(
        "net_revenue_retention", EXCELLENT, 1.20, None, "SaaS Venture Capital, A Hint of SaaS", "2023-06",
        segment="contracts of $100,000 a year and more", note="For smaller contracts it takes less to be among the best.",
    ),
)  # fmt: skip

BENCHMARKS = BACKUP_SERVICE + FIELD
