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
