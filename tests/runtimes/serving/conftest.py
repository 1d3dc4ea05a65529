from collections.abc import Iterator

import pytest

from tests.fakes.scripted_engine import ScriptedEngine
from tests.fakes.serving_front import ServedFront, served


@pytest.fixture(scope="module")
def _running() -> Iterator[tuple[ScriptedEngine, ServedFront]]:
    engine = ScriptedEngine()
    engine.may_load.set()
    with served(engine) as front:
        assert front.ready.wait(10)
        yield engine, front


@pytest.fixture
def engine(_running: tuple[ScriptedEngine, ServedFront]) -> ScriptedEngine:
    """The engine behind ``front``, as new."""
    engine, _front = _running
    vars(engine).update(vars(ScriptedEngine()))
    return engine


@pytest.fixture
def front(engine: ScriptedEngine, _running: tuple[ScriptedEngine, ServedFront]) -> ServedFront:
    """A front whose model is loaded."""
    return _running[1]
