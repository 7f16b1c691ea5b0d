"""Files: what is read, what is refused before anyone looks at what the plan says."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from planbook.language.errors import PlanError
from planbook.scenarios import LoadedPlan, load

Plan = Callable[..., LoadedPlan]
Refusals = Callable[..., list[str]]


@pytest.fixture
def refusal(tmp_path: Path, catalogue: tuple) -> Callable[[bytes | Path], str]:
    """The text that refuses these bytes as base.yaml, or this path."""

    def refuse(given: bytes | Path) -> str:
        path = given
        if isinstance(given, bytes):
            path = tmp_path / "base.yaml"
            path.write_bytes(given)
        with pytest.raises(PlanError) as caught:
            load(path, *catalogue)
        return str(caught.value).replace(f"{tmp_path}{os.sep}", "")

    return refuse


def test_one_byte_order_mark_is_accepted(tmp_path: Path, catalogue: tuple, base: str, refusal: Callable) -> None:
    path = tmp_path / "base.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + base.encode())
    assert load(path, *catalogue).structure.start == (2027, 1)
    twice = refusal(b"\xef\xbb\xbf\xef\xbb\xbf" + base.encode())
    assert twice == "base.yaml:1: the invisible character U+FEFF is not allowed; delete it"


def test_line_ends_of_windows_are_accepted(tmp_path: Path, catalogue: tuple, base: str) -> None:
    path = tmp_path / "base.yaml"
    path.write_bytes(base.replace("\n", "\r\n").encode())
    origin = load(path, *catalogue).scenarios["base"].origins["price.firms"]
    assert (origin.line, origin.note) == (4, "price list")


def test_other_encodings_are_refused_with_the_byte(refusal: Callable) -> None:
    assert refusal(b"plan: {name: Z\xfcrich}") == "base.yaml: not UTF-8: the byte at offset 14 is 0xfc; save the file as UTF-8"
    assert refusal("timeline:".encode("utf-16")).startswith("base.yaml: not UTF-8: the byte at offset 0 is 0xff")


def test_a_file_above_five_megabytes_is_refused_unread(refusal: Callable) -> None:
    assert refusal(b"#" * 5_000_001) == "base.yaml: too large: 5,000,001 bytes, and at most 5,000,000 are allowed"
    assert refusal(b"#" * 5_000_000).startswith("base.yaml: the file is empty")


def test_too_many_values_are_refused(refusal: Callable) -> None:
    assert refusal(b"a: [" + b"1," * 100_001 + b"]") == "base.yaml:1: more than 100,000 values in one file"


def test_pipes_folders_and_missing_files_are_refused(tmp_path: Path, refusal: Callable) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert refusal(tmp_path / "pipe.yaml") == "pipe.yaml: is not a file that can be read"
    (tmp_path / "plan").mkdir()
    assert refusal(tmp_path / "plan") == "plan: a folder of scenarios needs a base.yaml, and this one has none"
    (tmp_path / "plan" / "base.yaml").mkdir()
    assert refusal(tmp_path / "plan") == f"plan{os.sep}base.yaml: is not a file that can be read"
    assert refusal(tmp_path / "plam") == "plam: there is no such file or folder; did you mean `plan`?"
    (tmp_path / "plan.toml").write_text("a = 1")
    assert refusal(tmp_path / "plan.toml") == "plan.toml: a plan is a folder of .yaml files, or a .yaml file"


def test_names_that_another_system_could_not_keep_apart_are_refused(faults: Refusals, base: str, tmp_path: Path) -> None:
    """Built here and not in the gallery, which has to exist on those systems too."""
    assert faults(base=base, con=base)[0].startswith(": cannot name a scenario")
    (tmp_path / "acme" / "con.yaml").unlink()
    found = faults(base=base, Up=base, up=base)
    assert found == [": differs from Up.yaml only in capital letters; give it another name"]


def test_hidden_files_are_no_scenarios(plan: Plan, base: str, tmp_path: Path, refusal: Callable) -> None:
    assert list(plan(base=base, **{".draft": "not a plan"}).scenarios) == ["base"]
    assert "a plan is a folder of .yaml files" in refusal(tmp_path / "acme" / ".draft.yaml")


def test_a_file_without_permission_is_refused(tmp_path: Path, refusal: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert refusal(b"a: 1") == "base.yaml: cannot be read: Permission denied"


def test_a_name_longer_than_the_system_takes_is_refused(tmp_path: Path, refusal: Callable) -> None:
    assert refusal(tmp_path / ("x" * 5000)).endswith(": cannot be read: File name too long")


def test_an_impossible_escape_is_a_fault_not_a_traceback(refusal: Callable) -> None:
    assert refusal(b'a: "\\U00110000"').startswith("base.yaml: cannot be read as YAML")


def test_nesting_up_to_the_limit_is_read(refusal: Callable) -> None:
    assert "nesting" not in refusal(b"a: " + b"[" * 31 + b"]" * 31)
    assert refusal(b"a: " + b"[" * 32 + b"]" * 32) == "base.yaml:1: nesting deeper than 32 levels"


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://evil","click")', "+1", "-1", "@x", "{=1}", "http://x", "=cmd|'/C calc'!A0", "NO"]
)
def test_labels_that_look_like_formulas_stay_text(plan: Plan, base: str, name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    loaded = plan(base=f"plan: {{name: {quoted}}}\n{base}    label: {quoted}\n")
    assert loaded.title == name
    assert loaded.structure.members["segment"][0].label == name


@pytest.mark.parametrize(
    ("one", "two"), [("Zürich", "ZU\u0308RICH"), ("Firms", "Ｆｉｒｍｓ"), ("Small firms", "small  FIRMS"), ("Straße", "STRASSE")]
)
def test_labels_that_look_alike_are_refused(faults: Refusals, base: str, one: str, two: str) -> None:
    other = base.partition("segments:\n")[2].replace("firms:", "other:").rstrip()
    (fault,) = faults(base=f"{base}    label: {one}\n{other}\n    label: {two}\n")
    assert fault.startswith("segments.other: its label ")
    assert fault.endswith(f"looks like `{one}` of `firms`; give it another")


def test_every_fault_of_every_file_in_one_go(faults: Refusals, base: str) -> None:
    found = faults(base=base.replace("100", "a").replace("1%", "b%"), up="extends: base.yaml\ntax: {rate: 2}\n", down="a: [")
    assert [fault.partition(":")[0] for fault in found] == ["segments.firms.price", "segments.firms.churn", "", "tax.rate"]


def test_mangled_plans_never_end_in_a_traceback(tmp_path: Path, catalogue: tuple, base: str) -> None:
    """Three hundred plans with characters deleted, doubled or replaced: read, or refused in words."""
    chance = random.Random(5)
    path = tmp_path / "base.yaml"
    refused = read = 0
    for _ in range(300):
        letters = list(base)
        for _ in range(chance.randint(1, 2)):
            at = chance.randrange(len(letters))
            letters[at] = chance.choice(["", letters[at] * 2, *"{}[]:,#&*!|>'\"%@`?-\n \t0é"])
        path.write_text("".join(letters), encoding="utf-8")
        try:
            load(path, *catalogue)
        except PlanError as error:
            refused += len(error.faults) > 0
        else:
            read += 1
    assert refused + read == 300
    assert min(refused, read) > 10
