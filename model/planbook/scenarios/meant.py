"""What was probably meant by keys that mean nothing where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from planbook.language.errors import nearest
from planbook.scenarios.nodes import Table
from planbook.scenarios.outline import HEADINGS, Branch, Leaf
from planbook.scenarios.texts import number_with_commas


def hints(table: Table, unknown: Sequence[str], outline: Branch, whole: Branch) -> dict[str, str]:
    """What to say of each unknown key of a group; ``outline`` is the group's, ``whole`` the plan's."""
    leaves = _leaves(outline)
    missing = [key for key, leaf in leaves.items() if key not in table.entries and leaf.required]
    known = [*outline.children, *(() if table.path else HEADINGS)]
    placed = {key for key in unknown if _elsewhere(key, whole)}  # rather than what only sounds alike
    near = {key: nearest(key, missing) or (None if key in placed else nearest(key, known)) for key in unknown}
    meant = {key: near[key] or _by_label(key, leaves, missing) for key in unknown}
    left = [key for key in missing if key not in meant.values()]
    alone = [key for key in unknown if not meant[key]]
    if len(alone) == len(left) == 1:
        meant[alone[0]] = left[0]
    otherwise = _listed(left, leaves)
    return {key: _asked(meant[key], missing) or number_with_commas(key) or _elsewhere(key, whole) or otherwise for key in unknown}


def _leaves(outline: Branch) -> dict[str, Leaf]:
    return {key: child for key, child in outline.children.items() if isinstance(child, Leaf)}


def _by_label(key: str, leaves: dict[str, Leaf], missing: Sequence[str]) -> str | None:
    """The assumption whose label has the words of a key, those that are missing first."""
    for name in sorted(leaves, key=lambda name: name not in missing):
        words = leaves[name].made.label.lower().replace(":", " ").split()
        if not leaves[name].barred and set(key.lower().split("_")) <= set(words):
            return name
    return None


def _asked(meant: str | None, missing: Sequence[str]) -> str:
    lacking = ", which is missing" if meant in missing else ""
    return f"; did you mean `{meant}`{lacking}?" if meant else ""


def _elsewhere(key: str, whole: Branch) -> str:
    places = [path for path, leaf in whole.leaves() if path.rpartition(".")[2] == key and not leaf.barred]
    return f"; it belongs elsewhere, as `{places[0]}`" if places else ""


def _listed(missing: Sequence[str], leaves: dict[str, Leaf]) -> str:
    wanted = ", ".join(f"`{name}` ({leaves[name].made.label})" for name in missing)
    return f"; missing here: {wanted}" if wanted else ""
