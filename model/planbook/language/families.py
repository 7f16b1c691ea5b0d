"""Families of like things: segments, departments, contract years.

A family of a plan takes its members from the plan; a family fixed by the business declares them
itself, with constants (a number for each member) that formulas use like any other line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planbook.language.errors import ModelError, did_you_mean


@dataclass(frozen=True)
class Member:
    """One named member, with its attributes as the plan or the business gives them."""

    name: str
    label: str
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True)
class Attribute:
    """An attribute of a family: a choice, or a pointer into another family."""

    family: Family
    name: str
    choices: tuple[str, ...]
    target: Family | None = None
    default: str | None = None
    about: str = ""
    wants: tuple[str, str] | None = None  # the member it points to must have this attribute with this value
    needs: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)  # the chapter that a choice cannot do without
    differs: str | None = None  # another attribute of the family that may not name the same


@dataclass(frozen=True)
class FixedMember:
    """A member of a family that the business fixes, named in a formula."""

    family: Family
    name: str


class Family:
    """A set of like things. ``section`` is where a plan lists them; without it the business does.

    The members of a ``twin`` are those of another family: for lines that put each member beside all others.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        section: str | None = None,
        members: Mapping[str, str] | None = None,
        about: str = "",
        twin: Family | None = None,
    ):
        self.name = name
        self.label = label
        self.section = section
        self.about = about
        self.twin = twin
        self.attributes: dict[str, Attribute] = {}
        self.members = tuple(Member(key, text) for key, text in (members or {}).items())
        self.constants: list[tuple[Any, tuple[float, ...]]] = []

    def attribute(
        self,
        name: str,
        *,
        choices: Sequence[str] = (),
        target: Family | None = None,
        default: str | None = None,
        about: str = "",
        wants: tuple[str, str] | None = None,
        needs: Mapping[str, str] | None = None,
        differs: str | None = None,
    ) -> None:
        """Declare an attribute; with a fixed ``target`` family its members are the choices.

        ``wants`` names an attribute that the member it points to must have, and its value; ``needs``
        names, by choice, the chapter without which the choice has no meaning; ``differs`` names an
        attribute that must name another member than this one.
        """
        allowed = tuple(choices) or tuple(member.name for member in (target.members if target else ()))
        self.attributes[name] = Attribute(self, name, allowed, target, default, about, wants, needs or {}, differs)

    def constant(self, declared: Any, values: Sequence[float]) -> None:
        """Give each member of a fixed family a number; ``declared`` is a Constant that names it."""
        declared.per = (self,)
        self.constants.append((declared, tuple(values)))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        known = self.__dict__.get("attributes", {})
        if name in known:
            return known[name]
        members = [member.name for member in self.__dict__.get("members", ())]
        if name in members:
            return FixedMember(self, name)
        raise ModelError(
            f"family `{self.name}` has neither an attribute nor a member `{name}`"
            + did_you_mean(name, [*known, *members])
        )

    def __repr__(self) -> str:
        return f"Family({self.name})"
