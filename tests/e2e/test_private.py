"""Private and provable: no connection in a full run, and secrets and ID numbers lie only where they belong."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.services.listing_exports import ExportRequest
from seller_desk.core.store import locked_file

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Xq7-planted-Kreuz-92-ßø"
CRASH_SECRET = "planted-in-a-message"

# Loaded by every Python of the run before the program, worker processes included.
HOOK = """
import os, sys
def told(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        if event == "socket.connect" and not isinstance(args[1], tuple):
            return
        with open(os.environ["TOLD"], "a") as out:
            out.write(f"{event} {args[1:]}\\n")
sys.addaudithook(told)
with open(os.environ["TOLD"], "a") as out:
    out.write("hooked\\n")
"""


def hooked(tmp_path, *words):
    """Run Python with these words under the hook; what the hook wrote, line by line."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    told = tmp_path / "told"
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path / 'hook'}{os.pathsep}{ROOT}",
        "TOLD": str(told),
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    return done, told.read_text(encoding="utf-8").splitlines()


def test_the_whole_job_opens_no_connection_and_asks_no_name_server(tmp_path):
    done, told = hooked(tmp_path, "-m", "seller_desk", "demo", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "out").glob("*.zip"))
    # The worker processes are watched too.
    assert told.count("hooked") >= 2
    assert set(told) == {"hooked"}


WALK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from seller_desk import app
from seller_desk.ui.shell.flow import PLACES
from seller_desk.ui.shell.main_window import MainWindow
left, been, opened = list(PLACES), [], []

def tick():
    window = next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()), None)
    if window is None or not window.begun or not window.settled():
        return
    if not opened:
        opened.append(window.page()._open.click())
        return
    been.append(window.flow.here)
    while left and not window.flow.has(left[0]):
        left.pop(0)
    if left:
        window.go(left.pop(0))
        return
    window.upkeep.look()
    timer.stop()
    window.show_guide()
    QTimer.singleShot(0, window.close)

qapp = QApplication.instance() or QApplication([])
timer = QTimer()
timer.timeout.connect(tick)
timer.start(20)
code = app.main(Path(sys.argv[1]), "en")
print(" ".join(been))
sys.exit(code)
"""
# Linux says these of every socket, Qt's own included, which Python's audit hooks never see.
_CALL = re.compile(r"(socket|connect|bind)\((?:\d+, \{sa_family=)?(AF_\w+)(.*)")
# A Unix socket never leaves this machine: the door for a second start (ui/single.py), the session's keyring.
_LOCAL = ("AF_UNIX", "AF_LOCAL")


def test_a_walk_through_every_page_opens_no_connection(tmp_path):
    done, told = hooked(tmp_path, "-c", WALK, str(tmp_path / "data"))
    assert done.returncode == 0, done.stderr
    been = done.stdout.decode().split()
    assert {"applications", "company", "documents", "listings", "export", "settings"} <= set(been)
    assert set(told) == {"hooked"}


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_not_even_qt_opens_a_socket_but_the_door_of_the_second_start(tmp_path):
    trace = tmp_path / "trace"
    words = [
        "strace",
        "-f",
        "-e",
        "trace=socket,connect,bind,rename,renameat,renameat2,link,linkat",
        "-o",
        str(trace),
        sys.executable,
        "-c",
        WALK,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # Without the session's bus: its sockets would be the desktop's, not ours.
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    done = subprocess.run(
        [*words, str(tmp_path / "data")], env=environment, capture_output=True, check=False
    )
    if b"ptrace" in done.stderr:
        pytest.skip("strace is not allowed here")
    assert done.returncode == 0, done.stderr
    from seller_desk.ui.single import door_name

    text = trace.read_text(errors="replace")
    calls = _CALL.findall(text)
    assert {family for _call, family, _rest in calls} <= set(_LOCAL), calls
    bound = [rest for call, _family, rest in calls if call == "bind"]
    assert len(bound) == 1, bound
    # Qt binds under a passing name and moves it to that of the door.
    (passing,) = re.findall(r'sun_path="([^"]+)"', bound[0])
    named = re.findall(rf'(?:rename|link)\w*\([^\n]*"{passing}", [^\n"]*"([^"\n]+)"', text)
    assert [Path(name).name for name in named] == [Path(door_name(tmp_path / "data")).name]


def test_the_hook_would_see_a_connection(tmp_path):
    code = "import socket; s = socket.socket(); s.settimeout(0.1)\ntry: s.connect(('127.0.0.1', 9))\nexcept OSError: pass"
    _done, told = hooked(tmp_path, "-c", code)
    assert told == ["hooked", "socket.connect (('127.0.0.1', 9),)"]


def id_numbers():
    """Every number of the sample that names a person or an account."""
    text = (ROOT / "resources" / "samples" / "company.toml").read_text(encoding="utf-8")
    with_numbers = tomllib.loads(text)
    found = set()

    def walk(value, name=""):
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, key)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, name)
        elif name in ("id_number", "account_number", "iban", "card_number"):
            found.add(str(value))

    walk(with_numbers)
    return sorted(found)


def forms(text):
    """The bytes that a text could be found as."""
    return {text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}


def holding(folder, *texts):
    """Files below the folder that hold one of these texts; zips are looked into."""
    wanted = set().union(*map(forms, texts))
    found = set()
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        pieces = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                pieces += [packed.read(name) for name in packed.namelist()]
        if any(one in piece for piece in pieces for one in wanted):
            found.add(path.relative_to(folder).as_posix())
    return found


@pytest.fixture
def planted(tmp_path):
    """The sample with a secret in an account (keyring in memory), a packet, a backup's worth of history."""
    folder = tmp_path / "data"
    with open_desk(DataFolder(folder), write=True, vault=SessionVault()) as desk:
        company = desk.sample.open()
        ref = desk.accounts.set(company, "amazon.us", SECRET, user_name="li")
        assert desk.accounts.get(ref.id) == SECRET
        desk.accounts.check(company)
        application = desk.applications.list(company)[0]
        desk.bundles.build(application.id, tmp_path / "packet.zip", accept_blockers=True)
    return tmp_path


