"""Charts: what is declared, what is drawn of it, and that it recalculates with the year that the reader chooses."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import formualizer
import numpy as np
import pytest

from extent import few
from planbook.business import CHAPTERS, FRONT
from planbook.business.studied import STUDIED
from planbook.cli.documents import documents
from planbook.language.charts import Chart, Series
from planbook.language.errors import ModelError
from planbook.plan import Plan, Run, load
from plans.charting import DrawnChart, cells, drawn, figures, title
from plans.shipped import SHIPPED
from plans.workbooks import Place, build_workbook, names, opened
from recalculation import Values, compare, formualizer_values, written_values

DOCS = Path(__file__).parents[2] / "docs"
CHARTS = [*(chart for chapter in CHAPTERS for chart in chapter.charts), *STUDIED]
BY_QUESTION = {chart.question: chart for chart in CHARTS}
BARS = ("column", "stacked", "share", "bar", "funnel", "waterfall")
LONGEST_TITLE = 52  # characters that fit beside each other in 404 pixels


# What is declared.


def test_every_chart_asks_its_own_question() -> None:
    assert len(CHARTS) > 30
    assert len({chart.id for chart in CHARTS}) == len(CHARTS)
    assert len({chart.question.casefold() for chart in CHARTS}) == len(CHARTS)
    for chart in CHARTS:
        assert re.fullmatch(r"C\d\d", chart.id)
        assert chart.question.endswith("?"), chart.id
        assert len(chart.question) + (7 if chart.over == "year" else 0) <= LONGEST_TITLE, chart.id


def test_no_two_charts_draw_the_same() -> None:
    live = [chart for chart in CHARTS if chart.over != "study"]
    drawings = {(chart.kind, chart.over, frozenset(series.line for series in chart.series)): chart.id for chart in live}
    assert sorted(drawings.values()) == sorted(chart.id for chart in live)


def test_every_chart_has_its_place_on_one_page() -> None:
    places = [chart for page in FRONT.pages for chart in page.charts]
    assert len(set(places)) == len(places)
    assert {chart.id for chart in CHARTS} <= set(places)
    assert all(len(page.charts) <= 8 for page in FRONT.pages)
    sheets = [page.sheet for page in FRONT.pages]
    assert all(re.fullmatch("[A-Z][a-z]+", sheet) for sheet in sheets)
    assert len({*sheets, *(chapter.sheet for chapter in CHAPTERS)}) == len(sheets) + len(CHAPTERS)


def test_the_lines_of_charts_are_declared() -> None:
    """A line that is renamed would silently leave its chart."""
    known = {item.name for chapter in CHAPTERS for item in (*chapter.lines, *chapter.assumptions, *chapter.constants)}
    used = {series.line for chart in CHARTS for series in chart.series}
    assert used - known == set()
    assert {heat_map.line for heat_map in FRONT.heat_maps} <= known


def test_the_list_of_charts_is_up_to_date() -> None:
    """`make docs` writes it."""
    for name, text in documents().items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, f"docs/{name} is stale: make docs"


@pytest.mark.parametrize(
    ("kind", "over", "style", "tone", "words"),
    [
        ("pie", "years", "column", "", "`pie` over `years` is not known"),
        ("line", "weeks", "column", "", "`line` over `weeks` is not known"),
        ("line", "years", "dotted", "", "a series is one of"), ("line", "years", "line", "sad", "its tone one of"),
        ("waterfall", "months", "column", "", "a waterfall is over a year"),
    ],
)  # fmt: skip
def test_a_chart_that_cannot_be_drawn_is_refused(kind: str, over: str, style: str, tone: str, words: str) -> None:
    with pytest.raises(ModelError, match=words):
        Chart("C99", "Why?", kind, over, (Series("revenue", style=style, tone=tone),))


# What is drawn.


@pytest.fixture(scope="module")
def values(securecloud_workbook: Path) -> Values:
    return written_values(securecloud_workbook)


@pytest.fixture(scope="module")
def pictures(securecloud_workbook: Path) -> dict[str, DrawnChart]:
    return drawn(securecloud_workbook)


def test_all_charts_of_the_plan_stand_on_their_page(securecloud: Plan, pictures: dict[str, DrawnChart]) -> None:
    charts = {chart.question: chart.id for chart in (*securecloud.model.charts, *STUDIED)}
    assert set(pictures) == set(charts)
    places = {chart: page.sheet for page in FRONT.pages for chart in page.charts}
    assert all(picture.sheet == places[charts[question]] for question, picture in pictures.items())


def test_a_chart_has_one_unit(securecloud: Plan) -> None:
    for chart in (chart for chart in securecloud.model.charts if chart.over != "cohorts"):  # those are shares of customers
        styles = {row.unit.style for series in chart.series for row in securecloud.model.by_name.get(series.line, [])}
        wholes = {"count": {"count", "whole"}, "small_percent": {"percent"}}
        assert styles <= wholes.get(chart.style, {chart.style}), chart.id


@pytest.mark.parametrize("name", few(SHIPPED, 2))
def test_axes_are_plain(name: str, built: Callable[[str], Path]) -> None:
    """No second axis; bars begin at zero: declared so, or since zero is drawn, or because Excel begins there when figures differ enough."""
    with zipfile.ZipFile(built(name)) as package:
        charts = [package.read(part) for part in package.namelist() if part.startswith("xl/charts/chart")]
    assert [chart.count(b"<c:valAx>") for chart in charts] == [1] * len(charts)
    book, values = opened(built(name)), written_values(built(name))
    for sheet in (book[page.sheet] for page in FRONT.pages if page.sheet in book.sheetnames):
        for chart in sheet._charts:
            question = re.sub(r" FY\d{4}$", "", title(chart))
            if BY_QUESTION[question].kind in BARS:
                shown = np.concatenate([figures(str(series.val.numRef.f), values) for part in chart._charts for series in part.series])
                assert chart.y_axis.scaling.min == 0 or np.nanmin(shown) <= np.nanmax(shown) * 5 / 6, question


def test_pages_are_one_landscape_sheet_of_paper(securecloud_workbook: Path) -> None:
    book = opened(securecloud_workbook)
    for sheet in (book[page.sheet] for page in FRONT.pages if page.sheet in book.sheetnames):
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", 9, True)
        assert not sheet.merged_cells.ranges


# The chart year.


def years_of(path: Path, scenarios: Collection[str], questions: dict[str, DrawnChart]) -> Iterator[tuple[str, str, dict[Place, float]]]:
    """The workbook's figures with each scenario and each of its years chosen."""
    book = formualizer.load_workbook(str(path))
    choices = names(path)
    years = [cell.value for cell in opened(path)["Years"][3] if str(cell.value).startswith("FY")]
    wanted = {cell for picture in questions.values() for reference in picture.series.values() for cell in cells(reference)}
    wanted |= {(place[0], place[1] + shift, place[2]) for place in wanted for shift in (-3, -2) if place[1] > 5}
    for scenario in scenarios:
        book.set_value(*choices["in_scenario"], scenario)
        for year in years:
            book.set_value(*choices["in_chart_year"], year)
            book.evaluate_all()
            yield scenario, year, {place: book.get_value(*place) for place in wanted}


