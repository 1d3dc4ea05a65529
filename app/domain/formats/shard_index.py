"""``model.safetensors.index.json`` and ``pytorch_model.bin.index.json``: which file holds what."""

from pathlib import Path, PurePosixPath, PureWindowsPath

from app.domain.errors import InvalidModel
from app.domain.formats.header import Header, damaged, shown
from app.domain.formats.json_file import read_json

_NAME_LIMIT = 255


def read_index(path: Path) -> Header:
    """The names of the shards, in order.

    Raises:
        InvalidModel: it is no index, or names a file outside its own folder.
        OSError
    """
    weight_map = read_json(path).get("weight_map")
    if not isinstance(weight_map, dict) or not weight_map:
        raise damaged(path, "it lists no files")
    names = {name for name in weight_map.values() if isinstance(name, str)}
    if len(names) != len(set(map(str, weight_map.values()))):
        raise damaged(path, "it lists something that is not a file name")
    for name in names:
        if not is_inside(name):
            raise InvalidModel(
                f"{path.name} names a file outside its folder: {shown(name)!r}.",
                hint="Do not use this copy; get the model from its publisher.",
            )
    return Header(parts=tuple(sorted(names)))


def is_inside(name: str) -> bool:
    """Whether a name read from a file stays in its folder, on Windows as on Linux."""
    windows, posix = PureWindowsPath(name), PurePosixPath(name)
    return (
        0 < len(name) <= _NAME_LIMIT
        and name.isprintable()
        and ":" not in name
        and not windows.anchor
        and not posix.is_absolute()
        and ".." not in windows.parts
    )
