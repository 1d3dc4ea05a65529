"""Measures the contestants one after the other, in one run on one machine."""

import argparse
from collections.abc import Sequence

import psutil

from tests.benchmarks.serving.contestants import Contestant, contestants
from tests.benchmarks.serving.measuring import (
    Effort,
    Measured,
    machine,
    measure,
    memory_bandwidth,
    results_folder,
)
from tests.benchmarks.serving.report import as_json, picture, table, verdict


def main(argv: Sequence[str] = ()) -> None:
    given = _parser().parse_args(argv)
    threads = given.threads or psutil.cpu_count(logical=False) or 1
    effort = Effort(given.tokens, given.repeats)
    bandwidth = memory_bandwidth(threads)
    print(f"\nServing: {machine(threads)}, {bandwidth / 1e9:.1f} GB/s read", flush=True)
    rows = []
    for contestant in _chosen(threads, given.only):
        if row := _measured(contestant, threads, effort, bandwidth):
            print(table([row]), flush=True)
            rows.append(row)
    if rows:
        _show(rows, machine(threads), bandwidth, for_docs=given.docs)


def _parser() -> argparse.ArgumentParser:
    usual = Effort()
    parser = argparse.ArgumentParser(prog="dev.py bench serving", description=__doc__)
    parser.add_argument("--only", nargs="+", default=[], help="names, or parts of them")
    parser.add_argument("--threads", type=int, help="as many as there are cores when left out")
    parser.add_argument("--tokens", type=int, default=usual.tokens, help="of each answer")
    parser.add_argument("--repeats", type=int, default=usual.repeats, help="of each measurement")
    parser.add_argument("--docs", action="store_true", help="write to docs/ instead of build/")
    return parser


def _chosen(threads: int, only: Sequence[str]) -> list[Contestant]:
    every = contestants(threads)
    return [one for one in every if not only or any(part in one.name for part in only)]


def _measured(
    contestant: Contestant, threads: int, effort: Effort, bandwidth: float
) -> Measured | None:
    """A peer that cannot be measured is said, and the others are measured all the same."""
    try:
        return measure(contestant, threads, effort, bandwidth)
    except Exception as error:
        print(f"{contestant.name}: not measured ({type(error).__name__}: {error})", flush=True)
        return None


def _show(rows: Sequence[Measured], machine: str, bandwidth: float, *, for_docs: bool) -> None:
    print("\n" + table(rows))
    print("\n".join(verdict(rows)))
    folder = results_folder(for_docs=for_docs)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "serving.json").write_text(as_json(rows, machine, bandwidth), encoding="utf-8")
    (folder / "serving.svg").write_text(picture(rows, machine), encoding="utf-8")
    print(f"Written to {folder / 'serving.json'} and serving.svg.")
