"""Matching on a desk: documents with the company data, severity by site, findings, scope, capital, translations."""

from datetime import date

import pytest

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.wording import wording
from seller_desk.core.company.model import Address
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.reading.model import FieldValue, Kind, PageText, Reading, TextLine
from seller_desk.core.services.documents_matching import MatchService
from tests.specimens.people import cast

C = cast(20)
DAY = date(2026, 11, 24)


def line(text, number=0):
    return TextLine(text=text, confidence=0.99, page=1, box=(10, 10 + 40 * number, 300, 30))


def reading(kind, side="", texts=(), sure=0.97, **fields):
    """What a paper says, each field on a line of its own."""
    values = [
        FieldValue(name=name, value=value, confidence=sure, page=1, box=(10, 10 + 40 * n, 300, 30))
        for n, (name, value) in enumerate(fields.items())
    ]
    lines = [line(text, n) for n, text in enumerate(texts or [one.value for one in values])]
    page = PageText(number=1, size=(1000, 1400), source="ocr", lines=lines)
    return Reading(kind=Kind(kind=kind, side=side, confidence=1.0), fields=values, pages=[page])


LICENCE = {
    "legal_name": C.name_zh,
    "unified_social_credit_code": C.code,
    "legal_representative": C.person,
    "address": C.address,
    "registered_capital": "壹佰万元人民币",
    "business_scope": "家居用品销售；货物进出口",
}


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True, vault=SessionVault()) as made:
        made.today = lambda: DAY
        yield made


class Papers:
    """Documents with what was read of them, on a desk with one company and one application."""

    def __init__(self, desk, site="amazon.us"):
        self.desk, self.readings = desk, {}
        self.company = desk.companies.create()
        self.set(legal_name_zh=C.name_zh, unified_social_credit_code=C.code)
        platform, _dot, country = site.partition(".")
        self.application = desk.applications.new(self.company.id, platform, [country or site])
        self.service = MatchService(
            desk.store, desk.rules, desk.today, lambda one: self.readings.get(one.id), lambda: desk.applications
        )  # fmt: skip

    def set(self, **values):
        told = {name.replace("__", "."): value for name, value in values.items()}
        self.desk.companies.set_values(self.company.id, told, "typed")

    def add(self, key, found, **more):
        kind = found.kind.kind if found else "unknown"
        document = Document(
            id=key,
            company_id=self.company.id,
            kind=kind,
            name=f"{key}.jpg",
            sha256=key * 8,
            size=1,
            added_on=DAY,
            **more,
        )
        with self.desk.store.work("Add") as work:
            work.documents.save(document)
        if found:
            self.readings[key] = found
        return document

    def findings(self):
        return self.service.findings(self.company.id, self.application.id)

    def codes(self):
        return [(one.code, one.severity.value, one.place.field) for one in self.findings()]

    def row(self, fact):
        matrix = self.service.matrix(self.company.id, self.application.id)
        return next(one for one in matrix.rows if one.fact == fact)


@pytest.fixture
def papers(desk):
    made = Papers(desk)
    made.add("licence", reading("business_licence", **LICENCE))
    return made


def bill(**more):
    return reading("utility_bill", **{"holder": C.name_zh, "address": C.address, **more})


def test_documents_that_agree_raise_nothing(papers):
    papers.add("bill", bill())
    assert papers.codes() == []
    assert papers.row("legal_name").severity == ""


def test_amazon_refuses_a_name_that_lacks_characters(papers):
    papers.add("bill", bill(holder=C.name_zh.replace("有限", "")))
    (found,) = papers.findings()
    assert (found.code, found.severity) == ("document.mismatch_part", Severity.BLOCKER)
    assert (found.subject.id, found.place.field) == ("bill", "legal_name")
    assert (found.place.page, found.place.box) == (1, (10, 10, 300, 30))
    assert found.place.page_size == (1000, 1400)
    assert found.sources[0].confidence == "official"
    assert found.site == "amazon.us"
    assert C.name_zh in wording(found).detail


