"""The sessions in docs/finance.md give what stands there, and its table names every function."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from planbook import finance

DOCUMENT = Path(__file__).parents[2] / "docs" / "finance.md"


def test_the_sessions_run_as_shown() -> None:
    found = doctest.testfile(str(DOCUMENT), module_relative=False, encoding="utf-8")
    assert found.failed == 0
    assert found.attempted > 20


def test_every_function_is_in_the_table() -> None:
    table = DOCUMENT.read_text(encoding="utf-8").partition("## Functions")[2].partition("## Conventions")[0]
    functions = {name for name in finance.__all__ if name.islower() and callable(getattr(finance, name))}
    assert functions - set(re.findall(r"`(\w+)", table)) == set()
    assert all((getattr(finance, name).__doc__ or "").endswith(("\n    ", ".")) for name in functions)
