"""What a plan may say, and probably does not mean: remarks with their place, which refuse nothing."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.language.declarations import Chapter
from planbook.language.errors import Fault
from planbook.language.families import Attribute, Family
from planbook.language.units import Kind
from planbook.scenarios.nodes import Faults
from planbook.scenarios.scenario import Reading

SEASON_OFF = 0.05  # how far the average of a season may be from 1


def remarks(readings: Sequence[Reading], chapters: Sequence[Chapter], families: Sequence[Family], order: list[str]) -> tuple[Fault, ...]:
    """Everything worth a second look, in the order of the files."""
    found = Faults()
    for reading in readings:
        _seasons(reading, found)
    for family in families:
        if family.section:
            _silent(readings, family, chapters, found)
        for attribute in family.attributes.values():
            _not_pointed_at(readings[0], attribute, found)
    for chapter in chapters:
        _idle(readings, chapter, found)
    return tuple(found.sorted(order))


def _say(reading: Reading, path: str, words: str, found: Faults) -> None:
    found.add(reading.node(path) or reading.root, words, path)


def _seasons(reading: Reading, found: Faults) -> None:
    """A season that makes a year larger or smaller than its steady value."""
    for key, given in reading.givens.items():
        if not given.season:
            continue
        average = sum(cell.value for cell in given.season) / len(given.season)
        if abs(average - 1) > SEASON_OFF:
            more = f"{abs(average - 1) * 100:.0f} % {'more' if average > 1 else 'less'} than without a season"
            _say(reading, reading.paths[key], f"the twelve factors of its season average {average:.2f}: a year is {more}", found)


def _silent(readings: Sequence[Reading], family: Family, chapters: Sequence[Chapter], found: Faults) -> None:
    """A member of which no number is stated, since none must be."""
    own = {made.name: made for chapter in chapters for made in chapter.assumptions if made.at.startswith(f"{family.section}.")}
    for member in readings[0].members[family.name]:
        keys = [key for key in readings[0].givens if key[0] in own and key[1] == (member.name,)]
        stated = any(reading.givens[key].first.origin.file for reading in readings for key in keys)
        if keys and not stated:
            names = ", ".join(f"`{own[key[0]].at.rpartition('.')[2]}`" for key in keys)
            words = f"states no number, and so does nothing; it may state {names}"
            _say(readings[0], f"{family.section}.{member.name}", words, found)


def _not_pointed_at(reading: Reading, attribute: Attribute, found: Faults) -> None:
    """A member that waits for others to point to it, and none does."""
    if attribute.target is None or attribute.wants is None:
        return
    name, wanted = attribute.wants
    pointed = {member.attributes.get(attribute.name) for member in reading.members[attribute.family.name]}
    for member in reading.members[attribute.target.name]:
        if member.attributes.get(name) == wanted and member.name not in pointed:
            kind = attribute.family.label.lower()
            words = f"`{wanted}`, and no {kind} has `{attribute.name}: {member.name}`: nothing comes of it"
            _say(reading, f"{attribute.target.section}.{member.name}.{name}", words, found)


def _idle(readings: Sequence[Reading], chapter: Chapter, found: Faults) -> None:
    """A chapter whose section is there, while no member elsewhere makes use of it through the one key made for that."""
    stocks = [made for made in chapter.assumptions if made.per and made.default == 0 and made.kind is Kind.BALANCE]
    users = [made for made in stocks if not made.at.startswith(f"{chapter.section}.")]
    if not chapter.section or len(users) != 1 or chapter.name not in readings[0].chapters:
        return
    user = users[0]
    if not any(any(given.values) for reading in readings for key, given in reading.givens.items() if key[0] == user.name):
        section, _, name = user.at.rpartition(".")
        _say(readings[0], chapter.section, f"no member of `{section}` states `{name}`: nobody uses this section", found)
