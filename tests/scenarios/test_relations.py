"""What assumptions must not say together, and what is not their business."""

from pathlib import Path

import pytest

from planbook.business import CHAPTERS, FAMILIES
from planbook.scenarios import load

HEAD = """timeline: {start: 2027-01}
segments:
  small: {churn: 1%/month, price: 50, new_customers: 3}
  large: {churn: 1%/month, price: 90, new_customers: 3}
"""
SOUND = {
    "no cap": "safes: {a: {amount: 6_000_000, month: 2027-02, discount: 20%}}",
    "a pool after the money": "rounds: {a: {amount: 9, month: 2027-02, pre_money: 1, pool: 90%, pool_timing: after}}",
    "a pool as large as may be": "rounds: {a: {amount: 1, month: 2027-02, pre_money: 3, pool: 74%}}",
    "a cancelled round anywhere": "rounds: {b: {amount: 0, month: 2029-02, pre_money: 3}, a: {amount: 1, month: 2027-02, pre_money: 3}}",
    "two rounds of one month": "rounds: {b: {amount: 1, month: 2027-02, pre_money: 3}, a: {amount: 1, month: 2027-02, pre_money: 3}}",
    "moves from several segments": "moves: {a: {source: small, target: large, rate: 60%/month}, "
    "b: {source: large, target: small, rate: 60%/month}}",
    "moves of years": "moves: {a: {source: small, target: large, rate: 60%/year}, b: {source: small, target: large, rate: 60%/year}}",
    "equal shares": "holders: {a: {shares: 6}, b: {shares: 4}}\n"
    "valuation: {shares: 10, wacc: 12%/year, terminal_growth: 2%/year, entry_multiple: 3, exit_multiple: 2}",
}


@pytest.mark.parametrize("case", SOUND)
def test_what_agrees_is_taken(case: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(f"{HEAD}{SOUND[case]}\n", encoding="utf-8")
    assert load(path, CHAPTERS, FAMILIES).scenarios
