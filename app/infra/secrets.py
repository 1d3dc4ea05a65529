"""Passwords in the system's own keeping: Windows' Credential Manager, the Secret Service."""

import logging

from app.domain.errors import SecretsUnavailable

_log = logging.getLogger("app.secrets")
_SERVICE = "ModelTray"


class Keyring:
    """Implements ``SecretStore``. May block; for a pool thread."""

    def get(self, name: str) -> str:
        try:
            import keyring  # nobody who never asks the Hub should wait for it

            return keyring.get_password(_SERVICE, name) or ""
        except Exception as error:  # back ends raise whatever their system does
            _log.warning("The system's keyring cannot be read: %s", type(error).__name__)
            return ""

    def set(self, name: str, secret: str) -> None:
        try:
            import keyring

            if secret:
                keyring.set_password(_SERVICE, name, secret)
            elif keyring.get_password(_SERVICE, name) is not None:
                keyring.delete_password(_SERVICE, name)
        except Exception as error:
            raise SecretsUnavailable(
                f"The system's keyring is not available ({type(error).__name__}).",
                hint="The token is kept until ModelTray ends.",
            ) from None
