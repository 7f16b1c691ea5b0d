"""The cap table: who owns the company after each round.

Whoever has pro-rata rights takes his share of the new money, by his shares among all shares before the new money and the
pool's increase, with what converts in the round; the round's own investors bring the rest.
"""

from planbook.business.families import HOLDER, INVESTOR, NOTE, ROUND, SAFE
from planbook.language.declarations import Chapter, Chart, Series, assumption, check, line
from planbook.language.operators import preceding, relative_difference, same, total
from planbook.language.units import FACTOR, NUMBER, SHARE, Shape

CHAPTER = Chapter(
    "captable", "Positions", "Cap table", "Shares and share of the company after each round, line by line.", section="rounds",
    stepwise=(ROUND,),
    read_for=("holder_ownership", "unnamed_ownership", "safe_ownership", "note_ownership", "investor_ownership", "pool_ownership"),
)  # fmt: skip

PRO_RATA = (
    "Part of his pro-rata right that is used in each later round: 1 keeps his share of the company, options created in that round "
    "aside; 0 takes no part."
)
holder_pro_rata = assumption(
    "Holder: pro rata", unit=SHARE, per=HOLDER, at="holders.pro_rata", low=0, high=1, default=0, about=PRO_RATA,
)  # fmt: skip
investor_pro_rata = assumption(
    "Round: pro rata", unit=SHARE, per=INVESTOR, at="rounds.pro_rata", low=0, high=1, default=0, about=PRO_RATA,
)  # fmt: skip
safe_pro_rata = assumption(
    "SAFE: pro rata", unit=SHARE, per=SAFE, at="safes.pro_rata", low=0, high=1, default=0,
    about=f"{PRO_RATA} The round in which it converts counts as a later one.",
)  # fmt: skip
note_pro_rata = assumption(
    "Note: pro rata", unit=SHARE, per=NOTE, at="notes.pro_rata", low=0, high=1, default=0,
    about=f"{PRO_RATA} The round in which it converts counts as a later one.",
)  # fmt: skip


@line("Shares of holders who are not named", unit=NUMBER, shape=Shape.SCALAR)
def unnamed_shares(opening_shares, holders_shares=0):
    """All shares at the start where the plan names no holders, else none."""
    return opening_shares - holders_shares


@line("Place among the investors", unit=NUMBER, per=INVESTOR, shape=Shape.SCALAR)
def investor_number(investor_number):
    """Counts the rounds' investors from 1, as the rounds are counted."""
    return preceding(investor_number, INVESTOR, 0) + 1


