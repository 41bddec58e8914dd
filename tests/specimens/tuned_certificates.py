"""The half that the catalogue may be tuned to: certificates, contracts, reports, papers that are none of ours."""

from collections.abc import Callable

from tests.specimens.pen import Sheet
from tests.specimens.people import Cast, zh
from tests.specimens.tuned_papers import pairs

LAYOUTS: dict[str, Callable[[Cast], Sheet]] = {}


def layout(draw: Callable[[Cast], Sheet]) -> Callable[[Cast], Sheet]:
    """Register a layout under its function's name."""
    LAYOUTS[draw.__name__] = draw
    return draw


@layout
def customs_old(c: Cast) -> Sheet:
    """Customs: registration certificate of before."""
    s = Sheet("customs_record", 210, 297, dpi=180, face="sans")
    s.t(105, 40, "中华人民共和国海关", 6, anchor="mm")
    s.t(105, 52, "报关单位注册登记证书", 8, "bold", anchor="mm")
    rows = (
        ("海关注册编码：", "code", c.customs, ""),
        ("组织机构代码：", "", c.code[8:17], ""),
        ("企业名称：", "legal_name", c.name_zh, ""),
        ("企业住所：", "", c.address, ""),
        ("企业经营类别：", "", "进出口货物收发货人", ""),
        ("注册登记日期：", "", zh(c.founded), ""),
        ("法定代表人（负责人）：", "", c.person, ""),
        ("有效期：", "", "长期", ""),
    )
    pairs(s, rows, 28, 78, 80, 13, 4.4)
    s.seal(150, 220, 18, "中华人民共和国样例海关")
    return s


@layout
def tax_registration(c: Cast) -> Sheet:
    """Tax: notice of qualification as general taxpayer."""
    s = Sheet("tax_certificate", 210, 297, dpi=170, face="serif")
    s.t(105, 40, "税务事项通知书", 8, "serifbold", anchor="mm")
    s.t(105, 52, "（增值税一般纳税人资格登记）", 4.4, anchor="mm")
    rows = (
        ("纳税人名称：", "legal_name", c.name_zh, ""),
        ("纳税人识别号：", "unified_social_credit_code", c.code, ""),
        ("事由：", "", "增值税一般纳税人登记", ""),
    )
    pairs(s, rows, 28, 66, 72, 12, 4.4)
    s.para(28, 112, "你单位的增值税一般纳税人登记已受理，自下月一日起生效。", 4.4, 150)
    s.t(130, 150, "国家税务总局样例市税务局", 4.2)
    s.val("issued_on", 138, 160, zh(c.issued), 4.2, truth=c.issued.isoformat())
    return s


@layout
def trademark_new(c: Cast) -> Sheet:
    """Trademark certificate, number above, holder below."""
    end = c.issued.replace(year=c.issued.year + 10)
    s = Sheet("trademark_certificate", 210, 297, dpi=170, face="sans")
    s.t(105, 36, "中华人民共和国国家知识产权局", 5, anchor="mm")
    s.t(105, 50, "商 标 注 册 证", 11, "bold", anchor="mm")
    s.t(30, 70, "注册号", 4.2)
    s.val("number", 60, 70, "5" + c.br_number[1:], 4.2)
    rows = (
        ("注册人", "holder", c.name_zh, ""),
        ("地址", "address", c.address, ""),
        ("注册日期", "", zh(c.issued), ""),
        ("有效期至", "valid_until", zh(end), end.isoformat()),
        ("核定使用商品", "", "第9类：耳机；充电器", ""),
    )
    pairs(s, rows, 30, 66, 120, 12, 4.2)
    return s


@layout
def trademark_us(c: Cast) -> Sheet:
    """Trademark of the United States."""
    s = Sheet("trademark_certificate", 216, 279, dpi=160, face="roman")
    s.t(108, 40, "United States of America", 8, "romanbold", anchor="mm")
    s.t(108, 54, "United States Patent and Trademark Office", 5, anchor="mm")
    s.t(108, 90, "CLEARBAY", 12, "romanbold", anchor="mm")
    s.t(24, 130, "Reg. No. 7,118,223", 4)
    s.truth.fields["number"] = "7,118,223"
    s.t(24, 138, "Registered May 12, 2026", 4)
    s.t(24, 146, "Int. Cl.: 21", 4)
    s.para(
        90,
        130,
        f"{c.name_en} (HONG KONG LIMITED COMPANY) CLASS 21: Drinking glasses. TRADEMARK. PRINCIPAL REGISTER.",
        4,
        100,
    )
    return s


@layout
def authorisation_en(c: Cast) -> Sheet:
    """Letter of authorisation in English."""
    s = Sheet("brand_authorisation", 210, 297, dpi=170, face="latin")
    s.t(105, 36, "LETTER OF AUTHORIZATION", 7, "latinbold", anchor="mm")
    s.para(
        24,
        56,
        f"We, Sample Brands Ltd, owner of the trademark CLEARBAY, hereby authorize {c.name_en} to sell and distribute products of the brand CLEARBAY on Amazon and eBay. This authorization is valid from {c.issued} for one year.",
        4.2,
        160,
    )
    s.t(24, 120, "Authorized signature: ____________", 4.2)
    return s


