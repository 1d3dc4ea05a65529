"""``python -m runtimes <name> ...``: starts one runner, and imports no other."""

import importlib
import sys

_RUNNERS = {
    "llama-cpp": "runtimes.llama_cpp",
    "transformers": "runtimes.transformers_engine",
    "onnx": "runtimes.onnx_engine",
    "hub-download": "runtimes.hub_download",
}


def main(argv: list[str]) -> int:
    """Run the runner that ``argv`` names first; its exit status, or 2 when there is none."""
    name, *rest = argv or [""]
    if name not in _RUNNERS:
        print(
            f"There is no runner {name!r}. Choose one of: {', '.join(_RUNNERS)}.", file=sys.stderr
        )
        return 2
    try:
        runner = importlib.import_module(_RUNNERS[name])
    except ModuleNotFoundError as error:
        print(f"The runner {name} is not complete: {error.name} is missing.", file=sys.stderr)
        return 2
    status: int = runner.main(rest)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
