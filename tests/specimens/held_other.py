"""Test half, drawn before the reader was tuned: certificates, contracts, reports; and papers that are none of ours."""

from collections.abc import Callable

from tests.specimens.pen import GREY, Sheet
from tests.specimens.people import Cast, zh

LAYOUTS: dict[str, Callable[[Cast], Sheet]] = {}


def layout(draw: Callable[[Cast], Sheet]) -> Callable[[Cast], Sheet]:
    """Register a layout under its function's name."""
    LAYOUTS[draw.__name__] = draw
    return draw


@layout
def customs_receipt(c: Cast) -> Sheet:
    """Customs: receipt of the filing as declaring unit."""
    s = Sheet("customs_record", 210, 297, dpi=180, face="serif")
    s.t(105, 46, "海关进出口货物收发货人备案回执", 7, "serifbold", anchor="mm")
    rows = (
        ("海关编码", "code", c.customs),
        ("检验检疫备案号", "", "33" + c.br_number),
        ("企业名称", "legal_name", c.name_zh),
        ("统一社会信用代码", "", c.code),
        ("备案日期", "", zh(c.founded)),
        ("有效期", "", "长期"),
    )
    for n, (label, field, words) in enumerate(rows):
        s.t(34, 72 + 13 * n, label, 4.6)
        if field:
            s.val(field, 84, 72 + 13 * n, words, 4.6)
        else:
            s.t(84, 72 + 13 * n, words, 4.6)
    s.t(120, 170, "中华人民共和国样例海关", 4.4)
    s.t(130, 180, zh(c.issued), 4.4)
    s.seal(146, 172, 18, "中华人民共和国样例海关")
    return s


@layout
def customs_certificate(c: Cast) -> Sheet:
    """Customs: certificate of registration as declaring unit, framed table."""
    s = Sheet("customs_record", 297, 210, dpi=170, face="sans", paper=(246, 248, 252))
    s.frame(8, (60, 90, 150), 1)
    s.t(148, 36, "报关单位备案证明", 10, "bold", anchor="mm")
    s.table(
        40,
        60,
        (54, 160),
        [
            ("企业名称", ""),
            ("海关备案编码", ""),
            ("法定代表人", c.person),
            ("企业经营类别", "进出口货物收发货人"),
            ("注册海关", f"{c.city[1][:-1]}海关"),
            ("住所", c.address),
        ],
        4.4,
        14,
    )
    s.val("legal_name", 96, 64.4, c.name_zh, 4.4)
    s.val("code", 96, 78.4, c.customs, 4.4)
    s.seal(232, 168, 20, "中华人民共和国样例海关")
    return s


@layout
def tax_payer(c: Cast) -> Sheet:
    """Tax: registration form of a general taxpayer."""
    s = Sheet("tax_certificate", 210, 297, dpi=180, face="sans")
    s.t(105, 36, "增值税一般纳税人登记表", 7, "bold", anchor="mm")
    s.table(
        20,
        54,
        (48, 122),
        [
            ("纳税人名称", ""),
            ("社会信用代码", ""),
            ("法定代表人", c.person),
            ("生产经营地址", c.address),
            ("纳税人类别", "企业"),
            ("一般纳税人资格生效之日", zh(c.founded)),
        ],
        4,
        13,
    )
    s.val("legal_name", 69.2, 58, c.name_zh, 4)
    s.val("unified_social_credit_code", 69.2, 71, c.code, 4)
    s.t(24, 146, "以下由税务机关填写", 4)
    s.t(120, 180, "主管税务机关", 4)
    s.val("issued_on", 130, 190, zh(c.issued), 4, truth=c.issued.isoformat())
    s.seal(148, 184, 17, "国家税务总局样例区税务局")
    return s


@layout
def tax_paid(c: Cast) -> Sheet:
    """Tax: proof of payment."""
    s = Sheet("tax_certificate", 240, 140, dpi=190, face="serif", paper=(250, 250, 244))
    s.t(120, 16, "中华人民共和国", 4.4, anchor="mm")
    s.t(120, 25, "税收完税证明", 8, "serifbold", anchor="mm")
    s.t(16, 38, "填发日期：", 3.8)
    s.val("issued_on", 36, 38, zh(c.issued), 3.8, truth=c.issued.isoformat())
    s.t(120, 38, "税务机关：国家税务总局样例市税务局", 3.8)
    s.table(
        14,
        48,
        (40, 84, 34, 52),
        [
            ("纳税人识别号", "", "纳税人名称", ""),
            ("税种", "品目名称", "税款所属时期", "实缴金额"),
            ("增值税", "货物销售", "2026-05", "3,120.55"),
            ("城市维护建设税", "市区", "2026-05", "218.44"),
        ],
        3.6,
        11,
    )
    s.val("unified_social_credit_code", 55.2, 51.4, c.code, 3.6)
    s.val("legal_name", 173.2, 51.8, c.name_zh, 2.9)
    s.seal(196, 112, 17, "国家税务总局样例市税务局")
    return s


