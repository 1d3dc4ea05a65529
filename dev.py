#!/usr/bin/env python3
"""The developer's commands. They set up what they need, and are quick the second time.

python dev.py run [ARGUMENTS]    start the program (arguments: see python -m app --help)
python dev.py demo               load a model on each engine, ask it something, stop, exit
python dev.py test [ARGUMENTS]   run the tests (arguments: see pytest --help)
python dev.py test --windows     build the Windows program, install it under Wine and use it there
python dev.py check              run ruff, mypy and the import rules
python dev.py bench [NAME]       run the benchmarks; bench serving --help compares engines
python dev.py translations       take new texts into resources/translations
python dev.py build              build the Windows program and its installer into dist/
"""

import sys
from collections.abc import Callable, Sequence

from devtools.cache import cache_folder
from devtools.commands import StepFailed, call
from devtools.demo import run_demo
from devtools.environment import VENV, program_of, set_up
from devtools.program import api_address, program_arguments
from devtools.samples import ensure_samples

_WINDOWS = "--windows"


def run(arguments: Sequence[str]) -> int:
    python = set_up()
    samples = ensure_samples(python)
    print(f"The API will be at {api_address(arguments)} (pages: /docs). Ctrl+C ends the program.")
    return call([python, "-m", "app", *program_arguments(arguments, samples)])


def demo(_arguments: Sequence[str]) -> int:
    python = set_up()
    run_demo(python, ensure_samples(python))
    return 0


def test(arguments: Sequence[str]) -> int:
    python = set_up(tests=True)
    ensure_samples(python)
    environment = {"MODELTRAY_DEV_CACHE": str(cache_folder())}
    if _WINDOWS in arguments:
        build([])
        environment["MODELTRAY_TEST_WINDOWS"] = "yes"
    return call([python, "-m", "pytest", *pytest_arguments(arguments)], environment=environment)


def pytest_arguments(given: Sequence[str]) -> list[str]:
    """Two workers, unless something else or a debugger is asked for. The tests on Windows are
    one story, told by one worker."""
    if _WINDOWS in given:
        return [
            "-s",
            "-o",
            "faulthandler_timeout=1400",
            "tests/windows",
            *(word for word in given if word != _WINDOWS),
        ]
    own_choice = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in given)
    return list(given) if own_choice else ["-n", "2", *given]


def check(_arguments: Sequence[str]) -> int:
    python = set_up(tests=True)
    ruff = program_of(VENV, "ruff")
    steps = {
        "ruff check": [ruff, "check", "--quiet"],
        "ruff format": [ruff, "format", "--check", "--quiet"],
        "mypy": [python, "-m", "mypy"],
        "import rules": [program_of(VENV, "lint-imports"), "--no-cache"],
    }
    failed = [name for name, command in steps.items() if call(command)]
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def bench(arguments: Sequence[str]) -> int:
    python = set_up(tests=True)
    ensure_samples(python)
    return call([python, "-m", "tests.benchmarks", *arguments])


def build(_arguments: Sequence[str]) -> int:
    from devtools.windows.build import build as build_windows

    build_windows()
    return 0


def translations(_arguments: Sequence[str]) -> int:
    from devtools.translations import update

    set_up(tests=True)
    update()
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    command.__name__: command for command in (run, demo, test, check, bench, translations, build)
}


def main(argv: Sequence[str]) -> int:
    command = COMMANDS.get(argv[0]) if argv else None
    if command is None:
        print(__doc__, file=sys.stdout if argv[:1] in (["-h"], ["--help"]) else sys.stderr)
        return 0 if argv[:1] in (["-h"], ["--help"]) else 2
    try:
        return command(argv[1:])
    except StepFailed as failure:
        print(f"dev.py {argv[0]}: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
