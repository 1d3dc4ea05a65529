"""What screen readers say by themselves, for it changes where nobody has the focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

ANNOUNCED = "announced"
"""The property of a widget that keeps what was said of it last; nothing else can be asked."""


def announce(where: QWidget, words: str) -> None:
    """Have a screen reader say the words once it has finished what it says.

    Args:
        where: the widget that they are about.
    """
    where.setProperty(ANNOUNCED, words)
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(where, words))
