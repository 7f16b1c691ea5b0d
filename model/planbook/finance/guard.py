"""What every public function promises: a finite answer, or a refusal in words."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numpy as np

from planbook.finance.errors import FinanceError

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def in_words(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """A function that refuses what it cannot compute by ``FinanceError``, and never answers with what is no number.

    An argument that it does not have, or that is missing, stays a ``TypeError``.
    """
    signature = inspect.signature(function)
    too_large = f"{function.__name__}: the result is larger than a number can hold"

    @functools.wraps(function)
    def guarded(*given: Arguments.args, **named: Arguments.kwargs) -> Result:
        signature.bind(*given, **named)
        try:
            with np.errstate(all="ignore"):
                found = function(*given, **named)
        except FinanceError:
            raise
        except OverflowError:
            raise FinanceError(too_large) from None
        except (TypeError, ValueError, AttributeError, ZeroDivisionError) as fault:
            raise FinanceError(f"{function.__name__} cannot be computed from these arguments: {fault}") from None
        if not _finite(found):
            raise FinanceError(too_large)
        return found

    return guarded


def _finite(found: object) -> bool:
    """Whether all numbers of a result are finite; masked ones say by themselves that they are not there."""
    if isinstance(found, np.ma.MaskedArray) or found is None:
        return True
    if isinstance(found, float | np.ndarray):
        return bool(np.isfinite(found).all())
    if dataclasses.is_dataclass(found):
        return all(_finite(getattr(found, field.name)) for field in dataclasses.fields(found))
    return all(map(_finite, found)) if isinstance(found, tuple | list) else True
