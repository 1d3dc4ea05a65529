"""ModelTray: finds every language model on the disk and runs it with the right engine."""

__version__ = "0.1.0"
