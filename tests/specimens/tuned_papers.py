"""The half that the reader's catalogue may be tuned to: licences, identity papers, Hong Kong papers, certificates."""

from collections.abc import Callable

from tests.specimens.held_licences import SCOPE
from tests.specimens.pen import BLUE, GREY, Sheet
from tests.specimens.people import Cast, capital_words, mrz, zh

LAYOUTS: dict[str, Callable[[Cast], Sheet]] = {}


def layout(draw: Callable[[Cast], Sheet]) -> Callable[[Cast], Sheet]:
    """Register a layout under its function's name."""
    LAYOUTS[draw.__name__] = draw
    return draw


def pairs(s: Sheet, rows, x: float, value_x: float, y: float, step: float, size: float = 4.2):
    """Label, field, words, truth: one under the other."""
    for n, (label, field, words, truth) in enumerate(rows):
        s.t(x, y + step * n, label, size, colour=GREY)
        if field:
            s.val(field, value_x, y + step * n, words, size, truth=truth or words)
        else:
            s.t(value_x, y + step * n, words, size)


@layout
def licence_center(c: Cast) -> Sheet:
    """Landscape, code in the middle under the title, spread labels."""
    s = Sheet("business_licence", 297, 210, face="sans", paper=(254, 252, 244))
    s.frame(8)
    s.t(148, 32, "营 业 执 照", 17, "bold", anchor="mm")
    s.t(148, 47, "(副 本)", 6, anchor="mm")
    s.t(118, 57, "统一社会信用代码", 4.2, anchor="rm")
    s.val("unified_social_credit_code", 122, 55, c.code, 4.6, "bold")
    s.qr(250, 20, 28, 3)
    rows = (
        ("名称", "legal_name", c.name_zh, ""),
        ("类型", "entity_type", "有限责任公司", ""),
        ("法定代表人", "legal_representative", c.person, ""),
        ("注册资本", "registered_capital", capital_words(c.capital), ""),
        ("成立日期", "established_on", zh(c.founded), c.founded.isoformat()),
        ("营业期限", "valid_until", f"自{zh(c.founded)}至长期", "长期"),
        ("住所", "address", c.address, ""),
    )
    for n, (label, field, words, truth) in enumerate(rows):
        s.spread(40, 70 + 11 * n, 26, label, 4.6)
        s.val(field, 74, 70 + 11 * n, words, 4.6, truth=truth or words)
    s.spread(40, 150, 26, "经营范围", 4.6)
    s.val("business_scope", 74, 150, SCOPE[:80], 4, width=130)
    s.t(214, 170, "登记机关", 4.6)
    s.t(214, 186, zh(c.issued), 4.6)
    s.seal(234, 176, 18, f"{c.city[1]}市场监督管理局")
    return s


@layout
def licence_partner(c: Cast) -> Sheet:
    """Partnership: executing partner, principal place of business."""
    s = Sheet("business_licence", 297, 210, face="serif", paper=(252, 248, 236))
    s.frame(6)
    s.t(148, 34, "营业执照", 18, "serifbold", anchor="mm")
    s.t(24, 34, "统一社会信用代码", 4)
    s.val("unified_social_credit_code", 24, 40, c.code, 5, "latin")
    s.qr(244, 22, 30, 8)
    left = (
        ("名    称", "legal_name", c.name_zh[:-4] + "合伙企业（有限合伙）", ""),
        ("类    型", "entity_type", "有限合伙企业", ""),
        ("执行事务合伙人", "legal_representative", c.person, ""),
    )
    right = (
        ("出 资 额", "registered_capital", f"{c.capital // 10000}万元", ""),
        ("成立日期", "established_on", zh(c.founded), c.founded.isoformat()),
        ("合伙期限", "valid_until", f"{zh(c.founded)}至{zh(c.expires)}", c.expires.isoformat()),
    )
    pairs(s, left, 24, 60, 76, 15, 4.4)
    pairs(s, right, 166, 192, 76, 15, 4.4)
    s.t(24, 122, "经营范围", 4.4, colour=GREY)
    s.val("business_scope", 60, 122, SCOPE[:72], 4, width=96)
    s.t(166, 122, "主要经营场所", 4.4, colour=GREY)
    s.val("address", 198, 122, c.address, 4.4, width=80)
    s.t(200, 166, "登记机关", 5)
    s.seal(226, 172, 19, f"{c.city[1]}{c.city[2]}行政审批局")
    return s


