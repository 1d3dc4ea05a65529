"""Why the Hub refused, or could not be reached, in words."""

from collections.abc import Mapping

from app.domain.errors import AccessDenied, AppError, HubError, HubUnreachable, RepositoryNotFound
from app.domain.hub.repository import Gate

_CODE = "x-error-code"
"""The Hub's header that tells what a status alone does not (huggingface_hub.utils._http)."""
HEADERS = (_CODE, "retry-after")
"""What ``refusal`` looks at."""


def refusal(
    status: int, headers: Mapping[str, str], repository: str, endpoint: str, *, has_token: bool
) -> AppError:
    """The error for an answer that is none.

    Args:
        headers: names in lower case.
        repository: which one was asked for; empty for a search.
    """
    code = headers.get(_CODE, "")
    if code == "GatedRepo" or (status == 403 and repository):
        return gated(repository, endpoint, has_token=has_token)
    if status in (401, 404) and repository and code != "InvalidToken":
        return _not_found(repository, endpoint, has_token=has_token)
    if status in (401, 403):
        return AccessDenied(
            f"{endpoint} does not accept the access token.",
            hint=f"Make a new one on {endpoint}/settings/tokens, with the right to read, and "
            "enter it again.",
        )
    if status == 429:
        return HubUnreachable(
            f"{endpoint} has had too many requests from this network.", hint=_again(headers)
        )
    if status >= 500:
        return HubUnreachable(
            f"{endpoint} has trouble of its own (HTTP {status}).", hint="Try again later."
        )
    return HubError(
        f"{endpoint} answered with HTTP {status}.",
        hint="Is its address in the preferences that of a Hugging Face Hub?",
    )


def gated(repository: str, endpoint: str, *, has_token: bool) -> AccessDenied:
    """Somebody has to accept terms first, or has not been let in yet."""
    page = f"{endpoint}/{repository}"
    if has_token:
        return AccessDenied(
            f"The account of your access token has no access to {repository}.",
            hint=f"Open {page} with that account, accept the terms there, and try again once "
            "access is granted.",
        )
    return AccessDenied(
        f"{repository} is gated: its makers want you to accept their terms first.",
        hint=f"Accept them on {page}, make an access token on {endpoint}/settings/tokens, and "
        "enter it in ModelTray.",
    )


def unreachable(endpoint: str, reason: str) -> HubUnreachable:
    """Nothing answers there."""
    return HubUnreachable(
        f"{endpoint} cannot be reached: {reason.rstrip('.')}.",
        hint="Is this computer online? The models that are here already work without.",
    )


def gate_sentence(gate: Gate) -> str:
    """What a person should know before a download; empty for an open repository."""
    if gate is Gate.OPEN:
        return ""
    after = (
        "access is then granted at once."
        if gate is Gate.AUTOMATIC
        else "its makers then decide about each request."
    )
    return f"Gated: accept the terms on the model's page first; {after}"


def _not_found(repository: str, endpoint: str, *, has_token: bool) -> RepositoryNotFound:
    private = "" if has_token else " A private one needs an access token."
    return RepositoryNotFound(
        f"There is no model {repository} on {endpoint}.", hint=f"Check the name.{private}"
    )


def _again(headers: Mapping[str, str]) -> str:
    after = headers.get("retry-after", "")
    seconds = int(after) if after.isascii() and after.isdigit() else 0
    return f"Try again in {seconds} s." if 0 < seconds <= 3600 else "Try again in a few minutes."
