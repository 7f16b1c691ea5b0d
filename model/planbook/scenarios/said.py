"""What is said in a call instead of a file: values and changes by key path, as the top level of a plan's file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from planbook.language.errors import PlanbookError
from planbook.scenarios.nodes import Items, Node, Scalar, Table

Said = str | float | int | Sequence[Any] | Mapping[str, Any]
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
        table.entries[key] = _node(value, path, place)
    return root


def _node(value: Said, path: str, place: str) -> Node:
    """As it would stand in a plan's file."""
    if isinstance(value, Mapping):
        return Table(place, None, path, "", {key: _node(each, f"{path}.{key}", place) for key, each in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Items(place, None, path, "", [_node(each, f"{path}[{number}]", place) for number, each in enumerate(value, 1)])
    return Scalar(place, None, path, "", _text(value, path))


def _text(value: str | float, path: str) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PlanbookError(f"`{path}` is {value!r}: say a number, or text as a plan's file would have it")
    return str(int(value)) if math.isfinite(value) and value == int(value) else repr(float(value))

