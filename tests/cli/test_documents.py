"""The documents about plans: nothing in them that planbook would refuse, nothing that they leave out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from planbook.business import CHAPTERS, FAMILIES
from planbook.language.declarations import Severity
from planbook.plan import load
from planbook.scenarios.headings import KEYS as HEAD_KEYS
from planbook.scenarios.timeline import KEYS as TIMELINE_KEYS

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "plans.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
MEASURES = ("targets", "benchmarks")
SECTIONS = {"plan", "timeline", *MEASURES} | {made.at.partition(".")[0] for chapter in CHAPTERS for made in chapter.assumptions}
SECTIONS |= {str(family.section) for family in FAMILIES if family.section}
HOMES = {"heads": ("departments", "developers"), "churn_table": ("segments", "small"), "renewal_rate": ("segments", "small")}
CHOICES = {"churn_table": {"retention": "table"}, "renewal_rate": {"renewal": "stated"}}
Tree = dict[str, Any]


def parsed(text: str) -> Tree:
    tree: Tree = YAML(typ="safe", pure=True).load(text)
    return tree


def merged(base: Tree, more: Tree) -> Tree:
    """A plan with what an example adds to it; a list or a value is replaced."""
    both = dict(base)
    for key, value in more.items():
        both[key] = merged(both[key], value) if isinstance(value, dict) and isinstance(both.get(key), dict) else value
    return both


def entries(block: str) -> list[str]:
    """The top-level entries of an example, each with what is below it."""
    return re.findall(r"^\w.*\n(?:^[ #].*\n)*", block, re.MULTILINE)


def loaded(tree: Tree, folder: Path) -> Any:
    path = folder / "base.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(tree, file)
    return load(folder)


BASE = parsed(BLOCKS[0])
WHOLE = [block for block in BLOCKS[1:] if set(re.findall(r"^(\w+):", block, re.MULTILINE)) <= SECTIONS]
FRAGMENTS = [entry for block in BLOCKS[1:] if block not in WHOLE for entry in entries(block)]


@pytest.mark.parametrize("block", WHOLE, ids=lambda block: block.split(":")[0])
def test_each_example_loads_in_the_plan_that_the_document_begins_with(block: str, tmp_path: Path) -> None:
    needs = [each for each in WHOLE if "small: {tickets_per_customer" in each or each.startswith("channels")]
    tree = BASE
    for each in [*(WHOLE if block.startswith("targets") else needs), block]:
        tree = merged(tree, parsed(each))
    loaded(tree, tmp_path)


@pytest.mark.parametrize("entry", FRAGMENTS)
def test_each_way_of_writing_a_value_loads(entry: str, tmp_path: Path) -> None:
    key, value = next(iter(parsed(entry).items()))
    section, member = HOMES.get(key, ("segments", "individual"))
    tree = merged(BASE, {section: {member: {key: value, **CHOICES.get(key, {})}}})
    if key == "churn_table":
        del tree[section][member]["churn"]
    loaded(tree, tmp_path)


def test_all_examples_together_are_a_plan_whose_checks_hold(tmp_path: Path) -> None:
    tree = parsed(BLOCKS[0])
    for block in WHOLE:
        tree = merged(tree, parsed(block))
    run = loaded(tree, tmp_path).run()
    assert not [found.sentence for found in run.verdicts() if found.fires and found.severity is Severity.ERROR]
    assert run.plan.loaded.remarks == ()


def test_every_section_and_every_key_is_in_an_example() -> None:
    said: set[tuple[str, ...]] = set()
    for block in [BLOCKS[0], *WHOLE]:
        for section, body in parsed(block).items():
            said |= {(section, key) for key in body}
            members = body.values() if isinstance(body, dict) else ()
            said |= {(section, key) for member in members if isinstance(member, dict) for key in member}
    said |= {("segments", "churn_table"), ("segments", "renewal_rate")}  # among the ways of writing a value
    wanted = {(made.at.partition(".")[0], made.at.rpartition(".")[2]) for chapter in CHAPTERS for made in chapter.assumptions}
    missing = sorted(".".join(each) for each in wanted - said if f"`{each[1]}`" not in TEXT and f"{each[1]}:" not in TEXT)
    assert missing == []
    assert {section for section, _ in wanted} <= {section for section, _ in said}


def test_the_list_of_keys_has_every_key() -> None:
    text = (DOCS / "keys.md").read_text(encoding="utf-8")
    sections = {part.split("\n")[0]: part for part in text.split("\n## ")[1:]}
    for chapter in CHAPTERS:
        for made in chapter.assumptions:
            section, _, key = made.at.partition(".")
            row = next(line for line in sections[section].splitlines() if re.match(rf"\| `(\w+\.)?{re.escape(key)}` ", line))
            assert made.about.replace("|", "\\|") in row
            assert ("**required**" in row) == (made.default is None)
    for section, keys in (("plan", HEAD_KEYS), ("timeline", TIMELINE_KEYS)):
        assert all(f"| `{key}` |" in sections[section] for key in keys)