def test_where_only_the_guide_speaks_it_warns(desk):
    papers = Papers(desk, site="temu")
    papers.add("licence", reading("business_licence", **LICENCE))
    papers.add("bill", bill(holder=C.name_zh.replace("有限", "")))
    assert papers.codes() == [("document.mismatch_part", "warning", "legal_name")]


def test_an_unsure_reading_never_blocks(papers):
    papers.add("bill", reading("utility_bill", sure=0.4, holder=C.name_zh[1:], address=C.address))
    assert [one[1] for one in papers.codes()] == ["warning"]


def test_what_the_seller_confirmed_goes_over_what_was_read(papers):
    papers.add("bill", bill(holder=C.name_zh[1:]), confirmed={"holder": C.name_zh})
    assert papers.codes() == []
    cell = papers.row("legal_name").cell("bill")
    assert (cell.said.source, cell.said.page) == ("confirmed", 1)


def test_company_data_that_differ_are_told_of_the_company(papers):
    papers.set(unified_social_credit_code=cast(41).code)
    (found,) = papers.findings()
    assert (found.code, found.subject.kind) == ("document.mismatch", "company")


def test_the_operating_address_is_as_right(papers):
    papers.set(
        registered_address=Address(street="别处里9号", city="杭州市", province="浙江省"),
        operating_same=False,
        operating_address=Address(street=C.address),
    )
    assert papers.row("registered_address").difference == "identical"


def test_id_numbers_are_masked_in_findings(papers):
    papers.set(legal_representative__id_number=cast(41).id_number)
    papers.add("front", reading("id_card", "front", name=C.person, id_number=C.id_number))
    (found,) = papers.findings()
    assert "*" in found.measured
    assert C.id_number not in wording(found).sentence


def test_documents_that_were_not_read_are_named_and_say_nothing(papers):
    papers.add("late", None)
    matrix = papers.service.matrix(papers.company.id, papers.application.id)
    assert matrix.unread == ["late.jpg"]
    assert papers.codes() == []


def test_a_void_document_takes_no_part(papers):
    papers.add("bill", bill(holder="别的有限公司"), void_on=date(2026, 1, 1))
    assert papers.codes() == []


def test_a_document_of_another_application_takes_no_part(papers):
    papers.add("bill", bill(holder="别的有限公司"), application_ids=["another"])
    assert papers.codes() == []


def test_a_file_that_could_not_be_read_takes_no_part(papers):
    papers.add("bad", Reading(code="unreadable", reason="There is no such file"))
    assert papers.codes() == []


def test_the_form_has_a_column_of_its_own(papers):
    row = papers.row("legal_name")
    assert row.cell("form").value == C.name_zh
    matrix = papers.service.matrix(papers.company.id, None)
    assert matrix.column("form") is None
    assert papers.service.matrix(papers.company.id, None, site="ebay.us").column("form")


def test_the_steps_problems_hold_them(desk, papers):
    desk.matching._ask = lambda one: papers.readings.get(one.id)
    papers.add("bill", bill(holder="别的有限公司"))
    codes = [one.code for one in desk.documents.findings(papers.company.id, papers.application.id)]
    assert "document.mismatch" in codes


def test_scope_and_capital_are_those_of_the_guide(desk):
    papers = Papers(desk)
    poor = {**LICENCE, "registered_capital": "叁拾万元人民币", "business_scope": "餐饮服务"}
    papers.add("licence", reading("business_licence", **poor))
    found = {one.code: one for one in papers.findings()}
    assert found["document.scope_lacks"].severity is Severity.WARNING
    assert found["document.capital_low"].severity is Severity.HINT
    assert "300,000" in wording(found["document.capital_low"]).detail
    # A scope that names the goods of the application fits; dollars are not compared with yuan.
    application = desk.applications.get(papers.application.id)
    desk.applications.update(type(application)(**{**_as_dict(application), "categories": ["toys"]}))
    rich = {**LICENCE, "registered_capital": "30万美元", "business_scope": "玩具销售"}
    papers.readings["toys"] = reading("business_licence", **rich)
    papers.desk.documents.remove("licence")
    papers.add("toys", papers.readings["toys"])
    assert papers.codes() == []


