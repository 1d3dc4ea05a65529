"""The pages of one model."""

from enum import IntEnum


class ModelPage(IntEnum):
    """In the order of their tabs."""

    OVERVIEW = 0
    SETTINGS = 1
    TRY = 2
    CONNECT = 3
    LOG = 4
