"""Proceeds by holder: what each gets of an exit, by the shares of each class that he holds."""

from planbook.business.families import EXIT, HOLDER, INVESTOR, NOTE, ROUND, SAFE, STAKE
from planbook.language.declarations import Chapter, check, line
from planbook.language.operators import absolute, largest, of, or_else, ratio, relative_difference, sum_product, total
from planbook.language.units import FACTOR, MONEY, NUMBER, PRICE, Shape

CHAPTER = Chapter(
    "proceeds", "Proceeds", "Proceeds by holder", "What each holder gets of each exit.", section="rounds", along="valuation",
)  # fmt: skip


@line("Proceeds of a new share", unit=PRICE, per=(EXIT, ROUND), shape=Shape.SCALAR)
def new_share_proceeds(class_proceeds, new_shares):
    """What the round's new money gets ÷ its shares."""
    return or_else(ratio(of(class_proceeds, STAKE.new_money), new_shares), 0)


@line("Proceeds of a converted share", unit=PRICE, per=(EXIT, ROUND), shape=Shape.SCALAR)
def converted_share_proceeds(class_proceeds, converted_shares):
    """What SAFEs and notes of the round get ÷ the shares that they became."""
    return or_else(ratio(of(class_proceeds, STAKE.converted), converted_shares), 0)


@line("New shares of the investors", unit=NUMBER, per=(INVESTOR, ROUND), shape=Shape.SCALAR)
def investor_new_shares(investor_bought, investor_entry):
    """Bought in their own round and, by pro-rata right, in later ones."""
    return investor_bought + investor_entry


@line("Proceeds of the investors", unit=MONEY, per=(EXIT, INVESTOR), shape=Shape.SCALAR)
def investor_proceeds(investor_new_shares, new_share_proceeds):
    """Their new shares of each round × proceeds of one."""
    return sum_product(investor_new_shares, new_share_proceeds)


@line("Proceeds of a SAFE's holder", unit=MONEY, per=(EXIT, SAFE), shape=Shape.SCALAR)
def safe_proceeds_of_exit(safe_shares, converted_share_proceeds, safe_bought, new_share_proceeds):
    """For the shares that it became, and new ones bought by pro-rata right."""
    return sum_product(safe_shares, converted_share_proceeds) + sum_product(safe_bought, new_share_proceeds)


@line("Proceeds of a note's holder", unit=MONEY, per=(EXIT, NOTE), shape=Shape.SCALAR)
def note_proceeds_of_exit(note_shares, converted_share_proceeds, note_bought, new_share_proceeds):
    """For the shares that it became, and new ones bought by pro-rata right."""
    return sum_product(note_shares, converted_share_proceeds) + sum_product(note_bought, new_share_proceeds)


@line("Proceeds of a holder", unit=MONEY, per=(EXIT, HOLDER), shape=Shape.SCALAR)
def holder_proceeds(holder_shares, share_value, holder_bought, new_share_proceeds):
    """His shares or options of the start as common, and new ones bought by pro-rata right."""
    return holder_shares * share_value + sum_product(holder_bought, new_share_proceeds)


@line("Proceeds of holders who are not named", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def unnamed_proceeds(unnamed_shares, share_value):
    """All shares at the start where the plan names no holders, as common."""
    return unnamed_shares * share_value


@line("Proceeds of options created in rounds", unit=MONEY, per=EXIT, shape=Shape.SCALAR)
def option_proceeds(common_shares, opening_shares, share_value):
    """Options created since the start × value of a common share, fully diluted, without an exercise price."""
    return (common_shares - opening_shares) * share_value


@line("Proceeds of holders that are not the equity", unit=FACTOR, per=EXIT, shape=Shape.SCALAR)
def holders_gap(
    holder_proceeds, unnamed_proceeds, option_proceeds, safe_proceeds_of_exit, note_proceeds_of_exit, investor_proceeds, exit_equity
):
    """What all holders get for shares against the equity, as a share of it, whichever is more."""
    holders = total(holder_proceeds) + unnamed_proceeds + option_proceeds
    of_money = total(safe_proceeds_of_exit) + total(note_proceeds_of_exit) + total(investor_proceeds)
    return absolute(relative_difference(holders + of_money, exit_equity))


@check("The holders' proceeds of every exit add up to the equity", shape=Shape.SCALAR)
def proceeds_residual(holders_gap):
    """The largest gap of an exit."""
    return largest(holders_gap)
