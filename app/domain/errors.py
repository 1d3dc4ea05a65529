"""Everything that can go wrong, as exceptions that carry a sentence for a person.

    AppError
    |-- ModelNotFound        no model of that name is on the disk
    |-- InvalidOption        a load option has a value that cannot work
    |-- InvalidModel         the model's files are damaged, incomplete or refused
    |-- OptInRequired        the model's format can run code; the person has not agreed
    |-- UnsupportedFormat    no rule in runtime_config.json opens this format
    |-- RuleError            a rule cannot be carried out (missing program, bad placeholder)
    |-- ConfigError          a configuration file cannot be used
    |-- NoFreePort           every port of the range is taken
    |-- LoadFailed           the engine gave up, crashed or went silent while loading
    |-- RemovalFailed        a model's files could not be deleted
    |-- ModelNotLoaded       nothing may be loaded for it just now
    |-- ModelUnreachable     the model's process broke off, or does not answer
    |-- NotSupported         what was asked for is not done here
    |-- LoadCancelled        a stop arrived before the model was ready
    |-- RepositoryNotFound   the Hub has no such repository, or hides it
    |-- AccessDenied         the Hub asks for a token, or for terms to be accepted
    |-- HubUnreachable       there is no network, or the Hub is down or too busy
    |-- HubError             the Hub's answer cannot be used
    |-- DownloadNotFound     no download has that id
    |-- DownloadConflict     the model is there already, or the download cannot do that now
    |-- SecretsUnavailable   the system has nowhere to keep a secret
    `-- ShuttingDown         the program is on its way out

Each message says what happened and to what; the hint says what to do next.
"""

from typing import ClassVar


class AppError(Exception):
    """A failure that a person can read.

    Attributes:
        type: machine-readable name, sent by the API as ``error.type``.
        message: what happened, and to what.
        hint: what to do next; may be empty.
    """

    type: ClassVar[str] = "internal_error"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def sentence(self) -> str:
        """Message and hint as one text."""
        return f"{self.message} {self.hint}".strip()


class ModelNotFound(AppError):
    type = "model_not_found"


class InvalidOption(AppError):
    type = "invalid_option"


class InvalidModel(AppError):
    type = "invalid_model"


class OptInRequired(AppError):
    type = "opt_in_required"


class UnsupportedFormat(AppError):
    type = "unsupported_format"


class RuleError(AppError):
    type = "rule_error"


class ConfigError(AppError):
    type = "config_error"


class NoFreePort(AppError):
    type = "no_free_port"


class LoadFailed(AppError):
    type = "load_failed"


class RemovalFailed(AppError):
    type = "removal_failed"


class ModelNotLoaded(AppError):
    type = "model_not_loaded"


class ModelUnreachable(AppError):
    type = "model_unreachable"


class NotSupported(AppError):
    type = "not_supported"


class LoadCancelled(AppError):
    type = "load_cancelled"


class RepositoryNotFound(AppError):
    type = "repository_not_found"


class AccessDenied(AppError):
    type = "access_denied"


class HubUnreachable(AppError):
    type = "hub_unreachable"


class HubError(AppError):
    type = "hub_error"


class DownloadNotFound(AppError):
    type = "download_not_found"


class SecretsUnavailable(AppError):
    type = "secrets_unavailable"


class DownloadConflict(AppError):
    type = "download_conflict"


class ShuttingDown(AppError):
    type = "shutting_down"


def error_class(type_name: str) -> type[AppError]:
    """The class whose ``type`` is that name; ``AppError`` itself where there is none."""
    return next((c for c in AppError.__subclasses__() if c.type == type_name), AppError)
