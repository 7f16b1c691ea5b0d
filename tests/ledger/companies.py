"""Three small plans that together use everything the ledger keeps: numbers as a plan states them."""

from __future__ import annotations

from ledger.values import Tree

# Self-service: almost all on monthly terms, a table of churn by age, discounts, usage, customers who come back.
KIOSK: Tree = {
    "plan": {"name": "Kiosk"},
    "timeline": {"start": "2027-01", "months": "24", "fiscal_year_end": "12"},
    "segments": {
        "solo": {
            "retention": "table",
            "churn_table": [{"value": "6%/month"}, {"from": "4", "value": "3.5%/month"}, {"from": "13", "value": "2%/month"}],
            "churn_trend": "-4%/year smooth",
            "payment_failures": {"steps": [{"value": "1.5%/month"}, {"from": "2028-02", "value": "2%/month"}]},
            "payment_recovery": [{"value": "60%"}, {"from": "2027-10", "value": "75%"}],
            "opening_customers": "800", "opening_age": "9", "opening_price": "18", "opening_annual_share": "10%",
            "price": "20", "price_change": "5%/year stepped",
            "discount": [{"value": "15%"}, {"from": "2027-07", "value": "0"}, {"from": "2028-06", "value": "25%"}],
            "expansion_rate": "0.4%/month", "contraction_rate": "0.3%/month",
            "new_customers": {
                "value": "70", "growth": "1.5%/month",
                "season": ["1.2", "1", "1", "0.9", "0.9", "0.8", "0.7", "0.7", "1.1", "1.2", "1.3", "1.2"],
            },
            "programme_cost": {"by_fiscal_year": ["45", "52"]}, "annual_share": {"value": "10%", "growth": "3%/month"},
            "notice_months": "1",
            "reactivation_rate": {"value": "0.8%/month", "growth": "-10%/year"}, "opening_former": "300",
            "tickets_per_customer": {"value": "0.3", "season": ["1", "1", "0.9", "0.9", "1", "1", "1.2", "1.3", "1", "1", "1.1", "1.4"]},
            "usage_per_customer": {"value": "12", "growth": "1%/month"},
            "usage_included": [{"value": "10"}, {"from": "2028-01", "value": "11"}],
            "usage_price": "0.25",
            "refund_rate": [{"value": "1.2%"}, {"from": "2027-05", "value": "2.5%"}, {"from": "2027-08", "value": "1%"}],
        },
        "team": {
            "retention": "shifted_beta_geometric", "alpha": "0.9", "beta": "24",
            "opening_customers": "60", "opening_age": "20", "opening_price": "150",
            "price": "160", "price_change": "0.2%/month", "referral_rate": {"by_fiscal_year": ["0.5%/month", "0.7%/month"]},
            "acquisition": "budget", "acquisition_budget": {"by_fiscal_year": ["4000", "5500"]},
            "cost_per_customer": {"value": "900", "growth": "12%/year"},
            "annual_share": [{"value": "25%"}, {"from": "2027-09", "value": "40%"}],
            "setup_fee": [{"value": "99"}, {"from": "2028-01", "value": "0"}], "reactivation_rate": "0.5%/month",
            "services_per_customer": {"by_fiscal_year": ["4", "5"]},
            "services_cost_share": [{"value": "70%"}, {"from": "2027-07", "value": "60%"}],
        },
    },
    "departments": {
        "desk": {"function": "cost_of_service", "staffing": "tickets", "per_head": {"value": "110", "growth": "5%/year"},
            "salary": {"by_fiscal_year": ["36000", "38500"]}},
        "makers": {"function": "research_development", "heads": {"by_fiscal_year": ["3", "4"]}, "salary": "60000"},
    },
    "people": {
        "on_cost": {"by_fiscal_year": ["20%", "22%"]}, "salary_change": "3%/year stepped",
        "recruiting": [{"value": "10%"}, {"from": "2027-11", "value": "25%"}],
    },
    "overheads": {
        "hosting": {"function": "cost_of_service", "monthly": {"value": "900", "growth": "1%/month"},
            "share_of_revenue": {"by_fiscal_year": ["6%", "5%"]}},
        "cards": {"function": "cost_of_service", "share_of_billings": [{"value": "2.9%"}, {"from": "2028-04", "value": "2.2%"}],
                  "per_customer": {"value": "0.15", "growth": "1%/month"}, "per_new_customer": {"by_fiscal_year": ["1.2", "1"]}},
        "rent": {"function": "general_admin", "monthly": "1500", "per_head": [{"value": "180"}, {"from": "2027-06", "value": "140"}]},
    },
    "costs": {"inflation": "2.4%/year smooth"},
    "asset_classes": {
        "laptops": {"monthly": "400", "life": "7"},
        "bikes": {"monthly": "250", "life": "11", "resale_share": "35%", "sale_month": "2028-02", "sale_price": "3100"},
    },
    "tax": {"rate": [{"value": "30%"}, {"from": "2027-10", "value": "25%"}], "opening_due": "4000"},
    "working_capital": {
        "invoiced_share": {"by_fiscal_year": ["30%", "20%"]}, "monthly_collection_days": "14", "annual_collection_days": "45",
        "payable_days": "20", "bad_debt": [{"value": "2%"}, {"from": "2027-12", "value": "5%"}],
    },
    "opening_balance": {"cash": "150000", "receivables": "9000", "payables": "3000", "paid_in_capital": "100000"},
}  # fmt: skip

