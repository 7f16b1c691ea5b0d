"""How a command ends: its exit status, and what is said when it cannot do its work."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Mapping
from enum import IntEnum

from planbook.language.errors import ModelError, PlanbookError, PlanError


class Status(IntEnum):
    """The exit statuses of every command."""

    FINE = 0  # alerts included, unless --strict
    CHECK_FAILS = 1
    BAD_INPUT = 2
    NOT_WRITTEN = 3
    DEFECT = 70  # a defect of planbook, as in sysexits.h
    INTERRUPTED = 130
    PIPE_CLOSED = 141  # as a program that is ended by SIGPIPE


class NotWritten(PlanbookError):
    """Output could not be written."""


def failure(fault: BaseException) -> Status:
    """Say what went wrong on stderr, never with a traceback unless it is asked for; the exit status."""
    if isinstance(fault, KeyboardInterrupt):
        return say(Status.INTERRUPTED, "interrupted")
    if isinstance(fault, BrokenPipeError):
        return _pipe_closed()
    if isinstance(fault, PlanError):
        return _refused(fault)
    if isinstance(fault, NotWritten):
        return say(Status.NOT_WRITTEN, str(fault))
    if isinstance(fault, OSError):
        return say(Status.NOT_WRITTEN, f"could not write: {fault.strerror or fault}")
    if isinstance(fault, PlanbookError) and not isinstance(fault, ModelError):
        return say(Status.BAD_INPUT, str(fault))
    return _defect(fault)


def say(status: Status, text: str) -> Status:
    """A message on stderr; the status for convenience."""
    print(f"planbook: {text}", file=sys.stderr)
    return status


def exclude(chosen: str, given: Mapping[str, object], *others: str) -> None:
    """Refuse options that have no meaning beside the chosen one. Raises PlanbookError."""
    stated = [name for name in others if given[name]]
    if stated:
        raise PlanbookError(f"{' and '.join(stated)} cannot be given with {chosen}")


def plural(count: int, noun: str) -> str:
    """`1 fault`, `2 faults`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _refused(fault: PlanError) -> Status:
    for each in fault.faults:
        print(each, file=sys.stderr)
    return say(Status.BAD_INPUT, f"{plural(len(fault.faults), 'fault')} found; the plan is refused")


def _defect(fault: BaseException) -> Status:
    if os.environ.get("PLANBOOK_DEBUG") == "1":
        traceback.print_exception(fault)
    first = (str(fault).splitlines() or [""])[0]
    hint = "PLANBOOK_DEBUG=1 shows where"
    return say(Status.DEFECT, f"this is a defect of planbook: {type(fault).__name__}: {first} ({hint})")


def _pipe_closed() -> Status:
    # what is still buffered has nowhere to go: the interpreter must not complain about it at exit
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Status.PIPE_CLOSED


def print_json(document: object) -> Status:
    """Print a document as JSON."""
    import json

    print(json.dumps(document, indent=2, allow_nan=False))
    return Status.FINE
