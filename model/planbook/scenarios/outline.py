"""What a plan may say: the keys of a plan file, from the declared assumptions and families.

An outline is a tree like the plan's own: branches by key, and at its ends the assumptions. The
reader walks plan and outline side by side; the schema for editors is the outline printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planbook.language.declarations import Assumption, Chapter
from planbook.language.errors import ModelError
from planbook.language.families import Attribute, Family

HEADINGS = ("extends", "mixins", "plan", "timeline", "targets", "benchmarks")
MEMBER_LABEL = "label"


@dataclass(frozen=True)
class Leaf:
    """The place of one assumption, for one member.

    ``barred`` says why a plan must not fill it; it is ``unsure`` whether it applies when the attribute
    that decides has been refused, or when the plan states nothing of an optional chapter: then nothing
    is missing.
    """

    made: Assumption
    members: tuple[str, ...] = ()
    barred: str = ""
    unsure: bool = False

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Name and members, as Structure.forms has them."""
        return self.made.name, self.members

    @property
    def required(self) -> bool:
        """Whether a plan must fill it."""
        return self.made.default is None and not self.barred and not self.unsure


@dataclass(frozen=True)
class Heading:
    """A key that holds no number: a label, an attribute."""

    attribute: Attribute | None = None


@dataclass
class Branch:
    """A group of keys: of assumptions, or of members (``listed`` when the plan itself names them)."""

    about: str = ""
    of_members: bool = False
    listed: bool = False
    children: dict[str, Branch | Leaf | Heading] = field(default_factory=dict)

    def below(self, key: str) -> Branch:
        """The branch under a key, made when it is not there."""
        child = self.children.setdefault(key, Branch())
        if not isinstance(child, Branch):
            raise ModelError(f"the key `{key}` of a plan holds both a value and other keys")
        return child

    def leaves(self, path: str = "") -> Iterator[tuple[str, Leaf]]:
        """All assumptions below, each with its key path."""
        for key, child in self.children.items():
            whole = f"{path}.{key}" if path else key
            if isinstance(child, Leaf):
                yield whole, child
            elif isinstance(child, Branch):
                yield from child.leaves(whole)


def outline(
    chapters: Sequence[Chapter],
    families: Sequence[Family],
    members: Mapping[str, Mapping[str, Mapping[str, str]]],
    absent: Sequence[str] = (),
) -> Branch:
    """The outline for the members that a plan has: family → member → attributes.

    ``absent`` names the chapters that the plan leaves out: their places are barred.
    """
    top = Branch()
    for chapter in chapters:
        if chapter.section:
            top.below(chapter.section).about = chapter.about
    for family in families:
        if family.section:
            _family(top, family, members.get(family.name, {}))
    for chapter in chapters:
        missing = [f"a section `{section}`" for section in _missing(chapter, chapters, absent)]
        reason = f"it belongs to the chapter `{chapter.title}`: add {' and '.join(missing)}" if missing else ""
        for made in chapter.assumptions:
            _place(top, made, members, reason, chapter.name in absent)
    return top


def _missing(chapter: Chapter, chapters: Sequence[Chapter], absent: Sequence[str]) -> list[str]:
    """The sections without which a plan lacks a chapter: its own, and that of the chapter it goes along with."""
    wanted = (chapter.section, *(each.section for each in chapters if each.name == chapter.along))
    lacking = {each.section for each in chapters if each.section and each.name in absent and not each.along}
    return [section for section in wanted if section in lacking]


def _family(top: Branch, family: Family, members: Mapping[str, Mapping[str, str]]) -> None:
    section = top.below(str(family.section))
    section.about, section.of_members, section.listed = family.about, True, True
    for member in members:
        branch = section.below(member)
        branch.children[MEMBER_LABEL] = Heading()
        branch.children.update({name: Heading(attribute) for name, attribute in family.attributes.items()})


def _place(
    top: Branch, made: Assumption, members: Mapping[str, Mapping[str, Mapping[str, str]]], barred: str, absent: bool
) -> None:
    head, *rest = made.at.split(".")
    if not made.per:
        _leaf(top, [head, *rest], Leaf(made, (), barred, absent))
        return
    family = made.per[0]
    top.below(head).of_members = True
    for member, attributes in members.get(family.name, {}).items():
        unsure = absent or (made.when is not None and made.when[0].name not in attributes)
        _leaf(top, [head, member, *rest], Leaf(made, (member,), barred or _does_not_apply(made, attributes), unsure))


def _leaf(top: Branch, path: list[str], leaf: Leaf) -> None:
    branch = top
    for key in path[:-1]:
        branch = branch.below(key)
    branch.children[path[-1]] = leaf


def _does_not_apply(made: Assumption, attributes: Mapping[str, str]) -> str:
    if made.when is None:
        return ""
    attribute, *choices = made.when
    stated = attributes.get(attribute.name)
    if stated is None or stated in choices:
        return ""
    allowed = " or ".join(f"`{choice}`" for choice in choices)
    return f"it applies only where `{attribute.name}` is {allowed}; here it is `{stated}`"


def whole_values(chapters: Sequence[Chapter]) -> Callable[[tuple[str, ...]], bool]:
    """Tells whether what stands at a key path is the value of one assumption."""
    plain: set[tuple[str, ...]] = set()
    per_member: set[tuple[str, ...]] = set()
    for chapter in chapters:
        for made in chapter.assumptions:
            head, *rest = made.at.split(".")
            (per_member if made.per else plain).add((head, *rest))
    return lambda path: path in plain or (path[:1] + path[2:]) in per_member


def of_members(chapters: Sequence[Chapter]) -> dict[tuple[str, str], Assumption]:
    """The assumptions that are stated for each member, by section and key."""
    stated = [made for chapter in chapters for made in chapter.assumptions if made.per]
    return {(made.at.partition(".")[0], made.at.partition(".")[2]): made for made in stated}
