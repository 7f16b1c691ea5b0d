"""What is shown: charts and their series, the pages they stand on, the figures and sentences beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planbook.language.errors import ModelError

if TYPE_CHECKING:
    from planbook.language.summary import Summary

KINDS = ("column", "stacked", "share", "line", "area", "bar", "funnel", "waterfall", "field", "tornado")
OVERS = (
    "months", "quarters", "years", "ages",  # along an axis
    "cohorts",  # by age: the cohorts that joined in the first month of each year, as a share of their first month
    "joined",  # by month: the cohorts there at the start, then those that joined in each year
    "values",  # scalars side by side
    "members",  # scalars of the members of a fixed family side by side, a series for each of their other members
    "study",  # figures that only the engine can compute: they do not follow the cells
    "year",  # one year's figures side by side; the reader chooses the year
    "plan",  # the same over the whole plan: flows add up, balances take the end
    "change",  # the same as changes from the first whole year to the last; the first and last series stand as they are
)  # fmt: skip
STYLES = ("column", "line", "area", "reference", "lowest")
TONES = ("", "good", "doubtful", "bad")


@dataclass(frozen=True)
class Series:
    """One series of a chart: a line, split by member if it has members.

    ``style`` may be a `reference`, a dashed line to compare with, or `lowest`, the lowest point alone.
    ``before`` takes a balance as it was a year earlier. ``group`` is the column in which it is stacked,
    where lines stand side by side; series of one label share a colour. ``given`` is a line that must be something
    in the plan, and ``of`` (`attribute=value`) keeps those members that have an attribute. A stage of a funnel
    that is ``named_only`` has no bar: the next one says what share of it is left. In a football field a series is a method,
    a bar from the line ``low`` to the line ``high``.
    """

    line: str
    label: str = ""
    style: str = "column"
    negative: bool = False
    before: bool = False
    member: str = ""  # this one only
    group: str = ""
    named_only: bool = False
    tone: str = ""  # good, doubtful, bad: coloured so in every chart
    given: str = ""
    of: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart: a question, its series, how they are drawn and over what.

    ``annualised`` draws twelve times a monthly figure; ``growth`` begins with the opening and writes the
    change to the period before below each period. ``or_more`` calls the end of the axis so, where the line
    itself goes no further. ``along`` names the family whose ``members`` stand side by side: ``named_by`` is a line
    whose figure stands in the place of the member's name, ``below`` one whose yearly rate stands below it. ``why`` says in
    the list of charts why it is drawn so.
    """

    id: str
    question: str
    kind: str
    over: str
    series: tuple[Series, ...]
    style: str = "amount"
    from_month: int = 0
    from_zero: bool = False
    up_to: float = 0.0  # where the axis ends, if not with the largest figure
    or_more: bool = False
    annualised: bool = False
    growth: bool = False
    along: str = ""
    members: tuple[str, ...] = ()
    named_by: str = ""
    below: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.over not in OVERS:
            raise ModelError(f"chart {self.id}: `{self.kind}` over `{self.over}` is not known")
        if (self.over == "members") != bool(self.along and self.members):
            raise ModelError(f"chart {self.id}: over members is along a family, and says which of its members")
        if any(series.style not in STYLES or series.tone not in TONES for series in self.series):
            raise ModelError(f"chart {self.id}: a series is one of {', '.join(STYLES)}, and its tone one of {', '.join(TONES[1:])}")
        if self.kind == "waterfall" and self.over not in ("year", "plan", "change", "study"):
            raise ModelError(f"chart {self.id}: a waterfall is over a year, the plan, or the change in it")


@dataclass(frozen=True)
class Figure:
    """A figure of a sentence: a scalar, or a line at the opening, in the first, the last or the chosen year.

    ``size`` is printed without its sign, where the words say which it is.
    """

    line: str
    at: str = "last"  # opening, first, last, year
    style: str = ""  # as a number is printed, where its unit does not say it
    member: str = ""
    size: bool = False


@dataclass(frozen=True)
class Month:
    """A month of a sentence: the one that a scalar counts to."""

    line: str


