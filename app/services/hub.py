"""What the Hub offers: search, and the page of a repository with its choices."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from app.domain.hardware import Hardware
from app.domain.hub.choices import HubModel
from app.domain.hub.fit import result_fits
from app.domain.hub.recommendation import hub_model
from app.domain.hub.repository import HubPage, HubQuery, HubResult, checked_repository
from app.services.hub_interfaces import HubAccess, HubClient
from app.services.hub_token import HubToken
from app.services.waiters import chained, done_future


class Hub:
    """Asks with the person's token, and judges the answers for this computer."""

    def __init__(
        self,
        client: HubClient,
        token: HubToken,
        endpoint: Callable[[], str],
        hardware: Callable[[], Hardware],
    ) -> None:
        self.token = token
        self._client = client
        self._endpoint = endpoint
        self.hardware = hardware

    def search(self, query: HubQuery) -> "Future[HubPage]":
        """One page of results."""
        answer = chained(self._access(), lambda access: self._client.search(query, access))
        return chained(answer, lambda page: done_future(self._judged(page, query)))

    def repository(self, name: str) -> "Future[HubModel]":
        """A repository and its choices, one of them recommended."""
        id_ = checked_repository(name)
        answer = chained(self._access(), lambda access: self._client.repository(id_, access))
        return chained(answer, lambda found: done_future(hub_model(found, self.hardware())))

    def _access(self) -> "Future[HubAccess]":
        endpoint = self._endpoint()
        return chained(
            self.token.get(endpoint), lambda token: done_future(HubAccess(endpoint, token))
        )

    def _judged(self, page: HubPage, query: HubQuery) -> HubPage:
        hardware = self.hardware()
        judged = (replace(result, fits=result_fits(result, hardware)) for result in page.results)
        return replace(page, results=tuple(r for r in judged if _is_wanted(r, query)))


def _is_wanted(result: HubResult, query: HubQuery) -> bool:
    return not query.fits_only or result.fits is not False
