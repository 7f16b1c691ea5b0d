"""Names, labels and other words of a plan."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable

from planbook.language.errors import did_you_mean
from planbook.scenarios.nodes import Faults, Items, Node, Refusal, Scalar, Table, found, shortened

LONGEST_LABEL = 80
LONGEST_ABOUT = 2000
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
STEM = re.compile(r"(?!(?i:true|false)$)[A-Za-z][A-Za-z0-9_-]{0,79}")  # a spreadsheet takes 1, true, 2027-01 for values
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def text(node: Node, longest: int) -> str:
    """A text, in one Unicode form and without outer blanks; raises Refusal."""
    if isinstance(node, Table | Items) or not isinstance(node, Scalar):
        raise Refusal(f"expected a text, found {found(node)}")
    words = unicodedata.normalize("NFC", node.text).strip()
    if not words or node.empty:
        raise Refusal("expected a text, found nothing")
    if len(words) > longest:
        raise Refusal(f"a text of at most {longest} characters is allowed; this one has {len(words)}")
    return words


def label(node: Node) -> str:
    """A text of one line; raises Refusal."""
    words = text(node, LONGEST_LABEL)
    if "\n" in words or "\t" in words:
        raise Refusal("expected a text of one line, without tabs")
    return words


def currency(node: Node) -> str:
    """A currency code; raises Refusal."""
    code = label(node)
    if not re.fullmatch("[A-Z]{3}", code):
        raise Refusal(f"expected a currency of three capital letters such as USD, found {found(node)}")
    return code


def date(node: Node) -> str:
    """A date such as 2026-11-30; raises Refusal."""
    words = label(node)
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            raise ValueError
        return datetime.date.fromisoformat(words).isoformat()
    except ValueError:
        raise Refusal(f"expected a date such as 2026-11-30, found `{words}`") from None


def label_from(key: str) -> str:
    """`small_firms` → `Small firms`."""
    words = re.sub("[_-]+", " ", key).strip()
    return words[:1].upper() + words[1:]


def alike(words: str) -> str:
    """What two labels share that a reader would take for the same."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def unknown(faults: Faults, node: Node, key: str, where: str, known: Iterable[str]) -> None:
    """Report a key that means nothing where it stands."""
    faults.add(node, f"`{shortened(key)}` is not allowed in {where}{suggestion(key, known)}")


def suggestion(key: str, known: Iterable[str]) -> str:
    """What was probably meant by a key: another key, or the rest of a number with commas."""
    return number_with_commas(key) or did_you_mean(key, known)


def number_with_commas(key: str) -> str:
    """What to say of a key that is the rest of a number with commas, or nothing."""
    return "; a number has no commas: write 1000 or 1_000" if key.isdigit() else ""
