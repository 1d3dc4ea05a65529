"""What the Discover page says: pure functions from values to sentences."""

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.hub.choices import Choice
from app.domain.hub.download import Download, DownloadState
from app.domain.hub.repository import Gate, HubRepository, HubResult
from app.domain.hub.suggestions import Suggestion
from app.domain.memory_picture import Fit
from app.ui import text
from app.ui.sentences import translated

translate = QCoreApplication.translate
_MINUTE, _HOUR = 60, 3600


def formats_text(result: HubResult) -> str:
    """``GGUF, SafeTensors``."""
    return ", ".join(map(text.format_text, result.formats))


def count_text(count: int) -> str:
    """A number of people's downloads: ``1.2M``, ``35K``, ``812``."""
    for factor, unit in ((10**6, "M"), (10**3, "K")):
        if count >= factor:
            decimals = 1 if count < 10 * factor else 0
            return QLocale().toString(count / factor, "f", decimals) + unit
    return QLocale().toString(count)


def fit_text(fits: Fit | None) -> str:
    """Where there is room; empty where that is not known."""
    match fits:
        case Fit.GPU:
            return translate("hub", "Fits on the graphics card")
        case Fit.PARTLY:
            return translate("hub", "Fits partly on the graphics card")
        case Fit.RAM:
            return translate("hub", "Fits in memory")
        case Fit.NO:
            return translate("hub", "Too large for this computer")
        case None:
            return ""


def choice_text(choice: Choice) -> str:
    """One way to have a model: ``Q4_K_M · 4.9 GB · Fits in memory``."""
    fits = fit_text(choice.fits)
    parts = [choice.label, text.size_text(choice.size), fits]
    return " · ".join(part for part in parts if part)


def suggestion_text(suggestion: Suggestion) -> str:
    """A model to begin with, in two lines; the first says whether it is the one to take."""
    entry = suggestion.entry
    recommended = translate("hub", "Recommended") if suggestion.recommended else ""
    size = text.size_text(entry.size_bytes)
    parts = [entry.name, size, fit_text(suggestion.fits), recommended]
    about = QCoreApplication.translate("catalog", entry.about)
    return f"{' · '.join(part for part in parts if part)}\n{about}"


def repository_text(repository: HubRepository) -> str:
    """What a repository is, in one line: ``Licence apache-2.0 · 4.0B · 32K context``."""
    licence = repository.licence or translate("hub", "not stated")
    context = repository.context_length
    length = translate("text", "{length} context")
    parts = [
        translate("hub", "Licence: {name}").format(name=licence),
        text.parameters_text(repository.parameters) if repository.parameters else "",
        length.format(length=text.context_text(context)) if context else "",
        translate("hub", "{count} downloads").format(count=count_text(repository.downloads)),
    ]
    return " · ".join(part for part in parts if part)


def gate_text(gate: Gate) -> str:
    """What its makers ask for first; empty where they ask for nothing."""
    match gate:
        case Gate.OPEN:
            return ""
        case Gate.AUTOMATIC:
            return translate(
                "hub",
                "Its makers want their terms accepted first: open its page, sign in and accept"
                " them, then save an access token here.",
            )
        case Gate.MANUAL:
            return translate(
                "hub",
                "Its makers give access to each person by hand: open its page, sign in and ask"
                " for it, then save an access token here.",
            )


def download_title(download: Download) -> str:
    """``Qwen3-4B-GGUF, Q4_K_M``."""
    name = download.order.repository.rpartition("/")[2]
    return f"{name}, {download.order.label}" if download.order.label else name


def download_text(download: Download, now: float) -> str:
    """How far it is, in one line; ``now`` in seconds since the epoch."""
    match download.state:
        case DownloadState.QUEUED:
            return translate("hub", "Waits for its turn")
        case DownloadState.RUNNING if download.checking:
            return translate("hub", "Checking what was fetched")
        case DownloadState.RUNNING:
            return _running_text(download)
        case DownloadState.WAITING:
            return _waiting_text(download, now)
        case DownloadState.PAUSED:
            return translate("hub", "Paused at {amount}").format(amount=_amount(download))
        case DownloadState.FAILED:
            return translate("hub", "Failed: {sentence}").format(
                sentence=translated(download.problem)
            )
        case DownloadState.DONE:
            return translate("hub", "Complete, {size}").format(
                size=text.size_text(download.order.size)
            )


def brief_text(download: Download, now: float) -> str:
    """The same for a menu: ``43 %, about 2 min left``; what is wrong is said elsewhere."""
    match download.state:
        case DownloadState.RUNNING if not download.checking:
            return ", ".join(filter(None, (percent_text(download), _left_text(download))))
        case DownloadState.WAITING:
            seconds = (download.retry_at or now) - now
            words = translate("hub", "Tries again in {time}")
            return words.format(time=duration_text(seconds))
        case DownloadState.PAUSED:
            return translate("hub", "Paused at {amount}").format(amount=percent_text(download))
        case DownloadState.FAILED:
            return translate("hub", "Failed")
    return download_text(download, now)


def percent_text(download: Download) -> str:
    """``43 %``."""
    percent = text.number_text(int(download.progress * 100))
    return translate("hub", "{percent} %").format(percent=percent)


def duration_text(seconds: float) -> str:
    """About how long: ``40 s``, ``12 min``, ``3 h 20 min``."""
    whole = max(1, round(seconds))
    if whole < _MINUTE:
        return translate("hub", "{seconds} s").format(seconds=text.number_text(whole))
    minutes = round(whole / _MINUTE)
    if whole < _HOUR:
        return translate("hub", "{minutes} min").format(minutes=text.number_text(minutes))
    words = translate("hub", "{hours} h {minutes} min")
    hours, minutes_more = map(text.number_text, divmod(minutes, 60))
    return words.format(hours=hours, minutes=minutes_more)


def _running_text(download: Download) -> str:
    parts = [_amount(download)]
    if download.speed is not None:
        parts.append(translate("hub", "{size}/s").format(size=text.size_text(int(download.speed))))
    parts.append(_left_text(download))
    return " · ".join(part for part in parts if part)


def _left_text(download: Download) -> str:
    if download.seconds_left is None:
        return ""
    words = translate("hub", "about {time} left")
    return words.format(time=duration_text(download.seconds_left))


def _waiting_text(download: Download, now: float) -> str:
    words = translate("hub", "Tries again in {time}: {sentence}")
    seconds = (download.retry_at or now) - now
    return words.format(time=duration_text(seconds), sentence=translated(download.problem))


def _amount(download: Download) -> str:
    words = translate("hub", "{done} of {size}")
    size = text.size_text(download.order.size)
    return words.format(done=text.size_text(download.done), size=size)
