"""What was said in a chat, to read and to copy from."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.chat import Piece, Speaker
from app.ui.conversation import Turn
from app.ui.theme import SPACE, Theme

_QUESTION = 1
"""State of the text blocks that are drawn as a bubble."""
_LINE_BREAK = "\u2028"
"""Keeps the lines of a question in one block, and so in one bubble."""
_PAD, _RADIUS, _INDENT = 10, 8, 48
_LINE_HEIGHT = 120
"""Per cent."""


class ChatView(QTextEdit):
    """Read-only; follows the newest words until a person scrolls up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._was_thought = False
        self._follows = True
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("Conversation"))
        self.setProperty("role", "chat")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(SPACE)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_bar_moved)
        bar.rangeChanged.connect(self._keep_following)

    def show_turns(self, model: str, turns: Sequence[Turn]) -> None:
        """Replace everything."""
        self._name = model
        self._follows = True
        self.clear()
        for turn in turns:
            self.begin(turn)
            self.append_pieces([Piece(turn.thought, True), Piece(turn.text)])
            self.end(turn)
        self._keep_following()

    def begin(self, turn: Turn) -> None:
        """Open a turn; the words of an answer follow."""
        is_question = turn.speaker is Speaker.PERSON
        self._open_block(_question_block() if is_question else _block(top=SPACE))
        self._last_block().setUserState(_QUESTION if is_question else 0)
        who = self.tr("You") if is_question else self._name
        self._write(who, self._small(self._theme.colours.muted))
        if is_question:
            words = turn.text.replace("\n", _LINE_BREAK)
            self._write(_LINE_BREAK + words, self._plain())
            self._follows = True
        else:
            self._open_block(_block(top=2))
        self._was_thought = False

    def append_pieces(self, pieces: Sequence[Piece]) -> None:
        """More of the answer that was begun last."""
        for piece in pieces:
            if self._last_block().userState() != _QUESTION and piece.text:
                self._append(piece)
        self._keep_following()

    def end(self, turn: Turn) -> None:
        """Write below an answer how it ended."""
        if turn.note:
            colours = self._theme.colours
            self._open_block(_block(top=SPACE // 2))
            self._write(turn.note, self._small(colours.bad if turn.failed else colours.muted))
            self._keep_following()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_bubbles()
        super().paintEvent(event)

    def _append(self, piece: Piece) -> None:
        muted = self._small(self._theme.colours.muted)
        if piece.is_thought and not self._was_thought:
            self._write(self.tr("Thinking:") + " ", muted)
        elif self._was_thought and not piece.is_thought:
            self._open_block(_block(top=SPACE))
        self._was_thought = piece.is_thought
        style = muted if piece.is_thought else self._plain()
        first, *others = piece.text.split("\n")
        self._write(first, style)
        for line in others:
            self._open_block(_block())
            self._write(line, style)

    def _open_block(self, block_format: QTextBlockFormat) -> None:
        cursor = self._cursor_at_end()
        if self.document().isEmpty():
            cursor.setBlockFormat(block_format)
        else:
            cursor.insertBlock(block_format)
            cursor.block().setUserState(0)

    def _write(self, words: str, style: QTextCharFormat) -> None:
        self._cursor_at_end().insertText(words, style)

    def _cursor_at_end(self) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor

    def _last_block(self) -> QTextBlock:
        return self.document().lastBlock()

    def _plain(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(QColor(self._theme.colours.text))
        return style

    def _small(self, colour: str) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(QColor(colour))
        style.setFontPointSize(self.font().pointSizeF() * 0.92)
        return style

    def _paint_bubbles(self) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.colours.border))
        painter.setBrush(QColor(self._theme.colours.info_surface))
        height = self.viewport().height()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        while block.isValid():
            rect = self._rect_of(block)
            if rect.top() > height:
                break
            if block.userState() == _QUESTION:
                painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
            block = block.next()
        painter.end()

    def _rect_of(self, block: QTextBlock) -> QRectF:
        top = self.document().documentLayout().blockBoundingRect(block).top()
        height = block.layout().boundingRect().height()
        top -= self.verticalScrollBar().value()
        left = SPACE + _INDENT
        width = self.viewport().width() - left - SPACE
        return QRectF(left, top - _PAD + 2, width, height + 2 * _PAD - 4)

    def _on_bar_moved(self, value: int) -> None:
        self._follows = value >= self.verticalScrollBar().maximum()

    def _keep_following(self) -> None:
        if self._follows:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())


def _block(top: int = 0) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(top)
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block


def _question_block() -> QTextBlockFormat:
    block = _block(top=2 * SPACE + _PAD)
    block.setBottomMargin(_PAD)
    block.setLeftMargin(_INDENT + _PAD)
    block.setRightMargin(_PAD)
    return block
