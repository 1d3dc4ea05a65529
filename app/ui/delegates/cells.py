"""How the cells of the model list are painted.

Background, icon and words are painted here and not by Qt's own delegate: that asks the model seven
things about each cell and looks up the style sheet for each, so that a screen full of models takes
twice as long.
"""

from typing import Protocol, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.lifecycle import State
from app.ui import text
from app.ui.delegates.lines import Face, Lines
from app.ui.item_models.models import ModelTable
from app.ui.item_models.search import Column
from app.ui.model_row import ModelRow
from app.ui.theme import Colours, Theme

Index = QModelIndex | QPersistentModelIndex
MARGIN = 11
"""Pixels, as the style sheet pads the headers."""
ICON = 20
GAP = 10
ROW_PADDING = 9
BAR = 3
_STATUS_ICON = 16
_STATUS_GAP = 8


class RowView(Protocol):
    """A view whose rows are painted.

    Attributes:
        hovered: the row under the mouse; -1 where there is none. Qt itself knows the cell only.
    """

    @property
    def hovered(self) -> int: ...


class Cell:
    """One cell while it is painted.

    Args:
        colours: the theme's.
        lines: paint the words, in the font of the list.
    """

    def __init__(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        colours: Colours,
        lines: Lines,
    ) -> None:
        table, column = cast(ModelTable, index.model()), Column(index.column())
        self.row, self.words, self.icon = table.cell(index.row(), column)
        self.area: QRect = option.rect.adjusted(MARGIN, 0, -MARGIN, -1)
        self._painter = painter
        self._whole: QRect = option.rect
        self._colours = colours
        self._lines = lines
        self._is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._is_hovered = cast(RowView, option.widget).hovered == index.row()
        self._has_own_ink = self._is_selected and colours.on_selection != colours.text

    def paint_background(self) -> None:
        """Selection or hover, and the line below the row."""
        area = self._whole
        if self._is_selected:
            self.fill(area, self._colours.selection)
        elif self._is_hovered:
            self.fill(area, self._colours.window)
        self.fill(QRect(area.left(), area.bottom(), area.width(), 1), self._colours.line)

    def paint_icon(self, area: QRect) -> None:
        if self.icon is not None:
            mode = QIcon.Mode.Selected if self._has_own_ink else QIcon.Mode.Normal
            self.icon.paint(self._painter, area, Qt.AlignmentFlag.AlignCenter, mode)

    def paint_words(
        self,
        area: QRect,
        words: str,
        colour: str,
        face: Face = Face.PLAIN,
        *,
        from_right: bool = False,
    ) -> None:
        """One line, cut off with dots where it is too long."""
        self._painter.setPen(QColor(self.ink(colour)))
        self._lines.draw(self._painter, area, words, face, from_right=from_right)

    def paint_sentence(self, area: QRect, words: str, colour: str) -> None:
        """One line or two, as long as they need; cut off with dots where that is not enough."""
        first, rest = self._lines.broken(words, area.width())
        if not rest:
            self.paint_words(area, words, colour)
            return
        above = area.adjusted(0, ROW_PADDING, 0, -ROW_PADDING)
        above.setHeight(above.height() // 2)
        self.paint_words(above, first, colour)
        self.paint_words(above.translated(0, above.height()), rest, colour)

    def ink(self, colour: str) -> str:
        """The colour; on a selection the one that the system wants there, where it wants one."""
        return self._colours.on_selection if self._has_own_ink else colour

    def fill(self, area: QRect, colour: str) -> None:
        self._painter.fillRect(area, QColor(colour))


class WordsDelegate(QStyledItemDelegate):
    """Words in one line."""

    ROOM = 2 * MARGIN
    """Pixels beside the words."""

    def __init__(self, theme: Theme, parent: QObject, *, from_right: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = Lines()
        self._from_right = from_right

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """For who fits a column to its words."""
        words = option.fontMetrics.horizontalAdvance(str(index.data()))
        return QSize(words + self.ROOM, super().sizeHint(option, index).height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._lines.use(option.font)
        cell = Cell(painter, option, index, self._theme.colours, self._lines)
        painter.save()
        cell.paint_background()
        self.paint_content(cell, self._theme.colours)
        painter.restore()

    def paint_content(self, cell: Cell, colours: Colours) -> None:
        cell.paint_words(cell.area, cell.words, colours.text, from_right=self._from_right)


class NameDelegate(WordsDelegate):
    """The format's icon, the name, and below it what tells the model apart from others."""

    ROOM = 2 * MARGIN + ICON + GAP

    def paint_content(self, cell: Cell, colours: Colours) -> None:
        area, row = cell.area, cell.row
        cell.paint_icon(QRect(area.left(), area.top(), ICON, area.height()))
        details = text.traits_text(row.variant.traits, row.model.publisher)
        lines = area.adjusted(ICON + GAP, ROW_PADDING, 0, -ROW_PADDING)
        if details:
            lines.setHeight(lines.height() // 2)
            below = lines.translated(0, lines.height())
            cell.paint_words(below, details, colours.muted, Face.SMALL)
        cell.paint_words(lines, row.model.name, colours.text, Face.BOLD)


class StatusDelegate(WordsDelegate):
    """The state's icon and sentence, and a bar while it is known how far a load has come."""

    ROOM = 2 * MARGIN + _STATUS_ICON + _STATUS_GAP

    def paint_content(self, cell: Cell, colours: Colours) -> None:
        area, row = cell.area, cell.row
        cell.paint_icon(QRect(area.left(), area.top(), _STATUS_ICON, area.height()))
        line = area.adjusted(_STATUS_ICON + _STATUS_GAP, 0, 0, 0)
        progress = row.running.progress if row.running else None
        has_bar = row.state is State.LOADING and progress is not None
        paint = cell.paint_words if has_bar else cell.paint_sentence
        paint(line, cell.words, _status_colour(row, colours))
        if has_bar and progress is not None:
            bar = QRect(line.left(), line.bottom() - 10, line.width(), BAR)
            way = QRect(bar.left(), bar.bottom(), bar.width(), 1)
            cell.fill(way, cell.ink(colours.border))  # thin: colours may be few
            bar.setWidth(round(bar.width() * progress))
            cell.fill(bar, cell.ink(colours.accent))


def _status_colour(row: ModelRow, colours: Colours) -> str:
    if row.state is State.FAILED:
        return colours.bad
    if row.state is State.READY:
        return colours.good
    return colours.text if row.is_loaded else colours.muted
