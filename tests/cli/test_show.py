"""`planbook show`: figures as JSON and as tables, against sums and last months taken by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from commands import BROKE, SHIPPED, Command, scenario

from planbook.language.units import Kind, Year
from planbook.plan import Plan, Run


def shown(planbook: Command, *arguments: object) -> Any:
    said = planbook("show", SHIPPED, *arguments, "--json")
    assert said.status == 0, said.err
    return json.loads(said.out)


def months_of(base: Run, name: str) -> list[float]:
    """The months of a line, without its opening."""
    return [float(value) for value in base[name][1:]]


def test_json_of_a_flow_adds_its_months_up(planbook: Command, base: Run) -> None:
    months = months_of(base, "revenue")
    line = shown(planbook, "revenue")["lines"]["revenue"]
    assert line["periods"] == ["2027", "2028", "2029", "2030", "2031"]
    assert line["values"] == pytest.approx([sum(months[12 * year : 12 * year + 12]) for year in range(5)], rel=1e-12)
    assert line["opening"] is None  # nobody states it
    assert (line["name"], line["label"], line["unit"], line["kind"]) == ("revenue", "Revenue", "$", "flow")


def test_json_of_a_balance_takes_the_last_month(planbook: Command, base: Run) -> None:
    cash = base["closing_cash"]
    line = shown(planbook, "closing_cash")["lines"]["closing_cash"]
    assert line["values"] == [float(cash[month]) for month in (12, 24, 36, 48, 60)]
    assert line["opening"] == float(cash[0])


def test_json_by_quarter(planbook: Command, base: Run) -> None:
    found = shown(planbook, "revenue", "closing_cash", "--by", "quarter")["lines"]
    months = months_of(base, "revenue")
    assert found["revenue"]["periods"][:5] == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4", "2028-Q1"]
    assert found["revenue"]["values"] == pytest.approx([sum(months[k : k + 3]) for k in range(0, 60, 3)], rel=1e-12)
    assert found["closing_cash"]["values"] == [float(base["closing_cash"][month]) for month in range(3, 61, 3)]


def test_json_by_month_is_the_line_itself(planbook: Command, base: Run) -> None:
    line = shown(planbook, "closing_mrr", "--by", "month")["lines"]["closing_mrr"]
    assert (line["periods"][0], line["periods"][-1], len(line["periods"])) == ("2027-01", "2031-12", 60)
    assert line["values"] == months_of(base, "closing_mrr")


def test_a_recomputed_ratio_is_the_ratio_of_its_years(planbook: Command, base: Run) -> None:
    assert base.plan.model.row("gross_margin").year is Year.RECOMPUTED
    profit, revenue = months_of(base, "gross_profit"), months_of(base, "revenue")
    expected = [sum(profit[k : k + 12]) / sum(revenue[k : k + 12]) for k in range(0, 60, 12)]
    assert shown(planbook, "gross_margin")["lines"]["gross_margin"]["values"] == pytest.approx(expected, rel=1e-12)


def test_the_months_of_a_plan_that_begins_in_july(planbook: Command, own: Any) -> None:
    text = (own / "base.yaml").read_text(encoding="utf-8")
    (own / "base.yaml").write_text(text.replace("fiscal_year_end: December", "fiscal_year_end: June"), encoding="utf-8")
    found = json.loads(planbook("show", own, "revenue", "--json").out)["lines"]["revenue"]
    by_month = json.loads(planbook("show", own, "revenue", "--json", "--by", "month").out)["lines"]["revenue"]["values"]
    assert found["periods"] == ["2027", "2028", "2029", "2030", "2031", "2032"]
    assert found["values"][0] == pytest.approx(sum(by_month[:6]), rel=1e-12)
    assert found["values"][1] == pytest.approx(sum(by_month[6:18]), rel=1e-12)
    assert "2027 holds 6 months, 2032 holds 6 months" in " ".join(planbook("show", own, "revenue").out.split())


def test_a_scalar_has_one_value(planbook: Command, base: Run) -> None:
    found = shown(planbook, "enterprise_value", "wacc")["lines"]
    assert found["enterprise_value"]["value"] == float(base["enterprise_value"])
    assert not {"periods", "values", "opening"} & set(found["enterprise_value"])
    assert found["wacc"]["value"] == base.scenario.values["wacc"]  # an input, as a fraction


def test_keys_are_the_names_asked_for(planbook: Command, base: Run) -> None:
    document = shown(planbook, "arr", "clv_cac", "segment_closing_mrr.small")
    assert (document["plan"], document["scenario"]) == ("securecloud", "base")
    assert {asked: line["name"] for asked, line in document["lines"].items()} == {
        "arr": "closing_arr", "clv_cac": "clv_to_cac", "segment_closing_mrr.small": "segment_closing_mrr.small",
    }  # fmt: skip
    one = document["lines"]["segment_closing_mrr.small"]
    assert one["values"][-1] == float(base["segment_closing_mrr.small"][60])
    assert one["label"].endswith("Small enterprises")


def test_a_family_line_has_members(planbook: Command, base: Run) -> None:
    line = shown(planbook, "segment_closing_mrr")["lines"]["segment_closing_mrr"]
    assert set(line["members"]) == set(line["opening"]) == {"business", "small", "individual"}
    for member, values in line["members"].items():
        assert values[0] == float(base[f"segment_closing_mrr.{member}"][12])
        assert line["opening"][member] == float(base[f"segment_closing_mrr.{member}"][0])
    assert "values" not in line


def test_a_line_over_two_families_joins_their_members(planbook: Command, base: Run) -> None:
    members = shown(planbook, "ending_mrr", "--by", "month")["lines"]["ending_mrr"]["members"]
    assert members["business.year_1"] == months_of(base, "ending_mrr.business.year_1")
    assert len(members) == 15


def test_a_family_of_inputs_has_a_number_for_each_member(planbook: Command, base: Run) -> None:
    line = shown(planbook, "price")["lines"]["price"]
    assert line["members"] == {name: base.scenario.values[f"price.{name}"] for name in ("business", "small", "individual")}


def test_cells_of_the_plan_have_names_too(planbook: Command, base: Run) -> None:
    found = shown(planbook, "price_change.stated.business", "price_change.stated")["lines"]
    assert found["price_change.stated.business"]["value"] == base.scenario.values["price_change.stated.business"]
    assert set(found["price_change.stated"]["members"]) == {"business", "small", "individual"}


def test_a_line_by_age_has_ages_as_periods(planbook: Command, base: Run) -> None:
    line = shown(planbook, "survival_by_age.individual")["lines"]["survival_by_age.individual"]
    assert line["periods"][:3] == ["0", "1", "2"]
    assert line["values"] == [float(value) for value in base["survival_by_age.individual"]]
    assert line["values"][0] == 1


def test_what_is_not_available_is_null_and_na(planbook: Command, base: Run) -> None:
    assert np.isnan(base["annual_churn_rate"][5])
    line = shown(planbook, "annual_churn_rate", "--by", "month")["lines"]["annual_churn_rate"]
    assert line["values"][4] is None
    assert line["values"][11] == float(base["annual_churn_rate"][12])
    assert "n/a" in planbook("show", SHIPPED, "annual_churn_rate", "--by", "month").out


def test_a_ratio_without_a_year_is_null_and_says_so(planbook: Command) -> None:
    assert set(shown(planbook, "customer_churn_rate")["lines"]["customer_churn_rate"]["values"]) == {None}
    assert "no figure by year for customer_churn_rate; --by month shows" in planbook("show", SHIPPED, "customer_churn_rate").out


def test_headlines_are_the_lines_declared_so(planbook: Command, plan: Plan) -> None:
    expected = {row.name for row in plan.model.rows if row.item and row.item.metric}
    assert set(shown(planbook)["lines"]) == expected
    table = planbook("show", SHIPPED).out
    for title in ("Recurring revenue", "Margins"):
        assert f"\n{title} " in table


def test_a_table_says_the_same_as_json(planbook: Command) -> None:
    values = shown(planbook, "arr", "revenue")["lines"]
    said = planbook("show", SHIPPED, "arr", "revenue").out
    for line in values.values():
        row = next(text for text in said.splitlines() if text.startswith(line["label"]))
        assert [f"{value:,.0f}" for value in line["values"]] == row.split()[-5:]


def test_rates_are_fractions_in_json_and_percent_in_tables(planbook: Command, base: Run) -> None:
    assert shown(planbook, "wacc")["lines"]["wacc"]["value"] == base.scenario.values["wacc"] < 1
    last = planbook("show", SHIPPED, "wacc").out.split()[-1]
    assert last == f"{base.scenario.values['wacc'] * 100:.1f}%"


def test_scenarios_by_name_and_by_file(planbook: Command, plan: Plan) -> None:
    arr = float(plan.run("downside")["closing_arr"][60])
    assert shown(planbook, "arr", "--scenario", "downside")["lines"]["arr"]["values"][-1] == arr
    by_file = json.loads(planbook("show", SHIPPED / "downside.yaml", "arr", "--json").out)
    assert (by_file["scenario"], by_file["lines"]["arr"]["values"][-1]) == ("downside", arr)


def test_currency_of_the_plan(planbook: Command, own: Any) -> None:
    text = (own / "base.yaml").read_text(encoding="utf-8")
    (own / "base.yaml").write_text(text.replace("currency: USD", "currency: EUR"), encoding="utf-8")
    assert json.loads(planbook("show", own, "revenue", "--json").out)["lines"]["revenue"]["unit"] == "EUR"
    assert "amounts in EUR" in planbook("show", own, "revenue").out


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
def test_tables_fit_eighty_columns(planbook: Command, by: str) -> None:
    for names in ([], ["segment_closing_mrr", "ev", "churn_by_age", "price", "equity"]):
        lines = planbook("show", SHIPPED, *names, "--by", by).out.splitlines()
        assert max(map(len, lines)) <= 80
        assert not any("…" in line for line in lines), "a figure was cut"


def test_no_json_word_that_is_not_json(planbook: Command, own: Any) -> None:
    scenario(own, "broke", BROKE)
    said = planbook("show", own, "--scenario", "broke", "--json", "--by", "month")

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    json.loads(said.out, parse_constant=refuse)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["revenu"], "`revenu` is not a line of this plan; did you mean `revenue`?"),
        (["segment_closing_mrr.smal"], "`segment_closing_mrr` has no member `smal`; did you mean `small`?"),
        (["arr", "--scenario", "downsid"], "`downsid` is not a scenario of securecloud; did you mean `downside`?"),
        (["cohort_mrr"], "it is in the workbook, on the sheet Cohorts"),
        (["arr", "--by", "week"], '"week" for --by'),
        (["arr", "--frequency", "1"], "--frequency"),
    ],
)
def test_what_show_refuses(planbook: Command, arguments: list[str], message: str) -> None:
    said = planbook("show", SHIPPED, *arguments)
    assert (said.status, said.out) == (2, "")
    assert message in said.err
    assert len(said.err.splitlines()) == 1


def test_every_kind_of_line_can_be_shown(planbook: Command, plan: Plan) -> None:
    kinds: dict[tuple[Kind, Any, str], str] = {}
    for row in plan.model.rows:
        if row.shape.value != "cohorts":
            kinds.setdefault((row.kind, row.year, row.shape.value), row.key)
    assert len(kinds) > 8
    said = planbook("show", SHIPPED, *kinds.values())
    assert said.status == 0, said.err


LARGE = """plan: {{currency: IDR}}
timeline: {{start: 2027-01}}
segments:
  teams: {{price: {price}, churn: 2%/month, new_customers: {{value: 20, growth: 3%/month}}, programme_cost: {price}}}
