"""One scenario of a plan, read: its timeline, members, chapters and numbers, before scenarios are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.language.declarations import Assumption, Chapter
from planbook.language.families import Family
from planbook.scenarios.members import Members, attributes, members
from planbook.scenarios.nodes import Faults, Node, Table, at_path
from planbook.scenarios.outline import outline
from planbook.scenarios.timeline import Timeline, timeline
from planbook.scenarios.walking import Givens, Key, Walker

Catalogue = tuple[Sequence[Chapter], Sequence[Family]]


@dataclass(frozen=True)
class Reading:
    """What one scenario says, with everything inherited."""

    name: str
    file: str
    root: Table
    timeline: Timeline
    members: Members
    chapters: tuple[str, ...]  # names of those present
    givens: Givens
    paths: dict[Key, str]

    def node(self, path: str) -> Node | None:
        """What stands at a key path."""
        return at_path(self.root, tuple(path.split(".")))


def read_scenario(name: str, file: str, root: Table, catalogue: Catalogue, base: Reading | None, faults: Faults) -> Reading:
    """Read one merged scenario and report everything wrong with it; ``base`` is the scenario read first."""
    chapters, families = catalogue
    months = timeline(root, faults)
    listed = members(root, families, faults)
    absent = [chapter.name for chapter in chapters if chapter.section and chapter.section not in root.entries]
    plan = outline(chapters, families, attributes(listed, base.members if base else listed), absent)
    givens = Walker(months, faults).walk(root, plan)
    reading = Reading(
        name, file, root, months, listed, tuple(chapter.name for chapter in chapters if chapter.name not in absent),
        givens, {leaf.key: path for path, leaf in plan.leaves()},
    )  # fmt: skip
    _ordered(reading, chapters, faults)
    return reading


def _ordered(reading: Reading, chapters: Sequence[Chapter], faults: Faults) -> None:
    """Report assumptions that are not below the one they must stay below."""
    named = {made.name: made for chapter in chapters for made in chapter.assumptions}
    for lower in [made for made in named.values() if made.less_than]:
        for key in [key for key in reading.givens if key[0] == lower.name]:
            upper = (lower.less_than, key[1] if named[lower.less_than].per else ())
            if upper in reading.givens:
                _below(reading, key, upper, (lower, named[lower.less_than]), faults)


def _below(reading: Reading, lower: Key, upper: Key, made: tuple[Assumption, Assumption], faults: Faults) -> None:
    small, large = reading.givens[lower], reading.givens[upper]
    if max(small.values) < min(large.values):
        return
    names = [each.at.rpartition(".")[2] for each in made]
    message = (
        f"{names[0]} must be below {names[1]}: got {small.first.origin.written}, and {names[1]} is {large.first.origin.written}"
    )
    node = reading.node(reading.paths[lower]) or reading.node(reading.paths[upper])
    faults.add(node or reading.root, message, reading.paths[lower])
