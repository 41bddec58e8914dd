"""Icon files of the systems from the one drawing: `python packaging/icons.py FOLDER` writes .png, .ico and .icns there.

resources/icons holds the committed .png and .ico; the macOS build makes its .icns when it needs it.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "icons" / "seller-desk.svg"
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST = 1024


def drawn(side: int) -> Image.Image:
    """The drawing at this size, drawn anew for each so that small ones stay sharp."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QSize
    from PySide6.QtGui import QImageReader

    reader = QImageReader(str(DRAWING))
    reader.setScaledSize(QSize(side, side))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    reader.read().save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def main() -> None:
    """Write the three files."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    drawn(256).save(folder / "seller-desk.png")
    first, *rest = [drawn(side) for side in reversed(ICO_SIZES)]
    sizes = [(side, side) for side in ICO_SIZES]
    first.save(folder / "seller-desk.ico", sizes=sizes, append_images=rest)
    drawn(LARGEST).save(folder / "seller-desk.icns")


if __name__ == "__main__":
    main()
