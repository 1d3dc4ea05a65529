"""How much memory a child and its descendants hold."""

import psutil


def process_memory(pid: int) -> int | None:
    """Resident bytes of the whole tree; ``None`` once the process is gone."""
    try:
        root = psutil.Process(pid)
        family = [root, *root.children(recursive=True)]
        return sum(process.memory_info().rss for process in family)
    except psutil.Error:
        return None
