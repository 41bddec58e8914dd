"""Test half, drawn before the reader was tuned: statements of five invented banks, bills, permits, cards."""

from collections.abc import Callable
from datetime import timedelta

from tests.specimens.pen import GREY, Sheet
from tests.specimens.people import Cast, zh

LAYOUTS: dict[str, Callable[[Cast], Sheet]] = {}


def layout(draw: Callable[[Cast], Sheet]) -> Callable[[Cast], Sheet]:
    """Register a layout under its function's name."""
    LAYOUTS[draw.__name__] = draw
    return draw


def month_before(c: Cast):
    """First and last day of the month before the day of issue."""
    last = c.issued.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def grouped(number: str) -> str:
    """In groups of four."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


@layout
def bank_harbour(c: Cast) -> Sheet:
    """Hong Kong bank: address block of the customer at the left, boxes at the right, bilingual."""
    s = Sheet("bank_statement", 210, 297, dpi=180, face="sans", hong_kong=True)
    s.box(0, 0, 210, 18, fill=(20, 60, 110))
    s.val(
        "issuer",
        14,
        5,
        "Harbour Sample Bank 海港樣本銀行",
        5.6,
        "bold",
        colour=(255, 255, 255),
        truth="Harbour Sample Bank",
    )
    s.t(14, 28, "STATEMENT OF ACCOUNT  綜合月結單", 5.4, "bold")
    s.val("holder", 14, 44, c.name_en.upper(), 4, "latin")
    s.val(
        "address",
        14,
        50,
        "\n".join(c.address_en).upper(),
        3.8,
        "latin",
        truth=", ".join(c.address_en).upper(),
    )
    rows = (
        (
            "Statement Date 結單日期",
            "issued_on",
            f"{c.issued.day} {c.issued:%b} {c.issued.year}",
            c.issued.isoformat(),
        ),
        (
            "Account Number 戶口號碼",
            "account",
            f"{c.account[:3]}-{c.account[3:9]}-{c.account[9:12]}",
            c.account[:12],
        ),
        ("Branch 分行", "", "Sample Road", ""),
        ("Page 頁", "", "1 of 3", ""),
    )
    for n, (label, field, words, truth) in enumerate(rows):
        s.t(120, 44 + 7 * n, label, 3.2, colour=GREY)
        if field:
            s.val(field, 166, 44 + 7 * n, words, 3.4, "latin", truth=truth)
        else:
            s.t(166, 44 + 7 * n, words, 3.4, "latin")
    s.t(14, 84, "Business Direct Account 商業理財戶口", 4, "bold")
    s.table(
        14,
        92,
        (26, 74, 28, 28, 28),
        [
            (
                "Date 日期",
                "Transaction Details 交易詳情",
                "Deposit 存入",
                "Withdrawal 提取",
                "Balance 結餘",
            )
        ]
        + [
            (
                f"{n + 3} {c.issued:%b}",
                (
                    "B/F BALANCE 承前結餘",
                    "CR TO 7719 PAYOUT",
                    "TRANSFER FEE",
                    "FPS SAMPLE SUPPLIES LTD",
                )[n % 4],
                f"{n * 913 + 20:,}.40",
                "",
                f"{n * 1733 + 4200:,}.15",
            )
            for n in range(14)
        ],
        2.9,
    )
    return s


@layout
def bank_river(c: Cast) -> Sheet:
    """Mainland bank, corporate statement: header in two columns with colons."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 297, 210, dpi=170, face="sans")
    s.val("issuer", 18, 12, "大江银行", 7, "bold", colour=(150, 20, 40))
    s.t(148, 30, "对公账户明细对账单", 6.4, "bold", anchor="mm")
    pairs = (
        (18, 42, "户名：", "holder", c.name_zh, ""),
        (160, 42, "账号：", "account", grouped(c.account), c.account),
        (18, 50, "开户行：", "", f"大江银行股份有限公司{c.city[1][:-1]}分行营业部", ""),
        (160, 50, "币种：", "", "人民币", ""),
        (
            18,
            58,
            "起止日期：",
            "period",
            f"{first:%Y-%m-%d} 至 {last:%Y-%m-%d}",
            f"{first.isoformat()}/{last.isoformat()}",
        ),
        (160, 58, "打印日期：", "issued_on", f"{c.issued:%Y-%m-%d}", c.issued.isoformat()),
    )
    for x, y, label, field, words, truth in pairs:
        s.t(x, y, label, 4)
        if field:
            s.val(field, x + 4 * len(label), y, words, 4, truth=truth or words)
        else:
            s.t(x + 4 * len(label), y, words, 4)
    s.truth.fields["issuer"] = "大江银行"
    s.table(
        18,
        68,
        (16, 30, 50, 60, 34, 34, 36),
        [("序号", "交易日期", "摘要", "对方户名", "借方发生额", "贷方发生额", "余额")]
        + [
            (
                str(n + 1),
                f"{first + timedelta(days=n * 2):%Y-%m-%d}",
                ("货款", "转账手续费", "跨境收款", "代发工资")[n % 4],
                ("样例商贸有限公司", "", "样例支付有限公司", "")[n % 4],
                "" if n % 2 else f"{n * 311 + 15:,}.00",
                f"{n * 977 + 80:,}.50" if n % 2 else "",
                f"{n * 1211 + 9000:,}.88",
            )
            for n in range(12)
        ],
        3,
    )
    s.seal(252, 178, 18, "大江银行业务专用章")
    return s