@layout
def trademark(c: Cast) -> Sheet:
    """Trademark registration certificate."""
    end = c.founded.replace(year=c.founded.year + 10)
    s = Sheet("trademark_certificate", 210, 297, dpi=180, face="serif", paper=(252, 248, 236))
    s.frame(8, (190, 150, 70))
    s.t(105, 50, "商标注册证", 13, "serifbold", anchor="mm")
    s.t(150, 68, "第", 4.4)
    s.val("number", 156, 68, c.br_number[1:] + "9", 4.4)
    s.t(176, 68, "号", 4.4)
    s.box(70, 84, 70, 44, outline=GREY)
    s.t(105, 106, "CLEARBAY", 10, "romanbold", anchor="mm")
    s.t(28, 140, "核定使用商品/服务项目（国际分类：21）", 4.2)
    s.t(28, 148, "第21类：家用器皿；玻璃杯；餐具；保温容器（截止）", 4.2)
    s.t(28, 164, "注册人", 4.4)
    s.val("holder", 62, 164, c.name_zh, 4.4)
    s.t(28, 175, "注册地址", 4.4)
    s.val("address", 62, 175, c.address, 4.4, width=110)
    s.t(28, 196, "注册日期", 4.4)
    s.t(62, 196, zh(c.founded), 4.4)
    s.t(110, 196, "有效期至", 4.4)
    s.val("valid_until", 134, 196, zh(end), 4.4, truth=end.isoformat())
    s.t(28, 214, "局长签发", 4.4)
    s.seal(156, 232, 20, "国家知识产权局样本")
    return s


@layout
def authorisation(c: Cast) -> Sheet:
    """A brand's letter to its seller."""
    s = Sheet("brand_authorisation", 210, 297, dpi=170, face="sans")
    s.t(105, 40, "品牌授权书", 9, "bold", anchor="mm")
    s.para(
        28,
        66,
        f"授权方：样例品牌管理有限公司。被授权方：{c.name_zh}。兹授权被授权方在亚马逊、易贝等跨境电商平台销售“澄湾”品牌商品，授权期限自{zh(c.issued)}起一年，授权区域为北美及欧洲。未经授权方书面同意，被授权方不得转授权。",
        4.4,
        150,
    )
    s.t(28, 150, "商标注册号：" + c.br_number, 4.4)
    s.t(120, 190, "授权方（盖章）：样例品牌管理有限公司", 4)
    s.seal(158, 200, 18, "样例品牌管理有限公司")
    return s


@layout
def conformity(c: Cast) -> Sheet:
    """Declaration of conformity."""
    s = Sheet("product_certificate", 210, 297, dpi=170, face="latin")
    s.t(105, 36, "CERTIFICATE OF CONFORMITY", 7, "latinbold", anchor="mm")
    s.t(105, 50, "CE", 14, "latinbold", anchor="mm")
    s.para(
        24,
        66,
        f"Certificate No. SMP-2026-0{c.br_number[1:5]}. Applicant: {c.name_en}. Product: LED table lamp. Trade mark: CLEARBAY. Test standards: EN 55015, EN 61547, EN 60598-1. The EUT described above has been tested and found in compliance with the council EMC directive 2014/30/EU and LVD directive 2014/35/EU.",
        4,
        162,
    )
    s.t(24, 150, f"Date of issue: {c.issued:%Y-%m-%d}", 4)
    return s


@layout
def report(c: Cast) -> Sheet:
    """A laboratory's report, first page."""
    s = Sheet("test_report", 210, 297, dpi=170, face="latin")
    s.t(20, 20, "Sample Testing Laboratory Co., Ltd.", 5, "latinbold")
    s.t(105, 50, "TEST REPORT", 9, "latinbold", anchor="mm")
    for n, line in enumerate(
        (
            f"Report No.: STL{c.br_number}",
            f"Applicant: {c.name_en}",
            "Sample name: Glass cup",
            "Sample received date: 2026-02-11",
            "Testing period: 2026-02-11 to 2026-02-18",
            "Test requested: Lead and cadmium release, EN 1388-2",
            "Test method: ICP-OES",
            "Test result: PASS",
        )
    ):
        s.t(24, 70 + 9 * n, line, 4)
    s.t(
        24,
        160,
        "This report shall not be reproduced except in full without approval of the laboratory.",
        3,
    )
    return s


