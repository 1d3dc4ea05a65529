"""Draws every page, run by Python for Windows, which does not look for modules where it is started:
``python draw_pages.py FOLDER``."""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.argv = ["gallery", *sys.argv[1:], "english"]
    runpy.run_module("tests.ui.gallery", run_name="__main__")
