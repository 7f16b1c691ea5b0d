"""What a figure is measured in, what kind of figure it is, and what its year is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Unit:
    """A unit of measure: its name in words, and the style its figures are printed in."""

    name: str
    style: str


MONEY = Unit("$", "amount")
PRICE = Unit("$ each", "price")
CUSTOMERS = Unit("customers", "count")
PERSONS = Unit("persons", "count")
TICKETS = Unit("tickets", "count")
VISITORS = Unit("visitors", "count")
LEADS = Unit("leads", "count")
TERABYTES = Unit("TB", "count")
GIGABYTES = Unit("GB", "count")
PIECES = Unit("pieces", "count")
SHARE = Unit("share", "percent")
RATE = Unit("per month", "percent")
YEARLY_RATE = Unit("per year", "percent")
MULTIPLE = Unit("x", "multiple")
FACTOR = Unit("factor", "factor")
FLAG = Unit("flag", "flag")
MONTHS = Unit("months", "whole")
DURATION = Unit("months", "count")
DAYS = Unit("days", "whole")
NUMBER = Unit("number", "whole")
LABEL = Unit("number", "label")
MONTH = Unit("month", "label")


MONTHS_OF_YEAR = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Kind(Enum):
    """How a figure behaves over time, and therefore what its year or quarter is."""

    FLOW = "flow"  # adds up over a year
    BALANCE = "balance"  # a year shows its last month
    OPENING = "opening"  # a year shows its first month
    RATIO = "ratio"  # a year is what the line declares
    FACTOR = "factor"  # an index, a flag, a setting: it has no year of its own


class Year(Enum):
    """What the year of a ratio is; there is no default."""

    RECOMPUTED = "recomputed"
    LAST = "last"
    NONE = "none"


class Shape(Enum):
    """The axis of a line."""

    SCALAR = "scalar"
    MONTHS = "months"
    AGES = "ages"
    COHORTS = "cohorts"


class Sign(Enum):
    """What is known about the sign of a figure; decides what may divide."""

    POSITIVE = "positive"
    NONNEGATIVE = "nonnegative"
    ANY = "any"
