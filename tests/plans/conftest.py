"""The plans that ship, loaded, run and built once."""

import os
import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path

import formualizer
import pytest

from planbook.plan import Plan, Run
from plans.shipped import runs_of, shipped
from plans.workbooks import build_workbook, names
from recalculation import Values, read, written_values


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
    """The workbook of a plan that ships, by the plan's name, showing its base scenario; shared by processes that test side by side."""
    folder, kept = tmp_path_factory.mktemp("built"), shared(tmp_path_factory)

    @cache
    def of_plan(name: str) -> Path:
        path = kept / f"{name}.xlsx"
        if not path.exists():
            os.replace(build_workbook(shipped(name), folder / path.name, studied=True), path)
        return path

    return of_plan


def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what takes long to make, the same for all processes of one run."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def securecloud_workbook(built: Callable[[str], Path]) -> Path:
    """The workbook of SecureCloud, showing its base scenario."""
    return built("securecloud")


@pytest.fixture(scope="session")
def turned(built: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Values]]:
    """Every cell of the workbook of a plan that ships, by scenario, as formualizer recalculates it; by the plan's name.

    The base comes last: the selector was turned away and back. Takes long, so processes that test side by side share it.
    """
    folder = tmp_path_factory.mktemp("turned")

    @cache
    def of_plan(name: str) -> dict[str, Values]:
        kept = shared(tmp_path_factory) / f"{name}.turned"
        if kept.exists():
            return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
        found = recalculated_in_every_scenario(built(name), list(runs_of(name)))
        written = folder / kept.name
        written.write_bytes(pickle.dumps(found))
        os.replace(written, kept)
        return found

    return of_plan


def recalculated_in_every_scenario(path: Path, scenarios: list[str]) -> dict[str, Values]:
    """The cells of a workbook with each of its scenarios chosen, the first of them last."""
    book, places = formualizer.load_workbook(str(path)), written_values(path)
    found = {}
    for scenario in reversed(scenarios):
        book.set_value(*names(path)["in_scenario"], scenario)
        book.evaluate_all()
        found[scenario] = read(book, places)
    return found
