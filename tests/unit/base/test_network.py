"""Connections are counted by address: other machines count, this one and Unix sockets do not."""

import _socket
import contextlib
import socket

import pytest

from seller_desk.core.base.network import ConnectionCounter, leaves_this_machine


@pytest.mark.parametrize(
    "address",
    [("93.184.216.34", 443), ("example.com", 80), ("2606:2800::1", 443, 0, 0), ("192.168.1.9", 22)],
)
def test_another_machine_counts(address):
    assert leaves_this_machine(address)


@pytest.mark.parametrize(
    "address",
    [
        ("127.0.0.1", 80),
        ("::1", 80, 0, 0),
        ("localhost", 1),
        ("", 0),
        "/run/user/1000/bus",
        b"\0abstract",
        (),
        None,
    ],
)
def test_this_machine_and_unix_sockets_do_not(address):
    assert not leaves_this_machine(address)


def test_the_counter_counts_once_however_often_it_is_installed(monkeypatch):
    counter = ConnectionCounter()
    hooks = []
    monkeypatch.setattr("sys.addaudithook", hooks.append)
    counter.install()
    counter.install()
    assert len(hooks) == 1
    hooks[0]("socket.connect", (None, ("93.184.216.34", 443)))
    hooks[0]("socket.connect", (None, "/run/bus"))
    hooks[0]("open", ("x", "r", 0))
    assert counter.count == 1


def test_a_real_connect_is_seen(monkeypatch):
    from seller_desk.core.base.network import counter

    counter.install()
    before = counter.count
    # The window's tests in the same process must not find this one counted.
    monkeypatch.setattr(counter, "count", before)
    # UDP sends nothing when it "connects", and this address (RFC 5737) belongs to nobody.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, contextlib.suppress(OSError):
        _socket.socket.connect(one, ("192.0.2.1", 9))
    assert counter.count == before + 1
