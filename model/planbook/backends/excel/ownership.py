"""The sheet Captable: who owns the company at the start and after each round, a row for each holder, as an investor reads it.

The lines behind it stand on the sheets Issues and Positions; here are links to them, the totals, and a comparison of the two.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.layout import DATE_ROW, FIRST, LABEL, TIMELINE
from planbook.backends.excel.styles import TEAL
from planbook.backends.excel.timesheets import excel_date
from planbook.backends.excel.writing import Writer, number_style
from planbook.language.model import Row
from planbook.language.units import Shape

SHEET = "Captable"
ABOUT = "Who owns the company, at the start and after each round: shares and options, fully diluted"
STAGE_ROW, WHEN_ROW, UNITS_ROW, BODY = 3, 4, 5, 6  # zero-based
START = LABEL + 1  # the first column of a stage: shares, then share of the company, then a gap
APART = 3
NEEDED = ("shares_after", "opening_shares")
GROUPS = {  # by what stands in a group: shares at the start, shares after a round, share of the company after it
    "Shareholders": (("unnamed_shares", "unnamed_shares", "unnamed_ownership"), ("holder_shares", "holder_position", "holder_ownership")),
    "Options free to grant": (
        ("holder_shares", "holder_position", "holder_ownership"), ("", "created_options", "pool_ownership"),
    ),
    "SAFEs": (("", "safe_position", "safe_ownership"),),
    "Convertible notes": (("", "note_position", "note_ownership"),),
    "Investors of the rounds": (("", "investor_position", "investor_ownership"),),
}  # fmt: skip
LEFT_OVER = {"safe_position": "safe_outstanding", "note_position": "note_payable"}  # the money that waits for shares
TERMS = (
    ("Pre-money value", "round_pre_money"), ("New money", "round_amount"), ("Post-money value", "post_money"),
    ("Price per share", "share_price"), ("Shares of SAFEs and notes that convert", "converted_shares"), ("New shares", "new_shares"),
    ("New options", "new_options"),
)  # fmt: skip
POOL = "option_pool"
NAMES = {"unnamed_shares": "All who hold shares today", "created_options": "Options created in rounds"}


@dataclass(frozen=True)
class Holding:
    """A row of the table: its label, and the model's rows at the start and after each round."""

    label: str
    line: str
    member: str
    start: Row | None
    shares: tuple[Row, ...]
    owned: tuple[Row, ...]


def write_cap_table(writer: Writer) -> tuple[tuple[str, str], ...]:
    """Write the sheet where the plan has rounds; its name and what is on it, or nothing."""
    if any(name not in writer.model.by_name for name in NEEDED):
        return ()
    CapTable(writer).write()
    return ((SHEET, ABOUT),)


