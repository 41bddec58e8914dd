"""Watermarked copies that lost their mark on the way are known by their words; ordinary papers are not."""

import pytest

from seller_desk.core.documents.model import Inspection
from seller_desk.core.documents.reading.watermark import marked, watermarked
from seller_desk.core.documents.renditions.model import MARK

# As the reader read real copies of ours: pieces, wrong characters, spaces.
ZH = [
    "姓名",
    "值税注册使用",
    "仅供化理李先生/增值税注册使用",
    "他用无效·2026-11-24",
    "-24",
    "他用无效·2026",
]
EN = ["2026-11-24", "Only for Agent Li / VAT", "Void for any other use", "nv other use · 2", "住址"]
CROSSED = ["营", "Onlyfor", "for any other", "Void for any", "egxstration", "91510100MAPM914AFJ"]


@pytest.mark.parametrize("lines", [ZH, EN, CROSSED])
def test_pieces_of_a_tiled_watermark_are_enough(lines):
    assert watermarked(lines)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["仅供参考，不作证明"],
        ["仅供内部使用", "复印无效"],
        ["此件仅供办理业务使用，他用无效"],
        ["For official use only", "void for any purpose but payment"],
        ["他用无效", "他用无效"],
    ],
)
def test_a_line_that_a_paper_itself_prints_is_no_watermark(lines):
    assert not watermarked(lines)


def test_the_inspection_is_marked_once():
    found = marked(Inspection(type="jpg"))
    assert found.comment == MARK
    assert marked(found) is found
