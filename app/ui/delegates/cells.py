"""How the cells of the model list are painted."""

from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.lifecycle import State
from app.ui import text
from app.ui.item_models.models import Role
from app.ui.model_row import ModelRow
from app.ui.theme import Colours, Theme

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
        colours = self._theme.colours
        icon_area = QRect(area.left(), area.top(), ICON, area.height())
        _paint_icon(painter, icon_area, icon, colours, option)
        row = cast(ModelRow, index.data(Role.OBJECT))
        words = area.adjusted(ICON + GAP, ROW_PADDING, 0, -ROW_PADDING)
        details = text.traits_text(row.variant.traits, row.model.publisher)
        inks = [_ink(colours, ink, option) for ink in (colours.text, colours.muted)]
        self._paint_words(painter, words, (row.model.name, details), inks)

    def _paint_words(
        self, painter: QPainter, area: QRect, words: tuple[str, str], inks: list[str]
    ) -> None:
        name, details = words
        lines = area.height() // 2 if details else area.height()
        top = QRect(area.left(), area.top(), area.width(), lines)
        bold, small = QFont(painter.font()), QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        _paint_line(painter, top, name, bold, inks[0])
        if details:
            _paint_line(painter, top.translated(0, lines), details, small, inks[1])


class StatusDelegate(QStyledItemDelegate):
    """The state's icon and sentence, and a bar while it is known how far a load has come."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = _paint_background(self, painter, option, index)
        icon = cast(QIcon, index.data(Qt.ItemDataRole.DecorationRole))
        colours = self._theme.colours
        icon_area = QRect(area.left(), area.top(), 16, area.height())
        _paint_icon(painter, icon_area, icon, colours, option)
        words = area.adjusted(16 + 8, 0, 0, 0)
        row = cast(ModelRow, index.data(Role.OBJECT))
        sentence = str(index.data(Qt.ItemDataRole.DisplayRole))
        ink = _ink(colours, self._colour(row), option)
        _paint_line(painter, words, sentence, painter.font(), ink)
        progress = row.running.progress if row.running else None
        if row.state is State.LOADING and progress is not None:
            self._paint_bar(painter, words, progress, _ink(colours, colours.accent, option))

    def _colour(self, row: ModelRow) -> str:
        colours = self._theme.colours
        if row.state is State.FAILED:
            return colours.bad
        if row.state is State.READY:
            return colours.good
        return colours.text if row.is_loaded else colours.muted

    def _paint_bar(self, painter: QPainter, area: QRect, progress: float, ink: str) -> None:
        bar = QRect(area.left(), area.bottom() - 10, area.width(), BAR)
        painter.fillRect(bar, QColor(self._theme.colours.raised))
        bar.setWidth(round(bar.width() * progress))
        painter.fillRect(bar, QColor(ink))


def _has_own_ink(colours: Colours, option: QStyleOptionViewItem) -> bool:
    """Whether the row is selected, and the system gives what is selected a colour of its own."""
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    return is_selected and colours.on_selection != colours.text


def _ink(colours: Colours, ink: str, option: QStyleOptionViewItem) -> str:
    return colours.on_selection if _has_own_ink(colours, option) else ink


def _paint_icon(
    painter: QPainter, area: QRect, icon: QIcon, colours: Colours, option: QStyleOptionViewItem
) -> None:
    mode = QIcon.Mode.Selected if _has_own_ink(colours, option) else QIcon.Mode.Normal
    icon.paint(painter, area, Qt.AlignmentFlag.AlignCenter, mode)


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
