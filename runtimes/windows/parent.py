"""Ties the life of this process to that of its parent. Windows does it with the job object that
the parent puts itself and its children in."""


def die_with_parent() -> None:
    """Nothing to do: the parent's job object ends this process."""
