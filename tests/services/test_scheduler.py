"""Who asks something of a model, and whether it is loaded for that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import ModelNotLoaded
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import Model
from app.domain.settings import Settings
from app.services.scheduler import Scheduler
from app.services.supervisor import Supervisor
from tests.fakes.engine_world import FOREVER, EngineWorld


class SchedulerWorld:
    """A scheduler over the fake engine; ``now`` is what its clock says."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.engines = EngineWorld(qtbot, folder)
        self.settings = Settings()
        self.now = 1000.0
        self.supervisor: Supervisor = self.engines.supervisor()
        self.scheduler = Scheduler(self.supervisor, lambda: self.settings, clock=lambda: self.now)

    def last_used(self, model: Model) -> float | None:
        (entry,) = (entry for entry in self.supervisor.running if entry.model == model.id)
        return entry.last_used


@pytest.fixture
def world(qtbot: QtBot, hard_path: Path) -> Iterator[SchedulerWorld]:
    world = SchedulerWorld(qtbot, hard_path)
    yield world
    world.engines.close()


def test_a_model_is_loaded_for_who_asks_it(world: SchedulerWorld) -> None:
    entry = world.engines.wait(world.scheduler.admit(world.engines.model()))
    assert entry.state is State.READY


def test_who_asks_two_at_once_starts_one_process(world: SchedulerWorld) -> None:
    model = world.engines.model()
    first, second = (world.scheduler.admit(model) for _ in range(2))
    assert world.engines.wait(first).pid == world.engines.wait(second).pid


def test_without_loading_on_demand_only_what_is_loaded_answers(world: SchedulerWorld) -> None:
    world.settings = replace(world.settings, load_on_demand=False)
    model = world.engines.model()
    with pytest.raises(ModelNotLoaded, match="sample is not loaded"):
        world.scheduler.admit(model)
    loading = world.supervisor.load(model, LoadOptions())
    assert world.engines.wait(world.scheduler.admit(model)).state is State.READY
    assert loading.done()


def test_when_a_model_was_last_used_is_kept(world: SchedulerWorld) -> None:
    model = world.engines.model()
    world.engines.load(world.supervisor, model)
    assert world.last_used(model) is None
    with world.qtbot.waitSignal(world.scheduler.used, timeout=FOREVER):
        world.scheduler.begin(model.id)
    assert world.last_used(model) == 1000.0
    assert world.scheduler.is_asked(model.id)
    world.now = 1010.0
    world.scheduler.end(model.id)
    assert world.last_used(model) == 1010.0
    assert not world.scheduler.is_asked(model.id)
