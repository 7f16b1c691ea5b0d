"""How long the main jobs take on this machine, side by side in one run; compare the ratios, not the seconds.

Prints the median of several runs: a cold `planbook build`, a cold `planbook show`, the same `show` without Python's own start,
a what-if on a loaded plan from the changed assumption to the result (what the assumption moves of all lines, and what one line
needs of it), one evaluation of all lines, and the same by the reference in numpy. The last line is what numpy takes for one product
of two rows of 60 months, by which machines can be compared.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "scenarios" / "securecloud"


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
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "book.xlsx")
        rows = [
            ("python -c pass", seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)),
            ("planbook build, cold", seconds(command("build", str(PLAN), "--output", target), 3)),
            ("planbook show closing_arr, cold", seconds(command("show", str(PLAN), "closing_arr"), 5)),
            ("load and trace a plan", seconds(lambda: plan.load(PLAN).model, 5)),
            ("what if, changed as text, all lines", seconds(lambda: loaded.with_changes({"segments.business.churn": "× 1.1"}).run(), 5)),
            ("compile the program", seconds(lambda: Program(loaded.model).kernels, 3)),
            ("what if, one value, all lines", seconds(lambda: program.changed(run.arrays, dearer), 50)),
            ("what if, one value, one line", seconds(lambda: program.changed(run.arrays, dearer, worth), 50)),
            ("one evaluation of all lines", seconds(loaded.run, 30)),
            ("the same by the reference", seconds(lambda: evaluate(loaded.model, values), 5)),
            ("a product of two rows", seconds(lambda: [months * months for _ in range(1000)], 9) / 1000),
        ]
    unit = rows[-2][1]
    for name, value in rows:
        print(f"{name:38s} {value * 1000:11.4f} ms   {value / unit:10.6f} of the reference")
    print(f"{len(loaded.model.rows)} rows, {figures:,} figures")


if __name__ == "__main__":
    main()
