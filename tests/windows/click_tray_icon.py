"""A click with the right button on a tray icon of Qt, run by Python for Windows.

Wine's own icons take no clicks from a screen without a window manager for trays, so this sends what
the shell sends: ``Shell_NotifyIconW``'s callback message, version 4, to the window that Qt names
there (qwindowssystemtrayicon.cpp)::

    python click_tray_icon.py X Y    where on the screen, in pixels
"""

import ctypes
import sys

_WINDOW = "QTrayIconMessageWindow"
_CALLBACK = 0x8000 + 101  # WM_APP + 101, MYWM_NOTIFYICON
_CONTEXT_MENU = 0x007B  # WM_CONTEXTMENU


def main(x: int, y: int) -> int:
    user32 = ctypes.CDLL("user32")
    window = user32.FindWindowW(None, _WINDOW)
    if not window:
        print("No program shows a tray icon.", file=sys.stderr)
        return 1
    return 0 if user32.PostMessageW(window, _CALLBACK, y << 16 | x, _CONTEXT_MENU) else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
