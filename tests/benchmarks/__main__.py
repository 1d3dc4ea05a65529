"""``python dev.py bench [NAME ...]``: all benchmarks, or the ones named; what follows ``serving``
is for it."""

import importlib
import sys

NAMES = ("scan", "ui", "program", "serving")


def main(names: list[str]) -> int:
    if names[:1] == ["serving"]:
        importlib.import_module("tests.benchmarks.serving").main(names[1:])
        return 0
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {unknown[0]}. There are: {', '.join(NAMES)}.")
        return 2
    for name in names or NAMES:
        importlib.import_module(f"tests.benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
