"""Cases that the tests of numpy-financial and pyxirr pin, many of them computed with spreadsheets."""

from __future__ import annotations

import json
import warnings
from typing import Any

import numpy as np
import pytest

from oracles.published import HERE
from planbook import finance

NUMPY = json.loads((HERE / "numpy_financial_cases.json").read_text(encoding="utf-8"))
PYXIRR = json.loads((HERE / "pyxirr_cases.json").read_text(encoding="utf-8"))
SAMPLES = {sample["sample"]: sample for sample in PYXIRR["xirr"]}

BY_NAME = {
    "irr": lambda values: finance.irr(values, guess=0.1),
    "npv_start_at_0": finance.npv,
    "npv_excel": finance.excel_npv,
    "mirr": finance.mirr,
    "pmt": finance.pmt, "ppmt": finance.ppmt, "ipmt": finance.ipmt, "fv": finance.fv, "pv": finance.pv,
    "nper": finance.nper, "rate": finance.rate,
    "cumprinc": finance.cumulative_principal, "cumipmt": finance.cumulative_interest,
}  # fmt: skip
RENAMED = {"type": "when", "finance": "finance_rate", "reinvest": "reinvest_rate"}
# Yields whose published answer planbook does not give; the tests below say what is right.
OTHERWISE = {"30-20": "has a rate, where the source gives none", "30-13": "has a rate nearer to 10 %"}
# Day counts of xirr that planbook does not have.
NO_DAY_COUNT = {"30/360 SIA", "30/360 ISDA", "30E/360", "act/360", "act/act ISDA"}


