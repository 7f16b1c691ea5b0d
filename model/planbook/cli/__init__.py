"""The command line: build a workbook, show figures, explain them, check a plan."""

from planbook.cli.app import main

__all__ = ["main"]
