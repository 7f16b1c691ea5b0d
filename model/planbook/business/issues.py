"""The shares issued in each round: what SAFEs and notes become, the round's price, the option pool.

The pre-money value is that of all shares before the new money: those before the round, those of SAFEs and notes
that convert in it, and new options where they count before the money. With S the shares before the round, E the
free options among them, V the pre-money value, A the amount, t the pool's target share:

- a post-money SAFE by its cap owns f = amount ÷ cap of S and all that converts, unissued options included, the
  increase of the pool in the round not;
- a pre-money SAFE or a note by its cap gets g × S shares, g = amount ÷ cap: nothing that converts counts, nor the increase;
- by its discount each of them gets e ÷ price shares, e = amount ÷ (1 − discount).

With F, G and e added over all that converts, S × (1 + G) × price = V × (1 − F) − e. New options before the money take
t × (V + A) of the value, less what the free ones are worth, which gives a second price; the lower of the two holds.
Each takes what gives him more shares, and that depends on the price: the first pass takes S × price = V, each
further one the price of the pass before. Prices only fall from pass to pass until nobody changes his choice; a check says
if somebody still would.
"""

from planbook.business.families import NOTE, PASS, ROUND, SAFE
from planbook.language.declarations import Chapter, check, line
from planbook.language.operators import by_choice, maximum, minimum, of, or_else, preceding, ratio, relative_difference, total, where
from planbook.language.units import FLAG, MONEY, NUMBER, PRICE, SHARE, Shape, Sign

CHAPTER = Chapter(
    "issues", "Issues", "Share issues", "Price of each round, conversions, new shares and options.", section="rounds",
    stepwise=(ROUND, PASS),
)  # fmt: skip


