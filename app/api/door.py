"""What the API may ask of the program. ``app.door`` implements it over ``AppControl``."""

from concurrent.futures import Future
from typing import Protocol

from app.api.hub_door import HubDoor
from app.domain.activity import ActivityRecord, ClientRequest
from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.model import ModelId, ValidationReport
from app.domain.snapshot import AppSnapshot, RunningModel


class Door(Protocol):
    """The verbs, callable from any thread. A verb that fails puts its ``AppError`` in the future.

    Models are named by id; whatever else ``find_model`` accepts is accepted too.
    """

    @property
    def hub(self) -> HubDoor:
        """The Hub and the downloads."""

    def snapshot(self) -> AppSnapshot:
        """The picture as it is now."""

    def hardware(self) -> Hardware:
        """The computer's memory as it is now."""

    def load(self, model: str, options: LoadOptions) -> "Future[RunningModel]":
        """Done once the model is ready."""

    def admit(self, model: ModelId) -> "Future[RunningModel]":
        """The model for a client that asks it something, loaded if need be.

        Done once it is ready. ``record_request`` must follow, however it ends.
        """

    def stop(self, model: str) -> "Future[None]":
        """Done once the process is gone."""

    def stop_all(self) -> "Future[int]":
        """Done once every process is gone; holds how many there were."""

    def restart(self, model: str) -> "Future[RunningModel]":
        """Done once the model is ready again."""

    def log_tail(self, model: str, lines: int) -> "Future[tuple[str, ...]]":
        """The last lines the model's process wrote."""

    def activity(self) -> "Future[ActivityRecord]":
        """What happened since the start."""

    def validate(self, model: str, *, hashes: bool = False) -> "Future[ValidationReport]":
        """Reads the model's headers again."""

    def rescan(self) -> "Future[None]":
        """Done when the list of models is up to date."""

    def record_request(self, request: ClientRequest) -> None:
        """A client that was admitted has its answer, or has gone. Returns at once."""
