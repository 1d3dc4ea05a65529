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
    |-- LoadCancelled        a stop arrived before the model was ready
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


class LoadCancelled(AppError):
    type = "load_cancelled"


class ShuttingDown(AppError):
    type = "shutting_down"


def error_class(type_name: str) -> type[AppError]:
    """The class whose ``type`` is that name; ``AppError`` itself where there is none."""
    return next((c for c in AppError.__subclasses__() if c.type == type_name), AppError)
