"""How failures are answered: one shape, one table of statuses.

``{"error": {"code": 404, "type": "model_not_found", "message": "...", "hint": "..."}}``
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from app.domain.errors import AppError

STATUS_BY_TYPE: Mapping[str, int] = {
    "invalid_option": 400,
    "access_denied": 403,
    "opt_in_required": 403,
    "download_not_found": 404,
    "model_not_found": 404,
    "repository_not_found": 404,
    "download_conflict": 409,
    "load_cancelled": 409,
    "model_not_loaded": 409,
    "invalid_model": 422,
    "unsupported_format": 422,
    "config_error": 500,
    "internal_error": 500,
    "removal_failed": 500,
    "rule_error": 500,
    "secrets_unavailable": 500,
    "not_supported": 501,
    # The engine or the Hub behind us failed, not the API: a client can tell it from our own 500.
    "hub_error": 502,
    "hub_unreachable": 502,
    "load_failed": 502,
    "model_unreachable": 502,
    "no_free_port": 503,
    "shutting_down": 503,
}
"""HTTP status for each ``AppError.type``."""
_AGAIN_IS_VAIN = frozenset({"load_failed", "load_cancelled", "model_not_loaded"})
"""OpenAI's and Anthropic's clients try again by themselves: each time would load once more."""


@dataclass(frozen=True, slots=True)
class ApiError:
    """One failure as the client receives it."""

    status: int
    type: str
    message: str
    hint: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, error: AppError) -> "ApiError":
        status = STATUS_BY_TYPE.get(error.type, 500)
        headers = {"x-should-retry": "false"} if error.type in _AGAIN_IS_VAIN else {}
        return cls(status, error.type, error.message, error.hint, headers)

    def in_one_sentence(self) -> "ApiError":
        """With the hint in the message too: clients of models show that alone."""
        return replace(self, message=f"{self.message} {self.hint}".strip())

    @property
    def phrase(self) -> str:
        return HTTPStatus(self.status).phrase

    def content(self) -> dict[str, dict[str, int | str]]:
        return {
            "error": {
                "code": self.status,
                "type": self.type,
                "message": self.message,
                "hint": self.hint,
            }
        }

    def body(self) -> bytes:
        """JSON in UTF-8; a lone surrogate that a client sent cannot break it."""
        return json.dumps(self.content(), ensure_ascii=False).encode("utf-8", "replace")


INTERNAL = ApiError(
    500,
    "internal_error",
    "Something went wrong inside ModelTray.",
    "The log file modeltray.log says more.",
)
