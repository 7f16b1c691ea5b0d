"""Scorecard (Payne): what young companies of the region are worth, moved by how this one compares with them."""

from planbook.business.families import SCORED
from planbook.language.declarations import Chapter, assumption, constant, line
from planbook.language.metrics import higher
from planbook.language.operators import total
from planbook.language.units import MONEY, SHARE, Shape

CHAPTER = Chapter(
    "payne", "Payne", "Scorecard method", "The usual pre-money value of the region × weighted scores (Payne).", section="payne_scorecard",
)  # fmt: skip

regional_value = assumption(
    "Usual pre-money value of the region", unit=MONEY, at="payne_scorecard.regional_value", above=0,
    about="Median of young companies without revenue in the same region and trade, from a survey of the year.",
)  # fmt: skip
score = assumption(
    "Score", unit=SHARE, per=SCORED, at="payne_scorecard.score", low=0.5, high=1.5,
    about="This company against the usual one, which scores 100 %: at least 50 %, at most 150 %.",
)  # fmt: skip

score_weight = constant("Weight of the score", 1, unit=SHARE, about="How much of the value it decides; the weights add up to 100 %.")
SCORED.constant(score_weight, (0.30, 0.25, 0.15, 0.10, 0.10, 0.05, 0.05))


@line("Weighted score", unit=SHARE, per=SCORED, shape=Shape.SCALAR)
def weighted_score(score, score_weight):
    """Score × weight."""
    return score * score_weight


@line(
    "Pre-money value, scorecard", unit=MONEY, shape=Shape.SCALAR,
    metric=higher(
        "plan", "founders, investors", "yearly", variant="Payne's weights: team 30 %, opportunity 25 %, product 15 %, the rest 30 %",
        note="For companies without revenue; as good as the regional value it starts from.",
    ),
)  # fmt: skip
def scorecard_value(regional_value, weighted_score):
    """Usual pre-money value of the region × sum of weighted scores."""
    return regional_value * total(weighted_score)
