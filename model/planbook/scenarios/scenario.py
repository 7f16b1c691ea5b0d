"""One scenario of a plan, read: its timeline, members, chapters and numbers, before scenarios are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.language.declarations import Assumption, Chapter
from planbook.language.errors import Fault
from planbook.language.families import Attribute, Family
from planbook.scenarios.changes import Delta
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
    passed: tuple[Fault, ...] = ()  # changes that do not apply, and why

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
    walker = Walker(months, faults)
    givens = walker.walk(root, plan)
    reading = Reading(
        name, file, root, months, listed, tuple(chapter.name for chapter in chapters if chapter.name not in absent),
        givens, {leaf.key: path for path, leaf in plan.leaves()}, tuple(walker.passed),
    )  # fmt: skip
    _needed_chapters(reading, catalogue, faults)
    return reading


def absences(chapters: Sequence[Chapter], root: Table) -> list[str]:
    """The names of the chapters that a plan leaves out."""
    own = {chapter.name for chapter in chapters if not is_present(chapter, root)}
    return [chapter.name for chapter in chapters if chapter.name in own or chapter.along in own]


def is_present(chapter: Chapter, root: Table) -> bool:
    """Whether a plan has a chapter: those that may be left out are there when the plan says anything of them."""
    if chapter.section:
        return chapter.section in root.entries
    return not chapter.optional or any(_states(made, root) for made in chapter.assumptions)


def _states(made: Assumption, root: Table) -> bool:
    head, *rest = made.at.split(".")
    section = root.entries.get(head)
    groups = section.entries.values() if made.per and isinstance(section, Table) else [section]
    found = [at_path(group, tuple(rest)) for group in groups if isinstance(group, Table)]
    return any(node is not None and not _only_meant(node) for node in found)


def _only_meant(node: Node) -> bool:
    """Whether it is said for whatever plan, and this one says nothing of it."""
    return isinstance(node, Delta) and node.lenient and (node.before is None or _only_meant(node.before))


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
