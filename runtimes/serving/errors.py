"""Errors of the HTTP front, in llama-server's shape (tools/server/server-common.cpp)."""

from enum import Enum
from typing import Any


class ErrorType(Enum):
    """The name that clients read, and its HTTP status."""

    INVALID_REQUEST = ("invalid_request_error", 400)
    AUTHENTICATION = ("authentication_error", 401)
    PERMISSION = ("permission_error", 403)
    NOT_FOUND = ("not_found_error", 404)
    METHOD = ("method_not_allowed_error", 405)
    TOO_LARGE = ("request_too_large_error", 413)
    SERVER = ("server_error", 500)
    NOT_SUPPORTED = ("not_supported_error", 501)
    UNAVAILABLE = ("unavailable_error", 503)
    CONTEXT_SIZE = ("exceed_context_size_error", 400)


class ApiError(Exception):
    """A refusal that a client can read; ``fields`` are added to the error object."""

    def __init__(self, kind: ErrorType, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.kind, self.message, self.fields = kind, message, fields

    @property
    def status(self) -> int:
        return self.kind.value[1]

    def body(self) -> dict[str, Any]:
        """``{"error": {"code", "message", "type", ...}}``"""
        name, status = self.kind.value
        return {"error": {"code": status, "message": self.message, "type": name, **self.fields}}


def bad_request(message: str) -> ApiError:
    return ApiError(ErrorType.INVALID_REQUEST, message)


def not_supported(message: str) -> ApiError:
    return ApiError(ErrorType.NOT_SUPPORTED, message)


def context_exceeded(prompt: int, context: int) -> ApiError:
    """The prompt of that many tokens leaves no room for an answer."""
    return ApiError(
        ErrorType.CONTEXT_SIZE,
        f"request ({prompt} tokens) exceeds the available context size ({context} tokens), "
        "try increasing it",
        n_prompt_tokens=prompt,
        n_ctx=context,
    )
