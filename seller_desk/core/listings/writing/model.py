"""What the seller keeps for writing: sheets of keywords and trees of categories."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

_LEVEL = 6


class Keyword(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that buyers search for. `volume` is searches a month; None = the sheet does not say.

    `competing` is a number of products, `competition` a score from 0 (easy) to 100; which one a tool gives differs.
    """

    text: str
    volume: int | None = None
    competing: int | None = None
    competition: int | None = None


class KeywordSheet(msgspec.Struct, frozen=True, kw_only=True):
    """Keywords of one import. `skus`: the listings that it is for, a parent's SKU stands for its whole family; none = all.

    `site` empty = wherever the language fits. `format` is a key of `keyword_columns.toml`.
    """

    id: str
    company_id: str
    name: str = ""
    format: str = ""
    site: str = ""
    skus: list[str] = []
    keywords: list[Keyword] = []


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """One category. `path` from the root to itself in the tree's own language, `path_zh` in Chinese where it is known."""

    id: str
    path: tuple[str, ...]
    path_zh: tuple[str, ...] = ()
    leaf: bool = True


class CategoryTree(msgspec.Struct, frozen=True, kw_only=True):
    """A tree that the seller took in. `site` empty = for every site. The nodes lie packed: they are read when searched."""

    id: str
    company_id: str
    name: str = ""
    site: str = ""
    format: str = ""
    count: int = 0
    chinese: int = 0
    packed: bytes = b""

    def nodes(self) -> Sequence[CategoryNode]:
        """The nodes in the order of the file."""
        return _unpacked(self.packed)


def pack(nodes: Iterable[CategoryNode]) -> bytes:
    """Nodes as `CategoryTree.packed` has them."""
    lines = ("\t".join((one.id, "\x1f".join(one.path), "\x1f".join(one.path_zh))) for one in nodes)
    return zlib.compress("\n".join(lines).encode(), _LEVEL)


@lru_cache(maxsize=4)
def _unpacked(packed: bytes) -> tuple[CategoryNode, ...]:
    if not packed:
        return ()
    found = [line.split("\t") for line in zlib.decompress(packed).decode().split("\n") if line]
    paths = [tuple(path.split("\x1f")) for _id, path, _zh in found]
    inner = {path[:-1] for path in paths}
    return tuple(_nodes(found, paths, inner))


def _nodes(
    found: list[list[str]], paths: list[tuple[str, ...]], inner: set[tuple[str, ...]]
) -> Iterator[CategoryNode]:
    for (node, _path, zh), path in zip(found, paths, strict=True):
        yield CategoryNode(node, path, tuple(zh.split("\x1f")) if zh else (), path not in inner)
