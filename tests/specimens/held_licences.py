"""Test half, drawn before the reader was tuned and never tuned to: licences, Hong Kong papers, identity papers."""

from collections.abc import Callable

from tests.specimens.pen import BLUE, GREY, Sheet
from tests.specimens.people import Cast, capital_words, mrz, zh

LAYOUTS: dict[str, Callable[[Cast], Sheet]] = {}


def layout(draw: Callable[[Cast], Sheet]) -> Callable[[Cast], Sheet]:
    """Register a layout under its function's name."""
    LAYOUTS[draw.__name__] = draw
    return draw


SCOPE = (
    "一般项目：家居用品销售；日用百货销售；服装服饰零售；货物进出口；技术进出口；互联网销售（除销售需要许可的商品）"
    "；电子产品销售（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）。许可项目：跨境电子商务。"
)


@layout
def licence_wide(c: Cast) -> Sheet:
    """Landscape, labels spread, term of operation, seal over the office."""
    s = Sheet("business_licence", 297, 210, face="serif", paper=(253, 249, 236))
    s.frame(6)
    s.frame(9, line=0.4)
    s.t(148, 36, "营业执照", 19, "serifbold", anchor="mm")
    s.t(148, 52, "（副   本）", 6, anchor="mm")
    s.t(20, 30, "统一社会信用代码", 4)
    s.val("unified_social_credit_code", 20, 37, c.code, 5.2, "latinbold")
    s.qr(242, 24, 26, 4)
    s.para(270, 25, "扫描二维码登录国家企业信用信息公示系统了解更多登记信息", 2.2, 16)
    rows = (
        ("名称", "legal_name", c.name_zh, None),
        ("类型", "entity_type", "有限责任公司（自然人投资或控股）", None),
        ("法定代表人", "legal_representative", c.person, None),
    )
    for n, (label, name, words, truth) in enumerate(rows):
        s.spread(20, 72 + 14 * n, 24, label, 4.6)
        s.val(name, 50, 72 + 14 * n, words, 4.6, truth=truth or words)
    s.spread(20, 114, 24, "经营范围", 4.6)
    s.val("business_scope", 50, 114, SCOPE, 3.6, width=96, lead=1.4)
    s.spread(160, 72, 24, "注册资本", 4.6)
    s.val("registered_capital", 190, 72, capital_words(c.capital), 4.6)
    s.spread(160, 86, 24, "成立日期", 4.6)
    s.val("established_on", 190, 86, zh(c.founded), 4.6, truth=c.founded.isoformat())
    s.spread(160, 100, 24, "营业期限", 4.6)
    s.t(190, 100, zh(c.founded) + "至", 4.6)
    s.val("valid_until", 236, 100, zh(c.expires), 4.6, truth=c.expires.isoformat())
    s.spread(160, 114, 24, "住所", 4.6)
    s.val("address", 190, 114, c.address, 4.6, width=88)
    s.t(196, 160, "登 记 机 关", 5)
    s.t(206, 178, f"{c.issued.year}  年 {c.issued.month:02} 月 {c.issued.day:02} 日", 4.6)
    s.seal(226, 168, 20, f"{c.city[1]}{c.city[2]}市场监督管理局")
    s.t(20, 200, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 2.8)
    s.t(200, 200, "国家市场监督管理总局监制", 2.8)
    return s


