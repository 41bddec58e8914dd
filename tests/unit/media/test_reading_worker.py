"""The reading worker on a handful of pages: what it reads, where, which way up; and what broken files do to it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from seller_desk.core.media import ocr, reading_worker
from seller_desk.core.media.reading import tidy
from seller_desk.core.media.reading_worker import ReadingWorker
from seller_desk.core.media.worker import CRASHED, TOO_LARGE, TOO_SLOW
from tests.specimens.layouts import drawn


@pytest.fixture(scope="module")
def worker():
    with ReadingWorker() as made:
        yield made


@pytest.fixture(scope="module")
def card():
    """One small paper for most tests: an ID card's front."""
    return drawn("id_front")


def saved(folder, image, name="page.jpg", **options):
    path = folder / name
    image.save(path, **options)
    return path


def texts(answer):
    return [line["text"] for line in answer["lines"]]


def test_a_page_is_read_with_places_in_its_own_pixels(worker, card, tmp_path):
    answer = worker.page(str(saved(tmp_path, card.image, quality=90)), 1)
    assert answer["code"] == ""
    assert answer["source"] == "ocr"
    assert answer["turned"] == 0
    assert answer["size"] == list(card.image.size)
    number = next(
        line for line in answer["lines"] if line["text"] == card.truth.fields["id_number"]
    )
    assert number["confidence"] > 0.9
    x, y, w, h = number["box"]
    left, top, wide, high = card.truth.places["id_number"]
    assert x <= left + wide / 2 <= x + w
    assert y <= top + high / 2 <= y + h
    assert abs(w - wide) < 0.2 * wide


@pytest.mark.parametrize("angle", [180, 90])
def test_a_page_on_its_head_or_side_is_turned(worker, card, tmp_path, angle):
    turned = card.image.rotate(angle, expand=True)
    answer = worker.page(str(saved(tmp_path, turned, quality=90)), 1)
    assert answer["turned"] == 360 - angle
    assert answer["size"] == list(card.image.size)
    assert card.truth.fields["id_number"] in texts(answer)


def test_a_camera_s_orientation_is_followed_before_anything_is_read(worker, card, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    held = io.BytesIO()
    card.image.rotate(90, expand=True).save(held, "JPEG", quality=90, exif=exif)
    path = tmp_path / "phone.jpg"
    path.write_bytes(held.getvalue())
    answer = worker.page(str(path), 1)
    assert answer["turned"] == 0
    assert answer["size"] == list(card.image.size)
    assert card.truth.fields["id_number"] in texts(answer)


def test_an_empty_page_has_no_lines(worker, tmp_path):
    answer = worker.page(str(saved(tmp_path, Image.new("RGB", (800, 1100), "white"))), 1)
    assert (answer["code"], answer["lines"]) == ("", [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.4 broken", "unreadable"),
        (b"\xff\xd8\xff\xe0 cut", "unreadable"),
        (b"hello", "unreadable"),
    ],
)
def test_broken_files_have_a_reason_and_the_worker_goes_on(worker, tmp_path, content, code):
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)
    for answer in (worker.pages(str(path)), worker.page(str(path), 1)):
        assert answer["code"] == code
        assert answer["reason"]
    assert worker.pages(str(tmp_path / "gone.jpg"))["code"] == "unreadable"


def test_reading_imports_neither_qt_nor_anything_that_talks_to_the_network():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import sys; from seller_desk.core.media.ocr import Engine; Engine();"
                "print(sorted({'PySide6', 'urllib3', 'requests.sessions', 'certifi'} & set(sys.modules)))"
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path):
    os.mkfifo(tmp_path / "stuck.pdf")
    with ReadingWorker(open_seconds=0.4) as one:
        assert one.pages(str(tmp_path / "stuck.pdf"))["reason"] == TOO_SLOW
        assert not one.running


def _dies(pipe):
    pipe.send(("ready", None))
    pipe.recv()


def _grows(pipe):
    pipe.send(("ready", None))
    pipe.recv()
    held = bytearray(1)
    while True:
        held.extend(bytes(1_000_000))


def test_a_process_that_dies_is_told_and_replaced():
    with ReadingWorker(target=_dies) as one:
        assert one.pages("x")["reason"] == CRASHED
        assert one.pages("x")["reason"] == CRASHED


def _is_killed_at_first(pipe):
    """Draws every page; dies while recognising unless a process died here before."""
    pipe.send(("ready", None))
    while True:
        job, arguments = pipe.recv()
        if job == "open":
            mark = Path(arguments[0])
            pipe.send(("done", {"code": "", "reason": "", "drawn": True}))
        elif not mark.exists():
            mark.touch()
            os._exit(9)
        else:
            pipe.send(("done", {"code": "", "reason": "", "number": arguments[0]}))


