"""Start-up: what is loaded, what is missing, how it ends. Each in a process of its own."""

import json
import os
import subprocess
import sys

import pytest

SLOW = (
    "numpy", "cv2", "rapidocr", "onnxruntime", "openpyxl", "alembic", "pypdf", "keyring", "pypdfium2", "typer", "rich",
    "jinja2", "icalendar", "holidays", "PIL", "qtawesome", "qtpy", "nh3",
)  # fmt: skip
# What a start needs only where something changed since the last look.
NEEDED_AFTER_CHANGES = (
    "sqlalchemy",
    "pypinyin",
    "phonenumbers",
    "email_validator",
    "stdnum",
)

SAMPLE = """
import sys
from pathlib import Path
from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
with open_desk(DataFolder(Path(sys.argv[1])), write=True, vault=SessionVault()) as desk:
    desk.sample.open()
"""

SHOWN = """
import json, sys
from pathlib import Path
from seller_desk.app import application, open_window
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
app = application()
with open_desk(DataFolder(Path(sys.argv[1])), write=True) as desk:
    window = open_window(desk, "zh")
    window.show()
    while not window.settled():
        app.processEvents()
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    window.close_down()
print(json.dumps(loaded))
"""

NONE_COUNT = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for _ in range(100):
    label.setText("x")
before = sys.getrefcount(None)
for _ in range(1000):
    label.setText("x")
print(sys.getrefcount(None) - before)
"""


def run(code, *words, **environment):
    env = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        env={key: value for key, value in env.items() if value is not None},
        timeout=60,
        check=False,
    )


def test_the_first_screen_loads_nothing_slow(tmp_path):
    done = run(SHOWN, tmp_path / "data")
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout)
    assert "PySide6" in loaded
    assert not set(SLOW) & set(loaded)


def test_a_workspace_in_which_nothing_changed_opens_without_looking_again(tmp_path):
    assert run(SAMPLE, tmp_path / "data").returncode == 0
    for _start in range(2):
        done = run(SHOWN, tmp_path / "data")
        assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout)
    assert "PySide6" in loaded
    assert set(loaded) & {*SLOW, *NEEDED_AFTER_CHANGES} == set()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_this_qt_does_not_steal_references_to_none():
    done = run(NONE_COUNT)
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 100


OPEN = """
import sys
from pathlib import Path
from seller_desk.app import main
sys.exit(main(Path(sys.argv[1]), "en"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has no screen")
def test_without_a_screen_it_says_so_and_what_works(tmp_path):
    done = run(OPEN, tmp_path, QT_QPA_PLATFORM=None, DISPLAY=None, WAYLAND_DISPLAY=None)
    assert done.returncode == 3
    assert "There is no screen here" in done.stderr
    assert "seller-desk --help" in done.stderr
    assert not (tmp_path / "desk.sqlite3").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="X is Linux's")
def test_a_screen_that_does_not_answer_ends_with_words_and_not_with_an_abort(tmp_path):
    done = run(OPEN, tmp_path, QT_QPA_PLATFORM=None, DISPLAY=":4711", WAYLAND_DISPLAY=None)
    assert done.returncode == 3
    assert "does not answer" in done.stderr or "system-deps.sh" in done.stderr


def test_a_missing_system_library_is_named_with_the_script_that_brings_it(monkeypatch):
    from seller_desk.ui import probe

    class Blocked:
        def find_spec(self, name, path=None, target=None):
            if name == "PySide6.QtWidgets":
                raise ImportError("libEGL.so.1: cannot open shared object file: No such file")

    monkeypatch.delitem(sys.modules, "PySide6.QtWidgets", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Blocked(), *sys.meta_path])
    trouble = probe.qt_trouble()
    assert trouble is not None
    assert "libEGL.so.1" in trouble.title
    assert "packaging/linux/system-deps.sh" in trouble.advice


@pytest.mark.parametrize(("asked", "used"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("xim", "xim")])
@pytest.mark.skipif(sys.platform != "linux", reason="input methods of Linux")
def test_fcitx_falls_back_to_ibus_which_it_speaks(monkeypatch, asked, used):
    from seller_desk.ui import probe

    monkeypatch.setenv("QT_IM_MODULE", asked)
    probe.input_method_fallback()
    assert os.environ["QT_IM_MODULE"] == used


def test_a_windowed_program_without_streams_survives(tmp_path):
    code = """
import sys
from pathlib import Path
folder = Path(sys.argv[1])
sys.stdout = sys.stderr = None
from PySide6.QtCore import QTimer
from seller_desk import app
made = app.application()
ending = QTimer()
ending.timeout.connect(made.quit)
ending.start(50)
code = app.main(folder, "zh")
(folder / "code").write_text(str(code))
"""
    done = run(code, tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "code").read_text() == "0"


def test_pyside_reads_no_source_file_of_other_libraries(tmp_path):
    code = """
import linecache, sys
from seller_desk.app import application
app = application()
import sqlalchemy, decimal, xml.dom.minidom
print(len([name for name in linecache.cache if name.endswith(".py")]))
"""
    done = run(code)
    assert done.returncode == 0, done.stderr
    # Three hundred without our answer to its question (ui/quick.py).
    assert int(done.stdout) < 20


def test_the_collector_waits_for_the_window_and_works_afterwards(tmp_path):
    code = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from seller_desk import app
made = app.application()
seen = []
def look():
    seen.append(gc.isenabled())
    made.quit()
timer = QTimer()
timer.timeout.connect(look)
app._begin = lambda *words, begin=app._begin: (seen.append(gc.isenabled()), begin(*words), timer.start(10))
app.main(Path(sys.argv[1]), "en")
print(seen[0], seen[-1], gc.isenabled())
"""
    done = run(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "True", "True"]
