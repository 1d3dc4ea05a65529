"""The program's own log: one rotating file, topic loggers, secrets blacked out."""

import copy
import logging
import re
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_FILE_SIZE = 2 * 1024 * 1024
_FILES = 3
_SECRETS = re.compile(r"hf_[A-Za-z0-9]{8,}|sk-[A-Za-z0-9_-]{8,}|(?<=Bearer )\S+", re.IGNORECASE)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _Redacted(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _SECRETS.sub("[secret]", super().format(record))


class _Sentence(_Redacted):
    """What a person reads in the terminal: no traceback."""

    def format(self, record: logging.LogRecord) -> str:
        plain = copy.copy(record)
        if record.exc_info:
            plain.msg = f"{record.getMessage()}: {record.exc_info[1]} (the log file has the rest)"
            plain.args = plain.exc_info = plain.exc_text = None
        return super().format(plain)


def start_logging(folder: Path) -> None:
    """Write to ``folder/modeltray.log``; warnings also go to the terminal, where there is one.

    Raises:
        OSError: the file cannot be opened.
    """
    logging.raiseExceptions = False  # a full disk: no traceback for each line that is lost
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    file = RotatingFileHandler(
        folder / "modeltray.log", maxBytes=_FILE_SIZE, backupCount=_FILES, encoding="utf-8"
    )
    _add(root, file, logging.INFO, _Redacted)
    if sys.stderr is not None:
        _add(root, logging.StreamHandler(sys.stderr), logging.WARNING, _Sentence)
    qInstallMessageHandler(_log_qt_message)
    sys.excepthook = _log_exception


def _add(
    root: logging.Logger, handler: logging.Handler, level: int, form: type[logging.Formatter]
) -> None:
    handler.setFormatter(form("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(level)
    root.addHandler(handler)


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.INFO), "%s", text)


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Errors of our own go to the file; a person reads one sentence."""
    logging.getLogger("app").error("Unexpected error", exc_info=(kind, error, trace))
