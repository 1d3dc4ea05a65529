import errno
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import psutil
import pytest

from app.domain.errors import NoFreePort
from app.infra.ports import LocalPorts, listens_on, port_holder
from tests.fakes.processes import free_port


@pytest.fixture
def held_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


@pytest.fixture(params=["127.0.0.1", "0.0.0.0", "::"])
def held_anywhere(request: pytest.FixtureRequest) -> Iterator[int]:
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    with socket.socket(family) as holder:
        holder.bind((request.param, 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_the_first_free_port_is_chosen() -> None:
    port = free_port()
    assert LocalPorts().choose(range(port, port + 5), taken=()).port == port


def test_ports_of_our_own_models_are_passed_over_in_silence() -> None:
    port = free_port()
    choice = LocalPorts().choose(range(port, port + 20), taken={port})
    assert choice.port > port
    assert not any(str(port) in sentence for sentence in choice.skipped)


def test_a_strangers_port_is_passed_over_and_the_stranger_named(held_anywhere: int) -> None:
    choice = LocalPorts().choose(range(held_anywhere, held_anywhere + 20), taken=())
    assert choice.port != held_anywhere
    assert f"Port {held_anywhere} is used by " in choice.skipped[0]
    assert f"(process {os.getpid()})" in choice.skipped[0]


def test_the_preferred_port_comes_first_when_it_is_free(held_port: int) -> None:
    free = free_port()
    ports, among = LocalPorts(), range(held_port, held_port + 20)
    assert ports.choose(among, taken=(), preferred=free).port == free
    assert ports.choose(among, taken={free}, preferred=free).port != free


def test_when_all_are_taken_the_holders_are_named(held_port: int) -> None:
    with pytest.raises(NoFreePort, match=f"process {os.getpid()}") as refusal:
        LocalPorts().choose([held_port], taken=())
    assert "runtime_config.json" in refusal.value.hint


def refuse_all_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every port answers as one of a reserved range of Windows does."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, "An attempt was made to access a socket in a forbidden way")

    monkeypatch.setattr(socket.socket, "bind", refuse)


def test_a_port_that_nobody_holds_and_nobody_gets_is_reserved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = free_port()
    refuse_all_ports(monkeypatch)
    with pytest.raises(NoFreePort, match=f"Port {port} is reserved by "):
        LocalPorts().choose([port], taken=())


def test_a_port_that_somebody_holds_is_not_called_reserved(
    held_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_all_ports(monkeypatch)
    with pytest.raises(NoFreePort, match=f"is used by .*process {os.getpid()}"):
        LocalPorts().choose([held_port], taken=())


def test_a_port_with_a_connection_in_time_wait_is_free() -> None:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            connection, _ = server.accept()
            connection.close()  # the server closes first: its side waits
            client.recv(1)
    assert LocalPorts().is_free(port)


def test_who_listens_is_told_by_process(held_port: int) -> None:
    assert listens_on(os.getpid(), held_port) is True
    assert listens_on(os.getpid(), free_port()) is False
    assert f"process {os.getpid()}" in port_holder(held_port)


def test_however_many_ports_are_held_the_computer_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    connections = psutil.net_connections

    def counted(kind: str) -> object:
        asked.append(kind)
        return connections(kind)

    monkeypatch.setattr(psutil, "net_connections", counted)
    with ExitStack() as stack:
        holders = [stack.enter_context(socket.socket()) for _ in range(5)]
        for holder in holders:
            holder.bind(("127.0.0.1", 0))
            holder.listen()
        held = [holder.getsockname()[1] for holder in holders]
        choice = LocalPorts().choose([*held, free_port()], taken=())
    assert len(choice.skipped) == 5
    assert asked == ["tcp"]
