from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from devtools.samples import ensure_samples
from tests.end_to_end.program import RunningProgram
from tests.fakes.processes import is_alive
from tests.fakes.waiting import wait_until


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the real sample models."""
    return ensure_samples()


StartProgram = Callable[..., RunningProgram]


@pytest.fixture
def start_program(hard_path: Path) -> Iterator[StartProgram]:
    """Starts programs, and makes sure that each ends and leaves nothing behind."""
    started: list[RunningProgram] = []

    def start(**options: Any) -> RunningProgram:
        program = RunningProgram(hard_path / f"data {len(started)}", **options)
        started.append(program)
        return program

    yield start
    for program in started:
        if program.process.poll() is None:
            children = program.children()
            assert program.quit() == 0, program.said()
            wait_until(lambda c=children: not any(map(is_alive, c)), timeout=5)  # type: ignore[misc]
        assert "Traceback" not in program.said()
