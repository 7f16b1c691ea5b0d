"""What the charts of each plan show: all of it, whole, in colours of its own, and nothing that is not there."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from planbook.backends.excel.chartdata import Feed
from planbook.backends.excel.charts import _axis_format as axis_format
from planbook.business import CHAPTERS
from planbook.business.studied import STUDIED
from planbook.cli.new import new
from planbook.plan import load
from plans.charting import drawn, figures
from plans.shipped import SHIPPED
from plans.workbooks import build_workbook, opened
from recalculation import written_values

CHARTS = [*(chart for chapter in CHAPTERS for chart in chapter.charts), *STUDIED]
BY_QUESTION = {chart.question: chart for chart in CHARTS}

# Nothing in the base scenario, and something in another one.
ONLY_IN_OTHERS = {"securecloud": {"Shortfall"}, "shiftloom": {"Shortfall", "Prepayment", "Other"}, "alderbrook": {"Shortfall", "Losses"}}


def check_that_all_is_shown(path: Path, nothing: set[str]) -> None:
    """Every chart has something to show, in every series; nothing is empty, or one flat line."""
    values = written_values(path)
    for question, picture in drawn(path).items():
        assert 1 <= len(picture.series) <= 7, question
        lines = {name: figures(reference, values) for name, reference in picture.series.items()}
        assert all(np.isfinite(line).any() for line in lines.values()), f"{question}: a series has no figure"
        chart = BY_QUESTION[question]
        for name, line in lines.items():
            assert chart.kind == "waterfall" or name in nothing or np.nanmax(abs(line)) > 0, f"{question}: {name} is nothing"
        beside = chart.over in ("values", "year") and chart.kind != "waterfall"  # one thing may be measured in several ways
        compared = [np.concatenate(list(lines.values()))] if beside else list(lines.values())
        flat = all(np.ptp(line[np.isfinite(line)]) == 0 for line in compared if np.isfinite(line).any())
        flat = flat and not (beside and sum(np.isfinite(line).sum() for line in compared) == 1)  # one bar may stand alone
        assert not flat, f"{question} is flat"
    book = opened(path, data_only=True)
    if "Heatmaps" not in book.sheetnames:  # nobody is on monthly terms
        return
    sheet = book["Heatmaps"]
    tops = [row for row in range(1, sheet.max_row) if str(sheet.cell(row, 1).value).startswith(("Customers who stay", "MRR that stays"))]
    for top, end in zip(tops, [*tops[1:], sheet.max_row + 1], strict=True):
        below = (sheet.cell(row, 6).value for row in range(top + 2, end))
        assert any(isinstance(share, float) for share in below), f"{sheet.cell(top, 1).value} is empty"


@pytest.mark.parametrize("name", SHIPPED)
def test_no_chart_of_a_plan_that_ships_is_empty_or_flat(name: str, built: Callable[[str], Path]) -> None:
    check_that_all_is_shown(built(name), ONLY_IN_OTHERS[name])


@pytest.mark.parametrize("template", ["backup", "msp", "saas"])
def test_no_chart_of_a_new_plan_is_empty_or_flat(template: str, tmp_path: Path) -> None:
    """Its spare segment and channel are not drawn: nobody comes through them."""
    new(tmp_path / "plan", template, None, 2026)
    path = build_workbook(load(tmp_path / "plan"), tmp_path / "plan.xlsx")
    check_that_all_is_shown(path, set())
    absent = {"Who brings new customers?", "Where does the funnel narrow?", "Are conversions improving?", "Is the pipeline accelerating?"}
    assert not absent & set(drawn(path))


SMALL = """timeline: {start: 2027-01, months: 24}
segments:
  a: {label: One, churn: 2%/month, new_customers: {value: 5, growth: 1%/month}, price: 20}
  b: {label: Two, churn: 1%/month, new_customers: 2, price: 90, annual_share: 100%, notice_months: 3}
