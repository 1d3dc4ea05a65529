"""Who may come to the front of the screen."""

import ctypes

_ANY_PROCESS = -1  # ASFW_ANY


def allow_others() -> None:
    """Let another program bring its window to the front.

    Only the program that the person has just started may do that, and may pass it on; see
    "AllowSetForegroundWindow" in the Windows documentation.
    """
    ctypes.CDLL("user32").AllowSetForegroundWindow(_ANY_PROCESS)
