"""Finance on plain numbers: rates of return, loans, discounted cash flow, venture methods, exits, retention.

Functions of an analyst's own figures; nothing here knows a plan. What they refuse is a ``FinanceError`` in words. docs/finance.md
says their conventions, and where they differ from Excel, numpy-financial and pyxirr.
"""

from planbook.finance.capital import capm, cost_of_equity, relever_beta, unlever_beta, wacc
from planbook.finance.checklists import PAYNE_WEIGHTS, berkus_value, risk_factor_value, scorecard_value
from planbook.finance.compounding import cagr, effect, nominal, periodic_rate
from planbook.finance.dcf import DcfValue, dcf
from planbook.finance.errors import FinanceError, NoRate, SeveralRates
from planbook.finance.loans import cumulative_interest, cumulative_principal, fv, ipmt, nper, pmt, ppmt, pv, rate
from planbook.finance.many import irr_many
from planbook.finance.present import excel_npv, npv, xnfv, xnpv
from planbook.finance.rates import irr, irr_roots, mirr, moic, xirr, xirr_roots
from planbook.finance.retention import (
    Constant,
    ShiftedBetaGeometric,
    Table,
    Weibull,
    fit_retention,
    lifetime_value,
    residual_lifetime,
    retention_curve,
)
from planbook.finance.shares import DilutedShares, treasury_stock_shares
from planbook.finance.terminal import free_cash_flow, gordon_value, growing_annuity, multiple_value, value_driver_value
from planbook.finance.venture import RoundValue, VentureRound, first_chicago, scenario_deviation, vc_method, vc_rounds
from planbook.finance.waterfall import Payout, ShareClass, breakeven_exit, waterfall

__all__ = [
    "PAYNE_WEIGHTS",
    "Constant",
    "DcfValue",
    "DilutedShares",
    "FinanceError",
    "NoRate",
    "Payout",
    "RoundValue",
    "SeveralRates",
    "ShareClass",
    "ShiftedBetaGeometric",
    "Table",
    "VentureRound",
    "Weibull",
    "berkus_value",
    "breakeven_exit",
    "cagr",
    "capm",
    "cost_of_equity",
    "cumulative_interest",
    "cumulative_principal",
    "dcf",
    "effect",
    "excel_npv",
    "first_chicago",
    "fit_retention",
    "free_cash_flow",
    "fv",
    "gordon_value",
    "growing_annuity",
    "ipmt",
    "irr",
    "irr_many",
    "irr_roots",
    "lifetime_value",
    "mirr",
    "moic",
    "multiple_value",
    "nominal",
    "nper",
    "npv",
    "periodic_rate",
    "pmt",
    "ppmt",
    "pv",
    "rate",
    "relever_beta",
    "residual_lifetime",
    "retention_curve",
    "risk_factor_value",
    "scenario_deviation",
    "scorecard_value",
    "treasury_stock_shares",
    "unlever_beta",
    "value_driver_value",
    "vc_method",
    "vc_rounds",
    "wacc",
    "waterfall",
    "xirr",
    "xirr_roots",
    "xnfv",
    "xnpv",
]
