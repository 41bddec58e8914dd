"""On which line of a TOML file a key stands; the standard reader does not say."""

import re

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(
    r"^\s*((?:[A-Za-z0-9_\-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[A-Za-z0-9_\-\"']+)*)\s*="
)
_LONG = re.compile(r'"""|\'\'\'')


def lines_of(text: str) -> dict[str, int]:
    """Dotted path of every table and key, with its line from 1; rows of lists are numbered: `owners.0.share`.

    Keys inside inline tables are not listed: the line of the key before them is.
    """
    found: dict[str, int] = {}
    rows: dict[str, int] = {}
    prefix, inside = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if table := _TABLE.match(line):
            prefix = _table_path(table[1] == "[[", _plain(table[2]), rows)
            found.setdefault(prefix, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{prefix}.{_plain(key[1])}".lstrip("."), number)
        marks = _LONG.findall(line)
        if len(marks) % 2:
            inside = marks[-1]
    return found


def _table_path(row: bool, name: str, rows: dict[str, int]) -> str:
    """The path of a table head; heads below a list belong to the list's latest row."""
    steps = name.split(".")
    path = ""
    for position, step in enumerate(steps):
        path = f"{path}.{step}".lstrip(".")
        if row and position == len(steps) - 1:
            rows[path] = rows.get(path, -1) + 1
        if path in rows:
            path = f"{path}.{rows[path]}"
    return path


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
