"""What a chapter declares: line items, assumptions, constants, checks, charts, statements."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from planbook.language.charts import Chart as Chart
from planbook.language.charts import Series as Series
from planbook.language.errors import ModelError, enumerated
from planbook.language.families import Attribute, Family
from planbook.language.metrics import Metric
from planbook.language.units import FACTOR, Kind, Shape, Sign, Unit, Year

When = tuple[Attribute, *tuple[str, ...]]  # an attribute, and the values of it that are meant


class Period(Enum):
    """How a rate that carries its period becomes a rate per month."""

    GROWTH = "growth"  # (1 + r)^(1/12) − 1
    LOSS = "loss"  # 1 − (1 − r)^(1/12)
    YEARLY = "yearly"  # stated per year and used per year
    INTEREST = "interest"  # stated per year nominal; a twelfth of it each month


class Form(Enum):
    """What a plan may write for an assumption."""

    NUMBER = "a number"
    WHOLE = "a whole number"
    MONTH = "a month such as 2027-06"
    DRIVER = "a number, or one that changes over time"
    BY_AGE = "a number, or one that changes with age"
    CHANGE = "a rate of change such as 3%/year stepped"


class Severity(Enum):
    """An error says the model is wrong, an alert says the business is in trouble."""

    ERROR = "error"
    ALERT = "alert"


@dataclass(frozen=True)
class Place:
    """Where a declaration stands in the source."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass
class Declaration:
    """What all declarations share; ``name`` and ``chapter`` are filled in when a chapter is gathered."""

    label: str
    unit: Unit
    about: str
    per: tuple[Family, ...] = ()
    name: str = ""
    chapter: str = ""
    place: Place | None = None


@dataclass
class Constant(Declaration):
    """A number fixed by the business, or by the plan's calendar: a labelled cell on the timeline sheet."""

    value: float = 0.0
    calendar: bool = False  # the value comes from Structure.settings
    sign: Sign = Sign.POSITIVE


@dataclass(frozen=True)
class Rule:
    """What must hold between assumptions of a plan, whatever the figures come to.

    The parameters of ``holds`` are names of assumptions: their values of the same member, or of every member where
    the ruled one has none; a default stands in where a chapter is left out. ``words`` says what is wrong, with what
    the plan says in the places of the names in braces.
    """

    holds: Callable[..., bool]
    words: str
    when: When | None = None  # only for members whose attribute has one of these values


class Unnamed(Enum):
    """What a number that is left to a scenario is, where no scenario has the name of its member."""

    REFUSED = "refused"
    BASE = "base"  # the line of the plan's base, where its files are several scenarios; else its default
    DEFAULT = "default"


@dataclass
class Assumption(Declaration):
    """A number that a plan gives, with what is allowed for it.

    ``at`` is its key path in a plan (below the member, for a family); ``low`` and ``high`` bound it,
    strictly where ``above`` or ``below`` is used instead. Without a ``default`` it must be given.
    ``structure`` marks a number that all scenarios of a plan share.
    """

    at: str = ""
    form: Form = Form.NUMBER
    period: Period | None = None
    low: float | None = None
    high: float | None = None
    above: float | None = None
    below: float | None = None
    default: float | None = None
    structure: bool = False
    when: When | None = None  # only for members whose attribute has one of these values
    less_than: str = ""  # the name of another assumption that it must stay below
    at_most: str = ""  # the name of another assumption that it must not exceed
    rule: Rule | None = None  # what must hold between it and others
    ascending: str = ""  # members are listed by this value, those left aside for which this other assumption is 0
    adds_up_by: Attribute | None = None  # of the members that name the same here, the values add up to less than 1
    makes_whole: bool = False  # the values of all members add up to 1
    from_scenario: str = ""  # where it is not stated, the line that it is, of the scenario that the member is named after
    unnamed: Unnamed = Unnamed.REFUSED  # what it is where it is not stated and no scenario has the member's name
    needed_with: str = ""  # no default where this other assumption is given and not 0
    zero_counts: bool = False  # as a companion it is given also where the plan says 0
    before_plan: bool = False  # a month may also lie before the plan
    opens_cohort: bool = False  # an age in months: cohorts start that long before the plan
    needs_ages: int = 0  # the age axis is at least so many months long for each unit of this number
    kind: Kind = Kind.FACTOR

    @property
    def sign(self) -> Sign:
        """What the bounds say about the sign."""
        if (self.above is not None and self.above >= 0) or (self.low is not None and self.low > 0):
            return Sign.POSITIVE
        return Sign.NONNEGATIVE if self.low is not None and self.low >= 0 else Sign.ANY


