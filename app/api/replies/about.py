"""Answers about the API itself."""

from pydantic import BaseModel


class HealthReply(BaseModel):
    status: str = "ok"
    version: str


class ErrorDetail(BaseModel):
    code: int
    type: str
    message: str
    hint: str


class ErrorReply(BaseModel):
    """Every failure has this shape."""

    error: ErrorDetail
