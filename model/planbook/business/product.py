"""Product: who is registered, who uses it and how often, and what use brings."""

from planbook.business.families import SEGMENT
from planbook.business.stated import stated
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.metrics import higher
from planbook.language.operators import highest, not_available, ratio, total, where
from planbook.language.units import NUMBER, SHARE, Kind, Shape, Unit, Year

CHAPTER = Chapter("product", "Product", "Product", "Registered and active users, what they complete and what it saves.", optional=True)

USERS = Unit("users", "count")
HOURS = Unit("hours", "count")
TASKS = Unit("tasks", "count")
NOT_STATED = "When the plan does not state it."
NO_USERS = "When the plan states no users."

users_per_customer = assumption(
    "Users per customer", unit=USERS, per=SEGMENT, at="segments.users_per_customer", form=Form.DRIVER, low=0, default=0,
    about="People with access to the product, of one customer.",
)  # fmt: skip
active_share = assumption(
    "Monthly active share", unit=SHARE, per=SEGMENT, at="segments.active_share", form=Form.DRIVER, low=0, high=1, default=0,
    needed_with="users_per_customer", about="Share of the registered users who use the product in a month.",
)  # fmt: skip
daily_share = assumption(
    "Daily active share", unit=SHARE, per=SEGMENT, at="segments.daily_share", form=Form.DRIVER, low=0, high=1, default=0,
    needed_with="users_per_customer", about="Share of the monthly active users who use the product on an average day.",
)  # fmt: skip
tasks_per_user = assumption(
    "Tasks per active user and month", unit=TASKS, at="product.tasks_per_user", form=Form.DRIVER, low=0, default=0,
    about="Tasks that an active user begins in the product in a month.",
)  # fmt: skip
hours_saved_per_task = assumption(
    "Hours saved per task", unit=NUMBER, at="product.hours_saved_per_task", form=Form.DRIVER, low=0, default=0,
    about="Hours that a completed task takes less than without the product.",
)  # fmt: skip

task_completion_start, task_completion_target, task_completion_months, task_completion = stated(
    "task_completion", "Task completion", unit=SHARE, at="product.task_completion", high=1, needed_with="tasks_per_user",
    about="Share of the tasks begun in the product that are completed.",
    metric=higher("month", "product", "monthly", part=True, absent=NOT_STATED, stated=True),
)  # fmt: skip
time_on_product_start, time_on_product_target, time_on_product_months, time_on_product = stated(
    "time_on_product", "Time on product", unit=HOURS, at="product.time_on_product", high=744,
    about="Hours that an active user spends in the product in a month.",
    metric=higher("month", "product", "monthly", variant="hours per active user and month", absent=NOT_STATED, stated=True,
                  note="Where a product saves time, less may be better."),
)  # fmt: skip
user_retention_start, user_retention_target, user_retention_months, user_retention = stated(
    "user_retention", "User retention", unit=SHARE, at="product.user_retention", high=1,
    about="Share of the users active in a month who are active again in the next.",
    metric=higher("month", "product", "monthly", part=True, variant="of active users, month to month", absent=NOT_STATED, stated=True,
                  note="Of users, not of customers who pay: see customer retention."),
)  # fmt: skip


@line("Registered users", unit=USERS, kind=Kind.BALANCE, per=SEGMENT)
def segment_registered_users(segment_closing_customers, users_per_customer):
    """People with access to the product."""
    return segment_closing_customers * users_per_customer


@line("Monthly active users", unit=USERS, kind=Kind.BALANCE, per=SEGMENT)
def segment_monthly_active_users(segment_registered_users, active_share):
    """Registered users who use the product in the month."""
    return segment_registered_users * active_share


@line("Daily active users", unit=USERS, kind=Kind.BALANCE, per=SEGMENT)
def segment_daily_active_users(segment_monthly_active_users, daily_share):
    """Users who use the product on an average day of the month."""
    return segment_monthly_active_users * daily_share


