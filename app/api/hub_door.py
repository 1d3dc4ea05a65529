"""What the API may ask of the Hub and of the downloads. ``app.door`` implements it."""

from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol

from app.domain.hub.account import TokenKeeping
from app.domain.hub.choices import HubModel
from app.domain.hub.download import Download
from app.domain.hub.repository import HubPage, HubQuery

if TYPE_CHECKING:  # it brings pydantic, which the tray icon must not wait for
    from app.domain.hub.suggestions import Suggestion


class HubDoor(Protocol):
    """The verbs, callable from any thread. A verb that fails puts its ``AppError`` in the
    future."""

    def suggestions(self) -> "tuple[Suggestion, ...]":
        """Models to begin with, as far as they fit this computer."""

    def search(self, query: HubQuery) -> "Future[HubPage]":
        """One page of repositories."""

    def repository(self, name: str) -> "Future[HubModel]":
        """A repository with its choices."""

    def download(self, repository: str, choice: str) -> "Future[Download]":
        """Done once it is in the queue; an empty choice is the recommended one."""

    def pause(self, download: str) -> "Future[None]":
        """Stop it and keep what is there."""

    def resume(self, download: str) -> "Future[None]":
        """Go on with it."""

    def cancel(self, download: str) -> "Future[None]":
        """Done once what was fetched is deleted."""

    def set_token(self, token: str) -> "Future[TokenKeeping]":
        """Keep an access token, or forget the one there is."""
