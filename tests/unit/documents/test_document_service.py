"""Taking in, changing, undo, requirements and their states, through the desk on a real database."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import Cancelled, DeskError, UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parent / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)

TODAY = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.today = lambda: TODAY
        with made.store.work("set up") as work:
            work.companies.save(Company(id="c", legal_name_zh="样本"))
            work.applications.save(
                Application(
                    id="a",
                    company_id="c",
                    platform="amazon",
                    sites=["amazon.us"],
                    planned_date=date(2026, 12, 8),
                    created_on=TODAY,
                )
            )
        yield made
        made.documents.close()


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "licence.jpg").write_bytes(build.jpeg(build.licence(3508)))
    (folder / "sub" / "front.jpg").write_bytes(build.jpeg(build.card()))
    (folder / "sub" / "copy.jpg").write_bytes((folder / "licence.jpg").read_bytes())
    (folder / "notes.txt").write_text("nothing", encoding="utf-8")
    return folder


def state(desk, wanted):
    states = desk.documents.requirements("c", "a")
    return next(one for one in states if one.requirement.id == wanted)


def test_a_folder_is_taken_in_once_and_the_rest_is_reported(desk, files):
    taken = desk.documents.add("c", [files])
    assert [one.name for one in taken.added] == ["licence.jpg", "front.jpg"]
    assert [path.name for path, _one in taken.duplicates] == ["copy.jpg"]
    assert [path.name for path, _why in taken.refused] == ["notes.txt"]
    again = desk.documents.add("c", [files / "licence.jpg"])
    assert not again.added
    assert len(again.duplicates) == 1
    assert desk.documents.started("c")


def test_content_that_comes_again_learns_its_kind_and_the_application_it_serves(desk, files):
    (first,) = desk.documents.add("c", [files / "licence.jpg"], application_id="other").added
    taken = desk.documents.add(
        "c", [files / "licence.jpg"], kind="business_licence", application_id="a"
    )
    ((_path, again),) = taken.duplicates
    assert (again.id, again.kind) == (first.id, "business_licence")
    assert desk.documents.get(first.id).application_ids == ["other", "a"]
    desk.documents.add("c", [files / "licence.jpg"], kind="lease")
    assert desk.documents.get(first.id).kind == "business_licence"


def test_the_original_is_kept_byte_for_byte(desk, files):
    (document,) = desk.documents.add("c", [files / "licence.jpg"]).added
    assert desk.documents.path(document).read_bytes() == (files / "licence.jpg").read_bytes()
    assert desk.documents.inspection(document).pages[0].width == 3508


def test_a_requirement_goes_from_missing_over_problems_to_valid(desk, files):
    assert state(desk, "amazon.business_licence").state == "missing"
    (document,) = desk.documents.add("c", [files / "licence.jpg"], kind="business_licence").added
    assert state(desk, "amazon.business_licence").state == "valid"
    desk.documents.update(document.id, valid_until=date(2027, 1, 18))
    short = state(desk, "amazon.business_licence")
    assert short.state == "problems"
    assert [one.code for one in short.findings] == ["document.validity_short"]
    desk.documents.update(document.id, valid_until=date(2030, 1, 1))
    assert state(desk, "amazon.business_licence").state == "valid"


def test_sides_of_a_card_count_together(desk, files, tmp_path):
    (front,) = desk.documents.add("c", [files / "sub" / "front.jpg"], kind="id_card").added
    desk.documents.update(front.id, side="front")
    lacking = state(desk, "amazon.identity")
    assert [one.code for one in lacking.findings] == ["document.side_missing"]
    other = tmp_path / "back.jpg"
    other.write_bytes(build.jpeg(build.card().rotate(180)))
    (back,) = desk.documents.add("c", [other], kind="id_card").added
    desk.documents.update(back.id, side="back")
    both = state(desk, "amazon.identity")
    assert both.state == "valid"
    assert {one.id for one in both.documents} == {front.id, back.id}


def test_of_two_documents_the_better_one_answers(desk, files, tmp_path):
    grey = tmp_path / "grey.jpg"
    grey.write_bytes(build.jpeg(build.licence(3508).convert("L")))
    desk.documents.add("c", [grey], kind="business_licence")
    assert state(desk, "amazon.business_licence").state == "problems"
    desk.documents.add("c", [files / "licence.jpg"], kind="business_licence")
    found = state(desk, "amazon.business_licence")
    assert found.state == "valid"
    assert [one.name for one in found.documents] == ["licence.jpg"]
    assert [one.name for one in found.others] == ["grey.jpg"]


def test_what_is_not_needed_says_why(desk):
    customs = state(desk, "amazon.customs_record")
    assert customs.state == "not_needed"
    assert "platform logistics" in customs.reason


def test_findings_list_missing_documents_first_blockers(desk):
    found = desk.documents.findings("c", "a")
    assert found[0].code == "document.missing"
    assert found[0].subject.id == "amazon.business_licence"
    severities = [one.severity.value for one in found]
    assert severities == sorted(severities, key=["blocker", "warning", "hint"].index)


def test_remove_and_replace_are_undone_by_the_journal(desk, files):
    (document,) = desk.documents.add("c", [files / "licence.jpg"], kind="business_licence").added
    desk.documents.remove(document.id)
    assert desk.documents.list("c") == []
    desk.store.undo()
    changed = desk.documents.replace(document.id, files / "sub" / "front.jpg")
    assert changed.sha256 != document.sha256
    assert changed.kind == "business_licence"
    with pytest.raises(DeskError):
        desk.documents.replace(document.id, files / "notes.txt")
    desk.store.undo()
    assert desk.documents.get(document.id) == document


def test_a_cancelled_batch_adds_nothing(desk, files):
    with pytest.raises(Cancelled):
        desk.documents.add("c", [files], stop=lambda: True)
    assert desk.documents.list("c") == []


def test_documents_of_one_application_do_not_serve_another(desk, files):
    desk.documents.add("c", [files / "licence.jpg"], kind="business_licence", application_id="z")
    assert state(desk, "amazon.business_licence").state == "missing"
    assert len(desk.documents.list("c")) == 1


def test_unknown_kinds_are_refused(desk, files):
    with pytest.raises(UsageProblem):
        desk.documents.add("c", [files], kind="novel")


def test_pages_are_drawn_and_measures_are_told_with_what_is_asked(desk, files):
    (document,) = desk.documents.add("c", [files / "licence.jpg"], kind="business_licence").added
    image = desk.documents.page_image(document, 1, 400)
    assert (image.width, image.data[:2]) == (400, b"\xff\xd8")
    rows = {row.name: row for row in desk.documents.measures(document, "a")}
    assert rows["Resolution"].measured == "300 dpi"
    assert rows["Validity"].required == "60 days or more left"
    desk.documents.path(document).unlink()
    with pytest.raises(DeskError):
        desk.documents.page_image(document, 1, 400)
