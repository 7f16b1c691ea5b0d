"""The model as generated Python, for one scenario: a function for each block of rows, a what-if calls only those that it moves.

The same figures as the reference's, to the last bit: every operator does the same arithmetic in the same order.
"""

from planbook.backends.compiled.figures import Figures
from planbook.backends.compiled.program import Program

__all__ = ["Figures", "Program"]
