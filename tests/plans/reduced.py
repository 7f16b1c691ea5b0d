"""SecureCloud without some of the chapters that a plan may leave out, and cut short: two years of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from planbook.business import FAMILIES
from planbook.language.declarations import Chapter
from plans.workbooks import SECURECLOUD

Tree = dict[str, Any]


MONTHS, YEARS, END = 24, 2, "2028-12"


def reduced(chapters: Sequence[Chapter], folder: Path) -> Path:
    """SecureCloud in a new folder, without all that it says of some chapters, and of what comes after its first two years."""
    yaml = YAML()
    folder.mkdir()
    for file in SECURECLOUD.glob("*.yaml"):
        tree = yaml.load(file.read_text(encoding="utf-8"))
        tree.pop("targets", None)  # those of metrics that have gone would be refused
        for chapter in chapters:
            _without(chapter, tree)
        _shorten(tree)
        if "venture" not in tree and file.stem == "base":
            tree.pop("futures", None)  # they are valued at its hurdle rate
        with (folder / file.name).open("w", encoding="utf-8") as out:
            yaml.dump(tree, out)
    return folder


def _without(chapter: Chapter, tree: Tree) -> None:
    tree.pop(chapter.section, None)
    for made in chapter.assumptions:
        head, key = made.at.split(".")
        for group in tree.get(head, {}).values() if made.per else [tree.get(head)]:
            if group:
                group.pop(key, None)
    for attribute in (each for family in FAMILIES for each in family.attributes.values() if chapter.name in each.needs.values()):
        members = tree.get(str(attribute.family.section), {})
        for name in [name for name, said in members.items() if attribute.needs.get(said.get(attribute.name)) == chapter.name]:
            del members[name]  # it has no meaning without the chapter
    for section in [key for key, group in tree.items() if not group]:
        del tree[section]  # an empty section is refused


def _shorten(tree: Tree) -> None:
    """Without what begins after the second year: values by year, steps, members that come later."""
    if "timeline" in tree:
        tree["timeline"]["months"] = MONTHS
    for key in [key for key, said in tree.items() if _is_later(said)]:
        del tree[key]
    for said in tree.values():
        if isinstance(said, dict):
            if "by_fiscal_year" in said:
                del said["by_fiscal_year"][YEARS:]
            _shorten(said)
        elif isinstance(said, list):
            for position in reversed([position for position, each in enumerate(said) if _is_later(each)]):
                del said[position]


def _is_later(said: Any) -> bool:
    """Whether a step or a member begins after the second year."""
    return isinstance(said, dict) and any(str(said.get(key, "")) > END for key in ("from", "month", "start"))