@layout
def licence_tall(c: Cast) -> Sheet:
    """Portrait copy of the older kind: one column, 自…至, no code square."""
    s = Sheet("business_licence", 210, 297, face="sans", paper=(250, 248, 240))
    s.frame(8, (178, 60, 50), 1)
    s.t(105, 44, "营 业 执 照", 15, "bold", anchor="mm")
    s.t(105, 58, "(副  本)", 5.5, anchor="mm")
    s.t(186, 68, f"统一社会信用代码 {c.code}", 4, anchor="ra")
    s.truth.fields["unified_social_credit_code"] = c.code
    rows = (
        ("名称", "legal_name", c.name_zh, ""),
        ("类型", "entity_type", "有限责任公司(自然人独资)", ""),
        ("住所", "address", c.address, ""),
        ("法定代表人", "legal_representative", c.person, ""),
        ("注册资本", "registered_capital", f"{c.capital // 10000}万元整", ""),
        ("成立日期", "established_on", zh(c.founded), c.founded.isoformat()),
    )
    for n, (label, name, words, truth) in enumerate(rows):
        s.spread(30, 88 + 13 * n, 27, label, 4.4)
        s.val(name, 66, 88 + 13 * n, words, 4.4, truth=truth or words)
    s.spread(30, 166, 27, "营业期限", 4.4)
    s.val(
        "valid_until",
        66,
        166,
        f"{zh(c.founded)} 至 {zh(c.expires)}",
        4.4,
        truth=c.expires.isoformat(),
    )
    s.spread(30, 179, 27, "经营范围", 4.4)
    s.val("business_scope", 66, 179, SCOPE[:70], 4, width=108)
    s.t(122, 236, "登记机关", 4.6)
    s.seal(150, 242, 20, f"{c.city[1]}市场监督管理局", 190)
    s.t(126, 254, zh(c.issued, False), 4.6)
    return s


@layout
def licence_long_term(c: Cast) -> Sheet:
    """Landscape of today: no term but 长期, capital with figures, two columns close to each other."""
    s = Sheet("business_licence", 420, 297, dpi=130, face="serif", paper=(251, 247, 232))
    s.frame(10)
    s.waves((244, 236, 214), 6)
    s.t(210, 58, "营业执照", 30, "serifbold", anchor="mm")
    s.t(210, 82, "（副 本）", 9, anchor="mm")
    s.t(30, 52, "统一社会信用代码", 6)
    s.val("unified_social_credit_code", 30, 62, c.code, 7.4, "latin")
    s.t(30, 74, "（1-1）", 5)
    s.qr(350, 36, 38, 9)
    left = (
        ("名称", "legal_name", c.name_zh, ""),
        ("类型", "entity_type", "有限责任公司(港澳台法人独资)", ""),
        ("法定代表人", "legal_representative", c.person, ""),
    )
    right = (
        ("注册资本", "registered_capital", f"人民币{c.capital // 10000}万元", ""),
        ("成立日期", "established_on", zh(c.founded), c.founded.isoformat()),
        ("营业期限", "valid_until", "长期", ""),
    )
    for column, rows in ((30, left), (222, right)):
        for n, (label, name, words, truth) in enumerate(rows):
            s.spread(column, 104 + 19 * n, 36, label, 6.6)
            s.val(name, column + 46, 104 + 19 * n, words, 6.6, truth=truth or words)
    s.spread(30, 161, 36, "经营范围", 6.6)
    s.val("business_scope", 76, 161, SCOPE[:96], 5.4, width=136)
    s.spread(222, 161, 36, "住所", 6.6)
    s.val("address", 268, 161, c.address, 6.6, width=120)
    s.t(276, 222, "登记机关", 7)
    s.t(290, 252, zh(c.issued), 6.6)
    s.seal(322, 236, 26, f"{c.city[1]}市场监督管理局")
    return s