@line("Fully diluted shares at the start", unit=NUMBER, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def opening_shares(holders_shares=0, shares=0):
    """Those of the holders, or else those stated for the valuation, or else a hundred: then shares read as percent of today's company."""
    return where(holders_shares > 0, holders_shares, where(shares > 0, shares, 100))


@line("Shares before the round", unit=NUMBER, per=ROUND, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def shares_before(shares_after, opening_shares):
    """Fully diluted shares after the round before."""
    return preceding(shares_after, ROUND, opening_shares)


@line("Free options before the round", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def options_before(options_after, opening_options=0):
    """Options that are free to grant after the round before; granting moves no share of the company."""
    return preceding(options_after, ROUND, opening_options)


@line("Value of the pool", unit=MONEY, per=ROUND, shape=Shape.SCALAR)
def pool_value(round_pool, round_pre_money, round_amount):
    """The pool's target share of the post-money value, where new options count before the money; else 0."""
    return by_choice(ROUND.pool_timing, before=lambda: round_pool * (round_pre_money + round_amount), after=lambda: 0)


@line("SAFE at the round's price", unit=MONEY, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_discounted_value(safe_converts, safe_amount, safe_discount):
    """What its discounted shares are worth at the round's price: amount ÷ (1 − discount)."""
    return safe_converts * safe_amount / (1 - safe_discount)


@line("Note at the round's price", unit=MONEY, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_discounted_value(note_claim, note_discount):
    """What its discounted shares are worth at the round's price: amount with interest ÷ (1 − discount)."""
    return note_claim / (1 - note_discount)


@line("Price if nothing converts", unit=PRICE, per=ROUND, shape=Shape.SCALAR)
def plain_price(round_pre_money, shares_before):
    """Pre-money value ÷ shares before the round, without new options."""
    return round_pre_money / shares_before


@line("Price of the pass before", unit=PRICE, per=(ROUND, PASS), shape=Shape.SCALAR)
def earlier_price(tried_price, plain_price):
    """The price at which caps and discounts are compared."""
    return preceding(tried_price, PASS, plain_price)


@line("Value of all that converts and was there", unit=MONEY, per=(ROUND, PASS), shape=Shape.SCALAR)
def converted_value(round_pre_money, pool_value, options_before, earlier_price):
    """Pre-money value less that of new options."""
    return minimum(round_pre_money, round_pre_money - pool_value + options_before * earlier_price)


@line("Value of the shares before the round", unit=MONEY, per=(ROUND, PASS), shape=Shape.SCALAR)
def existing_value(shares_before, earlier_price):
    """At the price of the pass before."""
    return shares_before * earlier_price


@line("SAFE uses its cap", unit=FLAG, per=(SAFE, ROUND, PASS), shape=Shape.SCALAR)
def safe_uses_cap(safe_cap, safe_discount, converted_value, existing_value):
    """1 where the cap gives at least as many shares as the discount; its kind says which value the cap is compared with."""
    value = by_choice(SAFE.kind, post_money=lambda: converted_value, pre_money=lambda: existing_value)
    return (safe_cap > 0) * (value * (1 - safe_discount) >= safe_cap)


@line("Note uses its cap", unit=FLAG, per=(NOTE, ROUND, PASS), shape=Shape.SCALAR)
def note_uses_cap(note_cap, note_discount, existing_value):
    """1 where the cap gives at least as many shares as the discount."""
    return (note_cap > 0) * (existing_value * (1 - note_discount) >= note_cap)


@line("SAFE owns by its cap", unit=SHARE, per=(SAFE, ROUND, PASS), shape=Shape.SCALAR)
def safe_owned(safe_uses_cap, safe_converts, safe_part_of_cap):
    """Amount ÷ cap of a post-money SAFE that uses its cap."""
    return by_choice(SAFE.kind, post_money=lambda: safe_uses_cap * safe_converts * safe_part_of_cap, pre_money=lambda: 0)


@line("SAFE adds by its cap", unit=SHARE, per=(SAFE, ROUND, PASS), shape=Shape.SCALAR)
def safe_added(safe_uses_cap, safe_converts, safe_part_of_cap):
    """Amount ÷ cap of a pre-money SAFE that uses its cap, as a share of the shares before the round."""
    return by_choice(SAFE.kind, post_money=lambda: 0, pre_money=lambda: safe_uses_cap * safe_converts * safe_part_of_cap)


@line("SAFE by its discount", unit=MONEY, per=(SAFE, ROUND, PASS), shape=Shape.SCALAR)
def safe_priced(safe_uses_cap, safe_discounted_value):
    """Value at the round's price of a SAFE that does not use its cap."""
    return (1 - safe_uses_cap) * safe_discounted_value


@line("Note adds by its cap", unit=SHARE, per=(NOTE, ROUND, PASS), shape=Shape.SCALAR)
def note_added(note_uses_cap, note_part_of_cap):
    """Amount with interest ÷ cap of a note that uses its cap, as a share of the shares before the round."""
    return note_uses_cap * note_part_of_cap


@line("Note by its discount", unit=MONEY, per=(NOTE, ROUND, PASS), shape=Shape.SCALAR)
def note_priced(note_uses_cap, note_discounted_value):
    """Value at the round's price of a note that does not use its cap."""
    return (1 - note_uses_cap) * note_discounted_value


@line("Owned by post-money caps", unit=SHARE, per=(ROUND, PASS), shape=Shape.SCALAR)
def owned_by_cap(safe_owned):
    """Share of the shares before the round and all that converts."""
    return total(safe_owned)


@line("Shares, with those by other caps", unit=NUMBER, per=(ROUND, PASS), shape=Shape.SCALAR, sign=Sign.POSITIVE)
def shares_by_cap(shares_before, safe_added, note_added):
    """Shares before the round, and those that pre-money SAFEs and notes get by their caps."""
    return shares_before * (1 + total(safe_added) + total(note_added))


@line("Converted by discount", unit=MONEY, per=(ROUND, PASS), shape=Shape.SCALAR)
def value_by_discount(safe_priced, note_priced):
    """Value at the round's price of all that converts by its discount."""
    return total(safe_priced) + total(note_priced)


@line("Price without new options", unit=PRICE, per=(ROUND, PASS), shape=Shape.SCALAR)
def price_without_options(round_pre_money, owned_by_cap, value_by_discount, shares_by_cap):
    """The price when no new options count before the money."""
    return (round_pre_money * (1 - owned_by_cap) - value_by_discount) / shares_by_cap


@line("Price with new options", unit=PRICE, per=(ROUND, PASS), shape=Shape.SCALAR)
def price_with_options(round_pre_money, pool_value, owned_by_cap, value_by_discount, shares_by_cap, options_before):
    """The price when options are created up to the target; not available where all shares are free options."""
    value = (round_pre_money - pool_value) * (1 - owned_by_cap) - value_by_discount
    return ratio(value, shares_by_cap - options_before * (1 - owned_by_cap))


@line("Price of this pass", unit=PRICE, per=(ROUND, PASS), shape=Shape.SCALAR)
def tried_price(price_without_options, price_with_options):
    """The lower price, since options are only created; 0 where what converts is worth more than the pre-money value."""
    return maximum(0, minimum(price_without_options, or_else(price_with_options, price_without_options)))


@line("Price per share", unit=PRICE, per=ROUND, shape=Shape.SCALAR)
def share_price(round_raised, tried_price):
    """What the new money pays for a share; 0 where no round is raised."""
    return round_raised * of(tried_price, PASS.pass_6)


@line("Shares that post-money caps count", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def company_capitalisation(round_pre_money, pool_value, options_before, share_price):
    """Shares before the round and all that converts, from their value: pre-money value less that of new options, ÷ price."""
    return or_else(ratio(minimum(round_pre_money, round_pre_money - pool_value + options_before * share_price), share_price), 0)


@line("Shares of a SAFE by its cap", unit=NUMBER, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_shares_by_cap(safe_converts, safe_part_of_cap, company_capitalisation, shares_before):
    """Amount ÷ cap of the shares that its kind counts; 0 without a cap."""
    counted = by_choice(SAFE.kind, post_money=lambda: company_capitalisation, pre_money=lambda: shares_before)
    return safe_converts * safe_part_of_cap * counted


@line("Shares of a SAFE by its discount", unit=NUMBER, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_shares_by_discount(safe_discounted_value, share_price):
    """Amount ÷ discounted price."""
    return or_else(ratio(safe_discounted_value, share_price), 0)


@line("Shares of a SAFE", unit=NUMBER, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_shares(safe_shares_by_cap, safe_shares_by_discount):
    """The larger number of the two."""
    return maximum(safe_shares_by_cap, safe_shares_by_discount)


@line("Shares of a note by its cap", unit=NUMBER, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_shares_by_cap(note_part_of_cap, shares_before):
    """Amount with interest ÷ cap of the shares before the round; 0 without a cap."""
    return note_part_of_cap * shares_before


@line("Shares of a note by its discount", unit=NUMBER, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_shares_by_discount(note_discounted_value, share_price):
    """Amount with interest ÷ discounted price."""
    return or_else(ratio(note_discounted_value, share_price), 0)


@line("Shares of a note", unit=NUMBER, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_shares(note_shares_by_cap, note_shares_by_discount):
    """The larger number of the two."""
    return maximum(note_shares_by_cap, note_shares_by_discount)


@line("Converted shares", unit=NUMBER, per=ROUND, shape=Shape.SCALAR, sign=Sign.NONNEGATIVE)
def converted_shares(safe_shares, note_shares):
    """What SAFEs and notes become in the round."""
    return total(safe_shares) + total(note_shares)


@line("New shares", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def new_shares(round_amount, share_price):
    """Amount raised ÷ price."""
    return or_else(ratio(round_amount, share_price), 0)


@line("New options", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def new_options(round_raised, round_pool, shares_before, converted_shares, new_shares, options_before):
    """Options created so that the free ones are the pool's share of the company after the round; none are taken away."""
    wanted = round_pool * (shares_before + converted_shares + new_shares) - options_before
    return round_raised * maximum(0, wanted) / (1 - round_pool)


@line("Shares after the round", unit=NUMBER, per=ROUND, shape=Shape.SCALAR, sign=Sign.POSITIVE)
def shares_after(shares_before, converted_shares, new_shares, new_options):
    """Fully diluted: shares before, converted and new shares, new options."""
    return shares_before + converted_shares + new_shares + new_options


@line("Free options after the round", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def options_after(options_before, new_options):
    """Options that are free to grant."""
    return options_before + new_options


@line("Post-money value", unit=MONEY, per=ROUND, shape=Shape.SCALAR)
def post_money(round_raised, round_pre_money, round_amount):
    """Pre-money value and amount; 0 where no round is raised."""
    return round_raised * (round_pre_money + round_amount)


@line("Share bought in the round", unit=SHARE, per=ROUND, shape=Shape.SCALAR)
def investor_share(new_shares, shares_after):
    """New shares ÷ shares after the round."""
    return new_shares / shares_after


@line("Shares of the pre-money value", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def pre_money_shares(shares_before, converted_shares, new_options):
    """Shares before the round, converted shares, and new options where they count before the money."""
    counted = by_choice(ROUND.pool_timing, before=lambda: new_options, after=lambda: 0)
    return shares_before + converted_shares + counted


@check(
    "The round clears: what converts is worth less than the pre-money value, which is price × shares before the money", per=ROUND,
    shape=Shape.SCALAR,
)  # fmt: skip
def price_residual(round_raised, share_price, pre_money_shares, round_pre_money):
    """Price × shares against the pre-money value; it fails where what converts is worth more than that value."""
    return round_raised * relative_difference(share_price * pre_money_shares, round_pre_money)


@check("Each SAFE and note takes what gives it more shares", per=ROUND, shape=Shape.SCALAR)
def conversion_residual(round_raised, company_capitalisation, shares_before, converted_shares):
    """Shares that the price was found for against the shares issued; it fails where the passes did not suffice."""
    return round_raised * relative_difference(company_capitalisation, shares_before + converted_shares)
