"""The list of models follows the snapshot, a row at a time."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.lifecycle import State
from app.domain.model import Model, ModelId
from app.domain.snapshot import AppSnapshot, RuntimeChoice
from app.ui.icons import Icons
from app.ui.item_models.models import ModelTable, Role
from app.ui.item_models.search import Column, Standing, Wanted
from tests.ui import samples
from tests.ui.samples import CUSTOM, GPT2, MINILM, PHI_2, SEED_MODELS, TINYLLAMA, TINYLLAMA_GGUF

NOW = 1_000.0


@pytest.fixture
def table(icons: Icons) -> ModelTable:
    """By size, the largest first."""
    made = ModelTable(icons, now=lambda: NOW)
    made.sort(Column.SIZE, Qt.SortOrder.DescendingOrder)
    return made


def _names(table: ModelTable) -> list[str]:
    return [table.index(row, 0).data() for row in range(table.rowCount())]


def _cells(table: ModelTable, row: int) -> list[str]:
    return [table.index(row, column).data() for column in Column]


def test_the_seed_models_read_as_in_its_table(table: ModelTable) -> None:
    table.set_snapshot(samples.snapshot(*SEED_MODELS))

    fast, full = "llama.cpp (Fast)", "transformers (Full featured)"
    assert [_cells(table, row) for row in range(3)] == [
        ["tinyllama-gguf", "GGUF", fast, "8.1 GB", "Ready to load", ""],
        ["phi-2", "SafeTensors", full, "5.3 GB", "Ready to load", ""],
        ["tinyllama", "SafeTensors", full, "2.1 GB", "Ready to load", ""],
    ]


def test_a_screen_reader_hears_the_whole_row_with_the_name(table: ModelTable) -> None:
    table.set_snapshot(samples.snapshot(TINYLLAMA_GGUF))

    told = table.index(0, Column.NAME).data(Qt.ItemDataRole.AccessibleDescriptionRole)

    row = "Ready to load. GGUF. llama.cpp (Fast). 8.1 GB. 1.1B · Q4_K_M · 2K context"
    assert told == row


def test_the_columns_have_titles(table: ModelTable) -> None:
    titles = [table.headerData(column, Qt.Orientation.Horizontal) for column in Column]

    assert titles == ["Name", "Format", "Runtime", "Size", "Status", "Port"]


@pytest.mark.parametrize(
    "steps",
    [
        [(), SEED_MODELS, ()],
        [(PHI_2,), SEED_MODELS],
        [(PHI_2, GPT2, MINILM), (CUSTOM, MINILM, TINYLLAMA, PHI_2)],
    ],
)
def test_rows_come_and_go_without_a_reset(
    table: ModelTable, qtmodeltester: ModelTester, qtbot: QtBot, steps: list[tuple[Model, ...]]
) -> None:
    qtmodeltester.check(table, force_py=True)  # type: ignore[no-untyped-call]
    with qtbot.assertNotEmitted(table.modelReset):
        for models in steps:
            table.set_snapshot(samples.snapshot(*models))
            assert sorted(_names(table)) == sorted(model.name for model in models)


def test_rows_move_to_another_place_without_a_reset(
    table: ModelTable, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    qtmodeltester.check(table, force_py=True)  # type: ignore[no-untyped-call]
    table.set_snapshot(samples.snapshot(*SEED_MODELS))
    with qtbot.assertNotEmitted(table.modelReset):
        table.sort(Column.SIZE)
    assert _names(table) == ["tinyllama", "phi-2", "tinyllama-gguf"]


def test_another_order_of_very_many_is_one_reset(
    table: ModelTable, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    qtmodeltester.check(table, force_py=True)  # type: ignore[no-untyped-call]
    table.set_snapshot(samples.snapshot(*_many(1000)))
    table.sort(Column.NAME)
    with qtbot.waitSignal(table.modelReset):
        table.sort(Column.NAME, Qt.SortOrder.DescendingOrder)

    assert _names(table)[:2] == ["m999", "m998"]


def _many(count: int) -> list[Model]:
    return [replace(PHI_2, id=ModelId(f"m{n}"), name=f"m{n}") for n in range(count)]


def test_numbers_in_names_order_as_numbers(table: ModelTable) -> None:
    absurd = "llama-13b " + 5000 * "9"
    names = ["llama-70b", "Llama-7b", absurd, "llama-13b", "7b-llama"]
    models = [replace(PHI_2, id=ModelId(name), name=name) for name in names]
    table.set_snapshot(samples.snapshot(*models))
    table.sort(Column.NAME)

    assert _names(table) == ["7b-llama", "Llama-7b", "llama-13b", absurd, "llama-70b"]


def test_a_change_of_status_touches_its_row_alone(table: ModelTable, qtbot: QtBot) -> None:
    table.set_snapshot(samples.snapshot(*SEED_MODELS))
    changed: list[int] = []
    table.dataChanged.connect(lambda first, last: changed.extend((first.row(), last.row())))

    table.set_snapshot(samples.snapshot(*SEED_MODELS, running=(samples.ready(PHI_2, 8081),)))

    assert changed == [1, 1]
    assert _cells(table, 1)[Column.STATUS :] == ["Ready on port 8081, 1.2 GB", "8081"]


def test_an_unchanged_snapshot_changes_nothing(table: ModelTable, qtbot: QtBot) -> None:
    shown = samples.snapshot(*SEED_MODELS, running=(samples.ready(PHI_2),))
    table.set_snapshot(shown)

    with qtbot.assertNotEmitted(table.dataChanged):
        table.set_snapshot(replace(shown, scanning=True))


def test_seconds_to_a_restart_count_down_without_a_snapshot(icons: Icons, qtbot: QtBot) -> None:
    clock = [NOW]
    table = ModelTable(icons, now=lambda: clock[0])
    waiting = samples.running(PHI_2, State.BACKOFF, retry_at=NOW + 4)
    table.set_snapshot(samples.snapshot(PHI_2, running=(waiting,)))
    before = table.index(0, Column.STATUS).data()

    clock[0] += 3
    with qtbot.waitSignal(table.dataChanged):
        pass

    assert (before, table.index(0, Column.STATUS).data()) == (
        "Restarting in 4 s",
        "Restarting in 1 s",
    )


@pytest.mark.parametrize(
    ("column", "names"),
    [
        (Column.NAME, ["gpt2", "phi-2", "tinyllama", "tinyllama-gguf"]),
        (Column.SIZE, ["gpt2", "tinyllama", "phi-2", "tinyllama-gguf"]),
        (Column.FORMAT, ["tinyllama-gguf", "gpt2", "phi-2", "tinyllama"]),
    ],
)
def test_columns_sort_by_value_not_by_text(
    table: ModelTable, column: Column, names: list[str]
) -> None:
    table.set_snapshot(samples.snapshot(GPT2, *SEED_MODELS))

    table.sort(column)

    assert _names(table) == names


def test_loaded_models_sort_before_failed_and_stopped_ones(table: ModelTable) -> None:
    running = (samples.failed(TINYLLAMA), samples.ready(PHI_2))
    table.set_snapshot(samples.snapshot(*SEED_MODELS, running=running))

    table.sort(Column.STATUS)

    assert _names(table) == ["phi-2", "tinyllama", "tinyllama-gguf"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ["tinyllama-gguf", "phi-2", "tinyllama"]),
        ("TINY", ["tinyllama-gguf", "tinyllama"]),
        ("safetensors tiny", ["tinyllama"]),
        ("q4_k", ["tinyllama-gguf"]),
        ("transformers", ["phi-2", "tinyllama"]),
        ("phi.2", []),
        ("(fast)", ["tinyllama-gguf"]),
    ],
)
def test_search_finds_models_in_which_every_word_occurs(
    table: ModelTable, words: str, names: list[str]
) -> None:
    table.set_snapshot(samples.snapshot(*SEED_MODELS))

    table.search(Wanted(tuple(words.split())))

    assert _names(table) == names


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["tinyllama-gguf", "phi-2", "tinyllama", "my-own & only"]),
        (Wanted(format="safetensors"), ["phi-2", "tinyllama"]),
        (Wanted(("tiny",), "safetensors"), ["tinyllama"]),
        (Wanted(standing=Standing.LOADED), ["tinyllama-gguf"]),
        (Wanted(standing=Standing.NOT_LOADED), ["phi-2", "tinyllama", "my-own & only"]),
        (Wanted(standing=Standing.TROUBLED), ["tinyllama", "my-own & only"]),
    ],
)
def test_search_by_format_and_state(table: ModelTable, wanted: Wanted, names: list[str]) -> None:
    shown = samples.snapshot(
        *SEED_MODELS,
        CUSTOM,
        running=(samples.ready(TINYLLAMA_GGUF), samples.failed(TINYLLAMA)),
    )
    problem = RuntimeChoice(problem="No program opens .npz files.")
    table.set_snapshot(replace(shown, choices={**shown.choices, CUSTOM.id: problem}))

    table.search(wanted)

    assert _names(table) == names
    assert len(table.all_rows) == 4


def test_a_row_gives_its_model_wherever_it_stands(table: ModelTable) -> None:
    table.set_snapshot(samples.snapshot(*SEED_MODELS))
    table.sort(Column.SIZE)

    assert table.index(0, 0).data(Role.OBJECT).model == TINYLLAMA
    assert table.place_of("phi-2") == 1
    assert table.place_of("gpt2") is None


def test_a_thousand_models_arrive_as_one_insertion(table: ModelTable) -> None:
    insertions: list[tuple[int, int]] = []
    table.rowsInserted.connect(lambda _parent, first, last: insertions.append((first, last)))

    table.set_snapshot(AppSnapshot(models=tuple(_many(1000))))

    assert insertions == [(0, 999)]
    assert table.index(999, 0) != QModelIndex()