def _as_dict(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


PASSPORT = {"name": "JOHN SAMPLE", "number": "X1234567", "valid_until": "2031-05-06"}


def test_a_foreign_representative_shows_a_passport_with_a_translation(papers):
    papers.set(legal_representative__name_zh="约翰", legal_representative__nationality="US")
    codes = [one.code for one in papers.findings()]
    assert "document.passport_missing" in codes
    papers.add("passport", reading("passport", **PASSPORT))
    codes = [one.code for one in papers.findings()]
    assert "document.translation_missing" in codes
    assert "document.passport_missing" not in codes


def translated(*texts):
    return reading("translation", texts=texts)


def test_a_translation_must_repeat_numbers_dates_and_names(papers):
    papers.add("passport", reading("passport", **PASSPORT))
    papers.add(
        "good",
        translated("护照译文", "姓名：JOHN SAMPLE", "号码 X1234567", "有效期至 2031年5月6日"),
    )
    papers.service.link_translation("good", "passport")
    assert [one for one in papers.findings() if one.subject.id == "good"] == []
    papers.add(
        "bad", translated("护照译文", "姓名：JOHN SIMPLE", "号码 X1234568", "有效期至 2031年5月7日")
    )
    papers.service.link_translation("bad", "passport")
    found = {one.place.field: one for one in papers.findings() if one.subject.id == "bad"}
    assert set(found) == {"name", "number", "valid_until"}
    assert {one.code for one in found.values()} == {"document.translation_differs"}
    assert found["valid_until"].measured == "2031-05-07"


def test_a_number_that_the_translation_leaves_out_is_missed(papers):
    papers.add("passport", reading("passport", **PASSPORT))
    papers.add("short", translated("护照译文", "姓名：约翰"))
    papers.service.link_translation("short", "passport")
    found = {one.place.field: one for one in papers.findings() if one.subject.id == "short"}
    # Names are put into words of the other language; figures are not.
    assert set(found) == {"number", "valid_until"}
    assert "was not found" in wording(found["valid_until"]).detail


def test_a_link_leads_to_an_original_and_never_in_a_circle(papers):
    papers.add("one", translated("译文"))
    papers.add("two", translated("译文"))
    papers.service.link_translation("two", "one")
    for wrong in (("one", "two"), ("one", "one"), ("one", "nobody"), ("nobody", "one")):
        with pytest.raises(DeskError):
            papers.service.link_translation(*wrong)
    assert papers.service.link_translation("two", "").translation_of == ""


def test_a_company_that_is_gone_is_told(papers):
    with pytest.raises(DeskError):
        papers.service.matrix("nobody")


def test_six_months_left_are_judged_by_the_date_that_was_read(papers):
    papers.add("back", reading("id_card", "back", valid_until="2027-01-31", issuer="某市公安局"))
    (found,) = papers.findings()
    assert (found.code, found.place.field) == ("document.validity_short", "valid_until")
    assert found.place.box == (10, 10, 300, 30)
    assert found.required.value == 6


def test_a_date_that_the_seller_typed_goes_over_the_one_that_was_read(papers):
    found = reading("id_card", "back", valid_until="2020-01-31", issuer="某市公安局")
    papers.add("back", found, valid_until=date(2040, 1, 31))
    papers.add("more", found, long_term=True)
    assert papers.codes() == []


def test_dates_without_an_end_and_what_is_no_date_are_left_alone(papers):
    for key, value in (("one", "长期"), ("two", "2026-99-99")):
        papers.add(key, reading("id_card", "back", valid_until=value, issuer="某市公安局"))
    assert [one for one in papers.findings() if one.code != "document.mismatch"] == []


def test_an_old_bill_is_told_by_the_date_on_it(papers):
    papers.add("bill", bill(issued_on="2026-01-05"))
    assert [one.code for one in papers.findings()] == ["document.issued_too_long_ago"]
