"""planbook in Python: load a plan, run its scenarios, change what it says, compare, solve.

    import planbook

    plan = planbook.load("scenarios/securecloud")
    run = plan.run("downside")
    run["closing_arr"]                  # numpy: the opening, then the months
    run.frame("year")                   # pandas: a row for each line and year
    dearer = plan.with_changes({"segments.business.price": "× 1.1"})
    dearer.compare(["base", "changed"]).values["enterprise_value"]
    plan.solve(["segments.business.churn"], ["clv_to_cac = 3"]).changes
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planbook import plan as plans
from planbook.analysis.compare import Comparison, compare
from planbook.analysis.doubts import Doubts, doubts
from planbook.analysis.limits import Between
from planbook.analysis.problem import Solution
from planbook.analysis.sensitivity import Swing, sensitivity
from planbook.analysis.settings import one_row
from planbook.analysis.solve import solve
from planbook.analysis.stress import StressTest, stress
from planbook.plan import Names, several


@dataclass
class Plan(plans.Plan):
    """A plan, with all that can be asked of it. Whatever is wrong is a ``PlanbookError`` whose text says what and where."""

    def compare(self, names: Names = (), lines: Names = (), of: Names = ()) -> Comparison:
        """Scenarios side by side, the first of which the others are compared with.

        names: of scenarios, all of them if none is given. lines: shown in ``.values[line][scenario]``. of: lines whose difference
        is explained in ``.bridges``, by Shapley values that add up to it.
        """
        return compare(self, several(names), several(lines), several(of))

    def solve(
        self,
        find: Names,
        such_that: Names,
        *,
        scenario: str | None = None,
        minimise: str = "",
        maximise: str = "",
        between: Between | None = None,
    ) -> Solution:
        """The values of assumptions at which conditions hold; the nearest, with ``found`` false, where none do.

        find: key paths such as ``segments.teams.churn``. such_that: conditions such as ``"closing_cash >= 500000 in every month"``.
        minimise, maximise: the assumption of which the least or the most is wanted. between: bounds by path, as a plan's file
        would say them (``"10%/year"``, ``"2027-06"``) or as numbers in the period that the plan states. ``.changes`` of the answer
        can be handed to ``with_changes``.
        """
        return solve(self, several(find), several(such_that), scenario=scenario, minimise=minimise, maximise=maximise, between=between)

    def sensitivity(self, of: str = "enterprise_value", reach: float | None = None, scenario: str | None = None) -> list[Swing]:
        """Every assumption turned down and up, the one that moves a line most first; ``reach`` is a share for all of them.

        Raises PlanbookError for a line that is not available.
        """
        return sensitivity(self.run(scenario), one_row(self.model, of), reach)

    def stress(self, names: Names = (), scenario: str | None = None) -> StressTest:
        """A scenario under named shocks, all that come with planbook if none is named, with and without management's answer."""
        return stress(self, scenario, several(names))

    def questions(self, scenario: str | None = None) -> Doubts:
        """What an investor will ask: red flags, numbers without a source, what the value hangs on, what must be true."""
        return doubts(self.run(scenario))


def load(path: str | Path) -> Plan:
    """Read a plan from a folder or a file. Raises PlanError with every fault found."""
    return plans.read(path, Plan)
