"""packaging/linux/system-deps.sh: installs what is missing, and only that; says what it cannot do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "packaging" / "linux" / "system-deps.sh"
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("bash"), reason="a script for Linux"
)
LIBRARIES = [
    word.partition("=")[0]
    for word in SCRIPT.read_text(encoding="utf-8").split('libraries="')[1].split('"')[0].split()
]


@pytest.fixture
def machine(tmp_path):
    """A made-up machine: programs that only say what they were asked."""
    programs = tmp_path / "bin"
    programs.mkdir()
    log = tmp_path / "log"

    def program(name, text="exit 0"):
        path = programs / name
        path.write_text(f'#!/bin/bash\necho "{name} $*" >> {log}\n{text}\n', encoding="utf-8")
        path.chmod(0o755)

    def run(mode="run", *, libraries=(), root=True, sudo=False, apt=True, font=True):
        home = tmp_path / "home" / ".fonts"
        home.mkdir(parents=True, exist_ok=True)
        if font:
            (home / "NotoSansCJK.ttc").write_bytes(b"")
        lines = "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in libraries)
        program("ldconfig", f"cat <<'END'\n{lines}\nEND")
        program("id", f"echo {0 if root else 1000}")
        program("python", "exit 0")
        # The real system's fonts do not count here.
        program("find", "ls $HOME/.fonts/*CJK* 2>/dev/null | head -1; exit 0")
        if apt:
            program("apt-get")
        if sudo:
            program("sudo", '[[ $1 == -n ]] && exit 0; "$@"')
        for tool in ("uname", "grep", "env", "cat", "ls", "head", "bash"):
            (programs / tool).symlink_to(shutil.which(tool))
        # Not the machine's own folders: ldconfig and apt-get there are real.
        environment = {"PATH": str(programs), "HOME": str(tmp_path / "home"), "PYTHON": "python"}
        bash = shutil.which("bash")
        done = subprocess.run(
            [bash, str(SCRIPT), mode],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        calls = log.read_text(encoding="utf-8") if log.exists() else ""
        installs = [line for line in calls.splitlines() if "apt-get" in line and "install" in line]
        return done, installs

    return run


def test_nothing_is_installed_where_nothing_is_missing(machine):
    done, installs = machine(libraries=LIBRARIES)
    assert done.returncode == 0, done.stderr
    assert installs == []
    assert done.stdout == done.stderr == ""


def test_only_the_missing_package_is_installed(machine):
    done, installs = machine(libraries=[one for one in LIBRARIES if "xcb-cursor" not in one])
    assert done.returncode == 0, done.stderr
    assert len(installs) == 1
    assert installs[0].split()[-1] == "libxcb-cursor0"
    assert "libegl1" not in installs[0]


def test_a_bare_machine_gets_libraries_font_and_for_tests_a_keyring(machine):
    done, installs = machine("test", font=False)
    assert done.returncode == 0, done.stderr
    for package in ("libegl1", "libxcb-cursor0", "fonts-noto-cjk", "dbus", "gnome-keyring"):
        assert package in installs[0].split()


def test_who_is_not_root_uses_sudo(machine):
    done, installs = machine(root=False, sudo=True)
    assert done.returncode == 0, done.stderr
    assert any(line.startswith("sudo env") for line in installs)


def test_without_root_and_sudo_it_names_the_packages_and_fails(machine):
    done, installs = machine(root=False)
    assert done.returncode == 1
    assert installs == []
    assert "libegl1" in done.stderr
    assert "apt-get install" in done.stderr


def test_another_system_is_told_what_to_look_for(machine):
    done, _installs = machine(apt=False)
    assert done.returncode == 1
    assert "libxkbcommon0" in done.stderr


def test_make_goes_on_without_them():
    text = (SCRIPT.parents[2] / "Makefile").read_text(encoding="utf-8")
    assert text.count("system-deps.sh run || true") == 1
    assert os.access(SCRIPT, os.X_OK)
