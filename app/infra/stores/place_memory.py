"""Remembers what lay in each place, for when the drive with it is away."""

import hashlib
import logging
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.domain.errors import InvalidModel
from app.domain.formats.detect import Found
from app.domain.model import Variant
from app.infra.atomic_file import write_text

_log = logging.getLogger("app.library")


@dataclass(frozen=True, slots=True)
class _Memory:
    """``device`` is the number of the drive, as ``os.stat`` gives it."""

    device: int
    found: tuple[Found, ...]


class PlaceMemory:
    """One file for each place, written when something there has changed.

    A place on the drive that holds these files needs none: it can only go away with the program.
    Used by one thread at a time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._adapter: TypeAdapter[_Memory] | None = None
        self._own_device = device_near(folder)

    def remember(self, place: Path, found: tuple[Found, ...]) -> None:
        """Keep what was found there just now."""
        file = self._file(place)
        try:
            device = device_near(place)
            if not found or device is None or device == self._own_device:
                file.unlink(missing_ok=True)
                return
            memory = _Memory(device, tuple(map(_without_templates, found)))
            text = self._memory_adapter().dump_json(memory).decode("utf-8")
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.parent.mkdir(parents=True, exist_ok=True)
                write_text(file, text)
        except OSError as error:
            _log.warning("What lies in %s cannot be remembered: %s", place, error)

    def recall(self, place: Path) -> tuple[Found, ...]:
        """What lay in a place where nothing is now, marked as away.

        Nothing when the place is on the same drive as before: then the files were deleted.
        """
        try:
            memory = self._memory_adapter().validate_json(self._file(place).read_bytes())
        except (OSError, ValidationError):
            return ()
        if memory.device == device_near(place):
            return ()
        return tuple(_away(found, place) for found in memory.found)

    def _file(self, place: Path) -> Path:
        digest = hashlib.sha256(str(place).encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{digest[:32]}.json"

    def _memory_adapter(self) -> TypeAdapter[_Memory]:
        if self._adapter is None:
            self._adapter = TypeAdapter(_Memory)
        return self._adapter


def device_near(place: Path) -> int | None:
    """The drive that the place is on, else that of the nearest folder above which exists."""
    for folder in (place, *place.parents):
        try:
            return folder.stat().st_dev
        except OSError:
            continue
    return None


def _without_templates(found: Found) -> Found:
    """Templates are most of the text, and of no use while the model is away."""
    variants = (
        replace(variant, traits=replace(variant.traits, chat_template=None))
        for variant in found.variants
    )
    return replace(found, variants=tuple(variants))


def _away(found: Found, place: Path) -> Found:
    problem = InvalidModel(
        f"The drive with {place} is not connected.", hint="Connect it, then look for models again."
    ).sentence
    return replace(found, variants=tuple(_with_problem(v, problem) for v in found.variants))


def _with_problem(variant: Variant, problem: str) -> Variant:
    return replace(variant, problem=problem)
