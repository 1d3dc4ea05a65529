"""Measures the contestants in turn, so that what else the computer does meets all of them."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import psutil

from tests.benchmarks.serving.contestants import Contestant, contestants
from tests.benchmarks.serving.measuring import (
    Measured,
    Running,
    machine,
    memory_bandwidth,
    results_folder,
    running,
)
from tests.benchmarks.serving.report import as_json, picture, table, verdict


def main(argv: Sequence[str] = ()) -> None:
    given = _parser().parse_args(argv)
    threads = given.threads or psutil.cpu_count(logical=False) or 1
    bandwidth = memory_bandwidth(threads)
    print(f"\nServing: {machine(threads)}, {bandwidth / 1e9:.1f} GB/s read", flush=True)
    with _loaded(_chosen(threads, given.only), threads, given.tokens) as runners:
        for turn in range(given.repeats):
            runners = [one for one in runners if _measured(one, turn, given.tokens)]
            if runners:
                print(table([one.row(bandwidth) for one in runners]), flush=True)
        rows = [one.row(bandwidth) for one in runners]
    if rows:
        _show(rows, machine(threads), bandwidth, for_docs=given.docs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench serving", description=__doc__)
    parser.add_argument("--only", nargs="+", default=[], help="names, or parts of them")
    parser.add_argument("--threads", type=int, help="as many as there are cores when left out")
    parser.add_argument("--tokens", type=int, default=64, help="of each answer")
    parser.add_argument("--repeats", type=int, default=3, help="of each measurement")
    parser.add_argument("--docs", action="store_true", help="write to docs/ instead of build/")
    return parser


def _chosen(threads: int, only: Sequence[str]) -> list[Contestant]:
    every = contestants(threads)
    return [one for one in every if not only or any(part in one.name for part in only)]


@contextmanager
def _loaded(chosen: Sequence[Contestant], threads: int, tokens: int) -> Iterator[list[Running]]:
    """All that can be loaded, one after the other; they sleep."""
    with ExitStack() as stack:
        runners = []
        for contestant in chosen:
            runner = stack.enter_context(running(contestant, threads))
            try:
                runner.load(tokens)
            except Exception as error:
                _tell(runner, error)
                continue
            runners.append(runner)
        yield runners


def _measured(runner: Running, turn: int, tokens: int) -> bool:
    """A peer that fails is told of, and the others are measured all the same."""
    try:
        runner.measure(turn, tokens)
    except Exception as error:
        _tell(runner, error)
        return False
    return True


def _tell(runner: Running, error: Exception) -> None:
    print(f"{runner.contestant.name}: left out ({type(error).__name__}: {error})", flush=True)


def _show(rows: Sequence[Measured], machine: str, bandwidth: float, *, for_docs: bool) -> None:
    print("\n" + table(rows))
    print("\n".join(verdict(rows)))
    folder = results_folder(for_docs=for_docs)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "serving.json").write_text(as_json(rows, machine, bandwidth), encoding="utf-8")
    (folder / "serving.svg").write_text(picture(rows, machine), encoding="utf-8")
    print(f"Written to {folder / 'serving.json'} and serving.svg.")
