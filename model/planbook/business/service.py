"""Service: how loaded support is, how fast it answers and solves, onboarding, and how reliably the service runs."""

from planbook.business.families import SEGMENT
from planbook.business.stated import stated
from planbook.language.declarations import Chapter, Chart, Series, Severity, assumption, check, constant, line
from planbook.language.metrics import higher, lower, within
from planbook.language.operators import minimum, not_available, or_else, ratio, total, where
from planbook.language.units import DAYS, FLAG, SHARE, TICKETS, Kind, Sign, Unit, Year

CHAPTER = Chapter("service", "Service", "Service", "Load of support, response and resolution, onboarding, reliability.", section="service")

HOURS = Unit("hours", "count")
ISSUES = Unit("issues", "count")
LASTING = Unit("days", "count")
NOT_STATED = "When the plan does not state it."

highest_load = constant(
    "Highest load that is counted", 0.95, unit=SHARE, about="Response time would grow without limit as load comes near 100 %.",
)  # fmt: skip
base_response_hours = assumption(
    "Response time when nobody waits", unit=HOURS, at="service.base_response_hours", above=0,
    about="Hours from request to first reply while agents are free.",
)  # fmt: skip
planned_occupancy = assumption(
    "Occupancy at planned tickets", unit=SHARE, at="service.planned_occupancy", above=0, high=1, default=1,
    about="Share of an agent's time that the tickets fill which he is planned for (`per_head` of the department).",
)  # fmt: skip
handling_hours = assumption(
    "Handling time", unit=HOURS, at="service.handling_hours", low=0,
    about="Hours from the first reply to the solution, of tickets solved at first contact.",
)  # fmt: skip
follow_up_hours = assumption(
    "Follow-up time", unit=HOURS, at="service.follow_up_hours", low=0, default=0,
    about="Hours that a ticket takes longer which is not solved at first contact.",
)  # fmt: skip
response_goal = assumption(
    "Response time to keep below", unit=HOURS, at="service.response_goal", above=0, default=4,
    about="What is promised to customers; up to 4 hours count as acceptable.",
)  # fmt: skip
uptime_goal = assumption(
    "Uptime to reach", unit=SHARE, at="service.uptime_goal", above=0, high=1, default=0.999,
    about="What is promised to customers; 99.9 % are three quarters of an hour of downtime a month.",
)  # fmt: skip
first_contact_goal = assumption(
    "First-contact resolution to reach", unit=SHARE, at="service.first_contact_goal", above=0, high=1, default=0.7,
    about="What is promised to customers; 70 % is customary.",
)  # fmt: skip
issues_per_customer = assumption(
    "Issues per customer and month", unit=ISSUES, at="service.issues_per_customer", low=0, default=0,
    about="Faults that monitoring finds, for one customer in a month, before or after they disturb the service.",
)  # fmt: skip
setup_days = assumption(
    "Days of setting up", unit=DAYS, per=SEGMENT, at="segments.setup_days", low=0, high=31, default=0,
    about="Days until the service is fully in use, on top of the whole months of onboarding; they do not delay billing.",
)  # fmt: skip

(first_contact_resolution_start, first_contact_resolution_target, first_contact_resolution_months, first_contact_resolution) = stated(
    "first_contact_resolution", "First-contact resolution", unit=SHARE, at="service.first_contact_resolution", high=1, aliases=("fcr",),
    needed_with="follow_up_hours", about="Share of the tickets solved at the first contact.",
    metric=higher("month", "service", "weekly, monthly", part=True, variant="÷ all tickets", absent=NOT_STATED, stated=True,
                  note="Some divide by first contacts instead."),
)  # fmt: skip
early_resolution_start, early_resolution_target, early_resolution_months, early_resolution = stated(
    "early_resolution", "Issues resolved before failure, share", unit=SHARE, at="service.early_resolution", high=1,
    needed_with="issues_per_customer", about="Share of the issues that are resolved before they disturb the service.",
    metric=higher("month", "service", "monthly", part=True, absent=NOT_STATED, stated=True),
)  # fmt: skip
uptime_start, uptime_target, uptime_months, uptime = stated(
    "uptime", "Uptime", unit=SHARE, at="service.uptime", high=1, about="Share of the month in which the service is available.",
    metric=higher("month", "service, founders", "daily, monthly", part=True, absent=NOT_STATED, stated=True),
)  # fmt: skip
error_rate_start, error_rate_target, error_rate_months, error_rate = stated(
    "error_rate", "Error rate", unit=SHARE, at="service.error_rate", high=1, about="Share of the requests to the service that fail.",
    metric=lower("month", "service, product", "daily, monthly", part=True, absent=NOT_STATED, stated=True),
)  # fmt: skip


# Load and response.


@line(
    "Load of support", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=within("month", "service", "weekly, monthly", variant="tickets × occupancy ÷ tickets that can be answered",
                  absent="Where no department is staffed by tickets."),
)  # fmt: skip
def support_load(planned_occupancy, ticket_capacity, tickets=0):
    """Share of the agents' time that the month's tickets fill."""
    return ratio(tickets * planned_occupancy, ticket_capacity)


@line("Load of support, none where it is not known", unit=SHARE, kind=Kind.FACTOR, opening="same")
def known_load(support_load):
    """Load of support; 0 where nobody is there to be loaded."""
    return or_else(support_load, 0)


@line("Share of time without tickets", unit=SHARE, kind=Kind.FACTOR, opening="same", sign=Sign.POSITIVE)
def free_capacity(known_load, highest_load):
    """What load leaves of the agents' time, load counted up to its highest."""
    return 1 - minimum(known_load, highest_load)


