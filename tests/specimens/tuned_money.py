"""The half that the reader's catalogue may be tuned to: statements, bills, permits, cards."""

from collections.abc import Callable
from datetime import timedelta

from tests.specimens.held_money import grouped, month_before
from tests.specimens.pen import GREY, Sheet
from tests.specimens.people import Cast, zh
from tests.specimens.tuned_papers import pairs

LAYOUTS: dict[str, Callable[[Cast], Sheet]] = {}


def layout(draw: Callable[[Cast], Sheet]) -> Callable[[Cast], Sheet]:
    """Register a layout under its function's name."""
    LAYOUTS[draw.__name__] = draw
    return draw


@layout
def bank_city(c: Cast) -> Sheet:
    """Mainland: title above, label: value joined in one text."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 210, 297, dpi=180, face="sans")
    s.val("issuer", 105, 16, f"云岭银行{c.city[1][:-1]}分行", 6, "bold", anchor="mm")
    s.t(105, 26, "单位活期存款对账单", 5, anchor="mm")
    s.val("holder", 16, 38, f"账户名称：{c.name_zh}", 3.8, truth=c.name_zh)
    s.val("account", 16, 45, f"账号：{c.account}", 3.8, truth=c.account)
    s.val("period", 16, 52, f"对账期间：{zh(first)}-{zh(last)}", 3.8, truth=f"{first}/{last}")
    s.val("issued_on", 130, 52, f"出单日期：{c.issued:%Y%m%d}", 3.8, truth=c.issued.isoformat())
    s.table(
        14,
        62,
        (28, 44, 36, 36, 40),
        [("记账日期", "摘要", "借方", "贷方", "余额")]
        + [
            (
                f"{first + timedelta(days=n):%Y%m%d}",
                ("转账", "结息", "跨境结算")[n % 3],
                f"{n * 87}.00",
                f"{n * 57}.20",
                f"{n * 97 + 3000}.55",
            )
            for n in range(18)
        ],
        3,
        8,
    )
    return s


@layout
def bank_lion(c: Cast) -> Sheet:
    """Hong Kong: labels above values in a band."""
    s = Sheet("bank_statement", 210, 297, dpi=180, face="sans", hong_kong=True)
    s.val("issuer", 16, 12, "Lion Rock Sample Bank", 6, "latinbold", colour=(180, 20, 30))
    s.t(16, 20, "獅子山樣本銀行", 4)
    s.t(196, 14, "Current Account Statement 往來戶口月結單", 4, "bold", anchor="ra")
    s.val("holder", 20, 40, c.name_en.upper(), 3.8)
    s.val(
        "address",
        20,
        46,
        "\n".join(c.address_en).upper(),
        3.6,
        truth=", ".join(c.address_en).upper(),
    )
    for x, label, field, words, truth in (
        (
            16,
            "Account No. 戶口號碼",
            "account",
            f"{c.account[:3]}-{c.account[3:12]}",
            c.account[:12],
        ),
        (
            80,
            "Statement Date 月結單日期",
            "issued_on",
            f"{c.issued:%d-%b-%Y}".upper(),
            c.issued.isoformat(),
        ),
        (150, "Currency 貨幣", "", "HKD", ""),
    ):
        s.t(x, 76, label, 3, colour=GREY)
        if field:
            s.val(field, x, 82, words, 3.8, truth=truth)
        else:
            s.t(x, 82, words, 3.8)
    s.table(
        16,
        94,
        (28, 80, 34, 36),
        [("Date 日期", "Particulars 摘要", "Amount 金額", "Balance 結餘")]
        + [
            (
                f"{n + 2:02}-{c.issued:%b}".upper(),
                ("BALANCE BROUGHT FORWARD", "INWARD REMITTANCE", "CHARGES")[n % 3],
                f"{n * 777}.00",
                f"{n * 999 + 100}.10",
            )
            for n in range(14)
        ],
        3,
    )
    return s


@layout
def bank_west(c: Cast) -> Sheet:
    """Bank of the United Kingdom's kind: sort code, sheet, statement date."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 210, 297, dpi=180, face="latin")
    s.val("issuer", 16, 14, "Westfield Specimen Bank plc", 6, "romanbold", colour=(0, 60, 120))
    s.t(16, 30, "Business Current Account - Statement", 4.6, "latinbold")
    s.val("holder", 16, 46, c.name_en.upper(), 3.8)
    s.val("address", 16, 52, "\n".join(c.address_en), 3.6, truth=", ".join(c.address_en))
    for n, (label, field, words, truth) in enumerate(
        (
            ("Account name", "", c.name_en.upper(), ""),
            ("Sort code", "", "00-00-00", ""),
            ("Account number", "account", c.account[:8], ""),
            (
                "Statement from",
                "period",
                f"{first.day} {first:%b} {first.year} to {last.day} {last:%b} {last.year}",
                f"{first}/{last}",
            ),
            (
                "Issued on",
                "issued_on",
                f"{c.issued.day} {c.issued:%B} {c.issued.year}",
                c.issued.isoformat(),
            ),
        )
    ):
        s.t(118, 46 + 7 * n, label, 3.4, colour=GREY)
        if field:
            s.val(field, 146, 46 + 7 * n, words, 3.4, truth=truth or words)
        else:
            s.t(146, 46 + 7 * n, words, 3.4)
    s.table(
        16,
        96,
        (30, 80, 24, 24, 24),
        [("Date", "Description", "Paid out", "Paid in", "Balance")]
        + [
            (
                f"{n + 1} {last:%b}",
                ("Direct debit", "Faster payment", "Card payment")[n % 3],
                f"{n * 7}.00",
                "",
                f"{n * 31 + 80}.20",
            )
            for n in range(16)
        ],
        3.2,
    )
    return s


