"""Sixty mismatches on fields: what is changed in a packet that agrees in everything, and what must be found."""

from dataclasses import dataclass

from seller_desk.core.documents.match.model import Column, Said
from seller_desk.core.services.romaniser import romaniser
from tests.specimens.people import Cast, capital_words, cast

R = romaniser()


def said(value, **more):
    """A value that was read surely, at some place."""
    return Said(value=value, page=1, box=(10, 10, 200, 30), page_size=(1000, 1400), **more)


def packet(c: Cast) -> dict[str, Column]:
    """Licence, ID both sides, bill, statement, permit, customs and tax record, company data: all of one company."""

    def paper(key, kind, side="", **fields):
        found = {name: said(value) for name, value in fields.items()}
        return Column(key=key, kind=kind, side=side, file=f"{key}.jpg", fields=found)

    columns = [
        paper(
            "licence",
            "business_licence",
            legal_name=c.name_zh,
            unified_social_credit_code=c.code,
            legal_representative=c.person,
            address=c.address,
            established_on=c.founded.isoformat(),
            valid_until=c.expires.isoformat(),
            registered_capital=capital_words(c.capital),
            business_scope="一般项目：家居用品销售；日用百货销售；货物进出口。",
        ),
        paper(
            "front",
            "id_card",
            "front",
            name=c.person,
            id_number=c.id_number,
            birth_date=c.born.isoformat(),
            address="浙江省杭州市西湖区样例里1号",
        ),
        paper("back", "id_card", "back", valid_until="2040-01-01", issuer="某市公安局"),
        paper("bill", "utility_bill", holder=c.name_zh, address=c.address, account="12345678"),
        paper("statement", "bank_statement", holder=c.name_zh, account=c.account),
        paper(
            "permit",
            "account_permit",
            holder=c.name_zh,
            legal_representative=c.person,
            account=c.account,
        ),
        paper("customs", "customs_record", legal_name=c.name_zh, code=c.customs),
        paper("tax", "tax_certificate", legal_name=c.name_zh, unified_social_credit_code=c.code),
    ]
    told = {
        "legal_name": c.name_zh,
        "legal_name_en": "Clearbay Technology Co., Ltd.",
        "unified_social_credit_code": c.code,
        "legal_representative": c.person,
        "id_number": c.id_number,
        "birth_date": c.born.isoformat(),
        "registered_address": c.address,
        "established_on": c.founded.isoformat(),
        "licence_valid_until": c.expires.isoformat(),
        "registered_capital": f"{c.capital} CNY",
        "business_scope": "一般项目：家居用品销售；日用百货销售；货物进出口。",
        "bank_account": c.account,
        "customs_code": c.customs,
    }
    typed = {fact: Said(value=value, source="typed") for fact, value in told.items()}
    columns.append(Column(key="company", source="company", label="Company", fields=typed))
    return {one.key: one for one in columns}


@dataclass(frozen=True)
class Mismatch:
    """`column`.`field` says `value` instead (a function of the company); empty: it says nothing."""

    column: str
    field: str
    value: object
    fact: str
    difference: str
    line: float = 0.99


_N, _A, _P = "legal_name", "registered_address", "legal_representative"
_CODE = "unified_social_credit_code"


def traditional(text):
    """Every character that has a traditional form, in it; 公司 of every name has none, so 贸 or another must be there."""
    from seller_desk.core.documents.match.catalogue import simplified

    forms = {new: chr(old) for old, new in reversed(simplified().items())}
    changed = "".join(forms.get(char, char) for char in text)
    assert changed != text, text
    return changed


def _confused(code, valid_looking="0815"):
    at = next(n for n in range(len(code) - 2, 5, -1) if code[n] in valid_looking)
    return code[:at] + {"0": "O", "8": "B", "1": "I", "5": "S"}[code[at]] + code[at + 1 :]


