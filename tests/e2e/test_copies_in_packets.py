"""Copies of a company's documents: in packets, kept, and for agents; on the sample company's real data."""

import io
import zipfile
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.bundle.plan import plan_copies
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.renditions.agent import guard_agent
from seller_desk.core.documents.renditions.model import MARK, AgentCopy, PlatformCopy, Purpose

HEIC = Path(__file__).parents[1] / "fixtures" / "pictures" / "phone.heic"
PURPOSE = Purpose(text="Agent Li / VAT", on=date(2026, 12, 8), language="en")


@pytest.fixture
def desk(sample_copy):
    with open_desk(DataFolder(sample_copy()), write=True, vault=SessionVault()) as made:
        yield made


@pytest.fixture
def amazon(desk):
    return desk.applications.find("amazon")


def replaced(desk, application, kind, path):
    """The application's document of this kind with other content."""
    (one,) = [one for _group, one in desk.copies.chosen(application) if one.kind == kind]
    return desk.documents.replace(one.id, path)


def payload(path):
    with zipfile.ZipFile(path) as archive:
        return {
            name.partition("/data/")[2]: archive.read(name)
            for name in archive.namelist()
            if "/data/" in name
        }


def built(desk, application, target):
    record, _findings, omissions = desk.bundles.build(application.id, target, accept_blockers=True)
    assert record is not None
    return payload(target), omissions


def test_the_sample_goes_in_unchanged(desk, amazon):
    planned = desk.copies.of(amazon)
    assert planned
    for one in planned:
        assert one.ready
        assert [change.code for change in one.copy.changes] == ["unchanged"]
        assert all(file.as_is for file in one.copy.files)


def test_a_heic_goes_in_as_jpeg_the_report_says_so_and_twice_is_the_same(desk, amazon, tmp_path):
    document = replaced(desk, amazon, "business_licence", HEIC)
    waiting = next(one for one in desk.copies.of(amazon) if one.paper.kind == "business_licence")
    assert not waiting.ready
    first, _none = built(desk, amazon, tmp_path / "a.zip")
    second, _none = built(desk, amazon, tmp_path / "b.zip")
    assert first == second
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    made = first["1_company/01_business_licence.jpg"]
    assert Image.open(io.BytesIO(made)).format == "JPEG"
    assert b"PLANTED" not in made
    report = first["report.html"].decode()
    assert "HEIC became JPG" in report
    assert "HEIC 转为 JPG" in report
    assert desk.store.blobs.read(document.sha256) == HEIC.read_bytes()


def test_a_type_that_the_copy_mends_is_told_but_stops_nothing(desk, amazon):
    document = replaced(desk, amazon, "business_licence", HEIC)
    found = {one.code: one for one in desk.documents.document_findings(document, amazon.id)}
    assert found["document.format_not_accepted"].severity is Severity.HINT
    # Without a copy that helps, it stays what it is.
    desk.documents.softened = lambda _documents, _view, found: found
    found = {one.code: one for one in desk.documents.document_findings(document, amazon.id)}
    assert found["document.format_not_accepted"].severity is Severity.BLOCKER


def watermarked(desk, folder):
    card = next(
        one for one in desk.documents.list(desk.companies.find("").id) if one.kind == "id_card"
    )
    saved, refused = desk.copies.save_for_agent([card], PURPOSE, folder)
    assert refused == []
    return card, saved[0].path


def test_a_watermarked_copy_that_comes_back_blocks_and_stays_out_of_the_packet(
    desk, amazon, tmp_path
):
    _card, path = watermarked(desk, tmp_path / "agent")
    document = replaced(desk, amazon, "id_card", path)
    assert document.inspection["comment"] == MARK
    found = desk.documents.document_findings(document, amazon.id)
    assert [one.severity for one in found if one.code == "document.watermarked_copy"] == [
        Severity.BLOCKER
    ]
    inside, omissions = built(desk, amazon, tmp_path / "a.zip")
    assert any("copy made for an agent" in one.text for one in omissions)
    assert path.read_bytes() not in inside.values()
    assert not any("id_card" in name for name in inside)
    assert MARK.encode() not in b"".join(inside.values())


def test_only_a_platforms_copy_gets_through_the_packets_door(desk, amazon):
    card = next(one for one in desk.documents.list(amazon.company_id) if one.kind == "id_card")
    copy, _made = desk.copies.agent_copy([card], PURPOSE)
    assert isinstance(copy, AgentCopy)
    with pytest.raises(DeskError, match="watermarked"):
        plan_copies([("person", copy)])
    disguised = PlatformCopy(paper=copy.paper, sites=("amazon.us",), files=copy.files)
    for original in disguised.paper.originals:
        marked = msgspec.structs.replace(original.found, comment=MARK)
        object.__setattr__(original, "found", marked)
    with pytest.raises(DeskError, match="watermarked"):
        plan_copies([("person", disguised)])


def test_a_clean_identity_copy_leaves_for_an_agent_only_when_asked_for(desk, amazon):
    planned = next(one for one in desk.copies.of(amazon) if one.paper.kind == "id_card")
    with pytest.raises(DeskError, match="platforms only"):
        guard_agent(planned.copy)
    card = desk.documents.get(planned.paper.document_ids[0])
    clean, _made = desk.copies.agent_copy([card], PURPOSE, clean=True)
    with pytest.raises(DeskError, match="platforms only"):
        guard_agent(clean)
    assert guard_agent(clean, clean=True) is clean
    marked, _made = desk.copies.agent_copy([card], PURPOSE)
    assert guard_agent(marked) is marked


def test_copies_are_saved_under_the_packets_names_and_never_over_something(desk, amazon, tmp_path):
    saved = desk.copies.save(amazon.id, tmp_path / "out")
    assert next(one.path.name for one in saved) == "01_business_licence.jpg"
    assert all(one.path.stat().st_size == one.size for one in saved)
    with pytest.raises(DeskError, match="already there"):
        desk.copies.save(amazon.id, tmp_path / "out")


def test_what_was_made_is_kept_until_nobody_asks_for_a_month(desk, amazon):
    replaced(desk, amazon, "business_licence", HEIC)
    desk.copies.make_all(amazon.id)
    kept = sorted(desk.folder.copies.rglob("*.*"))
    assert {path.suffix for path in kept} == {".bin", ".json"}
    assert all(one.ready for one in desk.copies.of(amazon))
    from seller_desk.core.store.copies import MadeCopies

    store = MadeCopies(desk.folder.copies)
    assert store.forget() == 0
    assert store.forget(now=kept[0].stat().st_mtime + 31 * 24 * 3600) == len(kept)
    assert not all(one.ready for one in desk.copies.of(amazon))


def test_what_was_measured_before_secrets_were_asked_for_is_asked_now(desk, amazon):
    document = replaced(desk, amazon, "business_licence", HEIC)
    old = {key: value for key, value in document.inspection.items() if key != "private"}
    with desk.store.work("old") as work:
        work.documents.save(msgspec.structs.replace(document, inspection=old))
    one = next(one for one in desk.copies.of(amazon) if one.paper.kind == "business_licence")
    assert "private" in [change.code for change in one.copy.changes]