@layout
def bank_grid(c: Cast) -> Sheet:
    """Mainland, head table of four columns with bilingual labels."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 297, 210, dpi=170, face="serif")
    s.t(148, 16, "银企对账单 Statement of Account", 6, "serifbold", anchor="mm")
    s.table(
        14,
        26,
        (44, 90, 44, 90),
        [
            ("户名 Account Name", "", "账号 Account No.", ""),
            ("开户银行 Bank", "", "币别 Currency", "CNY"),
            ("开始日期 From", f"{first}", "结束日期 To", f"{last}"),
            ("地址 Address", "", "制单日期 Date", ""),
        ],
        3.6,
        10,
    )
    s.val("holder", 59.2, 29, c.name_zh, 3.6)
    s.val("account", 193.2, 29, grouped(c.account), 3.6, truth=c.account)
    s.val("issuer", 59.2, 39, f"东湖银行{c.city[1][:-1]}支行", 3.6)
    s.truth.fields["period"] = f"{first}/{last}"
    s.val("address", 59.2, 59.4, c.address, 2.7)
    s.val("issued_on", 193.2, 59, f"{c.issued}", 3.6, truth=c.issued.isoformat())
    s.table(
        14,
        74,
        (40, 70, 50, 50, 58),
        [("日期 Date", "摘要 Summary", "借方 Debit", "贷方 Credit", "余额 Balance")]
        + [
            (
                f"{first + timedelta(days=n)}",
                "转账 Transfer",
                f"{n * 87}.00",
                f"{n * 57}.20",
                f"{n * 97 + 3000}.55",
            )
            for n in range(12)
        ],
        3.2,
        8,
    )
    return s


@layout
def bank_person(c: Cast) -> Sheet:
    """A person's account flow."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 210, 297, dpi=180, face="sans")
    s.val("issuer", 16, 12, "云岭银行", 6.4, "bold", colour=(0, 90, 60))
    s.t(105, 30, "个人账户交易明细", 6, "bold", anchor="mm")
    rows = (
        ("客户姓名", "holder", c.person, ""),
        ("卡号/账号", "account", c.account, ""),
        ("查询区间", "period", f"{first} ~ {last}", f"{first}/{last}"),
        ("打印时间", "issued_on", f"{c.issued} 10:22:31", c.issued.isoformat()),
    )
    pairs(s, rows, 16, 44, 42, 8, 3.8)
    s.table(
        14,
        80,
        (34, 30, 40, 40, 38),
        [("交易时间", "币种", "交易金额", "账户余额", "对方户名")]
        + [
            (f"{first + timedelta(days=n)}", "人民币", f"{n * 31}.00", f"{n * 101}.00", "样例")
            for n in range(18)
        ],
        3,
        8,
    )
    return s


