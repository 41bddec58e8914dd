"""Makes resources/fonts/stamp.otf: the letters of watermarks, cut out of Noto Sans CJK (SIL Open Font License).

Needs fonttools, which the program does not: `python packaging/make_font.py NotoSansCJK-Regular.ttc`. Run by hand when the
set of characters changes: Latin, the Chinese of GB 2312 and the common traditional characters (Big5, level 1).
"""

import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "stamp.otf"


def characters() -> set[str]:
    """What can be typed into a purpose."""
    found = {chr(code) for code in range(0x20, 0x180)} | set(
        "–—‘’“”…·•、。《》「」【】（），：；！？￥€£№"
    )
    for encoding, first, last in (("gb2312", 0xB0, 0xF7), ("big5", 0xA4, 0xC6)):
        for high in range(first, last + 1):
            for low in range(0x40, 0xFF):
                try:
                    found |= set(bytes((high, low)).decode(encoding))
                except UnicodeDecodeError:
                    continue
    return found


def main(source: str) -> None:
    """Cut and write."""
    from fontTools import subset

    options = subset.Options(
        layout_features=[], hinting=False, desubroutinize=False, name_IDs=[0, 1, 2, 4, 5, 6, 13, 14],
        notdef_outline=True, recalc_timestamp=False, font_number=2,
    )  # fmt: skip
    font = subset.load_font(source, options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[ord(one) for one in characters()])
    cut.subset(font)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(TARGET), options)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