class CapTable:
    """The sheet being written."""

    def __init__(self, writer: Writer):
        self.writer, self.book, self.model = writer, writer.book, writer.model
        self.rounds = [member.name for member in self.model.structure.members["round"]]
        self.groups = {title: list(self._holdings(title)) for title in GROUPS}
        self.waiting = [each for holdings in self.groups.values() for each in holdings if each.line in LEFT_OVER]
        self.end = self._column(len(self.rounds) + 1)  # the column beside the stages
        self.sheet: Worksheet = self.book.sheet(SHEET, TEAL)

    def write(self) -> None:
        """Headings, holders, totals, terms."""
        self.sheet.set_column(LABEL, LABEL, 38)
        for stage in range(len(self.rounds) + 1):
            self.sheet.set_column(self._column(stage), self._column(stage) + 1, 12)
            self.sheet.set_column(self._column(stage) + 2, self._column(stage) + 2, 2)
        self.sheet.set_column(self.end, self.end, 17)
        self.book.text(self.sheet, 0, LABEL, "Cap table", "title")
        self.book.text(self.sheet, 1, LABEL, f"{ABOUT}.", "caption")
        formula, text = self.writer.status_formula()
        self.writer.text_formula(self.sheet, 0, FIRST, formula, text)
        self._headings()
        position = BODY
        for title, holdings in self.groups.items():
            if holdings:
                position = self._group(position, title, holdings)
        self._totals(position)
        self._terms(position + 3)
        self.sheet.freeze_panes(BODY, START)
        self.sheet.set_paper(9)

    # What stands in it.

    def _holdings(self, title: str) -> Iterator[Holding]:
        for start, shares, owned in GROUPS[title]:
            rows = self.model.by_name.get(shares, [])
            if shares == "unnamed_shares":
                if "holder_shares" not in self.model.by_name:
                    yield Holding(NAMES[shares], shares, "", rows[0], (rows[0],) * len(self.rounds), self._after(owned))
            elif shares == "created_options":
                yield Holding(NAMES[shares], shares, "", None, self._after(shares), self._after(owned))
            else:
                for row in rows[:: len(self.rounds)]:  # one of each member
                    member = row.members[0]
                    if shares != "holder_position" or self._is_pool(member) == (title != "Shareholders"):
                        after = self._after(shares, member), self._after(owned, member)
                        opening = self._row(start, member) if start else None
                        yield Holding(self.model.labels_of(row)[0], shares, member, opening, *after)

    def _after(self, line: str, *member: str) -> tuple[Row, ...]:
        """The rows of a line after each round."""
        return tuple(self._row(line, *member, name) for name in self.rounds)

    def _row(self, line: str, *members: str) -> Row:
        return next(row for row in self.model.by_name[line] if row.members == members)

    def _is_pool(self, holder: str) -> bool:
        members = {member.name: member for member in self.model.structure.members["holder"]}
        return members[holder].attributes["kind"] == POOL

    # Headings.

    @staticmethod
    def _column(stage: int) -> int:
        """The first column of a stage; the start is stage 0."""
        return START + APART * stage

    def _headings(self) -> None:
        book, sheet = self.book, self.sheet
        last = self.end if self.waiting else self.end - 2
        for position, style in ((STAGE_ROW, "header"), (WHEN_ROW, "subheader"), (UNITS_ROW, "subheader")):
            book.text(sheet, position, LABEL, "Holder" if position == STAGE_ROW else " ", f"{style}_left")
            for column in range(START, last + 1):
                sheet.write_blank(position, column, None, book.format(style, align="center_across"))
        labels = [self.model.member_labels["round", name] for name in self.rounds]
        for stage, label in enumerate(("At the start", *labels)):
            column = self._column(stage)
            book.text(sheet, STAGE_ROW, column, label, "header", align="center_across")
            if stage:
                self._when(column, self.rounds[stage - 1])
            book.text(sheet, UNITS_ROW, column, "Shares", "subheader")
            book.text(sheet, UNITS_ROW, column + 1, "Owned", "subheader")
            sheet.write_blank(UNITS_ROW, column + 2, None, book.format("subheader"))
        if self.waiting:
            for position, text in ((STAGE_ROW, "Not converted"), (WHEN_ROW, "at the plan's end"), (UNITS_ROW, self.writer.symbol.strip())):
                book.text(sheet, position, self.end, text, "header" if position == STAGE_ROW else "subheader")

    def _when(self, column: int, name: str) -> None:
        """The month of a round; in words where none is raised."""
        raised, month = (self._row(line, name) for line in ("round_raised", "round_month"))
        layout = self.writer.layout
        last = layout.column(layout.last_column(Shape.MONTHS))
        ends = f"{TIMELINE}!$F${DATE_ROW + 1}:${last}${DATE_ROW + 1}"
        formula = f'=IF({layout.constant_cell(raised)}>0,INDEX({ends},{layout.constant_cell(month)}),"not raised")'
        date = excel_date(self.model.structure, int(self.writer.values(month)[0]))
        value = date if self.writer.values(raised)[0] else "not raised"
        self.book.formula(self.sheet, WHEN_ROW, column, formula, value, "subheader", "date", align="center_across")

    # The table.

    def _group(self, position: int, title: str, holdings: list[Holding]) -> int:
        self.book.text(self.sheet, position, LABEL, title, "label", bold=True)
        for holding in holdings:
            position += 1
            self.book.text(self.sheet, position, LABEL, holding.label, "member")
            if holding.start is not None:
                self._link(position, self._column(0), holding.start)
                self._share_of_start(position, holding.start)
            for stage, (shares, owned) in enumerate(zip(holding.shares, holding.owned, strict=True), 1):
                self._link(position, self._column(stage), shares)
                self._link(position, self._column(stage) + 1, owned)
            if holding in self.waiting:
                self._left_over(position, holding)
        return position + 1

    def _link(self, position: int, column: int, row: Row, style: str = "plain") -> None:
        """A figure of the model, where it stands."""
        value = self.writer.values(row)[0]
        number = "percent" if row.unit.style == "percent" else number_style(row.unit, [value])
        self.book.formula(self.sheet, position, column, f"={self.writer.layout.constant_cell(row)}", value, style, number)

    def _share_of_start(self, position: int, row: Row) -> None:
        column, whole = self._column(0), self.model.row("opening_shares")
        cell = f"{self.writer.layout.column(column)}{position + 1}"
        value = self.writer.values(row)[0] / self.writer.values(whole)[0]
        formula = f"={cell}/{self.writer.layout.constant_cell(whole)}"
        self.book.formula(self.sheet, position, column + 1, formula, value, "plain", "percent")

    def _left_over(self, position: int, holding: Holding) -> None:
        """Money that has not become shares by the plan's end, with interest."""
        row, layout = self._row(LEFT_OVER[holding.line], holding.member), self.writer.layout
        place, last = layout.places[row], layout.column(layout.last_column(Shape.MONTHS))
        formula = f"={place.sheet}!${last}${place.row + 1}"
        self.book.formula(self.sheet, position, self.end, formula, self.writer.values(row)[-1], "plain", "amount")

    def _totals(self, position: int) -> None:
        """All shares and the whole company, and whether they are those of the model."""
        self.book.text(self.sheet, position, LABEL, "All shares, fully diluted", "total")
        self.book.text(self.sheet, position + 1, LABEL, "Compared with all shares of the model", "caption")
        for stage in range(len(self.rounds) + 1):
            column = self._column(stage)
            model = self._row("shares_after", self.rounds[stage - 1]) if stage else self.model.row("opening_shares")
            count = self._sum(position, column, self._shares(stage), "whole")
            self._sum(position, column + 1, self._owned(stage), "percent")
            agrees = abs(count / self.writer.values(model)[0] - 1) < 1e-9
            cell = f"{self.writer.layout.column(column)}{position + 1}"
            formula = f'=IF(ROUND({cell}/{self.writer.layout.constant_cell(model)}-1,9)=0,"agrees","differs")'
            self.writer.text_formula(self.sheet, position + 1, column, formula, "agrees" if agrees else "differs", "caption", align="right")
        if self.waiting:
            rows = [self._row(LEFT_OVER[each.line], each.member) for each in self.waiting]
            self._sum(position, self.end, [self.writer.values(row)[-1] for row in rows], "amount")

    def _shares(self, stage: int) -> list[float]:
        holdings = [each for group in self.groups.values() for each in group]
        rows = [each.shares[stage - 1] if stage else each.start for each in holdings]
        return [self.writer.values(row)[0] for row in rows if row is not None]

    def _owned(self, stage: int) -> list[float]:
        if not stage:
            whole = self.writer.scalar("opening_shares")
            return [count / whole for count in self._shares(0)]
        return [self.writer.values(each.owned[stage - 1])[0] for group in self.groups.values() for each in group]

    def _sum(self, position: int, column: int, values: list[float], number: str) -> float:
        letter, value = self.writer.layout.column(column), math.fsum(values)
        self.book.formula(self.sheet, position, column, f"=SUM({letter}{BODY + 1}:{letter}{position})", value, "total", number)
        return value

    def _terms(self, position: int) -> None:
        """What each round was agreed at."""
        self.book.text(self.sheet, position, LABEL, "Terms of the rounds", "heading")
        for column in range(START, self.end - 1):
            self.book.text(self.sheet, position, column, " ", "heading")
        for title, line in TERMS:
            position += 1
            unit = self._row(line, self.rounds[0]).unit
            self.book.text(self.sheet, position, LABEL, title, "member")
            name = "shares" if unit.style == "whole" else self.writer.unit_name(unit)
            self.book.text(self.sheet, position, START, name, "caption", align="right")
            for stage, member in enumerate(self.rounds, 1):
                self._link(position, self._column(stage), self._row(line, member))
