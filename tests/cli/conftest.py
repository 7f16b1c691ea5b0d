"""Running commands as a user would, in the same process, and the figures to compare them with."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commands import SHIPPED, Command, Said

from planbook.cli import main, reading
from planbook.plan import Plan, Run, load
from plans.shipped import base_alone


@cache
def _shipped() -> Plan:
    """The shipped plan, read once and each of its scenarios evaluated once, which no command changes."""
    made = load(SHIPPED)
    made.run = cache(made.run)  # type: ignore[method-assign]
    return made


_load = reading.load


@pytest.fixture
def planbook(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command on an 80-column screen that is no terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("PLANBOOK_DEBUG", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setattr(reading, "load", lambda path: _load(path) if Path(path).resolve() != SHIPPED else _shipped())

    def run(*arguments: Any) -> Said:
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(status, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The shipped plan."""
    return load(SHIPPED)


@pytest.fixture(scope="session")
def base(plan: Plan) -> Run:
    """Its base scenario, evaluated."""
    return plan.run("base")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder `mine` with the shipped base alone, to which a test adds scenarios."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "base.yaml").write_text(base_alone("securecloud"), encoding="utf-8")
    return folder
