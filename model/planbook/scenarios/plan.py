"""Loading a plan: all its scenarios, what they share, and every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from planbook.language.declarations import Chapter
from planbook.language.errors import PlanError
from planbook.language.families import Family
from planbook.language.model import Structure
from planbook.language.plans import LoadedPlan, Scenario, Target
from planbook.scenarios import headings, texts
from planbook.scenarios.cells import cells
from planbook.scenarios.folder import Folder, folder
from planbook.scenarios.given import Cell
from planbook.scenarios.headings import Head, head
from planbook.scenarios.inheritance import Inheritance
from planbook.scenarios.library import Library
from planbook.scenarios.linked import links
from planbook.scenarios.nodes import Faults, Table
from planbook.scenarios.outline import whole_values
from planbook.scenarios.reading import read
from planbook.scenarios.relations import contradictions
from planbook.scenarios.remarks import remarks
from planbook.scenarios.scenario import Reading, read_scenario
from planbook.scenarios.structure import Comparison, compare_periods, structure
from planbook.scenarios.targets import only_in_the_base, read_benchmarks, read_targets


def load(path: Path | str, chapters: Sequence[Chapter], families: Sequence[Family], segments: Sequence[str] = ()) -> LoadedPlan:
    """Read a plan, a folder of scenarios or one of its files; ``segments`` are those that benchmarks exist for.

    Raises PlanError, which carries every fault found in any of the files.
    """
    loader = _Loader(chapters, families, segments)
    return loader.load(Path(path))


class _Loader:
    def __init__(self, chapters: Sequence[Chapter], families: Sequence[Family], segments: Sequence[str]):
        self.chapters = chapters
        self.families = families
        self.segments = segments
        self.faults = Faults()
        self.order: list[str] = []  # of the files, for the report

    def load(self, path: Path) -> LoadedPlan:
        files = folder(path, self.faults)
        if files is None:
            self._refuse()
        self.order = [str(file) for file in files.files]
        own = {file.name: read(file, str(file), self.faults) for file in files.files}
        heads = {name: head(root, self.faults) for name, root in own.items() if root}
        readings = self._readings(files, own)
        self._compare(heads, readings)
        wanted = self._targets(own, readings)
        linked = links(readings, self.chapters, self.faults)
        base = next(iter(own.values()))
        segments = read_benchmarks(base, self.segments, self.faults) if base else ()
        if len(self.faults):
            self._refuse()
        return replace(self._plan(files, heads, readings, wanted), benchmarks=segments, links=linked)

    def _refuse(self) -> NoReturn:
        raise PlanError(self.faults.sorted(self.order))

    def _inheritance(self, files: Folder, own: dict[str, Table | None]) -> Inheritance:
        families = frozenset(str(family.section) for family in self.families if family.section)
        sections = frozenset(chapter.section for chapter in self.chapters if chapter.section)
        return Inheritance(own, whole_values(self.chapters), self.faults, families, sections, Library(files.path, self.faults))

    def _readings(self, files: Folder, own: dict[str, Table | None]) -> list[Reading]:
        inheritance = self._inheritance(files, own)
        made: list[Reading] = []
        catalogue = (self.chapters, self.families)
        for file in files.files:
            root = inheritance.merged(file.name)
            if root is not None:
                base = made[0] if made else None
                made.append(read_scenario(file.stem, str(file), root, catalogue, base, self.faults))
                contradictions(made[-1], self.chapters, self.faults)
        return made

    def _compare(self, heads: dict[str, Head], readings: list[Reading]) -> None:
        if heads:
            headings.agree(heads, self.faults)
        for other in readings[1:]:
            Comparison(readings[0], other, self.faults).report(self.chapters, self.families)
        for number, other in enumerate(readings):
            compare_periods(readings[:number], other, self.faults)

    def _targets(self, own: dict[str, Table | None], readings: list[Reading]) -> dict[str, Target]:
        only_in_the_base(own, self.faults)
        root = next(iter(own.values()))
        if root is None or not readings:
            return {}
        return read_targets(root, readings[0].timeline, self.chapters, readings[0].chapters, self.faults)

    def _plan(
        self, files: Folder, heads: dict[str, Head], readings: list[Reading], wanted: dict[str, Target]
    ) -> LoadedPlan:  # fmt: skip
        shared = structure(readings, self.chapters)
        first = heads[files.files[0].name]
        return LoadedPlan(
            name=files.name,
            title=first.get("name", texts.label_from(files.name)),
            about=first.get("about", ""),
            currency=first.get("currency", "USD"),
            as_of=first.get("as_of", headings.day_before(readings[0].timeline)),
            structure=shared,
            scenarios={reading.name: self._scenario(reading, heads[f"{reading.name}.yaml"], shared) for reading in readings},
            shown=files.shown,
            folder=files.path,
            targets=wanted,
            remarks=remarks(readings, self.chapters, self.families, self.order),
        )

    def _scenario(self, reading: Reading, own: Head, shared: Structure) -> Scenario:
        inputs = self._cells(reading, shared)
        values = {key: cell.value for key, cell in inputs.items()}
        origins = {key: cell.origin for key, cell in inputs.items()}
        return Scenario(reading.name, own.get("label", texts.label_from(reading.name)), own.get("about", ""), values, origins)

    def _cells(self, reading: Reading, shared: Structure) -> dict[str, Cell]:
        made = {item.name: item for chapter in self.chapters for item in chapter.assumptions}
        inputs: dict[str, Cell] = {}
        for key, given in reading.givens.items():
            name, members = key
            inputs.update(cells(made[name], members, given, shared.forms[key], shared.horizon))
        return inputs
