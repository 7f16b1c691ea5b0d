"""What the Scorecard says of a metric: trend, status, standards met, the way to its target; as formulas with their values."""

from __future__ import annotations

import math
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.layout import DATE_ROW, TIMELINE
from planbook.backends.excel.writing import Writer
from planbook.backends.scorecard import NOT_AVAILABLE, OFF_TRACK, ON_TRACK, WATCH, Entry
from planbook.language.metrics import Better
from planbook.language.units import Shape

METRIC, UNIT, VALUE, BEFORE, TREND, STATUS, GOOD, MET, BANDS, LEAST, MOST, DUE, OWNER, WAY_LEAST, WAY_MOST, YEARS = range(16)
WORKINGS = ("Met", "Start month", "Start figure", "Due month", "Way behind", "Zone: least", "Zone: most", "Rank")
MONTH_ROW, NUMBER_ROW, ZONE_ROW, HEADER_ROW = 3, 4, 5, 7
CHOSEN = f"${xl_col_to_name(VALUE)}${NUMBER_ROW + 1}"  # the number of the chosen month
ZONE_CELL = f"${xl_col_to_name(VALUE)}${ZONE_ROW + 1}"


def available(cell: str) -> str:
    """A formula part: a cell, or n/a where it holds no number."""
    return f'IF(ISNUMBER({cell}),{cell},"{NOT_AVAILABLE}")'


def shown(value: float) -> float | str:
    """The same, as a value."""
    return NOT_AVAILABLE if math.isnan(value) else value


def size_of(part: bool) -> str:
    """A formula part for what a tenth is taken of: a limit, or for a part of a whole its distance from the nearer end."""
    return "MIN(ABS({0}),ABS(1-{0}))" if part else "ABS({0})"


