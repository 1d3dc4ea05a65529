"""All models of this computer: in folders, and in the stores of other programs."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.errors import RemovalFailed
from app.domain.formats.detect import Found, detect
from app.domain.formats.folder import Folder
from app.domain.formats.validate import checked, open_folder, recheck
from app.domain.model import FormatMatch, Model, Variant
from app.domain.names import make_models
from app.domain.removal import Removal
from app.domain.store import StoreInfo
from app.infra.header_cache import HeaderCache
from app.infra.stores.folders import walk
from app.infra.stores.place_memory import PlaceMemory
from app.infra.stores.removing import parts_in_folder, remove, size_on_disk
from app.infra.stores.store import Store
from app.services.interfaces import Rechecked, Scan

_Matches = tuple[FormatMatch, ...]


class StoreScanner:
    """Implements ``ModelScanner``. Runs in one pool thread at a time."""

    def __init__(
        self, cache: HeaderCache, memory: PlaceMemory, stores: Sequence[Store] = ()
    ) -> None:
        """The same file in two stores is listed in the first of them, before any folder."""
        self._cache = cache
        self._memory = memory
        self._stores = {store.key: store for store in stores}
        self._known: tuple[Model, ...] = ()

    def __call__(
        self,
        folders: Sequence[Path],
        matches: Sequence[FormatMatch],
        stores_off: Collection[str] = (),
    ) -> Scan:
        rules = tuple(matches)
        on = [store for store in self._stores.values() if store.key not in stores_off]
        places = {store.key: _places_there(store) for store in self._stores.values()}
        found = [item for store in on for item in self._found_in_store(store, rules)]
        found += self._found_in_folders(folders, rules)
        self._cache.save()
        models = self._known = make_models(_each_file_once(found), self._known)
        infos = (
            _info(store, places[store.key], store in on, models) for store in self._stores.values()
        )
        watched = (store.watched(place) for store in on for place in places[store.key])
        return Scan(models, tuple(info for info in infos if info.places), (*folders, *watched))

    def recheck(self, model: Model, matches: Sequence[FormatMatch]) -> Rechecked:
        store = self._stores.get(model.store)
        opened = store.open_folder if store else open_folder
        variant = recheck(model, tuple(matches), opened)
        return Rechecked(variant, checked(model, variant, tuple(matches), opened))

    def removal(self, model: Model, others: Sequence[Model], folders: Sequence[Path]) -> Removal:
        store = self._stores.get(model.store)
        try:
            paths = (
                store.parts(model, others)
                if store
                else parts_in_folder(model, others, [folder.absolute() for folder in folders])
            )
        except OSError as error:
            raise RemovalFailed(
                f"The folder of {model.name} cannot be read: {error.strerror or error}.",
                hint="Look for models again; it may be gone already.",
            ) from error
        return Removal(paths, size_on_disk(paths), store.name if store else "")

    def remove(self, removal: Removal, *, for_good: bool) -> None:
        for path in removal.paths:
            remove(path, for_good=for_good)

    def _found_in_store(self, store: Store, rules: _Matches) -> Iterator[Found]:
        for place in store.places():
            yield from self._found(place, store.folders(place, rules), rules, store.key)

    def _found_in_folders(self, folders: Sequence[Path], rules: _Matches) -> Iterator[Found]:
        seen: set[tuple[int, int]] = set()
        for folder in map(Path.absolute, folders):
            listings = walk([str(folder)], rules, seen=seen)
            yield from self._found(folder, (listing.folder for listing in listings), rules)

    def _found(
        self, place: Path, folders: Iterable[Folder], rules: _Matches, store: str = ""
    ) -> tuple[Found, ...]:
        found = tuple(
            item
            for folder in folders
            if folder.files
            for item in detect(folder, self._cache.read, rules, store=store)
        )
        away = () if found else self._memory.recall(place)
        if not away:
            self._memory.remember(place, found)
        return found or away


def _places_there(store: Store) -> list[Path]:
    return [place for place in store.places() if os.path.isdir(place)]  # noqa: PTH112 - never raises


def _info(store: Store, places: Sequence[Path], is_on: bool, models: Sequence[Model]) -> StoreInfo:
    own = [model for model in models if model.store == store.key]
    size = sum(variant.size for model in own for variant in model.variants)
    return StoreInfo(store.key, store.name, tuple(map(str, places)), is_on, len(own), size)


def _each_file_once(found: Iterable[Found]) -> Iterator[Found]:
    seen: set[tuple[object, ...]] = set()
    for item in found:
        variants = tuple(v for v in item.variants if _is_new(v, seen))
        if variants:
            yield item if len(variants) == len(item.variants) else replace(item, variants=variants)


def _is_new(variant: Variant, seen: set[tuple[object, ...]]) -> bool:
    path = os.fspath(variant.files[0].path if variant.files else variant.entry)
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of these
        identity: tuple[object, ...] = (variant.format, status.st_dev, status.st_ino or path)
    except OSError:
        identity = (variant.format, path)
    is_new = identity not in seen
    seen.add(identity)
    return is_new
