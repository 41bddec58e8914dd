"""Test half, drawn before the reader was tuned: bills and card statements."""

from collections.abc import Callable
from datetime import timedelta

from tests.specimens.held_money import month_before
from tests.specimens.pen import GREY, Sheet
from tests.specimens.people import Cast, zh

LAYOUTS: dict[str, Callable[[Cast], Sheet]] = {}


def layout(draw: Callable[[Cast], Sheet]) -> Callable[[Cast], Sheet]:
    """Register a layout under its function's name."""
    LAYOUTS[draw.__name__] = draw
    return draw


@layout
def bill_power(c: Cast) -> Sheet:
    """Electricity, mainland: label left of value, amounts in a coloured bar."""
    first, last = month_before(c)
    s = Sheet("utility_bill", 210, 297, dpi=180, face="sans")
    s.box(0, 0, 210, 24, fill=(0, 120, 110))
    s.val("issuer", 14, 7, "样例电网有限公司", 7, "bold", colour=(255, 255, 255))
    s.t(196, 9, "电费通知单", 6, "bold", colour=(255, 255, 255), anchor="ra")
    rows = (
        ("用户编号", "account", c.account[:10], ""),
        ("用户名称", "holder", c.name_zh, ""),
        ("用电地址", "address", c.address, ""),
        ("电费年月", "", f"{first.year}年{first.month:02}月", ""),
        (
            "抄表周期",
            "period",
            f"{first:%Y.%m.%d}-{last:%Y.%m.%d}",
            f"{first.isoformat()}/{last.isoformat()}",
        ),
        ("出账日期", "issued_on", f"{c.issued:%Y-%m-%d}", c.issued.isoformat()),
    )
    for n, (label, field, words, truth) in enumerate(rows):
        s.t(16, 36 + 9 * n, label, 3.8, colour=GREY)
        if field:
            s.val(field, 48, 36 + 9 * n, words, 3.8, truth=truth or words)
        else:
            s.t(48, 36 + 9 * n, words, 3.8)
    s.box(14, 98, 182, 20, fill=(226, 244, 240))
    s.t(20, 104, "应缴金额（元）", 5)
    s.t(190, 103, "1,286.40", 7, "bold", anchor="ra")
    s.table(
        14,
        128,
        (40, 34, 36, 36, 36),
        [
            ("计费项目", "上期示数", "本期示数", "电量(千瓦时)", "金额(元)"),
            ("峰", "10231", "10844", "613", "612.10"),
            ("谷", "8820", "9470", "650", "390.30"),
            ("平", "7001", "7394", "393", "284.00"),
        ],
        3.4,
        9,
    )
    s.t(16, 176, "温馨提示：请于本月25日前缴费，逾期将产生违约金。客服热线 95000", 3.4, colour=GREY)
    return s


@layout
def bill_water(c: Cast) -> Sheet:
    """Water: a small slip, table with the labels above the values."""
    s = Sheet("utility_bill", 190, 120, dpi=200, face="sans", paper=(250, 252, 255))
    s.val("issuer", 95, 12, f"{c.city[1][:-1]}样例自来水有限公司", 5, "bold", anchor="mm")
    s.t(95, 21, "水费缴费凭证", 5, "bold", anchor="mm")
    s.table(10, 30, (40, 90, 40), [("户号", "户名", "账单日期"), ("", "", "")], 3.6, 9)
    s.val("account", 11.2, 41.4, c.account[:9], 3.6)
    s.val("holder", 51.2, 41.4, c.name_zh, 3.6)
    s.val("issued_on", 141.2, 41.4, f"{c.issued:%Y/%m/%d}", 3.6, truth=c.issued.isoformat())
    s.table(10, 52, (40, 130), [("用水地址", "")], 3.6, 9)
    s.val("address", 51.2, 54.4, c.address, 3.6)
    s.table(
        10,
        65,
        (34, 34, 34, 34, 34),
        [
            ("上次抄码", "本次抄码", "用水量(吨)", "单价", "金额"),
            ("1022", "1061", "39", "3.55", "138.45"),
        ],
        3.4,
        8,
    )
    s.seal(156, 98, 14, "样例自来水收费专用章")
    return s


@layout
def bill_phone(c: Cast) -> Sheet:
    """Broadband of Hong Kong: address window, bilingual labels, bill date at the right."""
    s = Sheet("utility_bill", 210, 297, dpi=180, face="sans", hong_kong=True)
    s.val("issuer", 16, 14, "Sample Broadband Limited", 6, "latinbold", colour=(200, 60, 0))
    s.t(16, 22, "樣本寬頻有限公司", 4)
    s.t(140, 16, "帳單 BILL", 7, "bold")
    s.val("holder", 16, 48, c.name_en.upper(), 3.8, "latin")
    s.val(
        "address",
        16,
        54,
        "\n".join(c.address_en).upper(),
        3.6,
        "latin",
        truth=", ".join(c.address_en).upper(),
    )
    for n, (label, field, words, truth) in enumerate(
        (
            ("帳戶號碼 Account No.", "account", c.account[:8], ""),
            ("帳單日期 Bill Date", "issued_on", f"{c.issued:%d/%m/%Y}", c.issued.isoformat()),
            ("繳款到期日 Due Date", "", f"{c.issued + timedelta(days=20):%d/%m/%Y}", ""),
        )
    ):
        s.t(118, 46 + 8 * n, label, 3.2)
        if field:
            s.val(field, 164, 46 + 8 * n, words, 3.6, truth=truth or words)
        else:
            s.t(164, 46 + 8 * n, words, 3.6)
    s.table(
        16,
        90,
        (120, 50),
        [
            ("服務項目 Service", "金額 Amount (HK$)"),
            ("Business Fibre 1000M", "498.00"),
            ("Fixed IP Address", "120.00"),
            ("總數 Total Amount Due", "618.00"),
        ],
        3.6,
        9,
    )
    return s


