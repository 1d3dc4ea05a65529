"""What happened, in words: rows for the activity page."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QDateTime, QLocale, QTime

from app.domain.activity import ClientUse, Event, Happening
from app.ui.item_models.words import WordsRow
from app.ui.sentences import translated
from app.ui.text import translate

_LOOKS = {
    Happening.LOADED: ("status-ready", "good"),
    Happening.RESTARTED: ("status-ready", "good"),
    Happening.STOPPED: ("status-stopped", "muted"),
    Happening.CANCELLED: ("status-stopped", "muted"),
    Happening.DIED: ("status-waiting", "busy"),
    Happening.FAILED: ("status-failed", "bad"),
}


def event_rows(events: Sequence[Event]) -> Iterator[WordsRow]:
    """When, what, which model, and the sentence that goes with it."""
    for event in events:
        details = details_text(event)
        cells = (happening_text(event.happening), time_text(event.at), event.model, details)
        key = f"{event.at!r} {event.model} {event.happening}"
        yield WordsRow(key, cells, _LOOKS[event.happening], details)


def client_rows(clients: Sequence[ClientUse]) -> Iterator[WordsRow]:
    """Who asked which model, how often, and how much was read and written."""
    number = QLocale().toString
    for use in clients:
        cells = (
            use.client or translate("activity", "Unknown"),
            use.model,
            number(use.requests),
            number(use.failed),
            number(use.prompt_tokens),
            number(use.tokens),
            time_text(use.last_at),
        )
        yield WordsRow(f"{use.client}\0{use.model}", cells)


def happening_text(happening: Happening) -> str:
    return {
        Happening.LOADED: translate("activity", "Loaded"),
        Happening.RESTARTED: translate("activity", "Restarted"),
        Happening.STOPPED: translate("activity", "Stopped"),
        Happening.CANCELLED: translate("activity", "Load cancelled"),
        Happening.DIED: translate("activity", "Ended by itself"),
        Happening.FAILED: translate("activity", "Failed"),
    }[happening]


def details_text(event: Event) -> str:
    """``On llama.cpp, port 8080, in 1.2 s``, then the sentence there is."""
    if event.happening not in (Happening.LOADED, Happening.RESTARTED):
        return translated(event.sentence)
    parts = [
        translate("activity", "On {engine}").format(engine=event.engine),
        translate("activity", "port {port}").format(port=event.port),
    ]
    if event.seconds is not None:
        seconds = QLocale().toString(event.seconds, "f", 1)
        parts.append(translate("activity", "in {seconds} s").format(seconds=seconds))
    told = ", ".join(parts)
    return f"{told}. {translated(event.sentence)}" if event.sentence else told


def time_text(at: float) -> str:
    """The time of day; ``at`` in seconds since the epoch."""
    time: QTime = QDateTime.fromMSecsSinceEpoch(int(at * 1000)).time()
    return QLocale().toString(time, translate("activity", "HH:mm:ss"))
