"""No published case is forgotten: each is computed, waits for a metric, or stands outside with a reason."""

from __future__ import annotations

from oracles.published import ELSEWHERE, HERE, LATER, OUTSIDE, cases, lines


def test_each_case_is_computed_or_accounted_for() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_published_*.py"))
    waiting = {name for names in LATER.values() for name in names}
    known = {name for name, (group, _) in cases().items() if group not in ELSEWHERE}
    assert waiting | set(OUTSIDE) <= known
    assert {name for name in known - waiting - set(OUTSIDE) if f'"{name}"' not in texts} == set()
    assert {name for name in waiting | set(OUTSIDE) if f'"{name}"' in texts} == set()


def test_what_waits_is_not_there_yet() -> None:
    """A metric that has become a line is taken off the list, and its cases are computed."""
    assert set(LATER) & set(lines()) == set()


def test_each_case_names_its_source() -> None:
    assert [name for name, (_, case) in cases().items() if not case.get("source")] == []