opening_balance: {{cash: {price}, paid_in_capital: {price}}}
"""


@pytest.mark.parametrize(("price", "words"), [(49, ""), (784_000, "thousands of "), (12_250_000, "millions of "), (1e12, "billions of ")])
@pytest.mark.parametrize("width", [60, 80])
def test_large_amounts_are_scaled_and_labels_stay(
    price: float, words: str, width: int, planbook: Command, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "base.yaml").write_text(LARGE.format(price=f"{price:.0f}"), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", str(width))
    out = planbook("show", tmp_path).out
    assert "…" not in out
    assert max(map(len, out.splitlines())) <= width
    if width == 80:
        assert f"amounts in {words}IDR" in out
    revenue = next(line for line in out.splitlines() if re.match(r" +Revenue +\d", line))
    divisor = {"": 1, "thousands of ": 1e3, "millions of ": 1e6, "billions of ": 1e9}[words]
    said = json.loads(planbook("show", tmp_path, "revenue", "--json").out)["lines"]["revenue"]["values"]
    if width == 80:
        assert revenue.split()[1:] == [f"{value / divisor:,.0f}" for value in said]
    assert "Lowest cash" in out


def test_a_line_that_is_no_amount_has_its_own_scale(planbook: Command, tmp_path: Any) -> None:
    (tmp_path / "base.yaml").write_text(LARGE.format(price="1_000_000_000_000"), encoding="utf-8")
    text = " ".join(planbook("show", tmp_path, "arpu", "revenue").out.split())
    assert "ARPU, billions of IDR" in text
    assert "amounts in billions of IDR" in text


def test_amounts_of_the_whole_plan_share_the_scale(planbook: Command, tmp_path: Any) -> None:
    (tmp_path / "base.yaml").write_text(LARGE.format(price="784_000_000"), encoding="utf-8")
    exact = json.loads(planbook("show", tmp_path, "minimum_cash", "--json").out)["lines"]["minimum_cash"]["value"]
    assert f"Lowest cash {exact / 1e6:,.0f}" in " ".join(planbook("show", tmp_path, "revenue", "minimum_cash").out.split())
    assert f"Lowest cash {exact:,.0f}" in " ".join(planbook("show", tmp_path, "minimum_cash").out.split())


def test_a_screen_too_narrow_for_all_years_gets_several_tables(planbook: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = planbook("show", SHIPPED, "revenue", "closing_cash").out
    assert "…" not in out
    assert out.count("Revenue") >= 2
    assert all(year in out for year in ("2027", "2028", "2029", "2030", "2031"))


@pytest.mark.parametrize("asked", ["lowest_cash", "Lowest cash", "lowest cash"])
def test_a_label_is_as_good_as_a_name(asked: str, planbook: Command, base: Run) -> None:
    assert shown(planbook, asked)["lines"][asked]["value"] == float(base["minimum_cash"])


def test_a_label_of_a_family_shows_its_members(planbook: Command, plan: Plan) -> None:
    label = plan.model.find("segment_closing_mrr")[0].label
    assert set(shown(planbook, label)["lines"][label]["members"]) == {"business", "small", "individual"}


def test_the_names_of_the_headlines_stand_beside_their_labels(planbook: Command, plan: Plan) -> None:
    assert "planbook show PLAN --names" in planbook("show", SHIPPED).out
    said = planbook("show", SHIPPED, "--names").out
    for row in (row for row in plan.model.lines() if row.item and row.item.metric):
        assert row.name in said.split()
        assert row.label in said


def test_names_are_searched_by_words(planbook: Command) -> None:
    said = planbook("show", SHIPPED, "cash", "--names").out
    assert "minimum_cash" in said
    assert "closing_arr" not in said
    assert planbook("show", SHIPPED, "zebra", "--names").status == 2


def test_a_line_of_a_chapter_that_is_left_out_says_what_is_missing(planbook: Command, tmp_path: Path) -> None:
    file = tmp_path / "tiny.yaml"
    plan = "timeline: {start: 2027-01, months: 12}\nsegments: {a: {churn: 1%/month, price: 9, new_customers: 2}}\n"
    file.write_text(plan, encoding="utf-8")
    for name, chapter, section in (
        ("uptime", "Service", "service"), ("onboarding_time", "Service", "service"), ("lvr", "Conversion and cost of channels", "channels"),
    ):  # fmt: skip
        said = planbook("show", file, name)
        words = f"`{name}` belongs to the chapter `{chapter}`, which the plan leaves out: add a section `{section}`"
        assert (said.status, said.err) == (2, f"planbook: {words}\n")


def test_a_metric_that_is_left_out_names_what_it_is_made_of(planbook: Command, tmp_path: Path) -> None:
    file = tmp_path / "tiny.yaml"
    plan = "timeline: {start: 2027-01, months: 12}\nsegments: {a: {churn: 1%/month, price: 9, new_customers: 2}}\n"
    file.write_text(plan, encoding="utf-8")
    left = "belongs to the chapter `Satisfaction`, which the plan leaves out"
    assert planbook("show", file, "nps").err == f"planbook: `nps` {left}: state `segments.promoters` and `segments.detractors`\n"
    made_of = "state `satisfaction.csat_goal`, and what it is made of: `answered_tickets` and `waiting_hours`"
    assert planbook("show", file, "csat").err == f"planbook: `csat` {left}: {made_of}\n"