@layout
def licence_sole_trader(c: Cast) -> Sheet:
    """Individual business: operator, place of business, form of organisation."""
    s = Sheet("business_licence", 297, 210, face="sans", paper=(253, 250, 240))
    s.frame(7)
    s.t(148, 34, "营业执照", 18, "bold", anchor="mm")
    s.t(148, 49, "（副本）", 6, anchor="mm")
    s.t(22, 32, "统一社会信用代码", 4, colour=GREY)
    code = "92" + c.code[2:17]
    from tests.specimens.people import _USCC

    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(_USCC.index(char) * weight for char, weight in zip(code, weights, strict=True))
    s.val(
        "unified_social_credit_code",
        22,
        38,
        code + _USCC[(31 - total % 31) % 31],
        5.4,
        "latinbold",
    )
    name = f"{c.city[1][:-1]}{c.city[2]}{c.name_zh[2:4]}家居用品商行（个体工商户）"
    rows = (
        ("名称", "legal_name", name, "", 22, 74),
        ("类型", "entity_type", "个体工商户", "", 22, 90),
        ("经营者", "legal_representative", c.person, "", 22, 106),
        ("组成形式", "", "个人经营", "", 160, 74),
        ("注册日期", "established_on", zh(c.founded), c.founded.isoformat(), 160, 90),
        ("经营场所", "address", c.address, "", 160, 106),
    )
    for label, field, words, truth, x, y in rows:
        s.spread(x, y, 26, label, 4.6, colour=GREY)
        if field:
            s.val(field, x + 32, y, words, 4.6, truth=truth or words, width=94)
        else:
            s.t(x + 32, y, words, 4.6)
    s.spread(22, 124, 26, "经营范围", 4.6, colour=GREY)
    s.val("business_scope", 54, 124, SCOPE[:60], 4, width=92)
    s.t(200, 160, "登记机关", 5)
    s.t(204, 176, zh(c.issued), 4.6)
    s.seal(222, 168, 18, f"{c.city[2]}市场监督管理局")
    return s


@layout
def incorporation(c: Cast) -> Sheet:
    """Hong Kong certificate of incorporation, bilingual, number above."""
    s = Sheet("hk_incorporation", 210, 297, face="serif", hong_kong=True)
    s.frame(10, (120, 90, 40), 0.8)
    s.t(176, 30, "編號", 3.6, anchor="ra")
    s.t(150, 36, "No.", 3.8, "roman")
    s.val("number", 160, 36, "3" + c.br_number[2:8], 4.2, "roman")
    s.t(105, 76, "公司註冊處", 5, anchor="mm")
    s.t(105, 90, "CERTIFICATE OF INCORPORATION", 8, "romanbold", anchor="mm")
    s.t(105, 101, "公司註冊證明書", 8, "serifbold", anchor="mm")
    s.t(105, 118, "*****", 5, anchor="mm")
    s.t(105, 128, "I hereby certify that", 5, "roman", anchor="mm")
    s.t(105, 136, "本人謹此證明", 5, anchor="mm")
    s.val("legal_name", 105, 148, c.name_en.upper(), 6, "romanbold", anchor="mm")
    s.t(105, 158, c.name_hk, 6, anchor="mm")
    s.t(
        105,
        172,
        "is this day incorporated in Hong Kong under the Companies Ordinance",
        4.2,
        "roman",
        anchor="mm",
    )
    s.t(
        105,
        180,
        "(Chapter 622 of the Laws of Hong Kong) and that this company is limited.",
        4.2,
        "roman",
        anchor="mm",
    )
    s.t(105, 190, "於本日在香港依據《公司條例》註冊成為有限公司。", 4.2, anchor="mm")
    day = c.founded
    s.val(
        "registered_on",
        30,
        206,
        f"Issued on {day.day} {day:%B} {day.year}.",
        4.4,
        "roman",
        truth=day.isoformat(),
    )
    s.t(30, 215, f"本證明書於 {day.year} 年 {day.month} 月 {day.day} 日發出。", 4.4)
    s.t(150, 240, "Registrar of Companies", 4, "roman", anchor="mm")
    s.t(150, 248, "香港特別行政區公司註冊處處長", 3.8, anchor="mm")
    s.seal(62, 244, 15, "公司註冊處樣本")
    return s


