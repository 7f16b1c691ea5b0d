"""The plans that ship, loaded, run and built once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from planbook.plan import Plan, Run
from plans.shipped import runs_of, shipped
from plans.workbooks import build_workbook


@pytest.fixture(scope="session")
def securecloud() -> Plan:
    """The plan of SecureCloud."""
    return shipped("securecloud")


@pytest.fixture(scope="session")
def runs() -> dict[str, Run]:
    """Every scenario of SecureCloud, evaluated."""
    return runs_of("securecloud")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The workbook of a plan that ships, by the plan's name, showing its base scenario."""
    folder = tmp_path_factory.mktemp("built")
    return cache(lambda name: build_workbook(shipped(name), folder / f"{name}.xlsx", studied=True))


@pytest.fixture(scope="session")
def securecloud_workbook(built: Callable[[str], Path]) -> Path:
    """The workbook of SecureCloud, showing its base scenario."""
    return built("securecloud")
