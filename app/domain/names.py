"""Ids that people can type, and finding a model by what they type."""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote

from app.domain.errors import InvalidOption, ModelNotFound
from app.domain.formats.detect import Found
from app.domain.model import Model, ModelId

_ID_LIMIT = 64
_QUERY_LIMIT = 256
_FORBIDDEN = frozenset('\\:*?"<>|')
# Ids also name log files, and Windows keeps these names to itself.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""In lower case."""


def make_models(found: Iterable[Found], known: Iterable[Model] = ()) -> tuple[Model, ...]:
    """Give each model its id, and sort them by it. The order they were found in is no matter.

    Of several with the same name, the one nearest to the root of the disk keeps the plain id; the
    others add the folder above them, and a short number where that is not enough. What is
    ``known`` keeps the id it has: it may be running under it. Where nothing about it is new, it
    comes back as the same object, so that nobody need compare the content of a thousand.
    """
    before = {model.id: model for model in known}
    ids = {model.main.entry: model.id for model in before.values()}
    taken: set[str] = set()
    models = []
    for item in sorted(found, key=lambda item: (_entry(item) not in ids, *_seniority(item))):
        names = _candidates(item, ids.get(_entry(item)))
        model_id = next(name for name in names if name not in taken)
        taken.add(model_id)
        made = _named(item, model_id)
        models.append(made if made != before.get(made.id) else before[made.id])
    return tuple(sorted(models, key=lambda model: model.id))


def _named(item: Found, model_id: str) -> Model:
    return Model(
        ModelId(model_id), item.name, item.folder, item.variants, item.publisher, item.store
    )


def _seniority(item: Found) -> tuple[int, str]:
    entry = _entry(item)
    return len(entry.parts), str(entry)


def _entry(item: Found) -> Path:
    return item.variants[0].entry


def _candidates(item: Found, known: str | None) -> Iterable[str]:
    plain = slug(item.name)
    if known is not None:
        yield known
    yield plain
    yield _shortened(f"{plain}-{slug(item.publisher or item.folder.parent.name)}")
    digest = hashlib.sha256(str(_entry(item)).encode("utf-8", "replace")).hexdigest()
    for length in range(6, len(digest) + 1):
        yield f"{_shortened(plain, _ID_LIMIT - length - 1)}-{digest[:length]}"


def slug(text: str) -> str:
    """The text in lower-case ASCII letters, digits, ``.``, ``_`` and ``-``; never empty."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore")
    joined = re.sub(r"[^a-z0-9._-]+", "-", plain.decode("ascii").lower())
    short = _shortened(re.sub(r"-{2,}|\.{2,}", "-", joined))
    if not short:
        return "model"
    return f"model-{short}" if DEVICES.fullmatch(short) else short


def _shortened(text: str, limit: int = _ID_LIMIT) -> str:
    return text[:limit].strip("-._")


def find_model(models: Sequence[Model], text: str) -> Model:
    """The model that is meant: by id, by name or by ``publisher/name``, in any case.

    Raises:
        InvalidOption: no model could be called that.
        ModelNotFound: there is none, or there are several.
    """
    wanted = _decoded(text).casefold()
    for matches in _MATCHES:
        found = [model for model in models if matches(model, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(text, found)
    _check(text)
    raise _unknown(text, models)


def _publisher_and_name(model: Model) -> str:
    if model.publisher:
        return f"{model.publisher}/{model.name}".casefold()
    folder = model.folder.parent if model.folder.name == model.name else model.folder
    return f"{folder.name}/{model.name}".casefold()


_MATCHES: tuple[Callable[[Model, str], bool], ...] = (
    lambda model, wanted: model.id == wanted,
    lambda model, wanted: model.name.casefold() == wanted,
    lambda model, wanted: _publisher_and_name(model) == wanted,
)


def _decoded(text: str) -> str:
    """The text without percent-encoding."""
    return unicodedata.normalize("NFC", unquote(text))


def _check(text: str) -> None:
    """
    Raises:
        InvalidOption: the text is a path, or holds characters that hardly any name has.
    """
    decoded = _decoded(text)
    unsafe = len(decoded) > _QUERY_LIMIT or any(map(_is_unsafe, decoded))
    segments = decoded.split("/")
    if unsafe or len(segments) > 2 or any(s.strip(". ") == "" for s in segments):
        raise InvalidOption(
            f"{_printable(decoded)} is not the name of a model.",
            hint="Use an id from /registry/models, such as tinyllama-gguf or publisher/name.",
        )


def _is_unsafe(character: str) -> bool:
    """Control, invisible and direction-changing characters, and those of Windows paths."""
    return character in _FORBIDDEN or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl")


def _printable(text: str) -> str:
    short = text[:60] + ("..." if len(text) > 60 else "")
    return ascii(short) if any(map(_is_unsafe, short)) else repr(short)


def _unknown(text: str, models: Sequence[Model]) -> ModelNotFound:
    name = Path(unquote(text)).name
    near = difflib.get_close_matches(slug(name), [model.id for model in models], n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "See /registry/models for the list."
    return ModelNotFound(f"There is no model called {_printable(unquote(text))}.", hint=hint)


def _ambiguous(text: str, found: Sequence[Model]) -> ModelNotFound:
    ids = ", ".join(sorted(model.id for model in found)[:5])
    return ModelNotFound(
        f"{len(found)} models are called {_printable(unquote(text))}.", hint=f"Use the id: {ids}."
    )
