"""Writing a file so that it is always the old one or the new one, never half of it."""

import os
import tempfile
from pathlib import Path


def write_text(path: Path, text: str, *, durable: bool = True) -> None:
    """Replace the file's content.

    Args:
        durable: wait until it would survive a power cut, which takes a slow disk a moment.

    Raises:
        OSError: nothing has changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
