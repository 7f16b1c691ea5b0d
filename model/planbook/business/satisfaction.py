"""Satisfaction: with the answers of support, with the effort it takes, and who would recommend the company."""

from planbook.business.families import SEGMENT
from planbook.business.stated import stated
from planbook.language.declarations import Chapter, Chart, Form, Series, Severity, assumption, check, constant, line
from planbook.language.metrics import higher, lower
from planbook.language.operators import difference, maximum, or_else, ratio, sum_months, total, where
from planbook.language.units import CUSTOMERS, FACTOR, FLAG, SHARE, TICKETS, Kind, Shape, Unit, Year

CHAPTER = Chapter(
    "satisfaction", "Satisfaction", "Satisfaction", "Satisfaction with support, effort, who recommends; what it does to churn.",
    optional=True,
)  # fmt: skip

HOURS = Unit("hours", "count")
POINTS = Unit("points", "count")

prompt_hours = constant("Prompt reply", 1, unit=HOURS, about="First replies up to here satisfy as prompt ones do.")
timely_hours = constant("Timely reply", 4, unit=HOURS, about="First replies up to here satisfy as timely ones do.")
late_hours = constant("Late reply", 24, unit=HOURS, about="First replies up to here satisfy as late ones do.")
prompt_satisfaction = constant("Satisfied with a prompt reply", 0.9, unit=SHARE, about="FinModelsLab, backup services: 0 to 1 hour.")
timely_satisfaction = constant("Satisfied with a timely reply", 0.75, unit=SHARE, about="FinModelsLab, backup services: 1 to 4 hours.")
late_satisfaction = constant("Satisfied with a late reply", 0.5, unit=SHARE, about="FinModelsLab, backup services: 4 to 24 hours.")
last_satisfaction = constant(
    "Satisfied with a reply after a day", 0.25, unit=SHARE, about="Assumed, half of a late one: no source says what comes after 24 hours.",
)  # fmt: skip
csat_goal = assumption(
    "Satisfaction to reach", unit=SHARE, at="satisfaction.csat_goal", above=0, high=1, default=0.75, needed_with="churn_effect",
    about="Share of satisfied customers that support should reach.",
)  # fmt: skip
churn_effect = assumption(
    "Effect of dissatisfaction on churn", unit=FACTOR, at="satisfaction.churn_effect", low=0, high=1, default=0,
    about="By how much churn rises, relative to itself, for each point by which satisfaction missed its goal in the month before: "
    "0.02 makes 1.00 % of churn 1.10 % at 5 points. 0 is no effect.",
)  # fmt: skip
promoter_share = assumption(
    "Promoters", unit=SHARE, per=SEGMENT, at="segments.promoters", form=Form.DRIVER, low=0, high=1, default=0,
    needed_with="detractor_share", about="Share of the customers asked who would recommend the company, 9 or 10 of 10.",
)  # fmt: skip
detractor_share = assumption(
    "Detractors", unit=SHARE, per=SEGMENT, at="segments.detractors", form=Form.DRIVER, low=0, high=1, default=0,
    needed_with="promoter_share", about="Share of the customers asked who would not, 0 to 6 of 10; the rest are passives.",
)  # fmt: skip

(customer_effort_score_start, customer_effort_score_target, customer_effort_score_months, customer_effort_score) = stated(
    "customer_effort_score", "Customer effort score", unit=POINTS, at="satisfaction.customer_effort", high=10, aliases=("ces",),
    about="Effort that customers say support costs them, on the scale of the plan's own survey, where less is better.",
    metric=lower("month", "service, product", "monthly", variant="effort, lower is better", absent="When the plan does not state it.",
                 stated=True, note="Surveys that ask how easy it was count the other way round."),
)  # fmt: skip


# Satisfaction with support.


@line("Satisfied with a reply after 4 hours", unit=SHARE, kind=Kind.FACTOR, opening="same")
def slow_satisfaction(late_hours, late_satisfaction, last_satisfaction, waiting_hours=0):
    """What share of customers a late reply satisfies, or one after a day."""
    return where(late_hours >= waiting_hours, late_satisfaction, last_satisfaction)


@line("Satisfied with a reply", unit=SHARE, kind=Kind.FACTOR, opening="same")
def reply_satisfaction(prompt_hours, prompt_satisfaction, timely_hours, timely_satisfaction, slow_satisfaction, waiting_hours=0):
    """What share of customers a reply satisfies after the month's mean hours until the first reply."""
    return where(prompt_hours >= waiting_hours, prompt_satisfaction,
                 where(timely_hours >= waiting_hours, timely_satisfaction, slow_satisfaction))  # fmt: skip


@line("Tickets of satisfied customers", unit=TICKETS, kind=Kind.FLOW)
def satisfied_tickets(reply_satisfaction, answered_tickets=0):
    """Tickets answered whose customers are satisfied."""
    return answered_tickets * reply_satisfaction


