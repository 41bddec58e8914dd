"""Documents read, named, confirmed: through the desk on a real database. PDFs with text need no recognition."""

from datetime import date

import pytest

from seller_desk.core.base.errors import Cancelled, DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.repair.model import TURN, Step
from tests.specimens.textpdf import STATEMENT, text_pdf


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        with made.store.work("set up") as work:
            work.companies.save(Company(id="c", legal_name_zh="样本"))
        yield made


@pytest.fixture
def statement(desk, tmp_path):
    (tmp_path / "statement.pdf").write_bytes(text_pdf(STATEMENT))
    return desk.documents.add("c", [tmp_path / "statement.pdf"]).added[0]


def recognised(desk):
    found = desk.recognition.recognise(desk.recognition.unread("c"))
    desk.recognition.name_kinds(found.named)
    return found


def test_a_document_without_a_kind_gets_the_recognised_one_in_one_undo_step(desk, statement):
    assert desk.recognition.known(statement) is None
    found = recognised(desk)
    assert [one.id for one in found.read] == [statement.id]
    assert desk.documents.get(statement.id).kind == "bank_statement"
    assert desk.recognition.unread("c") == []
    assert desk.recognition.recognised(statement).evidence
    desk.store.undo()
    assert desk.documents.get(statement.id).kind == "unknown"


def test_a_kind_that_the_seller_chose_stands(desk, statement):
    found = desk.recognition.recognise(desk.recognition.unread("c"))
    desk.documents.update(statement.id, kind="utility_bill")
    assert desk.recognition.name_kinds(found.named) == []
    chosen = desk.documents.get(statement.id)
    assert chosen.kind == "utility_bill"
    assert desk.recognition.recognised(chosen).kind == "bank_statement"
    assert desk.recognition.known(chosen).kind.kind == "utility_bill"


def test_what_nothing_speaks_for_stays_unknown(desk, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(text_pdf(((40, 40, "Dear friend"),)))
    (letter,) = desk.documents.add("c", [tmp_path / "letter.pdf"]).added
    assert recognised(desk).named == []
    assert desk.documents.get(letter.id).kind == "unknown"


def test_a_watermark_in_the_text_is_told_and_keeps_the_file_out_of_packets(desk, tmp_path):
    """A copy for an agent whose mark a chat program took away: known as soon as it is read, also when it was repaired."""
    lines = ("Only for Agent Li / VAT", "Void for any other use", "x other use · 2026-11-24")
    printed = tuple((40, 40 + 30 * number, text) for number, text in enumerate(lines))
    (tmp_path / "copy.pdf").write_bytes(text_pdf(printed))
    (copy,) = desk.documents.add("c", [tmp_path / "copy.pdf"], kind="id_card").added

    def told(document):
        codes = {one.code for one in desk.documents.document_findings(document, None)}
        paper = desk.copies._papers.of([document])
        return "document.watermarked_copy" in codes, [one.watermarked for one in paper.originals]

    assert told(copy) == (False, [False])
    recognised(desk)
    assert told(copy) == (True, [True])
    turned = desk.repairs.repair(copy.id, [Step(act=TURN, degrees=90)])
    recognised(desk)
    assert turned.sha256 != copy.sha256
    assert told(turned) == (True, [True])


def test_read_and_confirmed_values_are_both_kept(desk, statement):
    recognised(desk)
    desk.recognition.confirm(
        statement.id, {"holder": "CLEARBAY TRADING CO", "account": " 123456789001 "}
    )
    document = desk.documents.get(statement.id)
    assert document.confirmed == {"holder": "CLEARBAY TRADING CO", "account": "123456789001"}
    fields = {one.name: one for one in desk.recognition.fields(document)}
    assert fields["holder"].read.value == "CLEARBAY TRADING LIMITED"
    assert (fields["holder"].value, fields["holder"].corrected) == ("CLEARBAY TRADING CO", True)
    assert not fields["account"].corrected
    assert fields["period"].value == ""
    desk.recognition.confirm(statement.id, {"holder": ""})
    assert "holder" not in desk.documents.get(statement.id).confirmed
    desk.store.undo()
    desk.store.undo()
    assert desk.documents.get(statement.id).confirmed == {}


def test_a_confirmed_date_is_the_documents_date(desk, statement):
    recognised(desk)
    changed = desk.recognition.confirm(statement.id, {"issued_on": "2026年5月24日"})
    assert changed.confirmed["issued_on"] == "2026-05-24"
    assert changed.issued_on == date(2026, 5, 24)
    forever = desk.recognition.confirm(statement.id, {"valid_until": "长期"})
    assert (forever.long_term, forever.valid_until) == (True, None)
    ended = desk.recognition.confirm(statement.id, {"valid_until": "2027-01-18"})
    assert (ended.long_term, ended.valid_until) == (False, date(2027, 1, 18))
    with pytest.raises(DeskError, match="no date"):
        desk.recognition.confirm(statement.id, {"issued_on": "soon"})


def test_a_locked_pdf_waits_for_its_password_which_lives_as_long_as_the_program(desk, tmp_path):
    (tmp_path / "locked.pdf").write_bytes(text_pdf(STATEMENT, password="open sesame"))
    (locked,) = desk.documents.add("c", [tmp_path / "locked.pdf"]).added
    assert [one.id for one in recognised(desk).locked] == [locked.id]
    with pytest.raises(DeskError, match="does not open"):
        desk.recognition.unlock(locked, "wrong")
    assert desk.recognition.unlock(locked, "open sesame").kind.kind == "bank_statement"
    assert desk.recognition.known(locked) is not None
    assert desk.recognition.password_of(locked) == "open sesame"
    kept = [path for path in desk.folder.root.rglob("*") if path.is_file()]
    assert not any(b"open sesame" in path.read_bytes() for path in kept)
    assert not any(desk.folder.readings.rglob("*.json"))
    desk.reading.close()
    assert desk.recognition.known(locked) is None
    assert desk.recognition.password_of(locked) == ""


def test_reading_stops_when_asked_and_changes_nothing(desk, statement):
    with pytest.raises(Cancelled):
        desk.recognition.recognise(desk.recognition.unread("c"), stop=lambda: True)
    assert desk.documents.get(statement.id).kind == "unknown"


def test_a_file_that_does_not_open_is_not_asked_for_again(desk, tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"no picture" * 40)
    desk.documents.add("c", [tmp_path / "broken.jpg"])
    assert desk.recognition.unread("c") == []
