"""Launch specs that start the fake engine."""

import sys
from pathlib import Path

from app.domain.launch import LaunchSpec
from tests.fakes.processes import free_port

FAKE_ENGINE = Path(__file__).with_name("fake_engine.py")


def engine_spec(*flags: str, port: int | None = None, reads_shutdown: bool = True) -> LaunchSpec:
    """A spec that runs ``fake_engine.py`` with these flags."""
    chosen = port or free_port()
    return LaunchSpec(
        program=sys.executable,
        arguments=("-S", "-E", str(FAKE_ENGINE), "--port", str(chosen), "--alias", "fake", *flags),
        port=chosen,
        format="gguf",
        engine="fake",
        label="fake (Test)",
        rule="gguf",
        alias="fake",
        working_directory=FAKE_ENGINE.parent,
        reads_shutdown=reads_shutdown,
    )
