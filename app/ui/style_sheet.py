"""The Qt style sheet, with the colour tokens of ``theme.Colours`` to fill in."""

from string import Template

STYLE_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 6px; }

QLabel[role="title"] { font-size: $title; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="caution"] { color: $busy; }
QLabel[role="muted"], QStatusBar QLabel { color: $muted; }

QMessageBox QLabel#qt_msgbox_label { font-weight: 600; }
QMessageBox QLabel#qt_msgbox_informativelabel { min-width: 320px; }

QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[role="bad"] { background: $bad_surface; border: 1px solid $bad; border-radius: 6px; }
QFrame[role="busy"] { background: $busy_surface; border: 1px solid $busy; border-radius: 6px; }
QFrame[role="info"] { background: $info_surface; border: 1px solid $border; border-radius: 6px; }

QPushButton {
    background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: 6px 12px; min-height: 18px;
}
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $selection; color: $on_selection; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 11px; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $line; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 1px solid $accent; padding: 6px 12px; }
QFrame[role="ring"] { background: transparent; border: 2px solid $on_accent; border-radius: 4px; }
QPushButton[role="primary"]:disabled {
    background: $raised; color: $disabled; border-color: $line;
}
QPushButton[role="example"] { text-align: left; background: $raised; border-color: $line; }
QPushButton[role="example"]:hover, QPushButton[role="example"]:focus { border-color: $accent; }
QPushButton[role="link"] {
    background: transparent; border: 1px solid transparent; color: $muted; padding: 2px 6px;
}
QPushButton[role="link"]:hover { color: $accent; }
QPushButton[role="link"]:disabled { color: $disabled; border-color: transparent; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }

QLineEdit {
    background: $surface; border: 1px solid $edge; border-radius: 6px;
    padding: 6px 8px; min-height: 18px;
}
QLineEdit:focus { border: 2px solid $accent; padding: 5px 7px; }
QLineEdit:disabled { color: $disabled; border-color: $line; }

QComboBox {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px;
    padding: 6px 30px 6px 8px; min-height: 18px;
}
QComboBox:hover { background: $raised; }
QComboBox:focus { border: 2px solid $accent; padding: 5px 29px 5px 7px; }
QComboBox:disabled { color: $disabled; border-color: $line; }
QComboBox::drop-down { border: none; width: 0; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $border; outline: none; padding: 4px;
    selection-background-color: $selection; selection-color: $on_selection;
}

QSlider { min-height: 20px; max-height: 20px; }
QSlider::groove:horizontal {
    height: 2px; background: $surface; border: 1px solid $edge; border-radius: 2px;
}
QSlider::sub-page:horizontal {
    background: $accent; border: 1px solid $accent; border-radius: 2px;
}
QSlider::handle:horizontal {
    background: $surface; border: 2px solid $accent; border-radius: 8px;
    width: 12px; height: 12px; margin: -7px 0;
}
QSlider::handle:horizontal:hover { background: $selection; }
QSlider[unknown="true"]::handle:horizontal { border-color: $edge; }
QSlider[unknown="true"]::sub-page:horizontal { background: transparent; border-color: $edge; }
QSlider::handle:horizontal:focus { background: $accent; }
QSlider::handle:horizontal:disabled { border-color: $border; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator {
    width: 16px; height: 16px; border: 1px solid $edge; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QRadioButton {
    spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px;
}
QRadioButton::indicator {
    width: 12px; height: 12px; border: 2px solid $edge; border-radius: 8px; background: $surface;
}
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent;
}
QRadioButton:focus { color: $accent; border-color: $accent; }
QCheckBox:focus { color: $accent; outline: 1px solid $accent; outline-radius: 3px; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }

QTableView {
    background: $surface; border: 1px solid $border; border-radius: 8px; padding: 1px;
    outline: none; gridline-color: transparent;
}
QTableView::item { border: none; border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:selected { background: $selection; color: $on_selection; }
QTableView:focus { border: 2px solid $accent; padding: 0; }
QTreeView, QListWidget {
    background: $surface; border: 1px solid $border; border-radius: 8px; padding: 1px;
    outline: none;
}
QTreeView::item, QListWidget::item { padding: 4px 3px; }
QTreeView::item:selected, QListWidget::item:selected {
    background: $selection; color: $on_selection;
}
QListWidget[role="field"] { border-color: $edge; }
QListWidget QLineEdit, QListWidget QLineEdit:focus {
    border: 1px solid $accent; border-radius: 2px; padding: 0 2px; min-height: 0;
}
QTreeView:focus, QListWidget:focus { border: 2px solid $accent; padding: 0; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 8px 11px; font-size: $small;
}
QHeaderView::section:first { border-top-left-radius: 8px; }
QHeaderView::section:last { border-top-right-radius: 8px; }
QTableCornerButton::section { background: transparent; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 7px 11px 8px 11px;
    border: 1px solid transparent; border-bottom-width: 2px;
    border-top-left-radius: 4px; border-top-right-radius: 4px;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; border-color: $accent; }

QPlainTextEdit { background: $window; border: 1px solid $border; border-radius: 6px; padding: 4px; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 3px; }
QPlainTextEdit[role="value"] {
    background: transparent; border: 1px solid transparent; border-radius: 2px; padding: 0;
}
QPlainTextEdit[role="value"]:focus { border: 1px solid $accent; padding: 0; }
QPlainTextEdit[role="field"] { background: $surface; border-color: $edge; padding: 4px 6px; }
QPlainTextEdit[role="field"]:focus { border: 2px solid $accent; padding: 3px 5px; }
QTextEdit[role="chat"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px;
}
QTextEdit[role="chat"]:focus { border-color: $accent; }
QScrollArea { background: transparent; border: 1px solid transparent; border-radius: 6px; }
QScrollArea:focus { border-color: $accent; }
QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: none; }

QProgressBar {
    background: transparent; border: none; border-bottom: 1px solid $border; max-height: 3px;
}
QProgressBar::chunk { background: $accent; }

QSplitter::handle { background: transparent; }
QStatusBar { border-top: 1px solid $border; background: $window; }
QStatusBar::item { border: none; }

QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $muted; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 4px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")
