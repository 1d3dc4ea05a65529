"""Whether the program starts when the person logs in, as a verb with sentences."""

import logging

from app.domain.errors import AppError
from app.services.interfaces import Autostart

_log = logging.getLogger("app.login")


class LoginStart:
    """Asks the system each time: a person may have changed it there."""

    def __init__(self, autostart: Autostart) -> None:
        self._autostart = autostart

    def is_on(self) -> bool:
        """``False`` also where the system does not say."""
        try:
            return self._autostart.is_on()
        except OSError as error:
            _log.warning("Whether ModelTray starts at login cannot be read: %s", error)
            return False

    def switch(self, *, on: bool) -> None:
        """
        Raises:
            AppError: the system refuses; the message says why.
        """
        try:
            self._autostart.switch(on=on)
        except OSError as error:
            _log.warning("Start at login cannot be switched: %s", error)
            raise AppError(
                f"Whether ModelTray starts when you log in could not be changed"
                f" ({error.strerror or error}).",
                hint="Change it in the startup settings of the system.",
            ) from error
