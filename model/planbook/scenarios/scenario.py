"""One scenario of a plan, read: its timeline, members, chapters and numbers, before scenarios are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planbook.language.declarations import Assumption, Chapter
from planbook.language.families import Attribute, Family
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
    absent = absences(chapters, root)
    plan = outline(chapters, families, attributes(listed, base.members if base else listed), absent)
    givens = Walker(months, faults).walk(root, plan)
    reading = Reading(
        name, file, root, months, listed, tuple(chapter.name for chapter in chapters if chapter.name not in absent),
        givens, {leaf.key: path for path, leaf in plan.leaves()},
    )  # fmt: skip
    _ordered(reading, chapters, faults)
    _needed_chapters(reading, catalogue, faults)
    return reading


def absences(chapters: Sequence[Chapter], root: Table) -> list[str]:
    """The names of the chapters that a plan leaves out."""
    own = {chapter.name for chapter in chapters if not is_present(chapter, root)}
    return [chapter.name for chapter in chapters if (chapter.along or chapter.name) in own]


def is_present(chapter: Chapter, root: Table) -> bool:
    """Whether a plan has a chapter: those that may be left out are there when the plan says anything of them."""
    if chapter.section:
        return chapter.section in root.entries
    return not chapter.optional or any(_states(made, root) for made in chapter.assumptions)


def _states(made: Assumption, root: Table) -> bool:
    head, *rest = made.at.split(".")
    section = root.entries.get(head)
    groups = section.entries.values() if made.per and isinstance(section, Table) else [section]
    return any(isinstance(group, Table) and at_path(group, tuple(rest)) is not None for group in groups)


def _ordered(reading: Reading, chapters: Sequence[Chapter], faults: Faults) -> None:
    """Report assumptions that contradict another: above what bounds them, or missing beside what needs them."""
    named = {made.name: made for chapter in chapters for made in chapter.assumptions}
    rules = ((made, other, rule) for made in named.values() for other, rule in _relations(made))
    for made, other, rule in rules:
        for key in [key for key in reading.givens if key[0] == made.name]:
            beside = (other, key[1] if other in named and named[other].per else ())
            if beside in reading.givens:
                rule(reading, key, beside, (made, named[other]), faults)


def _needed_chapters(reading: Reading, catalogue: Catalogue, faults: Faults) -> None:
    """Report choices that have no meaning without a chapter that the plan leaves out."""
    chapters = {chapter.name: chapter for chapter in catalogue[0]}
    for family in catalogue[1]:
        for attribute in family.attributes.values():
            for choice, needed in attribute.needs.items():
                if needed not in reading.chapters:
                    _needed_chapter(reading, attribute, choice, chapters[needed], faults)


def _needed_chapter(reading: Reading, attribute: Attribute, choice: str, chapter: Chapter, faults: Faults) -> None:
    section, _, key = chapter.assumptions[0].at.partition(".")
    how = f"add a section `{chapter.section}`" if chapter.section else f"give `{key}` in `{section}`"
    for member in reading.members[attribute.family.name]:
        if member.attributes.get(attribute.name) == choice:
            path = f"{attribute.family.section}.{member.name}.{attribute.name}"
            message = f"`{choice}` needs the chapter `{chapter.title}`, which the plan leaves out: {how}"
            faults.add(reading.node(path) or reading.root, message, path)


def _relations(made: Assumption) -> list[tuple[str, Relation]]:
    """The other assumptions that an assumption is checked against, and how."""
    found = ((made.less_than, _below), (made.at_most, _at_most), (made.needed_with, _needed))
    return [(other, rule) for other, rule in found if other]


def _needed(reading: Reading, key: Key, beside: Key, made: tuple[Assumption, Assumption], faults: Faults) -> None:
    """A default must not stand in for a fact: it is asked for where its companion is given."""
    if reading.givens[key].first.origin.file or not any(reading.givens[beside].values):
        return
    path, other = reading.paths[key], reading.node(reading.paths[beside])
    names = [each.at.rpartition(".")[2] for each in made]
    faults.add(other or reading.root, f"`{names[0]}` is missing: it is needed where {names[1]} is given", path)


def _below(reading: Reading, lower: Key, upper: Key, made: tuple[Assumption, Assumption], faults: Faults) -> None:
    if max(reading.givens[lower].values) >= min(reading.givens[upper].values):
        _contradiction(reading, lower, upper, made, "must be below", faults)


def _at_most(reading: Reading, lower: Key, upper: Key, made: tuple[Assumption, Assumption], faults: Faults) -> None:
    if reading.givens[lower].first.value > reading.givens[upper].first.value:
        _contradiction(reading, lower, upper, made, "must not exceed", faults)


def _contradiction(
    reading: Reading, lower: Key, upper: Key, made: tuple[Assumption, Assumption], words: str, faults: Faults
) -> None:  # fmt: skip
    small, large = reading.givens[lower], reading.givens[upper]
    names = [each.at.rpartition(".")[2] for each in made]
    message = f"{names[0]} {words} {names[1]}: got {small.first.origin.written}, and {names[1]} is {large.first.origin.written}"
    node = reading.node(reading.paths[lower]) or reading.node(reading.paths[upper])
    faults.add(node or reading.root, message, reading.paths[lower])


Relation = Callable[[Reading, Key, Key, tuple[Assumption, Assumption], Faults], None]
