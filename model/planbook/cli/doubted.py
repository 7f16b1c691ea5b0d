"""`planbook questions`: the list that due diligence begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from planbook.analysis.doubts import Doubts, Raised
from planbook.analysis.sensitivity import Swing
from planbook.cli.numbers import column, known
from planbook.cli.screen import Screen

SHOWN = 12  # numbers without a source


def show(screen: Screen, found: Doubts) -> None:
    """Four lists."""
    run = found.run
    screen.print(Text(f"{run.plan.loaded.title}, scenario {run.scenario.name}: what will be asked", style="bold"))
    _head(screen, f"Red flags: {len(found.flags) + len(found.alerts) or 'none'}")
    for each in found.flags:
        screen.print(f"- {said(found, each)}. {each.flag.question}")
    for alert in found.alerts:
        when = f" ({alert.months[0]}{' and later' if len(alert.months) > 1 else ''})" if alert.months else ""
        screen.print(f"- {alert.sentence}{when}")
    for text in found.unjudged:
        screen.print(f"- {text}")
    _head(screen, f"Numbers without a source: {len(found.unsourced) or 'none'}")
    for knob in found.unsourced[:SHOWN]:
        screen.print(f"- {knob.path}: {', '.join(dict.fromkeys(knob.text(value) for value in knob.values(run.scenario)))}")
    if len(found.unsourced) > SHOWN:
        screen.print(f"- and {len(found.unsourced) - SHOWN} more; --json has them")
    if found.of is not None:
        _head(screen, f"What {run.plan.model.label(found.of)} hangs on most")
        if not found.strongest:
            screen.print("- nothing that the plan states")
        for swing in found.strongest:
            low, high = column([known(swing.low), known(swing.high)], found.of.unit)
            screen.print(f"- {swing.knob.path} {_turned(swing)}: {low} to {high}; {_source(swing.knob.sources(run.scenario))}")
    if found.musts:
        _head(screen, "What must be true")
        for text in found.musts:
            screen.print(f"- {text}")


def _source(notes: Sequence[str]) -> str:
    """The first comment beside an assumption's values, and how many others there are."""
    if not notes:
        return "no source"
    return f"source: {notes[0]}" + (f", and {len(notes) - 1} more" if len(notes) > 1 else "")


def _turned(swing: Swing) -> str:
    if swing.down == 1:
        return f"{100 * (swing.up - 1):.0f} % higher"
    return f"{100 * (1 - swing.down):.0f} % {'lower' if swing.up == 1 else 'lower or higher'}"


def _head(screen: Screen, text: str) -> None:
    screen.print()
    screen.print(Text(text, style="bold"))


def said(found: Doubts, each: Raised) -> str:
    """A red flag's sentence with its figure."""
    value = f"{100 * each.value:.1f} %" if each.row.unit.style == "percent" else column([each.value], each.row.unit)[0]
    over_time = bool(found.run[each.row.key].shape) and not each.flag.at_end
    month = f" (from {found.run.plan.model.structure.month_label(each.month)} on)" if over_time else ""
    return each.flag.sentence.format(value) + month


def as_json(found: Doubts) -> dict[str, Any]:
    """The same; shares as fractions."""
    run = found.run
    return {
        "plan": run.plan.name, "scenario": run.scenario.name,
        "red_flags": [
            {"name": each.flag.name, "says": said(found, each), "asks": each.flag.question, "value": known(each.value)}
            for each in found.flags
        ],
        "not_judged": list(found.unjudged),
        "alerts": [{"name": each.name, "says": each.sentence, "months": list(each.months)} for each in found.alerts],
        "without_source": {each.path: [known(value) for value in each.values(run.scenario)] for each in found.unsourced},
        "strongest": {
            "of": found.of.key if found.of else None,
            "assumptions": {each.knob.path: {"low": known(each.low), "high": known(each.high)} for each in found.strongest},
        },
        "must_be_true": list(found.musts),
    }  # fmt: skip