def test_waterfalls_close_in_every_year_and_scenario(securecloud: Plan, securecloud_workbook: Path) -> None:
    """The steps lead from the first column to the last."""
    waterfalls = [chart for chart in securecloud.model.charts if chart.kind == "waterfall"]
    assert {chart.over for chart in waterfalls} == {"year", "change", "plan"}
    pictures = {question: picture for question, picture in drawn(securecloud_workbook).items() if BY_QUESTION[question] in waterfalls}
    assert len(pictures) == len(waterfalls)
    openings = set()
    for scenario, year, found in years_of(securecloud_workbook, securecloud.loaded.scenarios, pictures):
        for question, picture in pictures.items():
            steps = cells(picture.series["Level"])
            ends = [found[sheet, row - 2, column] for sheet, row, column in steps]
            last = found[steps[-1]]
            assert ends[-2] == pytest.approx(last, abs=0.01), f"{question} {scenario} {year}"
            assert ends[-1] == last
            openings.add((question, scenario, ends[0]))
    of_years = [question for question in pictures if BY_QUESTION[question].over == "year"]
    assert len(openings) == 4 * (5 * len(of_years) + len(pictures) - len(of_years))


def test_the_pieces_of_a_waterfall_reach_from_step_to_step(pictures: dict[str, DrawnChart], values: Values) -> None:
    crossed = 0
    for question, picture in pictures.items():
        if BY_QUESTION[question].kind == "waterfall" and BY_QUESTION[question].over != "study":
            pieces = {name: figures(reference, values) for name, reference in picture.series.items()}
            ends = [float(str(values[sheet, row - 2, column])) for sheet, row, column in cells(picture.series["Level"])]
            for index in range(1, len(ends) - 1):
                size = sum(abs(pieces[name][index]) for name in pieces if name not in ("Base", "Level"))
                assert size == pytest.approx(abs(ends[index] - ends[index - 1]))
                rising = pieces["Up"][index] + pieces["Up, below zero"][index] != 0
                assert rising == (ends[index] > ends[index - 1])
                crossed += ends[index] * ends[index - 1] < 0
                nearest = min(abs(ends[index]), abs(ends[index - 1])) if ends[index] * ends[index - 1] > 0 else 0
                assert abs(pieces["Base"][index]) == pytest.approx(nearest)
    assert crossed


