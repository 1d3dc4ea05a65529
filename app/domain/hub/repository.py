"""Repositories of the Hub as values: what a search finds, and what one page lists."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import InvalidOption

_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[.-](?![.-])){0,95}")
"""One part of a repository's name, as the Hub allows it (``huggingface_hub``'s
``validate_repo_id``): no ``..``, no ``--``, and no dot or dash at either end."""

SEARCH_LIMIT = 100
"""Results of one page."""


class Gate(StrEnum):
    """Whether the makers want something accepted before the files can be had."""

    OPEN = "open"
    AUTOMATIC = "automatic"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class HubQuery:
    """What to search for.

    Attributes:
        format: a ``ModelFormat`` value; empty for all.
        fits_only: leave out what this computer has no room for, as far as that is known.
        cursor: where the page before left off; empty for the first one.
    """

    text: str = ""
    format: str = ""
    fits_only: bool = False
    limit: int = 30
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class HubResult:
    """A repository as a search lists it.

    Attributes:
        id: ``publisher/name``.
        formats: what its tags say is in it, as ``ModelFormat`` values.
        parameters: number of weights; ``None`` where the Hub does not know.
        task: ``text-generation``, ``feature-extraction``, ...; may be empty.
        updated: day of the last change, ``2026-11-25``; may be empty.
        fits: whether this computer has room for some choice of it; ``None`` where that is
            not known.
    """

    id: str
    formats: tuple[str, ...] = ()
    parameters: int | None = None
    task: str = ""
    licence: str = ""
    gate: Gate = Gate.OPEN
    downloads: int = 0
    likes: int = 0
    updated: str = ""
    fits: bool | None = None


@dataclass(frozen=True, slots=True)
class HubPage:
    """One page of results; ``cursor`` asks for the next one, and is empty on the last."""

    results: tuple[HubResult, ...] = ()
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file of a repository.

    Attributes:
        path: inside the repository, with ``/``; as the Hub says, so it may be hostile.
        size: bytes.
        sha256: of the content, where the Hub knows it (large files); else empty.
        git_sha1: of the content as git counts it, for the others; else empty.
        target: what it is called here, where that is not ``path``.
    """

    path: str
    size: int
    sha256: str = ""
    git_sha1: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class HubRepository:
    """A repository's page.

    Attributes:
        revision: the commit that the list is of; the same files for ever.
        url: the page for people.
        architecture: where the Hub has read it from a GGUF header.
    """

    id: str
    revision: str
    files: tuple[HubFile, ...] = ()
    url: str = ""
    parameters: int | None = None
    architecture: str = ""
    context_length: int | None = None
    task: str = ""
    licence: str = ""
    gate: Gate = Gate.OPEN
    downloads: int = 0
    likes: int = 0
    updated: str = ""


def checked_repository(text: str) -> str:
    """The name of a repository as typed or pasted, as ``publisher/name``.

    Raises:
        InvalidOption: no repository can be called that.
    """
    name, is_address = re.subn(r"^https?://[^/]+/", "", text.strip())
    parts = re.split(r"[/?#]", name)[:2] if is_address else name.split("/")
    if len(parts) == 2 and all(_is_name(part) for part in parts):
        return "/".join(parts)
    raise InvalidOption(
        f"{text[:80]!a} is not the name of a repository.",
        hint="Write it as publisher/name, such as Qwen/Qwen3-4B-GGUF.",
    )


def _is_name(part: str) -> bool:
    is_plain = _NAME.fullmatch(part) is not None and part[-1] not in ".-"
    return is_plain and not part.lower().endswith(".git")
