"""Where a photograph in a PDF was taken stays in nothing that leaves the machine; not one pixel changes."""

import io

import pypdfium2
from PIL import Image

from seller_desk.core.media.look import look
from seller_desk.core.media.private_pdf import blanked, words_in_pdf
from seller_desk.core.media.recipe import Leaf, Recipe
from seller_desk.core.media.remake import remake
from seller_desk.core.media.repair import merged

CAMERA = "SecretPhone"


def photo(*, gps=True):
    picture = Image.linear_gradient("L").resize((400, 300)).convert("RGB")
    exif = Image.Exif()
    if gps:
        exif[0x010F] = CAMERA
        exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 32.0, 1.0), 3: "E", 4: (114.0, 3.0, 1.0)})
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def pdf_of(jpeg):
    """As a phone writes it: the JPEG as it is, uncompressed objects."""
    head = b"<</Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length %d>>" % len(jpeg)  # fmt: skip
    draw = b"q 400 0 0 300 0 0 cm /P Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Resources<</XObject<</P 4 0 R>>>>/Contents 5 0 R>>",
        head + b"stream\n" + jpeg + b"\nendstream",
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % one for one in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))  # fmt: skip


def drawn(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return document[0].render(scale=1).to_pil().tobytes()
    finally:
        document.close()


def test_a_pdf_of_photographs_tells_where_they_were_taken(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(photo()))
    found = look(str(path), lambda _found: None)
    assert found["code"] == ""
    assert found["private"] == ["position"]


def test_the_copy_holds_neither_the_place_nor_the_camera_and_looks_the_same(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(photo()))
    assert CAMERA.encode() in path.read_bytes()
    recipe = Recipe(leaves=(Leaf(path=str(path), page=0),), target="pdf")
    (made,) = remake(recipe).files
    assert CAMERA.encode() not in made
    assert b"Exif" not in made
    assert drawn(made) == drawn(path.read_bytes())
    assert remake(recipe).files == (made,)


def test_blanking_changes_no_length_and_nothing_where_there_is_nothing():
    data = pdf_of(photo())
    assert len(blanked(data)) == len(data)
    assert words_in_pdf(blanked(data)) == []
    plain = pdf_of(photo(gps=False))
    assert blanked(plain) == plain


def test_a_damaged_exif_and_words_that_only_look_like_one_do_no_harm():
    for data in (b"", b"Exif\0\0", b"\xff\xe1\0\x08Exif\0\0", b"\xff\xe1\xff\xffExif\0\0MM\0*junk"):
        assert words_in_pdf(data) == []
        assert blanked(data) == data


def test_two_photographs_merged_into_a_pdf_do_not_tell_where_they_were_taken(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(photo())
    made = merged([str(path)] * 2, ["", ""], one_page=False)["data"]
    assert CAMERA.encode() not in made
