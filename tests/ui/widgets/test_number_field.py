"""Numbers are read and written as the language writes them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.widgets.number_field import NumberField


@pytest.fixture(autouse=True)
def digits(request: pytest.FixtureRequest) -> Iterator[None]:
    """English ones, unless a test asks for others."""
    before = QLocale()
    QLocale.setDefault(QLocale(getattr(request, "param", "en_US")))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def field(digits: None, qtbot: QtBot) -> NumberField:
    """From 1 to 16 777 216, empty."""
    made = NumberField("Context", 1, 16_777_216, step=256)
    qtbot.addWidget(made)
    made.set_high(40_960)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    made.line.setFocus()
    return made


def typed(field: NumberField, words: str) -> QLineEdit:
    """The line after a person has put these words in place of what stood there."""
    field.line.clear()
    field.line.insert(words)
    return field.line


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("en_US", "4096"),
        ("en_US", "4,096"),
        ("en_US", " 4 096"),
        ("de_DE", "4.096"),
        ("fr_FR", "4 096"),
        ("fr_FR", "4\u202f096"),
        ("bn_BD", "4096"),
        ("bn_BD", "4,096"),
        ("bn_BD", "৪০৯৬"),
        ("bn_BD", "৪,০৯৬"),
        ("bn_BD", "৪,096"),
    ],
    indirect=["digits"],
)
def test_a_number_is_read_as_people_write_it(field: NumberField, words: str) -> None:
    line = typed(field, words)
    assert (field.value, line.text()) == (4096, words)


@pytest.mark.parametrize("digits", ["en_US", "bn_BD"], indirect=True)
@pytest.mark.parametrize("words", ["1,234,567", "12,34,567"])
def test_separators_count_wherever_they_stand(field: NumberField, words: str) -> None:
    typed(field, words)
    assert field.value == 1_234_567


@pytest.mark.parametrize("words", ["0", ",", "00", " "])
def test_what_counts_as_automatic_does_not_stay_standing(field: NumberField, words: str) -> None:
    field.set_automatic(8192)
    line = typed(field, words)
    assert (field.value, line.text()) == (None, words)

    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert (field.value, line.text()) == (None, "")
    assert line.placeholderText() == "Automatic (8,192)"


@pytest.mark.parametrize("words", ["many", "-3", "4.5", "1e3", "16777217", "9" * 5000, "४"])
def test_what_is_no_number_cannot_be_put_in(field: NumberField, words: str) -> None:
    line = typed(field, words)
    assert (field.value, line.text()) == (None, "")


@pytest.mark.parametrize(
    ("digits", "shown", "largest"),
    [
        ("en_US", "4,096", "40,960"),
        ("fr_FR", "4\u202f096", "40\u202f960"),
        ("bn_BD", "৪,০৯৬", "৪০,৯৬০"),
    ],
    indirect=["digits"],
)
def test_a_number_is_written_as_everywhere_else_once_it_is_typed(
    field: NumberField, shown: str, largest: str
) -> None:
    line = typed(field, "4096")
    assert line.text() == "4096"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert (field.value, line.text()) == (4096, shown)

    QTest.keyClick(field.slider, Qt.Key.Key_End)
    assert (field.value, line.text()) == (40_960, largest)
    field.set_value(4096)
    assert (field.value, line.text()) == (4096, shown)
