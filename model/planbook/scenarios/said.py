"""What is said in a call instead of a file: values and changes by key path, as the top level of a plan's file."""

from __future__ import annotations

from collections.abc import Mapping

from planbook.language.errors import PlanbookError
from planbook.scenarios.nodes import Scalar, Table

Said = str | float | int
PLACE = "what was asked for"


def said(changes: Mapping[str, Said], place: str = PLACE) -> Table:
    """A table of these values, by key path such as `segments.teams.churn`. Raises PlanbookError for a path within another."""
    root = Table(place, None, "")
    for path, value in changes.items():
        *above, key = path.split(".")
        table = root
        for number, name in enumerate(above, 1):
            below = table.entries.setdefault(name, Table(place, None, ".".join(path.split(".")[:number])))
            if not isinstance(below, Table):
                raise PlanbookError(f"`{path}` lies within `{below.path}`, which has a value of its own")
            table = below
        if isinstance(table.entries.get(key), Table):
            raise PlanbookError(f"`{path}` is a group of keys: others of what is changed lie below it")
        table.entries[key] = Scalar(place, None, path, "", _text(value))
    return root


def _text(value: Said) -> str:
    """As it would be written in a plan's file."""
    return value.strip() if isinstance(value, str) else repr(float(value)) if value != int(value) else str(int(value))

