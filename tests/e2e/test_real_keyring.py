"""The real Secret Service: gnome-keyring on a session bus of its own, driven through the terminal."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
needed = ("dbus-run-session", "gnome-keyring-daemon")
missing = [one for one in needed if shutil.which(one) is None]

pytestmark = [
    pytest.mark.keyring,
    pytest.mark.e2e,
    pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}"),
]

# Without these folders every call to the daemon waits for two minutes.
SESSION = """
set -eu
eval "$(printf 'for tests only' | gnome-keyring-daemon --unlock --components=secrets | sed 's/^/export /')"
exec "$@"
"""


@pytest.fixture
def home(tmp_path):
    for name in (".cache", ".local/share/keyrings", "run"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "run").chmod(0o700)
    return tmp_path


def in_session(home, script, *, unlocked=True, given=""):
    """Run Python lines beside a fresh keyring daemon; what they print."""
    program = home / "program.py"
    program.write_text(PRELUDE + textwrap.dedent(script), encoding="utf-8")
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("DBUS_", "GNOME_KEYRING", "XDG_", "PYTHON_KEYRING", "SELLER_DESK"))
    }
    environment |= {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "PYTHONPATH": str(ROOT),
        "LANG": "en_US.UTF-8",
    }
    words = ["dbus-run-session", "--"]
    if unlocked:
        words += ["bash", "-c", SESSION, "session"]
    # A process group of its own: the daemon must end with the test.
    process = subprocess.Popen(
        [*words, sys.executable, str(program)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, errors = process.communicate(given, timeout=90)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    assert process.returncode == 0, errors[-2000:]
    return out


PRELUDE = '''
import io, json, os, subprocess, sys
def desk(*words, given=""):
    """(exit code, JSON) of one command in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "seller_desk", "--json", "--data-dir", os.environ["HOME"] + "/data", *words],
                          input=given, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)
'''


def test_a_secret_survives_between_processes_and_never_reaches_the_data_folder(home):
    (home / "company.toml").write_text('legal_name_zh = "样例"\n', encoding="utf-8")
    out = in_session(
        home,
        """
        home = os.environ["HOME"]
        assert desk("company", "set", "--file", home + "/company.toml")[0] == 0
        code, kept = desk("accounts", "set", "amazon.us", "--user-name", "li", given="Real&Secret99\\n")
        assert code == 0, kept
        long = "長" * 5000
        code, other = desk("accounts", "set", "amazon.us/api_key", given=long)
        assert code == 0, other
        from seller_desk.core.accounts.vault import open_vault
        vault = open_vault()
        assert vault.get(kept["account"]["id"]) == "Real&Secret99"
        assert vault.get(other["account"]["id"]) == long
        code, checked = desk("accounts", "check")
        assert code == 0
        code, gone = desk("accounts", "delete", kept["account"]["id"])
        assert code == 0
        assert vault.get(kept["account"]["id"]) is None
        print(json.dumps(checked))
        """,
    )
    checked = json.loads(out)
    assert checked["vault"]["state"] == "keyring"
    assert [one["stored"] for one in checked["accounts"]] == [True, True]
    for path in (home / "data").rglob("*"):
        assert not path.is_file() or b"Real&Secret99" not in path.read_bytes()


def test_doctor_sees_the_keyring(home):
    out = in_session(home, 'print(json.dumps(desk("doctor")[1]))')
    checks = {one["name"]: one for one in json.loads(out)["checks"]}
    assert checks["keyring"]["state"] == "ok"


def test_without_a_secret_service_the_terminal_refuses_and_keeps_nothing(home):
    (home / "company.toml").write_text('legal_name_zh = "样例"\n', encoding="utf-8")
    out = in_session(
        home,
        """
        home = os.environ["HOME"]
        # A session bus that nobody answers on.
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + home + "/nobody"
        assert desk("company", "set", "--file", home + "/company.toml")[0] == 0
        print(json.dumps(desk("accounts", "set", "amazon.us", given="Real&Secret99")))
        """,
        unlocked=False,
    )
    code, refused = json.loads(out)
    assert code == 3
    assert refused["error"]["advice"]
    for path in home.rglob("*"):
        assert not path.is_file() or path.name == "program.py" or b"Real&Secret99" not in path.read_bytes()  # fmt: skip