@dataclass
class Judged:
    """One metric's row: ``workings`` is the column of the first working, ``standards`` the cells with the rank of each
    standard, ``months`` those that hold the months with a figure, ``figures`` where its figures stand."""

    writer: Writer
    sheet: Worksheet
    entry: Entry
    position: int
    number: str
    workings: int
    standards: str
    months: str
    figures: str

    def write(self) -> None:
        """Write all cells; the workings first, from which the others follow."""
        self._start()
        self._way()
        self._rank()
        self._said()

    def _cell(self, column: int) -> str:
        return f"${xl_col_to_name(column)}{self.position + 1}"

    def _working(self, name: str) -> str:
        return self._cell(self.workings + WORKINGS.index(name))

    def _work(self, name: str, formula: str, value: float, number: str = "any") -> None:
        column = self.workings + WORKINGS.index(name)
        self.writer.book.formula(self.sheet, self.position, column, f"={formula}", value, "caption", number)

    @property
    def scalar(self) -> bool:
        """Whether the metric is one figure for the whole plan."""
        return self.entry.row.shape is Shape.SCALAR

    def _known(self, value: str) -> str:
        """Whether there is a figure, or the words that may stand in its place."""
        words = ",".join(f'{value}="{said}"' for _, said, _ in self.entry.metric.instead)
        return f"OR(ISNUMBER({value}),{words})" if words else f"ISNUMBER({value})"

    # The way to the target.

    def _start(self) -> None:
        start = self.entry.start
        month, figure = start or (math.nan, math.nan)
        if self.months:
            formula = f'IF(COUNT({self.months})=0,"",MIN({self.months}))'
            self._work("Start month", formula, float(month))
        else:
            column = self.workings + WORKINGS.index("Start month")
            if start or self.scalar:  # a figure of the whole plan starts with it, in whichever scenario it is available
                self.writer.book.number(self.sheet, self.position, column, float(month) if start else 0.0, "fixed", "label")
        at = self._working("Start month")
        found = self.figures if self.scalar else f"INDEX({self.figures},{at}+1)"
        self._work("Start figure", f'IF(ISNUMBER({at}),IF(ISNUMBER({found}),{found},""),"")', figure)

    def _way(self) -> None:
        entry, (due, start, figure) = self.entry, map(self._working, ("Due month", "Start month", "Start figure"))
        dates = f"{TIMELINE}!$F${DATE_ROW + 1}:${self._last()}${DATE_ROW + 1}"
        number = float(entry.target.due) if entry.target else math.nan
        # a date that is no month's end is none
        self._work("Due month", f'IF(ISNUMBER({self._cell(DUE)}),IFERROR(MATCH({self._cell(DUE)},{dates},0),""),"")', number)
        behind = f"IF(COUNT({due},{start})=2,IF({due}>{start},MAX(0,MIN(1,({CHOSEN}-{start})/({due}-{start}))),1),1)"
        way = self._working("Way behind")
        self._work("Way behind", "1" if self.scalar else behind, max(0.0, entry.way), "percent")
        size = size_of(entry.part)
        for limit, column, now, to, zone, nearer in (
            (entry.limits[0], LEAST, entry.path[0], WAY_LEAST, "Zone: least", "MIN"),
            (entry.limits[1], MOST, entry.path[1], WAY_MOST, "Zone: most", "MAX"),
        ):
            at = self._cell(column)
            path = f"{nearer}({at},{figure}+({at}-{figure})*{way})"
            formula = f'=IF(COUNT({at},{figure})=2,IF({CHOSEN}<{start},"",{path}),"")'
            self.writer.book.formula(self.sheet, self.position, to, formula, math.nan if now is None else now, "caption", self.number)
            begun, asked = at if self.scalar else figure, self._cell(to)
            beyond = f"OR(ROUND({size.format(at)},9)=0,{begun}*{at}<0)"
            text = f'IF(ISNUMBER({asked}),{ZONE_CELL}*IF({beyond},ABS({at}-{begun}),{size.format(asked)}),"")'
            self._work(zone, text, math.nan if limit is None or now is None else entry.zone(limit, now))

    def _last(self) -> str:
        return self.writer.layout.column(self.writer.layout.last_column(Shape.MONTHS))

    # What is said.

    def _rank(self) -> None:
        value, met, rank = self._cell(VALUE), self._working("Met"), self.entry.rank
        if self.standards:
            self._work("Met", f"COUNTIF({self.standards},1)", float(self.entry.met))
            counted = f"IF({met}=ROWS({self.standards}),1,IF(MAX({self.standards})=-1,-1,0))"
        else:
            counted = '""'
        least = self._miss(f"{self._cell(WAY_LEAST)}-{value}", self._cell(WAY_LEAST), self._working("Zone: least"))
        most = self._miss(f"{value}-{self._cell(WAY_MOST)}", self._cell(WAY_MOST), self._working("Zone: most"))
        targets = f"{self._cell(LEAST)}:{self._cell(MOST)}"
        formula = f'IF(ISNUMBER({value}),IF(COUNT({targets})=0,{counted},MIN({least},{most})),"")'
        for _, words, verdict in self.entry.metric.instead:
            asked = f"{verdict}" if self.standards else f'IF(COUNT({targets})=0,"",{verdict})'
            formula = f'IF({value}="{words}",{asked},{formula})'
        known = rank is not None and (self.entry.available or self.entry.words)
        self._work("Rank", formula, float(rank) if known and rank is not None else math.nan)

    @staticmethod
    def _miss(miss: str, limit: str, zone: str) -> str:
        return f"IF(ISNUMBER({limit}),IF(ROUND({miss},6)>0,IF(ROUND({miss}-{zone},6)>0,-1,0),1),1)"

    def _said(self) -> None:
        writer, entry, value, rank = self.writer, self.entry, self._cell(VALUE), self._working("Rank")
        words = f'IF({rank}="","",IF({rank}=1,"{ON_TRACK}",IF({rank}=0,"{WATCH}","{OFF_TRACK}")))'
        formula = f'=IF({self._known(value)},{words},"{NOT_AVAILABLE}")'
        writer.text_formula(self.sheet, self.position, STATUS, formula, entry.status, "plain", align="center")
        if self.standards:
            met = f'=IF({self._known(value)},{self._working("Met")}&" of "&ROWS({self.standards}),"{NOT_AVAILABLE}")'
            text = f"{entry.met} of {len(entry.standards)}" if entry.available or entry.words else NOT_AVAILABLE
            writer.text_formula(self.sheet, self.position, MET, met, text, "caption")
        if not self.scalar:
            writer.text_formula(self.sheet, self.position, TREND, f"={self._trend()}", entry.trend, "plain", indent=1)

    def _trend(self) -> str:
        value, before = self._cell(VALUE), self._cell(BEFORE)
        better = self.entry.metric.better
        if better is Better.WITHIN:
            targets = f"{self._cell(LEAST)}:{self._cell(MOST)}"
            nearer = self._compared(f"{self._outside(before)}-{self._outside(value)}", "better", "worse")
            said = f"IF(COUNT({targets})=0,{self._compared(f'{value}-{before}', 'higher', 'lower')},{nearer})"
        else:
            change = f"{value}-{before}" if better is Better.UP else f"{before}-{value}"
            said = self._compared(change, "better", "worse")
        said = f'IF(COUNT({value},{before})=2,{said},"{NOT_AVAILABLE}")'
        for _, words, _ in self.entry.metric.instead:
            said = f'IF({value}="{words}","",{said})'
        return said

    @staticmethod
    def _compared(change: str, more: str, less: str) -> str:
        return f'IF(ROUND({change},6)>0,"{more}",IF(ROUND({change},6)<0,"{less}","same"))'

    def _outside(self, value: str) -> str:
        """How far a figure lies outside the target's band."""
        least, most = self._cell(LEAST), self._cell(MOST)
        return f"MAX(0,IF(ISNUMBER({least}),{least}-{value},0),IF(ISNUMBER({most}),{value}-{most},0))"