def test_money_that_comes_is_money_that_goes(pictures: dict[str, DrawnChart], values: Values) -> None:
    picture = pictures["Who pays until the need is deepest, and for what?"]
    columns = np.array([figures(reference, values) for reference in picture.series.values()])
    assert columns.shape == (7, 2)
    sources, uses = np.nansum(columns, axis=0)
    assert sources == pytest.approx(uses, rel=1e-12)
    assert np.nanmin(columns) >= 0


def test_missing_money_is_called_so(securecloud: Plan, runs: dict[str, Run], tmp_path: Path) -> None:
    """The two columns are equal also where the plan is not funded."""
    path = build_workbook(securecloud, tmp_path / "stress.xlsx", "stress")
    picture, values = drawn(path)["Who pays until the need is deepest, and for what?"], written_values(path)
    columns = {name: figures(reference, values) for name, reference in picture.series.items()}
    sources, uses = np.nansum(list(columns.values()), axis=0)
    assert sources == pytest.approx(uses, rel=1e-12)
    assert min(np.nanmin(column) for column in columns.values()) >= 0
    assert columns["Shortfall"][0] == pytest.approx(-runs["stress"]["closing_cash"].min())


def test_a_year_says_how_much_it_grew(pictures: dict[str, DrawnChart], values: Values, runs: dict[str, Run]) -> None:
    labels = [values[cell] for cell in cells(pictures["How fast does ARR grow?"].categories)]
    arr = runs["base"]["closing_arr"][::12]
    assert labels[0] == "Opening"
    assert labels[1] == f"FY2027\n+{arr[1] / arr[0] - 1:.0%}"


def test_the_lowest_point_is_one_point(pictures: dict[str, DrawnChart], values: Values, runs: dict[str, Run]) -> None:
    line = figures(pictures["When is cash lowest?"].series["Lowest"], values)
    cash = runs["base"]["closing_cash"][1:]
    assert np.flatnonzero(np.isfinite(line)).tolist() == [int(cash.argmin())]
    assert np.nanmin(line) == pytest.approx(cash.min())