@line("Hours until the first reply", unit=HOURS, kind=Kind.FACTOR, opening="same")
def waiting_hours(base_response_hours, free_capacity):
    """Response time when nobody waits ÷ (1 − load): twice as long at 50 % load, five times at 80 %."""
    return base_response_hours / free_capacity


@line("Tickets answered", unit=TICKETS, kind=Kind.FLOW)
def answered_tickets(ticket_capacity, tickets=0):
    """Tickets of a month in which agents are there; overload shows in response time."""
    return tickets * (ticket_capacity > 0)


@line("Response hours", unit=HOURS, kind=Kind.FLOW)
def response_hours(answered_tickets, waiting_hours):
    """Hours that the month's tickets wait for their first reply."""
    return answered_tickets * waiting_hours


@line(
    "Response time", unit=HOURS, kind=Kind.RATIO, year=Year.RECOMPUTED, aliases=("average_response_time",),
    metric=lower(
        "month", "service, founders", "daily, monthly", variant="from request to first reply, mean of all tickets",
        absent="Without tickets, or where no department is staffed by them.",
        note="Not the time until a ticket is solved, which some texts call so. Sources say below ½ h ideal, 1 h excellent, "
        "4 h acceptable, 6 h usual.",
    ),
)  # fmt: skip
def response_time(response_hours, answered_tickets):
    """Response hours ÷ tickets answered."""
    return ratio(response_hours, answered_tickets)


@line("Response time to keep below, for comparison", unit=HOURS, kind=Kind.RATIO, year=Year.LAST, opening="same")
def response_time_reference(response_goal):
    """The response time to keep below, for comparison."""
    return response_goal


@check("Support is loaded beyond what its response time still counts", severity=Severity.ALERT, unit=FLAG, opening=0)
def support_overloaded(known_load, highest_load):
    """1 when tickets fill more of the agents' time than the highest load: response time is longer than shown."""
    return known_load > highest_load


# Resolution.


@line("Tickets followed up", unit=TICKETS, kind=Kind.FLOW)
def followed_up_tickets(answered_tickets, first_contact_resolution):
    """Tickets that are not solved at first contact; all, where the plan does not state how many are."""
    return answered_tickets * (1 - or_else(first_contact_resolution, 0))


@line("Resolution hours", unit=HOURS, kind=Kind.FLOW)
def resolution_hours(response_hours, answered_tickets, handling_hours, followed_up_tickets, follow_up_hours):
    """Hours until the month's tickets are solved: wait, handling, follow-up."""
    return response_hours + answered_tickets * handling_hours + followed_up_tickets * follow_up_hours


@line(
    "Resolution time", unit=HOURS, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=lower("month", "service", "weekly, monthly", variant="from request to solution, mean of all tickets",
                 absent="Without tickets, or where no department is staffed by them."),
)  # fmt: skip
def resolution_time(resolution_hours, answered_tickets):
    """Resolution hours ÷ tickets answered."""
    return ratio(resolution_hours, answered_tickets)


@line("First-contact resolution above its goal (a miss is negative)", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def first_contact_gap(first_contact_resolution, first_contact_goal):
    """First-contact resolution less the share to reach."""
    return first_contact_resolution - first_contact_goal


@line("Uptime above its goal (a miss is negative)", unit=SHARE, kind=Kind.RATIO, year=Year.LAST)
def uptime_gap(uptime, uptime_goal):
    """Uptime less the share to reach."""
    return uptime - uptime_goal


# Issues and onboarding.


@line("Issues found", unit=ISSUES, kind=Kind.FLOW)
def issues(closing_customers, issues_per_customer):
    """Faults that monitoring finds in the month."""
    return closing_customers * issues_per_customer


@line(
    "Issues resolved before failure", unit=ISSUES, kind=Kind.FLOW, aliases=("issue_resolution_before_failure",),
    metric=higher("month", "service", "monthly", variant="a count", absent=NOT_STATED,
                  note="It grows with the customers: read it beside its share."),
)  # fmt: skip
def issues_before_failure(issues, early_resolution, issues_per_customer):
    """Issues that are resolved before they disturb the service."""
    return where(issues_per_customer > 0, issues * early_resolution, not_available)


@line("Days of onboarding", unit=DAYS, kind=Kind.FLOW, per=SEGMENT)
def segment_onboarding_days(segment_new_customers, onboarding_months, days_per_year, setup_days):
    """Days from signature to full use of those who go live, added up: months of onboarding, and days of setting up."""
    return segment_new_customers * (onboarding_months * days_per_year / 12 + setup_days)


@line(
    "Onboarding time", unit=LASTING, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=lower("month", "service, sales", "monthly", variant="days from signature to full use, mean of those who go live",
                 absent="When nobody goes live."),
)  # fmt: skip
def onboarding_time(segment_onboarding_days, new_customers):
    """Days of onboarding ÷ customers who go live."""
    return ratio(total(segment_onboarding_days), new_customers)


CHARTS = [
    Chart(
        "C53", "How fast do we answer and solve?", "line", "months",
        (
            Series("response_time", "Response, hours", "line"), Series("resolution_time", "Resolution, hours", "line"),
            Series("response_time_reference", "response to keep below", "reference"),
        ),
        "count", from_month=1, from_zero=True,
    ),
    Chart(
        "C56", "Which promises are kept (points above goal)?", "bar", "year",
        (
            Series("backup_success_gap", "Backup success"), Series("data_recovery_gap", "Data recovery"), Series("uptime_gap", "Uptime"),
            Series("first_contact_gap", "First contact"), Series("satisfaction_gap", "Satisfaction"),
        ),
        "small_percent",
    ),
]  # fmt: skip
