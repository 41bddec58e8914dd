"""Repairs of documents: a new content, the original kept, one undo step, and the way back."""

import io
from datetime import date

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.repair.model import CROP, STRAIGHTEN, TURN, Step
from seller_desk.core.store import archive
from tests.specimens.textpdf import STATEMENT, text_pdf

TODAY = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.today = lambda: TODAY
        with made.store.work("set up") as work:
            work.companies.save(Company(id="c", legal_name_zh="样本"))
        yield made


def leaning(path, degrees=0.0, size=(900, 600), **saved):
    page = Image.new("RGB", size, (240, 240, 236))
    pen = ImageDraw.Draw(page)
    for y in range(60, size[1] - 60, 30):
        pen.rectangle([60, y, size[0] - 60 - (y * 37) % 200, y + 11], fill=(20, 20, 20))
    if degrees:
        page = page.rotate(-degrees, expand=True, fillcolor=(240, 240, 236))
    page.save(path, **saved)
    return path


def added(desk, *paths, **about):
    taken = desk.documents.add("c", paths)
    assert not taken.refused
    for one in taken.added:
        if about:
            desk.documents.update(one.id, **about)
    return [desk.documents.get(one.id) for one in taken.added]


def shown(desk, document):
    return Image.open(io.BytesIO(desk.documents.path(document).read_bytes()))


def test_a_repair_makes_new_content_and_keeps_the_original(desk, tmp_path):
    (before,) = added(desk, leaning(tmp_path / "page.jpg", 4, quality=92, dpi=(300, 300)))
    original = desk.documents.path(before).read_bytes()
    found = desk.repairs.suggest(before, 1)
    assert found.skew == pytest.approx(4, abs=0.2)
    after = desk.repairs.repair(before.id, [Step(act=STRAIGHTEN, degrees=-found.skew)])
    assert (after.id, after.name) == (before.id, "page.jpg")
    assert after.sha256 != before.sha256
    assert after.made_from[0].sha256 == before.sha256
    assert [one.act for one in after.repairs] == [STRAIGHTEN]
    assert desk.documents.path(before).read_bytes() == original
    assert desk.repairs.suggest(after, 1).skew == 0
    assert shown(desk, after).info["dpi"][0] == pytest.approx(300, abs=1)
    assert desk.documents.inspection(after).usable
    assert before.sha256 in archive.in_use(desk.folder)


def test_undo_and_the_way_back_both_bring_the_original(desk, tmp_path):
    (before,) = added(desk, leaning(tmp_path / "page.png"))
    desk.repairs.repair(before.id, [Step(act=TURN, degrees=90)])
    desk.store.undo()
    assert desk.documents.get(before.id) == before
    desk.store.redo()
    (back,) = desk.repairs.restore(before.id)
    assert back == before
    with pytest.raises(DeskError, match="original already"):
        desk.repairs.restore(before.id)


def test_a_second_repair_begins_at_the_original_again(desk, tmp_path):
    (before,) = added(desk, leaning(tmp_path / "page.jpg", quality=90))
    desk.repairs.repair(before.id, [Step(act=TURN, degrees=90)])
    twice = desk.repairs.repair(before.id, [Step(act=TURN, degrees=270)])
    assert [one.degrees for one in twice.repairs] == [90, 270]
    assert [one.sha256 for one in twice.made_from] == [before.sha256]
    # One encoding away from the original, not two.
    once = desk.repairs.repair(before.id, [])
    assert once.sha256 == twice.sha256
    assert shown(desk, twice).size == (900, 600)


def test_front_and_back_become_one_document(desk, tmp_path):
    front, back = added(
        desk,
        leaning(tmp_path / "front.jpg", size=(850, 540), quality=90, dpi=(300, 300)),
        leaning(tmp_path / "back.jpg", size=(850, 560), quality=90, dpi=(300, 300)),
    )
    desk.documents.update(front.id, kind="id_card", side="front")
    desk.documents.update(back.id, kind="id_card", side="back")
    jpeg = desk.documents.path(front).read_bytes()
    both = desk.repairs.merge(front.id, back.id)
    assert (both.side, both.kind, both.name) == ("both", "id_card", "front.pdf")
    assert [one.id for one in desk.documents.list("c")] == [front.id]
    data = desk.documents.path(both).read_bytes()
    assert len(PdfReader(io.BytesIO(data)).pages) == 2
    assert jpeg in data
    parts = desk.repairs.restore(both.id)
    assert [(one.name, one.side) for one in parts] == [("front.jpg", "front"), ("back.jpg", "back")]
    assert [one.sha256 for one in parts] == [front.sha256, back.sha256]
    assert len(desk.documents.list("c")) == 2


