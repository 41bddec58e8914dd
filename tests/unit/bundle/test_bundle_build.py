"""Packets: the same bytes for the same input, whole or not at all, verified by tools that we did not write."""

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path, PureWindowsPath

import bagit
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from packets import PLANNED, FakeDesk, a_blocker, a_company, a_warning, copy_of_, need

from seller_desk.core.applications.model import Application
from seller_desk.core.base import system
from seller_desk.core.base.errors import Cancelled, DeskError
from seller_desk.core.bundle.plan import chosen_documents, plan_copies, plan_files, top_folder
from seller_desk.core.bundle.verify import verify
from seller_desk.core.documents.model import Document


@pytest.fixture
def desk(tmp_path):
    made = FakeDesk(tmp_path / "data")
    yield made
    made.store.close()


@pytest.fixture
def packet(desk, tmp_path):
    """A built packet and what it was built from."""
    application = desk.filled()
    target = tmp_path / "out" / "packet.zip"
    record, _findings, _omissions = desk.bundles.build(application.id, target)
    return desk, application, target, record


def names_of(path):
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_documents_go_in_byte_for_byte_under_numbered_names_in_form_order(packet):
    _desk, _application, target, _record = packet
    with zipfile.ZipFile(target) as archive:
        names = [name.partition("/data/")[2] for name in archive.namelist() if "/data/" in name]
        top = archive.namelist()[0].partition("/")[0]
        licence = archive.read(f"{top}/data/1_company/01_business_licence.jpg")
    assert names[:4] == [
        "1_company/01_business_licence.jpg",
        "2_person/02_id_card_front.png",
        "2_person/03_id_card_back.png",
        "3_bank/04_bank_statement.pdf",
    ]
    assert licence == b"\xff\xd8licence" * 60
    assert {"field_sheet.xlsx", "field_sheet.html", "report.html"} <= set(names)


def test_what_no_site_asks_for_stays_out(packet):
    desk, application, target, _record = packet
    assert not any("lease" in name for name in names_of(target))
    plan = desk.bundles.plan(application.id).plan
    with desk.store.read() as work:
        assert [work.documents.get(one).kind for one in plan.left_out] == ["lease"]


def test_names_hold_no_id_numbers_and_no_names_of_people(packet):
    _desk, _application, target, _record = packet
    for name in names_of(target):
        assert "110101190001010000" not in name
        assert "91440300MA5SAMPLE0" not in name
        assert "样本丽" not in name


def test_the_same_input_gives_the_same_bytes(packet, tmp_path):
    desk, application, target, _record = packet
    again = tmp_path / "again.zip"
    desk.bundles.build(application.id, again)
    assert again.read_bytes() == target.read_bytes()


def test_the_seal_of_a_packet_is_that_of_its_tag_manifest(packet):
    _desk, _application, target, record = packet
    with zipfile.ZipFile(target) as archive:
        name = next(one for one in archive.namelist() if one.endswith("tagmanifest-sha256.txt"))
        assert sha256(archive.read(name)).hexdigest() == record.sha256


def test_the_clock_is_not_in_the_packet(packet, tmp_path, monkeypatch):
    desk, application, target, _record = packet
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    again = tmp_path / "again.zip"
    try:
        desk.bundles.build(application.id, again)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert again.read_bytes() == target.read_bytes()


def test_another_company_gives_other_bytes(packet, tmp_path):
    desk, application, target, _record = packet
    with desk.store.work("change") as work:
        company = work.companies.get("company1")
        work.companies.save(msgspec.structs.replace(company, phone="+86 755 1111 1111"))
    again = tmp_path / "again.zip"
    desk.bundles.build(application.id, again)
    assert again.read_bytes() != target.read_bytes()


