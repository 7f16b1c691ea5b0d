"""Levers: assumptions that move together, and the figure in which their movement is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lever:
    """Assumptions that are scaled by one factor, and the line that tells people what the factor means.

    ``moved`` says in words what is scaled, ``reading`` what ``line`` is: of a monthly line its last month counts. ``amount`` says
    what ``amount_line`` is, an amount that is read where the line does not move: growth from nothing is the same at any size.
    """

    name: str
    moved: str
    reading: str
    assumptions: tuple[str, ...]
    line: str
    amount: str = ""
    amount_line: str = ""
