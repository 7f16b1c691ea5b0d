"""Worked tables: a chapter's lines, month by month, as a pocket calculator gives them.

A table is text. Its first line heads the columns: `opening` and months (or ages 0, 1, 2 …). Then come
`given` rows (inputs, and lines of other chapters) and, after a line `then`, the chapter's own lines.
A row is a name (`line` or `line.member`), then one number for a scalar or one for each column; `.` is
not available. Numbers may carry % and thousands separators (1_000). An assumption that may change over time is given as a
scalar, or month by month. Cohort lines have a row for each
cohort: `cohort_customers.a@-2` is the cohort that started in month −2.

A test module of a chapter holds its tables as constants named TABLE… and EDGE…, each with the Setting
of the same name (TABLE_X and SETTING_X; EDGE and SETTING_EDGE), or else SETTING, or else none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np

from planbook.backends.reference import evaluate
from planbook.business import CHAPTERS, FAMILIES
from planbook.language.declarations import Assumption, Form
from planbook.language.families import Family, Member
from planbook.language.model import InputForm, Model, Row, Structure
from planbook.language.parts import used
from planbook.language.trace import trace
from planbook.language.units import Shape, Sign
from planbook.plan import Plan, load

DRIVERS = {made.name: made for chapter in CHAPTERS for made in chapter.assumptions if made.form is Form.DRIVER}
LAST_YEAR_PART = " ".join(str((12 - month) / 12) for month in range(13))  # a twelfth less each month, nothing from month 12 on
TOLERANCE = 1e-9  # relative, floor 1: tables state figures in full


@dataclass
class Setting:
    """The small structure a table is worked in; two segments `a` and `b` unless said otherwise."""

    months: int = 4
    ages: int = 60
    opening_ages: Sequence[int] = (0,)
    start: tuple[int, int] = (2027, 1)
    fiscal_year_end: int = 12
    segments: dict[str, dict[str, str]] = field(default_factory=lambda: {"a": {}, "b": {}})
    departments: dict[str, str] = field(default_factory=lambda: {"ops": "cost_of_service", "sales": "sales_marketing"})
    overheads: dict[str, str] = field(default_factory=lambda: {"tools": "cost_of_service", "rent": "general_admin"})
    forms: dict[tuple[str, tuple[str, ...]], InputForm] = field(default_factory=dict)
    families: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)  # other families: member → attributes

    def model(self) -> Model:
        """The whole model for this structure, traced once."""
        key = repr(self)
        if key not in _TRACED:
            _TRACED[key] = self._trace()
        return _TRACED[key]

    def _trace(self) -> Model:
        given = {
            "segment": self.segments,
            "department": {name: {"function": to} for name, to in self.departments.items()},
            "overhead": {name: {"function": to} for name, to in self.overheads.items()},
            **self.families,
        }
        members = {
            family.name: family.members or self._members(family, given.get((family.twin or family).name, {})) for family in FAMILIES
        }
        starts = (*sorted({-age for age in self.opening_ages}), *range(1, self.months + 1))
        chapters = frozenset(chapter.name for chapter in CHAPTERS)
        end = self.fiscal_year_end
        structure = Structure(members, self.forms, self.start, self.months, end, starts, self.ages, chapters)
        return trace(CHAPTERS, FAMILIES, structure)


    @staticmethod
    def _members(family: Family, given: dict[str, dict[str, str]]) -> tuple[Member, ...]:
        """The members given, with the defaults of their family's attributes."""
        usual = {name: attribute.default for name, attribute in family.attributes.items() if attribute.default is not None}
        return tuple(Member(name, name, {**usual, **attributes}) for name, attributes in given.items())


_TRACED: dict[str, Model] = {}
_ROWS: dict[int, dict[str, list[Row]]] = {}  # the rows of a traced model by their key


def run(
    values: dict[str, float], setting: Setting | None = None, scalars: dict[str, float] | None = None
) -> dict[str, np.ndarray]:
    """The whole model on these inputs, for how chapters meet: every row by its key, months after the opening.

    What is not given takes its default; without one it is nothing, or 1 where it must be above zero. ``scalars`` are lines
    that are not computed but taken as they are.
    """
    model = (setting or Setting()).model()
    inputs = {row.key: _usual(row) for row in model.rows if row.source == "input"}
    assert not set(values) - set(inputs), f"not inputs of the model: {sorted(set(values) - set(inputs))}"
    given = {row: np.full(1, scalars[row.key]) for row in model.rows if scalars and row.key in scalars}
    arrays = evaluate(model, {**inputs, **values}, given)
    return {row.key: arrays[row][..., 0] for row in model.rows}


