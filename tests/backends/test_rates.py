"""A rate of return, sought as spreadsheets do: where Newton's way ends, worked by hand."""

import math

import pytest

from planbook.backends.rates import rate_of_return

TWICE = [-100.0, 0, 144]  # 1.2² = (−1.2)² = 1.44: 20 %, and −220 %, which is no rate


@pytest.mark.parametrize("guess", [0.1, 0.2, 0.5])
def test_the_rate_near_the_guess(guess: float) -> None:
    """From y = 1 + guess one step leads to 1.5y − 100y³ ÷ 288."""
    assert rate_of_return(TWICE, guess) == pytest.approx(0.2, rel=1e-14)


def test_where_the_guess_leads_below_minus_one_a_lower_one_leads_to_the_rate() -> None:
    """From 2.2 to −0.40, −0.57, … −1.2; from nine tenths of it, 1.98, to 0.28, 0.41, … 1.2."""
    assert rate_of_return(TWICE, 1.2) == pytest.approx(0.2, rel=1e-14)


def test_where_neither_leads_to_a_rate_there_is_none() -> None:
    """From 2.4 to −1.2 itself, from 2.16 to −0.26 and from there to −1.2."""
    assert math.isnan(rate_of_return(TWICE, 1.4))


@pytest.mark.parametrize("flows", [[-100.0, -144], [100.0, 144], [0.0, 0], [-100.0, math.nan, 144]])
def test_one_sign_only_has_no_rate(flows: list[float]) -> None:
    assert math.isnan(rate_of_return(flows, 0.1))
