"""What the tests of the command line share: the shipped plan, what a command said, scenarios to add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from planbook.plan import Run, Verdict

SHIPPED = Path(__file__).parents[2] / "scenarios" / "securecloud"
VERDICTS = Run.verdicts


@dataclass
class Said:
    """What a command left behind."""

    status: int
    out: str
    err: str


Command = Callable[..., Said]


def scenario(folder: Path, name: str, text: str) -> None:
    """Add a scenario to a plan."""
    (folder / f"{name}.yaml").write_text(f"extends: base.yaml\nplan: {{label: {name}}}\n{text}", encoding="utf-8")


def fail(name: str, scenario: str, months: tuple[str, ...] = (), largest: float = 12.5) -> Callable[[Run], list[Verdict]]:
    """Verdicts in which one error check fails in one scenario."""

    def verdicts(run: Run) -> list[Verdict]:
        return [
            replace(found, fires=True, months=months, largest=largest)
            if (found.name, run.scenario.name) == (name, scenario) else found
            for found in VERDICTS(run)
        ]  # fmt: skip

    return verdicts


BROKE = "opening_balance: {cash: 1}\n"  # cash runs out in the first months: an alert
TOO_LARGE = """\
channels:
  resellers:
    partners:
      value: 1000
      growth:
        - {from: 2027-01, value: 100000000000%/month}
        - {from: 2029-01, value: 100000000000%/month}
"""