# Cohorts.


def test_cohorts_of_all_years_make_up_the_mrr(pictures: dict[str, DrawnChart], values: Values, runs: dict[str, Run]) -> None:
    picture = pictures["How much of the MRR on monthly terms is old?"]
    assert list(picture.series) == ["There at the start", "FY2027", "FY2028", "FY2029", "FY2030", "FY2031"]
    bands = np.array([figures(reference, values) for reference in picture.series.values()])
    run = runs["base"]
    monthly = sum(run.arrays[row][1:, 0] for row in run.plan.model.by_name["closing_monthly_mrr"])
    assert bands.sum(axis=0) == pytest.approx(monthly)
    assert (bands[3, :24] == 0).all()
    assert bands[3, 24] > 0


def test_cohorts_are_compared_at_the_same_ages(pictures: dict[str, DrawnChart], values: Values, runs: dict[str, Run]) -> None:
    picture = pictures["Do younger cohorts on monthly terms last longer?"]
    assert list(picture.series) == [f"left after {age} months" for age in (6, 12, 24, 36)]
    assert [values[cell] for cell in cells(picture.categories)] == ["Jan-27", "Jan-28", "Jan-29", "Jan-30", "Jan-31"]
    run, starts = runs["base"], securecloud_starts(runs["base"])
    grid = sum(run.arrays[row][..., 0] for row in run.plan.model.by_name["cohort_customers"])
    for age in (6, 12, 24, 36):
        left = figures(picture.series[f"left after {age} months"], values)
        there = [start for start in (1, 13, 25, 37, 49) if start + age <= 60]
        wanted = [grid[starts.index(start), start + age] / grid[starts.index(start), start] for start in there]
        assert left[: len(there)] == pytest.approx(wanted)
        assert np.isnan(left[len(there) :]).all()


def test_signed_and_lost_make_up_committed_mrr(pictures: dict[str, DrawnChart], values: Values, runs: dict[str, Run]) -> None:
    picture, run = pictures["How much is already signed, or already lost?"], runs["base"]
    parts = np.array([figures(reference, values) for reference in picture.series.values()])
    assert parts.sum(axis=0) == pytest.approx((run["committed_mrr"] - run["closing_mrr"])[1:])


# Labels.


def test_steps_say_their_size_and_its_unit(pictures: dict[str, DrawnChart], values: Values, runs: dict[str, Run]) -> None:
    """Names and amounts beside horizontal bars: below columns they would have to turn."""
    picture, run = pictures["What carried ARR through the year?"], runs["base"]
    labels = [str(values[cell]) for cell in cells(picture.categories)]
    years = {name: run.view("year").values(run.plan.model.row(name))[5, 0] for name in ("new_mrr", "churned_mrr", "closing_mrr")}
    assert f"New  +${12 * years['new_mrr'] / 1e6:.2f}m" in labels
    assert f"Churn  -${12 * years['churned_mrr'] / 1e6:.2f}m" in labels
    assert labels[-1] == f"Closing  ${12 * years['closing_mrr'] / 1e6:.2f}m"


def test_volume_and_price_lift_ebitda(pictures: dict[str, DrawnChart], values: Values, runs: dict[str, Run]) -> None:
    """First year to last: customer months at the first year's ARPU, and the rest of recurring revenue."""
    picture, run = pictures["What lifts EBITDA from first to last year?"], runs["base"]
    labels = [str(values[cell]) for cell in cells(picture.categories)]
    customers, recurring = run["closing_customers"], run["recurring_revenue"]
    arpu = recurring[1:13].sum() / customers[1:13].sum()
    volume = arpu * (customers[49:].sum() - customers[1:13].sum())
    price = recurring[49:].sum() - recurring[1:13].sum() - volume
    assert f"Volume  +${volume / 1e6:.2f}m" in labels
    assert f"Price and mix  {'-' if price < 0 else '+'}${abs(price) / 1e6:.2f}m" in labels


