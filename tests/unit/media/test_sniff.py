import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.media.sniff import CLOSED, PDF, PICTURES, UNKNOWN, ending_fits, type_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpg"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"MM\x00*rest", "tiff"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x1cftypheic\x00\x00\x00\x00mif1heic", "heic"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif", "avif"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isom", "unknown"),
        (b"junk before %PDF-1.7\n", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"<!DOCTYPE html><p>", "html"),
        (b"plain words\n", "text"),
        (b"\x00\x01\x02\x03", "unknown"),
        (b"", "unknown"),
    ],
)
def test_the_content_decides_the_type(head, kind):
    assert type_of(head) == kind


@given(st.binary(max_size=64))
def test_any_bytes_have_a_known_type(head):
    assert type_of(head) in {*PICTURES, PDF, *CLOSED, UNKNOWN}


def test_endings_are_compared_with_the_type():
    assert ending_fits("SCAN.JPEG", "jpg")
    assert ending_fits("a.b.tif", "tiff")
    assert not ending_fits("licence.png", "jpg")
    assert not ending_fits("licence", "pdf")
