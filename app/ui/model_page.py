"""The pages of one model that the tray leads to."""

from enum import Enum, auto


class ModelPage(Enum):
    TRY = auto()
    LOG = auto()
