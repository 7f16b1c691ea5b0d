"""Rankings: the largest amounts of the chosen year by name. They are listed, put in order and looked up on the sheet Chart data."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planbook.backends.excel.chartdata import SHEET, Cell, ChartData, Said
from planbook.backends.excel.inputs import CHART_YEAR
from planbook.backends.excel.layout import CONSTANT, FIRST, LABEL, OPENING, UNIT
from planbook.backends.excel.styles import printed, text_formula
from planbook.language.charts import Item, Ranking
from planbook.language.model import Row
from planbook.language.operators import round_half_away

LONGEST_NAME = 38  # characters that fit before the amount
Listed = tuple[str, Row, Cell]  # a name, where it comes from, its amount


@dataclass(frozen=True)
class Table:
    """A ranking as it is shown: its title; of each place the name, the amount and the share, as text."""

    title: Said
    share: str
    rows: list[tuple[Said, Said, Said]]


def write_ranking(data: ChartData, ranking: Ranking) -> Table | None:
    """Write list and order; None where the plan has none of the lines."""
    listed = [each for item in ranking.items for each in _listed(data, item)]
    if not listed:
        return None
    data.heading(ranking.title)
    for column, text in ((CONSTANT, "amount"), (OPENING, "order"), (FIRST, "share")):
        data.text(column, text)
    data.position += 1
    top, bottom = data.position + 1, data.position + len(listed)
    keys = _list(data, listed, top, bottom)
    shown = [_place(data, ranking, listed, keys, top, number) for number in range(1, min(ranking.places, len(listed)) + 1)]
    year = data.writer.year_names[data.writer.chart_year - 1]
    return Table((f'"{ranking.title} "&{CHART_YEAR}', f"{ranking.title} {year}"), ranking.share, shown)


# The list.


def _listed(data: ChartData, item: Item) -> list[Listed]:
    """The items of a line, one for each member, with what is taken off them."""
    model = data.writer.model
    found = []
    for row in model.by_name.get(item.line, []):
        formula, value = data.of_year(row)
        for other in (each for name in item.less for each in model.by_name.get(name, []) if each.members == row.members):
            less = data.of_year(other)
            formula, value = f"{formula}-{less[0]}", value - less[1]
        name = item.name.format(member=" ".join(model.labels_of(row)) or row.label)
        found.append((name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…", row, (formula, value)))
    return found


def _list(data: ChartData, listed: list[Listed], top: int, bottom: int) -> list[float]:
    """Names, amounts, and a whole number that puts them in order: what stands first goes before what is equal to the cent."""
    keys = []
    for index, (name, row, (formula, value)) in enumerate(listed):
        here = data.position + 1
        data.labels(name, row.unit, row.key)
        data.put(CONSTANT, (formula, value), "amount")
        keys.append(round_half_away(100 * value, 0) * len(listed) + len(listed) - index)
        key = f"ROUND(100*$D{here},0)*ROWS($D${top}:$D${bottom})+ROWS($D{here}:$D${bottom})"
        data.put(OPENING, (key, keys[-1]), "label")
        data.position += 1
    return keys


# The order.


def _place(data: ChartData, ranking: Ranking, listed: list[Listed], keys: list[float], top: int, number: int) -> tuple[Said, Said, Said]:
    """One place: which of the list it is, and how it is said; nothing where nothing is left that is above zero."""
    here, letter, symbol = data.position + 1, data.writer.layout.column, data.writer.symbol
    names, amounts, order = (f"${letter(column)}${top}:${letter(column)}${top + len(listed) - 1}" for column in (LABEL, CONSTANT, OPENING))
    at = f"MATCH(LARGE({order},$B{here}),{order},0)"
    name, _, (_, value) = listed[keys.index(sorted(keys, reverse=True)[number - 1])]
    amount, (whole, of_what) = round_half_away(100 * value, 0) / 100, data.of_year(data.writer.model.row(ranking.share_of))
    there = amount > 0
    share = amount / of_what if there and of_what > 0 else math.nan
    data.words(LABEL, f'IF($D{here}>0,INDEX({names},{at}),"")', name if there else "", "member")
    data.writer.book.number(data.sheet, data.position, UNIT, float(number), "caption", "label")
    data.put(CONSTANT, (f"ROUND(100*INDEX({amounts},{at}),0)/100", amount), "amount")
    money = f'IF($D{here}>0,{text_formula(f"$D{here}", "millions", symbol)},"")'
    data.words(OPENING, money, printed(amount, "millions", symbol) if there else "", "member")
    part = f'=IF($D{here}>0,IF({whole}>0,$D{here}/{whole},""),"")'
    data.writer.book.formula(data.sheet, data.position, FIRST, part, share, "plain", "percent")
    percent = f'IF(ISNUMBER($F{here}),{text_formula(f"$F{here}", "percent", symbol)},"")'
    data.words(FIRST + 1, percent, "" if math.isnan(share) else printed(share, "percent", symbol), "member")
    data.position += 1
    return (
        (f"'{SHEET}'!$A${here}", name if there else ""),
        (f"'{SHEET}'!$E${here}", printed(amount, "millions", symbol) if there else ""),
        (f"'{SHEET}'!$G${here}", "" if math.isnan(share) else printed(share, "percent", symbol)),
    )
