"""The worker processes: they outlive broken files, are replaced when stuck, and know no Qt."""

import importlib.util
import os
import threading
import time
from pathlib import Path

import psutil
import pytest

from seller_desk.core.base.errors import Cancelled
from seller_desk.core.media import worker
from seller_desk.core.media.worker import CRASHED, TOO_SLOW, WorkerPool

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parent.parent / "documents" / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)


@pytest.fixture(scope="module")
def pool():
    with WorkerPool(1) as made:
        yield made


@pytest.fixture
def files(tmp_path):
    good, bad = tmp_path / "good.png", tmp_path / "bad.pdf"
    good.write_bytes(build.png(build.licence(600)))
    bad.write_bytes(b"%PDF-1.4 broken")
    return [good, bad, good]


def test_a_batch_goes_on_after_a_broken_file(pool, files):
    answers = [answer["code"] for _path, answer in pool.each(files)]
    assert answers == ["", "unreadable", ""]


def test_a_worker_is_kept_between_files(pool, files):
    pool.run("look", str(files[0]))
    first = pool._idle.queue[0]._process.pid
    pool.run("look", str(files[0]))
    assert pool._idle.queue[0]._process.pid == first


def test_a_worker_gives_way_to_what_the_user_does(pool, files):
    pool.run("look", str(files[0]))
    mine, theirs = psutil.Process(), psutil.Process(pool._idle.queue[0]._process.pid)
    if os.name == "nt":
        assert theirs.nice() == psutil.BELOW_NORMAL_PRIORITY_CLASS
    else:
        assert theirs.nice() > mine.nice()


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_stuck_file_is_given_up_and_the_next_one_works(files, tmp_path):
    # Nobody writes into this pipe: opening it never returns.
    os.mkfifo(tmp_path / "stuck.pdf")
    with WorkerPool(1, seconds=0.5) as pool:
        assert pool.run("look", str(tmp_path / "stuck.pdf"))["reason"] == TOO_SLOW
        pool._seconds = 60.0
        assert pool.run("look", str(files[0]))["code"] == ""


def test_a_dead_worker_is_replaced_and_no_file_is_blamed_for_it(files):
    with WorkerPool(2) as pool:
        for one in (worker.Worker(), worker.Worker()):
            one._process.kill()
            one._process.join(5)
            pool._idle.put(one)
        assert pool.run("look", str(files[0]))["code"] == ""


def test_a_file_that_kills_every_worker_is_tried_twice_and_no_more(monkeypatch):
    tried = []

    class Dies:
        def __init__(self):
            self.alive = True

        def run(self, job, arguments, _seconds):
            tried.append((job, *arguments))
            self.alive = False
            return {"code": "unreadable", "reason": CRASHED}

    monkeypatch.setattr(worker, "Worker", Dies)
    assert WorkerPool(1).run("look", "x")["reason"] == CRASHED
    assert tried == [("look", "x")] * 2


def test_what_was_known_before_a_crash_is_kept():
    class Pipe:
        def __init__(self):
            self.words = [("part", {"type": "pdf", "pages": [{"number": 1}]})]

        def send(self, _job):
            pass

        def poll(self, _seconds):
            return True

        def recv(self):
            if not self.words:
                raise EOFError
            return self.words.pop(0)

        def close(self):
            pass

    class Process:
        pid = 0

        def kill(self):
            pass

        def join(self, _seconds):
            pass

    one = worker.Worker.__new__(worker.Worker)
    one._pipe, one._process, one.alive = Pipe(), Process(), True
    answer = one.run("look", ("x",), 5)
    assert answer["type"] == "pdf"
    assert answer["incomplete"] == CRASHED
    assert not one.alive


def test_stopping_ends_a_batch(pool, files):
    asked = threading.Event()
    seen = []
    with pytest.raises(Cancelled):
        for path, _answer in pool.each(files, stop=asked.is_set):
            seen.append(path)
            asked.set()
    assert seen == files[:1]


def test_missing_files_and_folders_do_not_end_the_worker(pool, tmp_path, files):
    assert pool.run("look", str(tmp_path / "none"))["code"] == "unreadable"
    assert pool.run("look", str(tmp_path))["code"] == "unreadable"
    assert pool.run("look", str(files[0]))["code"] == ""


def test_many_small_files_are_quick(pool, tmp_path):
    small = build.png(build.licence(120))
    paths = []
    for number in range(200):
        path = tmp_path / f"{number}.png"
        path.write_bytes(small)
        paths.append(path)
    began = time.monotonic()
    assert sum(answer["code"] == "" for _path, answer in pool.each(paths)) == 200
    assert time.monotonic() - began < 10
