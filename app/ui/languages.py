"""The language of tray and window, and the digits that go with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from app.ui import sentences

SYSTEM, ENGLISH, BENGALI = "", "en", "bn"
_BENGALI_LOCALE = QLocale(QLocale.Language.Bengali, QLocale.Country.Bangladesh)


class Languages(QObject):
    """Switches between the languages there are; texts that are shown already stay as they are.

    Args:
        folder: holds ``modeltray_bn.qm``, and ``sentences.json`` with the sentences that come from
            below the window.
    """

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._translator: QTranslator | None = None
        self.current = ENGLISH

    def use(self, choice: str) -> bool:
        """Speak a language from now on; whether it is another one than before.

        Args:
            choice: ``en``, ``bn``, or empty for the system's.
        """
        wanted = choice or language_of(QLocale.system().uiLanguages())
        QLocale.setDefault(_locale(wanted))
        if wanted == self.current:
            return False
        self.current = wanted
        self._install(wanted)
        return True

    def _install(self, language: str) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator.deleteLater()
            self._translator = None
        sentences.use(())
        if language != ENGLISH:
            self._translator = QTranslator(self)
            self._translator.load(str(self._folder / f"modeltray_{language}.qm"))
            QCoreApplication.installTranslator(self._translator)
            sentences.use(sentences.read(self._folder / "sentences.json"))


def language_of(wanted: Sequence[str]) -> str:
    """The first of the system's languages (``bn-BD``, ``de``) that we speak; else English."""
    spoken = (tag.partition("-")[0] for tag in wanted)
    return next((tag for tag in spoken if tag in (ENGLISH, BENGALI)), ENGLISH)


def _locale(language: str) -> QLocale:
    """Digits and signs: the system's, unless they belong to another script than the words."""
    if language == BENGALI:
        return _BENGALI_LOCALE
    system = QLocale.system()
    is_other = system.language() == QLocale.Language.Bengali
    return QLocale(QLocale.Language.English) if is_other else system
