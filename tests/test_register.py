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
    "losses_residual": "no chapter charges interest, which alone makes the two schedules differ",
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


def ids(made: Declaration) -> str:
    return made.name


# Worked tables.


@pytest.mark.parametrize("chapter", CHAPTER_NAMES)
def test_chapter_has_its_tables(chapter):
    """A worked table that goes on for some months, or ages, and one of edges; all of them are worked."""
    tests = module(chapter)
    assert chapter == tests.CHAPTER
    texts = {name: text for name, text, _ in worked.tables(tests)}
    assert {"TABLE", "EDGE"} <= set(texts)
    assert max(len(values) for values in worked.parse(texts["TABLE"]).then.values()) >= 3
    source = inspect.getsource(tests)
    for name in texts:
        assert re.search(rf"work\(CHAPTER, {name}\b", source), f"no test works {name}"


@pytest.mark.parametrize("chapter", CHAPTER_NAMES)
def test_tables_show_every_line_and_check(chapter):
    lines = {line.name for line in LINES if line.chapter == chapter}
    rows = set(shown(chapter))
    assert not lines - rows, f"in no worked table: {', '.join(sorted(lines - rows))}"
    assert not rows - lines, f"not lines of {chapter}: {', '.join(sorted(rows - lines))}"


@pytest.mark.parametrize("line", LINES, ids=ids)
def test_a_table_shows_more_than_nothing(line):
    """A line that is 0, or not available, in all tables is not worked; a check is also shown at rest."""
    figures = [value for values in shown(line.chapter)[line.name] for value in values]
    if line.name not in NEVER_FIRES:
        assert any(value != 0 and value == value for value in figures)
    if line.severity is not None:
        assert 0 in figures


# Declarations.


@pytest.mark.parametrize("made", DECLARATIONS, ids=ids)
def test_declaration_says_what_it_is(made):
    assert made.label
    assert made.about
    assert made.about.endswith((".", ")"))
    assert made.unit


@pytest.mark.parametrize("line", LINES, ids=ids)
def test_line_is_documented(line):
    assert inspect.cleandoc(line.function.__doc__ or "") == line.about


# Names.


@pytest.mark.parametrize("made", DECLARATIONS, ids=ids)
def test_name_is_lower_snake_case(made):
    assert re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", made.name)


def of_the_company(line: LineItem) -> str:
    """The name without the family it stands for."""
    return line.name.removeprefix("segment_").removeprefix("department_").removeprefix("function_")


@pytest.mark.parametrize("line", LINES, ids=ids)
def test_name_follows_the_grammar(line):
    """`closing_` and `average_` are balances, `opening_` what the first month finds, `_margin` a share of revenue, and so on."""
    name = of_the_company(line)
    if line.shape is Shape.MONTHS:
        if name.startswith(("closing_", "average_")):
            assert line.kind is Kind.BALANCE
        if name.startswith("opening_"):
            assert line.kind is Kind.OPENING or name == "opening_depreciation"  # of the opening assets
        if line.kind is Kind.OPENING:
            assert name.startswith("opening_")
    if name.endswith("_margin"):
        assert (line.kind, line.unit) == (Kind.RATIO, SHARE)
    assert not name.endswith("_days") or line.unit is DAYS
    assert not name.endswith("_whole_months") or line.unit is MONTHS
    assert name.endswith("_residual") == (line.severity is Severity.ERROR)


@pytest.mark.parametrize("line", LINES, ids=ids)
def test_bare_name_is_the_company(line):
    """What exists for each segment says so where the company has the same figure."""
    families = {family.name for family in line.per}
    for family in ("segment", "department", "function"):
        assert not line.name.startswith(f"{family}_") or family in families
    total = line.name.removeprefix("segment_")
    if total != line.name and total in NAMES:
        assert not next(made for made in DECLARATIONS if made.name == total).per


def test_names_are_one_flat_space():
    assert len(NAMES) == len(DECLARATIONS)


def test_aliases_are_unique_and_shadow_nothing():
    aliases = [alias for line in LINES for alias in line.aliases]
    assert len(set(aliases)) == len(aliases)
    assert not set(aliases) & NAMES
    assert not set(aliases) & set(CHAPTER_NAMES) - {"cash"}  # closing cash, and the chapter that ends in it


def test_key_paths_are_unique():
    """No two assumptions stand at one place of a plan."""
    places = [made.at for made in ASSUMPTIONS]
    assert len(set(places)) == len(places)
