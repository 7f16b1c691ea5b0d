"""`planbook new`: a short, commented plan to begin with, from a template and, at a terminal, fifteen answers."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from math import ceil
from pathlib import Path

from planbook.cli.answers import NotTaken
from planbook.cli.outcome import NotWritten, Status
from planbook.cli.questions import NOTHING_YET, OWN, QUESTIONS, Default, Question
from planbook.language.errors import PlanbookError
from planbook.scenarios.texts import STEM

Ask = Callable[[str], str]
Answers = dict[str, tuple[str, str]]  # by key: the value and its source

UNKNOWN = ("", "don't know", "dont know", "?")
BACK = "back"
INVOICED = {"backup": 30, "msp": 100, "saas": 30}  # percent of billings; the rest is paid by card
COMMENTS = 36  # the column in which comments stand
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9&',. -]*")  # needs no quotation marks
WORDS = ("true", "false", "yes", "no", "on", "off", "null")
CARD_FEE = 2.9  # percent
ONBOARDING = 2  # months of the template of contracts, in which customers wait
TICKETS = 0.8  # a customer and month, as in the template
TERABYTES = 0.4 / 0.75  # of storage for a customer: the template's gigabytes, three quarters full
TEAM_GROWTH = 1.12


def new(folder: Path, template: str, ask: Ask | None, this_year: int | None = None) -> Status:
    """Write `base.yaml` into a new folder; ``ask`` puts a question to a person, without it all defaults are taken."""
    _free(folder)
    answers = _answers(template, ask, this_year or date.today().year)
    text = _aligned(string.Template(_template(template)).substitute(_written(answers, template)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "base.yaml").open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as fault:
        raise NotWritten(f"could not write {folder}: {fault.strerror or fault}") from None
    print(f"{folder}/base.yaml is written: read its comments, replace what is assumed, then")
    print(f"  planbook check {folder}    what holds and what does not")
    print(f"  planbook build {folder}    the Excel model")
    return Status.FINE


def _free(folder: Path) -> None:
    """Refuse a folder that holds something, and a name that a plan cannot have; raises PlanbookError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PlanbookError(f"{folder} is there already: choose another name, nothing was written")
    name = folder.resolve().name
    if not STEM.fullmatch(name):
        raise PlanbookError(f"`{name}` cannot be a plan's name: a letter, then letters, digits, - and _ only")


def _template(name: str) -> str:
    return files("planbook.cli").joinpath("templates", f"{name}.yaml").read_text(encoding="utf-8")


def _answers(template: str, ask: Ask | None, this_year: int) -> Answers:
    """An answer to each question, in their order; a person may go back."""
    answers: Answers = {}
    if ask is not None:
        print("Enter takes what is assumed; `back` returns to the question before.")
    number = 0
    while number < len(QUESTIONS):
        question = QUESTIONS[number]
        given = _answer(question, _default(question, template, answers, this_year), ask, number + 1, this_year)
        if given is None:
            number = max(number - 1, 0)
            continue
        answers[question.key] = given
        number += 1
    return answers


def _default(question: Question, template: str, answers: Answers, this_year: int) -> Default:
    """What is assumed: the template's own value, moved with the answer that it stands beside."""
    default = question.defaults[template]
    if question.key == "start":
        return replace(default, value=f"{this_year + 1}-01")
    if not default.beside or answers[default.beside][1] != OWN:
        return default
    theirs, ours = float(answers[default.beside][0]), float(_usual(default.beside, template))
    if not theirs:
        return replace(default, source=NOTHING_YET)
    return replace(default, value=_rounded(float(default.value) * theirs / ours), source=default.moved)


def _usual(key: str, template: str) -> str:
    return next(question.defaults[template].value for question in QUESTIONS if question.key == key)


def _rounded(value: float) -> str:
    """Two digits that count, written out."""
    return f"{float(f'{value:.2g}'):.6f}".rstrip("0").rstrip(".") or "0"


