"""What is being traced right now: the members of the line, and how to find its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

from planbook.language.errors import ModelError

if TYPE_CHECKING:
    from planbook.language.expression import Expression
    from planbook.language.families import Family
    from planbook.language.model import Row


class Tracing(Protocol):
    """What operators that know families ask of the tracer."""

    members: dict[str, str]

    def attribute(self, family: Family, member: str, name: str) -> str:
        """The value of a member's attribute."""

    def preceding(self, row: Row, family: Family, first: Expression) -> Expression:
        """The row of the member before this one."""


_current: ContextVar[Tracing | None] = ContextVar("tracing", default=None)


def current() -> Tracing:
    """The tracing in progress."""
    tracing = _current.get()
    if tracing is None:
        raise ModelError("this operator has a meaning only inside a line that is being traced")
    return tracing


@contextmanager
def tracing(state: Tracing) -> Iterator[None]:
    """Trace with ``state`` as the current line."""
    token = _current.set(state)
    try:
        yield
    finally:
        _current.reset(token)
