"""Counts connections that leave this machine, so that "0 connections" is measured and not claimed.

An audit hook sees every `socket.connect` of this process, whichever library makes it. Unix sockets (the
keyring, the desktop) and the machine itself do not count.
"""

import ipaddress
import sys


class ConnectionCounter:
    """How many connections to other machines this process has opened since `install`."""

    def __init__(self) -> None:
        self.count = 0
        self._installed = False

    def install(self) -> None:
        """Begin to count; a hook cannot be taken away again, so a second call does nothing."""
        if not self._installed:
            self._installed = True
            sys.addaudithook(self._on_event)

    def _on_event(self, event: str, args: tuple[object, ...]) -> None:
        if event == "socket.connect" and len(args) > 1 and leaves_this_machine(args[1]):
            self.count += 1


def leaves_this_machine(address: object) -> bool:
    """Whether a socket address names another machine. A Unix socket's address is a path, not a pair."""
    if not isinstance(address, tuple) or not address:
        return False
    host = str(address[0])
    if host in ("", "localhost"):
        return False
    try:
        return not ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return True


counter = ConnectionCounter()
