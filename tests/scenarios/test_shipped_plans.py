"""The plans that ship are read whole, and fit the model that is built from them."""

from pathlib import Path

import pytest

from planbook.business import CHAPTERS, FAMILIES, SEGMENTS
from planbook.language.trace import trace
from planbook.scenarios import load

PLANS = Path(__file__).parent.parent.parent / "scenarios"
SHIPPED = sorted(base.parent.name for base in PLANS.glob("*/base.yaml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_input_of_the_model_has_a_number_in_every_scenario(name: str) -> None:
    loaded = load(PLANS / name, CHAPTERS, FAMILIES, SEGMENTS)
    inputs = sorted(row.key for row in trace(CHAPTERS, FAMILIES, loaded.structure).rows if row.source == "input")
    assert inputs
    for scenario in loaded.scenarios.values():
        assert sorted(scenario.values) == inputs


def test_securecloud_ships() -> None:
    loaded = load(PLANS / "securecloud", CHAPTERS, FAMILIES, SEGMENTS)
    assert "securecloud" in SHIPPED
    assert (loaded.name, loaded.shown) == ("securecloud", "base")
    assert len(loaded.scenarios) > 1
    assert [member.name for member in loaded.structure.members["segment"]] == ["business", "small", "individual"]