def test_a_secret_is_in_no_file(planted):
    assert holding(planted, SECRET) == set()


def test_id_numbers_are_in_the_database_and_where_the_seller_sent_them(planted):
    numbers = id_numbers()
    assert numbers
    found = holding(planted, *numbers)
    assert {name for name in found if name.startswith("data/desk.sqlite3")}
    # The packet holds the values of the platform's form fields: that is what it is for.
    left = {name for name in found if not name.startswith("data/desk.sqlite3")} - {"packet.zip"}
    assert left == set()
    names = [path.name for path in planted.rglob("*")]
    assert not [name for name in names for number in numbers if number in name]


PASSPHRASE = "planted passphrase 山水 92"


def test_a_backup_with_passphrase_shows_neither_secrets_nor_numbers_nor_names(planted, monkeypatch):
    monkeypatch.setattr(locked_file, "SCRYPT_N", 2**10)
    with open_desk(DataFolder(planted / "data"), write=True, vault=SessionVault()) as desk:
        company = desk.companies.list()[0]
        desk.backups.create(planted / "locked" / "copy.sdbackup", PASSPHRASE)
        desk.backups.create(planted / "open" / "copy.sdbackup")
        desk.backups.make_now()
    known = [*id_numbers(), company.legal_name_zh, company.legal_name_en, "desk.sqlite3"]
    assert holding(planted / "locked", SECRET, PASSPHRASE, *known) == set()
    # Without a passphrase it is the database as it is, which is said where one is made; a secret is in neither.
    assert holding(planted / "open", company.legal_name_zh) == {"copy.sdbackup"}
    assert holding(planted, SECRET, PASSPHRASE) == set()


def test_files_of_products_and_shipping_hold_nothing_of_the_company_or_its_people(planted):
    out = planted / "exports"
    out.mkdir()
    with open_desk(DataFolder(planted / "data"), write=True, vault=SessionVault()) as desk:
        company = desk.companies.list()[0]
        for name in ("ebay-draft", "csv"):
            request = ExportRequest(format=name, only_ready=False)
            desk.listings.export(company.id, request, out / f"{name}.csv")
        (template, *_more) = desk.shipping.templates(company.id)
        for name in ("magento", "ebay", "amazon"):
            made = desk.shipping.export(template, name)
            (out / f"{name}.bin").write_bytes(made.data)
    people = [one.name_zh for one in (company.legal_representative, *company.owners) if one.name_zh]
    assert people
    assert len(list(out.iterdir())) == 5
    assert holding(out, "SKU", "sku", "*", "Country") != set()
    private = [*id_numbers(), *people, company.legal_name_zh, SECRET, company.id]
    assert holding(out, *private) == set()
    assert holding(out, *[one.lower() for one in private]) == set()


def test_the_terminal_does_not_print_them_unasked(planted, terminal):
    numbers = id_numbers()
    for words in (
        ("company", "check"),
        ("application", "check", "amazon.us"),
        ("application", "list"),
        ("accounts", "list"),
        ("documents", "list"),
        ("doctor",),
    ):
        for more in ((), ("--json",)):
            done = terminal(*words, "--data-dir", planted / "data", *more)
            said = done.out + done.err
            assert said
            assert SECRET not in said
            assert not [number for number in numbers if number in said], words


def test_a_crash_tells_its_place_and_none_of_its_values(planted, terminal, monkeypatch):
    number = id_numbers()[0]

    def broken(*_args, **_more):
        try:
            raise KeyError(CRASH_SECRET)
        except KeyError as problem:
            raise ValueError(f"{number} {SECRET}") from problem

    monkeypatch.setattr("seller_desk.core.services.company.CompanyService.findings", broken)
    done = terminal("company", "check", "--data-dir", planted / "data")
    assert done.code == 4
    assert "ValueError" in done.err
    assert "broken" in done.err
    assert not [one for one in (number, SECRET, CRASH_SECRET) if one in done.out + done.err]


def test_the_windows_log_tells_its_place_and_none_of_its_values(planted, qapp):
    from seller_desk.ui.shell.errors import ErrorDoor, close_log, open_log

    number = id_numbers()[0]
    open_log(planted / "data" / "logs")
    door = ErrorDoor()
    try:
        try:
            raise ValueError(f"{number} {SECRET}") from KeyError(CRASH_SECRET)
        except ValueError as problem:
            door.take(problem)
    finally:
        close_log()
    written = (planted / "data" / "logs" / "seller-desk.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "KeyError" in written
    assert not [one for one in (number, SECRET, CRASH_SECRET) if one in written]
