"""How the cells of the model list are painted."""

from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.lifecycle import State
from app.ui import text
from app.ui.item_models.models import Role
from app.ui.model_row import ModelRow
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
MARGIN = 12
ICON = 20
GAP = 10
ROW_PADDING = 9
BAR = 3


class NameDelegate(QStyledItemDelegate):
    """The format's icon, the name, and below it what tells the model apart from others."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = _paint_background(self, painter, option, index)
        icon = cast(QIcon, index.data(Qt.ItemDataRole.DecorationRole))
        icon.paint(painter, area.left(), area.top(), ICON, area.height())
        row = cast(ModelRow, index.data(Role.OBJECT))
        words = area.adjusted(ICON + GAP, ROW_PADDING, 0, -ROW_PADDING)
        details = text.traits_text(row.variant.traits)
        self._paint_words(painter, words, row.model.name, details)

    def _paint_words(self, painter: QPainter, area: QRect, name: str, details: str) -> None:
        colours = self._theme.colours
        lines = area.height() // 2 if details else area.height()
        top = QRect(area.left(), area.top(), area.width(), lines)
        bold, small = QFont(painter.font()), QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        _paint_line(painter, top, name, bold, colours.text)
        if details:
            _paint_line(painter, top.translated(0, lines), details, small, colours.muted)


class StatusDelegate(QStyledItemDelegate):
    """The state's icon and sentence, and a bar while it is known how far a load has come."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = _paint_background(self, painter, option, index)
        icon = cast(QIcon, index.data(Qt.ItemDataRole.DecorationRole))
        icon.paint(painter, area.left(), area.top(), 16, area.height())
        words = area.adjusted(16 + 8, 0, 0, 0)
        row = cast(ModelRow, index.data(Role.OBJECT))
        sentence = str(index.data(Qt.ItemDataRole.DisplayRole))
        _paint_line(painter, words, sentence, painter.font(), self._colour(row))
        progress = row.running.progress if row.running else None
        if row.state is State.LOADING and progress is not None:
            self._paint_bar(painter, words, progress)

    def _colour(self, row: ModelRow) -> str:
        colours = self._theme.colours
        if row.state is State.FAILED:
            return colours.bad
        if row.state is State.READY:
            return colours.good
        return colours.text if row.is_loaded else colours.muted

    def _paint_bar(self, painter: QPainter, area: QRect, progress: float) -> None:
        colours = self._theme.colours
        bar = QRect(area.left(), area.bottom() - 10, area.width(), BAR)
        painter.fillRect(bar, QColor(colours.border))
        bar.setWidth(round(bar.width() * progress))
        painter.fillRect(bar, QColor(colours.accent))


def _paint_background(
    delegate: QStyledItemDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index
) -> QRect:
    """Paint selection and hover as the style does; the area for the content is returned."""
    bare = QStyleOptionViewItem(option)
    delegate.initStyleOption(bare, index)
    bare.text, bare.icon = "", QIcon()
    bare.features = QStyleOptionViewItem.ViewItemFeature.None_
    bare.state &= ~QStyle.StateFlag.State_HasFocus
    widget = bare.widget
    style = widget.style() if widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)
    return bare.rect.adjusted(MARGIN, 0, -MARGIN // 2, -1)


def _paint_line(painter: QPainter, area: QRect, words: str, font: QFont, colour: str) -> None:
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
    painter.restore()
