"""Where the ink of one line of words comes to lie."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.ui.delegates.lines import Face, Lines

AREA = QRect(40, 20, 120, 40)
LONG = 20 * "too long for this cell "


def ink(
    words: str, face: Face = Face.PLAIN, *, size: int = 10, lines: Lines | None = None, **how: bool
) -> QRect:
    """The smallest rectangle around everything that was painted."""
    image = QImage(200, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    font = QFont("DejaVu Sans", size)
    lines = lines or Lines()
    lines.use(font)
    lines.draw(painter, AREA, words, face, from_right=how.get("from_right", False))
    painter.end()
    dark = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 200
    ]
    across, down = sorted(x for x, _ in dark), sorted(y for _, y in dark)
    return QRect(across[0], down[0], across[-1] - across[0] + 1, down[-1] - down[0] + 1)


@pytest.mark.parametrize("face", Face)
def test_words_stand_in_the_middle_of_the_height(qtbot: QtBot, face: Face) -> None:
    painted = ink("HHH", face)
    assert AREA.contains(painted)
    assert abs(painted.center().y() - AREA.center().y()) <= 2


def test_words_begin_at_the_left_or_end_at_the_right(qtbot: QtBot) -> None:
    assert ink("HHH").left() - AREA.left() <= 2
    assert AREA.right() - ink("HHH", from_right=True).right() <= 2


@pytest.mark.parametrize("from_right", [False, True])
def test_what_is_too_long_is_cut_off_within_the_area(qtbot: QtBot, from_right: bool) -> None:
    painted = ink(LONG, from_right=from_right)
    assert AREA.left() <= painted.left()
    assert painted.right() <= AREA.right()
    assert painted.width() > AREA.width() * 0.8


def test_another_font_is_used_from_the_next_line_on(qtbot: QtBot) -> None:
    lines = Lines()
    small, large = (ink("HHH", size=size, lines=lines) for size in (8, 16))
    assert large.height() > small.height() * 1.5


def broken(words: str, width: int) -> tuple[str, str]:
    lines = Lines()
    lines.use(QFont("DejaVu Sans", 10))
    return lines.broken(words, width)


@pytest.mark.parametrize(
    ("words", "first", "rest"),
    [
        ("", "", ""),
        ("short", "short", ""),
        ("one two\tthree four five six seven", "one two three", "four five six seven"),
        ("Unbreakablewordsarenotbroken", "Unbreakablewordsarenotbroken", ""),
    ],
)
def test_a_sentence_is_broken_between_words(
    qtbot: QtBot, words: str, first: str, rest: str
) -> None:
    assert broken(words, AREA.width()) == (first, rest)


@pytest.mark.parametrize("width", range(60, 160))
def test_no_word_is_lost_where_a_sentence_is_broken(qtbot: QtBot, width: int) -> None:
    lines = Lines()
    font = QFont("DejaVu Sans", 10)
    lines.use(font)
    first, _rest = lines.broken("There is not enough memory for tinyllama", width)
    shown = QFontMetrics(font).elidedText(first, Qt.TextElideMode.ElideRight, width)
    assert shown == first


def test_a_line_break_makes_no_second_line(qtbot: QtBot) -> None:
    assert ink("HH\u2028HH\nHH").height() == ink("HHH").height()
