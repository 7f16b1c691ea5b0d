"""Published cases by their id, and the model's lines as functions of plain numbers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from planbook.business import CHAPTERS

HERE = Path(__file__).parent
FILES = ("statement_cases", "saas_metrics_cases", "vc_dilution_cases", "clv_formulas")
ELSEWHERE = {"dilution", "option_pool"}  # groups that the tests of equity compute
Case = dict[str, Any]

# Cases that planbook's definitions leave out, and why.
OUTSIDE = {
    "see": "depreciation other than straight-line is not planned; the case only points to other files",
    "gp_bullhound_blended": "prints 9,319 where its own figures give 9,372: computed from unrounded inputs that are not printed",
}


@cache
def cases() -> dict[str, tuple[str, Case]]:
    """Every case of the files by its id, with the group it stands in."""
    found: dict[str, tuple[str, Case]] = {}
    for file in FILES:
        for group, each in json.loads((HERE / f"{file}.json").read_text(encoding="utf-8")).items():
            found |= {case["id"]: (group, case) for case in each if isinstance(case, dict)}
    return found


def case(name: str) -> Case:
    """A case by its id."""
    return cases()[name][1]


@cache
def lines() -> dict[str, Any]:
    """The declared lines by name."""
    return {item.name: item.function for chapter in CHAPTERS for item in chapter.lines}


def compute(name: str, **numbers: float) -> float:
    """What a line is, of plain numbers."""
    value = lines()[name](**numbers)
    assert isinstance(value, int | float), f"{name} was not computed"
    return float(value)
