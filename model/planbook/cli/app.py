"""The commands of planbook and their options.

What a command needs is imported when it runs, so that `planbook --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter
from cyclopts.validators import Number

from planbook.cli import reading, whatif
from planbook.cli.outcome import Status, failure, print_json, say
from planbook.cli.screen import Screen, tolerant
from planbook.language.errors import PlanbookError


def _version() -> str:
    from importlib.metadata import version

    return f"planbook {version('planbook')}"


STATUSES = """\
Exit status: 0 fine, 1 an error check fails (with --strict: or an alert), 2 bad input, 3 could not
write, 70 a defect of planbook, 130 interrupted.
"""

app = App(
    name="planbook",
    help="Financial projections of subscription businesses: from a plan to figures and a live Excel model.",
    help_epilogue=STATUSES,
    version=_version,
    default_parameter=Parameter(negative=()),
    suppress_keyboard_interrupt=False,
    print_error=False,
    exit_on_error=False,
    result_action="return_value",
)


@app.command
def build(plan: Path, *, output: Annotated[Path | None, Parameter(alias="-o")] = None) -> Status:
    """Write the Excel workbook of a plan, with all its scenarios.

    Parameters
    ----------
    plan
        A plan's folder, which opens with its base, or one of its files, which opens with that scenario.
    output
        The workbook; outputs/PLAN.xlsx if not given.
    """
    from planbook.cli import building

    return building.build(reading.load(plan), output)


@app.command
def show(
    plan: Path,
    /,
    *lines: str,
    scenario: str | None = None,
    by: Literal["month", "quarter", "year"] = "year",
    json: bool = False,
    names: bool = False,
) -> Status:
    """Show figures of a plan: the headlines, or the lines asked for.

    Parameters
    ----------
    plan
        A plan's folder or file.
    lines
        Names or labels of lines, such as closing_arr, "lowest cash" or segment_closing_mrr.business.
    scenario
        The scenario, by its file's name without .yaml; base for a folder, a file's own for a file.
    by
        Figures by month, fiscal quarter or fiscal year.
    json
        Print JSON: the opening apart, rates as fractions, null for what is not available.
    names
        Instead of figures, the names of the headlines beside their labels; with words, of all lines that have them.
    """
    from planbook.backends.figures import Figures, as_json, headlines
    from planbook.cli.checks import judged
    from planbook.cli.runs import run

    read = reading.load(plan)
    if names:
        from planbook.cli.names import show_names

        return show_names(Screen(), read.model, lines)
    found = run(read, scenario)
    figures = Figures(read.model, found.view(by), read.loaded.currency)
    asked = list(lines) or headlines(read.model)
    if json:
        print_json(as_json(figures, asked, plan=read.name, scenario=found.scenario.name))
    else:
        from planbook.cli.show import show as print_figures

        title = f"{read.loaded.title}, scenario {found.scenario.name}"
        print_figures(Screen(), figures, asked, title, headlines=not lines)
    return judged(found)


@app.command
def explain(
    plan: Path,
    line: str,
    /,
    *,
    month: str | None = None,
    scenario: str | None = None,
    depth: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
) -> Status:
    """Explain a figure: its definition, its formula, and the numbers that went in.

    Parameters
    ----------
    plan
        A plan's folder or file.
    line
        The name of a line, with its member if it has several: segment_closing_mrr.business.
    month
        The month, such as 2027-03; the plan's last if not given.
    scenario
        The scenario, by its file's name without .yaml.
    depth
        How many steps to follow from the figure; if not given, as many as it takes to come to inputs.
    """
    from planbook.cli.checks import judged
    from planbook.cli.explained import explain as print_explanation
    from planbook.cli.runs import run

    found = run(reading.load(plan), scenario)
    print_explanation(Screen(), found, line, month, depth)
    return judged(found)


@app.command
def scorecard(
    plan: Path,
    /,
    *,
    scenario: str | None = None,
    month: str | None = None,
    by: Literal["month", "year"] = "month",
    readers: Literal["founders", "investors", "finance", "sales", "service", "product"] | None = None,
    review: Literal["daily", "weekly", "monthly", "quarterly", "yearly"] | None = None,
    sources: bool = False,
    tree: str | None = None,
    depth: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    json: bool = False,
) -> Status:
    """Compare every metric with its target and with published standards, or show what a metric is made of.

    Parameters
    ----------
    plan
        A plan's folder or file.
    scenario
        The scenario, by its file's name without .yaml.
    month
        The month, such as 2028-06; the plan's last if not given.
    by
        The figures of a month, or of each fiscal year.
    readers
        Only the metrics that these readers look at.
    review
        Only the metrics that are reviewed so often.
    sources
        Below each metric every published benchmark, with its source and age.
    tree
        A metric, such as clv_to_cac: show what it is made of instead.
    depth
        How many levels of the tree to show; 4 if not given.
    json
        Print JSON: shares as fractions, null for what is not available.
    """
    from planbook.cli import drivers, scorejson
    from planbook.cli import scorecard as cards
    from planbook.cli.checks import judged
    from planbook.cli.outcome import exclude
    from planbook.cli.runs import run

    given = {"--readers": readers, "--review": review, "--sources": sources, "--by year": by == "year", "--month": month, "--json": json}
    if tree is not None:
        exclude("--tree", given, "--readers", "--review", "--sources", "--by year")
    elif depth is not None:
        raise PlanbookError("--depth is how many levels of a tree to show: it goes with --tree")
    if by == "year":
        exclude("--by year", given, "--month", "--sources")
    if json:
        exclude("--json", given, "--sources")  # it has them anyway
    found = run(reading.load(plan), scenario)
    at = cards.month_number(found, month)
    about = {"plan": found.plan.name, "scenario": found.scenario.name, "month": found.plan.model.structure.month_label(at)}
    if tree is not None:
        root = drivers.root_of(found, tree, depth)
        if json:
            print_json({**about, "tree": scorejson.tree_as_json(found, root, at)})
        else:
            drivers.show_tree(Screen(), found, root, at)
        return judged(found)
    card = cards.scorecard(found)
    groups = card.by_review(at, readers or "", review or "")
    if json:
        print_json({**about, "metrics": scorejson.scorecard_as_json(found, groups, card, by == "year")})
    elif not any(entries for _, entries in groups):
        Screen().print("No metric of this plan is for these readers and reviewed so.")
    elif by == "year":
        cards.show_years(Screen(), found, groups, card)
    else:
        cards.show_month(Screen(), found, groups, at, sources)
    return judged(found)


@app.command
def implied(
    plan: Path,
    /,
    *,
    price: Annotated[float | None, Parameter(validator=Number(gt=0))] = None,
    scenario: str | None = None,
    json: bool = False,
) -> Status:
    """Say which growth, margin or churn a price for the company implies, each by itself.

    Parameters
    ----------
    plan
        A plan's folder or file.
    price
        The value of all shares before new money; the pre-money value of the plan's first round if not given.
    scenario
        The scenario, by its file's name without .yaml.
    json
        Print JSON: the factor of each lever and what it comes to, null where the price is out of its reach.
    """
    from planbook.cli import implied as prices
    from planbook.cli.checks import judged
    from planbook.cli.runs import run

    read = reading.load(plan)
    found = run(read, scenario)
    asked = prices.asked(found, price)
    if json:
        print_json(prices.as_json(asked))
    else:
        prices.show(Screen(), asked)
    return judged(found)


@app.command
def check(plan: Path, *, strict: bool = False, scenario: str | None = None, unused: bool = False) -> Status:
    """Say what every check finds, in every scenario.

    Parameters
    ----------
    plan
        A plan's folder or file.
    strict
        Exit with 1 for an alert too.
    scenario
        Only this scenario, by its file's name without .yaml.
    unused
        Also list the numbers of the plan that move no figure; this takes some seconds.
    """
    from planbook.cli.checks import check as check_plan

    return check_plan(Screen(), reading.load(plan), scenario, strict, unused)


@app.command
def new(plan: Path, /, *, template: Literal["backup", "msp", "saas"] = "saas") -> Status:
    """Write a short, commented plan to begin with; at a terminal, from the answers to fifteen questions.

    Parameters
    ----------
    plan
        The folder to make; its name is the plan's.
    template
        What the company does: backup as a service, managed services by contract, software by subscription.
    """
    from planbook.cli.new import new as write_plan

    return write_plan(plan, template, input if sys.stdin.isatty() else None)


@app.command
def catalogue(
    name: str | None = None,
    /,
    *,
    kind: Literal["kpi", "line", "assumption", "constant", "check", "chart"] | None = None,
    json: bool = False,
) -> Status:
    """Say what planbook knows: every metric, line, assumption, constant, check and chart.

    Parameters
    ----------
    name
        Only the one of this name or alias, such as clv_to_cac or nps, and all about it.
    kind
        Only those of a kind, and all about them: definition, formula, direction, readers, benchmarks.
    json
        Print JSON: one entry for each declaration, with the same keys for all of a kind.
    """
    from datetime import date

    from planbook.cli.catalogue import entries, show

    found = entries(kind, name)
    if not json:
        show(Screen(), found, kind is not None or name is not None, date.today())
        return Status.FINE
    from planbook.backends.catalogue import as_json

    return print_json(as_json(found, date.today()))


@app.command
def schema() -> Status:
    """Print the JSON schema of a plan file, for editors."""
    from planbook.business import CHAPTERS, FAMILIES, SEGMENTS
    from planbook.scenarios import schema as schema_of

    return print_json(schema_of(CHAPTERS, FAMILIES, SEGMENTS))


for command in whatif.COMMANDS:
    app.command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status. ``arguments`` are those of the process if not given."""
    tolerant(sys.stdout, sys.stderr)
    try:
        status = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()  # here, where a closed pipe or a full disk can still be told
    except (Exception, KeyboardInterrupt) as fault:
        return int(failure(fault))
    return int(status)


def _run(arguments: Sequence[str]) -> Status:
    try:
        return app(arguments, console=Screen()) or Status.FINE
    except CycloptsError as fault:
        return say(Status.BAD_INPUT, f"{' '.join(str(fault).split())} (planbook --help)")
