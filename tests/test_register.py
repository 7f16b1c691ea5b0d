"""Every declaration of the business is documented, named by the grammar, and stands in a worked table."""

import importlib
import inspect
import re
from types import ModuleType

import pytest

import worked
from planbook.business import CHAPTERS
from planbook.language.declarations import Declaration, LineItem, Severity
from planbook.language.units import DAYS, MONTHS, SHARE, Kind, Shape

CHAPTER_NAMES = [chapter.name for chapter in CHAPTERS]
LINES = [line for chapter in CHAPTERS for line in chapter.lines]
ASSUMPTIONS = [made for chapter in CHAPTERS for made in chapter.assumptions]
CONSTANTS = [made for chapter in CHAPTERS for made in chapter.constants]
DECLARATIONS: list[Declaration] = [*LINES, *ASSUMPTIONS, *CONSTANTS]
NAMES = {made.name for made in DECLARATIONS}

# Errors that no figures can make fire, since both sides are the same sum in another order.
NEVER_FIRES = {
    "tax_payable_residual": "what is charged and not paid is, by definition, what tax payable moves by",
}


def module(chapter: str) -> ModuleType:
    """The test module of a chapter."""
    return importlib.import_module(f"business.test_{chapter}")


def shown(chapter: str) -> dict[str, list[list[float]]]:
    """What the chapter's tables say of each of its lines, table by table and member by member."""
    found: dict[str, list[list[float]]] = {}
    for _, text, _ in worked.tables(module(chapter)):
        for key, values in worked.parse(text).then.items():
            found.setdefault(re.split("[.@]", key)[0], []).append(values)
    return found


# Worked tables.


@pytest.mark.parametrize("chapter", CHAPTER_NAMES)
def test_chapter_has_its_tables(chapter):
    """A worked table that goes on for some months, or ages, and one of edges; all of them are worked."""
    tests = module(chapter)
    assert chapter == tests.CHAPTER
    texts = {name: text for name, text, _ in worked.tables(tests)}
    assert {"TABLE", "EDGE"} <= set(texts)
    over_time = any(line.shape is not Shape.SCALAR for line in LINES if line.chapter == chapter)
    assert max(len(values) for values in worked.parse(texts["TABLE"]).then.values()) >= (3 if over_time else 1)
    source = inspect.getsource(tests)
    for name in texts:
        assert re.search(rf"work\(CHAPTER, {name}\b", source), f"no test works {name}"


@pytest.mark.parametrize("chapter", CHAPTER_NAMES)
def test_tables_show_every_line_and_check(chapter):
    lines = {line.name for line in LINES if line.chapter == chapter}
    rows = set(shown(chapter))
    assert not lines - rows, f"in no worked table: {', '.join(sorted(lines - rows))}"
    assert not rows - lines, f"not lines of {chapter}: {', '.join(sorted(rows - lines))}"


@pytest.mark.parametrize("chapter", CHAPTER_NAMES)
def test_tables_show_more_than_nothing(chapter):
    """A line that is 0, or not available, in all tables is not worked; a check is also shown at rest."""
    figures = {name: [figure for values in tables for figure in values] for name, tables in shown(chapter).items()}
    lines = [line for line in LINES if line.chapter == chapter]
    still = [line.name for line in lines if not any(figure != 0 and figure == figure for figure in figures[line.name])]
    assert [name for name in still if name not in NEVER_FIRES] == []
    assert [line.name for line in lines if line.severity is not None and 0 not in figures[line.name]] == []


# Declarations.


def test_declarations_say_what_they_are():
    """Label, unit, and what it is, in a sentence."""
    silent = [made.name for made in DECLARATIONS if not (made.label and made.unit and made.about.rstrip().endswith((".", ")")))]
    assert silent == []


def test_lines_are_documented():
    assert [line.name for line in LINES if not line.about or inspect.cleandoc(line.function.__doc__ or "") != line.about] == []


def test_assumptions_have_a_place_in_a_plan():
    """Where a plan states it; and no two assumptions stand at one place."""
    places = [made.at for made in ASSUMPTIONS]
    assert all(re.fullmatch("[a-z_]+[.][a-z_]+", place) for place in places)
    assert len(set(places)) == len(places)


# Names: `closing_` and `average_` are balances, `opening_` what the first month finds, `_margin` a share of revenue.


def monthly(*starts: str) -> list[LineItem]:
    """The monthly lines whose names begin so, the family they stand for left out."""
    return [line for line in LINES if line.shape is Shape.MONTHS and line.name.removeprefix("segment_").startswith(starts)]


def test_names_are_lower_snake_case():
    assert [name for name in NAMES if not re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", name)] == []


def test_names_are_one_flat_space():
    assert len(NAMES) == len(DECLARATIONS)


def test_closing_and_average_are_balances():
    assert [line.name for line in monthly("closing_", "average_") if line.kind is not Kind.BALANCE] == []


def test_opening_is_what_the_first_month_finds():
    """But for the depreciation of the opening assets, which is a flow."""
    assert [line.name for line in monthly("opening_") if line.kind is not Kind.OPENING] == ["opening_depreciation"]
    assert [line.name for line in LINES if line.kind is Kind.OPENING and line not in monthly("opening_")] == []


def test_suffixes_say_the_unit():
    for suffix, wanted in (("_margin", SHARE), ("_days", DAYS), ("_months", MONTHS)):
        named = [made for made in DECLARATIONS if made.name.endswith(suffix) and not made.name.endswith("_12_months")]
        assert [made.name for made in named if made.unit is not wanted] == []
    assert [line.name for line in LINES if line.name.endswith("_margin") and line.kind is not Kind.RATIO] == []


def test_residuals_are_error_checks():
    for line in LINES:
        assert line.name.endswith("_residual") == (line.severity is Severity.ERROR), line.name


def test_family_lines_say_so():
    """A line of a segment or department says whose it is; the bare name is the company's, or stands for something finer."""
    for line in LINES:
        head, _, bare = line.name.partition("_")
        if head in ("segment", "department", "function"):
            assert head in {family.name for family in line.per}, line.name
            others = [made for made in DECLARATIONS if made.name == bare]
            assert all(len(made.per) != len(line.per) for made in others), line.name


def test_aliases_are_unique_and_shadow_nothing():
    aliases = [alias for line in LINES for alias in line.aliases]
    assert len(set(aliases)) == len(aliases)
    assert not set(aliases) & NAMES


def test_a_flag_beside_a_metric_is_a_flag_of_the_same_members():
    named = {line.name: line for line in LINES}
    metrics = [(line, line.metric) for line in LINES if line.metric]
    said = [(line, *said) for line, metric in metrics for said in (metric.beyond, metric.failing, metric.caveat) if said[0]]
    assert len(said) >= 7
    for line, flag, words in said:
        assert named[flag].unit.style == "flag", flag
        assert (named[flag].per, named[flag].shape) == (line.per, line.shape), flag
        assert words
        assert '"' not in words, "it stands in a formula"
