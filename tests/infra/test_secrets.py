"""The system's keyring, with a back end that a test can look into."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from app.domain.errors import SecretsUnavailable
from app.infra.secrets import Keyring

HUB = "https://huggingface.co"


class Backend(KeyringBackend):
    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.kept[service, username]

    def _check(self) -> None:
        if self.is_locked:
            raise KeyringLocked("the person said no")


@pytest.fixture
def backend() -> Iterator[Backend]:
    before = keyring.get_keyring()
    backend = Backend()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def test_kept_under_our_name_and_forgotten(backend: Backend) -> None:
    secrets = Keyring()
    assert secrets.get(HUB) == ""
    secrets.set(HUB, "hf_secret")
    assert backend.kept == {("ModelTray", HUB): "hf_secret"}
    assert secrets.get(HUB) == "hf_secret"
    secrets.set(HUB, "")
    secrets.set(HUB, "")
    assert backend.kept == {}


def test_a_keyring_that_stays_locked(backend: Backend, caplog: pytest.LogCaptureFixture) -> None:
    backend.is_locked = True
    assert Keyring().get(HUB) == ""
    with pytest.raises(SecretsUnavailable) as caught:
        Keyring().set(HUB, "hf_secret")
    assert "kept until ModelTray ends" in caught.value.hint
    assert "hf_secret" not in caplog.text + caught.value.sentence
