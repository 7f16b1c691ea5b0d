"""Every key that a plan may have, as a document: what it takes, its bounds, its default, what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planbook.language.declarations import Assumption, Chapter, Form, Period
from planbook.language.families import Attribute, Family
from planbook.scenarios import headings, timeline
from planbook.scenarios.amounts import bounds, is_share
from planbook.scenarios.outline import Branch, Heading, Leaf, outline

ANY_MEMBER = "NAME"
HEAD = """\
# The keys of a plan

Made by `make docs` from the declarations. [plans.md](plans.md) shows them at work.

A key that stands below `NAME` is given for each member that the plan lists. *Over time* means a value, dated steps, a list by
fiscal year, growth, a season; *by age* a value or steps from an age on. Amounts are in the plan's currency.
"""
TAKES = {
    Form.WHOLE: "whole number", Form.MONTH: "month, 2027-06", Form.CHANGE: "rate of change, 3%/year stepped", Form.DRIVER: "over time",
    Form.BY_AGE: "by age", Form.NUMBER: "",
}  # fmt: skip
RATES = {
    Period.GROWTH: "rate, 1%/month", Period.LOSS: "rate, 2%/month", Period.YEARLY: "rate, 8%/year",
    Period.INTEREST: "rate, 8%/year nominal",
}  # fmt: skip


def key_list(chapters: Sequence[Chapter], families: Sequence[Family]) -> str:
    """The document."""
    members: dict[str, Mapping[str, Mapping[str, str]]] = {
        family.name: {ANY_MEMBER: {}} if family.section or family.twin else {member.name: {} for member in family.members}
        for family in families
    }
    whole = outline(chapters, families, members)
    named = {made.name: made for chapter in chapters for made in chapter.assumptions}
    parts = [HEAD, _plain("plan", headings.KEYS), _plain("timeline", timeline.KEYS)]
    order = [str(family.section) for family in families if family.section]
    for section in sorted(whole.children, key=lambda key: order.index(key) if key in order else len(order)):
        branch = whole.children[section]
        if isinstance(branch, Branch):
            parts.append("\n".join(_section(section, branch, named)))
    return "\n".join(parts)


def _plain(section: str, keys: Mapping[str, str]) -> str:
    rows = "\n".join(f"| `{key}` | {about} |" for key, about in keys.items())
    return f"## {section}\n\n| key | meaning |\n|---|---|\n{rows}\n"


def _section(section: str, branch: Branch, named: Mapping[str, Assumption]) -> Iterator[str]:
    yield f"## {section}\n"
    if branch.about:
        yield f"{branch.about}\n"
    yield "| key | takes | bounds | default | meaning |\n|---|---|---|---|---|"
    for path, child in _ends(branch, ""):
        if isinstance(child, Leaf):
            yield f"| `{path}` | {_takes(child.made)} | {bounds(child.made)} | {_default(child.made, named)} | {_meaning(child.made)} |"
        elif child.attribute:
            yield f"| `{path}` | {_choices(child.attribute)} | | {_choice(child.attribute)} | {child.attribute.about} |"
        else:
            yield f"| `{path}` | text | | from its key | The name in tables and charts. |"
    yield ""


def _ends(branch: Branch, path: str) -> Iterator[tuple[str, Leaf | Heading]]:
    for key, child in branch.children.items():
        whole = f"{path}.{key}" if path else key
        if isinstance(child, Branch):
            yield from _ends(child, whole)
        else:
            yield whole, child


def _takes(made: Assumption) -> str:
    what = RATES.get(made.period, "") if made.period else "" if made.form in (Form.CHANGE, Form.MONTH) else made.unit.name
    if made.period is None and is_share(made) and made.form is not Form.CHANGE:
        what = "share, 25%"
    return ", ".join(part for part in (what, TAKES[made.form]) if part)


def _default(made: Assumption, named: Mapping[str, Assumption]) -> str:
    if made.needed_with:
        return f"needed with `{named[made.needed_with].at.rpartition('.')[2]}`"
    if made.default is None:
        return "**required**"
    return f"{100 * made.default:g}%" if is_share(made) and made.default else f"{made.default:g}"


def _meaning(made: Assumption) -> str:
    about = f"{made.label}. {made.about}".replace("|", "\\|")
    if made.when is None:
        return about
    attribute, *choices = made.when
    return f"{about} Only with `{attribute.name}: {' or '.join(choices)}`."


def _choices(attribute: Attribute) -> str:
    if attribute.choices:
        return " \\| ".join(f"`{choice}`" for choice in attribute.choices)
    return f"the key of one of `{attribute.target.section}`" if attribute.target else ""


def _choice(attribute: Attribute) -> str:
    return f"`{attribute.default}`" if attribute.default else "**required**"
