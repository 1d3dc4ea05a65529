"""The entry point: ``python -m app``. What can be given to it is in ``command_line.py``."""

import sys

from app.import_hook import remove_import_hook


def main() -> int:
    """Run the program; returns its exit code."""
    remove_import_hook()
    from app import command_line  # from here on, imports are cheap

    return command_line.main()


if __name__ == "__main__":
    sys.exit(main())
