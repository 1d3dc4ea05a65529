"""The access token for the Hub: read from the system's keyring when it is first needed."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import SecretsUnavailable
from app.domain.hub.account import TokenKeeping, checked_token
from app.services.hub_interfaces import SecretStore
from app.services.main_thread import MainThread
from app.services.waiters import Waiters, answered, done_future

_log = logging.getLogger("app.hub")
_T = TypeVar("_T")


class HubToken(QObject):
    """One token for each Hub, so that none is ever sent to another. Lives on the main thread.

    Signals:
        changed(): ``keeping`` has another value.
    """

    changed = Signal()

    def __init__(
        self,
        secrets: SecretStore,
        main_thread: MainThread,
        endpoint: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._secrets = secrets
        self._main_thread = main_thread
        self._endpoint = endpoint
        # The keyring may ask the person to unlock it, and waits for the answer.
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="secrets")
        self._known: dict[str, tuple[str, TokenKeeping]] = {}
        self._waiters: dict[str, Waiters[str]] = {}

    @property
    def keeping(self) -> TokenKeeping:
        return self._known.get(self._endpoint(), ("", TokenKeeping.UNKNOWN))[1]

    def get(self, endpoint: str) -> "Future[str]":
        """The token for the Hub with that address; empty where there is none."""
        if endpoint in self._known:
            return done_future(self._known[endpoint][0])
        if endpoint not in self._waiters:
            self._waiters[endpoint] = Waiters()
            self._in_pool(
                lambda: self._secrets.get(endpoint), lambda token: self._found(endpoint, token)
            )
        return self._waiters[endpoint].add()

    def set(self, text: str) -> "Future[TokenKeeping]":
        """Keep this token from now on, or forget the one there is; tells where it is kept.

        Raises (in the future):
            InvalidOption
        """
        return answered(lambda: self._set(self._endpoint(), checked_token(text)))

    def shutdown(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _found(self, endpoint: str, token: str) -> None:
        if endpoint not in self._known:  # one that was entered meanwhile is newer
            self._keep(endpoint, token, TokenKeeping.KEYRING)
        self._waiters.pop(endpoint).answer(self._known[endpoint][0])

    def _set(self, endpoint: str, token: str) -> "Future[TokenKeeping]":
        answer: Future[TokenKeeping] = Future()
        self._keep(endpoint, token, TokenKeeping.SESSION)

        def tell(is_kept: bool) -> None:
            self._keep(endpoint, token, TokenKeeping.KEYRING if is_kept else TokenKeeping.SESSION)
            if answer.set_running_or_notify_cancel():
                answer.set_result(self.keeping)

        self._in_pool(lambda: self._is_stored(endpoint, token), tell)
        return answer

    def _is_stored(self, endpoint: str, token: str) -> bool:
        try:
            self._secrets.set(endpoint, token)
        except SecretsUnavailable as error:
            _log.warning("%s", error.sentence)
            return False
        return True

    def _keep(self, endpoint: str, token: str, keeping: TokenKeeping) -> None:
        self._known[endpoint] = (token, keeping if token else TokenKeeping.NONE)
        self.changed.emit()

    def _in_pool(self, work: Callable[[], _T], tell: Callable[[_T], None]) -> None:
        def hand_over(done: "Future[_T]") -> None:
            if not done.cancelled():
                self._main_thread.submit(lambda: tell(done.result()))

        self._pool.submit(work).add_done_callback(hand_over)
