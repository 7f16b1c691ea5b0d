"""Storage: what customers keep, the nodes it needs, what hosting costs."""

from planbook.business.families import SEGMENT
from planbook.language.declarations import Chapter, Chart, Form, Series, assumption, line
from planbook.language.metrics import within
from planbook.language.operators import maximum, prior, ratio, roundup, total, trailing
from planbook.language.units import GIGABYTES, MONEY, MONTHS, PIECES, PRICE, SHARE, TERABYTES, Kind, Year

CHAPTER = Chapter("storage", "Storage", "Storage", "Stored volume, capacity in whole nodes, hosting.", section="storage")

gb_per_customer = assumption(
    "Stored volume per customer", unit=GIGABYTES, per=SEGMENT, at="segments.gb_per_customer", form=Form.DRIVER, low=0, default=0,
    kind=Kind.BALANCE, about="Volume kept for one customer.",
)  # fmt: skip
opening_capacity = assumption(
    "Opening capacity", unit=TERABYTES, at="storage.opening_capacity", above=0, about="Storage capacity at the plan's start.",
)  # fmt: skip
target_utilisation = assumption(
    "Highest utilisation", unit=SHARE, at="storage.highest_utilisation", form=Form.DRIVER, above=0, high=1,
    about="A node is bought before utilisation exceeds this share.",
)  # fmt: skip
node_capacity = assumption("Capacity of a node", unit=TERABYTES, at="storage.node_capacity", above=0, about="Storage one node adds.")
node_price = assumption(
    "Price of a node", unit=MONEY, at="storage.node_price", form=Form.DRIVER, low=0, about="Purchase price, in prices of the plan's start."
)
node_life = assumption(
    "Life of a node", unit=MONTHS, at="storage.node_life", form=Form.WHOLE, low=1, high=240, about="Months of straight-line depreciation.",
)  # fmt: skip
hosting_price = assumption(
    "Hosting cost per GB and month", unit=PRICE, at="storage.hosting_cost_per_gb", form=Form.DRIVER, low=0, default=0,
    about="Energy, bandwidth and object storage for one gigabyte and month.",
)  # fmt: skip


@line("Stored volume", unit=TERABYTES, kind=Kind.BALANCE, per=SEGMENT, opening="same")
def segment_stored(segment_closing_customers, gb_per_customer, gb_per_tb):
    """Volume kept for the segment's customers."""
    return segment_closing_customers * gb_per_customer / gb_per_tb


@line("Stored volume, all segments", unit=TERABYTES, kind=Kind.BALANCE, opening="same", aliases=("used_storage",))
def stored(segment_stored):
    """Volume kept for all customers."""
    return total(segment_stored)


@line("Capacity needed", unit=TERABYTES, kind=Kind.BALANCE, opening="same")
def needed_capacity(stored, target_utilisation):
    """Capacity at which the stored volume is at the highest utilisation."""
    return stored / target_utilisation


@line("Nodes needed", unit=PIECES, kind=Kind.BALANCE, opening=0)
def needed_nodes(needed_capacity, opening_capacity, node_capacity):
    """Whole nodes beyond the opening capacity, counted on the company's total."""
    return roundup(maximum(0, needed_capacity - opening_capacity) / node_capacity)


@line("Nodes added so far", unit=PIECES, kind=Kind.BALANCE, opening=0)
def nodes(nodes, needed_nodes):
    """Nodes added since the plan's start; none is sold when volume falls."""
    return maximum(prior(nodes), needed_nodes)


@line("Storage capacity", unit=TERABYTES, kind=Kind.BALANCE, opening="same")
def capacity(opening_capacity, nodes, node_capacity):
    """Capacity at month end."""
    return opening_capacity + nodes * node_capacity


@line(
    "Storage utilisation", unit=SHARE, kind=Kind.RATIO, year=Year.LAST, opening="same", aliases=("storage_utilization_rate",),
    metric=within("month end", "service", "monthly", part=True, absent="While nothing is stored."),
)  # fmt: skip
def storage_utilisation(stored, capacity):
    """Stored volume ÷ capacity."""
    return ratio(stored, capacity)


@line("Nodes bought", unit=PIECES, kind=Kind.FLOW)
def nodes_bought(nodes, nodes_bought, node_life):
    """Nodes added, and nodes replaced at the end of their life; opening capacity is not replaced."""
    return nodes - prior(nodes) + prior(nodes_bought, node_life)


@line("Storage capex", unit=MONEY, kind=Kind.FLOW)
def storage_capex(nodes_bought, node_price, cost_index):
    """Nodes bought in the month, at inflated prices."""
    return nodes_bought * node_price * cost_index


@line("Storage nodes at cost", unit=MONEY, kind=Kind.BALANCE, opening=0)
def storage_assets_cost(storage_capex, node_life):
    """What the nodes in use once cost: purchases of the last months, as many as a node lives."""
    return trailing(storage_capex, node_life)


@line("Storage depreciation", unit=MONEY, kind=Kind.FLOW)
def storage_depreciation(storage_assets_cost, node_life):
    """Straight-line, from the month after purchase."""
    return prior(storage_assets_cost) / node_life


@line("Storage nodes retired, at cost", unit=MONEY, kind=Kind.FLOW)
def storage_retirements(storage_capex, node_life):
    """What the nodes at the end of their life once cost; they leave at month end, written off in full."""
    return prior(storage_capex, node_life)


@line("Accumulated depreciation of storage nodes", unit=MONEY, kind=Kind.BALANCE, opening=0)
def storage_accumulated_depreciation(storage_accumulated_depreciation, storage_depreciation, storage_retirements):
    """Depreciation of the nodes in use so far; retired nodes take theirs with them."""
    return prior(storage_accumulated_depreciation) + storage_depreciation - storage_retirements


@line("Hosting cost", unit=MONEY, kind=Kind.FLOW)
def hosting_cost(stored, gb_per_tb, hosting_price):
    """Energy, bandwidth and object storage, at the plan's own price path: general inflation is not added."""
    return stored * gb_per_tb * hosting_price


CHARTS = [
    Chart(
        "C51", "When is the next storage node due?", "area", "months",
        (
            Series("stored", "TB used", "area"), Series("capacity", "TB capacity", "line"),
            Series("needed_capacity", "TB needed", "reference"),
        ),
        "count", from_zero=True,
    ),
]  # fmt: skip
