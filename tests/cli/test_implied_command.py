"""`planbook implied`: sentences that fit, JSON that says the same, refusals."""

from __future__ import annotations

import json
from pathlib import Path

from commands import SHIPPED, Command

from planbook.plan import load


def test_a_sentence_for_each_lever(planbook: Command) -> None:
    said = planbook("implied", str(SHIPPED))
    assert (said.status, said.err) == (0, "")
    text = " ".join(said.out.split())
    assert "A price of USD 9,500,000 in 2027-06, USD 8,897,565 at the plan's start implies, each by itself:" in text
    assert f"worth USD {float(load(SHIPPED).run()['equity_value']):,.0f} by discounted cash flow" in text
    assert [line.split(" × ")[0] for line in said.out.splitlines() if line.startswith("- ")] == [
        "- new customers", "- salaries and overheads", "- churn",
    ]  # fmt: skip
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_json_of_a_price_out_of_reach(planbook: Command) -> None:
    document = json.loads(planbook("implied", str(SHIPPED), "--price", "1e9", "--json").out)
    assert document["price"] == 1e9
    churn = document["implied"]["churn"]
    assert (churn["factor"], churn["reading"]) == (None, None)
    assert churn["lowest"] < churn["highest"] < 1e9
    assert 0 < churn["stated"] < 1
    text = " ".join(planbook("implied", str(SHIPPED), "--price", "1e9").out.split())
    assert "churn: no factor up to 4 brings it there; the value stays between USD" in text


def test_what_is_missing_is_said(planbook: Command, tmp_path: Path) -> None:
    said = planbook("implied", str(SHIPPED), "--scenario", "stress")
    assert (said.status, said.err) == (2, "planbook: securecloud raises no round whose price could be asked for: say --price\n")
    assert planbook("implied", str(SHIPPED), "--price", "-5").status == 2
    (tmp_path / "p.yaml").write_text("timeline: {start: 2027-01}\nsegments: {a: {price: 5, churn: 1%/month, new_customers: 1}}\n")
    said = planbook("implied", str(tmp_path / "p.yaml"), "--price", "5")
    assert said.status == 2
    assert "has no section `valuation`" in said.err
