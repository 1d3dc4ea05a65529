"""The part of the Windows registry that belongs to the person who is logged in."""

from collections.abc import Iterator
from contextlib import contextmanager

import win32api
import win32con

_NOT_FOUND = 2


class UserRegistry:
    """Values below HKEY_CURRENT_USER. Every method raises OSError where Windows refuses."""

    def value(self, key: str, name: str) -> str | bytes | None:
        with _refusals():
            try:
                handle = win32api.RegOpenKeyEx(
                    win32con.HKEY_CURRENT_USER, key, 0, win32con.KEY_QUERY_VALUE
                )
                value: str | bytes = win32api.RegQueryValueEx(handle, name)[0]
            except win32api.error as error:
                if error.winerror == _NOT_FOUND:
                    return None
                raise
            return value

    def write(self, key: str, name: str, value: str) -> None:
        with _refusals():
            handle = win32api.RegCreateKey(win32con.HKEY_CURRENT_USER, key)
            win32api.RegSetValueEx(handle, name, 0, win32con.REG_SZ, value)

    def remove(self, key: str, name: str) -> None:
        if self.value(key, name) is None:
            return
        with _refusals():
            handle = win32api.RegOpenKeyEx(
                win32con.HKEY_CURRENT_USER, key, 0, win32con.KEY_SET_VALUE
            )
            win32api.RegDeleteValue(handle, name)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except win32api.error as error:
        raise OSError(error.winerror, error.strerror) from error
