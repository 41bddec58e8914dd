"""Files in a platform's own layout, known by their headers: which column is which field, and what moves between rows."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from seller_desk.core.base.language import N_
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.media.rows import Row

Source = Callable[[], Iterator[Row]]
ASKS_TO_DELETE = N_(
    "The row asks to delete the product (“{value}”); delete the listing here instead"
)
SEVERAL_SKUS = N_("Several SKUs in one cell (“{value}”); give each variation a row of its own")
NO_PARENT_ABOVE = N_("A variation without a product above it")


def as_it_is(source: Source) -> Iterator[Row]:
    """Every row is a listing already."""
    return source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How to read a platform's file.

    `preset` names it; `given` are the file's headers, `headers` those and the added ones that `join` fills. `fields` are
    fields by place; `quiet` headers are no news where they have no field. `family` gives the key of the family that
    begins with a row ("" = it goes on) where rows need those above them. `site` is the site of the file, `first_row` its
    first row of data (0 = below the header).
    """

    preset: str
    given: tuple[str, ...]
    headers: tuple[str, ...]
    fields: Mapping[int, str] = field(default_factory=dict)
    join: Callable[[Source], Iterator[Row]] = as_it_is
    quiet: frozenset[str] = frozenset()
    family: Callable[[Sequence[str]], str] | None = None
    site: str = ""
    first_row: int = 0


@cache
def forms() -> dict[str, Any]:
    """`resources/catalogs/import_forms.toml`, read once."""
    path = resources_dir() / "catalogs" / "import_forms.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Places:
    """Cells of a row by header, with room for columns that the file does not have."""

    def __init__(self, headers: Sequence[str], added: Sequence[str] = ()) -> None:
        self.width, self._added = len(headers), len(added)
        self.headers = (*headers, *added)
        self._by_name = {
            plain(name): place for place, name in reversed([*enumerate(self.headers)]) if name
        }

    def at(self, *names: str) -> int:
        """Where the first of these headers stands, or -1."""
        return next((self._by_name[plain(one)] for one in names if plain(one) in self._by_name), -1)

    def has_all(self, needs: Sequence[Sequence[str]]) -> bool:
        """Whether one header of each list is there."""
        return all(self.at(*names) >= 0 for names in needs)

    def whole(self, row: Row) -> list[str]:
        """The row's cells with room for the added ones; cells beyond the header stay beyond all."""
        cells = [*row.cells, *([""] * (self.width - len(row.cells)))]
        return [*cells[: self.width], *([""] * self._added), *cells[self.width :]]

    def fields(self, names: Mapping[str, str]) -> dict[int, str]:
        """Fields by place, from fields by header."""
        by_plain = {plain(name): one for name, one in names.items()}
        return {
            place: by_plain[plain(name)]
            for place, name in enumerate(self.headers)
            if plain(name) in by_plain
        }