@layout
def ccc(c: Cast) -> Sheet:
    """China compulsory certification."""
    s = Sheet("product_certificate", 210, 297, dpi=170, face="sans")
    s.t(105, 40, "中国国家强制性产品认证证书", 7, "bold", anchor="mm")
    for n, line in enumerate(
        (
            f"证书编号：2026010{c.br_number}",
            f"委托人名称：{c.name_zh}",
            f"生产者名称：{c.name_zh}",
            "产品名称和系列、规格、型号：电热水壶 SK-10",
            "产品标准和技术要求：GB 4706.1",
            f"发证日期：{zh(c.issued)}",
            f"有效期至：{zh(c.expires)}",
        )
    ):
        s.t(28, 66 + 12 * n, line, 4)
    return s


@layout
def report_zh(c: Cast) -> Sheet:
    """Inspection report in Chinese."""
    s = Sheet("test_report", 210, 297, dpi=170, face="sans")
    s.t(105, 60, "检 测 报 告", 10, "bold", anchor="mm")
    for n, line in enumerate(
        (
            f"报告编号：SMP{c.br_number}",
            "样品名称：玻璃杯",
            f"委托单位：{c.name_zh}",
            "检测类别：委托检测",
            "检测依据：GB 4806.5",
            "检测结论：所检项目符合标准要求",
            "样例检测技术有限公司",
        )
    ):
        s.t(40, 90 + 12 * n, line, 4.4)
    return s


@layout
def invoice_en(c: Cast) -> Sheet:
    """A supplier's commercial invoice."""
    s = Sheet("purchase_invoice", 210, 297, dpi=170, face="latin")
    s.t(24, 24, "INVOICE", 9, "latinbold")
    s.t(24, 40, f"Invoice No.: INV-{c.br_number}", 4)
    s.t(24, 47, f"Invoice date: {c.issued}", 4)
    s.t(24, 56, f"Bill to: {c.name_en}", 4)
    s.table(
        24,
        70,
        (80, 24, 28, 30),
        [
            ("Description", "Quantity", "Unit price", "Amount"),
            ("Glass cup 350 ml", "1200", "0.60", "720.00"),
            ("Subtotal", "", "", "720.00"),
            ("Total due", "", "", "720.00"),
        ],
        3.6,
        9,
    )
    return s


@layout
def lease_en(c: Cast) -> Sheet:
    """Tenancy agreement."""
    s = Sheet("lease", 210, 297, dpi=170, face="roman")
    s.t(105, 36, "TENANCY AGREEMENT", 7, "romanbold", anchor="mm")
    s.para(
        24,
        56,
        f"This Agreement is made on {c.issued} between the Landlord, Sample Estates Ltd, and the Tenant, {c.name_en}. The Landlord lets the premises at {', '.join(c.address_en)} to the Tenant for a term of two years at a monthly rent of HK$12,000. The Tenant shall pay a deposit.",
        4.2,
        160,
    )
    return s


@layout
def warehouse_en(c: Cast) -> Sheet:
    """Warehousing agreement."""
    s = Sheet("warehouse_contract", 210, 297, dpi=170, face="roman")
    s.t(105, 36, "WAREHOUSING SERVICES AGREEMENT", 7, "romanbold", anchor="mm")
    s.para(
        24,
        56,
        f"Between Sample Fulfilment Inc. (the Warehouse Operator) and {c.name_en} (the Depositor). The Operator shall store, pick, pack and ship the goods from its warehouse in New Jersey. Storage fees are charged per cubic foot per month; inbound handling per carton.",
        4.2,
        160,
    )
    return s


@layout
def audit_zh(c: Cast) -> Sheet:
    """Factory inspection in Chinese."""
    s = Sheet("factory_audit", 210, 297, dpi=170, face="sans")
    s.t(105, 36, "工厂审核报告", 9, "bold", anchor="mm")
    for n, line in enumerate(
        (
            f"被审核工厂：{c.name_zh}",
            "审核类型：社会责任验厂（初审）",
            f"审核日期：{zh(c.issued)}",
            "审核员：样本",
            "员工人数：120",
            "审核结果：B 级，3 项不符合项",
        )
    ):
        s.t(28, 60 + 12 * n, line, 4.2)
    return s


@layout
def translated_zh(c: Cast) -> Sheet:
    """A translation into Chinese with the translator's statement."""
    s = Sheet("translation", 210, 297, dpi=170, face="serif")
    s.t(105, 34, "翻译件", 9, "serifbold", anchor="mm")
    s.para(
        24,
        56,
        f"公司注册证明书。兹证明 {c.name_en} 于本日在香港注册成立为有限公司。本译文与英文原件内容一致。翻译人：样本。翻译公司：样例翻译有限公司（翻译专用章）。",
        4.4,
        160,
    )
    return s


@layout
def notice(c: Cast) -> Sheet:
    """A notice on a door: none of our kinds."""
    s = Sheet("unknown", 210, 148, dpi=170, face="sans")
    s.t(105, 30, "温馨提示", 10, "bold", anchor="mm")
    s.para(
        30,
        56,
        "各位业主：因电梯年度检修，周三上午九时至十一时停运两小时，请走楼梯，给大家带来不便敬请谅解。物业服务中心",
        5,
        150,
    )
    return s


@layout
def ticket(c: Cast) -> Sheet:
    """A train ticket."""
    s = Sheet("unknown", 90, 56, dpi=260, face="sans", paper=(226, 240, 246))
    s.t(8, 8, "杭州东站", 5)
    s.t(40, 9, "G7501", 4.4)
    s.t(62, 8, "上海虹桥站", 4.6)
    s.t(8, 20, "2026年08月11日 09:12开 05车12A号", 3.2)
    s.t(8, 27, "¥73.0元 二等座", 3.2)
    s.t(8, 40, "限乘当日当次车", 2.8)
    return s
