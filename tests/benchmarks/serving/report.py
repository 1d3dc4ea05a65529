"""The measurements as a table, as JSON and as a picture. Pure."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from tests.benchmarks.serving.chart import Bar, Panel, chart
from tests.benchmarks.serving.measuring import Measured

_OURS = "ModelTray"
_COLUMNS: Sequence[tuple[str, Callable[[Measured], str]]] = (
    ("load", lambda row: f"{row.load:.1f} s"),
    ("first token", lambda row: f"{row.first_token:.2f} s"),
    ("1 client", lambda row: f"{row.one_client:.1f}/s"),
    ("4 clients", lambda row: f"{row.four_clients:.1f}/s"),
    ("2nd turn", lambda row: f"{row.second_turn:.2f} s"),
    ("peak memory", lambda row: f"{row.memory / 1e6:.0f} MB"),
    ("of bandwidth", lambda row: f"{row.bandwidth_share:.0%}"),
)
_PANELS: Sequence[tuple[str, Callable[[Measured], float], str]] = (
    ("Tokens a second, one client", lambda row: row.one_client, "{:.0f}"),
    ("Tokens a second, four clients together", lambda row: row.four_clients, "{:.0f}"),
    (
        "Seconds to the first token of a second turn, 1,000 tokens before it (less is better)",
        lambda row: row.second_turn,
        "{:.2f}",
    ),
    ("Peak memory in MB (less is better)", lambda row: row.memory / 1e6, "{:.0f}"),
)


def table(rows: Sequence[Measured]) -> str:
    """Columns one below the other."""
    width = max(len(row.name) for row in rows) + 2
    head = "".join(f"{name:>14}" for name, _text in _COLUMNS)
    lines = [row.name.ljust(width) + "".join(f"{t(row):>14}" for _n, t in _COLUMNS) for row in rows]
    return "\n".join([" " * width + head, *lines])


def verdict(rows: Sequence[Measured]) -> list[str]:
    """Our transformers runner against each ``transformers serve``, beside the budgets."""
    ours = next((row for row in rows if row.name == f"{_OURS}, transformers"), None)
    theirs = [row for row in rows if row.name.startswith("transformers serve")]
    return [
        f"against {row.name}: 1 client {ours.one_client / row.one_client:.1f}x (budget 1), "
        f"4 clients {ours.four_clients / row.four_clients:.1f}x (2), "
        f"2nd turn {row.second_turn / ours.second_turn:.1f}x sooner (5)"
        for row in theirs
        if ours
    ]


def as_json(rows: Sequence[Measured], machine: str, bandwidth: float) -> str:
    body = {
        "machine": machine,
        "memory_bandwidth_bytes_per_second": round(bandwidth),
        "rows": [asdict(row) for row in rows],
    }
    return json.dumps(body, indent=2) + "\n"


def picture(rows: Sequence[Measured], machine: str) -> str:
    panels = [
        Panel(
            title,
            [
                Bar(row.name, value(row), form.format(value(row)), row.name.startswith(_OURS))
                for row in rows
            ],
        )
        for title, value, form in _PANELS
    ]
    return chart("SmolLM2-135M-Instruct on a CPU", panels, f"Greedy, medians; {machine}.")