@layout
def business_registration(c: Cast) -> Sheet:
    """Hong Kong business registration certificate as a form with bilingual labels."""
    s = Sheet(
        "hk_business_registration", 210, 148, face="sans", paper=(246, 250, 246), hong_kong=True
    )
    s.t(10, 8, "表格 2  Form 2", 3)
    s.t(105, 14, "商業登記證  BUSINESS REGISTRATION CERTIFICATE", 4.6, "bold", anchor="mm")
    s.t(
        105,
        21,
        "《商業登記條例》(第310章)  Business Registration Ordinance (Chapter 310)",
        2.8,
        anchor="mm",
    )
    start, end = c.issued, c.issued.replace(year=c.issued.year + 1)
    number = f"{c.br_number}-000-{start:%m}-{start:%y}-3"
    rows = (
        ("業務／法團所用名稱\nName of Business/Corporation", "legal_name", c.name_en.upper(), ""),
        ("業務／分行名稱\nBusiness/Branch Name", "", "********", ""),
        ("地址\nAddress", "address", ", ".join(c.address_en).upper(), ""),
        ("業務性質\nNature of Business", "", "CORP", ""),
        ("法律地位\nStatus", "", "BODY CORPORATE", ""),
    )
    y = 28
    for label, field, words, truth in rows:
        high = 15 if field else 11
        s.box(8, y, 194, high, outline=GREY)
        zh_label, en_label = label.split("\n")
        s.t(10, y + 1.4, zh_label, 2.8)
        s.t(10, y + 5.6, en_label, 2.6, "latin")
        if field:
            s.val(field, 66, y + 2, words, 3.4, "latin", width=130, truth=truth or words)
            if field == "legal_name":
                s.t(66, y + 8, c.name_hk, 3.4)
        else:
            s.t(66, y + 2, words, 3.2, "latin")
        y += high
    columns = (
        ("生效日期\nDate of Commencement", "registered_on", f"{start:%d/%m/%Y}", start.isoformat()),
        ("屆滿日期\nDate of Expiry", "valid_until", f"{end:%d/%m/%Y}", end.isoformat()),
        ("登記證號碼\nCertificate No.", "number", number, ""),
        ("登記費及徵費\nFee and Levy", "", "$2,150", ""),
    )
    for n, (label, field, words, truth) in enumerate(columns):
        x = 8 + 48.5 * n
        s.box(x, y, 48.5, 18, outline=GREY)
        zh_label, en_label = label.split("\n")
        s.t(x + 1.5, y + 1.2, zh_label, 2.6)
        s.t(x + 1.5, y + 5, en_label, 2.5, "latin")
        if field:
            s.val(field, x + 1.5, y + 10, words, 3.4, "latin", truth=truth or words)
        else:
            s.t(x + 1.5, y + 10, words, 3.4, "latin")
    s.t(10, y + 22, "請注意下列商業登記條例的規定 PLEASE NOTE THE FOLLOWING REQUIREMENTS", 2.4)
    return s


def card(c: Cast, s: Sheet, x: float, y: float, *, nation: str = "汉") -> None:
    """Front of a resident ID card, its corner at x, y."""
    rows = (("姓 名", "name", c.person, ""), ("性 别", "", c.sex, ""))
    for n, (label, field, words, truth) in enumerate(rows):
        s.t(x + 6, y + 6.5 + 7 * n, label, 2.6, colour=BLUE)
        if field:
            s.val(field, x + 15.5, y + 6 + 7 * n, words, 3.6, truth=truth or words)
        else:
            s.t(x + 15.5, y + 6.3 + 7 * n, words, 3)
    s.t(x + 27, y + 13.5, "民 族", 2.6, colour=BLUE)
    s.t(x + 35, y + 13.3, nation, 3)
    s.t(x + 6, y + 20.5, "出 生", 2.6, colour=BLUE)
    b = c.born
    s.val(
        "birth_date",
        x + 15.5,
        y + 20.2,
        f"{b.year} 年 {b.month} 月 {b.day} 日",
        3,
        truth=b.isoformat(),
    )
    s.t(x + 6, y + 27.5, "住 址", 2.6, colour=BLUE)
    s.val("address", x + 15.5, y + 27.2, c.address, 2.9, width=36, lead=1.45)
    s.t(x + 6, y + 46, "公民身份号码", 2.6, colour=BLUE)
    s.val("id_number", x + 29, y + 45.4, c.id_number, 3.7, "latinbold")
    s.face_at(x + 58, y + 7, 22, 27)


