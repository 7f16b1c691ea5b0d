"""Dilution: the value of a share when options are exercised that are worth it, by the treasury stock method.

Whoever exercises pays, so the value of a share P solves P × basic shares + Σ options × max(0, P − exercise price) = equity. The left side
bends upwards, so P is the lowest of the prices at which the options up to some exercise price are exercised: nothing is tried.
Options that are free to grant belong to nobody and do not count.
"""

from planbook.business.families import HOLDER, TRANCHE
from planbook.language.declarations import Chapter, line
from planbook.language.operators import largest, maximum, minimum, not_available, of, or_else, ratio, total, where
from planbook.language.units import FLAG, MONEY, NUMBER, PRICE, Shape

CHAPTER = Chapter(
    "dilution", "Dilution", "Value per share by treasury stock", "Options are exercised where a share is worth more than they cost.",
    section="holders", along="valuation",
)  # fmt: skip


@line("Options granted", unit=NUMBER, per=HOLDER, shape=Shape.SCALAR)
def granted_options(holder_shares, holder_options, exercise_price):
    """What a holder may buy at an exercise price; 0 for shares and for options that are free to grant."""
    return (exercise_price > 0) * (holder_shares - holder_options)


@line("Basic shares", unit=NUMBER, shape=Shape.SCALAR)
def basic_shares(holders_shares, opening_options, granted_options):
    """All shares without options, granted or free to grant."""
    return holders_shares - opening_options - total(granted_options)


@line("Exercise money", unit=MONEY, per=HOLDER, shape=Shape.SCALAR)
def exercise_money(granted_options, exercise_price):
    """What is paid when all of them are exercised."""
    return granted_options * exercise_price


@line("Equity to share", unit=MONEY, shape=Shape.SCALAR)
def shared_equity(equity_value):
    """Equity value by DCF; 0 where it is not available or below nothing."""
    return maximum(0, or_else(equity_value, 0))


@line("Value per basic share", unit=PRICE, shape=Shape.SCALAR)
def basic_price(shared_equity, basic_shares):
    """If no option is exercised."""
    return or_else(ratio(shared_equity, basic_shares), 0)


@line("Exercise price of the tranche", unit=PRICE, per=TRANCHE, shape=Shape.SCALAR)
def tranche_exercise_price(exercise_price):
    """The exercise price of the holder whom the tranche stands for."""
    return of(exercise_price, TRANCHE)


@line("Exercised no later", unit=FLAG, per=(TRANCHE, HOLDER), shape=Shape.SCALAR)
def exercised_with(tranche_exercise_price, exercise_price):
    """1 where the holder's exercise price is at most that of the tranche."""
    return tranche_exercise_price >= exercise_price


@line("Options exercised with the tranche", unit=NUMBER, per=(TRANCHE, HOLDER), shape=Shape.SCALAR)
def options_with(exercised_with, granted_options):
    """The holder's options where they are exercised no later."""
    return exercised_with * granted_options


@line("Money paid with the tranche", unit=MONEY, per=(TRANCHE, HOLDER), shape=Shape.SCALAR)
def money_with(exercised_with, exercise_money):
    """The holder's exercise money where his options are exercised no later."""
    return exercised_with * exercise_money


@line("Value per share with the tranche", unit=PRICE, per=TRANCHE, shape=Shape.SCALAR)
def tranche_price(shared_equity, money_with, basic_shares, options_with):
    """If the options up to this exercise price are exercised: (equity + their money) ÷ (basic shares + these options)."""
    return or_else(ratio(shared_equity + total(money_with), basic_shares + total(options_with)), 0)


@line("Value per share with the tranche, negative", unit=PRICE, per=TRANCHE, shape=Shape.SCALAR)
def negative_tranche_price(tranche_price):
    """The largest of these is the lowest price."""
    return -tranche_price


@line("Lowest value per share", unit=PRICE, shape=Shape.SCALAR)
def lowest_price(basic_price, negative_tranche_price):
    """The lowest of all these prices: at it, each holder exercises what is worth it to him, and nothing else."""
    return minimum(basic_price, -largest(negative_tranche_price))


@line("Options exercised", unit=NUMBER, per=HOLDER, shape=Shape.SCALAR)
def exercised_options(granted_options, lowest_price, exercise_price):
    """All options of a holder where a share is worth more than it costs him."""
    return granted_options * (granted_options * lowest_price > granted_options * exercise_price)


@line("Exercise money received", unit=MONEY, per=HOLDER, shape=Shape.SCALAR)
def received_money(exercised_options, exercise_price):
    """Options exercised × exercise price."""
    return exercised_options * exercise_price


@line("Shares bought back", unit=NUMBER, shape=Shape.SCALAR)
def bought_back_shares(received_money, lowest_price):
    """What is paid for the options ÷ the value of a share: so many shares could be bought back with it."""
    return or_else(ratio(total(received_money), lowest_price), 0)


@line("Shares by treasury stock", unit=NUMBER, shape=Shape.SCALAR)
def treasury_stock_shares(basic_shares, exercised_options, bought_back_shares):
    """Basic shares and options exercised, less the shares that could be bought back with what is paid for them."""
    return basic_shares + total(exercised_options) - bought_back_shares


@line("Value per share by treasury stock", unit=PRICE, shape=Shape.SCALAR)
def treasury_stock_price(shared_equity, lowest_price):
    """What a share is worth when options are exercised that are worth it; not available without a positive equity value."""
    return where(shared_equity > 0, lowest_price, not_available)
