"""What makes a reader doubt a plan: a rule over lines that must all be so at once, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Test:
    """A line above or below a number."""

    line: str
    above: float | None = None
    below: float | None = None


@dataclass(frozen=True)
class RedFlag:
    """A doubt: what is said where all tests hold in one month; `{}` stands for the first line's figure.

    A metric of twelve months is not available before month 12, and raises nothing until then. ``at_end`` looks at the last month
    only. ``limits_in`` is the currency that a limit is an amount of: plans in another one are not judged by it. ``question`` is what
    an investor would ask. ``alert`` names a check of the model that says the same, which then is not repeated.
    """

    name: str
    sentence: str
    question: str
    tests: tuple[Test, ...]
    at_end: bool = False
    alert: str = ""
    limits_in: str = ""
