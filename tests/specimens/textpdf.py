"""PDFs that a program wrote: lines of text at places, no picture. Latin letters only (the fonts that every PDF has)."""

import io


def text_pdf(*pages, password=None, rotate=0):
    """One PDF page a list of (x, y, text), x and y in points from the upper left of an upright A4 page."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        parts = [f"BT /F1 11 Tf {x} {842 - y - 9} Td ({text}) Tj ET" for x, y, text in lines]
        stream = DecodedStreamObject()
        stream.set_data("\n".join(parts).encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        if rotate:
            page.rotate(rotate)
    if password is not None:
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


STATEMENT = (
    (40, 40, "Harbour Sample Bank"),
    (40, 80, "Statement of account"),
    (40, 120, "CLEARBAY TRADING LIMITED"),
    (40, 136, "Flat A, 7/F, Sample Centre"),
    (40, 152, "12 Harbour Road"),
    (40, 168, "Kowloon, Hong Kong"),
    (340, 120, "Account number"),
    (450, 120, "123-456789-001"),
    (340, 140, "Statement date"),
    (450, 140, "24 May 2026"),
    (40, 240, "Date"),
    (200, 240, "Deposit"),
    (400, 240, "Balance"),
    (40, 260, "2 May 2026"),
    (200, 260, "1,200.00"),
    (400, 260, "4,200.00"),
)
