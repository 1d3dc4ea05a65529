"""config/catalog.json: the short list of models for somebody who does not know what to take."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from app.domain.hardware import Hardware
from app.domain.hub.fit import fit_of_size
from app.domain.memory_picture import Fit
from app.domain.model import ModelFormat

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_BEARABLE = 6 * 10**9
"""Bytes that a processor alone reads some ten times a second, once for each token."""


class Purpose(StrEnum):
    CHAT = "chat"
    CODE = "code"
    VISION = "vision"
    EMBEDDING = "embedding"


class CatalogEntry(BaseModel):
    """One suggested model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    repository: str = Field(
        pattern=r"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$",
        description="publisher/name on the Hub, with GGUF files.",
    )
    name: str = Field(min_length=1, max_length=60, description="As a person reads it.")
    purpose: Purpose
    size_bytes: int = Field(gt=0, description="About what the usual choice of it takes.")
    licence: str = Field(min_length=1)
    about: str = Field(min_length=1, max_length=120, description="One sentence.")


class Catalog(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: str = Field("", alias="$schema")
    models: tuple[CatalogEntry, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested model on this computer.

    Attributes:
        fits: where it has room; ``None`` where the computer's memory is not known.
        recommended: at most one is.
    """

    entry: CatalogEntry
    fits: Fit | None = None
    recommended: bool = False


def read_catalog(text: str) -> tuple[CatalogEntry, ...]:
    """
    Raises:
        pydantic.ValidationError
    """
    return Catalog.model_validate_json(text).models


def suggestions(entries: Sequence[CatalogEntry], hardware: Hardware) -> tuple[Suggestion, ...]:
    """The entries that this computer has room for, and one to begin with: the largest for chats
    that is still quick."""
    judged = [(e, fit_of_size(e.size_bytes, ModelFormat.GGUF, hardware)) for e in entries]
    fitting = [(entry, fits) for entry, fits in judged if fits is not Fit.NO]
    quick = [
        entry for entry, fits in fitting if entry.purpose is Purpose.CHAT and _is_quick(entry, fits)
    ]
    best = max(quick, key=lambda entry: entry.size_bytes, default=None)
    return tuple(Suggestion(entry, fits, entry is best) for entry, fits in fitting)


def _is_quick(entry: CatalogEntry, fits: Fit | None) -> bool:
    return fits is Fit.GPU or entry.size_bytes <= _BEARABLE


def schema_text() -> str:
    """config/catalog.schema.json, generated."""
    schema = {"$schema": _SCHEMA, "title": "ModelTray suggested models"}
    schema |= Catalog.model_json_schema(mode="validation")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":  # python -m app.domain.hub.suggestions > config/catalog.schema.json
    print(schema_text(), end="")
