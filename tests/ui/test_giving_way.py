"""Background work waits while the window makes something; pages' code is read ahead; problems follow their page."""

import threading
import time

import pytest

from seller_desk.core.base.progress import breathe, check_stop
from seller_desk.ui import manners
from seller_desk.ui.runner import Lane, Runner


class Counting:
    """Work that breathes without end."""

    def __init__(self):
        self.begun, self.count = threading.Event(), 0

    def __call__(self, _progress, stop):
        while True:
            check_stop(stop)
            self.count += 1
            self.begun.set()


def _stands_still(work):
    """Whether its count does not grow any more; read without the event loop, so the window still `works`."""
    for _turn in range(3):
        seen = work.count
        until = time.monotonic() + 0.005
        while time.monotonic() < until:
            pass
        if work.count == seen:
            return True
    return False


@pytest.mark.parametrize("lane", [one for one in Lane if one is not Lane.STORE])
def test_reading_waits_while_the_window_works_and_goes_on_afterwards(qtbot, lane):
    runner = Runner()
    work = Counting()
    try:
        job = runner.start(work, lane=lane)
        assert work.begun.wait(10)
        manners.window_works()
        assert _stands_still(work)
        seen = work.count
        qtbot.waitUntil(lambda: work.count > seen, timeout=5000)
        job.cancel()
    finally:
        runner.shutdown()


def test_a_window_that_stands_still_holds_nobody_up(qtbot, monkeypatch):
    monkeypatch.setattr(manners, "PATIENCE_SECONDS", 0.02)
    runner = Runner()
    work = Counting()
    try:
        runner.start(work)
        assert work.begun.wait(10)
        manners.window_works()
        seen, until = work.count, time.monotonic() + 10
        # No event loop runs here, as behind a dialog of the system.
        while work.count <= seen + 1 and time.monotonic() < until:
            pass
        assert work.count > seen + 1
    finally:
        runner.shutdown()


def test_what_writes_waits_for_nobody(qtbot):
    runner = Runner()
    done = threading.Event()

    def write(_progress, stop):
        for _turn in range(100):
            check_stop(stop)
        done.set()

    try:
        manners.window_works()
        runner.start(write, lane=Lane.STORE)
        assert done.wait(10)
        assert not manners._free.is_set()
        qtbot.waitUntil(manners._free.is_set, timeout=5000)
    finally:
        runner.shutdown()


def test_the_windows_own_thread_never_waits(qtbot):
    manners.window_works()
    began = time.monotonic()
    for _turn in range(1000):
        breathe()
    assert time.monotonic() - began < manners.PATIENCE_SECONDS
    qtbot.waitUntil(manners._free.is_set, timeout=5000)


def test_problems_follow_their_page_in_a_turn_of_their_own(sample_window, settle):
    window = sample_window
    window.go("company")
    settle(window)
    window.go("documents")
    assert not window.settled()
    settle(window)
    assert {window.survey.step_of(one) for one in window.panel.list.findings()} <= {"documents"}
