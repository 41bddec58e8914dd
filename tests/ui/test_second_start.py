"""A second start on the same data: the first window comes to the front. Two real processes, no screen."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QWidget

from seller_desk.core.base.network import counter
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.ui.single import Door, door_name, knock

START = "import sys; from pathlib import Path; from seller_desk import app; sys.exit(app.main(Path(sys.argv[1]), 'en'))"

# The first window writes down what it sees, and ends once it was raised.
FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from seller_desk import app
from seller_desk.core.base.network import counter
from seller_desk.ui import single

folder = Path(sys.argv[1])
application = app.application()
told = []

class Noted(single.Door):
    def __init__(self, *args):
        super().__init__(*args)
        self.knocked.connect(self.note)
        for window in QApplication.topLevelWidgets():
            window.showMinimized()
        print("open", flush=True)

    def note(self):
        print("minimized", any(w.isMinimized() for w in QApplication.topLevelWidgets() if w.isVisible()), flush=True)
        print("connections", counter.count, flush=True)
        QTimer.singleShot(0, application.quit)

single.Door = Noted
sys.exit(app.main(folder, "en"))
"""


@pytest.fixture
def environment():
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "en_US.UTF-8"}


def second(folder, environment):
    return subprocess.run(
        [sys.executable, "-c", START, str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=False,
    )


def test_a_second_start_raises_the_first_window_and_ends_well(tmp_path, environment):
    first = subprocess.Popen(
        [sys.executable, "-c", FIRST, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert first.stdout.readline() == "open\n"
        done = second(tmp_path, environment)
        out, _err = first.communicate(timeout=60)
    finally:
        first.kill()
    assert (done.returncode, done.stderr) == (0, "")
    assert out.splitlines() == ["minimized False", "connections 0"]
    assert first.returncode == 0


def test_a_folder_held_by_a_command_is_told_with_what_to_do(tmp_path, environment):
    with open_desk(DataFolder(tmp_path), write=True) as desk:
        assert desk.store
        done = second(tmp_path, environment)
    assert done.returncode == 3
    assert done.stderr.splitlines()[0] == "This data folder is in use"
    assert "end that program" in done.stderr


def test_a_window_that_does_not_answer_is_not_waited_for(qapp, tmp_path):
    deaf = QLocalServer()
    assert deaf.listen(door_name(tmp_path))
    try:
        assert not knock(tmp_path, answer_ms=50)
    finally:
        deaf.close()


def test_nobody_answers_where_no_window_is(qapp, tmp_path):
    assert not knock(tmp_path, answer_ms=50)


def test_what_a_crashed_window_left_is_no_obstacle(qapp, tmp_path):
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from seller_desk.ui.single import Door\napp = QCoreApplication([])\n"
        "door = Door(Path(sys.argv[1]))\nassert door.open\nos._exit(9)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], timeout=60, check=False, env=dict(os.environ)
    )
    assert run.returncode == 9
    door = Door(tmp_path)
    assert door.open
    door.close()


def test_each_folder_has_its_own_door(tmp_path):
    assert door_name(tmp_path / "a") != door_name(tmp_path / "b")
    assert door_name(tmp_path / "a") == door_name(tmp_path / "b" / ".." / "a")
    assert len(door_name(tmp_path / ("long" * 50))) < 100


def test_only_windows_are_raised_and_no_strangers_word_does_anything(qapp, qtbot, tmp_path):
    from PySide6.QtNetwork import QLocalSocket

    before = counter.count
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    door = Door(tmp_path)
    visitor = QLocalSocket()
    visitor.connectToServer(door_name(tmp_path))
    with qtbot.assertNotEmitted(door.knocked, wait=50):
        visitor.write(b"rm -rf\n")
        visitor.flush()
    assert window.isMinimized()
    with qtbot.waitSignal(door.knocked):
        visitor.write(b"raise\n")
        visitor.flush()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    visitor.abort()
    door.close()
    assert counter.count == before
