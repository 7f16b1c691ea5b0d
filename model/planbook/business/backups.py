"""Backups: jobs and how many succeed, data lost and recovered, what a backup costs."""

from planbook.business.families import OVERHEAD, SEGMENT
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.metrics import higher, lower
from planbook.language.operators import by_choice, not_available, ratio, sum_months, total, where
from planbook.language.units import GIGABYTES, MONEY, PRICE, SHARE, Kind, Shape, Unit, Year

CHAPTER = Chapter("backups", "Backups", "Backups", "Backup jobs, recovered data, and what a backup costs.", optional=True)

JOBS = Unit("jobs", "count")

backups_per_customer = assumption(
    "Backup jobs per customer and month", unit=JOBS, per=SEGMENT, at="segments.backups_per_customer", form=Form.DRIVER, low=0, default=0,
    about="Attempts in a month to back up the data of one customer.",
)  # fmt: skip
backup_failures = assumption(
    "Backup jobs that fail", unit=SHARE, per=SEGMENT, at="segments.backup_failures", form=Form.DRIVER, low=0, high=1, default=0,
    needed_with="backups_per_customer", about="Share of the backup jobs that do not end with a usable backup.",
)  # fmt: skip
lost_data_per_customer = assumption(
    "Data lost per customer and month", unit=GIGABYTES, per=SEGMENT, at="segments.gb_lost_per_customer", form=Form.DRIVER, low=0, default=0,
    about="Data that one customer loses in a month and asks back.",
)  # fmt: skip
restore_success = assumption(
    "Restores that succeed", unit=SHARE, per=SEGMENT, at="segments.restore_success", form=Form.DRIVER, low=0, high=1, default=0,
    needed_with="lost_data_per_customer", about="Share of the lost data that can be read back, where its backup succeeded.",
)  # fmt: skip
backup_success_goal = assumption(
    "Backup success rate to reach", unit=SHARE, at="backups.success_goal", above=0, high=1, default=0.95,
    about="What is promised to customers; 95 % is the customary standard.",
)  # fmt: skip
data_recovery_goal = assumption(
    "Data recovery rate to reach", unit=SHARE, at="backups.recovery_goal", above=0, high=1, default=0.95,
    about="What is promised to customers; 95 % is the customary standard.",
)  # fmt: skip
usual_cost_low = assumption(
    "Usual cost per backup, from", unit=PRICE, at="backups.usual_cost_low", low=0, default=0, at_most="usual_cost_high",
    about="Total operating cost per backup in the field, lower end, to compare with; 0 is no comparison.",
)  # fmt: skip
usual_cost_high = assumption(
    "Usual cost per backup, to", unit=PRICE, at="backups.usual_cost_high", low=0, default=0,
    about="Total operating cost per backup in the field, upper end, to compare with; 0 is no comparison.",
)  # fmt: skip


# Jobs.


@line("Backup jobs", unit=JOBS, kind=Kind.FLOW, per=SEGMENT)
def segment_backup_jobs(segment_closing_customers, backups_per_customer):
    """Attempts in the month to back up the data of the segment's customers."""
    return segment_closing_customers * backups_per_customer


@line("Successful backup jobs", unit=JOBS, kind=Kind.FLOW, per=SEGMENT)
def segment_successful_backups(segment_backup_jobs, backup_failures):
    """Jobs that end with a usable backup."""
    return segment_backup_jobs * (1 - backup_failures)


@line("Backup jobs, all segments", unit=JOBS, kind=Kind.FLOW)
def backup_jobs(segment_backup_jobs):
    """Attempts in the month to back up customers' data."""
    return total(segment_backup_jobs)


@line("Successful backup jobs, all segments", unit=JOBS, kind=Kind.FLOW)
def successful_backups(segment_successful_backups):
    """Jobs that end with a usable backup."""
    return total(segment_successful_backups)


@line("Failed backup jobs", unit=JOBS, kind=Kind.FLOW)
def failed_backups(backup_jobs, successful_backups):
    """Jobs that do not end with a usable backup."""
    return backup_jobs - successful_backups


@line(
    "Backup success rate", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher(
        "month", "service, founders", "daily, monthly", part=True, variant="of all jobs, each segment with its own failures",
        absent="Without backup jobs.", note="Sources ask for 92 % on customers' premises, 95 % in the cloud, and 99 % as a target.",
    ),
)  # fmt: skip
def backup_success_rate(successful_backups, backup_jobs):
    """Successful ÷ all backup jobs."""
    return ratio(successful_backups, backup_jobs)


