"""How long the main jobs take on this machine, side by side in one run; compare the ratios, not the seconds.

Prints the median of several runs: a cold `planbook build`, a cold `planbook show`, the same `show` without
Python's own start, and one evaluation of all lines of a loaded plan.
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
    from planbook import plan

    loaded = plan.load(PLAN)
    figures = sum(array.size for array in loaded.run().arrays.values())
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "book.xlsx")
        rows = [
            ("python -c pass", seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)),
            ("planbook build, cold", seconds(command("build", str(PLAN), "--output", target), 3)),
            ("planbook show closing_arr, cold", seconds(command("show", str(PLAN), "closing_arr"), 5)),
            ("load and trace a plan", seconds(lambda: plan.load(PLAN).model, 5)),
            ("one evaluation of all lines", seconds(loaded.run, 10)),
        ]
    unit = rows[-1][1]
    for name, value in rows:
        print(f"{name:34s} {value * 1000:9.1f} ms   {value / unit:6.1f} evaluations")
    print(f"{len(loaded.model.rows)} rows, {figures:,} figures")


if __name__ == "__main__":
    main()
