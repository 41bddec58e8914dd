"""Which certificate a document is decides which requirement it answers: on screen, in the check and in the packet."""

import json
from datetime import date

import pytest

from seller_desk.cli.entry import main
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.needs import requirements_met, requirements_of
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.bundle.plan import chosen_documents
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.model import Document

TODAY = date(2026, 11, 24)
WANTED = ("us.fcc", "us.cpc")


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    with open_desk(DataFolder(folder), write=True) as desk:
        with desk.store.work("set up") as work:
            work.companies.save(
                Company(id="c", legal_name_zh="样本", entity_kind="mainland_company")
            )
            work.applications.save(
                Application(
                    id="a",
                    company_id="c",
                    platform="amazon",
                    sites=["amazon.us"],
                    categories=["headphones", "toys"],
                    created_on=TODAY,
                )
            )
        desk.preparation.set_trait("c", "toys", "electrical", yes=True)
    return folder


@pytest.fixture
def desk(data):
    with open_desk(DataFolder(data), write=True) as made:
        made.today = lambda: TODAY
        yield made


def file(desk, name, certificate="", kind="product_certificate"):
    document = Document(
        id=f"d-{name}",
        company_id="c",
        kind=kind,
        name=name,
        certificate=certificate,
        sha256="0" * 64,
        size=1,
        added_on=TODAY,
        inspection={"type": "pdf", "pages": [{"number": 1}], "pages_total": 1},
    )
    with desk.store.work("x") as work:
        work.documents.save(document)
    return document


def states(desk):
    found = {one.requirement.id: one for one in desk.documents.requirements("c", "a")}
    return {one: found[one].state for one in WANTED}


def unnamed(desk):
    return [
        one
        for one in desk.documents.findings("c", "a")
        if one.code == "document.certificate_unnamed"
    ]


def test_a_certificate_answers_what_it_was_said_to_be_and_nothing_else(desk):
    assert states(desk) == {"us.fcc": "missing", "us.cpc": "missing"}
    file(desk, "scan0001.pdf", "us.fcc")
    found = states(desk)
    assert found["us.fcc"] != "missing"
    assert found["us.cpc"] == "missing"
    assert unnamed(desk) == []


def test_what_the_seller_said_stands_over_the_words_of_the_name(desk):
    file(desk, "FCC.pdf", "us.cpc")
    found = states(desk)
    assert (found["us.fcc"], found["us.cpc"] != "missing") == ("missing", True)


def test_a_certificate_is_known_by_the_words_in_its_name(desk):
    file(desk, "FCC_report.pdf", kind="test_report")
    found = states(desk)
    assert found["us.fcc"] != "missing"
    assert found["us.cpc"] == "missing"


def test_one_of_which_nobody_said_what_it_is_answers_nothing_and_is_asked_about(desk):
    document = file(desk, "scan0001.pdf")
    assert states(desk) == {"us.fcc": "missing", "us.cpc": "missing"}
    (found,) = unnamed(desk)
    assert (found.subject.id, found.place.field, found.severity) == (
        document.id, "certificate", "hint",
    )  # fmt: skip


def test_check_and_packet_take_only_the_right_one(desk):
    fcc = file(desk, "scan0001.pdf", "us.fcc")
    file(desk, "scan0002.pdf", "eu.ce")
    application, company = desk.applications.find("a"), desk.companies.find("c")
    said = {"toys": (("electrical", True),)}
    needs = requirements_of(desk.rules(), application, company, TODAY, said)
    documents = desk.documents.list("c")
    met = requirements_met(needs, documents, "a")
    assert met["us.fcc"] == [fcc.id]
    assert met["us.cpc"] == []
    assert [one.id for _group, one in chosen_documents(needs, documents, "a")] == [fcc.id]
    (site,) = desk.preparation.compliance("c", "headphones", ["amazon.us"])
    shown = {one.demand.entry.id: one.state for one in site.demands}
    assert shown["us.fcc"] == "on_file"


def run(data, capsys, *words):
    code = main(["--lang", "en", "--data-dir", str(data), "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_the_terminal_says_which_certificate_a_document_is(data, capsys):
    with open_desk(DataFolder(data), write=True) as desk:
        file(desk, "scan0001.pdf")
        file(desk, "licence.pdf", kind="business_licence")
    words = ("documents", "certificate", "scan0001.pdf")
    code, document = run(data, capsys, *words, "us.fcc")
    assert (code, document["certificate"]) == (0, "us.fcc")
    with open_desk(DataFolder(data), write=False) as desk:
        assert states(desk)["us.fcc"] != "missing"
    code, document = run(data, capsys, *words)
    assert (code, document["certificate"]) == (0, "")
    code, document = run(data, capsys, *words, "us.nonsense")
    assert code == 2
    assert "us.fcc" in document["error"]["advice"]
    code, document = run(data, capsys, "documents", "certificate", "licence.pdf", "us.fcc")
    assert code == 2
    code, document = run(data, capsys, "documents", "certificate", "nothing.pdf", "us.fcc")
    assert code == 3
