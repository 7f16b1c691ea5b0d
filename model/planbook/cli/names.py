"""`planbook show --names`: what lines are called."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from planbook.cli.outcome import Status
from planbook.cli.screen import Screen
from planbook.language.errors import PlanbookError
from planbook.language.model import Model, Row


def show_names(screen: Screen, model: Model, words: Sequence[str]) -> Status:
    """The headlines, or every line whose name, alias or label has one of the words. Raises PlanbookError if none has."""
    rows = {row.name: row for row in reversed([*model.rows]) if row.item is not None and row.item.severity is None}
    chosen = [row for row in reversed(rows.values()) if (_has(row, words) if words else row.item and row.item.kpi)]
    if not chosen:
        raise PlanbookError(f"no line of this plan has {' or '.join(f'`{word}`' for word in words)} in its name or label")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("label")
    table.add_column("name", no_wrap=True)
    for row in chosen:
        table.add_row(row.label, row.name)
    screen.print(table)
    return Status.FINE


def _has(row: Row, words: Sequence[str]) -> bool:
    aliases = row.item.aliases if row.item else ()
    text = " ".join((row.name, *aliases, row.label)).lower()
    return any(word.lower() in text or word.lower().replace("_", " ") in text for word in words)