# Contracts of two and three years, billed monthly in one segment; customers wait before they go live; fiscal years end in June.
FOUNDRY: Tree = {
    "plan": {"name": "Foundry"},
    "timeline": {"start": "2027-04", "months": "24", "fiscal_year_end": "6"},
    "segments": {
        "plants": {
            "retention": "weibull", "scale": "70", "shape": "0.8", "contract_years": "2", "annual_share": "85%", "notice_months": "5",
            "onboarding_months": "3", "opening_waiting": "4.5", "payment_failures": "2%/month", "payment_recovery": "75%",
            "opening_customers": "50", "opening_age": "30", "opening_price": "2400", "opening_annual_share": "90%",
            "price": "2600", "price_change": "4%/year stepped", "expansion_rate": {"by_fiscal_year": ["8%/year", "5%/year", "11%/year"]},
            "contraction_rate": [{"value": "0.2%/month"}, {"from": "2027-12", "value": "1%/month"}],
            "new_customers": {"value": "1.6", "growth": "2%/month"}, "programme_cost": "7000", "referral_rate": "0.3%/month",
            "setup_fee": {"value": "4000", "growth": "-2%/month"}, "onboarding_cost": {"by_fiscal_year": ["900", "950", "700"]},
            "services_per_new_customer": [{"value": "2500"}, {"from": "2028-01", "value": "2000"}], "services_per_customer": "60",
            "services_cost_share": "55%",
            "churn_multiplier": [{"value": "1"}, {"from": "2027-09", "value": "2.5"}, {"from": "2028-01", "value": "0.9"}],
        },
        "works": {
            "churn": [{"value": "15%/year"}, {"from": "2027-11", "value": "24%/year"}, {"from": "2028-06", "value": "12%/year"}],
            "contract_years": "3", "billing": "monthly", "annual_share": "70%", "notice_months": "2",
            "renewal": "stated", "renewal_rate": [{"value": "82%"}, {"from": "72", "value": "90%"}],
            "opening_customers": "90", "opening_age": "14", "opening_price": "700", "opening_annual_share": "80%",
            "price": "750", "price_change": "3%/year smooth", "expansion_rate": {"value": "0.5%/month", "growth": "4%/month"},
            "contraction_rate": {"by_fiscal_year": ["3%/year", "0/year", "6%/year"]},
            "onboarding_months": "1", "opening_waiting": "2", "discount": "10%",
            "new_customers": "3", "programme_cost": "1200", "churn_trend": "-3%/year smooth",
        },
        "labs": {
            "churn": {"value": "1.4%/month", "season": ["2", "1", "1", "1", "1", "0.5", "0.5", "0.5", "1", "1", "1", "1.5"]},
            "annual_share": "60%", "renewal": "stated", "renewal_rate": "78%",
            "opening_customers": "40", "opening_age": "58", "opening_price": "300", "opening_annual_share": "50%",
            "price": "320", "new_customers": "2", "programme_cost": "500", "expansion_rate": "0.3%/month",
        },
    },
    "departments": {
        "service": {"function": "cost_of_service", "heads": {"by_fiscal_year": ["3", "3", "4"]}, "salary": "60000"},
        "field": {"function": "sales_marketing", "heads": [{"value": "3"}, {"from": "2028-02", "value": "5"}], "salary": "72000"},
        "success": {"function": "sales_marketing", "staffing": "customers", "per_head": "70", "least_heads": "3", "salary": "50000"},
    },
    "hires": {
        "head": {"department": "field", "salary": [{"value": "130000"}, {"from": "2028-01", "value": "150000"}], "from": "2027-09"},
        "helpers": {"department": "service", "heads": "2.5", "salary": "30000", "from": "2027-04", "until": "2028-01"},
        "nobody": {"department": "service", "salary": "90000", "from": "2027-08", "until": "2027-07"},
    },
    "people": {"on_cost": "22%", "salary_change": "3%/year stepped", "recruiting": "18%"},
    "overheads": {
        "cloud": {"function": "cost_of_service", "share_of_revenue": "9%"},
        "offices": {"function": "general_admin", "monthly": "14000"},
    },
    "costs": {"inflation": "2%/year stepped"},
    "sales": {"commission": [{"value": "8%"}, {"from": "2027-10", "value": "12%"}, {"from": "2028-07", "value": "6%"}]},
    "asset_classes": {"machines": {"monthly": "1200", "life": "36"}},
    "tax": {"rate": "28%", "opening_profit": "220000", "opening_due": "35000", "payment_month": "5"},
    "working_capital": {"monthly_collection_days": "50", "annual_collection_days": "75", "payable_days": "33",
                        "prepaid_days": [{"value": "12"}, {"from": "2028-03", "value": "20"}]},
    "opening_balance": {
        "cash": "400000", "receivables": "210000", "prepaid": "9000", "payables": "40000", "paid_in_capital": "300000",
        "fixed_assets_cost": "90000", "accumulated_depreciation": "36000", "remaining_life": "18",
    },
}  # fmt: skip

