"""`planbook new`: a short, commented plan to begin with, from a template and, at a terminal, fifteen answers."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

from planbook.cli.outcome import NotWritten, Status
from planbook.cli.questions import OWN, QUESTIONS, Question
from planbook.language.errors import PlanbookError
from planbook.scenarios.texts import KEY

Ask = Callable[[str], str]
Answers = dict[str, tuple[str, str]]  # by key: the value and its source


def new(folder: Path, template: str, ask: Ask | None, this_year: int | None = None) -> Status:
    """Write `base.yaml` into a new folder; ``ask`` puts a question to a person, without it all defaults are taken."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PlanbookError(f"{folder} is there already: choose another name, nothing was written")
    if not KEY.fullmatch(folder.name):
        raise PlanbookError(f"`{folder.name}` cannot be a plan's name: small letters, digits and _, beginning with a letter, at most 40")
    start = f"{(this_year or date.today().year) + 1}-01"
    answers = {question.key: _answer(question, template, start, ask, number) for number, question in enumerate(QUESTIONS, 1)}
    text = string.Template(_template(template)).substitute(_written(answers), folder=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "base.yaml").write_text(text, encoding="utf-8")
    except OSError as fault:
        raise NotWritten(f"could not write {folder}: {fault.strerror or fault}") from None
    print(f"{folder}/base.yaml is written: read its comments, replace what is assumed, then")
    print(f"  planbook check {folder}    what holds and what does not")
    print(f"  planbook build {folder}    the Excel model")
    return Status.FINE


def _template(name: str) -> str:
    return files("planbook.cli").joinpath("templates", f"{name}.yaml").read_text(encoding="utf-8")


def _written(answers: Answers) -> dict[str, str]:
    """What stands in the plan: the value with its source as comment, and the bare value beside it."""
    commented = {key: f"{value}   # {source}" if source else value for key, (value, source) in answers.items()}
    return {**commented, **{f"{key}_alone": value for key, (value, _) in answers.items()}}


def _answer(question: Question, template: str, start: str, ask: Ask | None, number: int) -> tuple[str, str]:
    default = question.defaults[template]
    value = default.value or start
    if ask is None:
        return value, default.source
    print(f"\n{number} of {len(QUESTIONS)}. {question.text}")
    print(f"   like {question.example}; typical: {question.typical}; Enter or \"don't know\": {value}")
    while True:
        given = ask("   > ").strip()
        if given.lower() in ("", "don't know", "dont know", "?"):
            return value, default.source
        fault = question.fault(given)
        if not fault:
            return given, OWN if default.source else ""
        print(f"   {fault}")