@dataclass(frozen=True)
class Words:
    """Words of a sentence that depend on whether a figure is above another, or above zero."""

    figure: Figure
    than: Figure | None
    above: str
    otherwise: str


@dataclass(frozen=True)
class ChosenYear:
    """The name of the year that the reader has chosen."""


@dataclass(frozen=True)
class Text:
    """Words around figures; ``otherwise`` is said where one of them is not available.

    A text within a text is a half-sentence of its own: ``otherwise``, or nothing, stands where the plan has no such
    lines. ``given`` is a line that must be something in the plan; ``when`` a figure that must be above zero.
    """

    template: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    otherwise: str = ""
    given: str = ""
    when: Figure | None = None

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures in it."""
        yield from [self.when] if self.when else []
        for part in self.parts.values():
            if isinstance(part, Words):
                yield from (figure for figure in (part.figure, part.than) if figure)
            elif isinstance(part, Text):
                yield from part.figures
            elif isinstance(part, Figure):
                yield part


Single = Figure | Month | Words | ChosenYear
Part = Single | Text


def text(template: str, otherwise: str = "", *, given: str = "", when: Figure | None = None, **parts: Part) -> Text:
    """A text such as `text("ARR grows to {end}.", end=Figure("closing_arr"))`."""
    return Text(template, parts, otherwise, given, when)


@dataclass(frozen=True)
class Sentence:
    """Something to notice: a short line, and a second one that says more."""

    first: Text
    second: Text | None = None


@dataclass(frozen=True)
class Tile:
    """A headline figure, and a note below it: the first of the notes that the plan has lines for."""

    caption: str
    figure: Text
    note: Text
    instead: Text | None = None

    @property
    def texts(self) -> tuple[Text, ...]:
        """Figure and notes."""
        return (self.figure, self.note, *([self.instead] if self.instead else []))


@dataclass(frozen=True)
class Item:
    """What may stand in a ranking: a line, one item for each of its members; ``name`` may hold `{member}`.

    ``less`` are lines of the same members that are taken off, since they stand in the ranking themselves.
    """

    line: str
    name: str = "{member}"
    less: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """The largest amounts of the chosen year, by name, and their share of another line."""

    title: str
    items: tuple[Item, ...]
    share_of: str
    share: str  # what the column of shares is called
    places: int = 5

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines that it is made of."""
        return (self.share_of, *(line for item in self.items for line in (item.line, *item.less)))


@dataclass(frozen=True)
class Page:
    """A page of charts: one sheet, up to eight charts by id, rankings, and what to notice in them."""

    sheet: str
    title: str
    about: str
    charts: tuple[str, ...]
    notice: tuple[Sentence, ...]
    tiles: tuple[Tile, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    studied: bool = False  # its charts are what the engine computed: they do not follow the cells


@dataclass(frozen=True)
class HeatMap:
    """A triangle: what is left of a cohort line, by quarter of joining and quarters since; per member, or of all."""

    line: str
    title: str
    per_member: bool


@dataclass(frozen=True)
class Table:
    """A figure over two assumptions: a line per two families, the first down and the second across.

    ``down`` and ``across`` are lines of one of them each, which head rows and columns, and are called ``heads``.
    """

    line: str
    title: str
    down: str
    across: str
    heads: tuple[str, str]


@dataclass(frozen=True)
class Front:
    """What stands before the model's sheets."""

    pages: tuple[Page, ...] = ()
    heat_maps: tuple[HeatMap, ...] = ()
    tables: tuple[Table, ...] = ()
    summary: Summary | None = None
    studied: tuple[Chart, ...] = ()  # charts of what only the engine can compute

    @property
    def rankings(self) -> Iterator[Ranking]:
        """All rankings."""
        for page in self.pages:
            yield from page.rankings

    @property
    def texts(self) -> Iterator[Text]:
        """All texts with figures in them."""
        for page in self.pages:
            yield from (text for tile in page.tiles for text in tile.texts)
            yield from (text for sentence in page.notice for text in (sentence.first, sentence.second) if text)
        yield from self.summary.texts if self.summary else ()

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures in texts."""
        for text in self.texts:
            yield from text.figures
        yield from (Figure(line) for line in (self.summary.lines if self.summary else ()))
