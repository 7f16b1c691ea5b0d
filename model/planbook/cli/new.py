"""`planbook new`: a short, commented plan to begin with, from a template and, at a terminal, fifteen answers."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from math import ceil
from pathlib import Path

from planbook.cli.outcome import NotWritten, Status
from planbook.cli.questions import OWN, QUESTIONS, Question
from planbook.language.errors import PlanbookError
from planbook.scenarios.texts import STEM

Ask = Callable[[str], str]
Answers = dict[str, tuple[str, str]]  # by key: the value and its source

UNKNOWN = ("", "don't know", "dont know", "?")
INVOICED = {"backup": 30, "msp": 100, "saas": 30}  # percent of billings; the rest is paid by card
COMMENTS = 36  # the column in which comments stand
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9&',. -]*")  # needs no quotation marks
WORDS = ("true", "false", "yes", "no", "on", "off", "null")
CARD_FEE = 2.9  # percent
CUSTOMERS_PER_HEAD = 100  # of a company that has no customers yet
TICKETS = 0.8  # a customer and month, as in the template
TERABYTES = 0.4 / 0.75  # of storage for a customer: the template's gigabytes, three quarters full
TEAM_GROWTH = 1.12


def new(folder: Path, template: str, ask: Ask | None, this_year: int | None = None) -> Status:
    """Write `base.yaml` into a new folder; ``ask`` puts a question to a person, without it all defaults are taken."""
    _free(folder)
    start = f"{(this_year or date.today().year) + 1}-01"
    answers = {question.key: _answer(question, template, start, ask, number) for number, question in enumerate(QUESTIONS, 1)}
    text = _aligned(string.Template(_template(template)).substitute(_written(answers, INVOICED[template])))
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


def _answer(question: Question, template: str, start: str, ask: Ask | None, number: int) -> tuple[str, str]:
    default = question.defaults[template]
    value = default.value or start
    if ask is None:
        return value, default.source
    print(f"\n{number} of {len(QUESTIONS)}. {question.text}")
    print(f"   like {question.example}; typical: {default.typical}; Enter or \"don't know\": {value}")
    while True:
        given = _given(ask)
        if given.lower() in UNKNOWN:
            return value, default.source
        fault = question.fault(given)
        if not fault:
            return given, OWN if default.source else ""
        print(f"   {fault}")


def _given(ask: Ask) -> str:
    """What a person types; the end of input is taken for Ctrl-C."""
    try:
        return ask("   > ").strip()
    except EOFError:
        raise KeyboardInterrupt from None


def _written(answers: Answers, invoiced: int) -> dict[str, str]:
    """What stands in the plan: a value with its source as comment, the bare value beside it, and what follows from several."""
    commented = {key: f"{value}  # {source}" if source else value for key, (value, source) in answers.items()}
    bare = {f"{key}_alone": value for key, (value, _) in answers.items()}
    name = bare["name_alone"]
    quoted = {"name": name if PLAIN.fullmatch(name) and name.lower() not in WORDS else f'"{name}"'}
    return {**commented, **bare, **quoted, **_money(bare, invoiced), **_service(bare), **_teams(answers)}


def _money(bare: dict[str, str], invoiced: int) -> dict[str, str]:
    """The opening balance sheet, and what cards cost."""
    customers, price, cash = (float(bare[f"{key}_alone"]) for key in ("customers", "price", "cash"))  # Python reads 70_000 as YAML does
    receivables = round(customers * price * invoiced / 100)
    cards = 100 - invoiced
    return {
        "invoiced_share": f"{invoiced}%", "card_share": str(cards), "card_fee": f"{CARD_FEE * cards / 100:.2f}%",
        "receivables": str(receivables), "paid_in": f"{cash:.0f}",
    }  # fmt: skip


def _service(bare: dict[str, str]) -> dict[str, str]:
    """How many customers, and tickets, a person serves: as today, where there are both; the storage that is there."""
    customers, heads = float(bare["customers_alone"]), float(bare["service_heads_alone"])
    today = customers > 0 and heads > 0
    each = customers / heads if today else CUSTOMERS_PER_HEAD
    return {
        "customers_per_head": f"{ceil(10 * each) / 10:.1f}".removesuffix(".0"), "tickets_per_head": f"{ceil(each * TICKETS)}",
        "capacity": f"{max(100, ceil(customers * TERABYTES))}",
        "service_source": "as today" if today else "assumed", "least_heads": "1" if today else bare["service_heads_alone"],
    }  # fmt: skip


def _teams(answers: Answers) -> dict[str, str]:
    """Heads by fiscal year of the teams that are planned."""
    plans: dict[str, str] = {}
    for team in ("sales", "development", "admin"):
        value, source = answers[f"{team}_heads"]
        heads = [round(float(value) * TEAM_GROWTH**year) for year in range(5)]
        plans |= {f"{team}_plan": str(heads), f"{team}_source": f"{source}; later years assumed"}
    return plans


def _aligned(text: str) -> str:
    """The comments at the ends of lines, one below the other."""
    lines = [re.fullmatch(r"(\s*[^\s#].*?)\s{2,}(#.*)", line) for line in text.splitlines()]
    return "".join(
        (f"{found[1]:<{COMMENTS - 2}}  {found[2]}" if found else line) + "\n" for found, line in zip(lines, text.splitlines(), strict=True)
    )
