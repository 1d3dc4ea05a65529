"""Our runners beside their peers, on the sample model: ``dev.py bench serving [--help]``."""

from tests.benchmarks.serving.comparison import main

__all__ = ["main"]
