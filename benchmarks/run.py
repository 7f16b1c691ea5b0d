"""How long the main jobs take on this machine, side by side in one run; compare the ratios, not the seconds.

Prints the median of several runs: a cold `planbook build`, a cold `planbook show`, the same `show` without Python's own start,
a what-if on a loaded plan from the changed assumption to the result (what the assumption moves of all lines: of churn, which moves
most of them, and of every input cell in turn; and what one line needs of churn), one evaluation of all lines, and the same by the
reference in numpy. The last line is what numpy takes for one product of two rows of 60 months, by which machines can be compared.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbook.plan import Plan, Run

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "scenarios" / "securecloud"
SLIDER = 0.005  # seconds


def seconds(job: Callable[[], object], rounds: int) -> float:
    """The median time of a job."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        job()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def command(*words: str) -> Callable[[], object]:
    """A cold run of the command line."""
    code = "import sys; from planbook.cli import main; sys.exit(main())"
    return lambda: subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True)


def each_assumption(loaded: Plan, run: Run) -> list[float]:
    """What a what-if of all lines takes for every input cell, in order; set to what it is, since the work is the same."""
    values = run.scenario.values

    def job(key: str) -> Callable[[], object]:
        return lambda: loaded.program.changed(run.arrays, {key: values[key]})

    for key in values:
        job(key)()  # which functions it calls is found once
    return sorted(seconds(job(key), 3) for key in values)


def main() -> None:
    """Measure and print."""
    import numpy as np

    from planbook import plan
    from planbook.backends.compiled import Program
    from planbook.backends.reference import evaluate

    loaded = plan.load(PLAN)
    run, key, months = loaded.run(), "churn.business", np.ones(60)
    program, values, worth = loaded.program, run.scenario.values, [loaded.model.row("enterprise_value")]
    dearer = {key: values[key] * 1.1}
    figures = sum(array.size for array in run.arrays.values())
    every = each_assumption(loaded, run)
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "book.xlsx")
        rows = [
            ("python -c pass", seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)),
            ("planbook build, cold", seconds(command("build", str(PLAN), "--output", target), 3)),
            ("planbook show closing_arr, cold", seconds(command("show", str(PLAN), "closing_arr"), 5)),
            ("load and trace a plan", seconds(lambda: plan.load(PLAN).model, 5)),
            ("what if, changed as text, all lines", seconds(lambda: loaded.with_changes({"segments.business.churn": "× 1.1"}).run(), 5)),
            ("compile the program", seconds(lambda: Program(loaded.model).kernels, 3)),
            ("what if, churn, all lines", seconds(lambda: program.changed(run.arrays, dearer), 50)),
            ("what if, any value, median", statistics.median(every)),
            ("what if, any value, nine of ten", every[len(every) * 9 // 10]),
            ("what if, churn, one line", seconds(lambda: program.changed(run.arrays, dearer, worth), 50)),
            ("one evaluation of all lines", seconds(loaded.run, 30)),
            ("the same by the reference", seconds(lambda: evaluate(loaded.model, values), 5)),
            ("a product of two rows", seconds(lambda: [months * months for _ in range(1000)], 9) / 1000),
        ]
    unit = rows[-2][1]
    for name, value in rows:
        print(f"{name:38s} {value * 1000:11.4f} ms   {value / unit:10.6f} of the reference")
    fast = sum(each < SLIDER for each in every) / len(every)
    print(f"{len(loaded.model.rows)} rows, {figures:,} figures; a what-if of {fast:.0%} of {len(every)} input cells takes less than 5 ms")


if __name__ == "__main__":
    main()
