"""How much is tried: all of a list with PLANBOOK_LONG=1, else the first few. `make test-long` tries all."""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
LONG = os.environ.get("PLANBOOK_LONG") == "1"


def few(items: Sequence[T], count: int) -> Sequence[T]:
    """The first ``count`` of what takes long to try one by one."""
    return items if LONG else items[:count]
