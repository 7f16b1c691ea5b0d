"""Loading a plan: all its scenarios, what they share, and every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from planbook.language.declarations import Chapter
from planbook.language.errors import PlanbookError, PlanError
from planbook.language.families import Family
from planbook.language.model import Structure
from planbook.language.plans import LoadedPlan, Scenario, Target
from planbook.scenarios import headings, texts
from planbook.scenarios.agreement import Agreement
from planbook.scenarios.cells import cells
from planbook.scenarios.choosing import Choosing
from planbook.scenarios.folder import folder
from planbook.scenarios.given import Cell
from planbook.scenarios.headings import Head, head
from planbook.scenarios.holding import fixed
from planbook.scenarios.inheritance import Inheritance, Variation
from planbook.scenarios.library import Library
from planbook.scenarios.linked import links
from planbook.scenarios.nodes import Faults, Table
from planbook.scenarios.outline import of_members, whole_values
from planbook.scenarios.reading import read
from planbook.scenarios.relations import contradictions
from planbook.scenarios.remarks import remarks
from planbook.scenarios.scenario import Reading, read_scenario
from planbook.scenarios.structure import Comparison, compare_periods, structure
from planbook.scenarios.targets import only_in_the_base, read_benchmarks, read_targets

NO_HEAD = Head({}, {})


def load(path: Path | str, chapters: Sequence[Chapter], families: Sequence[Family], segments: Sequence[str] = ()) -> LoadedPlan:
    """Read a plan, a folder of scenarios or one of its files; ``segments`` are those that benchmarks exist for.

    Raises PlanError, which carries every fault found in any of the files.
    """
    return Source(Path(path), chapters, families, segments).plan()


class Source:
    """The files of a plan, read once: what they say, and what variations of it would."""

    def __init__(self, path: Path, chapters: Sequence[Chapter], families: Sequence[Family], segments: Sequence[str] = ()):
        self.chapters = chapters
        self.families = families
        self.segments = segments
        self.faults = Faults()
        self.order: list[str] = []  # of the files, for the report
        files = folder(path, self.faults)
        if files is None:
            self._refuse()
        self.files = files
        self.order = [str(file) for file in files.files]
        self.own = {file.name: read(file, str(file), self.faults) for file in files.files}
        self.heads = {name: head(root, self.faults) for name, root in self.own.items() if root}
        self.library = Library(files.path, self.faults)
        self.readings = self._readings()

    def plan(self, variations: Sequence[Variation] = ()) -> LoadedPlan:
        """The plan with all scenarios of its files, and with these variations; raises PlanError."""
        readings = [*self.readings, *self._varied(variations)]
        self._compare(readings)
        wanted = self._targets(readings)
        linked = links(readings, self.chapters, self.faults, several=len(self.readings) > 1)
        base = next(iter(self.own.values()))
        segments = read_benchmarks(base, self.segments, self.faults) if base else ()
        if len(self.faults):
            self._refuse()
        return replace(self._plan(readings, wanted), benchmarks=segments, links=linked)

    def agreement(self, scenario: str, variations: Sequence[Variation] = ()) -> Agreement:
        """What the numbers of a scenario, or of one of these variations, are held against each other by."""
        readings = [*self.readings, *self._varied(variations)]
        return Agreement({each.name: each for each in readings}[scenario], self.chapters)

    def mixin(self, name: str) -> Table:
        """A file that can be mixed in; raises PlanbookError for an unknown name, PlanError for one that cannot be read."""
        if name not in self.library:
            raise PlanbookError(self.library.there_is_no(name))
        made = self.library[name]
        if len(self.faults):
            self._refuse()
        return made

    def _refuse(self) -> NoReturn:
        found = self.faults.sorted(self.order)
        self.faults.clear()
        raise PlanError(found)

    def _inheritance(self) -> Inheritance:
        families = frozenset(str(family.section) for family in self.families if family.section)
        sections = frozenset(chapter.section for chapter in self.chapters if chapter.section)
        choosing = Choosing(of_members(self.chapters), self.faults)
        return Inheritance(self.own, whole_values(self.chapters), self.faults, self.library, choosing, families, sections)

    def _readings(self) -> list[Reading]:
        inheritance = self._inheritance()
        made: list[Reading] = []
        for file in self.files.files:
            root = inheritance.merged(file.name)
            if root is not None:
                made.append(self._read(file.stem, str(file), root, made[0] if made else None))
        return made

    def _read(self, name: str, file: str, root: Table, base: Reading | None) -> Reading:
        made = read_scenario(name, file, root, (self.chapters, self.families), base, self.faults)
        contradictions(made, self.chapters, self.faults)
        return made

    def _varied(self, variations: Sequence[Variation]) -> list[Reading]:
        inheritance = self._inheritance()
        made = []
        for each in variations:
            root = inheritance.varied(each)
            if root is not None:
                made.append(self._read(each.name, each.changes.file, root, self.readings[0]))
        return made

    def _compare(self, readings: list[Reading]) -> None:
        if self.heads:
            headings.agree(self.heads, self.faults)
        for other in readings[1:]:
            Comparison(readings[0], other, self.faults).report(self.chapters, self.families)
        for number, other in enumerate(readings):
            compare_periods(readings[:number], other, self.faults)

    def _targets(self, readings: list[Reading]) -> dict[str, Target]:
        only_in_the_base(self.own, self.faults)
        root = next(iter(self.own.values()))
        if root is None or not readings:
            return {}
        return read_targets(root, readings[0].timeline, self.chapters, readings[0].chapters, self.faults)

    def _plan(self, readings: list[Reading], wanted: dict[str, Target]) -> LoadedPlan:
        shared, files = structure(readings, self.chapters), self.files
        first = self.heads[files.files[0].name]
        return LoadedPlan(
            name=files.name,
            title=first.get("name", texts.label_from(files.name)),
            about=first.get("about", ""),
            currency=first.get("currency", "USD"),
            as_of=first.get("as_of", headings.day_before(readings[0].timeline)),
            structure=shared,
            scenarios={reading.name: self._scenario(reading, shared) for reading in readings},
            shown=files.shown,
            folder=files.path,
            targets=wanted,
            remarks=remarks(readings, self.chapters, self.families, self.order),
        )

    def _scenario(self, reading: Reading, shared: Structure) -> Scenario:
        own = self.heads.get(f"{reading.name}.yaml", NO_HEAD)
        inputs = self._cells(reading, shared)
        values = {key: cell.value for key, cell in inputs.items()}
        origins = {key: cell.origin for key, cell in inputs.items()}
        label = own.get("label", texts.label_from(reading.name))
        held = frozenset((".".join((name, *members)), what) for (name, members), given in reading.givens.items() for what in fixed(given))
        return Scenario(reading.name, label, own.get("about", ""), values, origins, reading.passed, held)

    def _cells(self, reading: Reading, shared: Structure) -> dict[str, Cell]:
        made = {item.name: item for chapter in self.chapters for item in chapter.assumptions}
        inputs: dict[str, Cell] = {}
        for key, given in reading.givens.items():
            name, members = key
            inputs.update(cells(made[name], members, given, shared.forms[key], shared.horizon))
        return inputs
