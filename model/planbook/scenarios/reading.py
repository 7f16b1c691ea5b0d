"""From a file to nodes: what is refused before anyone looks at what the plan says."""

from __future__ import annotations

import stat
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from planbook.scenarios.building import Builder, Stop
from planbook.scenarios.nodes import FORBIDDEN, Faults, Table

LARGEST_FILE = 5_000_000

_HINTS = {
    "mapping values are not allowed here": "a key, a colon and a blank begin each line; text that holds a colon needs quotes",
    "cannot start any token": "text that begins with this character needs quotes",
    "<stream end>": "a bracket, brace or quote is not closed",
    "unexpected end of stream": "a quote is not closed",
    "<block end>": "keys of one group are indented alike",
    "<document start>": "keys of one group are indented alike",
}


def read(path: Path, shown: str, faults: Faults) -> Table | None:
    """The top level of a plan's file, or None when it cannot be read; ``shown`` is its name in messages."""
    text = _text(path, shown, faults)
    if text is None:
        return None
    builder = Builder(shown, text.split("\n"), faults)
    try:
        return builder.build(YAML(typ="safe", pure=True).parse(text))
    except Stop:
        return None
    except MarkedYAMLError as error:
        _syntax(error, text, shown, faults)
    except Exception as error:  # the parser also fails in ways of its own, for instance on an impossible escape
        faults.at(shown, None, "", f"cannot be read as YAML: {error}")
    return None


def _text(path: Path, shown: str, faults: Faults) -> str | None:
    data = _bytes(path, shown, faults)
    if data is None:
        return None
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        wrong = f"the byte at offset {error.start} is {data[error.start]:#04x}"
        faults.at(shown, None, "", f"not UTF-8: {wrong}; save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = list(FORBIDDEN.finditer(text))
    for match in hidden:
        line = text.count("\n", 0, match.start()) + 1
        faults.at(shown, line, "", f"the invisible character U+{ord(match.group()):04X} is not allowed; delete it")
    return None if hidden else text


def _bytes(path: Path, shown: str, faults: Faults) -> bytes | None:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            faults.at(shown, None, "", "is not a file that can be read")
            return None
        if status.st_size > LARGEST_FILE:
            faults.at(shown, None, "", f"too large: {status.st_size:,} bytes, and at most {LARGEST_FILE:,} are allowed")
            return None
        return path.read_bytes()
    except OSError as error:
        faults.at(shown, None, "", f"cannot be read: {error.strerror}")
        return None


def _syntax(error: MarkedYAMLError, text: str, shown: str, faults: Faults) -> None:
    mark = error.problem_mark
    problem = str(error.problem)
    if mark is None:
        faults.at(shown, None, "", f"is not valid YAML: {problem}")
        return
    line, column = mark.line + 1, mark.column + 1
    if "'\\t'" in problem:
        message = f"column {column}: a tab; indent with blanks"
    else:
        hint = next((hint for part, hint in _HINTS.items() if part in problem), "")
        message = f"column {column}: not valid YAML: {hint or problem}"
    faults.at(shown, min(line, text.count("\n") + 1), "", message)
