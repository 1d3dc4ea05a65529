"""One launch, told by a child that the test plays."""

from unittest.mock import Mock

from PySide6.QtCore import QCoreApplication

from app.services.model_launch import ModelLaunch
from tests.fakes.engine_specs import engine_spec


def test_the_end_of_a_flood_is_small_enough_to_be_explained_at_once(qapp: QCoreApplication) -> None:
    listener = Mock()
    launch = ModelLaunch(
        engine_spec(), listener, children=Mock(), probes=Mock(), stall_timeout=1, stop_timeout=1
    )
    lines = ["x" * 16_384] * 300
    launch.child_wrote(lines)
    assert sum(map(len, launch.last_lines)) <= 100_000
    listener.launch_wrote.assert_called_once_with(lines)