def test_both_sides_on_one_page_lie_below_each_other(desk, tmp_path):
    front, back = added(
        desk,
        leaning(tmp_path / "a.png", size=(800, 500)),
        leaning(tmp_path / "b.png", size=(700, 500)),
    )
    sheet = shown(desk, desk.repairs.merge(front.id, back.id, one_page=True))
    assert sheet.width == 880
    assert sheet.height == 500 + 500 + 3 * 40


def test_pages_of_a_pdf_become_documents_and_keep_their_text(desk, tmp_path):
    (tmp_path / "two.pdf").write_bytes(text_pdf(STATEMENT, STATEMENT[:2]))
    (whole,) = added(desk, tmp_path / "two.pdf")
    parts = desk.repairs.split(whole.id)
    assert [one.name for one in parts] == ["two-1.pdf", "two-2.pdf"]
    assert parts[0].id == whole.id
    texts = [PdfReader(desk.documents.path(one)).pages[0].extract_text() for one in parts]
    assert "CLEARBAY" in texts[0]
    assert "CLEARBAY" not in texts[1]
    assert {one.made_from[0].sha256 for one in parts} == {whole.sha256}
    with pytest.raises(DeskError, match="cannot be repaired"):
        desk.repairs.split(parts[0].id)


def test_a_turned_pdf_page_keeps_its_text(desk, tmp_path):
    (tmp_path / "two.pdf").write_bytes(text_pdf(STATEMENT, STATEMENT))
    (before,) = added(desk, tmp_path / "two.pdf")
    after = desk.repairs.repair(before.id, [Step(act=TURN, degrees=90, page=2)])
    pages = PdfReader(desk.documents.path(after)).pages
    assert [page.rotation for page in pages] == [0, 90]
    assert "CLEARBAY" in pages[1].extract_text()


def test_a_page_of_text_is_not_made_a_picture(desk, tmp_path):
    (tmp_path / "text.pdf").write_bytes(text_pdf(STATEMENT))
    (before,) = added(desk, tmp_path / "text.pdf")
    assert not desk.repairs.suggest(before, 1).scan
    with pytest.raises(DeskError, match="cannot be repaired") as told:
        desk.repairs.repair(before.id, [Step(act=STRAIGHTEN, degrees=2)])
    assert "no scan" in told.value.advice
    assert desk.documents.get(before.id) == before


def test_a_scan_in_a_pdf_is_cut_at_its_own_resolution(desk, tmp_path):
    leaning(tmp_path / "scan.jpg", size=(1240, 1754), quality=90)
    with Image.open(tmp_path / "scan.jpg") as scan:
        scan.save(tmp_path / "scan.pdf", resolution=150)
    (before,) = added(desk, tmp_path / "scan.pdf")
    corners = [(0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5)]
    after = desk.repairs.repair(before.id, [Step(act=CROP, corners=corners)])
    page = desk.documents.inspection(after).pages[0]
    assert page.image == (620, 877)
    assert page.image_dpi == pytest.approx(150, abs=1)


def test_damaged_and_locked_files_are_told_not_raised(desk, tmp_path):
    (tmp_path / "locked.pdf").write_bytes(text_pdf(STATEMENT, password="p"))
    (locked,) = added(desk, tmp_path / "locked.pdf")
    with pytest.raises(DeskError) as told:
        desk.repairs.repair(locked.id, [Step(act=TURN, degrees=90)])
    assert "password" in told.value.advice
    desk.recognition.unlock(locked, "p")
    assert desk.repairs.picture(locked, 1, 300).height == 300
    opened = desk.repairs.repair(locked.id, [Step(act=TURN, degrees=90)])
    assert desk.documents.inspection(opened).usable


def test_the_same_repair_gives_the_same_bytes(desk, tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(300, 400)
    writer.write(tmp_path / "blank.pdf")
    (before,) = added(desk, tmp_path / "blank.pdf")
    first = desk.repairs.repair(before.id, [Step(act=TURN, degrees=90)])
    desk.repairs.restore(before.id)
    assert desk.repairs.repair(before.id, [Step(act=TURN, degrees=90)]).sha256 == first.sha256
