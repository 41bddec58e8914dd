"""Background work: order, results in the main thread, cancel, errors, the end."""

import gc
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, Qt, QThread, Slot

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.progress import check_stop
from seller_desk.ui.runner import Lane, Runner


class Ear(QObject):
    """Hears signals and notes in which thread."""

    def __init__(self):
        super().__init__()
        self.heard = []
        self.threads = set()

    @Slot(object)
    def done(self, value):
        self.heard.append(("done", value))
        self.threads.add(QThread.currentThread())

    @Slot(object)
    def failed(self, problem):
        self.heard.append(("failed", problem))
        self.threads.add(QThread.currentThread())

    @Slot()
    def cancelled(self):
        self.heard.append(("cancelled", None))

    @Slot(int, int, str)
    def progress(self, done, total, what):
        self.heard.append(("progress", (done, total, what)))
        self.threads.add(QThread.currentThread())

    def listen(self, job):
        job.done.connect(self.done)
        job.failed.connect(self.failed)
        job.cancelled.connect(self.cancelled)
        job.progress.connect(self.progress)


@pytest.fixture
def runner(qapp):
    made = Runner()
    yield made
    made.shutdown()


@pytest.fixture
def ear(qapp):
    return Ear()


def test_a_result_and_progress_arrive_in_the_main_thread(runner, ear, qtbot):
    worker = []

    def work(progress, stop):
        worker.append(threading.current_thread())
        progress(1, 1, "whole")
        return 42

    job = runner.start(work)
    ear.listen(job)
    qtbot.waitUntil(runner.idle)
    assert ear.heard == [("progress", (1, 1, "whole")), ("done", 42)]
    assert ear.threads == {QThread.currentThread()}
    assert worker[0] is not threading.main_thread()


def test_foreseen_trouble_reaches_only_the_owner_and_mistakes_also_the_door(runner, ear, qtbot):
    broken = Ear()
    runner.broken.connect(broken.failed)
    trouble, mistake = DeskError("no", "do"), ValueError("bug")

    def fail(problem):
        def work(progress, stop):
            raise problem

        return work

    for problem in (trouble, mistake):
        ear.listen(runner.start(fail(problem)))
    qtbot.waitUntil(runner.idle)
    assert [what for what, _ in ear.heard] == ["failed", "failed"]
    assert broken.heard == [("failed", mistake)]


def test_after_cancel_nothing_but_cancelled_is_heard(runner, ear, qtbot):
    begun, go_on = threading.Event(), threading.Event()

    def work(progress, stop):
        begun.set()
        go_on.wait(10)
        progress(1, 2, "late")
        return "late"

    job = runner.start(work)
    ear.listen(job)
    assert begun.wait(10)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(runner.idle)
    assert ear.heard == [("cancelled", None)]


def test_cancelled_work_stops_at_its_next_look(runner, ear, qtbot):
    begun = threading.Event()

    def work(progress, stop):
        begun.set()
        while True:
            check_stop(stop)

    job = runner.start(work, title="long")
    ear.listen(job)
    assert begun.wait(10)
    assert runner.running() == [job]
    job.cancel()
    qtbot.waitUntil(runner.idle)
    assert ear.heard == [("cancelled", None)]
    assert runner.running() == []


def test_the_store_lane_runs_one_after_the_other_in_order(runner, qtbot):
    running, most, order = [], [], []

    def make(number):
        def work(progress, stop):
            running.append(number)
            most.append(len(running))
            order.append(number)
            running.remove(number)

        return work

    for number in range(20):
        runner.start(make(number), lane=Lane.STORE)
    qtbot.waitUntil(runner.idle)
    assert max(most) == 1
    assert order == list(range(20))


def test_the_wide_lane_runs_side_by_side(runner, qtbot):
    meeting = threading.Barrier(2, timeout=10)

    def work(progress, stop):
        meeting.wait()

    runner.start(work)
    runner.start(work)
    qtbot.waitUntil(runner.idle)
    assert not meeting.broken


def test_a_flood_of_progress_is_thinned_but_the_end_is_told(runner, ear, qtbot):
    def work(progress, stop):
        for number in range(10_001):
            progress(number, 10_000, "")

    ear.listen(runner.start(work))
    qtbot.waitUntil(runner.idle)
    told = [value for what, value in ear.heard if what == "progress"]
    assert told[-1] == (10_000, 10_000, "")
    assert len(told) < 1000


def test_shutdown_waits_for_work_and_nothing_reports_afterwards(qapp, ear, qtbot):
    runner = Runner()
    ended = threading.Event()
    begun = threading.Event()

    def work(progress, stop):
        begun.set()
        while not stop():
            pass
        ended.set()
        return "late"

    ear.listen(runner.start(work, title="x"))
    assert begun.wait(10)
    runner.shutdown()
    assert ended.is_set()
    qapp.processEvents()
    assert ear.heard == []
    assert runner.idle()


def test_edits_that_wait_their_turn_are_done_at_shutdown_and_reading_is_not(qapp):
    runner = Runner()
    begun, go_on = threading.Event(), threading.Event()
    done = []

    def first(progress, stop):
        begun.set()
        assert go_on.wait(10)
        done.append("first")

    def looks(progress, stop):
        done.append("long work begins")
        check_stop(stop)
        done.append("never")

    runner.start(first, lane=Lane.STORE)
    for number in range(5):
        runner.start(lambda _progress, _stop, n=number: done.append(n), lane=Lane.STORE)
    runner.start(looks, lane=Lane.STORE, title="long")
    given_up = runner.start(lambda _progress, _stop: done.append("given up"), lane=Lane.STORE)
    given_up.cancel()
    assert begun.wait(10)
    threading.Timer(0.05, go_on.set).start()
    runner.shutdown()
    assert done == ["first", 0, 1, 2, 3, 4, "long work begins"]
    assert runner.idle()


def test_reading_that_has_not_begun_is_dropped_at_shutdown(qapp):
    runner = Runner()
    runner._pools[Lane.WIDE].setMaxThreadCount(1)
    begun, ended = threading.Event(), []

    def first(progress, stop):
        begun.set()
        while not stop():
            pass
        ended.append("first")

    runner.start(first)
    runner.start(lambda _progress, _stop: ended.append("second"))
    assert begun.wait(10)
    runner.shutdown()
    assert ended == ["first"]


def test_background_work_gives_way_to_the_window_and_old_garbage_waits(qapp):
    before = (sys.getswitchinterval(), gc.get_threshold())
    runner = Runner()
    try:
        assert sys.getswitchinterval() < 0.001
        # Reading two thousand drafts must not make Python look through everything that lives.
        assert gc.get_threshold()[2] > 100
        ring = weakref.ref(_Ring())
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
        assert ring() is None
    finally:
        runner.shutdown()
        sys.setswitchinterval(before[0])
        gc.set_threshold(*before[1])


class _Ring:
    def __init__(self):
        self.me = self