@dataclass
class LineItem(Declaration):
    """A figure: its definition and its formula, a Python function of other figures."""

    function: Callable[..., Any] = lambda: 0
    kind: Kind = Kind.FACTOR
    shape: Shape = Shape.MONTHS
    year: Year | None = None
    opening: Callable[..., Any] | float | str | None = None
    aliases: tuple[str, ...] = ()
    sign: Sign = Sign.ANY
    metric: Metric | None = None  # what a headline figure is to its readers
    severity: Severity | None = None
    tolerance: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    when: When | None = None  # only for members whose attribute has one of these values

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)


@dataclass(frozen=True)
class Statement:
    """A statement: headings and lines in the order in which they are read; ``=`` marks a sum line."""

    sheet: str
    title: str
    rows: tuple[str, ...]
    about: str = ""


@dataclass
class Chapter:
    """A chapter: one sheet of the workbook, one file of declarations, one test file."""

    name: str
    sheet: str
    title: str
    about: str
    section: str = ""  # a plan without this section leaves the chapter out
    optional: bool = False  # a plan that states none of the chapter's assumptions leaves it out
    along: str = ""  # the name of another chapter: this one is there whenever that one is, and its own section where it has one
    stepwise: tuple[Family, ...] = ()  # ordered families whose lines stand member by member: each builds on the one before
    lines: list[LineItem] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    in_order: list[LineItem | Assumption] = field(default_factory=list)  # lines and assumptions as they are declared
    constants: list[Constant] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    read_for: tuple[str, ...] = ()  # lines that people look for, though others are made of them

    def left_out(self, name: str) -> str:
        """Why a plan without this chapter has no such line, and what it would have to state; ``name`` is the line's own."""
        made_of = self._made_of(name)
        needed, others = self._keys(made_of), self._keys({made.name for made in self.assumptions})[:1]
        stated = f"state {_quoted(needed or others)}" if others else ""
        outside = made_of - {item.name for item in (*self.lines, *self.assumptions, *self.constants)}
        if stated and outside and not needed:
            stated += f", and what it is made of: {_quoted(sorted(outside))}"
        how = f"add a section `{self.section}`" if self.section else stated
        return f"belongs to the chapter `{self.title}`, which the plan leaves out" + (f": {how}" if how else "")

    def _made_of(self, name: str) -> set[str]:
        """A line, all lines of this chapter that it is made of, and what these are made of."""
        formulas = {item.name: item.parameters for item in self.lines}
        made_of, waiting = {name}, [name]
        while waiting:
            following = set(formulas.get(waiting.pop(), ())) - made_of
            made_of |= following
            waiting.extend(following)
        return made_of

    def _keys(self, names: set[str]) -> list[str]:
        """The keys of some of this chapter's assumptions, as they are declared; of a stated metric its start."""
        starts = {made.name.removesuffix("_start") for made in self.assumptions if made.name.endswith("_start")}
        follow = {f"{start}{suffix}" for start in starts for suffix in ("_target", "_months")}
        return list(dict.fromkeys(made.at for made in self.assumptions if made.name in names - follow))


def _quoted(names: Sequence[str]) -> str:
    return enumerated([f"`{name}`" for name in names])


def parameters_of(function: Callable[..., Any]) -> dict[str, Any]:
    """The parameters of a line's function or opening, each with its default."""
    return {name: parameter.default for name, parameter in inspect.signature(function).parameters.items()}


def _families(per: Family | Sequence[Family]) -> tuple[Family, ...]:
    return (per,) if isinstance(per, Family) else tuple(per)


def _register(item: Any) -> Any:
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    if frame is not None:
        item.place = Place(frame.f_code.co_filename, frame.f_lineno)
    return item


