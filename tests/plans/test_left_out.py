"""Chapters that a plan may leave out: without any one of them the rest holds, in the engine and in the workbook."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from extent import LONG
from planbook.language.declarations import Severity
from planbook.plan import load
from plans.reduced import reduced
from plans.workbooks import SECURECLOUD, against_run, build_workbook, sheet_names
from recalculation import compare, formualizer_values, libreoffice_values, require_libreoffice, written_values

OPTIONAL = [chapter for chapter in load(SECURECLOUD).model.chapters if chapter.section or chapter.optional]
TOGETHER = list(dict.fromkeys(chapter.section or chapter.name for chapter in OPTIONAL))  # chapters of one section go together

IN_LIBREOFFICE = ("channels", "rounds", "valuation")  # much hangs on them; the others with PLANBOOK_LONG=1
IN_WORKBOOKS = (*IN_LIBREOFFICE, "storage", "service")


@pytest.mark.parametrize("part", TOGETHER)
def test_without_a_part_everything_else_holds(part: str, tmp_path: Path) -> None:
    if LONG or part in IN_LIBREOFFICE:
        require_libreoffice()
    chapters = [chapter for chapter in OPTIONAL if part in (chapter.section, chapter.name)]
    plan = load(reduced(chapters, tmp_path / "securecloud"))
    assert not {chapter.name for chapter in chapters} & {present.name for present in plan.model.chapters}
    runs = plan.runs()
    for name, run in runs.items():
        failing = [found.name for found in run.verdicts() if found.severity is Severity.ERROR and found.fires]
        assert failing == [], name
    if not (LONG or part in IN_WORKBOOKS):
        return
    path = build_workbook(plan, tmp_path / "reduced.xlsx")
    values = libreoffice_values(path) if LONG or part in IN_LIBREOFFICE else formualizer_values(path)
    assert compare(written_values(path), values) == []
    assert against_run(values, runs["base"]).differences == []
    with zipfile.ZipFile(path) as parts:
        assert not {chapter.sheet for chapter in chapters} & set(sheet_names(parts))
