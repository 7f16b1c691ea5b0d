"""Reading the plan that a command is about; what this takes is imported when it is needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbook.plan import Plan


def load(path: Path) -> Plan:
    """The plan at a path. Raises PlanbookError."""
    from planbook.plan import load as load_plan

    return load_plan(path)
