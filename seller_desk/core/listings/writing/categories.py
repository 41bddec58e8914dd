"""Search in trees of categories, in both languages, the deepest fitting category first (P7.10)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.progress import breathe
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.listings.writing.model import CategoryNode, CategoryTree
from seller_desk.core.listings.writing.words import is_run, stem, tokens

# Points of a word that stands in the category's own name, and further up its path.
_IN_NAME, _IN_PATH = 10.0, 3.0
_WHOLE_NAME = 8.0
_LEAF = 1.5
_LEVEL = 0.2
_LONGEST_WORD = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A category that fits. `children`: how many lie right below it, 0 = it is as deep as the tree goes."""

    node: CategoryNode
    tree: CategoryTree
    score: float
    children: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    node: CategoryNode
    name: frozenset[str]
    path: frozenset[str]
    name_zh: str
    path_zh: str
    children: int


@dataclass(frozen=True, slots=True)
class _Wish:
    """One wish of a search: any of these words will do. They are sorted once, since every category is asked."""

    singles: frozenset[str]
    several: tuple[frozenset[str], ...]
    runs: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str]) -> "_Wish":
        latin = [frozenset(one.split(" ")) for one in words if not is_run(one)]
        return cls(
            frozenset(one for group in latin if len(group) == 1 for one in group),
            tuple(one for one in latin if len(one) > 1),
            tuple(one for one in words if is_run(one)),
        )

    def met(self, stems: frozenset[str], runs: str) -> bool:
        """Whether a name with these stems and this Chinese answers it."""
        return (
            not self.singles.isdisjoint(stems)
            or any(one <= stems for one in self.several)
            or (runs != "" and any(one in runs for one in self.runs))
        )


@cache
def _glossary() -> Mapping[str, tuple[str, ...]]:
    """Chinese trade words and the English ones that categories are called by, both ways."""
    table = read_toml(resources_dir() / "catalogs" / "category_words.toml").document["words"]
    both: dict[str, list[str]] = {}
    for chinese, english in table.items():
        for word in english:
            root = " ".join(stem(one) for one in tokens(word))
            both.setdefault(chinese, []).append(root)
            both.setdefault(root, []).append(chinese)
    return {word: tuple(dict.fromkeys(others)) for word, others in both.items()}


def search(trees: Iterable[CategoryTree], words: str, most: int = 50) -> list[Hit]:
    """Categories that answer every word somewhere in their path and at least one in their own name, best first.

    Where none answers every word, those that answer most of them.
    """
    wishes = _wishes(words)
    if not wishes:
        return []
    found: list[tuple[int, Hit]] = []
    for tree in trees:
        for entry in _entries(tree.packed):
            answered, points = _judged(entry, wishes)
            if points:
                found.append((answered, Hit(entry.node, tree, points, entry.children)))
    best = max((answered for answered, _hit in found), default=0)
    hits = [hit for answered, hit in found if answered == best]
    return sorted(hits, key=lambda one: (-one.score, len(one.node.path)))[:most]


def by_id(trees: Iterable[CategoryTree], node_id: str) -> Hit | None:
    """The category with this id."""
    for tree in trees:
        for entry in _entries(tree.packed):
            if entry.node.id == node_id:
                return Hit(entry.node, tree, 0.0, entry.children)
    return None


def below(tree: CategoryTree, node: CategoryNode) -> list[CategoryNode]:
    """The categories right below this one."""
    depth = len(node.path)
    return [
        one for one in tree.nodes() if len(one.path) == depth + 1 and one.path[:depth] == node.path
    ]


@lru_cache(maxsize=4)
def _entries(packed: bytes) -> Sequence[_Entry]:
    """The nodes of a tree prepared for searching; names repeat in paths, so each is taken apart once."""
    nodes = CategoryTree(id="", company_id="", packed=packed).nodes()
    children: dict[tuple[str, ...], int] = {}
    for one in nodes:
        children[one.path[:-1]] = children.get(one.path[:-1], 0) + 1
    parts: dict[str, frozenset[str]] = {}

    def words_of(name: str) -> frozenset[str]:
        if name not in parts:
            breathe()
            parts[name] = frozenset(stem(word) for word in tokens(name))
        return parts[name]

    return [
        _Entry(
            one,
            words_of(one.path[-1]),
            frozenset[str]().union(*(words_of(name) for name in one.path)),
            _runs(one.path_zh[-1] if one.path_zh else one.path[-1]),
            _runs(" ".join(one.path_zh or one.path)),
            children.get(one.path, 0),
        )
        for one in nodes
    ]


def _runs(text: str) -> str:
    return "" if text.isascii() else " ".join(one for one in tokens(text) if is_run(one))


def _judged(entry: _Entry, wishes: Sequence[_Wish]) -> tuple[int, float]:
    """(how many wishes it answers, points); no points if none is answered by its own name."""
    answered, in_name, points = 0, 0, 0.0
    for wish in wishes:
        # The path holds the name: most categories end here.
        if not wish.met(entry.path, entry.path_zh):
            continue
        answered += 1
        if wish.met(entry.name, entry.name_zh):
            in_name, points = in_name + 1, points + _IN_NAME
        else:
            points += _IN_PATH
    if not in_name:
        return 0, 0.0
    # A name of which everything was asked for says more than one that was asked for in part.
    size = max(len(entry.name), 1)
    points += _WHOLE_NAME * min(in_name / size, 1.0)
    return answered, points + (0.0 if entry.children else _LEAF) + _LEVEL * len(entry.node.path)


def _wishes(words: str) -> list[_Wish]:
    """The words of the search, each with what it is called in the other language."""
    glossary = _glossary()
    found: list[tuple[str, ...]] = []
    for token in tokens(words):
        if is_run(token):
            found += [(word, *glossary.get(word, ())) for word in _segmented(token, glossary)]
        else:
            root = stem(token)
            found.append((root, *glossary.get(root, ())))
    return [_Wish.of(one) for one in dict.fromkeys(found)]


def _segmented(run: str, glossary: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A run of Chinese into the longest words that the glossary knows; a run without any stays whole."""
    words: list[str] = []
    at = 0
    while at < len(run):
        word = next(
            (
                run[at : at + size]
                for size in range(min(_LONGEST_WORD, len(run) - at), 0, -1)
                if run[at : at + size] in glossary
            ),
            "",
        )
        if word:
            words.append(word)
        at += len(word) or 1
    return words or [run]


def own_tree() -> CategoryTree:
    """The program's own product categories, as a tree of one level: what fees and papers refer to."""
    from seller_desk.core.listings.writing.model import pack

    return CategoryTree(
        id="own", company_id="", name="Seller Desk", format="own", packed=pack(_own())
    )


@cache
def _own() -> tuple[CategoryNode, ...]:
    path = resources_dir() / "catalogs" / "categories.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(CategoryNode(one["id"], (one["en"],), (one["zh"],)) for one in data["category"])
