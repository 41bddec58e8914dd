"""Files read, kept, asked for again; passwords, many pages, files that vanish. PDFs with text need no recognition."""

import itertools

import pytest

from seller_desk.core.base.errors import Cancelled, DeskError
from seller_desk.core.documents.reading.model import Reading
from seller_desk.core.media import reading_worker
from seller_desk.core.media.reading_worker import ReadingWorker
from seller_desk.core.services import documents_reading
from seller_desk.core.services.documents_reading import ReadingService, reading_findings
from seller_desk.core.store.readings import Readings
from tests.specimens.textpdf import STATEMENT, text_pdf


@pytest.fixture(scope="module")
def worker():
    with ReadingWorker() as made:
        yield made


@pytest.fixture
def service(worker, tmp_path):
    return ReadingService(Readings(tmp_path / "readings"), worker)


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "statement.pdf"
    path.write_bytes(text_pdf(STATEMENT))
    return path


def told(reading):
    return {one.name: one.value for one in reading.fields}


def test_a_pdf_is_read_by_its_own_text(service, statement):
    reading = service.read(statement)
    assert reading.kind.kind == "bank_statement"
    assert {page.source for page in reading.pages} == {"text"}
    assert told(reading) == {
        "holder": "CLEARBAY TRADING LIMITED",
        "account": "123456789001",
        "address": "Flat A, 7/F, Sample Centre, 12 Harbour Road, Kowloon, Hong Kong",
        "issued_on": "2026-05-24",
        "issuer": "Harbour Sample Bank",
    }


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_has_its_place_at_150_dots_an_inch_whichever_way_the_page_lies(
    service, tmp_path, statement, angle
):
    box = service.read(statement).field("holder").box
    x, y, w, h = box
    assert abs(x - 40 * 150 / 72) < 4
    assert abs(y + h / 2 - (120 + 5.5) * 150 / 72) < 6
    assert w > 300
    turned = tmp_path / "turned.pdf"
    turned.write_bytes(text_pdf(STATEMENT, rotate=angle))
    page = service.read(turned).pages[0]
    assert (page.size, page.turned) == ((1240, 1754), angle)
    line = next(one for one in page.lines if one.text.startswith("CLEARBAY"))
    assert max(abs(a - b) for a, b in zip(line.box, box, strict=True)) <= 2


def test_what_was_read_is_kept_and_not_read_again(service, statement, monkeypatch):
    first = service.read(statement)

    def never(*_arguments):
        raise AssertionError("read again")

    monkeypatch.setattr(service.worker, "pages", never)
    assert service.read(statement) == first
    with pytest.raises(AssertionError):
        service.read(statement, again=True)


def test_a_kept_reading_that_is_damaged_or_of_another_reader_is_read_anew(
    service, statement, tmp_path, monkeypatch
):
    first = service.read(statement)
    kept = next((tmp_path / "readings").glob("??/*.json"))
    kept.write_bytes(b"{")
    assert service.read(statement) == first
    assert kept.read_bytes() != b"{"
    calls = itertools.count()
    monkeypatch.setattr(documents_reading.ocr, "model_id", lambda: "another")
    pages = service.worker.pages
    monkeypatch.setattr(service.worker, "pages", lambda *a: (next(calls), pages(*a))[1])
    assert service.read(statement) == first
    assert next(calls) == 1


def test_a_kind_that_the_seller_chose_decides_the_fields(service, statement):
    reading = service.read(statement, kind="utility_bill")
    assert reading.kind.kind == "utility_bill"
    assert reading.kind.confidence == 1
    assert told(reading)["account"] == "123456789001"


def test_a_locked_pdf_asks_takes_the_password_and_keeps_nothing_on_disk(service, tmp_path):
    path = tmp_path / "locked.pdf"
    path.write_bytes(text_pdf(STATEMENT, password="geheim"))
    assert service.read(path).code == "encrypted"
    assert service.read(path, password="wrong").code == "encrypted"
    assert service.read(path, password="geheim").kind.kind == "bank_statement"
    # Remembered for the session, and nothing of it written down.
    assert service.read(path).kind.kind == "bank_statement"
    assert not list((tmp_path / "readings").glob("??/*.json"))
    service.close()
    assert service.read(path).code == "encrypted"


