"""No published case is forgotten: each is computed, or stands outside with a reason."""

from __future__ import annotations

from oracles.published import ELSEWHERE, HERE, OUTSIDE, cases


def test_each_case_is_computed_or_accounted_for() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_published_*.py"))
    known = {name for name, (group, _) in cases().items() if group not in ELSEWHERE}
    assert set(OUTSIDE) <= known
    assert {name for name in known - set(OUTSIDE) if f'"{name}"' not in texts} == set()
    assert {name for name in OUTSIDE if f'"{name}"' in texts} == set()


def test_each_case_names_its_source() -> None:
    assert [name for name, (_, case) in cases().items() if not case.get("source")] == []
