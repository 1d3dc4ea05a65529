"""Tests, benchmarks and pictures import as the program does.

Under PySide's import hook, pydantic cannot be imported after Qt.
"""

from app.import_hook import remove_import_hook

remove_import_hook()
