"""The members of a plan's families, with their labels and attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planbook.language.errors import did_you_mean
from planbook.language.families import Attribute, Family, Member
from planbook.scenarios import texts
from planbook.scenarios.nodes import Faults, Node, Refusal, Refused, Scalar, Table, found, shortened, table
from planbook.scenarios.outline import MEMBER_LABEL

Members = dict[str, tuple[Member, ...]]


def members(root: Table, families: Sequence[Family], faults: Faults) -> Members:
    """The members of every family: as the plan lists them, or as the business fixes them."""
    listed = {family.name: _listed(root, family, faults) for family in families if family.section}
    names = {family.name: [*listed.get(family.name, {}), *(member.name for member in family.members)] for family in families}
    made: Members = {}
    for family in families:
        if not family.section:
            made[family.name] = made[family.twin.name] if family.twin else family.members
            continue
        entries = listed[family.name]
        made[family.name] = tuple(_member(key, entry, family, names, faults) for key, entry in entries.items())
        _distinct(made[family.name], entries, faults)
    for family in families:
        for attribute in family.attributes.values():
            _pointed(attribute, made, listed.get(family.name, {}), faults)
            _differ(attribute, made[family.name], listed.get(family.name, {}), faults)
    return made


def attributes(listed: Members, base: Members) -> dict[str, dict[str, Mapping[str, str]]]:
    """Family → member → attributes, as an outline wants them; without those that differ from the base scenario's."""
    return {family: {member.name: _shared(member, base[family]) for member in members} for family, members in listed.items()}


def _shared(member: Member, base: Sequence[Member]) -> Mapping[str, str]:
    same = next((other.attributes for other in base if other.name == member.name), member.attributes)
    return {name: value for name, value in member.attributes.items() if same.get(name) == value}


def _listed(root: Table, family: Family, faults: Faults) -> dict[str, Table]:
    section = table(root.entries.get(str(family.section)), faults)
    good = {}
    for key, node in section.entries.items() if section else ():
        if not texts.KEY.fullmatch(key):
            hint = "small letters, digits and _, beginning with a letter, at most 40; the name goes into `label`"
            faults.add(node, f"`{shortened(key)}` cannot be the key of a {family.label.lower()}: {hint}")
            continue
        entry = table(node, faults)
        if entry is not None:
            good[key] = entry
    return good


def _member(key: str, entry: Table, family: Family, names: Mapping[str, list[str]], faults: Faults) -> Member:
    chosen = {}
    for name, attribute in family.attributes.items():
        choices = names[attribute.target.name] if attribute.target else list(attribute.choices)
        value = _attribute(entry, attribute, choices, faults)
        if value is not None:
            chosen[name] = value
    return Member(key, _label(key, entry.entries.get(MEMBER_LABEL), faults), chosen)


def _attribute(entry: Table, attribute: Attribute, choices: list[str], faults: Faults) -> str | None:
    node = entry.entries.get(attribute.name)
    allowed = ", ".join(f"`{choice}`" for choice in choices) or "none: the plan lists no such members"
    if node is None:
        if attribute.default is None:
            path = f"{entry.path}.{attribute.name}"
            faults.add(entry, f"`{attribute.name}` is missing: {attribute.about} Allowed: {allowed}", path)
        return attribute.default
    if isinstance(node, Scalar) and node.text in choices:
        return node.text
    if not isinstance(node, Refused):
        hint = did_you_mean(node.text, choices) if isinstance(node, Scalar) else ""
        faults.add(node, f"expected one of {allowed}, found {found(node)}{hint}")
    return None


def _pointed(attribute: Attribute, made: Members, entries: Mapping[str, Table], faults: Faults) -> None:
    """Report members that point to a member of another kind than they want."""
    if attribute.target is None or attribute.wants is None:
        return
    name, wanted = attribute.wants
    targets = {member.name: member.attributes.get(name, wanted) for member in made[attribute.target.name]}
    for member in made[attribute.family.name]:
        pointed = member.attributes.get(attribute.name, "")
        if targets.get(pointed, wanted) != wanted:
            node = entries[member.name].entries[attribute.name]
            kind, other = attribute.family.label.lower(), attribute.target.label.lower()
            is_so = f"`{pointed}` has `{name}: {targets[pointed]}`"
            faults.add(node, f"{is_so}; a {kind} needs a {other} with `{name}: {wanted}`")


def _differ(attribute: Attribute, made: Sequence[Member], entries: Mapping[str, Table], faults: Faults) -> None:
    """Report members whose two attributes name the same where they must differ."""
    for member in made:
        same = member.attributes.get(attribute.name)
        if attribute.differs and same is not None and same == member.attributes.get(attribute.differs):
            node = entries[member.name].entries.get(attribute.name, entries[member.name])
            faults.add(node, f"`{same}` is also its `{attribute.differs}`; the two must differ")


def _label(key: str, node: Node | None, faults: Faults) -> str:
    if node is not None and not isinstance(node, Refused):
        try:
            return texts.label(node)
        except Refusal as refusal:
            faults.add(node, str(refusal))
    return texts.label_from(key)


def _distinct(made: Sequence[Member], entries: Mapping[str, Table], faults: Faults) -> None:
    seen: dict[str, Member] = {}
    for member in made:
        first = seen.setdefault(texts.alike(member.label), member)
        if first is not member:
            faults.add(
                entries[member.name], f"its label `{member.label}` looks like `{first.label}` of `{first.name}`; give it another"
            )