opening_balance: {cash: 5000}
"""
STRESS = SMALL + "metrics: {churn_goal: 12%/year}\n" + "rounds: {seed: {amount: 9000, month: 2027-04, pre_money: 50000}}\n"


def small(folder: Path, **scenarios: str) -> Path:
    """The workbook of a small plan with these scenarios."""
    folder.mkdir()
    for name, text in scenarios.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return build_workbook(load(folder), folder / "small.xlsx")


def test_what_is_nothing_in_every_scenario_is_left_out(tmp_path: Path) -> None:
    """What is something in one of them is drawn in all; the workbook is switched from one to the other."""
    falling = SMALL.replace("label: One", "label: One, contraction_rate: 1%/month")
    alone, both = (drawn(small(tmp_path / name, **made)) for name, made in {
        "alone": {"base": SMALL}, "both": {"base": SMALL, "stress": falling}}.items())  # fmt: skip
    assert list(alone["What moves MRR each month?"].series) == ["New", "Churn"]
    assert list(both["What moves MRR each month?"].series) == ["New", "Contraction", "Churn"]
    assert list(alone["How much is already signed, or already lost?"].series) == ["Notice given"]
    silent = drawn(small(tmp_path / "silent", base=SMALL.replace(", notice_months: 3", "")))
    assert set(alone) - set(silent) == {"How much is already signed, or already lost?"}
    sheet = opened(tmp_path / "alone" / "small.xlsx")["Heatmaps"]
    titles = [cell.value for cell in sheet["A"] if str(cell.value).startswith(("Customers who", "MRR that"))]
    assert titles == ["Customers who stay: One", "MRR that stays, all segments"]


def test_a_flat_line_is_left_out_and_a_cap_on_it_is_one(tmp_path: Path) -> None:
    """A company that never burns has no runway to draw; one point alone is not flat."""
    earning = small(tmp_path / "earning", base=SMALL)
    assert "How long does cash last?" not in drawn(earning)
    short = SMALL.replace("months: 24", "months: 12")
    assert "Does profit follow revenue?" in drawn(small(tmp_path / "short", base=short))


def test_money_of_investors_is_spoken_of_where_there_is_some(tmp_path: Path) -> None:
    alone, funded = small(tmp_path / "alone", base=SMALL), small(tmp_path / "funded", base=STRESS)
    line, reach = "Without new investors", "to reach"
    assert line not in drawn(alone)["When is cash lowest?"].series
    assert line in drawn(funded)["When is cash lowest?"].series
    assert reach not in drawn(alone)["Is churn falling?"].series
    assert reach in drawn(funded)["Is churn falling?"].series
    goal = figures(drawn(funded)["Is churn falling?"].series[reach], written_values(funded))
    assert goal == pytest.approx(1 - 0.88 ** (1 / 12))
    for path, spoken in ((alone, False), (funded, True)):
        for sheet in ("Dashboard", "Liquidity", "Cover"):
            cells = [str(cell.value) for row in opened(path, data_only=True)[sheet].iter_rows() for cell in row]
            said = [text for text in cells if re.search(r"without (the round|new)|Investors pay", text)]
            assert not said or spoken, said
    cells = [str(cell.value) for row in opened(funded, data_only=True)["Dashboard"].iter_rows() for cell in row]
    assert sum("ithout new" in text for text in cells) == 2


@pytest.mark.parametrize("name", SHIPPED)
def test_stacked_columns_are_whole_in_libreoffice(name: str, built: Callable[[str], Path]) -> None:
    """Along months it ends the axis where gains less losses end: two unseen lines tell it where the columns do."""
    values, found = written_values(built(name)), 0
    for question, picture in drawn(built(name)).items():
        chart = BY_QUESTION[question]
        assert bool(picture.ends) == (chart.kind == "stacked" and chart.over == "months"), question
        if picture.ends:
            columns = np.array([figures(reference, values) for reference in picture.series.values()])
            top, bottom = (figures(reference, values) for reference in picture.ends.values())
            assert top == pytest.approx(columns.clip(min=0).sum(axis=0))
            assert bottom == pytest.approx(columns.clip(max=0).sum(axis=0))
            found += int((top.max() > columns.sum(axis=0).max()) and bottom.min() < 0)
    assert found >= 2
    with zipfile.ZipFile(built(name)) as package:
        charts = [package.read(each).decode() for each in package.namelist() if each.startswith("xl/charts/chart")]
    for chart in (chart for chart in charts if "Top of the columns" in chart):
        assert chart.count("<c:legendEntry>") == 2
        unseen = chart[chart.index("Top of the columns") :]
        assert unseen[: unseen.index("<c:dateAx>")].count("<a:noFill/>") == 2


@pytest.mark.parametrize("name", SHIPPED)
def test_no_two_series_of_a_chart_share_a_colour(name: str, built: Callable[[str], Path]) -> None:
    for question, picture in drawn(built(name)).items():
        if BY_QUESTION[question].kind != "waterfall":  # whose pieces above and below zero are one
            painted = [colour for colour in picture.colours if colour]
            assert len(painted) == len(set(painted)), question


# Axes and legends.


def axes(path: Path) -> dict[str, str]:
    """The XML of the axes of each chart, by its question."""
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    found = {}
    for chart in charts:
        asked = re.search(r"<a:t>([^<]+\?)", chart) or re.search(r"<c:v>([^<]+\?)", chart)
        assert asked
        found[asked[1]] = chart[chart.index("<c:valAx>") :] + "".join(re.findall(r"<c:dateAx>.*?</c:dateAx>", chart))
    return found


def test_one_series_is_named_where_the_question_does_not(built: Callable[[str], Path], tmp_path: Path) -> None:
    path = built("securecloud")
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    funnel = next(chart for chart in charts if "Where does the funnel narrow?" in chart)
    assert "<c:legend>" not in funnel
    small(tmp_path / "alone", base=SMALL)
    with zipfile.ZipFile(tmp_path / "alone" / "small.xlsx") as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert "<c:legend>" in next(chart for chart in charts if "How much is already signed" in chart)


def test_axes_say_what_they_count(built: Callable[[str], Path]) -> None:
    made = axes(built("alderbrook"))
    assert '[&gt;=30]&quot;30 or more&quot;;#,##0' in made["How long does cash last?"]
    assert "months since joining" in made["How long do customers stay?"]
    assert '<c:majorUnit val="12"/>' in made["How long do customers stay?"]


def test_runway_runs_along_the_end_of_its_axis(built: Callable[[str], Path]) -> None:
    """Without gaps where nothing is burnt, and never above the end."""
    picture = drawn(built("alderbrook"))["How long does cash last?"]
    line = figures(picture.series["Runway in months"], written_values(built("alderbrook")))
    assert np.isfinite(line).all()
    assert (line.max(), line[-1]) == (30, 30)
    assert line.min() < 6


@pytest.mark.parametrize(("largest", "wanted"), [(9_000, '"$"#,##0'), (90_000, '"$"#,##0,"k"'), (900_000, '"$"#,##0.0,,"m"')])
def test_an_axis_never_says_a_thousand_thousands(largest: float, wanted: str) -> None:
    feed = Feed(BY_QUESTION["Which segment earns the contribution?"], "", "", largest=largest)
    assert axis_format(feed, "$") == wanted
