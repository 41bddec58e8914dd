"""A finding of several papers in one file leads to the repair, with the splitting at hand."""

import pytest

from seller_desk.ui.pages.documents.checks.repairing import RepairWindow
from tests.specimens.textpdf import STATEMENT, text_pdf

INCORPORATION = (
    (40, 60, "CERTIFICATE OF INCORPORATION"),
    (40, 100, "Registrar of Companies Hong Kong"),
    (40, 130, "Companies Ordinance"),
)


@pytest.fixture
def page(sample_window, settle):
    from seller_desk.ui.pages.documents.page import Page

    sample_window.go("documents")
    settle(sample_window)
    return sample_window.findChild(Page)


def test_it_is_found_after_reading_and_split_from_the_problem(
    page, sample_window, settle, tmp_path
):
    path = tmp_path / "all.pdf"
    path.write_bytes(text_pdf(STATEMENT, INCORPORATION))
    page.intake.add([path])
    settle(sample_window)
    desk, company = page.desk, page.context.company_id
    told = [
        one for one in desk.documents.findings(company) if one.code == "document.several_papers"
    ]
    assert [one.subject.label for one in told] == ["all.pdf"]
    page.reveal(told[0])
    settle(sample_window)
    dict(page.fixes(told[0]))["Repair"]()
    settle(sample_window)
    (window,) = sample_window.findChildren(RepairWindow)
    assert window.focusWidget() is window.join.split
    window.join.split.click()
    settle(sample_window)
    kinds = {one.name: one.kind for one in desk.documents.list(company)}
    assert {"all-1.pdf", "all-2.pdf"} <= set(kinds)
    assert "document.several_papers" not in {one.code for one in desk.documents.findings(company)}
