"""Records by a look-up column, decoded only when they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from sqlite3 import Connection
from typing import Generic, TypeVar

R = TypeVar("R")


class Lazily(Mapping[str, R], Generic[R]):
    """A mapping over rows of one table. `places` is value -> rowid; of twins the one saved last.

    Holds as long as the unit of work that it was made in.
    """

    def __init__(
        self,
        connection: Connection,
        table: str,
        places: Mapping[str, int],
        decode: Callable[[str], R],
    ) -> None:
        self._connection, self._places, self._decode = connection, places, decode
        self._query = f'SELECT body FROM "{table}" WHERE rowid = ?'

    def __getitem__(self, key: str) -> R:
        place = self._places[key]
        (body,) = self._connection.execute(self._query, (place,)).fetchone()
        return self._decode(body)

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        """The record, or `default`; most keys of a new sheet are unknown, so no exception is made for them."""
        return self[key] if key in self._places else default

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
