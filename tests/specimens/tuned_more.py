"""The half that may be tuned to, continued: forms in boxes, wrapped values, labels in two languages over each other."""

from collections.abc import Callable
from datetime import timedelta

from tests.specimens.held_licences import SCOPE
from tests.specimens.held_money import month_before
from tests.specimens.pen import BLUE, GREY, Sheet
from tests.specimens.people import Cast, capital_words, zh

LAYOUTS: dict[str, Callable[[Cast], Sheet]] = {}


def layout(draw: Callable[[Cast], Sheet]) -> Callable[[Cast], Sheet]:
    """Register a layout under its function's name."""
    LAYOUTS[draw.__name__] = draw
    return draw


def licence(c: Cast, rows, *, columns: int, face: str, size: float, value_width: float) -> Sheet:
    """A landscape licence of label and value in one or two columns, values broken where they are too long."""
    s = Sheet("business_licence", 297, 210, face=face, paper=(253, 250, 240))
    s.frame(7)
    s.t(148, 32, "营业执照", 18, "bold", anchor="mm")
    s.t(148, 46, "（副  本）", 5.4, anchor="mm")
    s.t(20, 32, "统一社会信用代码", 3.8)
    s.val("unified_social_credit_code", 20, 38, c.code, 5, "bold")
    s.qr(250, 20, 26, 5)
    half = (len(rows) + columns - 1) // columns
    for n, (label, field, words, truth) in enumerate(rows):
        x, y = 20 + 140 * (n // half), 64 + (16 if columns > 1 else 12) * (n % half)
        s.spread(x, y, 25, label, size, colour=GREY)
        if field:
            s.val(field, x + 31, y, words, size, truth=truth or words, width=value_width)
        else:
            s.t(x + 31, y, words, size)
    s.spread(20, 140, 25, "经营范围", size, colour=GREY)
    s.val("business_scope", 51, 140, SCOPE[:76], 3.8, width=104)
    s.t(206, 168, "登记机关", 5)
    s.t(214, 184, zh(c.issued), 4.6)
    s.seal(236, 176, 19, f"{c.city[1]}{c.city[2]}市场监督管理局")
    return s


@layout
def licence_wraps(c: Cast) -> Sheet:
    """Long values broken over two lines in two columns."""
    name = c.name_zh.replace("有限公司", "国际进出口贸易发展股份有限公司")
    rows = (
        ("名称", "legal_name", name, ""),
        ("类型", "entity_type", "其他股份有限公司（非上市、自然人投资或控股）", ""),
        ("法定代表人", "legal_representative", c.person, ""),
        ("住所", "address", c.address, ""),
        ("注册资本", "registered_capital", capital_words(c.capital), ""),
        ("成立日期", "established_on", zh(c.founded), c.founded.isoformat()),
        ("营业期限", "valid_until", f"{zh(c.founded)}至{zh(c.expires)}", c.expires.isoformat()),
        ("副本编号", "", "2-1", ""),
    )
    return licence(c, rows, columns=2, face="sans", size=4.4, value_width=84)


@layout
def licence_shop(c: Cast) -> Sheet:
    """A shop of one person, its form in brackets behind the name."""
    rows = (
        (
            "名称",
            "legal_name",
            f"{c.city[1][:-1]}{c.city[2]}{c.name_zh[2:4]}百货店（个体工商户）",
            "",
        ),
        ("类型", "entity_type", "个体工商户", ""),
        ("经营者", "legal_representative", c.person, ""),
        ("经营场所", "address", c.address, ""),
        ("组成形式", "", "个人经营", ""),
        ("注册日期", "established_on", zh(c.founded), c.founded.isoformat()),
    )
    return licence(c, rows, columns=2, face="serif", size=4.6, value_width=86)


@layout
def licence_branch(c: Cast) -> Sheet:
    """A branch office: person in charge, no capital."""
    rows = (
        ("名称", "legal_name", c.name_zh + "第一分公司", ""),
        (
            "类型",
            "entity_type",
            "有限责任公司分公司(自然人投资或控股)",
            "有限责任公司分公司（自然人投资或控股）",
        ),
        ("负责人", "legal_representative", c.person, ""),
        ("营业场所", "address", c.address, ""),
        ("成立日期", "established_on", zh(c.founded, False), c.founded.isoformat()),
        ("营业期限", "valid_until", f"{zh(c.founded, False)}至长期", "长期"),
    )
    return licence(c, rows, columns=1, face="serif", size=4.2, value_width=150)


@layout
def registration_boxes(c: Cast) -> Sheet:
    """Hong Kong business registration: labels in two languages over each other, values beside them."""
    s = Sheet(
        "hk_business_registration", 210, 150, face="serif", paper=(248, 250, 252), hong_kong=True
    )
    s.t(105, 14, "商業登記證 Business Registration Certificate", 5, anchor="mm")
    start, end = c.founded, c.founded.replace(year=c.founded.year + 1)
    rows = (
        ("業務所用名稱", "Name of Business", "legal_name", c.name_en.upper(), ""),
        ("分行名稱", "Branch Name", "", "", ""),
        ("地址", "Address", "address", ", ".join(c.address_en).upper(), ""),
        ("業務性質", "Nature of Business", "", "GENERAL TRADING", ""),
    )
    for n, (label, english, field, words, truth) in enumerate(rows):
        y = 24 + 14 * n
        s.box(8, y, 190, 14, outline=GREY)
        s.t(10, y + 1.5, label, 3.2)
        s.t(10, y + 7, english, 3)
        if field:
            s.val(field, 62, y + 3, words, 3.6, width=120, truth=truth or words)
        else:
            s.t(62, y + 3, words, 3.4)
    for n, (label, english, field, words, truth) in enumerate(
        (
            (
                "登記證號碼",
                "Certificate No.",
                "number",
                f"{c.br_number}-000-{start:%m}-{start:%y}-8",
                "",
            ),
            (
                "生效日期",
                "Date of Commencement",
                "registered_on",
                f"{start:%d/%m/%Y}",
                start.isoformat(),
            ),
            ("屆滿日期", "Date of Expiry", "valid_until", f"{end:%d/%m/%Y}", end.isoformat()),
        )
    ):
        x = 8 + 64 * n
        s.box(x, 86, 62, 22, outline=GREY)
        s.t(x + 2, 88, label, 3)
        s.t(x + 2, 92.5, english, 2.8)
        s.val(field, x + 2, 99, words, 3.8, truth=truth or words)
    return s


@layout
def id_long_address(c: Cast) -> Sheet:
    """ID card whose address takes three lines and whose name has three characters."""
    s = Sheet("id_card", 85.6, 54, dpi=300, paper=(234, 240, 242), side="front")
    s.t(5, 6, "姓名", 2.7, colour=BLUE)
    s.val("name", 15, 5.6, c.person, 3.5)
    s.t(5, 13, "性别", 2.7, colour=BLUE)
    s.t(15, 12.8, c.sex, 3)
    s.t(27, 13, "民族", 2.7, colour=BLUE)
    s.t(35, 12.8, "汉", 3)
    s.t(5, 20, "出生", 2.7, colour=BLUE)
    b = c.born
    s.val("birth_date", 15, 19.8, f"{b.year}年{b.month}月{b.day}日", 3, truth=b.isoformat())
    s.t(5, 26.5, "住址", 2.7, colour=BLUE)
    s.val("address", 15, 26.4, c.address + "之二样例小区", 3, width=33, lead=1.4)
    s.t(5, 46.6, "公民身份号码", 2.7, colour=BLUE)
    s.val("id_number", 28, 46, c.id_number, 3.6, "bold")
    s.face_at(58, 7, 21, 27)
    return s


@layout
def id_pair_side(c: Cast) -> Sheet:
    """Both sides beside each other on a landscape page."""
    from tests.specimens.held_licences import card, card_back

    s = Sheet("id_card", 297, 210, dpi=180, paper=(255, 255, 255), side="both")
    card(c, s, 40, 70)
    card_back(c, s, 160, 70, forever=True)
    return s


@layout
def bank_stacked(c: Cast) -> Sheet:
    """Labels in two languages over each other, two columns."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 210, 297, dpi=180, face="sans")
    s.val("issuer", 16, 12, "青石银行股份有限公司", 5.4, "bold", colour=(20, 70, 150))
    s.t(105, 30, "对公客户对账单", 6, "bold", anchor="mm")
    s.t(105, 37, "STATEMENT FOR CORPORATE CUSTOMERS", 3, anchor="mm")
    for n, (label, english, field, words, truth) in enumerate(
        (
            ("客户名称", "Customer Name", "holder", c.name_zh, ""),
            ("账号", "Account Number", "account", c.account, ""),
            ("对账期间", "Period", "period", f"{first:%Y%m%d}-{last:%Y%m%d}", f"{first}/{last}"),
            ("打印日期", "Print Date", "issued_on", f"{c.issued:%Y%m%d}", c.issued.isoformat()),
        )
    ):
        x, y = 16 + 96 * (n % 2), 46 + 13 * (n // 2)
        s.t(x, y, label, 3.2)
        s.t(x, y + 4.4, english, 2.6, colour=GREY)
        s.val(field, x + 28, y + 1.4, words, 3.4, truth=truth or words)
    s.table(
        14,
        80,
        (30, 40, 36, 36, 40),
        [("交易日", "摘要", "借方", "贷方", "余额")]
        + [
            (
                f"{first + timedelta(days=n):%Y%m%d}",
                "转账",
                f"{n * 87}.00",
                f"{n * 57}.20",
                f"{n * 97 + 3000}.55",
            )
            for n in range(14)
        ],
        3,
        8,
    )
    return s


@layout
def bank_savings(c: Cast) -> Sheet:
    """An English statement with the period under its title and the account in the head of the table."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 216, 279, dpi=170, face="roman")
    s.val("issuer", 200, 14, "Northern Specimen Bank", 6, "romanbold", anchor="ra")
    s.t(16, 30, "Statement of account", 6, "romanbold")
    s.t(16, 40, "For the period", 3.6)
    s.val("period", 40, 40, f"{first:%m/%d/%Y} to {last:%m/%d/%Y}", 3.6, truth=f"{first}/{last}")
    s.val("holder", 16, 54, c.name_en, 4)
    s.val("address", 16, 60, "\n".join(c.address_en), 3.8, truth=", ".join(c.address_en))
    s.t(120, 54, "Account No.", 3.6)
    s.val("account", 150, 54, c.account[:12], 3.6)
    s.t(120, 61, "Statement Date", 3.6)
    s.val("issued_on", 150, 61, f"{c.issued:%m/%d/%Y}", 3.6, truth=c.issued.isoformat())
    for n in range(14):
        s.t(16, 96 + 7 * n, f"{last:%m}/{n + 14}", 3.4)
        s.t(40, 96 + 7 * n, ("Deposit", "Withdrawal", "Wire transfer")[n % 3], 3.4)
        s.t(200, 96 + 7 * n, f"{n * 401 + 11}.20", 3.4, anchor="ra")
    s.t(16, 204, "Ending balance 4,300.10", 3.8)
    return s


@layout
def card_boxes(c: Cast) -> Sheet:
    """Card: boxes with labels above values, the greeting with the name."""
    s = Sheet("card_statement", 210, 297, dpi=180, face="sans")
    s.val("issuer", 14, 12, "青石银行信用卡", 5.6, "bold", colour=(20, 70, 150))
    s.t(105, 28, "信用卡电子对账单", 6, "bold", anchor="mm")
    s.t(16, 42, "尊敬的", 4)
    s.val("holder", 29, 42, c.person, 4)
    s.t(46, 42, "女士，您的账单已出。", 4)
    for n, (label, field, words, truth) in enumerate(
        (
            ("卡号", "account", "6225****" + c.account[:4], ""),
            ("账单日", "issued_on", f"{c.issued:%Y/%m/%d}", c.issued.isoformat()),
            ("到期还款日", "", f"{c.issued + timedelta(days=20):%Y/%m/%d}", ""),
            ("最低还款额", "", "￥120.00", ""),
        )
    ):
        x = 16 + 45 * n
        s.t(x, 56, label, 3.2, colour=GREY)
        if field:
            s.val(field, x, 62, words, 3.6, truth=truth or words)
        else:
            s.t(x, 62, words, 3.6)
    s.t(16, 76, "账单地址：", 3.6)
    s.val("address", 36, 76, c.address, 3.6)
    return s


@layout
def card_right(c: Cast) -> Sheet:
    """Card abroad: values flush right, name and address in a window."""
    s = Sheet("card_statement", 216, 279, dpi=170, face="latin")
    s.val("issuer", 16, 12, "Meridian Sample Bank", 6, "latinbold")
    s.t(16, 24, "Business Credit Card Statement", 5)
    s.val("holder", 20, 46, f"{c.given} {c.surname}", 4)
    s.val(
        "address",
        20,
        52,
        "\n".join(c.address_en).upper(),
        3.6,
        truth=", ".join(c.address_en).upper(),
    )
    for n, (label, field, words, truth) in enumerate(
        (
            ("Account number ending in", "account", "8820", ""),
            (
                "Closing date",
                "issued_on",
                f"{c.issued:%b} {c.issued.day}, {c.issued.year}",
                c.issued.isoformat(),
            ),
            ("New balance", "", "$1,044.20", ""),
            ("Minimum payment due", "", "$40.00", ""),
            ("Payment due date", "", f"{c.issued + timedelta(days=25):%b %d, %Y}", ""),
        )
    ):
        s.t(116, 44 + 7.5 * n, label, 3.5)
        if field:
            s.val(field, 200, 44 + 7.5 * n, words, 3.5, anchor="ra", truth=truth or words)
        else:
            s.t(200, 44 + 7.5 * n, words, 3.5, anchor="ra")
    return s


@layout
def bill_columns(c: Cast) -> Sheet:
    """Gas: a table with the labels above the values, wrapped address."""
    first, last = month_before(c)
    s = Sheet("utility_bill", 210, 148, dpi=190, face="serif")
    s.val("issuer", 105, 14, f"{c.city[1][:-1]}样例燃气有限公司", 5.6, "serifbold", anchor="mm")
    s.t(105, 24, "燃气费账单", 5, anchor="mm")
    s.table(12, 32, (44, 76, 66), [("用户编号", "用户名称", "用气周期"), ("", "", "")], 3.6, 10)
    s.val("account", 13.2, 44.8, c.account[:10], 3.6)
    s.val("holder", 57.2, 44.8, c.name_zh, 3.6)
    s.truth.fields["period"] = f"{first}/{last}"
    s.t(133.2, 45, f"{first:%Y.%m.%d}-{last:%Y.%m.%d}", 3.4)
    s.table(12, 56, (44, 142), [("用气地址", ""), ("账单日期", "")], 3.6, 12)
    s.val("address", 57.2, 59.6, c.address, 3.6)
    s.val("issued_on", 57.2, 71.6, zh(c.issued), 3.6, truth=c.issued.isoformat())
    s.table(
        12,
        86,
        (46, 46, 46, 48),
        [("上期读数", "本期读数", "用气量", "金额"), ("210", "266", "56", "168.00")],
        3.4,
        9,
    )
    return s