@layout
def incorporation_old(c: Cast) -> Sheet:
    """Hong Kong certificate of incorporation, older English form with words for the day."""
    s = Sheet("hk_incorporation", 210, 297, face="roman", hong_kong=True)
    s.t(150, 24, f"No.  {c.br_number[1:]}", 4)
    s.truth.fields["number"] = c.br_number[1:]
    s.t(105, 60, "COMPANIES ORDINANCE", 5, anchor="mm")
    s.t(105, 68, "(CHAPTER 622)", 4, anchor="mm")
    s.t(105, 84, "香港法例第622章 公司條例", 4.4, "serif", anchor="mm")
    s.t(105, 104, "CERTIFICATE OF INCORPORATION", 7.4, "romanbold", anchor="mm")
    s.t(105, 116, "公 司 註 冊 證 書", 7, "serifbold", anchor="mm")
    s.t(105, 134, "I hereby certify that", 4.6, anchor="mm")
    s.val("legal_name", 105, 148, c.name_en.upper(), 6, "romanbold", anchor="mm")
    s.t(105, 158, f"({c.name_hk})", 6, "serifbold", anchor="mm")
    s.t(
        105,
        174,
        "is this day incorporated in Hong Kong under the Companies Ordinance,",
        4,
        anchor="mm",
    )
    s.t(105, 181, "and that this company is limited.", 4, anchor="mm")
    day = c.founded
    s.val(
        "registered_on",
        28,
        204,
        f"Issued by the undersigned on {day.day} {day:%B} {day.year}.",
        4.2,
        truth=day.isoformat(),
    )
    s.t(140, 236, "for Registrar of Companies", 4, anchor="mm")
    return s


@layout
def business_registration_new(c: Cast) -> Sheet:
    """Hong Kong business registration with the number as unique business identifier; dates left and right."""
    s = Sheet(
        "hk_business_registration", 210, 160, face="sans", paper=(250, 246, 246), hong_kong=True
    )
    s.t(105, 12, "香港特別行政區政府 稅務局商業登記署", 3.8, anchor="mm")
    s.t(105, 20, "商業登記證 BUSINESS REGISTRATION CERTIFICATE", 4.8, "bold", anchor="mm")
    start = c.issued
    end = start.replace(year=start.year + 1)
    number = f"{c.br_number}-000-{start:%m}-{start:%y}-A"
    rows = (
        ("業務所用名稱 Name of Business", "legal_name", c.name_en.upper(), ""),
        ("", "", c.name_hk, ""),
        ("地址 Address", "address", ", ".join(c.address_en).upper(), ""),
        ("業務性質 Nature of Business", "", "TRADING", ""),
        ("法律地位 Status", "", "BODY CORPORATE 法團", ""),
        ("生效日期 Date of Commencement", "registered_on", f"{start:%d/%m/%Y}", start.isoformat()),
        ("屆滿日期 Date of Expiry", "valid_until", f"{end:%d/%m/%Y}", end.isoformat()),
        ("登記證號碼 Certificate No.", "number", number, ""),
    )
    for n, (label, field, words, truth) in enumerate(rows):
        s.t(14, 34 + 12 * n, label, 3.2)
        if field:
            s.val(field, 82, 34 + 12 * n, words, 3.4, width=112, truth=truth or words)
        else:
            s.t(82, 34 + 12 * n, words, 3.4)
    return s


@layout
def company_number_list(c: Cast) -> Sheet:
    """Business registration, older print: columns with labels above."""
    s = Sheet(
        "hk_business_registration", 210, 140, face="serif", paper=(248, 250, 246), hong_kong=True
    )
    s.t(105, 14, "BUSINESS REGISTRATION ORDINANCE", 4.4, "romanbold", anchor="mm")
    s.t(105, 22, "Business Registration Certificate 商業登記證", 4.6, anchor="mm")
    start = c.founded
    end = start.replace(year=start.year + 3)
    s.t(14, 34, "Name of Business/ Corporation 業務／法團所用名稱", 3)
    s.val("legal_name", 14, 40, c.name_en.upper(), 4)
    s.t(14, 52, "Address 地址", 3)
    s.val("address", 14, 58, ", ".join(c.address_en), 3.8, truth=", ".join(c.address_en))
    for x, label, field, words, truth in (
        (
            14,
            "Date of Commencement 生效日期",
            "registered_on",
            f"{start.day} {start:%b} {start.year}",
            start.isoformat(),
        ),
        (
            78,
            "Date of Expiry 屆滿日期",
            "valid_until",
            f"{end.day} {end:%b} {end.year}",
            end.isoformat(),
        ),
        (
            136,
            "Certificate No. 登記證號碼",
            "number",
            f"{c.br_number}-000-{start:%m}-{start:%y}-7",
            "",
        ),
    ):
        s.t(x, 80, label, 3)
        s.val(field, x, 87, words, 3.8, truth=truth or words)
    return s