@layout
def bank_letters(c: Cast) -> Sheet:
    """Bank abroad, English only: labels above values, statement period in words."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 216, 279, dpi=180, face="latin")
    s.val("issuer", 16, 14, "First Example Bank", 7, "romanbold", colour=(10, 90, 70))
    s.t(16, 24, "P.O. Box 100, Exampleville, DE 19801", 3, colour=GREY)
    s.val("holder", 16, 44, c.name_en, 4)
    s.val("address", 16, 50, ", ".join(c.address_en), 3.8, width=60, truth=", ".join(c.address_en))
    s.t(130, 30, "Your Business Checking Statement", 4.6, "latinbold")
    s.t(130, 40, "Statement period", 3.2, colour=GREY)
    s.val(
        "period",
        130,
        45,
        f"{first:%B} {first.day}, {first.year} - {last:%B} {last.day}, {last.year}",
        3.6,
        truth=f"{first.isoformat()}/{last.isoformat()}",
    )
    s.t(130, 54, "Account number", 3.2, colour=GREY)
    s.val("account", 130, 59, grouped(c.account[:12]), 3.6, truth=c.account[:12])
    s.t(130, 68, "Statement date", 3.2, colour=GREY)
    s.val(
        "issued_on",
        130,
        73,
        f"{c.issued:%B} {c.issued.day}, {c.issued.year}",
        3.6,
        truth=c.issued.isoformat(),
    )
    s.t(16, 92, "Account summary", 4.6, "latinbold")
    for n, (label, words) in enumerate(
        (
            ("Beginning balance", "$12,440.10"),
            ("Deposits and other credits", "38,204.77"),
            ("Withdrawals and other debits", "-29,112.45"),
            ("Ending balance", "$21,532.42"),
        )
    ):
        s.line(16, 99.5 + 7 * n, 200, 99.5 + 7 * n, (210, 214, 218))
        s.t(16, 101 + 7 * n, label, 3.6)
        s.t(198, 101 + 7 * n, words, 3.6, anchor="ra")
    for n in range(18):
        y = 140 + 6.5 * n
        s.t(16, y, f"{last:%m}/{n + 1:02}", 3.2)
        s.t(
            40,
            y,
            (
                "MARKETPLACE PAYOUT 00812",
                "WIRE FEE",
                "ACH DEBIT SAMPLE FREIGHT",
                "CARD PAYMENT THANK YOU",
            )[n % 4],
            3.2,
        )
        s.t(198, y, f"{n * 431 + 17:,}.{n * 7 % 90 + 10}", 3.2, anchor="ra")
    return s


@layout
def bank_lines(c: Cast) -> Sheet:
    """Mainland bank: everything in one head line, English below the Chinese labels."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 210, 297, dpi=180, face="serif")
    s.t(105, 20, "企业银行账户交易流水", 6.4, "serifbold", anchor="mm")
    s.t(105, 28, "Corporate Account Transaction Statement", 3.6, "roman", anchor="mm")
    s.table(
        14,
        36,
        (30, 66, 28, 58),
        [
            ("账户名称", "", "账　号", ""),
            ("开户机构", "", "账单日期", ""),
            ("起始日期", "", "终止日期", ""),
            ("单位地址", "", "", ""),
        ],
        3.4,
        10,
    )
    s.val("holder", 45.5, 39.4, c.name_zh, 3.4)
    s.val("account", 139.5, 39.4, c.account, 3.4, "latin")
    s.val("issuer", 45.5, 49.4, f"银杏商业银行{c.city[1][:-1]}支行", 3.4)
    s.val("issued_on", 139.5, 49.4, zh(c.issued), 3.4, truth=c.issued.isoformat())
    s.t(45.5, 59.4, f"{first:%Y/%m/%d}", 3.4)
    s.t(139.5, 59.4, f"{last:%Y/%m/%d}", 3.4)
    s.truth.fields["period"] = f"{first.isoformat()}/{last.isoformat()}"
    s.val("address", 45.5, 69.4, c.address, 3.4)
    s.table(
        14,
        86,
        (26, 40, 36, 36, 44),
        [("日期", "交易类型", "支出", "收入", "账户余额")]
        + [
            (
                f"{first + timedelta(days=n):%Y/%m/%d}",
                ("网银转账", "手续费", "跨境汇款")[n % 3],
                f"{n * 77}.00",
                f"{n * 517}.20",
                f"{n * 907 + 3000}.55",
            )
            for n in range(22)
        ],
        3,
        8,
    )
    s.seal(168, 268, 17, "银杏商业银行电子回单专用章")
    return s


