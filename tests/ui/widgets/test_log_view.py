"""The log stays at the newest line, never blocks and never grows without end."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.widgets.log_view import LINES, LogView


@pytest.fixture
def log(qtbot: QtBot) -> LogView:
    view = LogView()
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    return view


def _is_at_end(log: LogView) -> bool:
    bar = log.verticalScrollBar()
    return bar.value() == bar.maximum()


def _last_line(log: LogView) -> str:
    return log.document().lastBlock().text()


def test_a_flood_of_lines_is_written_in_batches_and_capped(log: LogView, qtbot: QtBot) -> None:
    changes: list[None] = []
    log.textChanged.connect(lambda: changes.append(None))

    for number in range(2 * LINES):
        log.append_lines([f"line {number}"])
    qtbot.waitUntil(lambda: _last_line(log) == f"line {2 * LINES - 1}")

    assert log.blockCount() <= LINES
    assert len(changes) < 10


def test_the_newest_line_stays_in_view(log: LogView, qtbot: QtBot) -> None:
    log.show_lines(f"line {number}" for number in range(100))
    assert _is_at_end(log)

    for words in ("newest", "much wider than the view " * 20, "newest of all"):
        log.append_lines([words])
        qtbot.waitUntil(lambda words=words: _last_line(log) == words)  # type: ignore[misc]
        assert _is_at_end(log)


def test_whoever_scrolled_up_is_left_where_they_are(log: LogView, qtbot: QtBot) -> None:
    log.show_lines(f"line {number}" for number in range(100))
    log.verticalScrollBar().setValue(10)

    log.append_lines(["newest"])
    qtbot.waitUntil(lambda: _last_line(log) == "newest")

    assert log.verticalScrollBar().value() == 10


def test_lines_that_came_while_hidden_show_when_it_opens(log: LogView) -> None:
    log.hide()
    log.append_lines(["unseen"])
    assert log.toPlainText() == ""

    log.show()
    assert log.toPlainText() == "unseen"
