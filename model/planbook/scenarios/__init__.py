"""How a plan is read: load, inherit, validate, suggest; the catalogue of assumptions is handed in."""

from planbook.language.plans import LoadedPlan, Origin, Scenario
from planbook.scenarios.plan import load
from planbook.scenarios.schema import schema

__all__ = ["LoadedPlan", "Origin", "Scenario", "load", "schema"]