@layout
def permit_form(c: Cast) -> Sheet:
    """Account opening permit as a form."""
    s = Sheet("account_permit", 210, 148, dpi=200, face="sans", paper=(248, 250, 244))
    s.t(105, 22, "开 户 许 可 证", 10, "bold", anchor="mm")
    rows = (
        ("核准号", "", "J" + c.br_number + "03", ""),
        ("存款人名称", "holder", c.name_zh, ""),
        ("法定代表人", "legal_representative", c.person, ""),
        ("开户银行", "issuer", f"云岭银行{c.city[1][:-1]}分行", ""),
        ("账户性质", "", "基本存款账户", ""),
        ("账号", "account", c.account, ""),
        ("发证日期", "issued_on", zh(c.issued), c.issued.isoformat()),
    )
    pairs(s, rows, 26, 66, 40, 12, 4.2)
    return s


@layout
def bill_electric(c: Cast) -> Sheet:
    """Electricity, joined labels."""
    s = Sheet("utility_bill", 210, 297, dpi=180, face="sans")
    s.val("issuer", 16, 12, "样例供电公司", 6, "bold")
    s.t(105, 32, "电费账单", 8, "bold", anchor="mm")
    s.val("holder", 16, 46, f"户    名：{c.name_zh}", 4, truth=c.name_zh)
    s.val("account", 130, 46, f"户号：{c.account[:10]}", 4, truth=c.account[:10])
    s.val("address", 16, 54, f"用电地址：{c.address}", 4, truth=c.address)
    s.val("issued_on", 16, 62, f"账单日期：{zh(c.issued, False)}", 4, truth=c.issued.isoformat())
    s.table(
        16,
        76,
        (44, 44, 44, 44),
        [("上期表码", "本期表码", "用电量", "电费金额"), ("1003", "1999", "996", "812.20")],
        3.6,
        9,
    )
    return s


@layout
def bill_water_hk(c: Cast) -> Sheet:
    """Water of Hong Kong."""
    s = Sheet("utility_bill", 210, 297, dpi=180, face="sans", hong_kong=True)
    s.val(
        "issuer", 16, 14, "Sample Water Supplies 樣本水務", 5, "bold", truth="Sample Water Supplies"
    )
    s.t(16, 26, "Water and sewage charges 水費及排污費", 4)
    s.val("holder", 20, 50, c.name_en.upper(), 3.8)
    s.val(
        "address",
        20,
        56,
        "\n".join(c.address_en).upper(),
        3.6,
        truth=", ".join(c.address_en).upper(),
    )
    for n, (label, field, words, truth) in enumerate(
        (
            ("Account No. 賬戶號碼", "account", grouped(c.account[:11]), c.account[:11]),
            ("Date of Issue 發單日期", "issued_on", f"{c.issued:%d/%m/%Y}", c.issued.isoformat()),
            ("Amount Due 應繳款額", "", "$88.20", ""),
        )
    ):
        s.t(116, 50 + 8 * n, label, 3.2)
        if field:
            s.val(field, 160, 50 + 8 * n, words, 3.4, truth=truth)
        else:
            s.t(160, 50 + 8 * n, words, 3.4)
    return s


@layout
def bill_internet(c: Cast) -> Sheet:
    """Telecom, mainland."""
    first, last = month_before(c)
    s = Sheet("utility_bill", 210, 297, dpi=180, face="sans")
    s.val("issuer", 16, 12, f"样例电信{c.city[1][:-1]}分公司", 5.4, "bold", colour=(0, 80, 160))
    s.t(194, 13, "客户账单", 5.4, "bold", anchor="ra")
    rows = (
        ("客户名称", "holder", c.name_zh, ""),
        ("业务号码", "account", c.account[:11], ""),
        ("装机地址", "address", c.address, ""),
        ("计费周期", "period", f"{first:%Y/%m/%d}-{last:%Y/%m/%d}", f"{first}/{last}"),
        ("打印日期", "issued_on", f"{c.issued:%Y/%m/%d}", c.issued.isoformat()),
    )
    pairs(s, rows, 16, 44, 34, 9, 3.8)
    s.table(
        16,
        90,
        (110, 60),
        [
            ("费用项目", "金额（元）"),
            ("宽带包月费", "399.00"),
            ("固定电话费", "25.00"),
            ("合计", "424.00"),
        ],
        3.6,
        9,
    )
    return s


