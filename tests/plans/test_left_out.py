"""Chapters that a plan may leave out: without any one of them the rest holds, in the engine and in the workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from planbook.business import FAMILIES
from planbook.language.declarations import Chapter, Severity
from planbook.plan import load
from plans.workbooks import SECURECLOUD, build_workbook
from recalculation import compare, libreoffice_values, require_libreoffice, written_values

Tree = dict[str, Any]
OPTIONAL = [chapter for chapter in load(SECURECLOUD).model.chapters if chapter.section or chapter.optional]


def without(chapter: Chapter, tree: Tree) -> None:
    """Remove all that a plan says of a chapter."""
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


def reduced(chapter: Chapter, folder: Path) -> Path:
    """SecureCloud without a chapter."""
    yaml = YAML()
    folder.mkdir()
    for file in SECURECLOUD.glob("*.yaml"):
        tree = yaml.load(file.read_text(encoding="utf-8"))
        without(chapter, tree)
        with (folder / file.name).open("w", encoding="utf-8") as out:
            yaml.dump(tree, out)
    return folder


@pytest.mark.parametrize("chapter", OPTIONAL, ids=lambda chapter: chapter.name)
def test_without_a_chapter_everything_else_holds(chapter: Chapter, tmp_path: Path) -> None:
    require_libreoffice()
    plan = load(reduced(chapter, tmp_path / "securecloud"))
    assert chapter.name not in {present.name for present in plan.model.chapters}
    for name in plan.loaded.scenarios:
        failing = [found.name for found in plan.run(name).verdicts() if found.severity is Severity.ERROR and found.fires]
        assert failing == [], name
    path = build_workbook(plan, tmp_path / "reduced.xlsx")
    differences = compare(written_values(path), libreoffice_values(path))
    assert differences == []