@layout
def bill_gas(c: Cast) -> Sheet:
    """Gas and power abroad: English letter with boxes at the right."""
    first, last = month_before(c)
    s = Sheet("utility_bill", 210, 297, dpi=180, face="latin")
    s.val("issuer", 16, 16, "Example Energy", 8, "latinbold", colour=(30, 130, 60))
    s.t(130, 18, "Electricity and gas bill", 4.6, "latinbold")
    s.val("holder", 16, 46, c.name_en, 4)
    s.val("address", 16, 52, "\n".join(c.address_en), 3.8, truth=", ".join(c.address_en))
    for n, (label, field, words, truth) in enumerate(
        (
            ("Customer account number:", "account", c.account[:11], ""),
            (
                "Date of bill:",
                "issued_on",
                f"{c.issued.day} {c.issued:%B} {c.issued.year}",
                c.issued.isoformat(),
            ),
            (
                "Billing period:",
                "period",
                f"{first.day} {first:%b} {first.year} - {last.day} {last:%b} {last.year}",
                f"{first.isoformat()}/{last.isoformat()}",
            ),
        )
    ):
        s.t(108, 44 + 8 * n, label, 3.4)
        s.val(field, 156, 44 + 8 * n, words, 3.4, truth=truth or words)
    s.t(16, 96, "Your electricity charges", 4.6, "latinbold")
    for n, (label, words) in enumerate(
        (
            ("Standing charge 31 days", "14.26"),
            ("Units used 412 kWh at 24.5p", "100.94"),
            ("VAT at 5%", "5.76"),
            ("Total charges this period", "120.96"),
        )
    ):
        s.t(16, 106 + 7 * n, label, 3.6)
        s.t(190, 106 + 7 * n, words, 3.6, anchor="ra")
    return s


@layout
def card_month(c: Cast) -> Sheet:
    """Credit card, mainland: greeting, boxes with the days."""
    __first, last = month_before(c)
    s = Sheet("card_statement", 210, 297, dpi=180, face="sans")
    s.val("issuer", 14, 12, "大江银行信用卡中心", 5.6, "bold", colour=(150, 20, 40))
    s.t(196, 13, "信用卡对账单", 5.6, "bold", anchor="ra")
    s.t(14, 30, "尊敬的", 4)
    s.val("holder", 27, 30, c.person, 4)
    s.t(45, 30, "先生/女士：您好！感谢您使用本行信用卡。", 4)
    s.t(14, 40, "账单地址：", 3.6)
    s.val("address", 34, 40, c.address, 3.6)
    for n, (label, field, words, truth) in enumerate(
        (
            ("账单日", "issued_on", zh(c.issued), c.issued.isoformat()),
            ("到期还款日", "", zh(c.issued + timedelta(days=20)), ""),
            ("信用额度", "", "¥50,000.00", ""),
            ("卡号", "account", "6222 **** **** " + c.account[:4], "6222********" + c.account[:4]),
        )
    ):
        x = 14 + 46 * n
        s.box(x, 54, 45, 18, outline=GREY)
        s.t(x + 2, 56, label, 3.2, colour=GREY)
        if field:
            s.val(field, x + 2, 63, words, 3.4, truth=truth)
        else:
            s.t(x + 2, 63, words, 3.4)
    s.table(
        14,
        84,
        (30, 30, 80, 42),
        [("交易日", "记账日", "交易摘要", "人民币金额")]
        + [
            (
                f"{last:%m/%d}",
                f"{last:%m/%d}",
                ("样例电商服务费", "云服务订阅", "还款")[n % 3],
                f"{n * 63 + 9}.90",
            )
            for n in range(14)
        ],
        3.2,
    )
    return s


@layout
def card_world(c: Cast) -> Sheet:
    """Credit card abroad, English."""
    __first, last = month_before(c)
    s = Sheet("card_statement", 216, 279, dpi=180, face="latin")
    s.val("issuer", 16, 14, "Summit Example Card Services", 5.6, "latinbold")
    s.t(16, 26, "Credit Card Statement", 6, "latinbold")
    s.val("holder", 16, 42, f"{c.given} {c.surname}", 4)
    s.val("address", 16, 48, "\n".join(c.address_en), 3.6, truth=", ".join(c.address_en))
    for n, (label, field, words, truth) in enumerate(
        (
            ("Card number ending in", "account", "4411", ""),
            ("Statement closing date", "issued_on", f"{c.issued:%m/%d/%Y}", c.issued.isoformat()),
            ("Minimum payment due", "", "$35.00", ""),
            ("Payment due date", "", f"{c.issued + timedelta(days=25):%m/%d/%Y}", ""),
            ("Credit limit", "", "$12,000", ""),
        )
    ):
        s.t(120, 40 + 7 * n, label, 3.4)
        if field:
            s.val(field, 198, 40 + 7 * n, words, 3.4, anchor="ra", truth=truth or words)
        else:
            s.t(198, 40 + 7 * n, words, 3.4, anchor="ra")
    s.t(16, 88, "Transactions", 4.6, "latinbold")
    for n in range(16):
        s.t(
            16,
            98 + 7 * n,
            f"{last:%m/%d}   {('EXAMPLE ADS', 'SAMPLE SOFTWARE', 'PAYMENT - THANK YOU')[n % 3]}",
            3.4,
        )
        s.t(198, 98 + 7 * n, f"{n * 19 + 5}.00", 3.4, anchor="ra")
    return s