@line("Users per customer, at most", unit=USERS, per=SEGMENT, shape=Shape.SCALAR)
def most_users(users_per_customer):
    """Of all months: 0 where the plan states none."""
    return highest(users_per_customer)


def of_users(users, most):
    """Users of all segments; not available when the plan states none."""
    return where(total(most) > 0, total(users), not_available)


@line(
    "Registered users, all segments", unit=USERS, kind=Kind.BALANCE,
    metric=higher("month end", "product", "monthly", absent=NO_USERS),
)  # fmt: skip
def registered_users(segment_registered_users, most_users):
    """People with access to the product."""
    return of_users(segment_registered_users, most_users)


@line(
    "Monthly active users, all segments", unit=USERS, kind=Kind.BALANCE, aliases=("active_users", "mau"),
    metric=higher("month", "product, founders", "weekly, monthly", variant="a count, in the month", absent=NO_USERS),
)  # fmt: skip
def monthly_active_users(segment_monthly_active_users, most_users):
    """Registered users who use the product in the month."""
    return of_users(segment_monthly_active_users, most_users)


@line(
    "Daily active users, all segments", unit=USERS, kind=Kind.BALANCE, aliases=("dau",),
    metric=higher("month", "product", "daily, monthly", variant="a count, on an average day of the month", absent=NO_USERS),
)  # fmt: skip
def daily_active_users(segment_daily_active_users, most_users):
    """Users who use the product on an average day of the month."""
    return of_users(segment_daily_active_users, most_users)


@line(
    "Active-user ratio", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, opening="same", aliases=("registrations",),
    metric=higher(
        "month", "product", "monthly", part=True, variant="monthly active ÷ registered", absent="Without registered users.",
        note="The loose name registrations is taken to mean this: registrations v. active use.",
    ),
)  # fmt: skip
def active_user_ratio(monthly_active_users, registered_users):
    """Monthly active ÷ registered users."""
    return ratio(monthly_active_users, registered_users)


@line(
    "Engagement", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, opening="same",
    metric=higher(
        "month", "product", "weekly, monthly", part=True, variant="daily ÷ monthly active users", absent="Without active users.",
        note="Some count the users themselves: those are the daily and the monthly active users.",
    ),
)  # fmt: skip
def engagement(daily_active_users, monthly_active_users):
    """Daily ÷ monthly active users."""
    return ratio(daily_active_users, monthly_active_users)


@line("Tasks per user, at most", unit=TASKS, shape=Shape.SCALAR)
def most_tasks(tasks_per_user):
    """Of all months: 0 where the plan states none."""
    return highest(tasks_per_user)


@line("Hours saved per task, at most", unit=HOURS, shape=Shape.SCALAR)
def most_hours_saved(hours_saved_per_task):
    """Of all months: 0 where the plan states none."""
    return highest(hours_saved_per_task)


@line("Tasks completed", unit=TASKS, kind=Kind.FLOW)
def completed_tasks(monthly_active_users, tasks_per_user, task_completion, most_tasks):
    """Tasks that active users complete in the month; not available when the plan states none."""
    return where(most_tasks > 0, monthly_active_users * tasks_per_user * task_completion, not_available)


@line(
    "Hours saved", unit=HOURS, kind=Kind.FLOW,
    metric=higher("month", "product, sales", "monthly, quarterly", variant="tasks completed × hours saved by each",
                  absent="When the plan states no users, no tasks, or no hours that each saves."),
)  # fmt: skip
def hours_saved(completed_tasks, hours_saved_per_task, most_hours_saved):
    """Hours that the product saves its users in the month."""
    return where(most_hours_saved > 0, completed_tasks * hours_saved_per_task, not_available)


CHARTS = [
    Chart(
        "C55", "Is the product used?", "line", "months",
        (
            Series("registered_users", "Registered", "line"), Series("monthly_active_users", "Active in the month", "line"),
            Series("daily_active_users", "Active on a day", "line"),
        ),
        "count", from_zero=True,
    ),
]  # fmt: skip
