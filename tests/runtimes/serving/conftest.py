from collections.abc import Iterator
from typing import TypeAlias

import pytest

from runtimes.serving.engine import ModelCard
from tests.fakes.scripted_engine import CHATML_WITH_TOOLS, ScriptedEngine, card
from tests.fakes.serving_front import ServedFront, served

ToolFront: TypeAlias = tuple[ScriptedEngine, ServedFront]


@pytest.fixture(scope="module")
def _running_with_tools() -> Iterator[ToolFront]:
    engine = ScriptedEngine(card=_tool_card())
    engine.may_load.set()
    with served(engine) as front:
        assert front.ready.wait(10)
        yield engine, front


def _tool_card() -> ModelCard:
    return card(context=5000, chat_template=CHATML_WITH_TOOLS, constrains=True)


@pytest.fixture
def tool_front(_running_with_tools: ToolFront) -> ToolFront:
    """An engine as new, and its front; the model knows tools, and obeys constraints."""
    engine, _front = _running_with_tools
    vars(engine).update(vars(ScriptedEngine(card=_tool_card())))
    return _running_with_tools


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