def _answer(question: Question, default: Default, ask: Ask | None, number: int, this_year: int) -> tuple[str, str] | None:
    """A value and its source; None to go back."""
    if ask is None:
        return default.value, default.source
    print(f"\n{number} of {len(QUESTIONS)}. {question.text}")
    print(f"   like {question.example}; typical: {default.typical}; Enter or \"don't know\": {default.value}")
    while True:
        given = _given(ask)
        if given.lower() in UNKNOWN:
            return default.value, default.source
        if given.lower() == BACK:
            return None
        try:
            return question.read(given, this_year), OWN if default.source else ""
        except NotTaken as fault:
            print(f"   {fault}; answer like {question.example}")


def _given(ask: Ask) -> str:
    """What a person types; the end of input is taken for Ctrl-C."""
    try:
        return ask("   > ").strip()
    except EOFError:
        raise KeyboardInterrupt from None


def _written(answers: Answers, template: str) -> dict[str, str]:
    """What stands in the plan: a value with its source as comment, the bare value beside it, and what follows from several."""
    commented = {key: f"{value}  # {source}" if source else value for key, (value, source) in answers.items()}
    bare = {f"{key}_alone": value for key, (value, _) in answers.items()}
    name = bare["name_alone"]
    quoted = {"name": name if PLAIN.fullmatch(name) and name.lower() not in WORDS else f'"{name}"'}
    return {**commented, **bare, **quoted, **_money(bare, INVOICED[template]), **_service(bare, template), **_teams(answers)}


def _money(bare: dict[str, str], invoiced: int) -> dict[str, str]:
    """The opening balance sheet, and what cards cost."""
    customers, price, cash = (float(bare[f"{key}_alone"]) for key in ("customers", "price", "cash"))  # Python reads 70_000 as YAML does
    receivables = round(customers * price * invoiced / 100)
    cards = 100 - invoiced
    return {
        "invoiced_share": f"{invoiced}%", "card_share": str(cards), "card_fee": f"{CARD_FEE * cards / 100:.2f}%",
        "receivables": str(receivables), "paid_in": f"{cash:.0f}",
    }  # fmt: skip


def _service(bare: dict[str, str], template: str) -> dict[str, str]:
    """How many customers, and tickets, a person serves: as today, where there are both; the storage that is there; who waits."""
    customers, heads = float(bare["customers_alone"]), float(bare["service_heads_alone"])
    today = customers > 0 and heads > 0
    each = customers / heads if today else float(_usual("customers", template)) / float(_usual("service_heads", template))
    waiting = round(float(bare["new_customers_alone"]) * ONBOARDING) if customers else 0
    return {
        "customers_per_head": f"{ceil(10 * each) / 10:.1f}".removesuffix(".0"), "tickets_per_head": f"{ceil(each * TICKETS)}",
        "capacity": f"{max(100, ceil(customers * TERABYTES))}",
        "service_source": "as today" if today else "assumed", "least_heads": "1" if today else str(ceil(heads)),
        "waiting": str(waiting),
    }  # fmt: skip


def _teams(answers: Answers) -> dict[str, str]:
    """Heads by fiscal year of the teams that are planned."""
    plans: dict[str, str] = {}
    for team in ("sales", "development", "admin"):
        value, source = answers[f"{team}_heads"]
        digits = None if float(value) == int(float(value)) else 1  # parts of a person stay parts
        heads = [float(value) if digits and not year else round(float(value) * TEAM_GROWTH**year, digits) for year in range(5)]
        plans |= {f"{team}_plan": str(heads), f"{team}_source": f"{source}; later years assumed"}
    return plans


def _aligned(text: str) -> str:
    """The comments at the ends of lines, one below the other."""
    lines = [re.fullmatch(r"(\s*[^\s#].*?)\s{2,}(#.*)", line) for line in text.splitlines()]
    return "".join(
        (f"{found[1]:<{COMMENTS - 2}}  {found[2]}" if found else line) + "\n" for found, line in zip(lines, text.splitlines(), strict=True)
    )