@layout
def id_front_minority(c: Cast) -> Sheet:
    """ID front, long name with a dot, other spacing."""
    from dataclasses import replace

    c = replace(c, person="阿依古丽·样本")
    s = Sheet("id_card", 85.6, 54, dpi=380, paper=(228, 238, 246), side="front")
    s.t(6, 6.5, "姓名", 2.8, colour=BLUE)
    s.val("name", 16, 6, c.person, 3.4)
    s.t(6, 14, "性别", 2.8, colour=BLUE)
    s.t(16, 13.8, c.sex, 3.2)
    s.t(28, 14, "民族", 2.8, colour=BLUE)
    s.t(36, 13.8, "维吾尔", 3.2)
    s.t(6, 21, "出生", 2.8, colour=BLUE)
    s.t(16, 20.8, f"{c.born.year}", 3.2)
    s.t(25.5, 21, "年", 2.6, colour=BLUE)
    s.t(29.5, 20.8, f"{c.born.month}", 3.2)
    s.t(34, 21, "月", 2.6, colour=BLUE)
    s.t(38, 20.8, f"{c.born.day}", 3.2)
    s.t(43, 21, "日", 2.6, colour=BLUE)
    s.truth.fields["birth_date"] = c.born.isoformat()
    s.t(6, 28, "住址", 2.8, colour=BLUE)
    s.val("address", 16, 27.8, c.address, 3.1, width=38)
    s.t(6, 46.4, "公民身份号码", 2.8, colour=BLUE)
    s.val("id_number", 30, 45.8, c.id_number, 3.6, "bold")
    s.face_at(58, 8, 21, 26)
    return s


@layout
def id_back_old(c: Cast) -> Sheet:
    """ID back, another size."""
    s = Sheet("id_card", 86, 54, dpi=300, paper=(240, 240, 232), side="back")
    s.t(48, 10, "中华人民共和国", 4.6, "serif", anchor="mm")
    s.t(48, 18.5, "居民身份证", 7.4, "serifbold", anchor="mm")
    start = c.founded
    s.t(18, 38, "签发机关", 2.8)
    s.val("issuer", 32, 37.8, f"{c.city[2]}公安局", 3.2)
    s.t(18, 45, "有效期限", 2.8)
    end = start.replace(year=start.year + 20)
    s.val("valid_until", 32, 44.8, f"{start:%Y.%m.%d}-{end:%Y.%m.%d}", 3.2, truth=end.isoformat())
    s.truth.fields["valid_from"] = start.isoformat()
    return s


@layout
def passport_page(c: Cast) -> Sheet:
    """Chinese passport of another printing: slashes and labels below one another."""
    s = Sheet("passport", 125, 88, dpi=280, paper=(244, 240, 232), face="sans")
    s.t(10, 6, "中华人民共和国 PEOPLE'S REPUBLIC OF CHINA", 2.8)
    s.t(96, 6, "护照/PASSPORT", 3)
    s.face_at(8, 18, 30, 36)
    end = c.issued.replace(year=c.issued.year + 3)
    left = (
        ("护照号/Passport No.", "number", c.passport, ""),
        ("姓名/Name", "name", c.person, ""),
        ("姓/Surname", "surname", c.surname, ""),
        ("名/Given names", "given_names", c.given, ""),
        ("国籍/Nationality", "", "中国/CHINESE", ""),
        ("出生日期/Date of birth", "birth_date", f"{c.born:%d %b %Y}".upper(), c.born.isoformat()),
        ("有效期至/Date of expiry", "valid_until", f"{end:%d %b %Y}".upper(), end.isoformat()),
    )
    for n, (label, field, words, truth) in enumerate(left):
        s.t(44, 14 + 7.4 * n, label, 1.8, colour=GREY)
        if field:
            s.val(field, 44, 16.4 + 7.4 * n, words, 3, truth=truth or words)
        else:
            s.t(44, 16.4 + 7.4 * n, words, 3)
    s.truth.fields["nationality"] = "CHN"
    upper, lower = mrz(c, "CHN", c.passport, end)
    s.t(6, 71, upper, 3.9, "mono")
    s.t(6, 78, lower, 3.9, "mono")
    return s
