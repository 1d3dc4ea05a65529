"""Keeps Python's garbage collector from what stays for good."""

import gc


def settle_garbage() -> None:
    """Leave all that exists now out of further collections, after one more.

    What is imported alone is some 70,000 objects. To look through them again stops every thread for
    50 ms and more, the window's too, whenever enough new objects have come.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