def card_back(c: Cast, s: Sheet, x: float, y: float, *, forever: bool = False) -> None:
    """Back of a resident ID card."""
    s.pen.ellipse((s.px(x + 6), s.px(y + 5), s.px(x + 21), s.px(y + 20)), fill=(196, 70, 60))
    s.t(x + 50, y + 10, "中华人民共和国", 5, "serif", anchor="mm")
    s.t(x + 50, y + 19, "居 民 身 份 证", 7, "serifbold", anchor="mm")
    s.t(x + 20, y + 38.5, "签发机关", 2.6, colour=BLUE)
    s.val("issuer", x + 33, y + 38.2, f"{c.city[1]}公安局{c.city[2][:2]}分局", 3)
    s.t(x + 20, y + 45.8, "有效期限", 2.6, colour=BLUE)
    start = c.issued.replace(year=c.issued.year - 4)
    end = "长期" if forever else f"{start.year + 20}.{start:%m.%d}"
    s.val(
        "valid_until",
        x + 33,
        y + 45.5,
        f"{start:%Y.%m.%d}-{end}",
        3,
        truth="长期" if forever else end.replace(".", "-"),
    )
    s.truth.fields["valid_from"] = start.isoformat()


@layout
def id_front(c: Cast) -> Sheet:
    """ID card, front."""
    s = Sheet("id_card", 85.6, 54, dpi=400, paper=(232, 240, 244), side="front")
    s.waves((220, 232, 240), 2)
    card(c, s, 0, 0)
    return s


@layout
def id_back(c: Cast) -> Sheet:
    """ID card, back."""
    s = Sheet("id_card", 85.6, 54, dpi=400, paper=(236, 242, 238), side="back")
    s.waves((222, 234, 226), 2)
    card_back(c, s, 0, 0)
    return s


@layout
def id_back_forever(c: Cast) -> Sheet:
    """ID card without end, on a table."""
    s = Sheet("id_card", 110, 80, dpi=320, paper=(150, 120, 96), side="back")
    s.box(12, 13, 85.6, 54, fill=(238, 242, 236))
    card_back(c, s, 12, 13, forever=True)
    return s


@layout
def id_both(c: Cast) -> Sheet:
    """Both sides on one A4 page, as copy shops make them."""
    s = Sheet("id_card", 210, 297, dpi=200, paper=(255, 255, 255), side="both")
    s.box(60, 60, 86, 54, outline=GREY)
    card(c, s, 60, 60, nation="土家")
    s.box(60, 160, 86, 54, outline=GREY)
    card_back(c, s, 60, 160)
    return s


