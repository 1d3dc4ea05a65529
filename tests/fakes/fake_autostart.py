"""A system that remembers whether the program starts at login, or refuses to."""

from app.services.login_start import LoginStart


class FakeAutostart:
    """``refusal`` is raised by every call while it is set."""

    def __init__(self) -> None:
        self.on = False
        self.refusal: OSError | None = None

    def is_on(self) -> bool:
        self._refuse()
        return self.on

    def switch(self, *, on: bool) -> None:
        self._refuse()
        self.on = on

    def _refuse(self) -> None:
        if self.refusal is not None:
            raise self.refusal


def fake_login_start() -> LoginStart:
    """A start at login that touches nothing of this computer."""
    return LoginStart(FakeAutostart())
