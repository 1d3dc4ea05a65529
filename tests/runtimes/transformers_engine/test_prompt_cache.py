"""Conversations that are kept for their next turn, on a tiny real model."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from runtimes.transformers_engine.engine import TransformersEngine
from tests.runtimes.transformers_engine.test_generating import answer, request

pytestmark = pytest.mark.engine

SYSTEM = "You are a helpful cat that answers all questions briefly and to the point. "


@pytest.fixture(autouse=True)
def empty(engine: TransformersEngine) -> Iterator[None]:
    """Nothing is kept, and as much as one likes may be."""
    engine._decoder._cache.clear()
    limit = engine._decoder._cache._limit
    yield
    engine._decoder._cache._limit = limit


def known(engine: TransformersEngine, text: str) -> int:
    """Tokens of a prompt that were known when it came."""
    return answer(engine, request(engine, text))[1]


def length(engine: TransformersEngine, text: str) -> int:
    return len(request(engine, text).prompt)


def test_conversations_that_take_turns_are_all_known(engine: TransformersEngine) -> None:
    texts = ["Once upon a time", "The cat sat", "It rains in "]
    assert [known(engine, text) for text in texts] == [0, 0, 0]
    assert [known(engine, text) for text in texts] == [length(engine, text) - 1 for text in texts]


def test_a_beginning_that_several_share_is_read_once_and_lost_by_none(
    engine: TransformersEngine,
) -> None:
    first, second = SYSTEM + "Who?" * 30, SYSTEM + "Can?" * 30
    known(engine, first)
    assert known(engine, second) == length(engine, SYSTEM)
    assert known(engine, first) == length(engine, first) - 1
    assert known(engine, second) == length(engine, second) - 1


def test_the_copy_of_a_beginning_changes_nothing(engine: TransformersEngine) -> None:
    first, second = SYSTEM + "Who?" * 30, SYSTEM + "Where?" * 30
    fresh = answer(engine, request(engine, second))[0]
    engine._decoder._cache.clear()
    first_fresh = answer(engine, request(engine, first))[0]
    assert answer(engine, request(engine, second))[0] == fresh
    assert answer(engine, request(engine, first))[0] == first_fresh


def test_the_longest_unused_goes_first(engine: TransformersEngine) -> None:
    cache = engine._decoder._cache
    for text in ("An ant", "By boat", "Cold"):
        known(engine, text)
    cache._limit = cache.size_bytes * 3 // 4
    known(engine, "An ant")
    known(engine, "Do")
    assert known(engine, "An ant") == 5
    assert known(engine, "By boat") == 0


def test_the_last_one_stays_whatever_its_size(engine: TransformersEngine) -> None:
    engine._decoder._cache._limit = 0
    known(engine, "An ant")
    assert known(engine, "An ant") == 5
    known(engine, "By boat")
    assert known(engine, "An ant") == 0


def test_nothing_is_lost_for_little(engine: TransformersEngine) -> None:
    known(engine, "The cat sat on the mat")
    known(engine, "Then")
    assert known(engine, "The cat sat on the mat") > 20


def test_memory_is_bounded(engine: TransformersEngine) -> None:
    cache = engine._decoder._cache
    known(engine, "An ant")
    cache._limit = 5 * cache.size_bytes
    for number in range(40):
        known(engine, f"{number} bottles")
        assert cache.size_bytes <= cache._limit
    assert len(cache._kept) == 5


def test_the_next_turn_replaces_the_one_before(engine: TransformersEngine) -> None:
    first = request(engine, "The cat")
    said = answer(engine, first)[0]
    answer(engine, replace(first, prompt=[*first.prompt, *said, *first.prompt]))
    assert len(engine._decoder._cache._kept) == 1
