"""Why a download cannot go on, in words."""

from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

_GOES_ON = "The download goes on by itself."
_LONGEST_WAIT = 86_400.0  # s


class Failure(Exception):
    """
    Attributes:
        again: it may work by itself a little later.
        after: seconds to wait at least, where the server said so.
        link: a page that helps.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        again: bool = False,
        after: float | None = None,
        link: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.again = again
        self.after = after
        self.link = link


def refused(status: int, headers: Message, path: str, page: str, *, has_token: bool) -> Failure:
    """The failure for a status that brings no content.

    Args:
        page: the repository's page.
    """
    host, code = page.split("/")[2], headers.get("X-Error-Code", "")
    if status in (401, 403) and code != "RepoNotFound":
        return _closed(code, page, has_token=has_token)
    if status in (401, 404, 410):
        return Failure(
            f"{path} is no longer on {host}.",
            "Its makers may have removed it or made it private: open the page, and choose anew.",
            link=page,
        )
    if status == 429 or status >= 500 or status in (408, 425):
        trouble = (
            f"{host} has had too many requests from this network."
            if status == 429
            else f"{host} has trouble of its own (HTTP {status})."
        )
        after = retry_after(headers.get("Retry-After", ""))
        return Failure(trouble, _GOES_ON, again=True, after=after)
    return Failure(f"{host} answered with HTTP {status} for {path}.", "Try again later.", link=page)


def _closed(code: str, page: str, *, has_token: bool) -> Failure:
    settings = "/".join((*page.split("/")[:3], "settings/tokens"))
    if not has_token:
        return Failure(
            "The makers of this model want you to accept their terms first.",
            f"Accept them on {page}, make an access token on {settings}, enter it in ModelTray, "
            "and resume.",
            link=page,
        )
    if code == "InvalidToken":
        return Failure(
            "The Hub does not accept the access token.",
            f"Make a new one on {settings}, enter it in ModelTray, and resume.",
            link=settings,
        )
    return Failure(
        "The account of your access token has no access to this model.",
        f"Open {page} with that account, accept the terms there, and resume once access is "
        "granted.",
        link=page,
    )


def retry_after(value: str) -> float | None:
    """Seconds, from a number or a date; ``None`` where the header says nothing of use."""
    if value.isascii() and value.isdigit():
        return min(float(value), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT)


def lost(host: str, reason: str) -> Failure:
    """The connection broke, or never came about."""
    return Failure(
        f"The connection to {host} is lost: {reason.rstrip('.')}.",
        "The download goes on by itself once the network is back.",
        again=True,
    )


def too_little_space(folder: str, needed: int, free: int) -> Failure:
    """``needed`` and ``free`` in bytes."""
    return Failure(
        f"The disk with {folder} has {size(free)} free, and {size(needed)} are needed.",
        "Make room and resume. Or cancel, and choose another folder for downloads in the "
        "preferences.",
    )


def size(count: int) -> str:
    """Bytes as people read them: ``4.9 GB``."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= scale:
            return f"{count / scale:.1f} {unit}"
    return f"{count} bytes"
