"""Whether a scenario's numbers would still agree with each other if some of them were others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planbook.language.declarations import Chapter
from planbook.scenarios.given import Given, Step
from planbook.scenarios.nodes import Faults
from planbook.scenarios.relations import contradictions, related
from planbook.scenarios.scenario import Reading
from planbook.scenarios.walking import Key

Others = Mapping[Key, Mapping[int, float]]  # by assumption and step, counted from 0


class Agreement:
    """One scenario, as it was read."""

    def __init__(self, reading: Reading, chapters: Sequence[Chapter]):
        self.reading = reading
        self.chapters = chapters
        self.related = related(chapters)

    def refusal(self, others: Others) -> str:
        """Why planbook refuses the scenario with other values, each reason with its path; nothing where they agree."""
        if not any(name in self.related for name, _ in others):
            return ""
        givens = self.reading.givens
        turned = {key: _turned(givens[key], values) for key, values in others.items() if key in givens}
        faults = Faults()
        contradictions(replace(self.reading, givens={**givens, **turned}), self.chapters, faults)
        return "; ".join(f"{fault.path}: {fault.message}" for fault in faults.sorted([]))


def _turned(given: Given, values: Mapping[int, float]) -> Given:
    def step(number: int, each: Step) -> Step:
        if number not in values or values[number] == each.value.value:
            return each
        origin = replace(each.value.origin, written=f"{values[number]:.6g}")
        return Step(each.begins, replace(each.value, value=values[number], origin=origin))

    return replace(given, steps=tuple(step(number, each) for number, each in enumerate(given.steps)))
