"""Lists of categories from files: Google's taxonomy as published, Amazon browse tree guides, eBay files, own sheets."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.listings.writing.keywords import BadRow
from seller_desk.core.listings.writing.model import CategoryNode
from seller_desk.core.listings.writing.sheets import cell, columns_of, headers_of
from seller_desk.core.listings.writing.words import is_run, tokens
from seller_desk.core.media.rows import Row
from seller_desk.core.media.sheets import open_file

GOOGLE = "google"
SHEET = "sheet"
NO_ID = N_("There is no id in this row")
NO_NAME = N_("There is no name in this row")
SAME_ID = N_("The id {cell} stands further up already")
_GOOGLE_LINE = re.compile(r"^(\d+) - (.+)$")
_HEAD = 4096
_TELL_EVERY = 5_000
_LONGEST_ID = 40
_MOST_LEVELS = 15
_SAMPLE = 400
_QUARTER = 4


@dataclass(slots=True, kw_only=True)
class ReadTree:
    """The nodes of a file in its order, and rows that were not taken."""

    format: str
    nodes: list[CategoryNode] = field(default_factory=list)
    read: int = 0
    bad: list[BadRow] = field(default_factory=list)

    @property
    def chinese(self) -> bool:
        """Whether the paths are Chinese (such as Google's file for zh-CN)."""
        some = self.nodes[:_SAMPLE]
        return sum(any(map(is_run, tokens(one.path[-1]))) for one in some) * 2 > len(some)


@dataclass(frozen=True, slots=True)
class _Catalogue:
    names: Mapping[str, str]
    levels: Sequence[frozenset[str]]
    separators: Sequence[str]
    most: int


@cache
def _catalogue() -> _Catalogue:
    data = read_toml(resources_dir() / "catalogs" / "category_columns.toml").document
    names = {plain(name): one["field"] for one in data["column"] for name in one["names"]}
    chinese = data["levels_zh"]
    levels = [
        frozenset(
            [
                *(plain(form.format(n=number)) for form in data["levels"]),
                *([plain(chinese[number - 1])] if number <= len(chinese) else []),
            ]
        )
        for number in range(1, _MOST_LEVELS + 1)
    ]
    return _Catalogue(names, levels, data["separators"], data["most_nodes"])


def read_tree(
    path: Path, *, encoding: str = "", progress: Progress = silent, stop: Stop = never
) -> ReadTree:
    """The categories of a file. DeskError if it cannot be read or holds no column of ids and names."""
    made = _google(path) if _is_google(path) else _sheets(path, encoding, progress, stop)
    if not made.nodes:
        raise DeskError(
            _("{name} holds no categories").format(name=path.name),
            made.bad[0].text() if made.bad else "",
            file=path,
        )
    if len(made.nodes) > _catalogue().most:
        raise DeskError(
            _("More than {most} categories").format(most=f"{_catalogue().most:,}"),
            _("Split the file by its first level."),
            file=path,
        )
    return made


def with_chinese(
    nodes: Iterable[CategoryNode], chinese: Iterable[CategoryNode]
) -> list[CategoryNode]:
    """The nodes with the Chinese paths of another file, joined by id."""
    known = {one.id: one.path for one in chinese}
    return [
        CategoryNode(one.id, one.path, known.get(one.id, one.path_zh), one.leaf) for one in nodes
    ]


def _is_google(path: Path) -> bool:
    try:
        with path.open("rb") as handle:
            head = handle.read(_HEAD).decode("utf-8-sig", "replace")
    except OSError:
        return False
    lines = [line for line in head.splitlines()[:-1] if line and not line.startswith("#")]
    return len(lines) > 1 and all(_GOOGLE_LINE.match(line) for line in lines)


def _google(path: Path) -> ReadTree:
    made = ReadTree(format=GOOGLE)
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8-sig", "replace").splitlines(), 1):
        match = _GOOGLE_LINE.match(line.strip())
        if match is None:
            continue
        made.read += 1
        levels = tuple(" ".join(one.split()) for one in match[2].split(" > "))
        _take(made, seen, CategoryNode(match[1], levels), number)
    return made


def _take(made: ReadTree, seen: set[str], node: CategoryNode, row: int) -> None:
    if node.id in seen:
        made.bad.append(BadRow(row=row, reason=SAME_ID, cell=node.id))
    else:
        seen.add(node.id)
        made.nodes.append(node)


def _known(cells: Sequence[str]) -> int:
    catalogue = _catalogue()
    keys = [plain(one) for one in cells if one.strip()]
    return sum(
        key in catalogue.names or any(key in one for one in catalogue.levels) for key in keys
    )


def _sheets(path: Path, encoding: str, progress: Progress, stop: Stop) -> ReadTree:
    """Every sheet with a column of ids and one that names: a browse tree guide has one sheet a department."""
    file = open_file(path, _known, encoding)
    made = ReadTree(format=SHEET)
    seen: set[str] = set()
    usable = False
    for _number, name, header in headers_of(file, _known):
        columns = columns_of(header.cells, _catalogue().names)
        levels = _levels(header.cells)
        if "id" not in columns or not (levels or {"path", "name", "path_zh"} & set(columns)):
            continue
        usable = True
        reader = _Rows(columns, levels)
        for row in file.rows(name, header.number):
            if made.read % _TELL_EVERY == 0:
                check_stop(stop)
                progress(made.read, 0, "")
            made.read += 1
            reader.take(row, made)
        for node, at in reader.nodes():
            _take(made, seen, node, at)
    if not usable:
        raise DeskError(
            _("{name} has no columns of category ids and names").format(name=path.name),
            _("Expected headers: {names}").format(
                names="Category ID, Category Path; Node ID, Node Path; L1, L2 ...; 类目ID, 类目路径"
            ),
            file=path,
        )
    return made


def _levels(headers: Sequence[str]) -> list[int]:
    keys = [plain(one) for one in headers]
    places = []
    for names in _catalogue().levels:
        at = next((place for place, key in enumerate(keys) if key in names), None)
        if at is None:
            break
        places.append(at)
    return places


class _Rows:
    """Rows of one sheet; paths are known when all of it was read, since separators and parents are."""

    def __init__(self, columns: Mapping[str, int], levels: Sequence[int]) -> None:
        self._columns, self._levels = columns, levels
        self._rows: list[tuple[int, str, str, str, str, tuple[str, ...]]] = []
        self._above: list[str] = []

    def take(self, row: Row, made: ReadTree) -> None:
        """One row, or why it is none."""
        at = self._columns.get
        node = cell(row, at("id")).removesuffix(".0").strip("'\"")
        path = cell(row, at("path")) or cell(row, at("name")) or cell(row, at("path_zh"))
        levels = self._filled(row) if self._levels else ()
        if not node or len(node) > _LONGEST_ID:
            made.bad.append(BadRow(row=row.number, reason=NO_ID))
        elif not (path or levels):
            made.bad.append(BadRow(row=row.number, reason=NO_NAME))
        else:
            chinese = cell(row, at("path_zh")) or cell(row, at("name_zh"))
            self._rows.append((row.number, node, path, cell(row, at("parent")), chinese, levels))

    def _filled(self, row: Row) -> tuple[str, ...]:
        """The levels of this row; those left of the first filled one are as in the row above (an outline)."""
        cells = [cell(row, at) for at in self._levels]
        first = next((place for place, text in enumerate(cells) if text), len(cells))
        last = max((place for place, text in enumerate(cells) if text), default=-1)
        whole = [*self._above[:first], *cells[first : last + 1]]
        self._above = whole
        return tuple(one for one in whole if one)

    def nodes(self) -> Iterator[tuple[CategoryNode, int]]:
        """The nodes and their rows."""
        cut = _separator(path for _row, _node, path, _parent, _zh, _levels in self._rows)
        cut_zh = _separator(zh for _row, _node, _path, _parent, zh, _levels in self._rows)
        parents = {node: (parent, path) for _row, node, path, parent, _zh, _l in self._rows}
        chinese = {node: zh for _row, node, _path, _parent, zh, _l in self._rows}
        by_parent = "parent" in self._columns and not cut
        for number, node, path, _parent, zh, levels in self._rows:
            if by_parent and not levels:
                line = _ancestors(node, parents)
                names = tuple(parents[one][1] for one in line)
                names_zh = tuple(chinese[one] for one in line) if zh else ()
                yield CategoryNode(node, names, names_zh if all(names_zh) else ()), number
                continue
            own = levels or _split(path, cut)
            yield CategoryNode(node, own, _split(zh, cut_zh) if zh else ()), number


def _ancestors(node: str, parents: Mapping[str, tuple[str, str]]) -> list[str]:
    """From the root to the node; a circle ends where it began."""
    line = [node]
    while (above := parents[line[0]][0]) in parents and above not in line:
        line.insert(0, above)
    return line


def _separator(paths: Iterable[str]) -> str:
    """What stands between levels: the first of ours that a quarter of the paths holds."""
    some = [path for path, _n in zip((one for one in paths if one), range(_SAMPLE), strict=False)]
    held = Counter(mark for path in some for mark in _catalogue().separators if mark in path)
    return next(
        (mark for mark in _catalogue().separators if some and held[mark] * _QUARTER >= len(some)),
        "",
    )


def _split(path: str, separator: str) -> tuple[str, ...]:
    pieces = path.split(separator) if separator else [path]
    return tuple(one.strip() for one in pieces if one.strip()) or (path,)
