"""Shared ground of all tests: no screen, no network, no keyring, English, a home of their own."""

import itertools
import os
import socket
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANG"] = "en_US.UTF-8"
os.environ.pop("LC_ALL", None)

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "packaging"))


_HOMES = itertools.count()


def pytest_configure(config):
    from catalogues import compile_all

    compile_all(Path(__file__).resolve().parent.parent)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch, tmp_path_factory):
    """No test may open the data folder of whoever runs it; nothing is made here, so that it costs nothing."""
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_HOMES))
    monkeypatch.setenv("XDG_DATA_HOME", str(home))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    real = socket.socket.connect

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"a test tried to reach {address}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _english():
    from seller_desk.core.base.language import use_language

    use_language("en")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """A data folder with the sample company, to be copied. Its papers are read, as a seller's are after the first look."""
    from seller_desk.core.accounts.vault import SessionVault
    from seller_desk.core.base.language import use_language
    from seller_desk.core.base.paths import DataFolder
    from seller_desk.core.desk import open_desk

    use_language("en")
    folder = tmp_path_factory.mktemp("sample") / "data"
    with open_desk(DataFolder(folder), write=True, vault=SessionVault()) as made:
        made.sample.open()
        company = made.companies.active()
        made.recognition.recognise(made.recognition.unread(company.id))
    return folder
