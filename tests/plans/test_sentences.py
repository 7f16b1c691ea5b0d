"""What the pages say in words: the figures of the plan, printed; live, and left out where a plan has no such lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import formualizer

from planbook.business import CHAPTERS, FRONT
from planbook.language.charts import Figure, Front, Month, Page, Sentence, Words, text
from planbook.language.units import MONTHS_OF_YEAR
from planbook.plan import Run, load
from plans.workbooks import build_workbook, names, opened
from recalculation import Values, compare, formualizer_values, written_values

LONGEST = 68  # characters of a line that fit into the card, 404 pixels wide


def said(path: Path, sheet: str) -> list[str]:
    """The texts of a page that are formulas, from top to bottom, without the banner."""
    cells = [cell for row in opened(path, data_only=True)[sheet].iter_rows(min_row=4) for cell in row]
    formulas = {cell.coordinate for row in opened(path)[sheet].iter_rows() for cell in row if cell.data_type == "f"}
    return [str(cell.value) for cell in cells if cell.coordinate in formulas]


def test_the_lines_of_texts_are_declared() -> None:
    """A line that is renamed would silently take its sentence away."""
    known = {item.name for chapter in CHAPTERS for item in (*chapter.lines, *chapter.assumptions)}
    parts = [part for each in FRONT.texts for part in each.parts.values()]
    months = {part.line for part in parts if isinstance(part, Month)}
    ranked = {line for ranking in FRONT.rankings for line in ranking.lines}
    assert {figure.line for figure in FRONT.figures} | months | ranked <= known
    for each in FRONT.texts:
        assert all("{" + name + "}" in each.template for name in each.parts), each.template


def test_every_page_with_charts_has_three_things_to_notice() -> None:
    drawn = {chart.id for chapter in CHAPTERS for chart in chapter.charts}
    for page in FRONT.pages:
        assert len(page.notice) == (3 if drawn & set(page.charts) else 0), page.sheet


def test_the_dashboard_says_what_the_plan_says(securecloud_workbook: Path, runs: dict[str, Run]) -> None:
    run = runs["base"]
    lines_of_years = ("closing_arr", "revenue_growth", "ebitda_margin", "ebitda")
    years = {name: run.view("year").values(run.plan.model.row(name))[:, 0] for name in lines_of_years}
    lines = said(securecloud_workbook, "Dashboard")
    arr, cash = years["closing_arr"], run["closing_cash"]
    low, month = cash[1:].min(), int(cash[1:].argmin())
    when = f"{MONTHS_OF_YEAR[month % 12]} {2027 + month // 12}"
    for expected in (
        money(arr[-1]), f"from {money(arr[0])} at its start", f"{years['ebitda_margin'][-1]:.1%}",
        f"growing by {years['revenue_growth'][-1]:.1%}",
        f"ARR goes from {money(arr[0])} to {money(arr[-1])}.", f"Cash is lowest in {when}, at {money(low)}.",
        f"EBITDA is {money(years['ebitda'][-1])} in the last fiscal year.",
        f"Revenue of the last fiscal year grows by {years['revenue_growth'][-1]:.1%}.",
        f"Its margin goes from {years['ebitda_margin'][1]:.1%} in the first one to {years['ebitda_margin'][-1]:.1%}.",
    ):  # fmt: skip
        assert expected in lines, expected


def money(amount: float) -> str:
    """An amount as texts print it."""
    size = f"{abs(amount) / 1e6:,.1f}m" if abs(amount) >= 1e6 else f"{abs(amount):,.0f}"
    return f"{'-' if amount < 0 else ''}${size}"


def test_lines_fit_into_the_card_in_every_scenario(securecloud_workbook: Path, turned: Callable[[str], dict[str, Values]]) -> None:
    sheets = opened(securecloud_workbook)
    pages = [page.sheet for page in FRONT.pages if page.sheet in sheets.sheetnames and not page.studied]
    cells = [(name, cell) for name in pages for row in sheets[name].iter_rows(min_row=4) for cell in row]
    places = [(name, cell.row, cell.column) for name, cell in cells if cell.data_type == "f"]
    assert len(places) > 50
    for scenario, values in turned("securecloud").items():
        for line in (str(values.get(place) or "") for place in places):
            assert len(line) <= LONGEST, f"{scenario}: {line}"
            assert "n/a" not in line, f"{scenario}: {line}"


def test_sentences_follow_the_chart_year(securecloud_workbook: Path) -> None:
    book = formualizer.load_workbook(str(securecloud_workbook))
    book.set_value(*names(securecloud_workbook)["in_chart_year"], "FY2028")
    book.evaluate_all()
    cells = opened(securecloud_workbook)["Growth"]
    texts = {str(book.get_value("Growth", cell.row, cell.column)) for row in cells.iter_rows() for cell in row if cell.data_type == "f"}
    assert any(line.startswith("In FY2028 new customers bring $") for line in texts)
    assert any("Chart year: FY2028" in line for line in texts)


PLAN = """timeline: {start: 2027-01, months: 24}
segments: {a: {label: One, churn: 1%/month, new_customers: 5, price: 20}}
opening_balance: {cash: 5000}
"""
NOTICE = (
    Sentence(text("{low} in {month}", low=Figure("minimum_cash"), month=Month("lowest_cash_month"))),
    Sentence(text("{a} is there", a=Figure("no_such_line")), text("nor this")),
    Sentence(text("out in {month}", "never out", month=Month("simulated_runway")), text("{a} not there", a=Figure("no_such_line"))),
    Sentence(
        text("{way} {rate}", way=Words(Figure("arpu", "last"), Figure("arpu", "first"), "up", "not up"), rate=Figure("arpu", "first")),
        text("{ratio}", "no ratio", ratio=Figure("revenue_growth", "first")),
    ),
    Sentence(
        text("{cash} there{debt}{gone}", cash=Figure("opening_cash"), gone=text("; {a}", "; no line", a=Figure("no_such_line")),
             debt=text("; {owed} owed", when=Figure("closing_debt"), owed=Figure("closing_debt"))),
        text("nothing owed", "still owed", when=Figure("closing_debt")),
    ),
    Sentence(
        text("{cash} is there", when=Figure("opening_cash"), cash=Figure("opening_cash")),
        text("of which investors paid {a}", given="investor_money", a=Figure("opening_cash")),
    ),
)  # fmt: skip


def test_what_is_not_there_is_not_said(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(PLAN, encoding="utf-8")
    plan = load(tmp_path / "small.yaml")
    plan.model.front = Front((Page("Dashboard", "test", "A test", ("C01",), NOTICE),))
    path = build_workbook(plan, tmp_path / "small.xlsx")
    assert compare(written_values(path), formualizer_values(path)) == []
    assert set(said(path, "Dashboard")) == {
        "$5,100 in January 2027", "never out", "not up $20", "no ratio", "$5,000 there; no line", "still owed", "$5,000 is there",
    }  # fmt: skip


def test_scenarios_stand_beside_what_is_said_of_them(tmp_path: Path) -> None:
    """A long description takes two lines: its row is high enough, and all that stands in it begins at the top."""
    about = "Trials and demonstrations won " + "x 0.9, much later rounds and fewer of them, " * 4
    (tmp_path / "base.yaml").write_text(PLAN + f"plan: {{name: Small, about: '{about}'}}\n", encoding="utf-8")
    sheet = opened(build_workbook(load(tmp_path), tmp_path / "small.xlsx"))["Cover"]
    row = next(cell.row for cell in sheet["E"] if cell.value == about.strip())
    assert sheet.row_dimensions[row].height >= 2 * 13
    assert {sheet.cell(row, column).alignment.vertical for column in (2, 3, 5)} == {"top"}

