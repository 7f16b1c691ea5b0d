"""Numbers that a plan leaves to its own scenarios: a member that is named after one takes a line of it.

Of members named after none some numbers are those of the base, so that they do not hang on the scenario that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbook.language.declarations import Assumption, Chapter, Unnamed
from planbook.language.plans import Link
from planbook.scenarios.nodes import Faults
from planbook.scenarios.scenario import Reading


def links(readings: Sequence[Reading], chapters: Sequence[Chapter], faults: Faults, several: bool) -> dict[str, dict[str, Link]]:
    """By scenario and input cell, what is left to which scenario; reports members that must state a number and are named after none.

    several: whether the plan's files are several scenarios, of which the base is the first.
    """
    names = [reading.name for reading in readings]
    taken = [made for chapter in chapters for made in chapter.assumptions if made.from_scenario]
    return {reading.name: dict(link for made in taken for link in _links(reading, made, names, faults, several)) for reading in readings}


def _links(reading: Reading, made: Assumption, names: Sequence[str], faults: Faults, several: bool) -> Iterator[tuple[str, Link]]:
    for (name, members), given in reading.givens.items():
        if name != made.name or given.first.origin.file:
            continue
        (member,) = members
        if member in names:
            yield f"{name}.{member}", Link(member, made.from_scenario)
        elif made.unnamed is Unnamed.BASE and several:
            yield f"{name}.{member}", Link(names[0], made.from_scenario)
        elif made.unnamed is Unnamed.REFUSED:
            _refuse(reading, made, member, names, faults)


def _refuse(reading: Reading, made: Assumption, member: str, names: Sequence[str], faults: Faults) -> None:
    """It is neither stated nor left to a scenario."""
    section, _, key = made.at.partition(".")
    path = f"{section}.{member}"
    known = f"call it as one of the plan's scenarios ({', '.join(names)}), and it is what that one comes to"
    faults.add(reading.node(path) or reading.root, f"`{key}` is missing: {made.about} Or {known}", f"{path}.{key}")
