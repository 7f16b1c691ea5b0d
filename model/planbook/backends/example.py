"""An example structure that has every chapter and every choice: what formulas are like without a plan."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.language.declarations import Chapter
from planbook.language.families import Attribute, Family, Member
from planbook.language.model import Model, Structure
from planbook.language.trace import trace

MONTHS = 12
FEWEST = 2  # members of a family, so that a total reads as one


def example(chapters: Sequence[Chapter], families: Sequence[Family]) -> Model:
    """The model of a plan that leaves nothing out; each choice of a family is made by one of its members."""
    sizes = {family.name: _size(family) for family in families}
    members = {family.name: _members(family, sizes) for family in families}
    names = frozenset(chapter.name for chapter in chapters)
    structure = Structure(members, {}, (2027, 1), MONTHS, 12, tuple(range(MONTHS + 1)), MONTHS, names)
    return trace(chapters, families, structure)


def _size(family: Family) -> int:
    own = family.twin or family
    return len(own.members) or max([FEWEST, *(len(each.choices) for each in own.attributes.values())])


def _members(family: Family, sizes: dict[str, int]) -> tuple[Member, ...]:
    if family.members:
        return family.members
    own = family.twin or family
    attributes = own.attributes.values()
    return tuple(
        Member(f"{own.name}_{number}", f"{own.label} {number}", {each.name: _choice(each, number, sizes) for each in attributes})
        for number in range(1, sizes[family.name] + 1)
    )


def _choice(attribute: Attribute, number: int, sizes: dict[str, int]) -> str:
    """What the member of a number chooses: each choice, or each member it may point to, in turn."""
    if attribute.target is None or attribute.choices:
        return attribute.choices[(number - 1) % len(attribute.choices)]
    place = number + 1 if attribute.differs else number
    return f"{attribute.target.name}_{(place - 1) % sizes[attribute.target.name] + 1}"