@layout
def passport_chinese(c: Cast) -> Sheet:
    """Chinese passport: data page with machine-readable zone."""
    s = Sheet("passport", 125, 88, dpi=300, paper=(240, 236, 226))
    s.waves((228, 222, 210), 2.4)
    s.t(8, 5, "中华人民共和国", 3.4, "serifbold")
    s.t(8, 9.5, "PEOPLE'S REPUBLIC OF CHINA", 2.2, "latin")
    s.t(52, 5, "护照 PASSPORT", 3.4, "bold")
    s.face_at(7, 18, 32, 36)
    end = c.issued.replace(year=c.issued.year + 8)
    for x, y, label, field, words, truth in (
        (44, 12, "类型/Type", "", "P", ""),
        (64, 12, "国家码/Country Code", "", "CHN", ""),
        (92, 12, "护照号码/Passport No.", "number", c.passport, ""),
        (44, 22, "姓名/Name", "name", c.person, ""),
        (44, 35, "性别/Sex", "", f"{c.sex}/{'F' if c.sex == '女' else 'M'}", ""),
        (64, 35, "国籍/Nationality", "", "中国/CHINESE", ""),
        (
            92,
            35,
            "出生日期/Date of birth",
            "birth_date",
            f"{c.born:%d %b %Y}".upper(),
            c.born.isoformat(),
        ),
        (44, 45, "出生地点/Place of birth", "", f"{c.city[0][:-1]}/ZHEJIANG", ""),
        (
            92,
            45,
            "签发日期/Date of issue",
            "",
            f"{c.issued.replace(year=c.issued.year - 2):%d %m月/%b %Y}".upper(),
            "",
        ),
        (44, 54, "签发地点/Place of issue", "", f"{c.city[0][:-1]}/ZHEJIANG", ""),
        (
            92,
            54,
            "有效期至/Date of expiry",
            "valid_until",
            f"{end:%d %m月/%b %Y}".upper(),
            end.isoformat(),
        ),
    ):
        s.t(x, y, label, 1.7, colour=GREY)
        if field:
            s.val(field, x, y + 2.6, words, 3, truth=truth or words)
        else:
            s.t(x, y + 2.6, words, 2.8)
    s.t(44, 29.2, f"{c.surname}, {c.given}", 3, "latin")
    s.truth.fields |= {"surname": c.surname, "given_names": c.given, "nationality": "CHN"}
    upper, lower = mrz(c, "CHN", c.passport, end)
    s.t(5, 70, upper, 4.0, "mono")
    s.t(5, 77.5, lower, 4.0, "mono")
    return s


@layout
def passport_foreign(c: Cast) -> Sheet:
    """A passport of another state, English and French labels."""
    from dataclasses import replace

    c = replace(c, surname="SPECIMEN", given="ANNA MARIE")
    s = Sheet("passport", 125, 88, dpi=300, paper=(232, 236, 244), face="latin")
    s.t(6, 5, "PASSPORT  PASSEPORT", 3.4, "latinbold", colour=BLUE)
    s.t(6, 10, "UTOPIA", 4, "latinbold")
    s.face_at(6, 18, 32, 38)
    number, end = "U" + c.br_number[:7] + "4", c.issued.replace(year=c.issued.year + 5)
    number = number[:9]
    rows = (
        ("Surname/Nom (1)", "surname", c.surname, ""),
        ("Given names/Prénoms (2)", "given_names", c.given, ""),
        ("Nationality/Nationalité (3)", "", "UTOPIAN CITIZEN", ""),
        (
            "Date of birth/Date de naissance (4)",
            "birth_date",
            f"{c.born:%d %b /%b %y}".upper(),
            c.born.isoformat(),
        ),
        ("Sex/Sexe (5)        Place of birth/Lieu de naissance (6)", "", "F       SAMPLETOWN", ""),
        (
            "Date of issue/Date de délivrance (7)",
            "",
            f"{c.issued.replace(year=c.issued.year - 5):%d %b /%b %y}".upper(),
            "",
        ),
        (
            "Date of expiry/Date d'expiration (9)",
            "valid_until",
            f"{end:%d %b /%b %y}".upper(),
            end.isoformat(),
        ),
    )
    for n, (label, field, words, truth) in enumerate(rows):
        s.t(44, 16 + 7.2 * n, label, 1.7, colour=GREY)
        if field:
            s.val(field, 44, 18.2 + 7.2 * n, words, 3, truth=truth or words)
        else:
            s.t(44, 18.2 + 7.2 * n, words, 3)
    s.t(92, 8, "Passport No./Passeport No.", 1.7, colour=GREY)
    s.val("number", 92, 10.4, number, 3.6)
    s.truth.fields |= {"nationality": "UTO", "name": f"{c.surname} {c.given}"}
    upper, lower = mrz(c, "UTO", number, end)
    s.t(5, 71, upper, 4.0, "mono")
    s.t(5, 78, lower, 4.0, "mono")
    return s