MISMATCHES = (
    # Layout only: width, case, spaces, punctuation, the form of a date or a sum.
    Mismatch("bill", "holder", lambda c: " ".join(c.name_zh), _N, "formatting"),
    Mismatch("statement", "holder", lambda c: c.name_zh + "。", _N, "formatting"),
    Mismatch("bill", "address", lambda c: c.address.replace("号", "号，"), _A, "formatting"),
    Mismatch("company", _CODE, lambda c: c.code[:8] + " " + c.code[8:], _CODE, "formatting"),
    Mismatch("company", "established_on", lambda c: f"{c.founded.year}年{c.founded.month}月{c.founded.day}日", "established_on", "formatting"),
    Mismatch("company", "customs_code", lambda c: c.customs.lower(), "customs_code", "formatting"),
    # Traditional characters.
    Mismatch("statement", "holder", lambda c: traditional(c.name_zh), _N, "script"),
    Mismatch("bill", "address", lambda c: c.address.replace("区", "區"), _A, "script"),
    Mismatch("bill", "address", lambda c: c.address.replace("号", "號"), _A, "script"),
    Mismatch("bill", "address", lambda c: c.address.replace("层", "層"), _A, "script"),
    Mismatch("company", "business_scope", lambda c: "一般項目：家居用品銷售；日用百貨銷售；貨物進出口。", "business_scope", "script"),
    # The same words in another order.
    Mismatch("company", "business_scope", lambda c: "一般项目：日用百货销售；货物进出口；家居用品销售。", "business_scope", "name_order"),
    Mismatch("statement", "holder", lambda c: "Technology Clearbay Co., Ltd.", "legal_name_en", "name_order"),
    Mismatch("bill", "address", lambda c: "，".join(reversed(c.address.partition("号")[::2])) + "号", _A, "name_order"),
    # Pinyin.
    Mismatch("front", "name", lambda c: f"{c.surname} {c.given}", _P, "romanised"),
    Mismatch("front", "name", lambda c: f"{c.given.title()} {c.surname.title()}", _P, "romanised"),
    Mismatch("permit", "legal_representative", lambda c: f"{c.surname}, {c.given}", _P, "romanised"),
    Mismatch("statement", "holder", lambda c: R.name(c.name_zh), _N, "romanised"),
    Mismatch("bill", "holder", lambda c: R.name(c.name_zh).upper(), _N, "romanised"),
    Mismatch("bill", "address", lambda c: R.address(c.address), _A, "romanised"),
    # Short forms, words that stand for the same, hidden figures.
    Mismatch("statement", "holder", lambda c: c.name_zh.replace("有限公司", "有限责任公司"), _N, "abbreviation"),
    Mismatch("bill", "address", lambda c: c.address.replace("层", "楼"), _A, "abbreviation"),
    Mismatch("bill", "address", lambda c: c.address.removesuffix("室") + "房", _A, "abbreviation"),
    Mismatch("bill", "address", lambda c: "中国" + c.address, _A, "abbreviation"),
    Mismatch("statement", "account", lambda c: c.account[:6] + "****" + c.account[-4:], "bank_account", "abbreviation"),
    Mismatch("statement", "account", lambda c: "****" + c.account[-4:], "bank_account", "abbreviation"),
    # Characters that are not there, or too many.
    Mismatch("bill", "holder", lambda c: c.name_zh.replace("有限", ""), _N, "part_missing"),
    Mismatch("statement", "holder", lambda c: c.name_zh[1:], _N, "part_missing"),
    Mismatch("customs", "legal_name", lambda c: c.name_zh[:-2], _N, "part_missing"),
    Mismatch("tax", "legal_name", lambda c: "某省" + c.name_zh, _N, "part_missing"),
    Mismatch("bill", "address", lambda c: c.address.removesuffix("室"), _A, "part_missing"),
    Mismatch("bill", "address", lambda c: c.address[3:], _A, "part_missing"),
    Mismatch("bill", "address", lambda c: c.address.replace("号", "号东门"), _A, "part_missing"),
    Mismatch("company", _CODE, lambda c: c.code[:-1], _CODE, "part_missing"),
    Mismatch("tax", _CODE, lambda c: c.code[:5] + c.code[6:], _CODE, "part_missing"),
    Mismatch("front", "name", lambda c: c.person + "文", _P, "part_missing"),
    # Read wrongly, with evidence: a check digit, or an unsure line and characters that look alike.
    Mismatch("company", _CODE, lambda c: _confused(c.code), _CODE, "misread"),
    Mismatch("tax", _CODE, lambda c: _confused(c.code), _CODE, "misread"),
    Mismatch("company", "id_number", lambda c: c.id_number[:10] + {"0": "8", "1": "7"}[c.id_number[10]] + c.id_number[11:], "id_number", "misread"),
    Mismatch("company", "id_number", lambda c: _confused(c.id_number), "id_number", "misread"),
    Mismatch("customs", "code", lambda c: c.customs[:5] + "G" + c.customs[6:], "customs_code", "misread", 0.7),
    Mismatch("bill", "holder", lambda c: c.name_zh.replace("公司", "公同"), _N, "misread", 0.8),
    Mismatch("statement", "holder", lambda c: c.name_zh.replace("限", "恨"), _N, "misread", 0.8),
    Mismatch("bill", "address", lambda c: c.address.replace("市", "巾", 1), _A, "misread", 0.8),
    # Something else.
    Mismatch("bill", "holder", lambda c: cast(4711).name_zh, _N, "different"),
    Mismatch("statement", "holder", lambda c: c.name_zh[:-5] + "甲" + c.name_zh[-4:], _N, "different"),
    Mismatch("permit", "holder", lambda c: c.name_zh.replace("公司", "商行"), _N, "different"),
    Mismatch("front", "name", lambda c: "欧阳样本", _P, "different"),
    Mismatch("permit", "legal_representative", lambda c: c.person[:-1] + "甲", _P, "different"),
    Mismatch("front", "name", lambda c: "WEI CHEN" if c.surname != "CHEN" else "WEI LI", _P, "different"),
    Mismatch("bill", "address", lambda c: c.address.replace("号", "7号"), _A, "different"),
    Mismatch("bill", "address", lambda c: c.address[:-2] + str((int(c.address[-2]) + 1) % 10) + "室", _A, "different"),
    Mismatch("tax", _CODE, lambda c: cast(4711).code, _CODE, "different"),
    Mismatch("company", "id_number", lambda c: cast(4712).id_number, "id_number", "different"),
    Mismatch("company", "established_on", lambda c: "2001-02-03", "established_on", "different"),
    # A document that does not say what it should.
    Mismatch("licence", _CODE, "", _CODE, "absent"),
    Mismatch("bill", "holder", "", _N, "absent"),
    Mismatch("bill", "address", "", _A, "absent"),
    Mismatch("tax", "legal_name", "", _N, "absent"),
    Mismatch("front", "name", "", _P, "absent"),
)  # fmt: skip
