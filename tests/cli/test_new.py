"""`planbook new`: a plan that is pleasant to read, loads as it is, and comes alive where it is empty."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import formualizer
import pytest
from commands import Command

from extent import few
from planbook.backends.excel import build
from planbook.cli import new as command
from planbook.cli.questions import OWN, QUESTIONS
from planbook.language.declarations import Severity
from planbook.plan import load
from recalculation import compare, read, written_values

TEMPLATES = ("backup", "msp", "saas")
MODEL = Path(__file__).parents[2] / "model"
COMMENT = 36
NAME, ONLY_SCENARIO, MONTH_0 = 3, 5, 5  # columns of the sheets
REASONS = ("assumed", "usual", "nominal growth", "as today", "however few", "your answers", "nobody yet", "all on invoice", "contracts are")
PUBLISHED = ("Recurly", "FinancialModelTemplates", "Pharallax", "PureDome", "Benchmarkit", "RewiredMSP", "AcceleROI", "AskBiz", "Stripe")


def answering(**given: str | list[str]) -> Callable[[str], str]:
    """A person who presses Enter, but for the questions named; a list is one answer after the other to the same question."""
    answers = [answer for question in QUESTIONS for answer in _listed(given.get(question.key, ""))]
    return lambda _: answers.pop(0)


def _listed(given: str | list[str]) -> list[str]:
    return given if isinstance(given, list) else [given]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_a_sound_plan_as_it_is(template: str, planbook: Command, tmp_path: Path) -> None:
    said = planbook("new", tmp_path / "my-plan", "--template", template)
    assert (said.status, said.err) == (0, "")
    assert f"planbook check {tmp_path}/my-plan" in said.out
    run = load(tmp_path / "my-plan").run()
    firing = {verdict.name for verdict in run.verdicts() if verdict.fires}
    errors = {verdict.name for verdict in run.verdicts() if verdict.severity is Severity.ERROR}
    assert len(errors) >= 12
    assert not firing
    assert run["closing_cash"].min() > 200_000
    growth = run.view("year").values(run.plan.model.row("revenue_growth"))[2:, 0]
    assert ((growth > 0.1) & (growth < 0.4)).all()


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_number_of_a_template_says_where_it_comes_from(template: str, planbook: Command, tmp_path: Path) -> None:
    planbook("new", tmp_path / "plan", "--template", template)
    origins = load(tmp_path / "plan").scenario("base").origins
    notes = {key: origin.note for key, origin in origins.items() if origin.written != "default" and ".from1." not in key}
    assert len(notes) > 50
    assert not [key for key, note in notes.items() if not any(word in note for word in (*REASONS, *PUBLISHED))]


@pytest.mark.parametrize("template", TEMPLATES)
def test_comments_stand_one_below_the_other(template: str, planbook: Command, tmp_path: Path) -> None:
    planbook("new", tmp_path / "plan", "--template", template)
    text = (tmp_path / "plan" / "base.yaml").read_text(encoding="utf-8")
    assert not re.search(r"\$[a-z{]", text), "a name that was not filled in"
    behind = [line for line in text.splitlines() if re.search(r"\S +#", line) and not line.startswith("#")]
    assert len(behind) > 40
    for line in behind:
        code = line[: re.search(r" +# ", line).start()]  # type: ignore[union-attr]
        assert line.index("# ") == max(COMMENT, len(code) + 2), line
    assert max(map(len, text.splitlines())) <= 140


@pytest.mark.parametrize("template", few(sorted(TEMPLATES), 1))
def test_the_spare_segment_comes_alive_in_the_workbook(template: str, planbook: Command, tmp_path: Path) -> None:
    planbook("new", tmp_path / "plan", "--template", template)
    plan = load(tmp_path / "plan")
    run = plan.run()
    assert run["segment_closing_customers.spare"].max() == 0
    path = build(plan.loaded, plan.model, run.arrays, "base", tmp_path / "plan.xlsx").path
    written = written_values(path)
    rows = {(sheet, name): row for (sheet, row, column), name in written.items() if column == NAME}
    book = formualizer.load_workbook(str(path))
    book.evaluate_all()
    assert compare(written, read(book, written)) == []

    visitors, customers = "organic_visitors.spare", "segment_closing_customers.spare"
    book.set_value("Inputs", rows["Inputs", visitors], ONLY_SCENARIO, 2_000)
    book.evaluate_all()
    engine = plan.program.run({**run.scenario.values, visitors: 2_000.0})[plan.model.row(*customers.split("."))]
    assert engine[60, 0] > 50
    for month in (1, 24, 60):
        assert book.get_value("Customers", rows["Customers", customers], MONTH_0 + month) == pytest.approx(engine[month, 0])


# Answers.


def test_fifteen_questions_are_asked_with_what_is_typical(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.new(tmp_path / "plan", "msp", answering(), 2026)
    out = capsys.readouterr().out
    assert len(QUESTIONS) == 15
    for number, question in enumerate(QUESTIONS, 1):
        assert f"{number} of 15. {question.text}" in out
        assert question.defaults["msp"].typical in out
    for template in TEMPLATES:
        for question in QUESTIONS:
            default = question.defaults[template]
            assert not default.value or question.read(default.value, 2026) == default.value.replace("_", "")
            for example in question.example.split(" or "):
                assert question.read(example, 2026) == example.replace("_", "")


@pytest.mark.parametrize("template", TEMPLATES)
def test_enter_and_dont_know_take_what_is_assumed(template: str, tmp_path: Path) -> None:
    command.new(tmp_path / "asked", template, answering(price="don't know", churn="?", cash="Dont know"), 2026)
    command.new(tmp_path / "silent", template, None, 2026)
    asked, silent = ((tmp_path / name / "base.yaml").read_text(encoding="utf-8") for name in ("asked", "silent"))
    assert asked == silent
    assert "start: 2027-01\n" in asked


ANSWERS = {
    "name": "Ünal & Söhne: {IT} 24/7", "start": "2028-03", "customers": "1_200", "price": "79.5", "churn": "20%/year",
    "new_customers": "33", "growth": "-5%/year", "annual_share": "55%", "programme_cost": "400", "service_heads": "6",
    "sales_heads": "5", "development_heads": "7", "admin_heads": "3", "salary": "64_000", "cash": "1_250_000",
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_answers_are_what_the_plan_says(template: str, tmp_path: Path) -> None:
    command.new(tmp_path / "plan", template, answering(**ANSWERS), 2026)
    plan = load(tmp_path / "plan")
    values, origins = plan.scenario("base").values, plan.scenario("base").origins
    assert plan.loaded.title == ANSWERS["name"]
    assert plan.model.structure.month_label(1) == "2028-03"
    wanted = {
        "opening_customers_given.customers": 1_200, "opening_price.customers": 79.5, "price.customers": 79.5, "price.spare": 79.5,
        "churn.stated.customers": 0.2, "planned_customers.value1.customers": 33, "planned_customers.growth.value1.customers": -0.05,
        "opening_annual_share.customers": 0.55, "annual_share.customers": 0.55, "programme_cost.customers": 400,
        "planned_heads.value1.sales": 5, "planned_heads.value1.development": 7, "planned_heads.value1.administration": 3,
        "department_salary.sales": 64_000, "opening_cash": 1_250_000,
    }  # fmt: skip
    assert {key: values[key] for key in wanted} == wanted
    assert all(origins[key].note.startswith(OWN) for key in wanted if key != "price.spare")
    assert plan.run()["department_heads.service"][0] == 6, "as many as serve the customers of today"


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    "extreme",
    [
        {"customers": "0", "new_customers": "0", "service_heads": "0", "cash": "0"},
        {"customers": "999_999", "price": "0", "churn": "99%/year", "growth": "200%/year", "annual_share": "100%", "salary": "0"},
        {"name": "no", "start": "2046-12", "churn": "0%/month", "growth": "-50%/month", "customers": "1", "service_heads": "10000"},
    ],
    ids=["new company", "high", "odd"],
)
def test_extreme_answers_still_make_a_plan_that_holds(template: str, extreme: dict[str, str], tmp_path: Path) -> None:
    command.new(tmp_path / "plan", template, answering(**extreme), 2026)
    verdicts = load(tmp_path / "plan").run().verdicts()
    assert not [verdict.name for verdict in verdicts if verdict.fires and verdict.severity is Severity.ERROR]


MISUNDERSTOOD = {
    "name": {'say "hi"': '`"` cannot stand in a name', "a # b": "`#` cannot stand", "x" * 61: "at most 60 characters, this one 61"},
    "start": {
        "2027": "a year and a month, like 2027-01", "January 2027": "a year and a month", "2027-13": "the months of a year are 01 to 12",
        "1999-01": "a plan that starts in 1999 is no plan: the first month lies between 2021-01 and 2046-12", "2100-01": "starts in 2100",
    },
    "customers": {
        "many": "a number is wanted", "-5": "it cannot be negative", "2.5": "a whole number is wanted", "40%": "not a percentage",
        "1000000000000000": "at most 100,000,000", "1e15": "write the number out", "2,5": "the decimal sign is a point: write 2.5",
    },
    "price": {"$95": "leave out the currency: write 95", "95 USD": "leave out the currency: write 95", "1e3": "write the number out: 1000"},
    "churn": {
        "15%": "a rate says its period: write 15%/month or 15%/year", "15": "write 15%/month or 15%/year", "100%/year": "at most 99 %",
        "15%/week": "per month or per year", "-1%/month": "it cannot be negative", "15/month": "a rate is a percentage: write 15%/month",
    },
    "growth": {"300%/year": "at most 200 %", "-60%/year": "at least -50 %", "fast": "a rate is per month or per year"},
    "annual_share": {
        "0.4": "a share is a percentage: write 40%", "40": "write 40%", "140%": "at most 100 %", "-1%": "cannot be negative",
        "40%/year": "a share has no period: write 40%", "most": "a percentage is wanted",
    },
    "admin_heads": {"20000": "at most 10,000", "-1": "cannot be negative"},
}  # fmt: skip


@pytest.mark.parametrize("key", MISUNDERSTOOD)
def test_an_answer_that_is_not_taken_is_asked_again_and_says_why(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given: dict[str, str | list[str]] = {key: [*MISUNDERSTOOD[key], ""]}
    command.new(tmp_path / "plan", "saas", answering(**given), 2026)
    said = [line for line in capsys.readouterr().out.splitlines() if "; answer like" in line]
    for line, why in zip(said, MISUNDERSTOOD[key].values(), strict=True):
        assert why in line
    load(tmp_path / "plan")


TAKEN = {
    "customers": {"2,000": 2_000, "0": 0, "2 000": 2_000, "2_000": 2_000, "1'234'567": 1_234_567},
    "churn": {"5 %/month": "5%/month", "5% per month": "5%/month", "20 % a year": "20%/year", "0": "0%/month"},
    "growth": {"0": "0%/month", "\u22125%/year": "-5%/year"},
    "annual_share": {"40 %": "40%", "0": "0%"},
    "admin_heads": {"1.5": 1.5, "2.0": 2},
    "start": {"2028-3": "2028-03", "2028/03": "2028-03"},
}


@pytest.mark.parametrize(("key", "answer"), [(key, answer) for key, answers in TAKEN.items() for answer in answers])
def test_an_answer_as_people_write_it_is_taken(key: str, answer: str, tmp_path: Path) -> None:
    question = next(question for question in QUESTIONS if question.key == key)
    assert question.read(answer, 2026) == str(TAKEN[key][answer])
    command.new(tmp_path / "plan", "saas", answering(**{key: answer}), 2026)
    load(tmp_path / "plan")


def test_parts_of_a_person_stay(tmp_path: Path) -> None:
    command.new(tmp_path / "plan", "saas", answering(admin_heads="1.5", service_heads="2.5", customers="0"), 2026)
    text = (tmp_path / "plan" / "base.yaml").read_text(encoding="utf-8")
    assert "by_fiscal_year: [1.5, 1.7, 1.9, 2.1, 2.4]" in text
    assert "least_heads: 3 " in text
    load(tmp_path / "plan")


def test_back_returns_to_the_question_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter(["back", "Nrthwind", "back", "Northwind", "2028-01", "500", "Back", "back", "2028-02", *[""] * 13])
    command.new(tmp_path / "plan", "saas", lambda _: next(answers), 2026)
    plan = load(tmp_path / "plan")
    assert (plan.loaded.title, plan.model.structure.month_label(1)) == ("Northwind", "2028-02")
    assert plan.scenario("base").values["opening_customers_given.customers"] == 900, "what was taken back is asked again"
    assert "`back` returns to the question before" in capsys.readouterr().out


# What is assumed beside an answer.


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_company_without_customers_gets_the_templates_own_measures(template: str, tmp_path: Path) -> None:
    command.new(tmp_path / "usual", template, None, 2026)
    command.new(tmp_path / "empty", template, answering(customers="0"), 2026)
    usual, empty = (load(tmp_path / name).scenario("base") for name in ("usual", "empty"))
    per_head = next(key for key in usual.values if key.endswith(".service") and "per_head" in key)
    assert empty.values[per_head] == usual.values[per_head]
    assert "assumed" in empty.origins[per_head].note
    assert not empty.values.get("opening_waiting.customers")
    new = "planned_customers.value1.customers"
    assert empty.values[new] == usual.values[new]
    assert "customers" not in empty.origins[new].note
    assert not [origin.note for origin in empty.origins.values() if "of the opening customers" in origin.note]


def test_assumptions_move_with_the_answers_that_they_stand_beside(tmp_path: Path) -> None:
    command.new(tmp_path / "plan", "saas", answering(customers="9,000", price="19"), 2026)
    base = load(tmp_path / "plan").scenario("base")
    assert base.values["planned_customers.value1.customers"] == 450
    assert base.origins["planned_customers.value1.customers"].note == "assumed: 5 % of yours"
    assert base.values["programme_cost.customers"] == 120  # 600 × 19 ÷ 95
    command.new(tmp_path / "msp", "msp", answering(customers="100"), 2026)
    msp = load(tmp_path / "msp").scenario("base")
    assert (msp.values["planned_customers.value1.customers"], msp.values["opening_waiting.customers"]) == (2.4, 5)


# What is there already, and ends before the end.


def test_nothing_is_overwritten(planbook: Command, tmp_path: Path) -> None:
    for name in ("folder", "file"):
        place = tmp_path / name
        kept = place / "mine.txt" if name == "folder" else place
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("mine")
        said = planbook("new", place)
        assert said.status == 2
        assert "is there already" in said.err
        assert kept.read_text() == "mine"
        assert not list(place.glob("*.yaml"))


def test_an_empty_folder_is_used_and_parents_are_made(planbook: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert planbook("new", tmp_path / "empty").status == 0
    assert planbook("new", tmp_path / "a" / "b").status == 0
    assert (tmp_path / "a" / "b" / "base.yaml").exists()


@pytest.mark.parametrize("name", ["2027", "my plan", "true", "ü", "-x" * 50])
def test_a_name_that_no_plan_can_have_is_refused(name: str, planbook: Command, tmp_path: Path) -> None:
    said = planbook("new", tmp_path / name)
    assert said.status == 2
    assert "cannot be a plan's name" in said.err
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_told(planbook: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = planbook("new", tmp_path / "file" / "plan")
    assert said.status == 3
    assert "could not write" in said.err


def test_an_unknown_template_is_refused(planbook: Command, tmp_path: Path) -> None:
    said = planbook("new", tmp_path / "plan", "--template", "bakery")
    assert said.status == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ends", [KeyboardInterrupt, EOFError])
def test_an_interrupted_conversation_leaves_nothing_behind(ends: type[BaseException], tmp_path: Path) -> None:
    answers: Iterator[str] = iter(["Northwind", "2027-01", "10"])

    def ask(_: str) -> str:
        answer = next(answers, None)
        if answer is None:
            raise ends
        return answer

    with pytest.raises(KeyboardInterrupt):
        command.new(tmp_path / "plan", "saas", ask)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`planbook new plan` at a terminal: the process, and the terminal's other end."""
    ours, theirs = pty.openpty()
    program = "import sys; from planbook.cli import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "new", "plan"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, close_fds=True,
        env={**os.environ, "PYTHONPATH": str(MODEL), "TERM": "dumb"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite in the background ignores it
    )  # fmt: skip
    os.close(theirs)
    yield process, ours
    process.kill()
    process.wait()
    os.close(ours)


def test_at_a_terminal_enter_fifteen_times_is_a_plan(terminal: tuple[subprocess.Popen[bytes], int], tmp_path: Path) -> None:
    process, ours = terminal
    os.write(ours, b"\n" * len(QUESTIONS))
    assert process.wait(timeout=60) == 0
    assert b"15 of 15." in os.read(ours, 100_000)
    load(tmp_path / "plan")


def test_at_a_terminal_control_c_leaves_nothing_behind(terminal: tuple[subprocess.Popen[bytes], int], tmp_path: Path) -> None:
    process, ours = terminal
    os.write(ours, b"Northwind\n")
    said = b""
    while b"2 of 15." not in said:
        said += os.read(ours, 10_000)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert not list(tmp_path.iterdir())