def test_a_full_disk_costs_no_reading(service, statement, monkeypatch):
    def full(*_words, **_more):
        raise DeskError("It cannot be written", "it is full")

    monkeypatch.setattr("seller_desk.core.store.readings.write_atomic", full)
    assert service.read(statement).lines
    monkeypatch.setattr(service, "_read", None)
    assert service.read(statement).lines, "and it is not read twice in one session"


def test_only_the_first_pages_of_a_long_file_are_read_and_that_is_said(
    service, tmp_path, monkeypatch
):
    monkeypatch.setattr(documents_reading, "MAX_PAGES", 3)
    path = tmp_path / "long.pdf"
    path.write_bytes(text_pdf(*[STATEMENT] * 5))
    reading = service.read(path)
    assert (len(reading.pages), reading.pages_total) == (3, 5)
    (finding,) = reading_findings(path, reading)
    assert finding.code == "document.pages_unread"
    assert finding.measured.value == 5


def test_trouble_with_a_file_is_in_its_reading_and_the_rest_goes_on(service, statement, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "empty.pdf").write_bytes(b"")
    paths = [
        tmp_path / "gone.pdf",
        tmp_path,
        tmp_path / "broken.pdf",
        tmp_path / "empty.pdf",
        statement,
    ]
    readings = [reading for _path, reading in service.each(paths)]
    assert [one.code for one in readings] == ["unreadable", "unreadable", "unreadable", "empty", ""]
    for path, reading in zip(paths[:4], readings, strict=False):
        (finding,) = reading_findings(path, reading)
        assert finding.code == f"document.{reading.code}"
        assert finding.detail


def test_a_file_that_vanishes_while_it_is_read_is_told(service, statement, monkeypatch):
    pages = service.worker.pages

    def taken(path, password):
        answer = pages(path, password)
        statement.unlink()
        service.worker.forget()
        return answer

    monkeypatch.setattr(service.worker, "pages", taken)
    reading = service.read(statement)
    assert reading.code == "unreadable"
    assert reading == Reading(code="unreadable", reason=reading.reason, pages_total=1)


def test_reading_stops_when_asked(service, statement):
    with pytest.raises(Cancelled):
        list(service.each([statement, statement], stop=lambda: True))


def test_old_readings_of_no_document_go_and_others_stay(tmp_path):
    readings = Readings(tmp_path)
    mine, loose = "a" * 64, "b" * 64
    for name in (mine, loose):
        readings.put(name, "reader", b"{}")
    assert readings.forget({mine}) == 0
    later = 40 * 24 * 3600 + (tmp_path / "bb").stat().st_mtime
    assert readings.forget({mine}, now=later) == 1
    assert readings.get(mine, "reader") == b"{}"
    assert readings.get(loose, "reader") is None


def test_readings_are_private_to_their_owner(tmp_path):
    readings = Readings(tmp_path / "readings")
    readings.put("c" * 64, "reader", b"{}")
    kept = next((tmp_path / "readings").glob("??/*"))
    assert kept.parent.stat().st_mode & 0o077 == 0
    assert (tmp_path / "readings").stat().st_mode & 0o077 == 0


def test_a_page_whose_recognition_is_missing_says_so(tmp_path, monkeypatch):
    class Gone(ReadingWorker):
        def page(self, path, number, password="", stop=None):
            return {"code": "unreadable", "reason": reading_worker.NO_READER}

    path = tmp_path / "x.pdf"
    path.write_bytes(text_pdf(STATEMENT))
    with Gone() as worker:
        reading = ReadingService(None, worker).read(path)
    assert reading.reason == reading_worker.NO_READER


def test_a_stop_ends_a_page_that_is_being_recognised_at_once(tmp_path):
    from tests.specimens.layouts import drawn

    drawn("id_front").image.save(tmp_path / "card.jpg")
    asked = itertools.count()
    with ReadingWorker() as worker:
        service = ReadingService(Readings(tmp_path / "readings"), worker)
        with pytest.raises(Cancelled):
            service.read(tmp_path / "card.jpg", stop=lambda: next(asked) > 2)
        assert not worker.running
        # The next one reads as ever.
        assert service.read(tmp_path / "card.jpg").kind.kind == "id_card"
