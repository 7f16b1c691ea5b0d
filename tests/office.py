"""LibreOffice by UNO, run by a Python that has it (Debian's own): recalculates a workbook in several states, prints all values.

Usage: office.py PROGRAM FOLDER WORKBOOK STATES. The states are JSON: for each a list of [sheet, row, column, value], rows and columns
counted from 1. Printed is JSON: for each state, for each sheet, its rows; an error is its text.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

ERROR = 4  # of FormulaResult
CONNECT_SECONDS = 60


def connect(program: str, folder: Path) -> tuple[subprocess.Popen[bytes], object]:
    """A LibreOffice of its own, and its desktop."""
    pipe = f"planbook{folder.name}".replace("-", "").replace("_", "")
    office = subprocess.Popen(
        [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(CONNECT_SECONDS * 10):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # until it listens
            time.sleep(0.1)
    end(office)
    raise SystemExit("LibreOffice did not answer")


def end(office: subprocess.Popen[bytes]) -> None:
    """End it with the program that it has started, which would stay otherwise."""
    os.killpg(office.pid, signal.SIGKILL)
    office.wait()


def values(book: object) -> dict[str, list[list[object]]]:
    """Every sheet's rows, from the first cell on."""
    found = {}
    for sheet in book.Sheets:  # type: ignore[attr-defined]
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        area = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
        rows = [list(row) for row in area.getDataArray()]
        for address in area.queryFormulaCells(ERROR).RangeAddresses:
            for row in range(address.StartRow, address.EndRow + 1):
                for column in range(address.StartColumn, address.EndColumn + 1):
                    rows[row][column] = sheet.getCellByPosition(column, row).String
        found[sheet.Name] = rows
    return found


def main() -> None:
    """Open, recalculate, set, print."""
    program, folder, workbook, states = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), json.loads(sys.argv[4])
    office, desktop = connect(program, folder)
    try:
        hidden = PropertyValue("Hidden", 0, True, 0)
        book = desktop.loadComponentFromURL(workbook.as_uri(), "_blank", 0, (hidden,))  # type: ignore[attr-defined]
        if book is None:
            raise SystemExit("LibreOffice cannot open the file")
        book.calculateAll()
        found = []
        for state in states:
            for name, row, column, value in state:
                cell = book.Sheets.getByName(name).getCellByPosition(column - 1, row - 1)
                if isinstance(value, str):
                    cell.String = value
                else:
                    cell.Value = value
            if state:
                book.calculate()
            found.append(values(book))
        json.dump(found, sys.stdout)
        book.close(True)
    finally:
        end(office)


main()
