"""A file that holds several papers is told with the pages of each; one paper of several pages is left in peace."""

import msgspec
import pytest

from seller_desk.core.base.findings import Severity, Subject
from seller_desk.core.base.wording import wording
from seller_desk.core.documents.reading.catalogue import catalogue, kind_rules
from seller_desk.core.documents.reading.mixed import mixed_findings, papers_of
from tests.unit.documents_reading.pages import page

LICENCE = ("营业执照", "统一社会信用代码", "法定代表人", "注册资本", "经营范围", "登记机关")
FRONT = ("姓名", "性别", "民族", "住址", "公民身份号码")
BACK = ("中华人民共和国", "居民身份证", "签发机关", "有效期限")
STATEMENT = ("招商银行", "对账单", "户名", "账号", "交易日期", "支出", "收入", "余额")
MORE = (
    "交易日期 摘要 支出 收入 余额",
    "国网浙江省电力有限公司 电费 230.15",
    "水费 54.00",
    "余额 1200.00",
)
PURE = ("2026-10-02 货款 3000.00", "2026-10-03 货款 120.00")
BILL = ("国网浙江省电力有限公司", "电费账单", "用电地址", "户号", "电量", "千瓦时")
INCORPORATION = (
    "CERTIFICATE OF INCORPORATION",
    "公司註冊證明書",
    "Registrar of Companies",
    "公司註冊處",
)
REGISTRATION = (
    "商業登記證",
    "BUSINESS REGISTRATION CERTIFICATE",
    "Business Registration Ordinance",
)
TRANSLATION = ("译文", "本译文与原件一致", "翻译专用章")


def pages(*texts):
    return [
        page(*((40, 40 * n, text) for n, text in enumerate(lines)), number=number)
        for number, lines in enumerate(texts, 1)
    ]


def told(papers):
    return list(
        mixed_findings(Subject(kind="document", id="d", label="all.pdf"), "all.pdf", papers)
    )


def test_papers_of_several_kinds_are_told_with_their_pages():
    papers = papers_of(pages(LICENCE, FRONT, BACK, STATEMENT, PURE, BILL))
    assert papers == [
        ("business_licence", [1]),
        ("id_card", [2, 3]),
        ("bank_statement", [4]),
        ("utility_bill", [6]),
    ]
    (finding,) = told(papers)
    assert (finding.code, finding.severity) == ("document.several_papers", Severity.WARNING)
    assert (finding.place.page, finding.fix) == (2, "split")
    assert finding.measured[1] == "ID card (page 2-3)"
    assert "all.pdf holds several papers" in wording(finding).sentence


@pytest.mark.parametrize(
    "texts",
    [
        (STATEMENT, MORE, MORE, PURE),
        (STATEMENT, STATEMENT),
        (FRONT, BACK),
        (LICENCE, PURE),
        (LICENCE, TRANSLATION),
        (INCORPORATION, REGISTRATION),
        (PURE, PURE),
        (LICENCE,),
        (),
    ],
)
def test_one_paper_of_several_pages_is_left_in_peace(texts):
    assert papers_of(pages(*texts)) == []
    assert told([]) == []


def test_two_licences_or_two_people_in_one_file_are_two_papers():
    """Known by numbers whose check digits fit; the same number again, or a misread one, is the same paper."""
    one, other, misread = "91440100MA9WEU780N", "91510100MAKGHCY1M7", "91440100MA9WEU7800"
    licences = [(*LICENCE, f"统一社会信用代码：{code}") for code in (one, one, misread, other)]
    assert papers_of(pages(*licences)) == [
        ("business_licence", [1, 2, 3]),
        ("business_licence", [4]),
    ]
    assert papers_of(pages(*licences[:3])) == []
    people = [
        text
        for number in ("440111198707110004", "510107197204130002")
        for text in ((*FRONT, f"公民身份号码 {number}"), BACK)
    ]
    papers = papers_of(pages(*people))
    assert papers == [("id_card", [1, 2]), ("id_card", [3, 4])]
    (finding,) = told(papers)
    assert finding.fix == "split"


def test_a_page_that_could_not_be_read_is_no_paper():
    read = pages(LICENCE, FRONT)
    assert papers_of(read)
    read[1] = msgspec.structs.replace(read[1], lines=[], code="unreadable")
    assert papers_of(read) == []


def test_pages_far_behind_count_as_well():
    papers = papers_of(pages(STATEMENT, *([PURE] * 7), LICENCE))
    assert papers == [("bank_statement", [1]), ("business_licence", [9])]


def test_the_catalogue_s_groups_are_kinds():
    rules = catalogue().recognise
    assert {kind for group in rules.together for kind in group} | set(rules.beside) <= set(
        kind_rules()
    )
