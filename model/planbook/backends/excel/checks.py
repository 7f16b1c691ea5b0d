"""The sheet Checks: every check as a sentence with its verdict, and the two totals."""

from __future__ import annotations

from planbook.backends.excel.formulas import Renderer
from planbook.backends.excel.layout import CHECKS, CONSTANT, LABEL, NAME, UNIT, Sheet
from planbook.backends.excel.styles import CORAL, GREEN
from planbook.backends.excel.writing import Writer
from planbook.language.declarations import Severity

HEADER_ROW = 4
VERDICT = CONSTANT + 1


def write_checks(writer: Writer, layout_sheet: Sheet) -> None:
    """Write the verdicts; the residuals stand on the sheets of their chapters."""
    book = writer.book
    sheet = book.sheet(CHECKS, GREEN)
    writer.top(sheet, layout_sheet.title, layout_sheet.about)
    sheet.set_column(LABEL, LABEL, 80)
    sheet.set_column(UNIT, UNIT, 10)
    sheet.set_column(NAME, NAME, 38)
    sheet.set_column(CONSTANT, VERDICT, 12)
    for column, text in ((LABEL, "Check"), (UNIT, "Unit"), (NAME, "Name"), (CONSTANT, "Fires"), (VERDICT, "Verdict")):
        book.text(sheet, HEADER_ROW, column, text, "header_left" if column < CONSTANT else "header")
    for position, text in layout_sheet.headings.items():
        book.text(sheet, position, LABEL, text, "heading")
    for position, row in layout_sheet.rows:
        writer.labels(sheet, position, row)
        assert row.tree is not None
        formula = Renderer(writer.layout, CHECKS).formula(row.tree).format(c="D", p="D")
        value = writer.values(row)[0]
        book.formula(sheet, position, CONSTANT, formula, value, "live", "label")
        if row.item and row.item.severity:
            bad = "FAILS" if row.item.severity is Severity.ERROR else "ALERT"
            verdict = f'=IF($D{position + 1}=0,"ok","{bad}")'
            writer.text_formula(sheet, position, VERDICT, verdict, "ok" if value == 0 else bad, align="right")
    last = layout_sheet.next_row
    for text, colour in (("ok", GREEN), ("FAILS", CORAL), ("ALERT", CORAL)):
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{text}"',
            "format": book.book.add_format({"font_color": colour, "bold": True}),
        }
        sheet.conditional_format(HEADER_ROW + 1, VERDICT, last, VERDICT, rule)
    sheet.freeze_panes(HEADER_ROW + 1, UNIT)