@line("Place among the rounds", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def round_number(round_number):
    """Counts the rounds from 1."""
    return preceding(round_number, ROUND, 0) + 1


@line("New shares for each share", unit=FACTOR, per=ROUND, shape=Shape.SCALAR)
def rights_per_share(new_shares, shares_before, converted_shares):
    """New shares ÷ shares before the new money and the pool's increase, with what converts."""
    return new_shares / (shares_before + converted_shares)


@line("Bought by a holder", unit=NUMBER, per=(HOLDER, ROUND), shape=Shape.SCALAR)
def holder_bought(holder_position, holder_shares, holder_pro_rata, rights_per_share):
    """New shares taken by pro-rata right."""
    return preceding(holder_position, ROUND, holder_shares) * holder_pro_rata * rights_per_share


@line("Bought by a SAFE's holder", unit=NUMBER, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_bought(safe_position, safe_shares, safe_pro_rata, rights_per_share):
    """New shares taken by pro-rata right."""
    return (preceding(safe_position, ROUND, 0) + safe_shares) * safe_pro_rata * rights_per_share


@line("Bought by a note's holder", unit=NUMBER, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_bought(note_position, note_shares, note_pro_rata, rights_per_share):
    """New shares taken by pro-rata right."""
    return (preceding(note_position, ROUND, 0) + note_shares) * note_pro_rata * rights_per_share


@line("Bought by earlier investors", unit=NUMBER, per=(INVESTOR, ROUND), shape=Shape.SCALAR)
def investor_bought(investor_position, investor_pro_rata, rights_per_share):
    """New shares taken by pro-rata right."""
    return preceding(investor_position, ROUND, 0) * investor_pro_rata * rights_per_share


@line("Bought by pro-rata right", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def rights_shares(holder_bought, safe_bought, note_bought, investor_bought):
    """New shares that those who hold shares already take."""
    return total(holder_bought) + total(safe_bought) + total(note_bought) + total(investor_bought)


@line("Bought by the round's investors", unit=NUMBER, per=(INVESTOR, ROUND), shape=Shape.SCALAR)
def investor_entry(investor_number, round_number, new_shares, rights_shares):
    """In their own round: the new shares that nobody takes by pro-rata right."""
    return same(investor_number, round_number) * (new_shares - rights_shares)


@line("Shares of a holder", unit=NUMBER, per=(HOLDER, ROUND), shape=Shape.SCALAR)
def holder_position(holder_position, holder_shares, holder_bought):
    """Shares after the round."""
    return preceding(holder_position, ROUND, holder_shares) + holder_bought


@line("Shares of a SAFE's holder", unit=NUMBER, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_position(safe_position, safe_shares, safe_bought):
    """Shares after the round; none before it converts."""
    return preceding(safe_position, ROUND, 0) + safe_shares + safe_bought


@line("Shares of a note's holder", unit=NUMBER, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_position(note_position, note_shares, note_bought):
    """Shares after the round; none before it converts."""
    return preceding(note_position, ROUND, 0) + note_shares + note_bought


@line("Shares of the investors", unit=NUMBER, per=(INVESTOR, ROUND), shape=Shape.SCALAR)
def investor_position(investor_position, investor_bought, investor_entry):
    """Shares after the round; none before their own."""
    return preceding(investor_position, ROUND, 0) + investor_bought + investor_entry


@line("Options created so far", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def created_options(created_options, new_options):
    """Options of this and earlier rounds; those of the start stand with the holders."""
    return preceding(created_options, ROUND, 0) + new_options


@line("Owned by a holder", unit=SHARE, per=(HOLDER, ROUND), shape=Shape.SCALAR)
def holder_ownership(holder_position, shares_after):
    """Share of the fully diluted company after the round."""
    return holder_position / shares_after


@line("Owned by holders who are not named", unit=SHARE, per=ROUND, shape=Shape.SCALAR)
def unnamed_ownership(unnamed_shares, shares_after):
    """Share of the fully diluted company after the round."""
    return unnamed_shares / shares_after


@line("Owned by a SAFE's holder", unit=SHARE, per=(SAFE, ROUND), shape=Shape.SCALAR)
def safe_ownership(safe_position, shares_after):
    """Share of the fully diluted company after the round."""
    return safe_position / shares_after


@line("Owned by a note's holder", unit=SHARE, per=(NOTE, ROUND), shape=Shape.SCALAR)
def note_ownership(note_position, shares_after):
    """Share of the fully diluted company after the round."""
    return note_position / shares_after


@line("Owned by the investors", unit=SHARE, per=(INVESTOR, ROUND), shape=Shape.SCALAR)
def investor_ownership(investor_position, shares_after):
    """Share of the fully diluted company after the round."""
    return investor_position / shares_after


@line("Options created in rounds", unit=SHARE, per=ROUND, shape=Shape.SCALAR)
def pool_ownership(created_options, shares_after):
    """Share of the fully diluted company after the round."""
    return created_options / shares_after


@line("Owned as free options", unit=SHARE, per=ROUND, shape=Shape.SCALAR)
def options_ownership(options_after, shares_after):
    """Options that are free to grant after the round, those of the start included, as a share of the company."""
    return options_after / shares_after


@line("Owned by holders of the start", unit=SHARE, per=ROUND, shape=Shape.SCALAR)
def founding_ownership(holder_ownership, unnamed_ownership, pool_ownership, options_ownership):
    """What those who held shares at the start own after the round, with what they bought since; without free options."""
    return total(holder_ownership) + unnamed_ownership + pool_ownership - options_ownership


@line("Owned through SAFEs and notes", unit=SHARE, per=ROUND, shape=Shape.SCALAR)
def converted_ownership(safe_ownership, note_ownership):
    """What the holders of SAFEs and notes own after the round."""
    return total(safe_ownership) + total(note_ownership)


@line("Owned by investors of all rounds", unit=SHARE, per=ROUND, shape=Shape.SCALAR)
def investors_ownership(investor_ownership):
    """What the investors of this and earlier rounds own after the round."""
    return total(investor_ownership)


@line("Owned as free options at the start", unit=SHARE, shape=Shape.SCALAR)
def opening_options_ownership(opening_shares, opening_options=0):
    """Options that are free to grant, as a share of the company."""
    return opening_options / opening_shares


@line("Owned by holders at the start", unit=SHARE, shape=Shape.SCALAR)
def opening_founding_ownership(opening_options_ownership):
    """The company without free options."""
    return 1 - opening_options_ownership


@line("Shares by holder, added up", unit=NUMBER, per=ROUND, shape=Shape.SCALAR)
def held_shares(holder_position, unnamed_shares, safe_position, note_position, investor_position, created_options):
    """Shares of all holders, and options, after the round."""
    holders = total(holder_position) + unnamed_shares
    return holders + total(safe_position) + total(note_position) + total(investor_position) + created_options


@line("Shares of the company, added up", unit=SHARE, per=ROUND, shape=Shape.SCALAR)
def owned_share(holder_ownership, unnamed_ownership, safe_ownership, note_ownership, investor_ownership, pool_ownership):
    """What all holders own, and options; the whole company."""
    holders = total(holder_ownership) + unnamed_ownership
    return holders + total(safe_ownership) + total(note_ownership) + total(investor_ownership) + pool_ownership


@check("The holders' shares add up to all shares", per=ROUND, shape=Shape.SCALAR)
def captable_residual(held_shares, shares_after):
    """Shares by holder against the shares after the round."""
    return relative_difference(held_shares, shares_after)


@check("The holders own the whole company", per=ROUND, shape=Shape.SCALAR)
def ownership_residual(owned_share):
    """Shares of the company, added up, against one."""
    return relative_difference(owned_share, 1)


CHARTS = [
    Chart(
        "C62", "Who owns the company?", "share", "values",
        (
            Series("opening_founding_ownership", "Holders of today", group="Today"), Series("founding_ownership", "Holders of today"),
            Series("opening_options_ownership", "Free options", group="Today"), Series("options_ownership", "Free options"),
            Series("converted_ownership", "SAFEs and notes"), Series("investors_ownership", "Investors of the rounds"),
        ),
        "percent",
    ),
]  # fmt: skip
