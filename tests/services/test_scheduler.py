"""Who asks something of a model, and whether it is loaded for that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import LoadCancelled, ModelNotLoaded
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import Model, ModelId
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
        self.missing = 0
        self.holder: ModelId | None = None  # once it is gone, nothing is missing any more
        self.staying: set[str] = set()
        self.told: list[tuple[str, str]] = []
        self.written: int | None = 0  # tokens, by whichever model
        self.scheduler = Scheduler(
            self.supervisor,
            lambda: self.settings,
            stays=self.staying.__contains__,
            missing=lambda _: self.missing if self.is_held() else 0,
            written=lambda _port, tell: tell(self.written),
            clock=lambda: self.now,
        )
        self.scheduler.unloading.connect(lambda *words: self.told.append(words))

    def ask(self, name: str) -> Model:
        """A client asks the model something, and has its answer."""
        model = self.engines.model(name)
        self.scheduler.begin(model.id)
        self.engines.wait(self.scheduler.admit(model))
        self.scheduler.end(model.id)
        return model

    def is_held(self) -> bool:
        holder = self.holder
        return holder is None or self.supervisor.state(holder) is not State.STOPPED

    def ready(self) -> list[str]:
        return [entry.model for entry in self.supervisor.running if entry.state is State.READY]

    def wait_for_ready(self, *names: str) -> None:
        self.qtbot.waitUntil(lambda: self.ready() == list(names), timeout=FOREVER)

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


HOUR = 60 * 60


def test_what_a_request_has_loaded_goes_when_nobody_asks_any_more(world: SchedulerWorld) -> None:
    world.ask("song")
    world.now += HOUR - 1
    world.scheduler.unload_idle()
    assert world.ready() == ["song"]
    world.now += 1
    world.scheduler.unload_idle()
    world.wait_for_ready()
    assert world.told == [("song", "Unloaded after 60 minutes without a request.")]


@pytest.mark.parametrize(("written", "stays"), [(7, True), (0, False), (None, False)])
def test_who_is_asked_at_its_own_port_stays(
    world: SchedulerWorld, written: int | None, stays: bool
) -> None:
    model = world.ask("song")
    world.scheduler.look_at_use()
    world.now += HOUR
    world.written = written
    world.scheduler.look_at_use()
    assert (world.last_used(model) == world.now) is stays
    world.scheduler.unload_idle()
    world.wait_for_ready(*(["song"] if stays else []))


def test_a_model_that_was_loaded_anew_has_not_been_asked(world: SchedulerWorld) -> None:
    model = world.ask("song")
    world.written = 7
    world.scheduler.look_at_use()
    world.engines.wait(world.supervisor.stop(model.id))
    world.ask("song")
    world.now += HOUR
    world.written = 0
    world.scheduler.look_at_use()
    world.scheduler.unload_idle()
    world.wait_for_ready()


def test_what_a_person_has_loaded_stays(world: SchedulerWorld) -> None:
    world.ask("song")
    world.scheduler.claim(ModelId("song"))
    world.engines.load(world.supervisor, world.engines.model("poem"))
    world.now += 10 * HOUR
    world.scheduler.unload_idle()
    assert (world.ready(), world.told) == (["song", "poem"], [])


def test_who_is_answered_or_wanted_stays(world: SchedulerWorld) -> None:
    world.ask("asked")
    world.ask("kept")
    world.scheduler.begin(ModelId("asked"))
    world.staying.add("kept")
    world.now += 10 * HOUR
    world.scheduler.unload_idle()
    world.missing = 10**12
    world.ask("another")
    assert world.ready() == ["asked", "kept", "another"]
    world.settings = replace(world.settings, unload_after=0)
    world.staying.clear()
    world.now += 10 * HOUR
    world.scheduler.unload_idle()
    assert (world.ready(), world.told) == (["asked", "kept", "another"], [])


def test_the_longest_idle_makes_room_for_another(world: SchedulerWorld) -> None:
    world.ask("first")
    world.now += 1
    world.ask("second")
    world.now += 1
    world.missing = 1
    world.ask("third")
    assert world.ready() == ["second", "third"]
    assert world.told == [("first", "Unloaded to make room for third.")]


def test_who_asks_two_at_once_makes_room_once(world: SchedulerWorld) -> None:
    for name in ("first", "second"):
        world.ask(name)
        world.now += 1
    world.missing = 1
    third = world.engines.model("third")
    asked, given_up, again = (world.scheduler.admit(third) for _ in range(3))
    given_up.cancel()
    assert world.engines.wait(asked).pid == world.engines.wait(again).pid
    assert world.ready() == ["second", "third"]


def test_what_a_request_waits_for_is_still_unloaded_later(world: SchedulerWorld) -> None:
    world.ask("first")
    world.missing = 1
    second = world.engines.model("second")
    loading = world.scheduler.admit(second)
    world.scheduler.unload_idle()
    world.engines.wait(loading)
    world.scheduler.begin(second.id)
    world.scheduler.end(second.id)
    world.now += 2 * HOUR
    world.scheduler.unload_idle()
    world.wait_for_ready()


@pytest.mark.parametrize("named", [(), ("second",)])
def test_what_is_stopped_while_room_is_made_for_it_is_not_loaded(
    world: SchedulerWorld, named: tuple[ModelId, ...]
) -> None:
    world.ask("first")
    world.missing = 1
    second = world.engines.model("second")
    waiting = world.scheduler.admit(second)
    world.scheduler.give_up(*named)
    with pytest.raises(LoadCancelled, match="second was stopped before it was loaded"):
        world.engines.wait(waiting)
    world.wait_for_ready()
    assert world.supervisor.state(second.id) is State.STOPPED


def test_who_asks_again_after_that_gets_it_loaded(world: SchedulerWorld) -> None:
    world.ask("first")
    world.missing = 1
    second = world.engines.model("second")
    world.scheduler.admit(second)
    world.scheduler.give_up(second.id)
    assert world.engines.wait(world.scheduler.admit(second)).state is State.READY
    assert world.ready() == ["second"]


def test_no_more_models_go_than_must_where_one_is_on_its_way(world: SchedulerWorld) -> None:
    first = world.ask("first")
    world.now += 1
    world.ask("second")
    world.missing, world.holder = 1, first.id
    third, fourth = (world.engines.model(name) for name in ("third", "fourth"))
    world.scheduler.admit(third)
    world.scheduler.give_up(third.id)
    asked = [world.scheduler.admit(model) for model in (third, fourth)]
    for answer in asked:
        world.engines.wait(answer)
    assert sorted(world.ready()) == ["fourth", "second", "third"]


def test_who_asks_while_a_model_goes_gets_it_again(world: SchedulerWorld) -> None:
    song = world.ask("song")
    world.now += 2 * HOUR
    world.scheduler.unload_idle()
    assert world.supervisor.state(song.id) is State.STOPPING
    entry = world.engines.wait(world.scheduler.admit(song))
    assert entry.state is State.READY
