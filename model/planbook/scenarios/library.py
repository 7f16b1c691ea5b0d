"""Files that can be mixed into a scenario: those in the folder `mixins` of a plan, and the shocks that come with planbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from planbook.language.errors import did_you_mean
from planbook.scenarios.nodes import Faults, Table
from planbook.scenarios.reading import read
from planbook.scenarios.texts import label_from

FOLDER = "mixins"
SHOCKS = Path(__file__).parent.parent / "shocks"
NOT_HERE = ("extends", "mixins", "timeline", "targets", "benchmarks")
FOR_PLANS = {key: f"`{key}` has no place in a file that is made for any plan" for key in NOT_HERE}


@dataclass(frozen=True)
class Shock:
    """A file that comes with planbook: what would happen, in one line and in a sentence."""

    name: str
    label: str
    about: str


class Library(Mapping[str, Table]):
    """By name; a file is read when it is asked for. A plan's own file goes before one of the same name."""

    def __init__(self, folder: Path, faults: Faults):
        self.folder = folder
        self.faults = faults
        self._read: dict[str, Table] = {}

    @cached_property
    def files(self) -> dict[str, Path]:
        """Where each of them stands."""
        own = sorted((self.folder / FOLDER).glob("*.yaml"))
        return {path.stem: path for path in (*sorted(SHOCKS.glob("*.yaml")), *own)}

    def __getitem__(self, name: str) -> Table:
        if name not in self._read:
            path = self.files[name]
            shown = f"shocks/{path.name}" if path.parent == SHOCKS else str(path)
            made = read(path, shown, self.faults) or Table(shown, None, "")
            for key in NOT_HERE:
                if key in made.entries:
                    self.faults.add(made.entries.pop(key), FOR_PLANS[key])
            self._read[name] = made
        return self._read[name]

    def ships(self, name: str) -> bool:
        """Whether a file comes with planbook, and is none of the plan's own."""
        return self.files[name].parent == SHOCKS

    def there_is_no(self, name: str) -> str:
        """What to say of a name that is not in it."""
        hint = did_you_mean(name, self) or f"; there are {', '.join(self)}"
        return f"there is no file to mix in called `{name}`{hint}"

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def shocks() -> list[str]:
    """The names of the shocks that come with planbook."""
    return [path.stem for path in sorted(SHOCKS.glob("*.yaml"))]


def described(name: str, mixin: Table) -> Shock:
    """What a shock says of itself."""
    head = mixin.entries.get("plan")
    words = {key: getattr(node, "text", "") for key, node in head.entries.items()} if isinstance(head, Table) else {}
    return Shock(name, words.get("label", label_from(name)), words.get("about", ""))