def line(
    label: str,
    *,
    unit: Unit | None = None,
    kind: Kind | None = None,
    per: Family | Sequence[Family] = (),
    shape: Shape = Shape.MONTHS,
    year: Year | None = None,
    opening: Callable[..., Any] | float | str | None = None,
    aliases: Sequence[str] = (),
    sign: Sign = Sign.ANY,
    metric: Metric | None = None,
    when: When | None = None,
) -> Callable[[Callable[..., Any]], LineItem]:
    """Declare the decorated function as a line item.

    Its name is the figure, its parameters are the figures it needs, its docstring is its
    definition, its body the formula. ``opening`` is the value before month 1: a number, a function
    like the line's own, or ``"same"`` for the line's own formula on the opening figures. ``when`` keeps
    the line to members whose attribute has one of the values named.
    Raises ModelError for a line without docstring, unit or kind, or a ratio without ``year=``.
    """

    def declare(function: Callable[..., Any]) -> LineItem:
        code = function.__code__
        place = Place(code.co_filename, code.co_firstlineno)
        name = function.__name__
        about = inspect.cleandoc(function.__doc__ or "")
        if not about:
            raise ModelError(f"{place}: line `{name}` has no docstring: its definition is missing")
        if unit is None:
            raise ModelError(f"{place}: line `{name}` has no unit=")
        chosen = Kind.FACTOR if kind is None and shape is not Shape.MONTHS else kind
        if chosen is None:
            raise ModelError(f"{place}: line `{name}` has no kind= (flow, balance, opening, ratio or factor)")
        if chosen is Kind.RATIO and year is None and shape is Shape.MONTHS:
            raise ModelError(f"{place}: ratio `{name}` says no year=: recomputed, last or none")
        return LineItem(
            label, unit, about, _families(per), name, "", place, function, chosen, shape, year, opening,
            tuple(aliases), sign, metric, None, "", parameters_of(function), when,
        )  # fmt: skip

    return declare


def check(
    sentence: str,
    *,
    severity: Severity = Severity.ERROR,
    tolerance: str = "relative_tolerance",
    per: Family | Sequence[Family] = (),
    shape: Shape = Shape.MONTHS,
    opening: Callable[..., Any] | float | str | None = None,
    unit: Unit = FACTOR,
    when: When | None = None,
) -> Callable[[Callable[..., Any]], LineItem]:
    """Declare the decorated function as a check.

    An error's function returns a residual (difference or relative_difference), which fails beyond
    ``tolerance``, a constant's name; an alert's returns a flag. ``sentence`` says what holds, or what
    is wrong, in plain words.
    """

    def declare(function: Callable[..., Any]) -> LineItem:
        start = opening
        if start is None and severity is Severity.ERROR and shape is Shape.MONTHS:
            start = 0
        made = line(sentence, unit=unit, kind=Kind.FACTOR, per=per, shape=shape, opening=start, when=when)(function)
        made.severity, made.tolerance = severity, tolerance
        return made

    return declare


def assumption(label: str, *, unit: Unit, at: str, about: str, per: Family | None = None, **allowed: Any) -> Assumption:
    """Declare an assumption; ``allowed`` are the fields of Assumption."""
    return _register(Assumption(label, unit, about, _families(per or ()), at=at, **allowed))  # type: ignore[no-any-return]


def constant(label: str, value: float, *, unit: Unit = FACTOR, about: str) -> Constant:
    """Declare a constant of the business."""
    return _register(Constant(label, unit, about, value=value))  # type: ignore[no-any-return]


def setting(label: str, *, unit: Unit, about: str) -> Constant:
    """Declare a number of the plan's calendar, such as its horizon (see Structure.settings)."""
    return _register(Constant(label, unit, about, calendar=True))  # type: ignore[no-any-return]


def gather(module: Any) -> Chapter:
    """The chapter of a module: everything declared in it, in order, with its names."""
    chapter: Chapter = module.CHAPTER
    homes: dict[type, list[Any]] = {
        LineItem: chapter.lines,
        Assumption: chapter.assumptions,
        Constant: chapter.constants,
    }
    for home in (*homes.values(), chapter.in_order):
        home.clear()
    for name, item in vars(module).items():
        if type(item) in homes and item.place and item.place.file == module.__file__:
            item.name, item.chapter = name, chapter.name
            homes[type(item)].append(item)
            if not isinstance(item, Constant):
                chapter.in_order.append(item)
    chapter.charts = list(getattr(module, "CHARTS", ()))
    chapter.statements = list(getattr(module, "STATEMENTS", ()))
    return chapter