@line(
    "Customer satisfaction (CSAT)", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED, aliases=("csat",),
    metric=higher(
        "month", "service, founders", "monthly", part=True, variant="share satisfied with support, from response time",
        absent="Without tickets that are answered.",
        note="From published bands: 90 % up to 1 hour, 75 % up to 4, 50 % up to 24; 25 % beyond is assumed. "
        "Surveys take the share of 4 and 5 of 5, or a mean.",
    ),
)  # fmt: skip
def customer_satisfaction(satisfied_tickets, answered_tickets=0):
    """Tickets of satisfied customers ÷ tickets answered."""
    return ratio(satisfied_tickets, answered_tickets)


@line("Satisfaction above its goal (a miss is negative)", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def satisfaction_gap(customer_satisfaction, csat_goal):
    """Customer satisfaction less the share to reach."""
    return customer_satisfaction - csat_goal


@line("Points by which satisfaction misses its goal", unit=POINTS, kind=Kind.FACTOR, opening="same")
def satisfaction_shortfall(csat_goal, customer_satisfaction):
    """Goal less satisfaction, in points; none where it is not known or above the goal."""
    return maximum(0, csat_goal - or_else(customer_satisfaction, csat_goal)) * 100


@line("Rise of next month's churn", unit=FACTOR, kind=Kind.FACTOR, opening=0)
def dissatisfaction_churn(churn_effect, satisfaction_shortfall):
    """By how much the churn of the next month rises, relative to itself; 0 without a stated effect, and before the plan."""
    return churn_effect * satisfaction_shortfall


@line("Tickets answered in the plan", unit=TICKETS, shape=Shape.SCALAR)
def tickets_in_plan(answered_tickets=0):
    """Tickets answered in all months: where there are none, satisfaction is never known."""
    return sum_months(answered_tickets)


@check("Satisfaction is to move churn, and no tickets are answered", severity=Severity.ALERT, unit=FLAG, shape=Shape.SCALAR)
def satisfaction_unknown(churn_effect, tickets_in_plan):
    """1 when the plan states an effect of dissatisfaction, and satisfaction is never known."""
    return (churn_effect > 0) * (tickets_in_plan <= 0)


# Who recommends.


@line("Customers asked", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT)
def segment_surveyed_customers(segment_closing_customers, promoter_share, detractor_share):
    """Customers of a segment for which the plan states promoters or detractors; those of other segments are not asked."""
    return segment_closing_customers * (promoter_share + detractor_share > 0)


@line("Promoters", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT)
def segment_promoters(segment_surveyed_customers, promoter_share):
    """Customers who would recommend the company."""
    return segment_surveyed_customers * promoter_share


@line("Detractors", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT)
def segment_detractors(segment_surveyed_customers, detractor_share):
    """Customers who would not recommend the company."""
    return segment_surveyed_customers * detractor_share


@line("Passives", unit=CUSTOMERS, kind=Kind.BALANCE, per=SEGMENT)
def segment_passives(segment_surveyed_customers, segment_promoters, segment_detractors):
    """Customers asked who are neither: 7 or 8 of 10."""
    return segment_surveyed_customers - segment_promoters - segment_detractors


@check("Promoters and detractors are not more than all", per=SEGMENT)
def survey_residual(promoter_share, detractor_share):
    """By how much promoters and detractors together exceed all customers asked."""
    return maximum(0, difference(promoter_share + detractor_share, 1))


@line("Net promoter score of the segment", unit=POINTS, kind=Kind.RATIO, year=Year.LAST, per=SEGMENT, opening="same")
def segment_net_promoter_score(segment_promoters, segment_detractors, segment_surveyed_customers):
    """Promoters less detractors, of a hundred customers of the segment."""
    return ratio((segment_promoters - segment_detractors) * 100, segment_surveyed_customers)


@line("Customers asked, all segments", unit=CUSTOMERS, kind=Kind.BALANCE)
def surveyed_customers(segment_surveyed_customers):
    """Customers of the segments for which the plan states promoters or detractors."""
    return total(segment_surveyed_customers)


@line("Promoters less detractors", unit=CUSTOMERS, kind=Kind.BALANCE)
def net_promoters(segment_promoters, segment_detractors):
    """Promoters less detractors of all segments; each customer counts once."""
    return total(segment_promoters) - total(segment_detractors)


@line(
    "Net promoter score", unit=POINTS, kind=Kind.RATIO, year=Year.LAST, opening="same", aliases=("nps",),
    metric=higher(
        "month end", "founders, service, product", "monthly, quarterly", variant="−100 to +100, segments weighted by customers",
        absent="Where no segment states promoters or detractors above 0, and without customers.", ends=(-100, 100),
        note="Passives, 7 and 8 of 10, count in the denominator alone. 30 to 50 counts as strong, above 50 as excellent.",
    ),
)  # fmt: skip
def net_promoter_score(net_promoters, surveyed_customers):
    """Promoters (9 and 10) less detractors (0 to 6), of a hundred customers."""
    return ratio(net_promoters * 100, surveyed_customers)


CHARTS = [
    Chart(
        "C54", "Who recommends us?", "share", "year",
        (
            Series("segment_promoters", "Promoters", tone="good"), Series("segment_passives", "Passives", tone="doubtful"),
            Series("segment_detractors", "Detractors", tone="bad"),
        ),
        "count",
    ),
]  # fmt: skip
