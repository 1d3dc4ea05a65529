"""``python dev.py bench [NAME ...]``: all benchmarks, or the ones named."""

import importlib
import sys

NAMES = ("scan", "ui", "program")


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {unknown[0]}. There are: {', '.join(NAMES)}.")
        return 2
    for name in names or NAMES:
        importlib.import_module(f"tests.benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
