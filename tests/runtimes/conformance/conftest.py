from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx2
import pytest

from tests.fakes.waiting import PATIENCE
from tests.runtimes.conformance.candidates import CANDIDATES, Candidate

EMBEDDING = {name: one for name, one in CANDIDATES.items() if one.embedding}
RANKING = {name: one for name, one in CANDIDATES.items() if one.ranking}


@pytest.fixture(scope="package", params=[*CANDIDATES.values()], ids=[*CANDIDATES])
def candidate(request: pytest.FixtureRequest) -> Candidate:
    """One runner after the other."""
    asked: Candidate = request.param
    return asked


@pytest.fixture(scope="package")
def model(candidate: Candidate, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its tiny chat model."""
    return candidate.chat(tmp_path_factory.mktemp("modèle 日本 with spaces"))


@pytest.fixture
def slow_model(candidate: Candidate, model: Path, tmp_path: Path) -> Path:
    """One that is not loaded at once."""
    return candidate.slow(tmp_path) if candidate.slow else model


@pytest.fixture(scope="package")
def client(candidate: Candidate, model: Path) -> Iterator[httpx2.Client]:
    """Talks to a runner, whose model is loaded."""
    yield from _talking(candidate, model, candidate.flags)


@pytest.fixture(scope="package", params=[*EMBEDDING.values()], ids=[*EMBEDDING])
def embedder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx2.Client]:
    """Talks to a runner with a model for embeddings."""
    one: Candidate = request.param
    assert one.embedding
    yield from _talking(one, one.embedding(tmp_path_factory.mktemp("embed")), one.embedding_flags)


@pytest.fixture(scope="package", params=[*RANKING.values()], ids=[*RANKING])
def ranker(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx2.Client]:
    """Talks to a runner with a model for reranking."""
    one: Candidate = request.param
    assert one.ranking
    yield from _talking(one, one.ranking(tmp_path_factory.mktemp("rank")), one.ranking_flags)


def _talking(candidate: Candidate, model: Path, flags: Sequence[str]) -> Iterator[httpx2.Client]:
    with candidate.start(model, *flags) as runner:
        runner.wait_until_ready()
        with httpx2.Client(base_url=runner.url, timeout=PATIENCE) as client:
            yield client
