"""The plan that ships, loaded, run and built once."""

from pathlib import Path

import pytest

from planbook.plan import Plan, Run, load
from plans.workbooks import SECURECLOUD, build_workbook


@pytest.fixture(scope="session")
def securecloud() -> Plan:
    """The plan of SecureCloud."""
    return load(SECURECLOUD)


@pytest.fixture(scope="session")
def runs(securecloud: Plan) -> dict[str, Run]:
    """Every scenario of SecureCloud, evaluated."""
    return {name: securecloud.run(name) for name in securecloud.loaded.scenarios}


@pytest.fixture(scope="session")
def securecloud_workbook(securecloud: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of SecureCloud, showing its base scenario."""
    return build_workbook(securecloud, tmp_path_factory.mktemp("built") / "securecloud.xlsx")