def test_the_funnel_begins_with_sign_ups_of_so_many_visitors(
    pictures: dict[str, DrawnChart], values: Values, runs: dict[str, Run]
) -> None:
    picture, run = pictures["Where does the funnel narrow?"], runs["base"]
    labels = [str(values[cell]) for cell in cells(picture.categories)]
    visitors, signs = (run.view("year").values(run.plan.model.row(name))[5, 0] for name in ("unique_visitors", "sign_ups"))
    assert labels[0] == f"Sign-ups\n{100 * signs / visitors:.0f}% of {visitors:,.0f} visitors"
    assert [label.split("\n")[0] for label in labels] == ["Sign-ups", "Qualified leads", "Won through it"]
    bars = figures(*picture.series.values(), values)
    assert bars.tolist() == sorted(bars, reverse=True)


def test_service_is_split_by_the_plans_departments_and_overheads(pictures: dict[str, DrawnChart]) -> None:
    names = list(pictures["What does service cost?"].series)
    assert names[0] == "Storage"
    assert {"Support", "Platform operations"} <= set(names)


def securecloud_starts(run: Run) -> list[int]:
    """The months in which cohorts start."""
    return list(run.plan.model.structure.cohort_starts)


def test_heat_maps_are_triangles_in_colour(securecloud_workbook: Path, values: Values, runs: dict[str, Run]) -> None:
    sheet = opened(securecloud_workbook)["Heatmaps"]
    rules = [rule for each in sheet.conditional_formatting for rule in each.rules]
    assert [rule.type for rule in rules] == ["colorScale"] * 4
    for rule in rules:  # one scale for all: red is red in each of them
        assert [(point.type, float(point.val)) for point in rule.colorScale.cfvo] == [("num", 0), ("num", 0.5), ("num", 1)]
    assert sum(str(values.get(("Heatmaps", row, 1), "")).startswith(("Customers who stay: ", "MRR that stays")) for row in range(200)) == 4
    top = next(row for row in range(200) if values.get(("Heatmaps", row, 1)) == "Customers who stay: Small enterprises")
    run = runs["base"]
    grid = run.arrays[run.plan.model.row("cohort_customers", "small")][..., 0]
    starts = securecloud_starts(run)
    third = slice(starts.index(7), starts.index(9) + 1)  # joined in months 7 to 9
    row = top + 5
    assert values["Heatmaps", row, 1] == "2027-Q3"
    shares = [values.get(("Heatmaps", row, column)) for column in range(5, 26)]
    assert shares[0] == 1
    assert shares[4] == pytest.approx(grid[third, 21].sum() / grid[third, 9].sum())
    assert sum(isinstance(share, float) for share in shares) == 18
    assert shares[18] is None


# Kinds that no chapter draws yet.

