"""What a person types into the search field, as a filter."""

from PySide6.QtCore import QObject, QRegularExpression, QSortFilterProxyModel

from app.ui.item_models.models import Role


class ModelSearch(QSortFilterProxyModel):
    """Sorts and filters a ``ModelTable``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setFilterRole(Role.SEARCH)
        self.setSortRole(Role.SORT)

    def search(self, words: str) -> None:
        """Keep the models in which every word occurs, in any order, whatever the case."""
        self.setFilterRegularExpression(expression(words))


def expression(words: str) -> QRegularExpression:
    """A pattern that matches a text with all the words in it."""
    pattern = "".join(f"(?=.*{QRegularExpression.escape(word)})" for word in words.split())
    return QRegularExpression(f"^{pattern}", QRegularExpression.PatternOption.CaseInsensitiveOption)
