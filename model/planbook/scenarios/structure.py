"""What all scenarios of a plan share, and the report when one of them does not.

A workbook has one live selector for all scenarios, so they may differ in numbers only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from planbook.language.declarations import Assumption, Chapter
from planbook.language.families import Family
from planbook.language.model import InputForm, Structure
from planbook.scenarios.given import Given
from planbook.scenarios.nodes import Faults
from planbook.scenarios.scenario import Reading
from planbook.scenarios.timeline import KEYS as TIMELINE_KEYS
from planbook.scenarios.walking import Key

WHY = "all scenarios of a plan share their structure: a live selector cannot follow it"
LEAST_AGES = 60


def structure(readings: Sequence[Reading], chapters: Sequence[Chapter]) -> Structure:
    """The structure of a plan whose scenarios agree."""
    first = readings[0]
    ages = sorted(
        {int(age) for made in _assumptions(chapters) if made.opens_cohort for age in _numbers(first, made)}, reverse=True
    )
    months = first.timeline.months
    oldest = max(ages, default=0)
    return Structure(
        members=first.members,
        forms={key: _form([reading.givens[key] for reading in readings]) for key in first.givens},
        start=first.timeline.start,
        horizon=months,
        fiscal_year_end=first.timeline.fiscal_year_end,
        cohort_starts=(*(-age for age in ages), *range(1, months + 1)),
        ages=max(months + oldest, LEAST_AGES, *_needed_ages(first, chapters)),
        chapters=frozenset(first.chapters),
    )


def _needed_ages(reading: Reading, chapters: Sequence[Chapter]) -> list[int]:
    return [made.needs_ages * int(value) for made in _assumptions(chapters) if made.needs_ages for value in _numbers(reading, made)]


def _assumptions(chapters: Sequence[Chapter]) -> Iterator[Assumption]:
    for chapter in chapters:
        yield from chapter.assumptions


def _numbers(reading: Reading, made: Assumption) -> list[float]:
    return [given.first.value for (name, _), given in reading.givens.items() if name == made.name]


def _form(givens: Sequence[Given]) -> InputForm:
    """The one form that holds what every scenario gives."""
    lead = next((given for given in givens if not given.adapts), givens[0])
    growths = [given.growth for given in givens if given.growth]
    return InputForm(
        lead.period,
        max(len(given.steps) for given in givens),
        _form(growths) if growths else None,
        lead.stepped,
        lead.dated,
        any(given.season for given in givens),
        max(len(given.changes) for given in givens),
    )


class Comparison:
    """Compares a scenario with the first one; whatever is not shared is reported."""

    def __init__(self, first: Reading, other: Reading, faults: Faults):
        self.first = first
        self.other = other
        self.faults = faults

    def report(self, chapters: Sequence[Chapter], families: Sequence[Family]) -> None:
        """Report every difference in structure."""
        self._timeline()
        self._chapters(chapters)
        for family in families:
            if not family.twin:
                self._members(family)
        for made in _assumptions(chapters):
            for key in [key for key in self.other.givens if key[0] == made.name and key in self.first.givens]:
                self._assumption(made, key)

    def _differs(self, path: str, here: str, there: str) -> None:
        _report(self.first, self.other, path, here, there, self.faults)

    def _timeline(self) -> None:
        here, there = self.other.timeline, self.first.timeline
        if here.sound and there.sound:
            for key in TIMELINE_KEYS:
                ours, theirs = getattr(here, key), getattr(there, key)
                if ours != theirs:
                    shown = (here.label(1), there.label(1)) if key == "start" else (str(ours), str(theirs))
                    self._differs(f"timeline.{key}", *shown)

    def _chapters(self, chapters: Sequence[Chapter]) -> None:
        for chapter in chapters:
            if chapter.along:
                continue  # the chapter that it goes with is reported, and others of its section
            here, there = chapter.name in self.other.chapters, chapter.name in self.first.chapters
            if here != there:
                words = {True: "given", False: "not given"}
                hint = "" if chapter.section else "; a scenario that has none of it says so with a zero"
                path = chapter.section or self._stated(chapter)
                _report(self.first, self.other, path, words[here], words[there], self.faults, hint)

    def _stated(self, chapter: Chapter) -> str:
        """Where an optional chapter is stated, in whichever of the two scenarios does."""
        has_it = self.other if chapter.name in self.other.chapters else self.first
        names = {made.name for made in chapter.assumptions}
        return next(path for (name, _), path in has_it.paths.items() if name in names and has_it.node(path) is not None)

    def _members(self, family: Family) -> None:
        here, there = self.other.members[family.name], self.first.members[family.name]
        ours, theirs = [member.name for member in here], [member.name for member in there]
        if ours != theirs:
            path = next((f"{family.section}.{name}" for name in ours if name not in theirs), str(family.section))
            self._differs(path, _listed(ours), _listed(theirs))
            return
        for mine, base in zip(here, there, strict=True):
            pairs = {"label": (mine.label, base.label), **{
                name: (mine.attributes.get(name), base.attributes.get(name)) for name in family.attributes
            }}  # fmt: skip
            for key, (ours_is, theirs_is) in pairs.items():
                if ours_is != theirs_is and ours_is and theirs_is:
                    self._differs(f"{family.section}.{mine.name}.{key}", f"`{ours_is}`", f"`{theirs_is}`")

    def _assumption(self, made: Assumption, key: Key) -> None:
        here, there = self.other.givens[key], self.first.givens[key]
        if (made.structure or made.opens_cohort) and here.values != there.values:
            self._differs(self.other.paths[key], here.first.written, there.first.written)


def compare_periods(before: Sequence[Reading], other: Reading, faults: Faults) -> None:
    """Report rates that a scenario states in another period than a scenario before it."""
    for key, given in other.givens.items():
        path = other.paths[key]
        earlier = [(each, each.givens[key]) for each in before if key in each.givens]
        _compare_period(path, given, earlier, other, faults)
        if given.growth:
            growths = [(each, stated.growth) for each, stated in earlier if stated.growth]
            _compare_period(f"{path}.growth", given.growth, growths, other, faults)


def _compare_period(path: str, here: Given, before: Sequence[tuple[Reading, Given]], other: Reading, faults: Faults) -> None:
    lead = next(((reading, given) for reading, given in before if not given.adapts), None)
    if lead and not here.adapts and _lands(here) != _lands(lead[1]):
        _report(lead[0], other, path, f"stated {_landing(here, lead[1])}", _landing(lead[1], here), faults)


def _report(first: Reading, other: Reading, path: str, here: str, there: str, faults: Faults, hint: str = "") -> None:
    message = f"{here} here, and {there} in {Path(first.file).name}; {WHY}{hint}"
    node = other.node(path)
    if node is not None and node.file != first.file:
        faults.add(node, message, path)
    else:
        faults.at(other.file, None, path, message)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "no members"


def _lands(given: Given) -> tuple[str, bool, bool]:
    return given.period, given.stepped, given.dated


def _landing(given: Given, other: Given) -> str:
    if given.dated:
        return "as dated changes"
    lands = "" if given.stepped == other.stepped else ", stepped" if given.stepped else ", smooth"
    return f"per {given.period}{lands}"