@layout
def invoice(c: Cast) -> Sheet:
    """Electronic VAT invoice."""
    s = Sheet("purchase_invoice", 240, 140, dpi=190, face="sans")
    s.t(120, 14, "电子发票（增值税专用发票）", 6, "bold", colour=(150, 60, 30), anchor="mm")
    s.t(170, 24, "发票号码：2633200000" + c.br_number, 3.2)
    s.t(170, 30, f"开票日期：{zh(c.issued)}", 3.2)
    s.table(
        12,
        38,
        (12, 98, 12, 94),
        [
            ("买", f"名称：{c.name_zh}", "销", "名称：样例日用品制造有限公司"),
            (
                "方",
                f"统一社会信用代码/纳税人识别号：{c.code}",
                "方",
                "统一社会信用代码/纳税人识别号：91330000MA0SAMPLE0",
            ),
        ],
        2.8,
        9,
    )
    s.table(
        12,
        60,
        (60, 26, 20, 24, 28, 30, 28),
        [
            ("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税额"),
            ("*日用品*玻璃杯", "350ml", "只", "1200", "4.20", "5040.00", "655.20"),
        ],
        2.8,
        8,
    )
    s.t(12, 84, "价税合计（大写）伍仟陆佰玖拾伍元贰角", 3.6)
    s.t(12, 120, "开票人：样本", 3.2)
    return s


@layout
def lease(c: Cast) -> Sheet:
    """A lease of an office."""
    s = Sheet("lease", 210, 297, dpi=170, face="serif")
    s.t(105, 34, "房屋租赁合同", 9, "serifbold", anchor="mm")
    for n, line in enumerate(
        (
            "出租方（甲方）：样例置业有限公司",
            f"承租方（乙方）：{c.name_zh}",
            "根据《中华人民共和国民法典》及有关规定，甲乙双方就房屋租赁事宜订立本合同。",
        )
    ):
        s.t(24, 54 + 9 * n, line, 4)
    s.para(
        24,
        86,
        f"第一条 甲方将坐落于{c.address}的房屋出租给乙方作办公使用，建筑面积86平方米。",
        4,
        160,
    )
    s.para(
        24,
        106,
        f"第二条 租赁期限自{zh(c.issued)}起至2029年3月1日止。第三条 租金每月人民币5,800元，押金11,600元。",
        4,
        160,
    )
    return s


@layout
def warehouse(c: Cast) -> Sheet:
    """A contract with an overseas warehouse."""
    s = Sheet("warehouse_contract", 210, 297, dpi=170, face="sans")
    s.t(105, 34, "海外仓储服务合同", 8, "bold", anchor="mm")
    for n, line in enumerate(
        (
            f"委托方（甲方）：{c.name_zh}",
            "仓储方（乙方）：样例海外仓有限公司",
            "一、乙方为甲方提供美国仓库的仓储、分拣、打包及尾程配送服务。",
            "二、仓储费按体积和天数计收，入库、出库操作费见附件报价。",
            "三、货物在库期间的保管责任由乙方承担。",
        )
    ):
        s.para(24, 56 + 14 * n, line, 4, 160)
    return s


@layout
def audit(c: Cast) -> Sheet:
    """A factory audit."""
    s = Sheet("factory_audit", 210, 297, dpi=170, face="latin")
    s.t(105, 30, "BSCI Factory Audit Report", 7, "latinbold", anchor="mm")
    for n, line in enumerate(
        (
            f"Auditee: {c.name_en}",
            "Audit type: Full audit, announced",
            f"Audit date: {c.issued:%d/%m/%Y}",
            "Performance areas: Social management system, Working hours, Fair remuneration, Occupational health and safety",
            "Overall rating: B",
            "Number of workers: 86",
            "Auditing company: Sample Audit Services",
        )
    ):
        s.para(22, 52 + 12 * n, line, 4, 165)
    return s


@layout
def translated(c: Cast) -> Sheet:
    """A certified translation."""
    s = Sheet("translation", 210, 297, dpi=170, face="roman")
    s.t(105, 30, "CERTIFIED TRANSLATION", 7, "romanbold", anchor="mm")
    s.para(
        22,
        48,
        f"I hereby certify that the following is a true and accurate English translation of the original Chinese document. Business License. Unified Social Credit Code: {c.code}. Name: {c.name_en}. Type: Limited liability company. Legal Representative: {c.given} {c.surname}. Translator: A. Sample. Translation company: Example Translations. Date: {c.issued.isoformat()}",
        4.2,
        165,
    )
    return s


@layout
def letter(c: Cast) -> Sheet:
    """A letter that is none of our kinds."""
    s = Sheet("unknown", 210, 297, dpi=170, face="roman")
    s.para(
        26,
        40,
        f"Dear Ms {c.surname}, thank you for your visit to our garden last week. The roses are in bloom and we should be glad to see you again on Sunday for tea. Please bring your sister and her children. With kind regards, Elsbeth",
        4.6,
        158,
    )
    return s


@layout
def menu(c: Cast) -> Sheet:
    """A menu."""
    s = Sheet("unknown", 150, 210, dpi=170, face="sans")
    s.t(75, 24, "老街面馆 菜单", 8, "bold", anchor="mm")
    for n, (dish, price) in enumerate(
        (
            ("牛肉面", "18元"),
            ("番茄鸡蛋面", "14元"),
            ("酸辣粉", "12元"),
            ("小笼包", "16元/笼"),
            ("绿豆汤", "5元"),
        )
    ):
        s.t(24, 50 + 14 * n, dish, 5)
        s.t(126, 50 + 14 * n, price, 5, anchor="ra")
    return s