ALL_KINDS = (
    Chart("C12", "Where does it narrow?", "funnel", "year",
          (Series("closing_customers", "Customers"), Series("new_customers", "New"))),
    Chart("C26", "Which segment is dear?", "bar", "year", (Series("segment_arpu", "ARPU"), Series("segment_closing_arr", "ARR"))),
    Chart("C28", "Which segment is worth it?", "column", "values", 
          (Series("capped_lifetime"), Series("runway_goal_months", "to keep", "reference"))),
    Chart("C45", "What do we owe?", "stacked", "quarters",
          (Series("billings", "Billed"), Series("revenue", "Released", negative=True), Series("closing_deferred_revenue", "Owed", "line"))),
    Chart("C38", "Which share?", "share", "quarters", (Series("revenue", "Revenue"), Series("ebitda", "EBITDA"))),
    Chart("C36", "What changed?", "waterfall", "plan",
          (Series("closing_cash", "Start", before=True), Series("net_cash_flow", "Flow"), Series("closing_cash", "End"))),
)  # fmt: skip
TWO = """timeline: {start: 2027-03, months: 40}
plan: {as_of: 2026-10-31}
segments:
  a: {label: '=One', churn: 1%/month, new_customers: 5, price: 20, annual_share: 50%}
  b: {label: Two, churn: 2%/month, new_customers: 8, price: 30, opening_customers: 20, opening_price: 25}
overheads:
  rent: {function: general_admin, monthly: 500}
"""


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan of two segments and short first and last years, with charts of every kind."""
    (tmp_path / "two.yaml").write_text(TWO, encoding="utf-8")
    plan = load(tmp_path / "two.yaml")
    for chapter in plan.model.chapters:
        monkeypatch.setattr(chapter, "charts", list(ALL_KINDS) if chapter.name == "metrics" else [])
    return plan


def test_every_kind_recalculates(two: Plan, tmp_path: Path) -> None:
    path = build_workbook(two, tmp_path / "two.xlsx")
    written = written_values(path)
    assert compare(written, formualizer_values(path)) == []
    pictures = drawn(path)
    assert {name: list(picture.series) for name, picture in pictures.items()} == {
        "Where does it narrow?": ["Where does it narrow?"], "Which segment is dear?": ["ARPU", "ARR"],
        "Which segment is worth it?": ["Capped lifetime", "to keep"], "What do we owe?": ["Billed", "Released", "Owed"],
        "Which share?": ["Revenue", "EBITDA"],
        "What changed?": ["Base", "Level", "Up", "Down", "Up, below zero", "Down, below zero"],
    }  # fmt: skip
    year = two.run().view("year")
    last = 3  # the last whole year: 2029 of 2027 … 2030
    assert names(path)["in_chart_year"][0] == "Inputs"
    assert written[names(path)["in_chart_year"]] == "FY2029"
    customers, new = (float(year.values(two.model.row(name))[last, 0]) for name in ("closing_customers", "new_customers"))
    funnel = pictures["Where does it narrow?"]
    assert figures(*funnel.series.values(), written) == pytest.approx([customers, new])
    assert [written[cell] for cell in cells(funnel.categories)] == ["Customers", f"New\n{new / customers:.0%} of them"]
    arpu = [float(year.values(two.model.row("segment_arpu", member))[last, 0]) for member in "ab"]
    assert figures(pictures["Which segment is dear?"].series["ARPU"], written) == pytest.approx(arpu)
    assert figures(pictures["Which segment is worth it?"].series["to keep"], written).tolist() == [6, 6]


def test_a_change_needs_two_whole_years(two: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (Series("ebitda", "First", before=True), Series("revenue", "Revenue"), Series("ebitda", "Last"))
    chapter = next(chapter for chapter in two.model.chapters if chapter.name == "metrics")
    monkeypatch.setattr(chapter, "charts", [Chart("C36", "What lifts it?", "waterfall", "change", steps)])
    path = build_workbook(two, tmp_path / "two.xlsx")
    written = written_values(path)
    revenue = two.run().view("year").values(two.model.row("revenue"))[:, 0]
    level = cells(drawn(path)["What lifts it?"].series["Level"])
    sheet, row, column = level[1]
    assert written[sheet, row - 3, column] == pytest.approx(revenue[3] - revenue[2])  # of the years 2028 and 2029
    (tmp_path / "short.yaml").write_text(TWO.replace("months: 40", "months: 22"), encoding="utf-8")
    assert drawn(build_workbook(load(tmp_path / "short.yaml"), tmp_path / "short.xlsx")) == {}


def test_a_sum_of_ratios_over_the_plan_is_refused(two: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chapter = next(chapter for chapter in two.model.chapters if chapter.name == "metrics")
    monkeypatch.setattr(chapter, "charts", [Chart("C01", "How much?", "column", "plan", (Series("gross_margin"),))])
    with pytest.raises(ModelError, match="neither a flow nor a balance"):
        build_workbook(two, tmp_path / "two.xlsx")