@cache
def _securecloud() -> Plan:
    return load(Path(__file__).parents[1] / "scenarios" / "securecloud")


def securecloud(changes: dict[str, float] | None = None, scenario: str = "base") -> dict[str, np.ndarray]:
    """A scenario of the plan SecureCloud, with some of its inputs changed: every row by its key, months after the opening."""
    return _evaluated(scenario, tuple((changes or {}).items()))


@cache
def _evaluated(scenario: str, changes: tuple[tuple[str, float], ...]) -> dict[str, np.ndarray]:
    plan = _securecloud()
    values = plan.scenario(scenario).values
    unknown = [key for key, _ in changes if key not in values]
    assert not unknown, f"not inputs of the plan: {unknown}"
    arrays = plan.program.run({**values, **dict(changes)})
    return {row.key: arrays[row][..., 0] for row in plan.model.rows}


def _usual(row: Row) -> float:
    made = row.declaration
    assert isinstance(made, Assumption)
    if made.default is not None and row.name in (made.name, f"{made.name}.value1", f"{made.name}.stated"):
        return made.default
    return float(row.sign is Sign.POSITIVE)


def number(text: str) -> float:
    """A table's number."""
    if text == ".":
        return math.nan
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


@dataclass
class Table:
    """A parsed table: what is given, and what must follow."""

    given: dict[str, list[float]]
    then: dict[str, list[float]]


def for_each(members: Sequence[str], *rows: str) -> str:
    """Rows of a table for each of these members, which stands in the place of `*`."""
    return "".join(f"{row.replace('*', member)}\n" for member in members for row in rows)


def parse(text: str) -> Table:
    """Read a table from its text."""
    table = Table({}, {})
    part = table.given
    for raw in text.strip().splitlines()[1:]:
        words = raw.split("#")[0].replace("|", " ").split()
        if not words or words == ["given"]:
            continue
        if words == ["then"]:
            part = table.then
            continue
        assert words[0] not in part, f"{words[0]} stands twice in the table"
        part[words[0]] = [number(word) for word in words[1:]]
    return table


def tables(module: ModuleType) -> Iterator[tuple[str, str, Setting | None]]:
    """The tables of a test module: name, text and setting."""
    for name, text in vars(module).items():
        kind, _, suffix = name.partition("_")
        if kind in ("TABLE", "EDGE"):
            wanted = f"SETTING_{suffix}" if kind == "TABLE" and suffix else f"SETTING_{name}" if kind == "EDGE" else "SETTING"
            yield name, text, getattr(module, wanted, getattr(module, "SETTING", None))


def _locate(model: Model, name: str) -> tuple[Row, int | None]:
    key, _, start = name.partition("@")
    if id(model) not in _ROWS:
        index = _ROWS[id(model)] = {}
        for row in model.rows:
            index.setdefault(row.key, []).append(row)
    found = _ROWS[id(model)].get(key, [])
    assert len(found) == 1, f"{name} is not a row of the model"
    return found[0], (model.structure.cohort_starts.index(int(start)) if start else None)


def _empty(model: Model, row: Row) -> np.ndarray:
    columns = (model.structure.ages if row.shape is Shape.AGES else model.structure.horizon) + 1
    if row.shape is Shape.SCALAR:
        return np.full(1, math.nan)
    shape = (columns, 1)
    return np.zeros((len(model.structure.cohort_starts), *shape)) if row.shape is Shape.COHORTS else np.full(shape, math.nan)


def _put(array: np.ndarray, cohort: int | None, values: list[float]) -> None:
    target = array if cohort is None else array[cohort]
    if array.ndim == 1:
        (target[0],) = values  # a single cell has a single value
        return
    target[: len(values), 0] = values
    target[len(values) :, 0] = values[-1]  # a curve holds its last value


Mutate = Callable[[Model], None]


def work(chapter: str, text: str, setting: Setting | None = None, mutate: Mutate | None = None) -> set[str]:
    """Run a chapter on the table's given rows and compare every figure; returns the names of the lines it covers.

    ``mutate`` may put other formulas into the chapter's rows; they are put back afterwards.
    """
    sheet = _sheet(chapter, text, repr(setting or Setting()), setting or Setting())
    formulas = [(row, row.tree, row.opening) for row in sheet.own]
    try:
        if mutate is not None:
            mutate(sheet.model)
        return sheet.compare()
    finally:
        for row, tree, opening in formulas:
            row.tree, row.opening = tree, opening