def numbers(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments by our names; `0.08/12` is a quotient."""
    found = {}
    for name, value in arguments.items():
        if isinstance(value, str):
            top, bottom = value.split("/")
            value = float(top) / float(bottom)
        found[RENAMED.get(name, name)] = value
    return found


def printed(value: float) -> float:
    """Half a unit of the last digit that is printed."""
    return 0.5 * 10.0 ** -len(repr(value).partition(".")[2])


def dated(name: str) -> tuple[list[str], list[float]]:
    """Dates and amounts of a sample."""
    return [day for day, _ in SAMPLES[name]["flows"]], [amount for _, amount in SAMPLES[name]["flows"]]


@pytest.mark.parametrize("case", NUMPY["cases"], ids=lambda case: case["fn"])
def test_numpy_financials_cases(case: dict[str, Any]) -> None:
    given = numbers(case["args"])
    if case["expected"] == "no_solution":
        with pytest.raises(finance.FinanceError, match=r"no rate|one sign|per must be"):
            BY_NAME[case["fn"]](**given)
    else:
        tolerance = {"rel": 0, "abs": 0} | {case["tol_kind"]: case["tol"]}
        assert BY_NAME[case["fn"]](**given) == pytest.approx(case["expected"], **tolerance)


def test_modified_rates_on_a_grid() -> None:
    """Found there with Google Sheets: rows of flows by finance rate and reinvestment rate, pair by pair."""
    grid = NUMPY["mirr_grid"]
    for values, expected in zip(grid["values"], grid["expected"]):
        found = [finance.mirr(values, *pair) for pair in zip(grid["finance_rates"], grid["reinvest_rates"])]
        assert found == pytest.approx(expected, rel=0, abs=5e-8)


@pytest.mark.parametrize("case", PYXIRR["irr"], ids=lambda case: f"{case['expected']:.4f}")
def test_pyxirrs_periodic_rates(case: dict[str, Any]) -> None:
    found = finance.irr(case["values"], guess=0.1)
    assert found == pytest.approx(case["expected"], rel=1e-9, abs=printed(case["expected"]))
    assert abs(finance.npv(found, case["values"])) < 1e-3


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - set(OTHERWISE)))
def test_pyxirrs_dated_rates(name: str) -> None:
    found = finance.xirr(*dated(name), guess=0.1)
    assert found == pytest.approx(SAMPLES[name]["expected_xirr"], rel=0, abs=1e-8)
    assert abs(finance.xnpv(found, *dated(name))) < 1e-3


def test_a_rate_where_the_source_gives_none() -> None:
    """Known wrong: sample 30-20 is published as without a rate. Its value changes sign at −89.7 %."""
    assert SAMPLES["30-20"]["expected_xirr"] is None
    (root,) = finance.xirr_roots(*dated("30-20"))
    assert root == pytest.approx(-0.8973538, abs=5e-8)
    below, above = (finance.xnpv(root + step, *dated("30-20")) for step in (-1e-9, 1e-9))
    assert below > 1e6 > -1e6 > above


def test_of_several_rates_the_nearest_is_taken() -> None:
    """Sample 30-13: the published −65.9 % is one of its rates; −2.9 % is nearer to 10 %, and a guess of −65 % finds the other."""
    roots = finance.xirr_roots(*dated("30-13"))
    assert roots[0] == pytest.approx(SAMPLES["30-13"]["expected_xirr"], rel=1e-9)
    with pytest.warns(finance.SeveralRates, match="3 rates"):
        assert finance.xirr(*dated("30-13")) == roots[1]
    assert -0.1 < roots[1] < 0 < 1e200 < roots[2]
    assert finance.xirr(*dated("30-13"), guess=-0.65) == roots[0]
    assert max(abs(finance.xnpv(root, *dated("30-13"))) for root in roots) < 1e-3


@pytest.mark.parametrize("name", ["30-4", "30-13", "30-22", "minus_0_993", "random", "1938"])
def test_several_rates_are_said_to_be_several(name: str) -> None:
    with pytest.warns(finance.SeveralRates, match="rates make these flows worth nothing"):
        finance.xirr(*dated(name))


def test_day_counts() -> None:
    """MathWorks' example: act/365 fixed is planbook's, as Excel's; the others are left out, since no plan needs them."""
    known = PYXIRR["xirr_day_counts"]
    assert set(known["expected"]) == NO_DAY_COUNT | {"act/365F"}
    assert finance.xirr(known["dates"], known["amounts"]) == pytest.approx(known["expected"]["act/365F"], rel=1e-9)


@pytest.mark.parametrize("case", PYXIRR["other"], ids=lambda case: case["fn"])
def test_pyxirrs_other_functions(case: dict[str, Any]) -> None:
    given = numbers({name: value for name, value in case.items() if name not in ("fn", "expected", "sample", "flows")})
    if case["fn"] in ("xnpv", "xnfv"):
        flows = case["flows"] if "flows" in case else SAMPLES[case["sample"]]["flows"]
        found = getattr(finance, case["fn"])(given["rate"], [day for day, _ in flows], [amount for _, amount in flows])
    else:
        found = BY_NAME[case["fn"]](**given)
    assert found == pytest.approx(case["expected"], rel=1e-9, abs=printed(case["expected"]))


def test_every_case_has_a_function() -> None:
    assert {case["fn"] for case in NUMPY["cases"]} | {case["fn"] for case in PYXIRR["other"]} == set(BY_NAME) | {"xnpv", "xnfv"}
    assert set(OTHERWISE) < set(SAMPLES)


def test_where_the_libraries_are_wrong() -> None:
    """The answers of the two releases, and the right ones; docs/finance.md tells them."""
    import numpy_financial
    import pyxirr

    flows = [-50, -100, 600, 300, -100]
    assert numpy_financial.irr(flows) == pytest.approx(-0.769, abs=5e-4)
    assert finance.irr(flows, guess=0.1) == pytest.approx(1.8544178, abs=5e-8)
    tail = [-1678.87, 771.96, 1814.05, 3520.30, 3552.95, 3584.99, 4789.91, -1]
    assert numpy_financial.irr(tail) == pytest.approx(-0.99979, abs=5e-6)
    assert finance.irr(tail, guess=0.1) == pytest.approx(1.00426, abs=1e-5)
    assert numpy_financial.nper(0, -100, 1000) == -10
    assert finance.nper(0, -100, 1000) == 10
    assert pyxirr.ppmt(0.1 / 12, 1, 60, 55_000, pmt_at_beginning=True) == pytest.approx(-704.38, abs=5e-3)
    assert finance.ppmt(0.1 / 12, 1, 60, 55_000, when=1) == pytest.approx(-1158.929712, abs=5e-6)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert np.isnan(numpy_financial.rate(360, -2_000, 10_000, 0))
        assert numpy_financial.rate(12, -2_000, 1_000, 0) < -1
    assert finance.pmt(finance.rate(360, -2_000, 10_000), 360, 10_000) == pytest.approx(-2_000, rel=1e-12)
    assert finance.pmt(finance.rate(12, -2_000, 1_000), 12, 1_000) == pytest.approx(-2_000, rel=1e-12)
    assert numpy_financial.ipmt(0.1479, 297, 300, -270.51) == pytest.approx(-2_423.1936)
    assert finance.ipmt(0.1479, 297, 300, -270.51) == pytest.approx(16.9656277018672, rel=1e-12)
    assert numpy_financial.pmt(1e-12, 120, 12_000) == pytest.approx(-99.99111, abs=1e-5)
    assert finance.pmt(1e-12, 120, 12_000) == pytest.approx(-100.000000006, abs=1e-9)
    assert pyxirr.xirr(*dated("30-20")) is None