@layout
def bill_power_en(c: Cast) -> Sheet:
    """Power abroad: labels above values."""
    first, last = month_before(c)
    s = Sheet("utility_bill", 216, 279, dpi=180, face="latin")
    s.val("issuer", 16, 14, "Specimen Power & Light", 6, "latinbold", colour=(200, 90, 0))
    s.t(150, 16, "Electric bill", 5, "latinbold")
    s.val("holder", 16, 40, c.name_en.upper(), 3.8)
    s.val("address", 16, 46, "\n".join(c.address_en), 3.6, truth=", ".join(c.address_en))
    for x, label, field, words, truth in (
        (110, "Account number", "account", grouped(c.account[:12]), c.account[:12]),
        (
            160,
            "Bill date",
            "issued_on",
            f"{c.issued:%b} {c.issued.day}, {c.issued.year}",
            c.issued.isoformat(),
        ),
    ):
        s.t(x, 38, label, 3, colour=GREY)
        s.val(field, x, 43, words, 3.6, truth=truth)
    s.t(110, 54, "Service period", 3, colour=GREY)
    s.val(
        "period",
        110,
        59,
        f"{first:%b} {first.day}, {first.year} - {last:%b} {last.day}, {last.year}",
        3.6,
        truth=f"{first}/{last}",
    )
    s.t(16, 90, "Electricity used 1,204 kWh      $188.20", 4)
    return s


@layout
def card_zh(c: Cast) -> Sheet:
    """Credit card, label: value."""
    s = Sheet("card_statement", 210, 297, dpi=180, face="sans")
    s.val("issuer", 16, 12, "云岭银行信用卡中心", 5.4, "bold")
    s.t(105, 30, "信用卡月结对账单", 6, "bold", anchor="mm")
    rows = (
        ("持卡人姓名：", "holder", c.person, ""),
        ("账单地址：", "address", c.address, ""),
        ("卡号：", "account", "5288 88** **** " + c.account[:4], "528888******" + c.account[:4]),
        ("账单日期：", "issued_on", f"{c.issued:%Y-%m-%d}", c.issued.isoformat()),
        ("到期还款日：", "", f"{c.issued + timedelta(days=20)}", ""),
        ("本期应还金额：", "", "￥3,120.00", ""),
        ("最低还款额：", "", "￥312.00", ""),
    )
    pairs(s, rows, 16, 46, 44, 8.5, 3.8)
    return s


@layout
def card_en(c: Cast) -> Sheet:
    """Credit card abroad, boxes."""
    s = Sheet("card_statement", 216, 279, dpi=180, face="latin")
    s.val("issuer", 16, 14, "Evergreen Sample Bank", 5.6, "latinbold")
    s.t(16, 26, "VISA Business Card Statement", 5, "latinbold")
    for n, (label, field, words, truth) in enumerate(
        (
            ("Cardholder name", "holder", f"{c.given} {c.surname}", ""),
            (
                "Card number",
                "account",
                "XXXX XXXX XXXX " + c.account[:4],
                "XXXXXXXXXXXX" + c.account[:4],
            ),
            ("Statement date", "issued_on", f"{c.issued:%d %b %Y}", c.issued.isoformat()),
            ("Payment due date", "", f"{c.issued + timedelta(days=21):%d %b %Y}", ""),
            ("New balance", "", "USD 1,204.10", ""),
            ("Minimum payment", "", "USD 60.00", ""),
            ("Credit limit", "", "USD 8,000", ""),
        )
    ):
        s.t(16, 44 + 8 * n, label, 3.6)
        if field:
            s.val(field, 70, 44 + 8 * n, words, 3.6, truth=truth or words)
        else:
            s.t(70, 44 + 8 * n, words, 3.6)
    s.val("address", 130, 44, "\n".join(c.address_en), 3.6, truth=", ".join(c.address_en))
    return s