# Three segments with moves between them, shocks, referrals, dated price changes, losses and a cap on their use, a round.
HARBOUR: Tree = {
    "plan": {"name": "Harbour"},
    "timeline": {"start": "2027-03", "months": "24", "fiscal_year_end": "9"},
    "segments": {
        "starter": {
            "churn": {"value": "4%/month", "growth": "-15%/year"},
            "churn_multiplier": [{"value": "1"}, {"from": "2027-10", "value": "1.8"}, {"from": "2028-01", "value": "1"}],
            "opening_customers": "500", "opening_age": "5", "opening_price": "29", "price": "32", "price_change_for": "new",
            "price_change": [{"month": "2027-06", "value": "10%"}, {"month": "2028-03", "value": "-5%"}],
            "new_customers": {"value": "55", "growth": "10%/year"}, "programme_cost": "60", "referral_rate": "0.6%/month",
            "contraction_rate": "0.1%/month", "reactivation_rate": "1%/month",
        },
        "growing": {
            "retention": "shifted_beta_geometric", "alpha": "1.1", "beta": "38", "annual_share": "50%", "notice_months": "3",
            "opening_customers": "220", "opening_age": "26", "opening_price": "110", "opening_annual_share": "55%",
            "price": "99", "price_change_for": "existing",
            "price_change": [{"month": "2027-05", "value": "7%"}, {"month": "2027-12", "value": "-2%"},
                             {"month": "2028-05", "value": "6%"}],
            "churn_multiplier": [{"value": "1"}, {"from": "2027-11", "value": "2"}, {"from": "2028-02", "value": "1"}],
            "expansion_rate": [{"value": "0.9%/month"}, {"from": "2028-02", "value": "0.2%/month"}], "contraction_rate": "0.4%/month",
            "new_customers": "9", "programme_cost": "400",
            "referral_rate": "0.4%/month", "setup_fee": "150",
        },
        "chain": {
            "churn": "9%/year", "churn_trend": "-5%/year smooth", "annual_share": [{"value": "100%"}, {"from": "2027-12", "value": "70%"}],
            "contract_years": "2", "notice_months": "6",
            "opening_customers": "24", "opening_age": "40", "opening_price": "1900", "opening_annual_share": "75%",
            "price": "2000", "price_change": [{"month": "2028-01", "value": "8%"}], "expansion_rate": "1%/month",
            "new_customers": "0.7", "programme_cost": "6500", "onboarding_months": "2", "opening_waiting": "1.5",
            "services_per_new_customer": "3000", "services_cost_share": "40%", "refund_rate": "0.5%",
        },
    },
    "moves": {
        "step_up": {"source": "starter", "target": "growing",
            "rate": [{"value": "1.5%/month"}, {"from": "2027-10", "value": "4%/month"}, {"from": "2028-03", "value": "0.5%/month"}]},
        "leap": {"source": "starter", "target": "chain", "rate": "0.05%/month"},
        "step_down": {"source": "growing", "target": "starter", "rate": {"by_fiscal_year": ["6%/year", "9%/year"]}},
    },
    "departments": {
        "crew": {"function": "research_development", "heads": {"value": "12", "growth": "-2%/month"}, "salary": "70000"},
        "dock": {"function": "cost_of_service", "staffing": "revenue", "revenue_per_head": {"value": "90000", "growth": "8%/year"},
            "salary": "18000"},
        "sales": {"function": "sales_marketing", "staffing": "new_customers", "per_head": "25", "least_heads": "1", "salary": "15000"},
    },
    "people": {"on_cost": [{"value": "25%"}, {"from": "2028-01", "value": "23%"}], "salary_change": "0.2%/month", "recruiting": "12%"},
    "overheads": {
        "cloud": {"function": "cost_of_service", "monthly": "2000", "share_of_revenue": "7%"},
        "fees": {"function": "sales_marketing", "monthly": [{"value": "9000"}, {"from": "2028-01", "value": "2500"}]},
    },
    "costs": {"inflation": "3%/year stepped"},
    "sales": {"commission": {"by_fiscal_year": ["5%", "7%", "4%"]}},
    "asset_classes": {"boats": {"monthly": "900", "life": "24", "sale_month": "2028-01", "sale_price": "2000"}},
    "tax": {"rate": {"by_fiscal_year": ["26%", "28%", "31%"]}, "loss_cap": {"by_fiscal_year": ["60%", "80%"]}, "opening_losses": "90000",
        "payment_month": "2"},
    "working_capital": {
        "invoiced_share": "80%", "monthly_collection_days": "21", "annual_collection_days": "40", "payable_days": "30", "prepaid_days": "5",
        "bad_debt": "1%",
    },
    "opening_balance": {
        "cash": "60000", "receivables": "45000", "prepaid": "2000", "payables": "11000", "paid_in_capital": "500000",
        "fixed_assets_cost": "30000", "accumulated_depreciation": "12000",
    },
    "rounds": {"series_a": {"amount": "600000", "month": "2027-08", "pre_money": "3000000", "costs": "4%"}},
}  # fmt: skip

PLANS = {"kiosk": KIOSK, "foundry": FOUNDRY, "harbour": HARBOUR}
