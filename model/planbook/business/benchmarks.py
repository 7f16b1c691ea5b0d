"""Benchmarks of the metrics."""

from __future__ import annotations

from planbook.language.benchmarks import Benchmark, Grade

BENCHMARKS = (
    Benchmark("clv_to_cac", Grade.STANDARD, 3.0, None, "Customary lower limit", "2015", "software by subscription"),
    Benchmark("clv_to_cac", Grade.STANDARD, 3.0, 5.0, "Healthy range", "2022-06"),
    Benchmark("gross_margin", Grade.OBSERVED, 0.7, 0.8, "Private software companies", "", "", "before support"),
)
