"""The sheet Payouts: who gets what of each exit and what investors earn, exits side by side, as a shareholder reads it.

The lines behind it stand on the sheets Exits, Waterfall, Proceeds and Investments; here are links to them, and totals.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from planbook.backends.excel.layout import FIRST, LABEL
from planbook.backends.excel.styles import TEAL
from planbook.backends.excel.writing import Writer, number_style
from planbook.language.model import Row

SHEET = "Payouts"
ABOUT = "Who gets what when the company is sold, and what investors earn: exits by year, and the planned one by price"
FAMILY = "exit"
NAMES_ROW, BODY = 3, 4  # zero-based
START = LABEL + 1
WHOLE = "exit_equity"
WITHIN = "exit_within_plan"  # exits at the end of years that the plan does not have are left out
SALE = ("exit_price", "exit_net_cash", "before_notes", "note_paid", "safe_paid", WHOLE, "share_value")
SHARED = {  # what adds up to the equity
    "By class": ("common_proceeds", "class_proceeds"),
    "By holder": (
        "holder_proceeds", "unnamed_proceeds", "option_proceeds", "safe_proceeds_of_exit", "note_proceeds_of_exit", "investor_proceeds",
    ),
}  # fmt: skip
EARNED = (
    "money_in", "safe_money_in", "note_money_in", "holder_money_in", "all_money_in",
    "safe_returned", "note_returned", "holder_returned", "moic", "safe_moic", "note_moic", "holder_moic", "converted_moic",
    "yearly_irr", "safe_irr", "note_irr", "holder_irr", "break_even_exit",
)  # fmt: skip

Line = tuple[str, list[Row]]  # a label, and a row of the model for each exit


def write_payouts(writer: Writer) -> tuple[tuple[str, str], ...]:
    """Write the sheet where the plan has exits; its name and what is on it, or nothing."""
    if WHOLE not in writer.model.by_name:
        return ()
    Payouts(writer).write()
    return ((SHEET, ABOUT),)


class Payouts:
    """The sheet being written, and the row that comes next."""

    def __init__(self, writer: Writer):
        self.writer, self.book, self.model = writer, writer.book, writer.model
        self.exits = [row.members[0] for row in self.model.by_name[WITHIN] if writer.presence.something(row)]
        self.last = START + len(self.exits) - 1
        self.position = BODY
        self.sheet: Worksheet = self.book.sheet(SHEET, TEAL)

    def write(self) -> None:
        """The sale, who shares in it, what is earned."""
        self.sheet.set_column(LABEL, LABEL, 46)
        self.sheet.set_column(START, self.last, 16)
        self.book.text(self.sheet, 0, LABEL, SHEET, "title")
        self.book.text(self.sheet, 1, LABEL, f"{ABOUT}.", "caption")
        formula, text = self.writer.status_formula()
        self.writer.text_formula(self.sheet, 0, FIRST, formula, text)
        self.book.text(self.sheet, NAMES_ROW, LABEL, "Exit", "header_left")
        for index, name in enumerate(self.exits):
            self.book.text(self.sheet, NAMES_ROW, START + index, self.model.member_labels[FAMILY, name], "header")
        self._group("The sale", list(self._lines(SALE)))
        for title, names in SHARED.items():
            lines = list(self._lines(names, own_name=False))
            self._group(title, lines)
            self._total(lines)
        self._group("What investors earn", list(self._lines(EARNED)))
        self.sheet.freeze_panes(BODY, START)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)

    def _lines(self, names: tuple[str, ...], own_name: bool = True) -> Iterator[Line]:
        """Lines of which there is something in any scenario, one for each of their members beside the exit."""
        for name in names:
            found: dict[tuple[str, ...], list[Row]] = {}
            for row in self._of_exits(name):
                found.setdefault(row.members[1:], []).append(row)
            for rows in found.values():
                if any(self.writer.presence.something(row) for row in rows):
                    members = ", ".join(self.model.labels_of(rows[0])[1:])
                    yield (f"{rows[0].label}: {members}" if members and own_name else members or rows[0].label), rows

    def _of_exits(self, name: str) -> list[Row]:
        """The rows of a line, for the exits that are shown."""
        return [row for row in self.model.by_name.get(name, []) if row.members[0] in self.exits]

    def _group(self, title: str, lines: list[Line]) -> None:
        for column in range(START, self.last + 1):
            self.book.text(self.sheet, self.position, column, " ", "heading")
        self.book.text(self.sheet, self.position, LABEL, title, "heading")
        for label, rows in lines:
            self.position += 1
            self.book.text(self.sheet, self.position, LABEL, label, "member")
            number = number_style(rows[0].unit, [self.writer.values(row)[0] for row in rows])
            for index, row in enumerate(rows):
                cell, value = f"={self.writer.layout.constant_cell(row)}", self.writer.values(row)[0]
                self.book.formula(self.sheet, self.position, START + index, cell, value, "plain", number)
        self.position += 2

    def _total(self, lines: list[Line]) -> None:
        """What the group adds up to, and whether that is the equity."""
        self.position -= 1
        self.book.text(self.sheet, self.position, LABEL, "All of the equity", "total")
        self.book.text(self.sheet, self.position + 1, LABEL, "Compared with the equity of the model", "caption")
        for index, equity in enumerate(self._of_exits(WHOLE)):
            letter = self.writer.layout.column(START + index)
            value = math.fsum(self.writer.values(rows[index])[0] for _, rows in lines)
            first = self.position - len(lines)
            formula = f"=SUM({letter}{first + 1}:{letter}{self.position})" if lines else "=0"
            self.book.formula(self.sheet, self.position, START + index, formula, value, "total", "amount")
            whole, cell = self.writer.values(equity)[0], self.writer.layout.constant_cell(equity)
            agrees = f'=IF(ROUND(({letter}{self.position + 1}-{cell})/MAX(1,{cell}),9)=0,"agrees","differs")'
            said = "agrees" if abs(value - whole) <= 5e-10 * max(1.0, whole) else "differs"
            self.writer.text_formula(self.sheet, self.position + 1, START + index, agrees, said, "caption", align="right")
        self.position += 3
