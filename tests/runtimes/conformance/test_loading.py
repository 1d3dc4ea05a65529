"""While a model is loaded, everything is answered with a 503 that says so."""

from pathlib import Path

import httpx2
import pytest

from tests.fakes.waiting import wait_until
from tests.runtimes.conformance.candidates import Candidate
from tests.runtimes.conformance.wire import CHAT

pytestmark = pytest.mark.engine

ASKED = [
    ("GET", "/health"),
    ("GET", "/v1/models"),
    ("GET", "/props"),
    ("GET", "/slots"),
    ("GET", "/metrics"),
    ("POST", "/completion"),
    ("POST", CHAT),
    ("POST", "/v1/embeddings"),
    ("POST", "/v1/responses"),
    ("POST", "/v1/messages"),
    ("POST", "/tokenize"),
    ("POST", "/nowhere"),
]
LOADING = {"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}}


def test_a_model_that_is_loaded_is_waited_for(candidate: Candidate, slow_model: Path) -> None:
    with candidate.start(slow_model, *candidate.flags) as runner:
        wait_until(lambda: runner.health() == 503)
        seen = []
        with httpx2.Client(base_url=runner.url, timeout=60) as client:
            for method, path in ASKED:
                reply = client.request(method, path, json={} if method == "POST" else None)
                if client.get("/health").status_code == 200:
                    break
                seen.append((path, reply.status_code, reply.json()))
            assert client.options("/v1/models").status_code == 200
        assert seen
        assert all(one == (path, 503, LOADING) for one, (_, path) in zip(seen, ASKED, strict=False))
        runner.wait_until_ready()
        assert runner.states()[0] == "loading"
        runner.wait_for(lambda: runner.states()[-1] == "ready")
