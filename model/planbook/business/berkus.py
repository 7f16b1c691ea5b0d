"""Berkus: five elements that lower a young company's risk, each worth up to a maximum."""

from planbook.business.families import ELEMENT
from planbook.language.declarations import Chapter, assumption, line
from planbook.language.metrics import higher
from planbook.language.operators import total
from planbook.language.units import MONEY, SHARE, Shape

CHAPTER = Chapter("berkus", "Berkus", "Berkus method", "Five elements of value, each up to a maximum.", section="berkus")

element_maximum = assumption(
    "Most that an element is worth", unit=MONEY, at="berkus.maximum", above=0,
    about="For each of the five elements; Berkus himself takes half a million dollars.",
)  # fmt: skip
element_value = assumption(
    "Worth of the element", unit=MONEY, per=ELEMENT, at="berkus.value", low=0, at_most="element_maximum",
    about="What is achieved of it; 0 where nothing is.",
)  # fmt: skip


@line("Part of the element's maximum", unit=SHARE, per=ELEMENT, shape=Shape.SCALAR)
def element_part(element_value, element_maximum):
    """Worth ÷ maximum."""
    return element_value / element_maximum


@line(
    "Pre-money value, Berkus", unit=MONEY, shape=Shape.SCALAR,
    metric=higher("plan", "founders, investors", "yearly", variant="five elements", note="For companies without revenue."),
)  # fmt: skip
def berkus_value(element_value):
    """Sum of the five elements."""
    return total(element_value)