@layout
def bank_digital(c: Cast) -> Sheet:
    """A payment institution of a phone: no lines, grey labels, values under them."""
    first, last = month_before(c)
    s = Sheet("bank_statement", 210, 297, dpi=180, face="latin", paper=(255, 255, 255))
    s.val("issuer", 18, 16, "Paywell Bank Ltd", 6, "latinbold", colour=(90, 40, 160))
    s.t(18, 34, "Account statement", 7, "latinbold")
    s.val(
        "period",
        18,
        44,
        f"{first.day} {first:%B} {first.year} to {last.day} {last:%B} {last.year}",
        3.6,
        truth=f"{first.isoformat()}/{last.isoformat()}",
        colour=GREY,
    )
    for x, y, label, field, words, truth in (
        (18, 58, "Account holder", "holder", c.name_en, ""),
        (110, 58, "Account number", "account", c.account[:10], ""),
        (18, 74, "Registered address", "address", ", ".join(c.address_en), ""),
        (
            110,
            74,
            "Generated on",
            "issued_on",
            f"{c.issued.day} {c.issued:%B} {c.issued.year}",
            c.issued.isoformat(),
        ),
    ):
        s.t(x, y, label, 3, colour=(140, 140, 150))
        s.val(field, x, y + 5, words, 3.8, width=80, truth=truth or words)
    s.t(18, 100, "USD balance  18,220.15", 5, "latinbold")
    for n in range(16):
        y = 114 + 9 * n
        s.t(
            18,
            y,
            (
                "Received money from Sample Market",
                "Card transaction",
                "Sent money to Example Freight",
            )[n % 3],
            3.4,
        )
        s.t(
            18,
            y + 4.2,
            f"{last - timedelta(days=n):%d %b %Y}  Transaction 88{n:04}",
            2.6,
            colour=(150, 150, 155),
        )
        s.t(192, y, f"{n * 231 + 41}.20 USD", 3.4, anchor="ra")
    return s


@layout
def permit(c: Cast) -> Sheet:
    """Account opening permit: sentence form with the account's data below."""
    s = Sheet("account_permit", 210, 148, dpi=200, face="serif", paper=(246, 250, 244))
    s.frame(6, (80, 130, 90), 1)
    s.t(105, 26, "开户许可证", 11, "serifbold", anchor="mm")
    s.t(24, 40, "核准号：J" + c.br_number + "0001", 4)
    s.t(150, 40, "编号：3310-" + c.br_number, 4)
    s.t(24, 52, "经审核，", 4.4)
    s.val("holder", 42, 52, c.name_zh, 4.4)
    s.t(24, 61, "符合开户条件，准予开立基本存款账户。", 4.4)
    s.t(24, 76, "法定代表人（单位负责人）", 4.4)
    s.val("legal_representative", 82, 76, c.person, 4.4)
    s.t(24, 88, "开户银行", 4.4)
    s.val("issuer", 48, 88, f"大江银行股份有限公司{c.city[1][:-1]}分行", 4.4)
    s.t(24, 100, "账    号", 4.4)
    s.val("account", 48, 100, c.account, 4.4)
    s.t(120, 116, "发证机关（盖章）", 4)
    s.val("issued_on", 130, 126, zh(c.issued, False), 4.2, truth=c.issued.isoformat())
    s.seal(150, 118, 16, "样本中心支行账户管理专用章", 150)
    return s


@layout
def account_information(c: Cast) -> Sheet:
    """What banks print since permits are no longer given: information of the basic deposit account."""
    s = Sheet("account_permit", 210, 297, dpi=180, face="sans")
    s.t(105, 40, "基本存款账户信息", 8, "bold", anchor="mm")
    rows = (
        ("账户名称：", "holder", c.name_zh, ""),
        ("账户号码：", "account", c.account, ""),
        ("开户银行：", "issuer", f"银杏商业银行股份有限公司{c.city[1][:-1]}支行", ""),
        ("法定代表人：", "legal_representative", c.person, ""),
        ("基本存款账户编号：", "", "J" + c.br_number + "0002", ""),
    )
    for n, (label, field, words, truth) in enumerate(rows):
        s.t(40, 66 + 14 * n, label, 4.6)
        if field:
            s.val(field, 84, 66 + 14 * n, words, 4.6, truth=truth or words)
        else:
            s.t(84, 66 + 14 * n, words, 4.6)
    s.val("issued_on", 130, 160, zh(c.issued), 4.6, truth=c.issued.isoformat())
    s.seal(150, 158, 18, "银杏商业银行业务公章")
    return s


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
    first, last = month_before(c)
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
    first, last = month_before(c)
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
