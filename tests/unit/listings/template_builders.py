"""Synthetic downloaded templates, made as raw packages so that every byte is known."""

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="170"/><xf numFmtId="2"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
HEADERS = ("*商品名称", "SKU", "价格", "库存", "图片1", "重量(kg)", "颜色")


def cell(where, text, style=""):
    s = f' s="{style}"' if style else ""
    return f'<c r="{where}"{s} t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(rows, *, before="", after="", dimension='<dimension ref="A1:G3"/>', prefix=""):
    p = f"{prefix}:" if prefix else ""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    body = (
        f'<worksheet {name}="{MAIN}" xmlns:r="{RELS}">{dimension}{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    if prefix:
        for word in ("worksheet", "dimension", "sheetData", "row", "c", "is", "t", "v"):
            for end in (" ", ">", "/"):
                body = body.replace(f"<{word}{end}", f"<{p}{word}{end}")
            body = body.replace(f"</{word}>", f"</{p}{word}>")
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + body


def head_row(headers=HEADERS, number=1):
    cells = "".join(cell(f"{chr(65 + n)}{number}", text) for n, text in enumerate(headers))
    return f'<row r="{number}" ht="30" customHeight="1">{cells}</row>'


def package(xml, *, macros=False, trailer=False, stored=False, more=None, hidden="<row r='1'/>"):
    """The bytes of a workbook whose second sheet is the data sheet; the first holds notes, the third is hidden."""
    notes = sheet(f'<row r="1">{cell("A1", "Read me")}</row>', dimension="")
    kind = (
        "vnd.ms-excel.sheet.macroEnabled"
        if macros
        else "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="application/{kind}.main+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
                'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
                for n in (1, 2, 3)
            )
            + '<Override PartName="/xl/styles.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
            '<Override PartName="/xl/sharedStrings.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="说明" sheetId="1" r:id="rId1"/>'
            '<sheet name="Template" sheetId="2" r:id="rId2"/>'
            '<sheet name="Lists" sheetId="3" state="hidden" r:id="rId3"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="rId1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{RELS}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
            f'<Relationship Id="rId3" Type="{RELS}/worksheet" Target="worksheets/sheet3.xml"/>'
            f'<Relationship Id="rId4" Type="{RELS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId5" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": notes,
        "xl/worksheets/sheet2.xml": xml,
        "xl/worksheets/sheet3.xml": sheet(hidden, dimension=""),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": (
            f'<sst xmlns="{MAIN}" count="2" uniqueCount="2"><si><t>SKU</t></si>'
            "<si><r><t>商品</t></r><r><t>名称</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si></sst>"
        ),
        **(more or {}),
    }
    if macros:
        parts["xl/vbaProject.bin"] = bytes(range(256)) * 20
    made = io.BytesIO()
    target = _Unseekable(made) if trailer else made
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"made by the platform"
        for number, (name, data) in enumerate(parts.items()):
            one = zipfile.ZipInfo(name, (2026, 3, 1 + number, 10, 20, 30))
            one.compress_type = (
                zipfile.ZIP_STORED if stored or number % 3 == 2 else zipfile.ZIP_DEFLATED
            )
            one.external_attr = 0o600 << 16
            one.extra = b"\xfe\xca\x02\x00ab"
            archive.writestr(one, data)
    return made.getvalue()


class _Unseekable(io.RawIOBase):
    """Makes zipfile write sizes behind the data, as platforms' servers do."""

    def __init__(self, target):
        self._target = target

    def writable(self):
        return True

    def seekable(self):
        return False

    def write(self, data):
        return self._target.write(data)
