"""Classes of shares: what each is owed first, and at which value of a common share it shares differently.

Each round makes up to two classes, on the same terms: its new shares, whoever buys them, and the shares that SAFEs and
notes become in it, whose preference is on the money paid for them, with interest, not on the round's price (a shadow
series). All other shares and options are common.

With v the value of a common share, a class of s shares with preference P, which shares up to a cap, has
max(min(P + s × v, cap), s × v). It stands still from v = (cap − P) ÷ s to v = cap ÷ s, where it gains as common. Between such
points what all classes have grows evenly with v; so their values at these points settle every exit, without trying.
"""

from planbook.business.families import INVESTOR, ROUND, SAFE, STAKE, TURN
from planbook.language.declarations import Chapter, constant, line
from planbook.language.operators import choose, maximum, minimum, of, or_else, ratio, same, total, where
from planbook.language.units import FLAG, MONEY, NUMBER, PRICE, Shape

CHAPTER = Chapter(
    "classes", "Classes", "Classes of shares", "Preferences of each round's classes, and where they begin to share differently.",
    section="rounds", along="valuation",
)  # fmt: skip

is_converted = constant(
    "Shares by conversion", 0, unit=FLAG, about="1 for the class of what converts in a round, 0 for that of its new money.",
)  # fmt: skip
turn_number = constant("Number of the turning point", 1, unit=NUMBER, about="Which turning point of a round it is.")

STAKE.constant(is_converted, (0, 1))
TURN.constant(turn_number, (1, 2, 3, 4, 5))


@line("SAFE's money by the round that converts it", unit=MONEY, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_money(safe_converts, safe_amount):
    """Its amount in the round in which it converts, else 0."""
    return safe_converts * safe_amount


@line("Money that converts", unit=MONEY, per=ROUND, shape=Shape.SCALAR)
def converted_money(safe_money, note_claim=0):
    """What was paid for the SAFEs and notes that convert in the round, with the notes' interest."""
    return total(safe_money) + total(note_claim)


@line("Shares of a class", unit=NUMBER, per=(ROUND, STAKE), shape=Shape.SCALAR)
def class_shares(is_converted, converted_shares, new_shares):
    """New shares of the round, or those that SAFEs and notes become in it."""
    return where(is_converted, converted_shares, new_shares)


@line("Money of a class", unit=MONEY, per=(ROUND, STAKE), shape=Shape.SCALAR)
def class_money(is_converted, converted_money, round_amount):
    """What was paid for its shares."""
    return where(is_converted, converted_money, round_amount)


@line("Preference of a class", unit=MONEY, per=(ROUND, STAKE), shape=Shape.SCALAR)
def class_preference(round_preference, class_money):
    """What it gets before common shares: the round's multiple of its money."""
    return round_preference * class_money


@line("Most of a class as preferred", unit=MONEY, per=(ROUND, STAKE), shape=Shape.SCALAR)
def class_cap(class_preference, round_participation, class_money):
    """Its preference, or participation × money where that is more: beyond it, only common shares gain."""
    return maximum(class_preference, round_participation * class_money)


@line("Preference of a round", unit=MONEY, per=ROUND, shape=Shape.SCALAR)
def preference_of_round(class_preference):
    """That of its two classes."""
    return total(class_preference)


# By rank.


@line("Rank of the investors' preference", unit=NUMBER, per=INVESTOR, shape=Shape.SCALAR)
def investor_seniority(round_seniority):
    """The seniority of their round."""
    return of(round_seniority, INVESTOR)


@line("Preference of the investors' round", unit=MONEY, per=INVESTOR, shape=Shape.SCALAR)
def investor_preference(preference_of_round):
    """Preference of their round."""
    return of(preference_of_round, INVESTOR)


@line("Preference paid before a round's", unit=MONEY, per=(INVESTOR, ROUND), shape=Shape.SCALAR)
def senior_preference(investor_seniority, round_seniority, investor_preference):
    """That of the investors' round where it ranks higher, else 0."""
    return (investor_seniority > round_seniority) * investor_preference


@line("Preference paid beside a round's", unit=MONEY, per=(INVESTOR, ROUND), shape=Shape.SCALAR)
def equal_preference(investor_seniority, round_seniority, investor_preference):
    """That of the investors' round where it ranks the same, the round itself included; else 0."""
    return same(investor_seniority, round_seniority) * investor_preference


# Turning points.


@line("Share value at which a class has its most as preferred", unit=PRICE, per=(INVESTOR, STAKE), shape=Shape.SCALAR)
def full_value(class_cap, class_preference, class_shares):
    """(Most as preferred − preference) ÷ shares, of the investors' round; 0 without shares."""
    return or_else(ratio(of(class_cap, INVESTOR) - of(class_preference, INVESTOR), of(class_shares, INVESTOR)), 0)


@line("Share value from which a class gains as common", unit=PRICE, per=(INVESTOR, STAKE), shape=Shape.SCALAR)
def common_value(class_cap, class_shares):
    """Most as preferred ÷ shares, of the investors' round; 0 without shares."""
    return or_else(ratio(of(class_cap, INVESTOR), of(class_shares, INVESTOR)), 0)


@line("New money that its shares have to bring back", unit=MONEY, per=ROUND, shape=Shape.SCALAR)
def money_from_shares(class_cap, class_preference, round_amount):
    """What the preference leaves of the amount, where the class may share so far; else all of it, as common shares."""
    lacking = maximum(0, round_amount - of(class_preference, STAKE.new_money))
    return where(of(class_cap, STAKE.new_money) >= round_amount, lacking, round_amount)


@line("Share value at which new money has come back", unit=PRICE, per=ROUND, shape=Shape.SCALAR)
def money_back_value(money_from_shares, new_shares):
    """What its shares have to bring back ÷ new shares; 0 where the preference suffices."""
    return or_else(ratio(money_from_shares, new_shares), 0)


@line("Share value of a turning point", unit=PRICE, per=(INVESTOR, TURN), shape=Shape.SCALAR)
def turning_value(turn_number, full_value, common_value, money_back_value):
    """The value of a common share at which the investors' round turns, point by point."""
    of_new = of(full_value, STAKE.new_money), of(common_value, STAKE.new_money)
    of_converted = of(full_value, STAKE.converted), of(common_value, STAKE.converted)
    return choose(turn_number, *of_new, *of_converted, of(money_back_value, INVESTOR))


@line("A class at a turning point", unit=MONEY, per=(INVESTOR, TURN, ROUND, STAKE), shape=Shape.SCALAR)
def class_at_turn(class_preference, class_shares, turning_value, class_cap):
    """The larger of what it has as preferred, min(preference + shares × value, its most), and as common, shares × value."""
    as_preferred = minimum(class_preference + class_shares * turning_value, class_cap)
    return maximum(as_preferred, class_shares * turning_value)


@line("What a round adds at a turning point", unit=MONEY, per=(INVESTOR, TURN, ROUND), shape=Shape.SCALAR)
def round_at_turn(new_options, turning_value, class_at_turn):
    """Its new options × value, and its two classes."""
    return new_options * turning_value + total(class_at_turn)
