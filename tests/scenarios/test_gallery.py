"""The gallery of refusals: each folder of tests/errors is a plan, with the exact text that refuses it."""

from pathlib import Path

import pytest

from planbook.business import CHAPTERS, FAMILIES, SEGMENTS
from planbook.language.errors import PlanError
from planbook.scenarios import load

GALLERY = Path(__file__).parent.parent / "errors"
CASES = sorted(folder.name for folder in GALLERY.iterdir() if folder.is_dir())


@pytest.mark.parametrize("case", CASES)
def test_refusal_reads_as_expected(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GALLERY)
    before = sorted(Path(case).iterdir())
    with pytest.raises(PlanError) as caught:
        load(case, CHAPTERS, FAMILIES, SEGMENTS)
    assert f"{caught.value}\n" == Path(case, "expected.txt").read_text(encoding="utf-8")
    assert sorted(Path(case).iterdir()) == before


def test_gallery_is_complete() -> None:
    """Guards against a gallery that is empty, or a case without its text."""
    assert len(CASES) >= 55
    assert not [case for case in CASES if not (GALLERY / case / "expected.txt").is_file()]
