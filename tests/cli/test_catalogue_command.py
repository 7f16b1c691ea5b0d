"""`planbook catalogue`: what planbook knows, without a plan."""

from __future__ import annotations

import json
from datetime import date

import pytest
from commands import Command

from planbook.backends.catalogue import KINDS, as_json, catalogue
from planbook.business import BENCHMARKS, CHAPTERS, FAMILIES, FRONT


def test_everything_is_listed_by_chapter(planbook: Command) -> None:
    said = planbook("catalogue")
    assert (said.status, said.err) == (0, "")
    for chapter in CHAPTERS:
        assert f"\n{chapter.title}\n" in said.out or not (chapter.lines or chapter.assumptions or chapter.constants)
        for item in (*chapter.lines, *chapter.assumptions, *chapter.constants):
            assert f"\n  {item.name}: " in said.out
    assert "\n  closing_arr: Closing ARR (kpi)\n" in said.out


def test_a_metric_in_full(planbook: Command) -> None:
    said = " ".join(planbook("catalogue", "--kind", "kpi").out.split())
    assert "Net revenue retention (net_revenue_retention, nrr, ndr) Today's MRR of the customers of twelve months ago ÷ their" in said
    assert "= (total of segment_kept_mrr) ÷ mrr_a_year_earlier" in said
    assert "Higher is better; of twelve months; a year shows its last month. Read by investors and founders; reviewed monthly and" in said
    assert "Not available: before month 12." in said
    age = date.today().year - 2022
    assert f"Observed (ARR of $1m and more): 100 % to 106 %. SaaS Capital, survey of private B2B SaaS companies, 2022, {age} years" in said


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("line", "= payment_failures × (1 − payment_recovery)"), ("constant", "0.5 factor"), ("check", "An error: the model is wrong."),
        ("assumption", "In a plan: segments.churn, a number, or one that changes over time; at least 0, below 1, required."),
        ("chart", "stacked over quarters: channel_customers. Growth."),
    ],
)  # fmt: skip
def test_other_kinds_say_what_their_declarations_hold(planbook: Command, kind: str, words: str) -> None:
    assert words in " ".join(planbook("catalogue", "--kind", kind).out.split())


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_the_catalogue_fits_eighty_columns(planbook: Command, kind: str) -> None:
    lines = planbook("catalogue", *(["--kind", kind] if kind else [])).out.splitlines()
    longest = max(lines, key=len)
    assert len(longest) <= 80, longest


def test_json_is_the_catalogue(planbook: Command) -> None:
    said = planbook("catalogue", "--json")
    expected = as_json(catalogue(CHAPTERS, FAMILIES, BENCHMARKS, FRONT), date.today())
    assert json.loads(said.out) == json.loads(json.dumps(expected))
    metrics = json.loads(planbook("catalogue", "--kind", "kpi", "--json").out)["entries"]
    assert metrics == [entry for entry in json.loads(said.out)["entries"] if entry["kind"] == "kpi"]


def test_a_kind_that_is_none_is_refused(planbook: Command) -> None:
    said = planbook("catalogue", "--kind", "metric")
    assert (said.status, said.out) == (2, "")
    assert "metric" in said.err


def test_one_by_name_or_alias(planbook: Command) -> None:
    said = planbook("catalogue", "nps")
    assert said.status == 0
    assert "Net promoter score (net_promoter_score, nps)" in said.out
    assert said.out.startswith("1 KPI.\n")
    assert [each["name"] for each in json.loads(planbook("catalogue", "ltv", "--json").out)["entries"]] == ["blended_clv"]
    refused = planbook("catalogue", "npss")
    assert (refused.status, refused.err) == (2, "planbook: `npss` is no declaration of planbook; did you mean `nps`?\n")