def over_time(setting: Setting, table: Table) -> Setting:
    """The setting in which assumptions that the table gives month by month change over time."""
    forms = dict(setting.forms)
    for key, values in table.given.items():
        name, *members = key.split(".")
        made = DRIVERS.get(name)
        if made is not None and len(values) > 1 and len(members) == len(made.per):
            forms.setdefault((name, tuple(members)), InputForm(steps=2))
    return replace(setting, forms=forms)


@dataclass
class _Sheet:
    """A table laid out over the model: what is given, and the part of the model that follows from it."""

    table: Table
    model: Model
    part: Model  # the rows that the table's figures need, and what is given of them
    given: dict[Row, np.ndarray]
    own: list[Row]  # all rows of the chapter

    def compare(self) -> set[str]:
        """Evaluate the part and compare every figure."""
        arrays = evaluate(self.part, {}, self.given)
        covered = set()
        for name, values in self.table.then.items():
            row, cohort = _locate(self.model, name)
            array = arrays[row] if cohort is None else arrays[row][cohort]
            got = [float(array[0])] if array.ndim == 1 else [float(value) for value in array[: len(values), 0]]
            wrong = [(got_, want) for got_, want in zip(got, values, strict=True) if not _equal(got_, want)]
            assert not wrong, f"{name}: got {got}, the table says {values}"
            covered.add(row.name)
        return covered


_SHEETS: dict[tuple[str, str, str], _Sheet] = {}


def _sheet(chapter: str, text: str, key: str, setting: Setting) -> _Sheet:
    if (chapter, text, key) not in _SHEETS:
        table = parse(text)
        _SHEETS[chapter, text, key] = _laid_out(chapter, table, over_time(setting, table).model())
    return _SHEETS[chapter, text, key]


_FIGURES: dict[tuple[str, str, str], _Sheet] = {}


def figure(chapter: str, name: str, given: dict[str, list[float]], setting: Setting) -> float:
    """A scalar line of a chapter on given rows, for many sets of values one after the other: always of the same rows."""
    key = (chapter, name, repr(setting))
    if key not in _FIGURES:
        _FIGURES[key] = _laid_out(chapter, Table(given, {name: []}), setting.model())
    sheet = _FIGURES[key]
    for row, values in given.items():
        _put(sheet.given[_locate(sheet.model, row)[0]], None, values)
    return float(evaluate(sheet.part, {}, sheet.given)[_locate(sheet.model, name)[0]][0])


def _laid_out(chapter: str, table: Table, model: Model) -> _Sheet:
    own = [row for row in model.rows if row.chapter == chapter and row.item is not None]
    given = {row: np.full(1, row.value) for row in model.rows if row.source == "constant"}
    for name, values in table.given.items():
        row, cohort = _locate(model, name)
        assert row not in own, f"{name} belongs to the chapter: it cannot be given"
        if row not in given or row.source == "constant":
            given[row] = _empty(model, row)
        _put(given[row], cohort, values)
    wanted = [_locate(model, name.partition("@")[0])[0] for name in table.then]
    for row in wanted:
        assert row in own, f"{row.key} belongs to chapter {row.chapter}"
    computed = _needed(wanted, set(own))
    for row in computed:
        for other in used(row):
            assert other in computed or other in given, f"{row.key} needs {other.key}: give it"
    part = _part(model, computed, given)
    return _Sheet(table, model, part, given, own)


def _needed(wanted: Collection[Row], own: Container[Row]) -> set[Row]:
    """The rows among ``own`` that these figures follow from, themselves included."""
    found = set(wanted)
    queue = list(found)
    while queue:
        following = {other for other in used(queue.pop()) if other in own} - found
        found |= following
        queue.extend(following)
    return found


def _part(model: Model, computed: Container[Row], given: Container[Row]) -> Model:
    """The model with some rows only: those that are computed, and those that are given."""
    blocks = ([row for row in block if row in computed] for block in model.blocks)
    rows = [row for row in model.rows if row in computed or row in given]
    return replace(model, rows=rows, blocks=[block for block in blocks if block])


def _equal(got: float, want: float) -> bool:
    if math.isnan(want) or math.isnan(got):
        return math.isnan(want) and math.isnan(got)
    return abs(got - want) <= TOLERANCE * max(1.0, abs(want))
