"""Reads what the Hub's API answers. What is not as expected is left out, never believed.

The shapes are those of ``huggingface_hub.hf_api.ModelInfo`` and ``RepoSibling`` (2.4).
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from app.domain.errors import HubError, InvalidOption
from app.domain.hub.repository import (
    Gate,
    HubFile,
    HubPage,
    HubRepository,
    HubResult,
    checked_repository,
)
from app.domain.model import ModelFormat

_FORMAT_TAGS = {
    "gguf": ModelFormat.GGUF,
    "safetensors": ModelFormat.SAFETENSORS,
    "onnx": ModelFormat.ONNX,
    "pytorch": ModelFormat.PYTORCH,
}
_NEXT = re.compile(r'<[^>]*[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"')
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHA1 = re.compile(r"[0-9a-f]{40}")


def read_page(body: bytes, link: str = "") -> HubPage:
    """The results of a search.

    Args:
        link: the answer's ``Link`` header, which names the next page.

    Raises:
        HubError: that is no answer of a Hub.
    """
    entries = _json(body)
    if not isinstance(entries, list):
        raise _not_the_hub()
    results = tuple(r for entry in entries if (r := _result(_mapping(entry))) is not None)
    following = _NEXT.search(link)
    return HubPage(results, following[1] if following else "")


def read_repository(body: bytes, endpoint: str) -> HubRepository:
    """The page of a repository, asked for with ``?blobs=true``.

    Raises:
        HubError: that is no answer of a Hub.
    """
    entry = _json(body)
    if not isinstance(entry, dict):
        raise _not_the_hub()
    result, revision = _result(entry), _text(entry, "sha")
    if result is None or not _SHA1.fullmatch(revision):
        raise _not_the_hub()
    gguf = _mapping(entry.get("gguf"))
    siblings = entry.get("siblings")
    return HubRepository(
        id=result.id,
        revision=revision,
        files=tuple(_files(siblings if isinstance(siblings, list) else [])),
        url=f"{endpoint}/{result.id}",
        parameters=result.parameters,
        architecture=_text(gguf, "architecture"),
        context_length=_whole(gguf, "context_length") or None,
        task=result.task,
        licence=result.licence,
        gate=result.gate,
        downloads=result.downloads,
        likes=result.likes,
        updated=result.updated,
    )


def error_words(body: bytes) -> str:
    """What the Hub says about a refusal; empty where it says nothing."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    return _text(_mapping(content), "error")


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise _not_the_hub() from None


def _not_the_hub() -> HubError:
    return HubError(
        "What answered is not the Hugging Face Hub.",
        hint="A network with a sign-in page, or a proxy, may stand in between: open the Hub in a "
        "browser. Or the address of the Hub in the preferences is wrong.",
    )


def _result(entry: Mapping[str, Any]) -> HubResult | None:
    try:
        name = checked_repository(_text(entry, "id") or _text(entry, "modelId"))
    except InvalidOption:  # models of the first days have no publisher; none of them can be run
        return None
    tags = [tag for tag in _list(entry, "tags") if isinstance(tag, str)]
    return HubResult(
        id=name,
        formats=tuple(fmt for tag, fmt in _FORMAT_TAGS.items() if tag in tags),
        parameters=_parameters(entry),
        task=_text(entry, "pipeline_tag"),
        licence=_licence(entry, tags),
        gate=_gate(entry.get("gated")),
        downloads=_whole(entry, "downloads"),
        likes=_whole(entry, "likes"),
        updated=_text(entry, "lastModified")[:10],
    )


def _files(siblings: list[Any]) -> Iterator[HubFile]:
    for sibling in map(_mapping, siblings):
        lfs = _mapping(sibling.get("lfs"))
        path, size = _text(sibling, "rfilename", limit=4096), sibling.get("size", lfs.get("size"))
        sha256, git = _text(lfs, "sha256"), _text(sibling, "blobId")
        if path and _is_count(size):
            yield HubFile(
                path,
                size,
                sha256 if _SHA256.fullmatch(sha256) else "",
                # Of a large file, the blob is a note of where its content is.
                git if not lfs and _SHA1.fullmatch(git) else "",
            )


def _parameters(entry: Mapping[str, Any]) -> int | None:
    counts = (_whole(_mapping(entry.get(kind)), "total") for kind in ("safetensors", "gguf"))
    return next((count for count in counts if count), None)


def _licence(entry: Mapping[str, Any], tags: list[str]) -> str:
    card = _mapping(entry.get("cardData"))
    tagged = (tag.removeprefix("license:") for tag in tags if tag.startswith("license:"))
    named = _text(card, "license_name") if _text(card, "license") == "other" else ""
    return named or _text(card, "license") or next(tagged, "")[:100]


def _gate(value: object) -> Gate:
    if value in (False, None, ""):
        return Gate.OPEN
    return Gate.AUTOMATIC if value == "auto" else Gate.MANUAL


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(entry: Mapping[str, Any], key: str) -> list[Any]:
    value = entry.get(key)
    return value if isinstance(value, list) else []


def _text(entry: Mapping[str, Any], key: str, limit: int = 200) -> str:
    value = entry.get(key)
    return value[:limit] if isinstance(value, str) and value.isprintable() else ""


def _whole(entry: Mapping[str, Any], key: str) -> int:
    value = entry.get(key)
    return value if _is_count(value) else 0


def _is_count(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < 1 << 63
