"""Makes resources/windows/modeltray.ico from the icon of the program.

python devtools/windows/make_icon.py
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
_SOURCE = _RESOURCES / "icons" / "modeltray.svg"
_TARGET = _RESOURCES / "windows" / "modeltray.ico"
_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # pixels; what Windows shows at 100 to 250 %


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """The icon as PNG, ``size`` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def icon_file(pictures: dict[int, bytes]) -> bytes:
    """A .ico of PNG pictures by size: a header, a directory and the pictures themselves."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    start = len(header) + 16 * len(pictures)
    directory = b""
    for size, picture in pictures.items():
        edge = size % 256  # 0 stands for 256
        directory += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), start)
        start += len(picture)
    return header + directory + b"".join(pictures.values())


if __name__ == "__main__":
    application = QGuiApplication(["make_icon", "-platform", "offscreen"])
    renderer = QSvgRenderer(str(_SOURCE))
    _TARGET.write_bytes(icon_file({size: drawn(renderer, size) for size in _SIZES}))
