"""How long the main jobs take on this machine, side by side in one run; compare the ratios, not the seconds.

Prints the median of several runs: a cold `planbook build`, a cold `planbook show`, the same `show` without Python's own start,
a what-if on a loaded plan from the changed assumption to the result (by itself, and as one of 64 side by side), and one evaluation
of all lines.
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
    from planbook.analysis.settings import Settings

    loaded = plan.load(PLAN)
    settings, key = Settings(loaded.run()), "churn.business"
    every = [row for row in loaded.model.rows if row.item is not None]
    worth = [loaded.model.row("enterprise_value")]
    churns = [{key: settings.values[key] * (1 + number / 100)} for number in range(64)]
    figures = sum(array.size for array in loaded.run().arrays.values())
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "book.xlsx")
        rows = [
            ("python -c pass", seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)),
            ("planbook build, cold", seconds(command("build", str(PLAN), "--output", target), 3)),
            ("planbook show closing_arr, cold", seconds(command("show", str(PLAN), "closing_arr"), 5)),
            ("load and trace a plan", seconds(lambda: plan.load(PLAN).model, 5)),
            ("what if, changed as text, all lines", seconds(lambda: loaded.with_changes({"segments.business.churn": "× 1.1"}).run(), 5)),
            ("what if, one value, all lines", seconds(lambda: settings.figures(churns[1:2], every), 5)),
            ("what if, one value, one line", seconds(lambda: settings.figures(churns[1:2], worth), 5)),
            ("what if, each of 64, all lines", seconds(lambda: settings.figures(churns, every), 3) / len(churns)),
            ("what if, each of 64, one line", seconds(lambda: settings.figures(churns, worth), 3) / len(churns)),
            ("one evaluation of all lines", seconds(loaded.run, 10)),
        ]
    unit = rows[-1][1]
    for name, value in rows:
        print(f"{name:38s} {value * 1000:9.1f} ms   {value / unit:6.1f} evaluations")
    print(f"{len(loaded.model.rows)} rows, {figures:,} figures")


if __name__ == "__main__":
    main()
