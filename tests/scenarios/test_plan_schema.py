"""The schema for editors."""

import json
import re

from planbook.business import CHAPTERS, FAMILIES
from planbook.language.declarations import Assumption
from planbook.scenarios import schema


def at(made: dict, path: str) -> dict:
    for key in path.split("."):
        made = next(iter(made["patternProperties"].values())) if key == "*" else made["properties"][key]
    return made


def members_of(item: Assumption) -> list[str]:
    """The keys under which an assumption stands: any, those of a fixed family, or none."""
    if not item.per:
        return [""]
    (family,) = item.per
    return ["*"] if family.section or family.twin else [member.name for member in family.members]


def test_every_assumption_has_its_place_and_its_description() -> None:
    made = schema(CHAPTERS, FAMILIES)
    for chapter in CHAPTERS:
        for item in chapter.assumptions:
            head, _, rest = item.at.partition(".")
            for member in members_of(item):
                path = f"{head}.{member}.{rest}" if member else item.at
                found = at(made, path)["description"]
                assert item.label in found
                assert item.about in found


def test_it_is_plain_json_and_refuses_unknown_keys(catalogue: tuple) -> None:
    made = schema(*catalogue)
    assert json.loads(json.dumps(made)) == made
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["additionalProperties"] is False
    assert made["properties"]["actuals"]["not"] == {}  # reserved: nothing is allowed under it yet
    headings = {"extends", "mixins", "plan", "timeline", "actuals", "targets", "benchmarks"}
    assert headings | {"segments", "teams", "tax", "debt", "round", "billing"} == made["properties"].keys()
    assert at(made, "tax.gross.losses")["anyOf"][0] == {"type": "number"}


def test_its_patterns_take_what_the_reader_takes(catalogue: tuple) -> None:
    made = schema(*catalogue)
    share = at(made, "tax.rate")["anyOf"]
    assert share[0] == {"type": "number", "minimum": 0, "maximum": 1}
    assert re.search(share[1]["pattern"], "25%")
    assert not re.search(at(made, "segments.*.price")["anyOf"][1]["pattern"], "25%")
    assert re.search(at(made, "segments.*.churn")["anyOf"][0]["pattern"], "0.7%/month")
    assert not re.search(at(made, "segments.*.churn")["anyOf"][0]["pattern"], "0.7%")
    assert not re.search(at(made, "round.wacc")["anyOf"][0]["pattern"], "0.7%/month")
    change = at(made, "segments.*.price_change")["anyOf"][0]["pattern"]
    assert re.search(change, "3%/year stepped")
    assert not re.search(change, "3%/year")
    assert at(made, "segments.*.retention") == {
        "type": "string", "description": "The curve.", "enum": ["constant", "falling"], "default": "constant",
    }  # fmt: skip
    assert len(at(made, "segments.*.joining")["anyOf"]) == 4


def test_values_by_age_seasons_and_dated_changes(catalogue: tuple) -> None:
    made = schema(*catalogue)
    decay, steps, _ = at(made, "segments.*.decay")["anyOf"]
    assert re.search(decay["pattern"], "3%/month")
    assert steps["items"]["properties"] == {"from": {"type": "integer", "minimum": 0}, "value": decay}
    change, dated, _ = at(made, "segments.*.price_change")["anyOf"]
    assert change["type"] == "string"
    assert not dated["items"]["additionalProperties"]
    month, value = (dated["items"]["properties"][key] for key in ("month", "value"))
    assert re.search(month["pattern"], "2028-03")
    assert not re.search(month["pattern"], "2028-13")
    assert re.search(value["anyOf"][1]["pattern"], "-5%")
    assert not re.search(value["anyOf"][1]["pattern"], "5%/year")
    over_time = at(made, "segments.*.calls")["anyOf"][2]["properties"]
    assert over_time["season"] == {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 12, "maxItems": 12}
    assert "season" not in over_time["growth"]["anyOf"][2]["properties"]


def test_a_change_may_stand_in_the_place_of_any_value(catalogue: tuple) -> None:
    made = schema(*catalogue)
    assert at(made, "segments.*.churn")["anyOf"][-1] == {"$ref": "#/$defs/change"}
    written, some, several = made["$defs"]["change"]["anyOf"]
    for text in ("× 1.2", "x1.2", "÷ 2", "+ 1pp", "− 0.5pp", "- 5", "+ 3 months", "+ 1.5pp/month", "hold"):
        assert re.search(written["pattern"], text), text
    for text in ("1.2", "twice", "× 3%", "-", "hold 2", "× 2/year"):
        assert not re.search(written["pattern"], text), text
    assert (some["required"], set(some["properties"])) == (["change"], {"change", "from", "for"})
    assert several["items"] == some
    assert made["properties"]["mixins"]["items"] == {"type": "string"}
    members = made["properties"]["segments"]["patternProperties"]
    for choice in ("largest price", "from 2027-06", "from month 7 to 2028-01"):
        assert any(re.search(pattern, choice) for pattern in members), choice
    assert not any(re.search(pattern, choice) for pattern in members for choice in ("from June", "from 2027-06 to"))
