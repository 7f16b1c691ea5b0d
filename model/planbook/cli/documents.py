"""Writes the documents that follow from the declarations: `python -m planbook.cli.documents docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from planbook.backends.chartlist import chart_list
from planbook.business import CHAPTERS, FAMILIES, FRONT
from planbook.scenarios.keylist import key_list


def documents() -> dict[str, str]:
    """The text of each document, by its file name."""
    return {"charts.md": chart_list(CHAPTERS, FRONT), "keys.md": key_list(CHAPTERS, FAMILIES)}


def main(folder: Path) -> None:
    """Write all documents to a folder."""
    for name, text in documents().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
