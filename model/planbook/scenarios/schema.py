"""The JSON schema of a plan file, with which an editor completes keys and shows what they mean.

It helps while typing and says less than the reader: it requires nothing, since a scenario states only
what differs, and it does not compare one value with another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planbook.language.declarations import Assumption, Chapter, Form, Period
from planbook.language.families import Attribute, Family
from planbook.language.model import LONGEST
from planbook.scenarios import headings, targets, timeline
from planbook.scenarios.amounts import allowed, bounds, is_share
from planbook.scenarios.outline import Branch, Heading, Leaf, outline
from planbook.scenarios.texts import KEY, LONGEST_ABOUT, LONGEST_LABEL

Json = dict[str, Any]
ANY_MEMBER = "*"
_NUMBER = r"[+-]?([0-9]+(_[0-9]+)*(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?"
_MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
_CHANGE = rf"^{_NUMBER}\s*%?\s*/\s*(month|year\s+(stepped|smooth))$"
_POINT = r"([0-9]{4}-(0[1-9]|1[0-2])|month\s+[1-9][0-9]{0,2})"
_CHOSEN = rf"^(largest [a-z][a-z0-9_.]*|from\s+{_POINT}(\s+to\s+{_POINT})?)$"
_CHANGED = r"^\s*(hold|([×xX*÷/]\s*|[+−–-]\s*)(\d[\d_]*\.?\d*|\.\d+)\s*(pp(\s*/\s*(month|year))?|months?)?)\s*$"


def schema(chapters: Sequence[Chapter], families: Sequence[Family], segments: Sequence[str] = ()) -> Json:
    """The JSON schema (draft 2020-12) of a plan file."""
    members: dict[str, dict[str, dict[str, str]]] = {
        family.name: {ANY_MEMBER: {}} if family.section or family.twin else {member.name: {} for member in family.members}
        for family in families
    }
    body = _branch(outline(chapters, families, members))
    top = {
        "extends": _text("The file of this folder that this scenario changes, such as base.yaml.", LONGEST_LABEL),
        "mixins": {
            "type": "array", "items": {"type": "string"},
            "description": "Files whose changes come between what this scenario extends and what it says itself, in their order.",
        },
        **_headings(),
        targets.TARGETS: _targets(chapters),
        targets.BENCHMARKS: {
            "type": ["array", "null"], "items": {"enum": list(segments)}, "uniqueItems": True,
            "description": "The segments of published benchmarks that the plan belongs to; it stands in the base.",
        },
        headings.ACTUALS: {"description": "Reserved for figures of months that are past; not yet supported.", "not": {}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A planbook plan",
        **body,
        "properties": {**top, **body["properties"]},
        "$defs": {"change": _change()},
    }


def _headings() -> Json:
    plan = {key: _text(about, LONGEST_ABOUT if key == "about" else LONGEST_LABEL) for key, about in headings.KEYS.items()}
    months: Json = {key: {"description": about} for key, about in timeline.KEYS.items()}
    months["start"] |= {"type": "string", "pattern": _MONTH}
    months["months"] |= {"type": "integer", "minimum": timeline.SHORTEST, "maximum": LONGEST}
    months["fiscal_year_end"] |= {"type": ["integer", "string"]}
    return {"plan": _group(plan, "What the plan is."), "timeline": _group(months, "The months that the plan covers.")}


def _targets(chapters: Sequence[Chapter]) -> Json:
    value = {"type": ["number", "string"]}
    keys: Json = {key: {**value, "description": about} for key, about in targets.KEYS.items()}
    keys["due"] |= {"type": "string", "pattern": _MONTH}
    keys["owner"] = _text(targets.KEYS["owner"], LONGEST_LABEL)
    made = {name: _group(keys, f"{item.label}: {item.about}") for name, item in targets.metrics(chapters).items()}
    return _group(made, "What the plan wants of its metrics; the same in all scenarios, so it stands in the base.")


def _branch(branch: Branch) -> Json:
    if branch.listed:
        member = _group(_children(branch.children[ANY_MEMBER]), branch.about)
        return {
            "type": ["object", "null"], "description": branch.about, "properties": {},
            "patternProperties": {f"^{KEY.pattern}$": member, _CHOSEN: member}, "additionalProperties": False,
        }  # fmt: skip
    return _group(_children(branch), branch.about)


def _children(branch: Branch | Leaf | Heading) -> Json:
    return {key: _child(key, child) for key, child in branch.children.items()} if isinstance(branch, Branch) else {}


def _child(key: str, child: Branch | Leaf | Heading) -> Json:
    if isinstance(child, Branch):
        return _branch(child)
    if isinstance(child, Leaf):
        return _assumption(child.made)
    return _attribute(child.attribute) if child.attribute else _text(f"The {key} in tables and charts.", LONGEST_LABEL)


def _group(properties: Json, about: str) -> Json:
    group: Json = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    return {**group, "description": about} if about else group


def _text(about: str, longest: int) -> Json:
    return {"type": "string", "maxLength": longest, "description": about}


def _attribute(attribute: Attribute) -> Json:
    made: Json = {"type": "string", "description": attribute.about}
    if attribute.choices:
        made["enum"] = list(attribute.choices)
    return made if attribute.default is None else {**made, "default": attribute.default}


def _assumption(made: Assumption) -> Json:
    limits = bounds(made)
    default = "It must be given." if made.default is None else f"{made.default:g} if not given."
    words = f"{made.label}: {allowed(made)}{f', {limits}' if limits else ''}. {made.about} {default}"
    form = _form(made)
    return {"description": words, "anyOf": [*form.get("anyOf", [form]), {"$ref": "#/$defs/change"}]}


def _change() -> Json:
    """What a file that extends another may say instead of a value."""
    written = {"type": "string", "pattern": _CHANGED}
    length = {"type": "string", "pattern": r"^[1-9][0-9]{0,2}\s*months?$"}
    begins = {"type": "string", "pattern": rf"{_MONTH}|^month\s+[1-9][0-9]{{0,2}}$"}
    keys = _group({"change": written, "from": begins, "for": length}, "A change in some months.")
    some = {**keys, "required": ["change"], "type": "object"}
    return {"anyOf": [written, some, {"type": "array", "items": some, "minItems": 1}]}


def _form(made: Assumption) -> Json:
    if made.form is Form.DRIVER:
        return _driver(made)
    if made.form is Form.BY_AGE:
        return {"anyOf": [_value(made), _list({"from": {"type": "integer", "minimum": 0}, "value": _value(made)})]}
    if made.form is Form.CHANGE:
        once = {"type": "string", "pattern": rf"^{_NUMBER}\s*%?$"}
        landing = _list({"month": {"type": "string", "pattern": _MONTH}, "value": {"anyOf": [{"type": "number"}, once]}})
        return {"anyOf": [_value(made), landing]}
    return _value(made)


def _value(made: Assumption) -> Json:
    if made.form is Form.MONTH:
        return {"type": "string", "pattern": _MONTH}
    if made.form is Form.CHANGE:
        return {"type": "string", "pattern": _CHANGE}
    if made.period is not None:
        period = {Period.YEARLY: "year", Period.INTEREST: r"(month|year\s+nominal)"}.get(made.period, r"(month|year)(\s+nominal)?")
        return {"type": "string", "pattern": rf"^{_NUMBER}\s*%?\s*/\s*{period}$"}
    number: Json = {"type": "integer" if made.form is Form.WHOLE else "number"}
    for word, limit in zip(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), (made.low, made.high, made.above, made.below), strict=True
    ):
        if limit is not None:
            number[word] = limit
    percent = r"\s*%?" if is_share(made) else ""
    return {"anyOf": [number, {"type": "string", "pattern": rf"^{_NUMBER}{percent}$"}]}


def _driver(made: Assumption) -> Json:
    value = _value(made)
    growth = {"type": "string", "pattern": rf"^{_NUMBER}\s*%?\s*/\s*(month|year)(\s+nominal)?$"}
    season = {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 12, "maxItems": 12}
    over_time = {**_over_time(value), "season": season, "growth": {"anyOf": [growth, _steps(growth), _group(_over_time(growth), "")]}}
    return {"anyOf": [value, _steps(value), _group(over_time, "")]}


def _over_time(value: Json) -> Json:
    return {"value": value, "steps": _steps(value), "by_fiscal_year": {"type": "array", "items": value, "minItems": 1}}


def _steps(value: Json) -> Json:
    return _list({"from": {"type": "string", "pattern": _MONTH}, "value": value})


def _list(entry: Json) -> Json:
    return {"type": "array", "items": _group(entry, ""), "minItems": 1}
