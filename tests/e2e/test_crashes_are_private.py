"""A crash with a secret and an ID number in its message, notes, causes and local variables tells neither anywhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from seller_desk.core.base.crash import trace_text

ROOT = Path(__file__).resolve().parents[2]
NUMBER, SECRET = "11010119900307867X", "Xq7-planted-Kreuz-92-ßø"

BROKEN = """
import os, sys, threading
number, secret = os.environ["NUMBER"], os.environ["SECRET"]

class Holder:
    def __init__(self, value):
        self.value = value
    def __repr__(self):
        return self.value
    def __del__(self):
        raise RuntimeError(self.value)

def broken(*_args, **_more):
    id_number, password = number, secret
    try:
        raise KeyError(id_number)
    except KeyError as problem:
        first = ValueError(f"{id_number} {password}", {"pin": password})
        first.add_note(password)
        raise ExceptionGroup(id_number, [first, OSError(5, password, "/tmp/" + id_number)]) from problem

def everywhere():
    thread = threading.Thread(target=broken, name="a thread")
    thread.start()
    thread.join()
    Holder(number + secret)
"""
TERMINAL = (
    BROKEN
    + """
from seller_desk.core.services.company import CompanyService
def findings(*_args, **_more):
    everywhere()
    broken()
CompanyService.findings = findings
from seller_desk.cli.entry import main
sys.exit(main(["company", "check", "--data-dir", sys.argv[1], *sys.argv[2:]]))
"""
)
WINDOW = (
    BROKEN
    + """
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit
from seller_desk.cli.entry import main
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.main_window import MainWindow
steps = []

def tick():
    window = next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()), None)
    if window is None or not window.begun or not window.settled():
        return
    steps.append(1)
    if len(steps) == 1:
        everywhere()
        window.context.runner.start(broken, lane=Lane.WIDE)
        window.context.desk.companies.findings = broken
        window.surveyor.start()
        QTimer.singleShot(0, broken)
    elif len(steps) == 3:
        kinds = (QLabel, QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit)
        for one in QApplication.allWidgets():
            for name in ("text", "toPlainText", "toolTip", "accessibleName", "accessibleDescription", "windowTitle"):
                try:
                    print(getattr(one, name)())
                except (AttributeError, TypeError):
                    pass
        print("ALARM" if window.frame.alarm.isVisible() else "NONE")
        timer.stop()
        window.close()

qapp = QApplication.instance() or QApplication([])
timer = QTimer()
timer.timeout.connect(tick)
timer.start(20)
code = main(["--data-dir", sys.argv[1], "--lang", "en"])
print("CODE", code)
broken()
"""
)


def run(code, *words):
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8",
        "NUMBER": NUMBER, "SECRET": SECRET,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", code, *map(str, words)],
        env=environment,
        capture_output=True,
        check=False,
        timeout=90,
    )
    return done, (done.stdout + done.stderr).decode("utf-8")


def planted_in(text):
    return [one for one in (NUMBER, SECRET) if one in text]


def files_with(folder):
    wanted = [one.encode(code) for one in (NUMBER, SECRET) for code in ("utf-8", "utf-16-le")]
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in wanted)
    ]


@pytest.mark.parametrize("more", [[], ["--json"], ["--lang", "zh"]])
def test_at_the_terminal(sample_copy, more):
    data = sample_copy()
    done, said = run(TERMINAL, data, *more)
    assert done.returncode == 4, said
    # The thread's, the destructor's and the command's own.
    assert said.count("ExceptionGroup") >= 2
    assert "RuntimeError" in said
    assert "in broken" in said
    assert planted_in(said) == []
    assert files_with(data) == []


def test_in_the_window(sample_copy):
    data = sample_copy()
    done, said = run(WINDOW, data)
    assert "ALARM" in said, said
    assert "CODE 0" in said
    # The last one comes when there is no window any more.
    assert done.returncode == 1
    log = (data / "logs" / "seller-desk.log").read_text(encoding="utf-8")
    assert "ExceptionGroup" in log
    assert "in broken" in log
    assert "KeyError" in log
    assert planted_in(said) == []
    assert files_with(data) == []


def test_an_error_that_leads_back_to_itself_is_told_once():
    first, second = ValueError(NUMBER), KeyError(SECRET)
    first.__cause__, second.__context__ = second, first
    assert trace_text(first).splitlines() == ["KeyError", "then", "ValueError"]
