"""What the engine adds to a workbook beside its cells: comparisons, explanations, sensitivities and shocks, as tables and charts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planbook.analysis.compare import Bridge, Comparison, compare
from planbook.analysis.doubts import headline
from planbook.analysis.sensitivity import BreakEven, Swing, break_evens, sensitivity, target_of
from planbook.analysis.settings import when
from planbook.analysis.stress import MONTHS, StressTest, Struck, stress
from planbook.language.charts import Chart
from planbook.language.model import Row
from planbook.language.studies import Picture, StudyTable
from planbook.language.units import FACTOR, LABEL, SHARE, Unit
from planbook.plan import Plan, Run

WIDEST = 10  # assumptions of the tornado that are drawn
LISTED = 25
MET = 3  # of which it is said where the line meets its target
DIGITS = 12  # of a share that is turned
LONGEST = 34  # characters of a name below a chart
VALUES = {"enterprise_value": "DCF", "exit_multiple_value": "Exit multiple", "multiple_value": "Entry multiple"}
HEADS = {
    "enterprise_value": "Enterprise value", "closing_arr": "Closing ARR", "minimum_cash": "Lowest cash", "lowest_cash_month": "in month",
    "simulated_runway": "below reserve from",
}  # fmt: skip


class WhatIf:
    """All that is asked of a plan for its workbook."""

    def __init__(self, plan: Plan, shown: Run):
        self.plan, self.shown = plan, shown
        self.runs = plan.runs()
        self.compared = compare(plan, [shown.scenario.name, *(name for name in self.runs if name != shown.scenario.name)])
        self.of = headline(shown)
        self.swings = sensitivity(shown, self.of)[:LISTED] if self.of else []
        self.stressed = stress(plan, shown.scenario.name)

    def tables(self) -> tuple[StudyTable, ...]:
        """What stands on the sheet Whatif."""
        made = [
            *([_figures(self.compared), *_bridges(self.compared)] if len(self.runs) > 1 else []),
            *([self._tornado(self.of)] if self.of and self.swings else []), _shocks(self.stressed),
        ]  # fmt: skip
        return tuple(made)

    def _tornado(self, of: Row) -> StudyTable:
        target, name = target_of(self.shown, of)
        chosen = self.swings[:MET] if not math.isnan(target) else []
        met = break_evens(self.shown, of, [each.knob for each in chosen], target)
        meets = {swing.knob.path: _meets(swing, each) for swing, each in zip(chosen, met, strict=True)}
        met_at = [f"meets {name} at (first {MET})"] if meets else []
        heads = ("lower by", "higher by", "then, lower", "then, higher", "elasticity", *met_at)
        units = (SHARE, SHARE, of.unit, of.unit, FACTOR, LABEL)[: len(heads)]
        rows = [(swing.knob.path, _swing(swing, meets), units) for swing in self.swings]
        label = self.plan.model.label(of)
        about = f"{self.shown.scenario.label}, each by its own uncertainty; planned {self.swings[0].base:,.0f}:"
        return StudyTable(f"What moves {label} most", about, heads, tuple(rows))

    def pictures(self, charts: Sequence[Chart]) -> tuple[Picture, ...]:
        """What the charts draw; those that would have nothing to show are left out."""
        named = {chart.id: chart for chart in charts}
        made = [*self._over_time(named), *self._worth(named), *self._explained(named), *self._widest(named), *self._hurt(named)]
        return tuple(made)

    def notice(self) -> tuple[tuple[str, str], ...]:
        """What there is to notice: two lines for scenarios, for the strongest assumption, for the worst shock."""
        return tuple(each for each in (self._of_scenarios(), self._of_swings(), self._of_shocks()) if each)

    def _of_scenarios(self) -> tuple[str, str] | None:
        bridge = self._furthest()
        if bridge is None:
            return None
        start, end = self._label(bridge.start), self._label(bridge.end)
        label = self.plan.model.label(bridge.row).partition(",")[0]
        cause = max(bridge.parts, key=lambda part: abs(bridge.parts[part]))
        first = f"{label}: {self._amount(bridge.before, False)} in {start}, {self._amount(bridge.after, False)} in {end}."
        return first, f"Most of it is explained by {cause.lower()}: {self._amount(bridge.parts[cause], True)}."

    def _of_swings(self) -> tuple[str, str] | None:
        known = [each for each in self.swings if not math.isnan(each.low + each.high)]
        if not known:
            return None
        most = known[0]
        higher = most.up != 1
        by, to = (f"{100 * (most.up - 1):.0f} % higher", most.high) if higher else (f"{100 * (1 - most.down):.0f} % lower", most.low)
        moved = f"{most.knob.label.partition(':')[0]} {by}: {self._amount(to - most.base, True)}."
        return f"{_short(most.knob.label)} moves it most.", moved

    def _of_shocks(self) -> tuple[str, str] | None:
        struck = [each for each in self.stressed.shocks if each.plain]
        if not struck:
            return None
        worst = min(struck, key=lambda each: each.plain.values["minimum_cash"] if each.plain else math.inf)
        assert worst.plain is not None
        month = self.plan.model.structure.month_label(int(worst.plain.values["lowest_cash_month"]))
        first = f"{worst.label}: cash falls to {self._amount(worst.plain.values['minimum_cash'], False)} in {month}."
        planned = self._amount(self.stressed.unstressed.values["minimum_cash"], False)
        if worst.plain.values["minimum_cash"] >= self.stressed.unstressed.values["minimum_cash"] - 1:
            return "No shock takes cash lower than planned.", f"Its lowest is {planned}."
        if worst.answered is None:
            return first, f"As planned its lowest is {planned}."
        return first, f"With no hiring for a year {self._amount(worst.answered.values['minimum_cash'], False)}; as planned {planned}."

    def _over_time(self, named: dict[str, Chart]) -> Iterator[Picture]:
        if len(self.runs) == 1:
            return
        for chart, line in ((named["C06"], "closing_arr"), (named["C71"], "closing_cash")):
            view, row = self.shown.view("quarter"), self.plan.model.row(line)
            names = tuple(view.periods.labels)
            values = {name: run.view("quarter").values(row)[1:, 0] for name, run in self.runs.items()}
            series = tuple((self._label(name), tuple(map(float, each))) for name, each in values.items())
            yield Picture(chart, names, series, row.unit)

    def _label(self, scenario: str) -> str:
        return self.plan.loaded.scenarios[scenario].label

    def _worth(self, named: dict[str, Chart]) -> Iterator[Picture]:
        rows = [self.plan.model.by_name[line][0] for line in VALUES if line in self.plan.model.by_name]
        if not rows or len(self.runs) == 1:
            return
        series = tuple((VALUES[row.name], tuple(float(run.arrays[row][0]) for run in self.runs.values())) for row in rows)
        yield Picture(named["C07"], tuple(map(self._label, self.runs)), series, rows[0].unit)

    def _explained(self, named: dict[str, Chart]) -> Iterator[Picture]:
        bridge = self._furthest()
        if bridge is None:
            return
        names = (self._label(bridge.start), *bridge.parts, self._label(bridge.end))
        steps = (bridge.before, *bridge.parts.values(), bridge.after)
        signs = (False, *(True for _ in bridge.parts), False)
        said = tuple(f"{_short(name)}  {self._amount(step, sign)}" for name, step, sign in zip(names, steps, signs, strict=True))
        yield Picture(named["C72"], said, (("Steps", tuple(map(float, steps))),), bridge.row.unit)

    def _amount(self, value: float, sign: bool) -> str:
        """An amount as it stands beside a bar."""
        size, symbol = abs(value), "$" if self.plan.loaded.currency == "USD" else ""
        text = f"{symbol}{size / 1e6:,.1f}m" if size >= 1e6 else f"{symbol}{size / 1e3:,.0f}k" if size >= 1e3 else f"{symbol}{size:,.0f}"
        return f"{'−' if value < 0 else '+' if sign else ''}{text}"

    def _furthest(self) -> Bridge | None:
        """To the worst scenario that can be explained: of enterprise value, else of ARR."""
        for line in ("enterprise_value", "closing_arr"):
            found = [bridge for bridge in self.compared.bridges if bridge.row.name == line and bridge.parts]
            if found:
                return min(found, key=lambda bridge: bridge.after)
        return None

    def _widest(self, named: dict[str, Chart]) -> Iterator[Picture]:
        swings = [each for each in self.swings if not math.isnan(each.width) and not math.isnan(each.low + each.high)][:WIDEST]
        if not swings or self.of is None:
            return
        lower, higher = (tuple(getattr(each, end) - each.base for each in swings) for end in ("low", "high"))
        series = (("Assumption lower", lower), ("Assumption higher", higher))
        yield Picture(named["C65"], tuple(_short(each.knob.label) for each in swings), series, self.of.unit)

    def _hurt(self, named: dict[str, Chart]) -> Iterator[Picture]:
        struck = [("As planned", self.stressed.unstressed), *((each.label, each.plain) for each in self.stressed.shocks if each.plain)]
        row = self.plan.model.row("minimum_cash")
        lows = tuple(each.values["minimum_cash"] for _, each in struck)
        chart = replace(named["C69"], from_zero=min(lows) >= 0)
        yield Picture(chart, tuple(_short(label) for label, _ in struck), (("Lowest cash", lows),), row.unit)


def _swing(swing: Swing, meets: dict[str, str]) -> tuple[float | str, ...]:
    """Its cells; the last one where it is said at what the line meets its target."""
    cells = (round(1 - swing.down, DIGITS), round(swing.up - 1, DIGITS), swing.low, swing.high, swing.elasticity)
    return (*cells, meets.get(swing.knob.path, "–")) if meets else cells


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _meets(swing: Swing, found: object) -> str:
    if not isinstance(found, BreakEven):
        return "nowhere"
    if math.isnan(found.value):
        return f"× {found.factor:.3g}"
    return swing.knob.text(float(f"{found.value:.4g}"))


def _figures(found: Comparison) -> StudyTable:
    rows = []
    for row in found.rows:
        values = tuple(found.values[row.key][name] for name in found.names)
        many = f", {when(row)}" if when(row) == "all months" else ""
        rows.append((f"{found.plan.model.label(row)}{many}", values, (row.unit,) * len(values)))
    labels = tuple(found.plan.loaded.scenarios[name].label for name in found.names)
    return StudyTable("Scenarios side by side", "The last month, unless said otherwise:", labels, tuple(rows))


def _bridges(found: Comparison) -> Iterator[StudyTable]:
    """A table for each other scenario: causes down, explained lines across."""
    for name in found.names[1:]:
        bridges = [bridge for bridge in found.bridges if bridge.end == name]
        if not bridges:
            continue
        units = tuple(bridge.row.unit for bridge in bridges)
        start, end = (found.plan.loaded.scenarios[each].label for each in (found.names[0], name))
        parts = [(part, tuple(bridge.parts[part] for bridge in bridges), units) for part in bridges[0].parts]
        rows = [(start, tuple(bridge.before for bridge in bridges), units), *parts, (end, tuple(bridge.after for bridge in bridges), units)]
        how = "Shapley values, which add up to the difference" if bridges[0].shapley else "each by itself, and what they do together"
        part = min(bridge.orders for bridge in bridges)
        how = f"Shapley values over the orders that have figures ({part:.0%} at least)" if part < 1 else how
        heads = tuple(found.plan.model.label(bridge.row) for bridge in bridges)
        yield StudyTable(f"Why: from {start} to {end}", f"{how}:", heads, tuple(rows))


def _shocks(found: StressTest) -> StudyTable:
    lines = list(found.unstressed.values)
    rows: list[tuple[str, tuple[float | str, ...], tuple[Unit, ...]]] = []
    for shock in (found.planned, *found.shocks):
        if shock.plain is None:
            rows.append((shock.label, ("not applicable", *("" for _ in lines)), (LABEL,) * (len(lines) + 1)))
            rows.append((f"  {shock.reason}", (), ()))
            continue
        rows.append((shock.label, *_struck(shock.plain, lines)))
        if shock.answered:
            rows.append((f"{shock.label}, no hiring for a year", *_struck(shock.answered, lines)))
    return StudyTable(
        "Shocks, each by itself", f"Scenario {found.scenario}, with and without management's answer:",
        (*(HEADS[line] for line in lines), "alerts"), tuple(rows),
    )  # fmt: skip


def _struck(struck: Struck, lines: Sequence[str]) -> tuple[tuple[float | str, ...], tuple[Unit, ...]]:
    model = struck.run.plan.model
    cells: list[float | str] = []
    for line in lines:
        value = struck.values[line]
        cells.append("" if line in MONTHS and math.isnan(value) else model.structure.month_label(int(value)) if line in MONTHS else value)
    return (*cells, float(len(struck.alerts))), (*(LABEL if line in MONTHS else model.row(line).unit for line in lines), LABEL)

