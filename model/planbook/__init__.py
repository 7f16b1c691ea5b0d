"""planbook: financial projections and valuations of subscription businesses. ``planbook.load`` reads a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planbook.interface import Plan, load
    from planbook.language.errors import PlanbookError, PlanError

__all__ = ["Plan", "PlanError", "PlanbookError", "load"]


def __getattr__(name: str) -> Any:
    """What is exported is imported when it is asked for: `import planbook` takes no time."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module 'planbook' has no attribute {name!r}")
    home = "planbook.language.errors" if name.endswith("Error") else "planbook.interface"
    return getattr(import_module(home), name)
