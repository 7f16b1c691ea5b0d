"""All real roots of a sum of discounted flows, isolated with proof before they are refined.

With x = ln(1 + rate) the value of flows is f(x) = Σ c·e^(−t·x). Multiplying by e^(s·x) moves no root, so on any interval the
shift s may be chosen that makes the sum vary least. An interval is done when bounds on the sum or on its slope say that it
holds no root or exactly one; otherwise it is halved. Where the sum is so near to zero that bounds would take too long (around roots
that are close together, or multiple), the roots of its derivative part the interval: between two of them there is one root or none.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planbook.finance.numbers import FloatArray

LOWEST, HIGHEST = -36.0, 700.0  # ln(1 + rate): below, 1 + rate − 1 is −1 in floats; above, 1 + rate is not a float
EDGES = np.concatenate([-(2.0 ** np.arange(5, -5, -1)), 2.0 ** np.arange(-4, 10)])  # finer where rates are usual
START, STEPS, CLOSE = 0.1, 12, 1e-13  # Newton begins near 10 %, takes a few steps, and rests when one is so small
FINEST = 1e-12  # width at which an undecided interval holds a multiple root, or none
SMALL, POINTS = 0.05, 9  # width × spread of the terms below which so many points tell a sum to all digits: 0.05⁹ ÷ 9! is 5e-18
NEAR = 1e6  # times its rounding: a sum that is no larger is near zero
NOISE = 4e-16  # relative error of one term
Interval = tuple[float, float]
Flags = npt.NDArray[np.bool_]


def sign_changes(flows: FloatArray) -> int:
    """How often the sign changes along the flows that are not zero: at most so many rates (Descartes)."""
    signs = np.sign(flows[flows != 0])
    return int(np.count_nonzero(signs[1:] != signs[:-1]))


def all_roots(flows: FloatArray, times: FloatArray, low: float = LOWEST, high: float = HIGHEST) -> list[float]:
    """Every x in [low, high] where Σ flow·e^(−time·x) is zero, in rising order. The flows must not be zero, nor all of one sign."""
    shape = _Terms(flows, times)
    found, unclear = _isolate(shape, low, high)
    roots = [shape.refine(a, b) for a, b in found]
    roots += [root for a, b in unclear for root in _unclear(shape, a, b)]
    return _distinct(sorted(roots))


def only_root(flows: FloatArray, times: FloatArray) -> float | None:
    """The root that a few Newton steps reach, where it is proved to be the only one; None where that is not known.

    It is the only one if the signs change once, or if the balance of the flows at that rate never changes sides: what never
    becomes a debt at its own rate has no other (summation by parts).
    """
    shape = _Terms(flows, times)
    root = shape.approach(START)
    if root is None or not LOWEST <= root <= HIGHEST:
        return None
    return root if sign_changes(flows) == 1 or shape.keeps_side(root) else None


class _Terms:
    """The sum and its slope on many intervals at once, each with its own shift and scale."""

    def __init__(self, flows: FloatArray, times: FloatArray):
        self.signs, self.logs, self.times = np.sign(flows), np.log(np.abs(flows)), times

    def weights(self, x: FloatArray) -> FloatArray:
        """Sizes of the terms at each x, the largest of them 1."""
        exponents = self.logs - np.multiply.outer(x, self.times)
        weights: FloatArray = np.exp(exponents - exponents.max(axis=-1, keepdims=True))
        return weights

    def signs_at(self, x: FloatArray, roundings: float = 1.0) -> FloatArray:
        """The sign of the sum at each x; 0 where it is no larger than so many times its own rounding."""
        weights = self.weights(x)
        value = weights @ self.signs
        return np.where(np.abs(value) > roundings * self.times.size * NOISE * weights.sum(axis=1), np.sign(value), 0.0)

    def approach(self, x: float) -> float | None:
        """Where Newton steps on ln(gains ÷ losses) from x come to rest; None if they do not within a few."""
        for _ in range(STEPS):
            step = self._newton(self.weights(np.array([x]))[0])
            x -= step
            if abs(step) <= CLOSE:
                return x
            if not LOWEST <= x <= HIGHEST:
                return None
        return None

    def keeps_side(self, x: float) -> bool:
        """Whether the balance of the flows at x stays above, or stays below zero until the last of them."""
        values = self.signs * self.weights(np.array([x]))[0]
        balance = np.cumsum(values)[:-1]
        certain = self.times.size * NOISE * np.abs(values).sum()
        return bool((balance > certain).all() or (balance < -certain).all())

    def judge(self, a: FloatArray, b: FloatArray) -> tuple[Flags, Flags, Flags]:
        """Of each interval: whether it surely holds no root, is surely monotone, or is near zero all over."""
        middle, half = (a + b) / 2, (b - a) / 2
        weights = self.weights(middle)
        size = weights.sum(axis=1)
        shift = (weights @ self.times) / size
        lever = shift[:, None] - self.times
        slopes = self.signs * lever * weights
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            growth = np.exp(lever * half[:, None])
            left, right = slopes / growth, slopes * growth
            lowest, highest = np.minimum(left, right).sum(axis=1), np.maximum(left, right).sum(axis=1)
            noise = self.times.size * NOISE
            change = half * np.maximum(np.abs(lowest), np.abs(highest))
            empty = np.abs(weights @ self.signs) > change + noise * size
            slack = noise * np.abs(slopes).sum(axis=1)
            monotone = (lowest > slack) | (highest < -slack)
        small = half * np.abs(lever).max(axis=1) <= SMALL
        return empty, monotone, self._near_zero(a, b, change <= noise * size, small & ~empty & ~monotone)

    def _near_zero(self, a: FloatArray, b: FloatArray, surely: Flags, small: Flags) -> Flags:
        """By its bounds, or small enough for points to tell, and near zero at all of them."""
        points = np.linspace(a[small], b[small], POINTS)
        found = surely.copy()
        found[small] |= (self.signs_at(points.ravel(), NEAR).reshape(points.shape) == 0).all(axis=0)
        return found

    def refine(self, a: float, b: float) -> float:
        """The root between a and b, where the sum changes sign once: Newton on ln(gains ÷ losses), else halving."""
        x = (a + b) / 2
        side = float(np.sign(self.weights(np.array([b]))[0] @ self.signs))
        for _ in range(200):
            weights = self.weights(np.array([x]))[0]
            value = float(weights @ self.signs)
            if value == 0:
                return x
            a, b = (a, x) if np.sign(value) == side else (x, b)
            step = self._newton(weights)
            target = x - step if a < x - step < b else (a + b) / 2
            if abs(target - x) <= FINEST * 1e-3 or target in (a, b):
                return target
            x = target
        return x

    def _newton(self, weights: FloatArray) -> float:
        gains, losses = weights * (self.signs > 0), weights * (self.signs < 0)
        total_gain, total_loss = gains.sum(), losses.sum()
        if total_gain == 0 or total_loss == 0:
            return np.inf
        slope = losses @ self.times / total_loss - gains @ self.times / total_gain
        return float(np.log(total_gain / total_loss) / slope) if slope else np.inf


def _isolate(shape: _Terms, low: float, high: float) -> tuple[list[Interval], list[Interval]]:
    """Intervals with exactly one root, and clusters where the sum is near zero or, at a point, too small to have a sign."""
    edges = np.unique(np.concatenate([[low], np.clip(EDGES, low, high), [high]]))
    a, b = edges[:-1], edges[1:]
    found: list[Interval] = []
    unclear: list[Interval] = []
    while a.size:
        empty, monotone, flat = shape.judge(a, b)
        flat |= b - a <= FINEST * np.maximum(1, np.abs(a))
        unclear += zip(a[flat & ~empty].tolist(), b[flat & ~empty].tolist())
        single = monotone & ~empty & ~flat
        for left, right, at_left, at_right in zip(a[single], b[single], shape.signs_at(a[single]), shape.signs_at(b[single])):
            unclear += [(float(end), float(end)) for end, sign in ((left, at_left), (right, at_right)) if sign == 0]
            if at_left * at_right < 0:
                found.append((float(left), float(right)))
        halved = ~(empty | monotone | flat)
        a, b = a[halved], b[halved]
        middle = (a + b) / 2
        a, b = np.concatenate([a, middle]), np.concatenate([middle, b])
    return found, _clusters(sorted(unclear))


def _clusters(intervals: list[Interval]) -> list[Interval]:
    """Intervals that are neighbours, joined."""
    joined: list[Interval] = []
    for a, b in intervals:
        if joined and a <= joined[-1][1] + 1e-9 * max(1, abs(a)):
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


def _unclear(shape: _Terms, a: float, b: float) -> list[float]:
    """Roots of a cluster: those of the derivative where the sum is zero too, and where it changes sign between two of them (Rolle)."""
    middle, margin = (a + b) / 2, 1e-9 * max(1, abs(a))
    weights = shape.weights(np.array([middle]))[0]
    slopes = shape.signs * weights * (shape.times - weights @ shape.times / weights.sum())
    kept, reach = slopes != 0, (b - a) / 2 + margin
    turns = [middle + root for root in all_roots(slopes[kept], shape.times[kept], -reach, reach)]
    points = np.array([a - margin, *turns, b + margin])
    signs = shape.signs_at(points)
    roots = [turn for turn, sign in zip(turns, signs[1:-1]) if sign == 0]
    changes = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    return roots + [shape.refine(points[at], points[at + 1]) for at in changes]


def _distinct(roots: list[float]) -> list[float]:
    """Roots without repetitions at the ends of neighbouring intervals."""
    kept: list[float] = []
    for root in roots:
        if not kept or root - kept[-1] > 1e-11 * max(1, abs(root)):
            kept.append(root)
    return kept
