"""Who may come to the front of the screen."""


def allow_others() -> None:
    """Nothing to do: the window manager decides."""
