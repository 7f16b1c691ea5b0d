"""What a plan may say, and probably does not mean."""

from pathlib import Path

import pytest

from planbook.business import CHAPTERS, FAMILIES, SEGMENTS
from planbook.scenarios import load

PLAN = """timeline: {start: 2027-01}
segments:
  small: {churn: 1%/month, price: 50, new_customers: {value: 3, season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3]}}
  large: {churn: 1%/month, price: 50, acquisition: channels}
overheads:
  office: {function: general_admin}
storage: {opening_capacity: 10, highest_utilisation: 80%, node_capacity: 10, node_price: 1000, node_life: 36}
"""
CURES = {
    "segments.small.new_customers": ("1, 2, 3]", "1, 0.9, 1.1]"),
    "segments.large.acquisition": (
        "overheads:", "channels: {web: {segment: large, kind: partner, partners: 1, customers_per_partner: 1}}\noverheads:",
    ),
    "overheads.office": ("general_admin}", "general_admin, monthly: 0}"),
    "storage": ("{churn: 1%/month, price: 50, acq", "{gb_per_customer: 3, churn: 1%/month, price: 50, acq"),
}


def remarks(text: str, folder: Path) -> dict[str, str]:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    found = load(path, CHAPTERS, FAMILIES).remarks
    return {each.path: f"{each.line}: {each.message}" for each in found}


def test_each_remark_has_its_line_and_says_why(tmp_path: Path) -> None:
    found = remarks(PLAN, tmp_path)
    assert list(found) == list(CURES)
    season = "3: the twelve factors of its season average 1.25: a year is 25 % more than without a season"
    assert found["segments.small.new_customers"] == season
    assert found["segments.large.acquisition"] == "4: `channels`, and no channel has `segment: large`: nothing comes of it"
    assert found["overheads.office"].startswith("6: states no number, and so does nothing; it may state `monthly`, ")
    assert found["storage"] == "7: no member of `segments` states `gb_per_customer`: nobody uses this section"


@pytest.mark.parametrize("path", CURES)
def test_a_remark_goes_when_its_cause_goes(path: str, tmp_path: Path) -> None:
    text = PLAN.replace(*CURES[path])
    assert text != PLAN
    assert list(remarks(text, tmp_path)) == [other for other in CURES if other != path]


def test_a_plan_that_means_what_it_says_has_none() -> None:
    for name in ("securecloud", "alderbrook", "shiftloom"):
        assert load(Path(__file__).parents[2] / "scenarios" / name, CHAPTERS, FAMILIES, SEGMENTS).remarks == ()
