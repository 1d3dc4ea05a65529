"""The stores of other programs, in which models lie already."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """A store as the last scan found it.

    Attributes:
        key: how the setting ``stores_off`` names it: ``hugging-face``, ``ollama``, ...
        name: as a person reads it.
        places: the folders it has on this computer.
        is_on: whether its models are listed.
        models: how many were found; none while it is off.
        size: bytes of those models, all formats together.
    """

    key: str
    name: str
    places: tuple[str, ...]
    is_on: bool = True
    models: int = 0
    size: int = 0
