"""Which files make up a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from planbook.language.errors import did_you_mean
from planbook.scenarios.nodes import Faults
from planbook.scenarios.texts import RESERVED, STEM

BASE = "base.yaml"


@dataclass(frozen=True)
class Folder:
    """The files of a plan, its base first, and the scenario to be shown."""

    path: Path
    files: tuple[Path, ...]
    shown: str
    name: str


def folder(path: Path, faults: Faults) -> Folder | None:
    """The files of the plan at a path, a folder or one of its files; None after a report."""
    try:
        return _folder(path, faults)
    except OSError as error:  # a folder that may not be listed, a name longer than the system takes
        faults.at(str(path), None, "", f"cannot be read: {error.strerror}")
        return None


def _folder(path: Path, faults: Faults) -> Folder | None:
    if path.is_dir():
        return _whole(path, "base", faults)
    if not path.exists():
        siblings = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        faults.at(str(path), None, "", f"there is no such file or folder{did_you_mean(path.name, siblings)}")
        return None
    if path.suffix != ".yaml" or path.name.startswith("."):
        faults.at(str(path), None, "", "a plan is a folder of .yaml files, or a .yaml file")
        return None
    if (path.parent / BASE).exists():
        return _whole(path.parent, path.stem, faults)
    return Folder(path.parent, _named([path], faults), path.stem, path.stem)


def _whole(path: Path, shown: str, faults: Faults) -> Folder | None:
    for other in sorted(path.glob("*.yml")):
        faults.at(str(other), None, "", f"would not be read: rename it to {other.stem}.yaml")
    files = sorted((file for file in path.glob("*.yaml") if not file.name.startswith(".")), key=lambda file: (file.name != BASE, file.name))
    if not files or files[0].name != BASE:
        faults.at(str(path), None, "", f"a folder of scenarios needs a {BASE}, and this one has none")
        return None
    name = re.sub("[^A-Za-z0-9_-]+", "-", path.resolve().name).strip("-")
    return Folder(path, _named(files, faults), shown, name or "plan")


ALLOWED = "a letter, then letters, digits, - and _ only, not true or false, and no name that Windows reserves"


def cannot_name(name: str) -> str:
    """Why a scenario cannot be called so; nothing where it can."""
    return "" if STEM.fullmatch(name) and name.lower() not in RESERVED else f"cannot name a scenario: {ALLOWED}"


def _named(files: list[Path], faults: Faults) -> tuple[Path, ...]:
    seen: dict[str, Path] = {}
    for file in files:
        if reason := cannot_name(file.stem):
            faults.at(str(file), None, "", reason)
        first = seen.setdefault(file.stem.lower(), file)
        if first is not file:
            faults.at(str(file), None, "", f"differs from {first.name} only in capital letters; give it another name")
    return tuple(files)
