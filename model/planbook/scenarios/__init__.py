"""How a plan is read: load, inherit, validate, suggest; the catalogue of assumptions is handed in."""

from planbook.language.plans import LoadedPlan, Origin, Scenario
from planbook.scenarios.inheritance import Variation
from planbook.scenarios.library import Shock
from planbook.scenarios.plan import Source, load
from planbook.scenarios.said import said
from planbook.scenarios.schema import schema

__all__ = ["LoadedPlan", "Origin", "Scenario", "Shock", "Source", "Variation", "load", "said", "schema"]
