"""The two ways in which something can be wrong: the model's text, or a plan."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class PlanbookError(Exception):
    """Anything planbook refuses, said in words; never shown as a traceback."""


class ModelError(PlanbookError):
    """A declaration in ``planbook.business`` breaks a rule of the language."""


class EvaluationError(PlanbookError):
    """A plan is well formed, but one of its figures cannot be computed."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a plan: where, what was found, what is allowed, a suggestion."""

    file: str
    line: int | None
    path: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class PlanError(PlanbookError):
    """A plan is refused; carries every fault found in it."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name that looks most like ``name``, whatever its capitals, or None."""
    known: dict[str, str] = {}
    for each in names:
        known.setdefault(each.lower(), each)
    matches = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    return known[matches[0]] if matches else None


def enumerated(words: Sequence[str]) -> str:
    """Words with commas, and "and" before the last."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A closing phrase such as ``; did you mean `churn`?``, or nothing."""
    match = nearest(name, names)
    return f"; did you mean `{match}`?" if match else ""
