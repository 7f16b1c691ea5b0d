"""The terminal: plain text without colours or progress when it is not one."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from rich.console import Console


class Screen(Console):
    """A console that takes text as it is: no markup, no emoji, no guessing what to colour."""

    def __init__(self, file: TextIO | None = None) -> None:
        super().__init__(file=file or sys.stdout, markup=False, emoji=False, highlight=False)

    def on_broken_pipe(self) -> None:
        """Leave it to the one place that ends a command."""
        raise BrokenPipeError


def tolerant(*streams: TextIO) -> None:
    """A character that a terminal cannot show becomes a question mark, not an error."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