def test_bagit_python_and_unzip_accept_the_packet(packet, tmp_path):
    _desk, _application, target, _record = packet
    result = subprocess.run(
        ["unzip", "-t", str(target)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
    folder = tmp_path / "unzipped"
    subprocess.run(["unzip", "-q", str(target), "-d", str(folder)], check=True)
    (bag_folder,) = folder.iterdir()
    logging.disable(logging.CRITICAL)
    try:
        bagit.Bag(str(bag_folder)).validate()
        (bag_folder / "data" / "report.html").write_bytes(b"other")
        with pytest.raises(bagit.BagError):
            bagit.Bag(str(bag_folder)).validate()
    finally:
        logging.disable(logging.NOTSET)


def test_names_outside_ascii_carry_the_utf8_flag_and_permissions_are_fixed(packet):
    _desk, _application, target, _record = packet
    with zipfile.ZipFile(target) as archive:
        assert "深圳市样例科技有限公司" in archive.namelist()[0]
        for member in archive.infolist():
            assert member.flag_bits & 0x800
            assert member.external_attr >> 16 == 0o100644
            assert member.create_system == 3
            assert member.date_time[:3] == (2026, 11, 24)


def test_pictures_are_stored_and_tables_deflated(packet):
    _desk, _application, target, _record = packet
    with zipfile.ZipFile(target) as archive:
        kinds = {Path(one.filename).suffix: one.compress_type for one in archive.infolist()}
    assert kinds[".jpg"] == kinds[".pdf"] == kinds[".xlsx"] == zipfile.ZIP_STORED
    assert kinds[".html"] == kinds[".txt"] == zipfile.ZIP_DEFLATED


def test_nothing_is_overwritten(packet):
    desk, application, target, _record = packet
    before = target.read_bytes()
    with pytest.raises(DeskError):
        desk.bundles.build(application.id, target)
    assert target.read_bytes() == before


def test_blockers_stop_it_and_leave_nothing(desk, tmp_path):
    application = desk.filled()
    desk.documents.found = [a_blocker(), a_warning()]
    target = tmp_path / "out" / "packet.zip"
    record, findings, _omissions = desk.bundles.build(application.id, target)
    assert record is None
    assert findings == desk.documents.found
    assert not target.parent.exists()
    assert desk.bundles.history(application.id) == []


def test_accepted_blockers_are_stated_by_the_report_and_the_record(desk, tmp_path):
    application = desk.filled()
    desk.documents.found = [a_blocker(label="身份证")]
    target = tmp_path / "packet.zip"
    record, _findings, _omissions = desk.bundles.build(application.id, target, accept_blockers=True)
    assert record.accepted_blockers == ["document.missing"]
    with zipfile.ZipFile(target) as archive:
        top = archive.namelist()[0].partition("/")[0]
        report = archive.read(f"{top}/data/report.html").decode()
    assert "Built with blockers that the seller accepted: 1" in report
    assert "身份证" in report
    assert "https://example.com/help" in report
    assert "2026-01" in report


def test_the_report_needs_no_network_and_escapes_what_the_seller_typed(desk, tmp_path):
    desk.add_company(legal_name_zh="<script>alert(1)</script>")
    application = desk.applications.new("company1", "amazon", ["us"])
    page = next(
        entry.data.decode()
        for entry in desk.bundles.plan(application.id).plan.entries
        if entry.name == "report.html"
    )
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r'(src|@import|url\()\s*=?\s*["\']?http', page)
    assert 'lang="zh-CN"' in page
    assert 'lang="en"' in page


def test_cancelling_leaves_nothing(desk, tmp_path):
    application = desk.filled()
    target = tmp_path / "out" / "packet.zip"
    seen = []

    def stop():
        seen.append(1)
        return len(seen) > 3

    with pytest.raises(Cancelled):
        desk.bundles.build(application.id, target, stop=stop)
    assert list(target.parent.iterdir()) == []


def test_a_full_disk_is_told_before_anything_is_written(desk, tmp_path, monkeypatch):
    application = desk.filled()
    monkeypatch.setattr(system, "free_bytes", lambda _folder: 1000)
    with pytest.raises(DeskError, match="space"):
        desk.bundles.build(application.id, tmp_path / "out" / "packet.zip")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("damage", ["changed", "shorter", "gone"])
def test_a_damaged_original_stops_the_packet(desk, tmp_path, damage):
    application = desk.filled()
    with desk.store.read() as work:
        document = work.documents.find(company_id="company1", kind="business_licence")[0]
    blob = desk.store.blobs.path(document.sha256)
    data = blob.read_bytes()
    blob.unlink()
    if damage == "changed":
        blob.write_bytes(b"x" * len(data))
    elif damage == "shorter":
        blob.write_bytes(data[:-1])
    target = tmp_path / "out" / "packet.zip"
    with pytest.raises(DeskError):
        desk.bundles.build(application.id, target)
    assert list(target.parent.iterdir()) == []


def test_progress_never_goes_back_and_names_the_files(desk, tmp_path):
    application = desk.filled()
    seen = []
    desk.bundles.build(application.id, tmp_path / "p.zip", report=lambda *step: seen.append(step))
    done = [step[0] for step in seen]
    assert done == sorted(done)
    assert any("01_business_licence.jpg" in step[2] for step in seen)


def test_history_is_newest_first_and_knows_what_changed_since(packet):
    desk, application, _target, record = packet
    assert desk.bundles.history(application.id) == [record]
    assert desk.bundles.changed_since(record, desk.bundles.plan(application.id).plan) == []
    desk.add_document("business_licence", "new licence.jpg", b"\xff\xd8 a new one")
    changed = desk.bundles.changed_since(record, desk.bundles.plan(application.id).plan)
    assert [entry.kind for entry in changed] == ["business_licence"]
    noted = desk.bundles.note_submission(record.id, "returned", "SAMPLE-0001", "blurred")
    assert desk.bundles.history(application.id) == [noted]


def test_two_packets_of_one_second_keep_their_order(packet, tmp_path):
    desk, application, _target, record = packet
    twin = msgspec.structs.replace(record, id="twin", path=str(tmp_path / "twin.zip"))
    with desk.store.work("twin") as work:
        work.bundles.save(twin)
    assert [one.id for one in desk.bundles.history(application.id)] == ["twin", record.id]


def test_the_suggested_name_is_the_top_folder(packet):
    desk, application, target, _record = packet
    top = names_of(target)[0].partition("/")[0]
    assert desk.bundles.suggested_name(application.id) == f"{top}.zip"


def test_natural_persons_are_not_named_in_file_names():
    person = a_company(entity_kind="natural_person", legal_name_zh="样本丽")
    application = Application(
        id="a", company_id="company1", platform="ebay", sites=["ebay.us"], created_on=PLANNED
    )
    assert top_folder(application, person, ["us"]) == "ebay_us"


KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from packets import FakeDesk
desk = FakeDesk(Path(sys.argv[2]))
application = desk.applications.find("amazon")
def report(done, total, what):
    print(done, flush=True)
    time.sleep(0.02)
desk.bundles.build(application.id, Path(sys.argv[3]), report=report)
print("ready", flush=True)
"""


@pytest.mark.parametrize("lines", [1, 3, 5, 9])
def test_a_killed_build_leaves_no_file_of_the_final_name(desk, tmp_path, lines):
    desk.filled()
    target = tmp_path / "out" / "packet.zip"
    command = [
        sys.executable,
        "-c",
        KILLED,
        str(Path(__file__).parent),
        str(desk.store.blobs.folder.parent),
        str(target),
    ]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        said = [process.stdout.readline().strip() for _line in range(lines)]
        process.kill()
        said += process.stdout.read().split()
    assert said[0].isdigit(), said
    assert "ready" not in said
    assert not target.exists()
    shutil.rmtree(target.parent, ignore_errors=True)
    record, _findings, _omissions = desk.bundles.build(desk.applications.find("amazon").id, target)
    assert verify(target).ok
    assert record.path == str(target)


TEXT = st.text(min_size=0, max_size=60)
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"com{n}" for n in range(1, 10)),
    *(f"lpt{n}" for n in range(1, 10)),
}


def windows_takes(path):
    for part in PureWindowsPath(path).parts:
        assert not re.search(r'[<>:"|?*\\\x00-\x1f]', part), path
        assert part == part.rstrip(" ."), path
        assert part.split(".")[0].strip().lower() not in RESERVED, path
    assert not PureWindowsPath(path).is_absolute()
    assert PureWindowsPath(path).drive == ""
    assert PureWindowsPath(path).as_posix() == path


@given(
    kind=TEXT,
    name=TEXT,
    side=st.sampled_from(["", "front", "back", "both"]),
    forbidden=st.text("_-() .", max_size=3),
)
@settings(max_examples=150)
def test_document_names_are_taken_by_windows(kind, name, side, forbidden):
    needs = [need("one", "company", [kind]), need("two", "person", [kind, "id_card"])]
    documents = [
        Document(
            id=str(n),
            company_id="c",
            kind=kind,
            name=name,
            sha256="0" * 64,
            size=1,
            added_on=PLANNED,
            side=side,
        )
        for n in range(3)
    ]
    chosen = chosen_documents(needs, documents, "a")
    assert len(chosen) == len(documents)
    copies = [(group, copy_of_(one)) for group, one in chosen]
    entries = plan_copies(copies, forbidden)
    paths = [entry.path for entry in entries]
    assert len({path.casefold() for path in paths}) == 3
    for entry in entries:
        windows_takes(entry.path)
        assert entry.name.isascii()


@given(company=TEXT, platform=st.sampled_from(["amazon", "ebay"]), names=st.lists(TEXT, max_size=4))
@settings(max_examples=150)
def test_folder_and_table_names_are_taken_by_windows(company, platform, names):
    application = Application(
        id="a",
        company_id="c",
        platform=platform,
        sites=[f"{platform}.us"],
        created_on=PLANNED,
        planned_date=date(2026, 12, 8),
    )
    top = top_folder(application, a_company(legal_name_zh=company), ["us"])
    windows_takes(top)
    entries = plan_files({"listings": [(name, b"x") for name in names]}, set())
    assert len({entry.path.casefold() for entry in entries}) == len(names)
    for entry in entries:
        windows_takes(entry.path)


def test_the_record_is_json_that_names_no_person(packet):
    _desk, _application, _target, record = packet
    text = json.dumps(msgspec.to_builtins(record), ensure_ascii=False)
    assert "样本丽" not in text
    assert "110101190001010000" not in text


def test_a_folder_as_target_is_refused_and_the_advice_names_a_zip_in_it(desk, tmp_path):
    application = desk.filled()
    folder = tmp_path / "packets"
    folder.mkdir()

    with pytest.raises(DeskError) as caught:
        desk.bundles.build(application.id, folder)

    assert str(folder / desk.bundles.suggested_name(application.id)) in caught.value.advice
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "packets.zip").exists()


def test_a_name_that_no_disk_takes_is_known_trouble(desk, tmp_path):
    application = desk.filled()

    with pytest.raises(DeskError) as caught:
        desk.bundles.build(application.id, tmp_path / ("a" * 300 + ".zip"))

    assert "too long" in caught.value.advice
