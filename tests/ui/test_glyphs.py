"""Icons: every name that the program uses exists, and is drawn exactly as qtawesome draws it."""

import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from seller_desk.ui.theme import glyphs

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(rf'"((?:{"|".join(glyphs.FONTS)})\.[a-z0-9-]+)"')
USED = sorted(
    {
        name
        for path in (ROOT / "seller_desk").rglob("*.py")
        for name in NAME.findall(path.read_text(encoding="utf-8"))
    }
)


def test_the_program_uses_icons():
    assert "ph.upload-simple" in USED
    assert len(USED) > 30


@pytest.mark.parametrize("name", USED)
def test_every_icon_in_use_exists_and_looks_as_qtawesome_draws_it(qapp, monkeypatch, name):
    monkeypatch.setitem(os.environ, "QT_API", "pyside6")
    import qtawesome

    theirs = qtawesome.icon(name, color="#123456", color_disabled="#123456")
    ours = glyphs.glyph(name, "#123456")
    for side in (16, 20, 37):
        for ratio in (1.0, 2.0):
            size = QSize(side, side)
            drawn = ours.pixmap(size, ratio).toImage()
            assert drawn == theirs.pixmap(size, ratio).toImage()
            assert len({drawn.pixel(x, y) for x in range(side) for y in range(side)}) > 1


def test_an_unknown_icon_is_a_mistake_and_no_empty_picture(qapp):
    with pytest.raises(KeyError):
        glyphs.glyph("ph.no-such-thing", "#000000")
    with pytest.raises(KeyError):
        glyphs.glyph("fa5.flag", "#000000")
