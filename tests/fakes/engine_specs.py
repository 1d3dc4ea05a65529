"""Launch specs and rules that start the fake engine."""

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


def user_rule(suffix: str, *flags: str) -> dict[str, object]:
    """A rule as a user may write it: Python runs the fake engine for files of this suffix."""
    args = ["-S", "-E", str(FAKE_ENGINE), "--port", "{port}", "--alias", "{model}", *flags]
    return {"engine": "fake", "command": "python", "args": args, "match": {"suffix": [suffix]}}


def user_config(**rules: dict[str, object]) -> dict[str, object]:
    """A ``runtime_config.json`` of these rules."""
    return {"runtime_rules": rules, "ports": own_ports()}


def own_ports() -> dict[str, int]:
    """Twenty for models, as the configuration has them, away from those of other tests."""
    first = min(free_port(), 65_000)
    return {"first": first, "last": first + 20}
