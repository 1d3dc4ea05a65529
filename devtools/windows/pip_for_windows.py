"""pip, with the conditions of packages ("; sys_platform == 'win32'") answered as on Windows.

``pip install --platform win_amd64`` picks Windows wheels, but asks the running system for these
conditions: it would install CUDA for Linux and leave out what only Windows needs.
Run as a module, with an interpreter that has pip; the arguments are pip's own.
"""

import sys
from typing import Any

from pip._internal.cli.main import main
from pip._vendor.packaging import markers

from devtools.windows.target import MARKERS

_ours: Any = markers.default_environment


def _as_on_windows() -> Any:
    return {**_ours(), **MARKERS}


if __name__ == "__main__":
    markers.default_environment = _as_on_windows
    sys.exit(main(sys.argv[1:]))
