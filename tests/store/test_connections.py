"""Connections: kept, given to one thread at a time, and never given on with an open transaction."""

import sqlite3
import threading

import pytest

from seller_desk.core.store.connections import Connections
from seller_desk.core.store.schema import metadata
from seller_desk.core.store.tables import BY_NAME, JOURNAL_SEALED


@pytest.fixture
def connections(tmp_path):
    made = Connections(tmp_path / "x.sqlite3")
    with made.transaction(write=True) as connection:
        connection.execute("CREATE TABLE one (number INTEGER PRIMARY KEY, word TEXT)")
    yield made
    made.close()


def count(connections):
    with connections.transaction(write=False) as connection:
        return connection.execute("SELECT count(*) FROM one").fetchone()[0]


def test_what_breaks_half_way_is_taken_back(connections):
    with pytest.raises(ZeroDivisionError), connections.transaction(write=True) as connection:
        connection.execute("INSERT INTO one (word) VALUES ('a')")
        raise ZeroDivisionError
    assert count(connections) == 0


def test_a_statement_that_fails_takes_all_of_its_transaction_with_it(connections):
    with pytest.raises(sqlite3.IntegrityError), connections.transaction(write=True) as connection:
        connection.execute("INSERT INTO one (number) VALUES (1)")
        connection.execute("INSERT INTO one (number) VALUES (1)")
    assert count(connections) == 0


def test_a_table_made_half_way_is_gone_too(connections):
    with pytest.raises(ZeroDivisionError), connections.transaction(write=True) as connection:
        connection.execute("CREATE TABLE two (number INTEGER)")
        raise ZeroDivisionError
    with connections.transaction(write=False) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 1


def test_a_reader_sees_one_state_while_another_writes(connections):
    with connections.transaction(write=False) as reader:
        assert reader.execute("SELECT count(*) FROM one").fetchone()[0] == 0
        with connections.transaction(write=True) as writer:
            writer.execute("INSERT INTO one (word) VALUES ('a')")
        assert reader.execute("SELECT count(*) FROM one").fetchone()[0] == 0
    assert count(connections) == 1


def test_the_next_use_gets_the_same_connection_and_two_at_once_get_two(connections):
    with connections.transaction(write=False) as first:
        pass
    with (
        connections.transaction(write=False) as again,
        connections.transaction(write=False) as other,
    ):
        assert again is first
        assert other is not first


def test_many_threads_write_without_losing_anything(connections):
    def write():
        for _ in range(25):
            with connections.transaction(write=True) as connection:
                connection.execute("INSERT INTO one (word) VALUES ('x')")

    threads = [threading.Thread(target=write) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert count(connections) == 150


def test_closed_while_in_use_it_closes_when_given_back(connections):
    with connections.transaction(write=True) as connection:
        connections.close()
        connection.execute("INSERT INTO one (word) VALUES ('a')")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
    assert count(connections) == 1


def test_the_schema_has_the_columns_that_the_store_writes():
    for name, of in BY_NAME.items():
        assert {*of.sealed, "seal"} == {column.name for column in metadata.tables[name].columns}
    change = {column.name for column in metadata.tables["journal_change"].columns}
    assert {*JOURNAL_SEALED, "seal", "seq"} == change
    assert set(metadata.tables) == {*BY_NAME, "journal_unit", "journal_change"}
