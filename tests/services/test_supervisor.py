"""The supervisor over real child processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import (
    InvalidModel,
    InvalidOption,
    LoadCancelled,
    LoadFailed,
    OptInRequired,
    RuleError,
)
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.load_plan import PORT_ATTEMPTS
from app.domain.snapshot import RunningModel
from app.services.interfaces import PortChoice
from app.services.supervisor import Supervisor
from tests.fakes.engine_specs import FAKE_ENGINE
from tests.fakes.engine_world import FOREVER, UNFORESEEN, EngineWorld, engine_rule
from tests.fakes.processes import free_port

UNKNOWN_ARCHITECTURE = "error loading model: unknown model architecture: 'tinymoon'"


@pytest.fixture
def world(qtbot: QtBot, tmp_path: Path) -> Iterator[EngineWorld]:
    world = EngineWorld(qtbot, tmp_path)
    yield world
    world.close()


def only(supervisor: Supervisor) -> RunningModel:
    (entry,) = supervisor.running
    return entry


def test_a_model_is_loaded_and_stopped(world: EngineWorld) -> None:
    supervisor = world.supervisor()
    ready = world.load(supervisor)
    assert ready.state is State.READY
    assert ready.engine == "fake"
    assert ready.pid is not None
    assert psutil.pid_exists(ready.pid)
    world.wait(supervisor.stop(ready.model))
    assert supervisor.running == ()
    assert not psutil.pid_exists(ready.pid)


def test_two_loads_at_once_start_one_process_and_both_are_answered(world: EngineWorld) -> None:
    supervisor, model = world.supervisor(), world.model()
    first = supervisor.load(model, LoadOptions())
    second = supervisor.load(model, LoadOptions(threads=2))
    assert world.wait(first) == world.wait(second)
    assert only(supervisor).launch == 1


def test_loading_what_is_loaded_answers_with_the_running_one(world: EngineWorld) -> None:
    supervisor = world.supervisor()
    assert world.load(supervisor).pid == world.load(supervisor).pid


def test_a_client_that_gave_up_waiting_does_not_disturb_the_load(world: EngineWorld) -> None:
    supervisor, model = world.supervisor(), world.model()
    supervisor.load(model, LoadOptions()).cancel()
    assert world.load(supervisor, model).state is State.READY


def test_models_run_side_by_side_on_ports_of_their_own(world: EngineWorld) -> None:
    supervisor = world.supervisor()
    one = world.load(supervisor, world.model("one"))
    two = world.load(supervisor, world.model("two"))
    assert one.port != two.port
    assert world.wait(supervisor.stop_all()) == 2
    assert supervisor.running == ()


def test_a_stop_wins_over_the_start_it_meets(world: EngineWorld) -> None:
    supervisor, model = world.supervisor("--never-ready"), world.model()
    load = supervisor.load(model, LoadOptions())
    world.wait(supervisor.stop(model.id))
    with pytest.raises(LoadCancelled, match="sample was stopped"):
        load.result(0)
    assert supervisor.running == ()


def test_a_load_during_a_stop_is_done_after_it(world: EngineWorld) -> None:
    supervisor, model = world.supervisor(), world.model()
    first = world.load(supervisor, model)
    stop = supervisor.stop(model.id)
    second = world.wait(supervisor.load(model, LoadOptions()))
    assert stop.done()
    assert second.state is State.READY
    assert second.pid != first.pid


def test_a_second_stop_cancels_the_load_that_waits_for_the_first(world: EngineWorld) -> None:
    supervisor, model = world.supervisor(), world.model()
    world.load(supervisor, model)
    stop = supervisor.stop(model.id)
    load = supervisor.load(model, LoadOptions())
    world.wait(supervisor.stop(model.id))
    world.wait(stop)
    with pytest.raises(LoadCancelled):
        load.result(0)
    assert supervisor.running == ()


def test_a_restart_gives_a_new_process_on_the_same_port(world: EngineWorld) -> None:
    supervisor, model = world.supervisor(), world.model()
    before = world.load(supervisor, model)
    after = world.wait(supervisor.restart(model))
    assert after.pid != before.pid
    assert after.port == before.port


def test_a_restart_between_death_and_retry_keeps_the_port(world: EngineWorld) -> None:
    supervisor, first, second = world.supervisor(delays=(30.0,)), world.model("1"), world.model("2")
    world.load(supervisor, first)
    before = world.load(supervisor, second)
    world.wait(supervisor.stop(first.id))  # the first port of the range is free now
    assert before.pid is not None
    os.kill(before.pid, signal.SIGKILL)
    world.qtbot.waitUntil(lambda: only(supervisor).state is State.BACKOFF, timeout=FOREVER)
    assert world.wait(supervisor.restart(second)).port == before.port


def test_a_deaf_child_is_ended_when_its_time_is_up(world: EngineWorld) -> None:
    supervisor = world.supervisor("--deaf", stop_timeout=0.2)
    ready = world.load(supervisor)
    world.wait(supervisor.stop(ready.model))
    assert ready.pid is not None
    assert not psutil.pid_exists(ready.pid)


def test_a_death_after_ready_is_repaired_and_given_up_after_three_restarts(
    world: EngineWorld,
) -> None:
    supervisor = world.supervisor()
    model = world.load(supervisor).model
    failed: list[RunningModel] = []
    supervisor.became_failed.connect(failed.append)
    for launch in range(1, 5):
        world.qtbot.waitUntil(
            lambda n=launch: only(supervisor).launch == n and only(supervisor).state is State.READY,  # type: ignore[misc]
            timeout=FOREVER,
        )
        pid = only(supervisor).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        world.qtbot.waitUntil(lambda p=pid: only(supervisor).pid != p, timeout=FOREVER)  # type: ignore[misc]
    world.qtbot.waitUntil(lambda: only(supervisor).state is State.FAILED, timeout=FOREVER)
    assert [entry.model for entry in failed] == [model]
    failure = only(supervisor).failure
    assert failure is not None
    assert "sample" in failure.message
    assert "3 restarts" in failure.message


def test_a_model_that_waits_for_its_restart_tells_when_and_why(world: EngineWorld) -> None:
    supervisor = world.supervisor(delays=(30.0,))
    ready = world.load(supervisor)
    assert ready.pid is not None
    os.kill(ready.pid, signal.SIGKILL)
    world.qtbot.waitUntil(lambda: only(supervisor).state is State.BACKOFF, timeout=FOREVER)
    assert only(supervisor).retry_at is not None
    assert only(supervisor).failure is not None
    assert world.load(supervisor).state is State.READY  # a person need not wait


def test_a_failed_load_is_told_and_not_repeated(world: EngineWorld) -> None:
    supervisor = world.supervisor("--say", "error: out of cheese", "--exit", "1")
    with pytest.raises(LoadFailed, match="sample") as refusal:
        world.load(supervisor)
    assert "out of cheese" in refusal.value.message
    assert only(supervisor).state is State.FAILED
    assert only(supervisor).launch == 1


def test_another_runtime_takes_over_and_it_is_told_in_one_sentence(world: EngineWorld) -> None:
    supervisor = world.supervisor(
        rules={
            "xyz": engine_rule("llama.cpp", "--say", UNKNOWN_ARCHITECTURE, "--exit", "1"),
            "abc": engine_rule("second", opens=["xyz"]),
        },
        fallback=["second"],
    )
    ready = world.load(supervisor)
    assert ready.engine == "second"
    assert "llama.cpp could not load it" in ready.notice
    assert "second is used" in ready.notice


def test_when_every_runtime_fails_all_are_named(world: EngineWorld) -> None:
    supervisor = world.supervisor(
        rules={
            "xyz": engine_rule("llama.cpp", "--say", UNKNOWN_ARCHITECTURE, "--exit", "1"),
            "abc": engine_rule("second", "--say", "boom", "--exit", "2", opens=["xyz"]),
        },
        fallback=["second"],
    )
    with pytest.raises(LoadFailed, match=r"llama\.cpp: .*second: "):
        world.load(supervisor)


def test_a_missing_program_falls_back_too(world: EngineWorld) -> None:
    supervisor = world.supervisor(
        rules={
            "xyz": engine_rule("first", command="gone.exe"),
            "abc": engine_rule("second", opens=["xyz"]),
        },
        fallback=["second"],
    )
    assert world.load(supervisor).engine == "second"


def test_a_missing_program_alone_is_an_error_that_names_the_rule(world: EngineWorld) -> None:
    supervisor = world.supervisor(rules={"xyz": engine_rule("first", command="gone.exe")})
    with pytest.raises(RuleError, match=r"Rule xyz names gone\.exe"):
        world.load(supervisor)


def test_a_start_that_breaks_in_an_unforeseen_way_ends_the_load(
    world: EngineWorld,
) -> None:
    supervisor = world.supervisor(rules={"xyz": engine_rule("fake", command=UNFORESEEN)})
    with pytest.raises(LoadFailed, match=r"fake could not be started for sample: how odd\."):
        world.load(supervisor)
    assert only(supervisor).state is State.FAILED


def test_silence_while_loading_is_given_up_in_words(world: EngineWorld) -> None:
    supervisor = world.supervisor("--never-listen", stall_timeout=0.3)
    with pytest.raises(LoadFailed, match=r"no sign of progress with sample for 0\.3 s"):
        world.load(supervisor)


def test_output_keeps_a_slow_load_alive(world: EngineWorld) -> None:
    supervisor, model = world.supervisor("--chatter", "0.02", stall_timeout=0.5), world.model()
    load = supervisor.load(model, LoadOptions())
    world.qtbot.wait(1200)  # more than twice the time that silence would be given
    assert not load.done()
    world.wait(supervisor.stop(model.id))


def test_the_sleep_of_the_computer_is_no_silence(world: EngineWorld) -> None:
    supervisor, model = world.supervisor("--never-listen", stall_timeout=2.0), world.model()
    load = supervisor.load(model, LoadOptions())
    world.qtbot.waitUntil(lambda: only(supervisor).state is State.LOADING)
    time.sleep(2.5)  # nothing of ours runs and the clock goes on, as while a computer sleeps
    QCoreApplication.processEvents()
    assert not load.done()
    world.wait(supervisor.stop(model.id))


class StolenOnce:
    """Says that a port is free which a stranger is about to take; then tells the truth."""

    def __init__(self, stolen: int) -> None:
        self._offers = [stolen, free_port()]
        self._stolen = stolen

    def choose(self, among: object, *, taken: object, preferred: object = None) -> PortChoice:
        return PortChoice(self._offers.pop(0))

    def is_free(self, port: int) -> bool:
        return port != self._stolen


def test_a_port_stolen_between_check_and_start_is_replaced(world: EngineWorld) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        ports = StolenOnce(stranger.getsockname()[1])
        supervisor = world.supervisor(ports=ports)
        assert world.load(supervisor).state is State.READY


class AlwaysStolen:
    """Offers the port of a stranger, time after time."""

    def __init__(self, port: int) -> None:
        self._port = port

    def choose(self, among: object, *, taken: object, preferred: object = None) -> PortChoice:
        return PortChoice(self._port)

    def is_free(self, port: int) -> bool:
        return False


def test_a_stranger_on_every_port_is_named_as_the_reason(world: EngineWorld) -> None:
    port = free_port()
    command = [sys.executable, "-S", str(FAKE_ENGINE), "--port", str(port)]
    supervisor = world.supervisor("--never-listen", ports=AlwaysStolen(port))
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE),  # leaves when its input ends
        pytest.raises(LoadFailed, match=r"port \d+ for sample, but another program answers"),
    ):
        world.load(supervisor)
    assert only(supervisor).launch == PORT_ATTEMPTS


@pytest.mark.parametrize(
    ("options", "error"),
    [(LoadOptions(threads=-1), InvalidOption), (LoadOptions(runtime="nonsense"), InvalidOption)],
)
def test_bad_options_change_nothing(
    world: EngineWorld, options: LoadOptions, error: type[Exception]
) -> None:
    supervisor = world.supervisor()
    with pytest.raises(error):
        supervisor.load(world.model(), options)
    assert supervisor.running == ()


def test_a_damaged_model_is_refused_with_its_problem(world: EngineWorld) -> None:
    with pytest.raises(InvalidModel, match="too short"):
        world.supervisor().load(world.model(problem="The file is too short."), LoadOptions())


def test_a_format_that_can_carry_code_needs_consent(world: EngineWorld) -> None:
    supervisor = world.supervisor(rules={"pytorch": engine_rule("fake")})
    model = world.model(format_name="pytorch")
    with pytest.raises(OptInRequired, match="can carry code"):
        supervisor.load(model, LoadOptions())
    world.pickle_allowed = True
    assert world.load(supervisor, model).state is State.READY


def test_what_a_child_wrote_is_kept_in_memory_and_on_disk(world: EngineWorld) -> None:
    supervisor = world.supervisor("--say", "hello ü")
    ready = world.load(supervisor)
    assert supervisor.log_tail(ready.model, 10) == ("hello ü",)
    assert "hello ü" in (world.folder / "logs" / "sample.log").read_text(encoding="utf-8")


def test_the_memory_of_a_model_that_became_ready_is_known(world: EngineWorld) -> None:
    supervisor = world.supervisor()
    world.load(supervisor)
    world.qtbot.waitUntil(lambda: bool(only(supervisor).memory_bytes), timeout=1000)
