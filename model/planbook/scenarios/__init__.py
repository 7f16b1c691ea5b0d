"""How a plan is read: load, inherit, validate, suggest; the catalogue of assumptions is handed in."""

from planbook.scenarios.given import Origin
from planbook.scenarios.plan import LoadedPlan, Scenario, load
from planbook.scenarios.schema import schema

__all__ = ["LoadedPlan", "Origin", "Scenario", "load", "schema"]
