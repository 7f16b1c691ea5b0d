"""What all commands share: help, version, schema, exit statuses, and a quiet end."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from commands import SHIPPED, Command

from planbook.business import CHAPTERS, FAMILIES, SEGMENTS
from planbook.language.errors import ModelError
from planbook.plan import Plan
from planbook.scenarios import schema

PLANBOOK = [sys.executable, "-c", "import sys; from planbook.cli import main; sys.exit(main())"]


def test_version(planbook: Command) -> None:
    said = planbook("--version")
    assert (said.status, said.out) == (0, f"planbook {version('planbook')}\n")


def test_help_names_the_commands_and_statuses(planbook: Command) -> None:
    said = planbook("--help")
    assert said.status == 0
    for word in ("build", "show", "explain", "check", "schema", "Exit status: 0 fine"):
        assert word in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_help_needs_no_engine() -> None:
    code = "import sys; from planbook.cli import main; main(['--help']); sys.exit('numpy' in sys.modules or 'xlsxwriter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_schema_is_the_one_of_the_business(planbook: Command) -> None:
    said = planbook("schema")
    assert said.status == 0
    assert json.loads(said.out) == json.loads(json.dumps(schema(CHAPTERS, FAMILIES, SEGMENTS)))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["shw"], "show"),
        (["show"], "PLAN"),
        (["explain", SHIPPED], "LINE"),
        (["build", SHIPPED, "--oops"], "--oops"),
        (["show", "nowhere/at/all"], "there is no such file or folder"),
    ],
)
def test_wrong_usage_is_bad_input(planbook: Command, arguments: list[object], message: str) -> None:
    said = planbook(*arguments)
    assert (said.status, said.out) == (2, "")
    assert message in said.err
    assert "Traceback" not in said.err


def test_faults_stand_one_on_a_line(planbook: Command) -> None:
    folder = SHIPPED.parents[1] / "tests" / "errors" / "unknown_keys"
    said = planbook("check", folder)
    *faults, count = said.err.splitlines()
    assert said.status == 2
    assert len(faults) > 3
    assert count == f"planbook: {len(faults)} faults found; the plan is refused"


@pytest.mark.parametrize("error", [ZeroDivisionError("by zero"), ModelError("a rule is broken")])
def test_a_defect_is_called_one(planbook: Command, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(Plan, "named_run", fail)
    said = planbook("show", SHIPPED)
    assert said.status == 70
    assert said.err.startswith(f"planbook: this is a defect of planbook: {type(error).__name__}: {error}")
    assert len(said.err.splitlines()) == 1
    monkeypatch.setenv("PLANBOOK_DEBUG", "1")
    assert "Traceback" in planbook("show", SHIPPED).err


def test_a_closed_pipe_is_quiet() -> None:
    command = " ".join(f"'{word}'" for word in [*PLANBOOK, "show", str(SHIPPED), "--by", "month"])
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command} | true"], capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([*PLANBOOK, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "planbook: could not write: No space left on device\n")


@pytest.mark.parametrize("command", [["show"], ["explain", "arr"], ["check"]])
def test_no_colours_and_no_progress_in_a_pipe(command: list[str]) -> None:
    name, *rest = command
    done = subprocess.run([*PLANBOOK, name, str(SHIPPED), *rest], capture_output=True, check=True)
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.stderr == b""


def test_a_screen_that_knows_ascii_only() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", "COLUMNS": "80"}
    done = subprocess.run([*PLANBOOK, "explain", str(SHIPPED), "arr"], capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert b"? = 12 ? closing_mrr" in done.stdout


def test_labels_are_text_and_nothing_else(planbook: Command, own: Path) -> None:
    text = (own / "base.yaml").read_text(encoding="utf-8")
    (own / "base.yaml").write_text(text.replace("label: Small enterprises", "label: '[red]Small[/red] :smile:'"), encoding="utf-8")
    said = planbook("show", own, "segment_closing_mrr")
    assert said.status == 0
    assert "[red]Small[/red] :smile:" in " ".join(said.out.split())
