"""A scenario that was found, as a file beside the one that it extends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from planbook.cli.outcome import NotWritten
from planbook.plan import Plan
from planbook.scenarios.folder import BASE, cannot_name
from planbook.scenarios.said import Said


def scenario(plan: Plan, path: Path, about: str, extends: str, changes: Mapping[str, Said], mixins: Sequence[str] = ()) -> None:
    """Write a scenario with a comment above it. Raises NotWritten: outside the plan's folder, or over a file that is there."""
    folder = plan.loaded.folder
    if not (folder / BASE).exists():
        raise NotWritten(f"a scenario extends a file of its own folder: make {plan.path} the {BASE} of one, and write it there")
    if path.resolve().parent != folder.resolve():
        raise NotWritten(f"a scenario extends a file of its own folder: write it into {folder}")
    if path.suffix != ".yaml":
        raise NotWritten(f"{path.name}: a scenario is a file that ends in .yaml")
    if reason := cannot_name(path.stem):
        raise NotWritten(f"{path.name}: {reason}")
    if path.exists() or path.stem.lower() in map(str.lower, plan.loaded.scenarios):
        raise NotWritten(f"{path} is there already, and is left as it is")
    head = [f"# {about}", f"extends: {extends}.yaml", *([f"mixins: [{', '.join(mixins)}]"] if mixins else []), ""]
    try:
        path.write_text("\n".join([*head, *_lines(_nested(changes), 0)]) + "\n", encoding="utf-8")
    except OSError as error:
        raise NotWritten(f"{path} cannot be written: {error.strerror}") from None


def _nested(changes: Mapping[str, Said]) -> dict[str, Any]:
    """The changes as groups of keys."""
    tree: dict[str, Any] = {}
    for path, said in changes.items():
        *above, key = path.split(".")
        group = tree
        for name in above:
            group = group.setdefault(name, {})
        group[key] = said
    return tree


def _lines(tree: dict[str, Any], depth: int) -> list[str]:
    made = []
    for key, value in tree.items():
        indent = "  " * depth
        made += [f"{indent}{key}:", *_lines(value, depth + 1)] if isinstance(value, dict) else [f"{indent}{key}: {_one(value)}"]
    return made


def _one(value: Said) -> str:
    """A value, or changes one after the other."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_one, value))}]"
    return f"{{{', '.join(f'{key}: {each}' for key, each in value.items())}}}" if isinstance(value, Mapping) else str(value)