@line("Backup success above its goal (a miss is negative)", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def backup_success_gap(backup_success_rate, backup_success_goal):
    """Backup success rate less the rate to reach."""
    return backup_success_rate - backup_success_goal


# Data lost and recovered.


@line("Data lost", unit=GIGABYTES, kind=Kind.FLOW, per=SEGMENT)
def segment_lost_data(segment_closing_customers, lost_data_per_customer):
    """Data that the segment's customers lose in the month and ask back."""
    return segment_closing_customers * lost_data_per_customer


@line("Data recovered", unit=GIGABYTES, kind=Kind.FLOW, per=SEGMENT)
def segment_recovered_data(segment_lost_data, backup_failures, restore_success):
    """Lost data whose last backup succeeded and that can be read back."""
    return segment_lost_data * (1 - backup_failures) * restore_success


@line("Data lost, all segments", unit=GIGABYTES, kind=Kind.FLOW)
def lost_data(segment_lost_data):
    """Data that customers lose in the month and ask back."""
    return total(segment_lost_data)


@line("Data recovered, all segments", unit=GIGABYTES, kind=Kind.FLOW)
def recovered_data(segment_recovered_data):
    """Lost data that customers get back."""
    return total(segment_recovered_data)


@line(
    "Data recovery rate", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=higher(
        "month", "service, founders", "monthly, yearly", part=True, variant="by volume: backup succeeded × restore succeeds",
        absent="When no data is lost.", note="Sources call 90 % the floor, 95 % the standard and 99 % excellent.",
    ),
)  # fmt: skip
def data_recovery_rate(recovered_data, lost_data):
    """Data recovered ÷ data lost."""
    return ratio(recovered_data, lost_data)


@line("Data recovery above its goal (a miss is negative)", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED)
def data_recovery_gap(data_recovery_rate, data_recovery_goal):
    """Data recovery rate less the rate to reach."""
    return data_recovery_rate - data_recovery_goal


# What a backup costs, in the ways that sources mean it.


@line(
    "Total operating cost per backup", unit=PRICE, kind=Kind.RATIO, year=Year.RECOMPUTED, aliases=("cost_per_backup",),
    metric=lower(
        "month", "founders, finance", "weekly, monthly", variant="cost of service and operating expenses ÷ backup jobs",
        absent="Without backup jobs.", note="This is what $15 to 50 per backup compare with; other published limits mean the "
        "direct cost (below 5 % of ARPU), infrastructure (below 10 % of revenue) or a gigabyte (below $1).",
    ),
)  # fmt: skip
def operating_cost_per_backup(cost_of_service, operating_expenses, backup_jobs):
    """Cost of service and operating expenses ÷ backup jobs."""
    return ratio(cost_of_service + operating_expenses, backup_jobs)


@line(
    "Direct cost per backup", unit=PRICE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=lower("month", "finance, service", "weekly, monthly", variant="cost of service ÷ backup jobs", absent="Without backup jobs."),
)  # fmt: skip
def direct_cost_per_backup(cost_of_service, backup_jobs):
    """Cost of service ÷ backup jobs."""
    return ratio(cost_of_service, backup_jobs)


@line("Usual cost per backup, lower end", unit=PRICE, kind=Kind.RATIO, year=Year.LAST, opening="same")
def usual_cost_from(usual_cost_low):
    """The lower end of what a backup costs in the field, for comparison."""
    return where(usual_cost_low > 0, usual_cost_low, not_available)


@line("Usual cost per backup, upper end", unit=PRICE, kind=Kind.RATIO, year=Year.LAST, opening="same")
def usual_cost_to(usual_cost_high):
    """The upper end of what a backup costs in the field, for comparison."""
    return where(usual_cost_high > 0, usual_cost_high, not_available)


@line(
    "Direct cost per backup, share of ARPU", unit=SHARE, kind=Kind.RATIO, year=Year.LAST,
    metric=lower(
        "month", "finance", "monthly", variant="direct cost per backup ÷ ARPU of the month",
        absent="Without backup jobs, or without recurring revenue.", note="Below 5 % of what an account pays counts as well run.",
    ),
)  # fmt: skip
def direct_cost_share_of_arpu(direct_cost_per_backup, arpu):
    """Direct cost of one backup ÷ what a customer pays in the month."""
    return ratio(direct_cost_per_backup, arpu)


@line(
    "Cost of service per GB stored", unit=PRICE, kind=Kind.RATIO, year=Year.LAST,
    metric=lower(
        "month", "finance, service", "monthly", variant="cost of service of a month ÷ volume at its end",
        absent="While nothing is stored.", note="Below $1 is asked for, without a period; a month's cost is shown.",
    ),
)  # fmt: skip
def service_cost_per_gb(cost_of_service, gb_per_tb, stored=0):
    """Cost of service of the month ÷ gigabytes stored at its end."""
    return ratio(cost_of_service, stored * gb_per_tb)


@line("Overhead that is infrastructure", unit=MONEY, kind=Kind.FLOW, per=OVERHEAD)
def overhead_infrastructure(overhead_cost):
    """The running cost, where the plan says that it is for what the service runs on."""
    return by_choice(OVERHEAD.infrastructure, yes=lambda: overhead_cost, no=lambda: 0)


@line("Infrastructure cost", unit=MONEY, kind=Kind.FLOW)
def infrastructure_cost(overhead_infrastructure, hosting_cost=0, storage_depreciation=0):
    """Hosting, depreciation of storage nodes, and overheads that are infrastructure."""
    return total(overhead_infrastructure) + hosting_cost + storage_depreciation


@line("Infrastructure cost of the plan", unit=MONEY, shape=Shape.SCALAR)
def infrastructure_in_plan(infrastructure_cost):
    """Of all months: 0 where the plan states none."""
    return sum_months(infrastructure_cost)


@line(
    "Infrastructure, share of revenue", unit=SHARE, kind=Kind.RATIO, year=Year.RECOMPUTED,
    metric=lower("month", "finance, investors", "monthly", absent="Without revenue, and when no cost is of infrastructure.",
                 note="Below 10 % is asked for."),
)  # fmt: skip
def infrastructure_share(infrastructure_cost, revenue, infrastructure_in_plan):
    """Infrastructure cost ÷ revenue."""
    return where(infrastructure_in_plan > 0, ratio(infrastructure_cost, revenue), not_available)


CHARTS = [
    Chart(
        "C49", "Are backups succeeding?", "stacked", "quarters",
        (Series("successful_backups", "Successful", tone="good"), Series("failed_backups", "Failed", tone="bad")), "count", from_zero=True,
    ),
    Chart(
        "C50", "What does a backup cost?", "line", "quarters",
        (
            Series("operating_cost_per_backup", "Operating cost", "line"), Series("direct_cost_per_backup", "Direct cost", "line"),
            Series("usual_cost_from", "usual, from", "reference"), Series("usual_cost_to", "usual, to", "reference", tone="bad"),
        ),
        "price", from_zero=True,
    ),
]  # fmt: skip
