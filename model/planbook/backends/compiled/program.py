"""The program of a model: its text, compiled, and what runs it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from planbook.backends.compiled import kernels, routines
from planbook.backends.compiled.figures import Figures, Layout
from planbook.backends.compiled.soundness import Soundness
from planbook.backends.pointwise import POINTWISE
from planbook.backends.reference import evaluate
from planbook.language.errors import EvaluationError
from planbook.language.model import Model, Row
from planbook.language.parts import used

Kernel = Callable[..., None]


class Program:
    """A model that can be run for one scenario at a time, as a whole or as far as some inputs move it."""

    def __init__(self, model: Model):
        self.model, self.layout = model, Layout(model)
        self.soundness = Soundness(self.layout)
        self.block_of = {row: number for number, block in enumerate(model.blocks) for row in block}
        self.inputs = {row.key: row for row in model.rows if row.source == "input"}
        self._needing: dict[frozenset[Row], set[int]] = {}
        self._moving: dict[tuple[frozenset[str], frozenset[Row] | None], list[Kernel]] = {}

    @cached_property
    def kernels(self) -> dict[int, Kernel]:
        """A function for each block that is computed, in their order."""
        blocks = [[row for row in block if row.tree is not None] for block in self.model.blocks]
        text = "\n".join(kernels.function(number, block, self.layout) for number, block in enumerate(blocks) if block)
        names: dict[str, Any] = vars(routines) | self._tables()
        names |= {"POINTWISE": POINTWISE, "WHERE": np.where, "ZEROS": np.zeros, "MINIMUM": np.minimum, "MAXIMUM": np.maximum}
        exec(compile(text, "<the model's formulas>", "exec"), names)
        return {number: names[f"block{number}"] for number, block in enumerate(blocks) if block}

    def run(self, inputs: Mapping[str, float]) -> Figures:
        """All figures of a scenario. Raises EvaluationError, naming line and month, for a figure that cannot be computed."""
        found = self.layout.blank.copy()
        if not (self._runs(found, inputs, self.kernels.values()) and self.soundness.holds(found)):
            return Figures.of(self.layout, evaluate(self.model, inputs))
        return found

    def changed(self, base: Figures, inputs: Mapping[str, float], wanted: Collection[Row] | None = None) -> Figures | None:
        """The figures of a scenario some of whose inputs have other values; None where not all of them can be computed.

        Only what the inputs move is computed, and of that, where rows are named, only what these follow from: all others keep
        the figures of before.
        """
        found = base.copy()
        if self._runs(found, inputs, self._moved(frozenset(inputs), None if wanted is None else frozenset(wanted))):
            return found if self.soundness.holds(found) else None
        stated = {key: base.scalars[self.layout.at[row]] for key, row in self.inputs.items()}
        try:
            return Figures.of(self.layout, evaluate(self.model, stated | dict(inputs)))
        except EvaluationError:
            return None

    def _runs(self, figures: Figures, inputs: Mapping[str, float], run: Iterable[Kernel]) -> bool:
        """Compute; whether plain numbers could do it: they refuse what arrays, and the reference, carry along."""
        for key, value in inputs.items():
            figures.scalars[self.layout.at[self.inputs[key]]] = float(value)
        months, ages = figures.months, figures.ages
        holders = (figures.scalars, list(months), list(months[:, 1:]), list(ages), list(ages[:, 1:]), figures.cohorts)
        try:
            with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
                for kernel in run:
                    kernel(*holders)
        except (ArithmeticError, ValueError):
            return False
        return True

    def _tables(self) -> dict[str, Any]:
        """Which cohorts start, have begun, and are of an age, by month and cohort."""
        structure = self.model.structure
        since = np.arange(structure.horizon + 1)[:, None] - np.array(structure.cohort_starts, dtype=np.intp)[None, :]
        return {
            "STARTS": (since == 0) * 1.0,
            "BEGUN": since >= 0,
            "AGES": np.clip(since, 0, structure.ages),
            "OLDER": _ByAge(lambda age: since >= age),
            "AGED": _ByAge(lambda age: since == age),
        }

    @cached_property
    def _sources(self) -> list[set[int]]:
        """The blocks that a block reads."""
        return [{self.block_of[other] for row in block for other in used(row)} for block in self.model.blocks]

    @cached_property
    def _readers(self) -> list[set[int]]:
        """The blocks that read a block."""
        found: list[set[int]] = [set() for _ in self._sources]
        for reader, sources in enumerate(self._sources):
            for number in sources:
                found[number].add(reader)
        return found

    def _moved(self, keys: frozenset[str], wanted: frozenset[Row] | None) -> list[Kernel]:
        if (keys, wanted) not in self._moving:
            inputs = {self.block_of[self.inputs[key]] for key in keys}
            numbers = _reached(inputs, self._readers, None if wanted is None else self._needed(wanted))
            self._moving[keys, wanted] = [self.kernels[number] for number in sorted(numbers & self.kernels.keys())]
        return self._moving[keys, wanted]

    def _needed(self, wanted: frozenset[Row]) -> set[int]:
        """The blocks that rows follow from."""
        if wanted not in self._needing:
            self._needing[wanted] = _reached({self.block_of[row] for row in wanted}, self._sources)
        return self._needing[wanted]


class _ByAge(dict[int, Any]):
    """A table for each age that is asked for."""

    def __init__(self, table: Callable[[int], Any]):
        super().__init__()
        self._table = table

    def __missing__(self, age: int) -> Any:
        return self.setdefault(age, self._table(age))


def _reached(numbers: set[int], edges: list[set[int]], within: set[int] | None = None) -> set[int]:
    """These numbers and all that follow."""
    found = set(numbers) if within is None else numbers & within
    queue = list(found)
    while queue:
        following = edges[queue.pop()] - found
        following = following if within is None else following & within
        found |= following
        queue.extend(following)
    return found
