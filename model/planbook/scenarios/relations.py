"""Whether the numbers of one scenario agree with each other: what no number can be blamed for by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter
from itertools import pairwise
from typing import Any

from planbook.language.declarations import Assumption, Chapter, Rule, When, parameters_of
from planbook.language.families import Attribute
from planbook.scenarios.given import Given
from planbook.scenarios.nodes import Faults
from planbook.scenarios.scenario import Reading
from planbook.scenarios.walking import Key

NEARLY_ALL = 1 - 1e-9


def contradictions(reading: Reading, chapters: Sequence[Chapter], faults: Faults) -> None:
    """Report assumptions that contradict others, or are missing beside what needs them."""
    named = {made.name: made for chapter in chapters for made in chapter.assumptions}
    for made in named.values():
        keys = [key for key in reading.givens if key[0] == made.name]
        for other, relation in _relations(made):
            for key in keys:
                beside = (other, key[1] if other in named and named[other].per else ())
                if beside in reading.givens:
                    relation(reading, key, beside, (made, named[other]), faults)
        for key in keys:
            _ruled(reading, key, made.rule, named, faults)
        if made.ascending:
            _ascending(reading, keys, made, faults)
        if made.adds_up_by:
            _adds_up(reading, keys, made.adds_up_by, faults)
        if made.makes_whole and keys:
            _makes_whole(reading, keys, made, faults)


def related(chapters: Sequence[Chapter]) -> frozenset[str]:
    """The names of all assumptions that are held against others."""
    found: set[str] = set()
    for made in (made for chapter in chapters for made in chapter.assumptions):
        others = [other for other, _ in _relations(made)] + list(parameters_of(made.rule.holds) if made.rule else ())
        others += [made.ascending] if made.ascending else []
        if others or made.adds_up_by or made.makes_whole:
            found |= {made.name, *others}
    return frozenset(found)


def _relations(made: Assumption) -> list[tuple[str, Relation]]:
    """The other assumptions that an assumption is checked against, and how."""
    found = ((made.less_than, _below), (made.at_most, _at_most), (made.needed_with, _needed))
    return [(other, rule) for other, rule in found if other]


def _needed(reading: Reading, key: Key, beside: Key, made: tuple[Assumption, Assumption], faults: Faults) -> None:
    """A default must not stand in for a fact: it is asked for where its companion is given."""
    companion = reading.givens[beside]
    stated = any(companion.values) or (made[1].zero_counts and companion.first.origin.file)
    if reading.givens[key].first.origin.file or not stated:
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


# Rules that a chapter states itself.


def _ruled(reading: Reading, key: Key, rule: Rule | None, named: dict[str, Assumption], faults: Faults) -> None:
    if rule is None or (rule.when and not _chosen(reading, key, rule.when)):
        return
    wanted = parameters_of(rule.holds)
    used = {name: found for name in wanted if name in named and (found := _beside(reading, name, key, named))}
    if any(default is Parameter.empty or _refused(reading, name, named) for name, default in wanted.items() if name not in used):
        return
    shown = {name: ", ".join(reading.givens[each].first.origin.written for each in found) for name, found in used.items()}
    if not rule.holds(**{name: _values(reading, name, found, key, named) for name, found in used.items()}):
        _blame(reading, [key, *(each for found in used.values() for each in found)], rule.words.format(**shown), faults)


def _refused(reading: Reading, name: str, named: dict[str, Assumption]) -> bool:
    """Whether an assumption of the company has no value although its chapter is there: that has been reported."""
    return name in named and not named[name].per and named[name].chapter in reading.chapters


def _chosen(reading: Reading, key: Key, when: When) -> bool:
    attribute, *choices = when
    family = reading.members[attribute.family.name]
    return any(member.name == key[1][0] and member.attributes.get(attribute.name) in choices for member in family)


def _beside(reading: Reading, name: str, key: Key, named: dict[str, Assumption]) -> list[Key]:
    """The same member's assumption, the company's, or those of all members."""
    if not named[name].per or key[1]:
        return [each for each in [(name, key[1] if named[name].per else ())] if each in reading.givens]
    return [each for each in reading.givens if each[0] == name]


def _values(reading: Reading, name: str, found: list[Key], key: Key, named: dict[str, Assumption]) -> Any:
    values = [reading.givens[each].first.value for each in found]
    return values if named[name].per and not key[1] else values[0]


def _blame(reading: Reading, keys: Sequence[Key], message: str, faults: Faults) -> None:
    """Report where the scenario itself states one of the numbers; else where the first of them stands, or would stand."""
    nodes = [(reading.node(reading.paths[key]), reading.paths[key]) for key in keys]
    stated = [(node, path) for node, path in nodes if node is not None]
    group = nodes[0][1].rpartition(".")[0]
    unstated = (reading.node(group) or reading.root, nodes[0][1])
    node, path = next((each for each in stated if each[0].file == reading.file), stated[0] if stated else unstated)
    faults.add(node, message, path)


def _ascending(reading: Reading, keys: Sequence[Key], made: Assumption, faults: Faults) -> None:
    """Report members that are listed after a later one."""
    counted = [key for key in keys if (other := reading.givens.get((made.ascending, key[1]))) and any(other.values)]
    for before, after in pairwise(counted):
        first, second = (reading.givens[key].first for key in (before, after))
        if second.value < first.value:
            order = f"`{after[1][0]}` ({second.origin.written}) comes before `{before[1][0]}` ({first.origin.written}), listed above it"
            _blame(reading, [after, before], f"list them in the order of their months: {order}", faults)


def _adds_up(reading: Reading, keys: Sequence[Key], attribute: Attribute, faults: Faults) -> None:
    """Report shares of the same thing that add up to all of it or more, in any month that the plan names."""
    for owner, of_it in _by_attribute(reading, keys, attribute).items():
        months = {step.begins.value for key in of_it for step in reading.givens[key].steps}
        if any(sum(_share(reading.givens[key], month) for key in of_it) >= NEARLY_ALL for month in months) and len(of_it) > 1:
            rates = " and ".join(f"{key[1][0]} {reading.givens[key].first.origin.written}" for key in of_it)
            message = f"of `{owner}`, {rates} add up to 100 % or more of a month: nothing would be left"
            _blame(reading, of_it[::-1], message, faults)


def _makes_whole(reading: Reading, keys: Sequence[Key], made: Assumption, faults: Faults) -> None:
    """Report shares of all members that do not add up to all."""
    cells = [reading.givens[key].first for key in keys]
    whole = sum(cell.value for cell in cells)
    if len(keys) == len(reading.members[made.per[0].name]) and abs(whole - 1) > 1 - NEARLY_ALL:
        shares = ", ".join(f"{key[1][0]} {cell.origin.written}" for key, cell in zip(keys, cells, strict=True))
        message = f"all of them ({shares}) must add up to 100 %, and come to {whole * 100:.6g} %"
        _blame(reading, keys[::-1], message, faults)


def _by_attribute(reading: Reading, keys: Sequence[Key], attribute: Attribute) -> dict[str, list[Key]]:
    owners = {member.name: member.attributes.get(attribute.name, "") for member in reading.members[attribute.family.name]}
    names = dict.fromkeys(owners[key[1][0]] for key in keys)
    return {name: [key for key in keys if owners[key[1][0]] == name] for name in names if name}


def _share(given: Given, month: float) -> float:
    """What is in force in a month, of a month."""
    begun = [step.value.value for step in given.steps if step.begins.value <= month]
    value = begun[-1] if begun else given.first.value
    return 1 - (1 - value) ** (1 / 12) if given.period == "year" else value


Relation = Callable[[Reading, Key, Key, tuple[Assumption, Assumption], Faults], None]
