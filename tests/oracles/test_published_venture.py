"""Published cases of the venture method, First Chicago and the methods for companies without revenue."""

from __future__ import annotations

from pathlib import Path

import pytest

from oracles.published import case, compute
from planbook.business.families import SCORED
from planbook.language.errors import PlanError
from planbook.plan import load


def _post_money(name: str) -> float:
    """What a case of the venture method comes to after the money."""
    given = case(name)["inputs"]
    return_asked = given.get("target_multiple") or compute("hurdle_multiple", hurdle_rate=given["rate"], years_to_exit=given["years"])
    exit_value = given.get("exit_value") or given["terminal"]
    retention = 1 - given.get("dilution", 0)
    return compute("vc_post_money", venture_exit_value=exit_value, retention_to_exit=retention, hurdle_multiple=return_asked)


@pytest.mark.parametrize("name", ["ov_vc", "ov_vc_dilution", "sv_vc"])
def test_post_money_value(name: str) -> None:
    """openvaluation: 50m in five years at 50 %, with and without dilution; startup-valuation: 500m that must return tenfold."""
    assert _post_money(name) == pytest.approx(case(name)["expected"]["post_money"], rel=1e-12)


def test_pre_money_value() -> None:
    known = case("ov_vc")
    value = compute("vc_pre_money", vc_post_money=_post_money("ov_vc"), investment_asked=known["inputs"]["round"])
    assert value == pytest.approx(known["expected"]["pre_money"], rel=1e-12)
    other = case("sv_vc_pre")
    value = compute("vc_pre_money", vc_post_money=other["inputs"]["post_money"], investment_asked=other["inputs"]["invest"])
    assert value == other["expected"]["pre_money"]


def test_a_round_that_is_too_large() -> None:
    """openvaluation: 5m are asked for when the company is worth 1.3m; it is said, and nothing is left for those who are there."""
    known = case("ov_vc_round_too_large")
    post, asked = _post_money("ov_vc_round_too_large"), known["inputs"]["round"]
    assert compute("vc_pre_money", vc_post_money=post, investment_asked=asked) == known["expected"]["pre_money"]
    assert compute("vc_round_too_large", vc_post_money=post, investment_asked=asked) == 1


@pytest.mark.parametrize(
    ("asked", "share", "shares", "price"), [(4e6, 0.65536, 1_901_578, 2.103515625), (4.2e6, 0.688128, 2_206_443.67, 1.903515625)]
)
def test_an_exercise_of_the_venture_method(asked: float, share: float, shares: float, price: float) -> None:
    """wizedu 1460056: exit 40m in four years, 60 % a year, one million shares; 4m are asked for, or 4.2m."""
    worth = compute("hurdle_multiple", hurdle_rate=0.6, years_to_exit=4)
    post = compute("vc_post_money", venture_exit_value=40e6, retention_to_exit=1, hurdle_multiple=worth)
    assert post == pytest.approx(6_103_515.63, abs=0.006)
    pre = compute("vc_pre_money", vc_post_money=post, investment_asked=asked)
    new = compute("vc_new_shares", investment_asked=asked, shares_before_investment=1e6, vc_pre_money=pre)
    assert new == pytest.approx(shares, abs=0.5)
    owned = compute("vc_ownership", vc_new_shares=new, shares_before_investment=1e6)
    assert owned == pytest.approx(share, abs=5e-7)
    assert compute("vc_share_price", investment_asked=asked, vc_new_shares=new) == pytest.approx(price, abs=5e-10)
    if asked == 4e6:
        left = compute("vc_exit_ownership", vc_ownership=owned, retention_to_exit=1)
        assert (left * 40e6, (1 - left) * 40e6) == (pytest.approx(26_214_400), pytest.approx(13_785_600))
        assert (1 - left) * 40e6 / worth == pytest.approx(2_103_515.63, abs=0.006)
        assert pre == pytest.approx(2_103_515.63, abs=0.006)
        assert price != pytest.approx(3.21, abs=0.5), "the page prints 3.21: investment ÷ new shares is 2.10"


@pytest.mark.parametrize("name", ["ov_fc", "sv_fc3"])
def test_first_chicago(name: str) -> None:
    """openvaluation and startup-valuation: values of three futures and their probabilities; both state them at today's value."""
    known = case(name)
    futures = known["inputs"]["scenarios"]
    weighted = [compute("future_weighted_value", future_present_value=value, future_probability=likely) for value, likely in futures]
    assert compute("first_chicago_value", future_weighted_value=sum(weighted)) == pytest.approx(known["expected"]["value"], rel=1e-12)


def test_probabilities_that_come_to_more_than_all(tmp_path: Path) -> None:
    """openvaluation refuses three futures of 90 % each, and so does a plan; the workbook's check says it too."""
    known = case("ov_fc_bad_prob")
    futures = "".join(
        f"  future_{number}: {{probability: {p}, exit_value: {value}}}\n" for number, (value, p) in enumerate(known["inputs"]["scenarios"])
    )
    path = tmp_path / "plan.yaml"
    text = "timeline: {start: 2027-01}\nsegments: {a: {price: 9, churn: 1%/month, new_customers: 3}}\n"
    path.write_text(f"{text}venture: {{hurdle_rate: 40%/year, exit_multiple: 3}}\nfutures:\n{futures}", encoding="utf-8")
    with pytest.raises(PlanError, match="must add up to 100 %"):
        load(path)
    assert compute("probability_residual", future_probability=sum(p for _, p in known["inputs"]["scenarios"])) > 0.6


def test_scorecard() -> None:
    """startup-valuation: a regional average of 1.5m, and Payne's seven weights, which are those of the model."""
    known = case("scorecard")
    ((_, weights),) = SCORED.constants
    assert list(weights) == known["inputs"]["weights"]
    scores = zip(known["inputs"]["scores"], weights, strict=True)
    weighted = sum(compute("weighted_score", score=score, score_weight=weight) for score, weight in scores)
    assert compute("scorecard_value", regional_value=known["inputs"]["average"], weighted_score=weighted) == pytest.approx(
        known["expected"]["value"], rel=1e-12
    )


def test_berkus() -> None:
    known = case("berkus")
    assert compute("berkus_value", element_value=sum(known["inputs"]["elements"])) == known["expected"]["value"]


def test_risk_factors() -> None:
    known = case("risk_factor")
    step = known["inputs"]["step"]
    moved = sum(compute("risk_adjustment", risk_rating=rating, risk_step=step) for rating in known["inputs"]["ratings"])
    assert compute("risk_factor_value", risk_base=known["inputs"]["base"], risk_adjustment=moved) == known["expected"]["value"]


def test_a_price_of_earnings() -> None:
    """docstoc 37646550: 20m of net income at 15 times."""
    known = case("docstoc_exit")["inputs"]
    value = compute("earnings_multiple_value", private_earnings_multiple=known["pe"], valued_net_income=known["net_income"])
    assert value == case("docstoc_exit")["expected"]["exit_value"]