def _is_full_after_the_first_page(pipe):
    """Grows over the limit at whatever follows the first page that it read."""
    pipe.send(("ready", None))
    read = 0
    while True:
        job, arguments = pipe.recv()
        if job == "open":
            pipe.send(("done", {"code": "", "reason": "", "drawn": True}))
        elif read:
            pipe.send(("done", {"code": "unreadable", "reason": TOO_LARGE}))
        else:
            read += 1
            pipe.send(("done", {"code": "", "reason": "", "number": arguments[0]}))


def test_a_page_that_finds_no_room_in_a_used_process_is_read_in_a_fresh_one():
    with ReadingWorker(target=_is_full_after_the_first_page) as one:
        answers = [one.page("a.pdf", number) for number in range(1, 4)]
    assert [answer.get("number") for answer in answers] == [1, 2, 3]


def test_a_process_that_holds_much_after_a_page_starts_anew_before_the_next(monkeypatch):
    monkeypatch.setattr(reading_worker, "RENEW_MB", 1)
    with ReadingWorker(target=_is_full_after_the_first_page) as one:
        assert one.page("a.pdf", 1)["number"] == 1
        assert not one.running
        assert one.page("a.pdf", 2)["number"] == 2


@pytest.mark.parametrize("ratios", [[2.0] * 20, [30, 1, 90, 45, 80, 0.5, 140, 3], [400.0], []])
def test_long_lines_are_recognised_few_at_once_and_each_once(ratios):
    batches = ocr._batches(ratios)
    assert sorted(number for batch in batches for number in batch) == list(range(len(ratios)))
    for batch in batches:
        widest = max(ratios[number] for number in batch) * ocr._HEIGHT
        assert len(batch) == 1 or (len(batch) <= 6 and widest * len(batch) <= ocr._BATCH_WIDTH)
    assert len(batches) <= 1 + len(ratios) // 6 or max(ratios) > 8


def _counts_and_dies(pipe):
    pipe.send(("ready", None))
    _job, arguments = pipe.recv()
    with Path(arguments[0]).open("a") as tries:
        tries.write("x")


def _counts_and_sticks(pipe):
    pipe.send(("ready", None))
    _job, arguments = pipe.recv()
    with Path(arguments[0]).open("a") as tries:
        tries.write("x")
    pipe.recv()


def test_a_process_killed_while_it_recognises_does_not_make_the_page_unreadable(tmp_path):
    with ReadingWorker(target=_is_killed_at_first) as one:
        assert one.page(str(tmp_path / "died"), 3) == {"code": "", "reason": "", "number": 3}
        assert (tmp_path / "died").exists()


def test_a_process_killed_while_it_was_idle_does_not_make_the_next_file_unreadable(
    worker, tmp_path
):
    path = str(saved(tmp_path, Image.new("RGB", (80, 110), "white")))
    assert worker.pages(path)["code"] == ""
    worker._worker._process.kill()
    worker._worker._process.join(10)
    assert worker.pages(path)["code"] == ""


def test_a_file_that_always_kills_the_process_is_tried_twice_and_no_more(tmp_path):
    with ReadingWorker(target=_counts_and_dies) as one:
        assert one.page(str(tmp_path / "tries"), 1)["reason"] == CRASHED
    assert (tmp_path / "tries").read_text() == "xx"


def test_a_file_that_takes_too_long_is_not_tried_again(tmp_path):
    with ReadingWorker(target=_counts_and_sticks, open_seconds=0.4) as one:
        assert one.page(str(tmp_path / "tries"), 1)["reason"] == TOO_SLOW
    assert (tmp_path / "tries").read_text() == "x"


def test_a_process_that_grows_is_ended(monkeypatch):
    monkeypatch.setattr(reading_worker, "MEMORY_MB", 120)
    with ReadingWorker(target=_grows, open_seconds=20) as one:
        answer = one.pages("x")
        assert answer["code"] == "unreadable"
        assert not one.running


def test_the_process_ends_when_it_has_been_idle(tmp_path):
    with ReadingWorker(idle_seconds=0.05) as one:
        one.pages(str(tmp_path / "gone.pdf"))
        # The clock winds itself up again as long as the process was used lately.
        while one._timer is not None:
            one._timer.join(20)
        assert not one.running


def test_spaces_between_chinese_characters_go_and_others_stay():
    assert tidy("营 业 执 照") == "营业执照"
    assert tidy("户名  Account  name") == "户名 Account name"
    assert tidy("自 2017年 至 长期") == "自 2017年至长期"
