"""Where a load would lie, whether there is room, and the verdicts drawn from it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.hardware import Gpu, Hardware
from app.domain.launch import LoadOptions
from app.domain.memory import MIB, MemoryNeed, MemorySettings, memory_need
from app.domain.memory_picture import Fit, MemoryPicture, fit, memory_picture, memory_settings
from app.domain.model import ModelFile, Traits, Variant
from app.domain.model_shape import ModelShape
from app.domain.placement import KEPT_FREE, Placement, most

GIB = 1024 * MIB
SHAPE = ModelShape(
    kv_heads=(8,) * 16,
    key_length=64,
    value_length=64,
    width=512,
    feed_forward=1024,
    vocabulary=1000,
)
MODEL = Variant(
    "gguf",
    Path("w"),
    (ModelFile(Path("w"), 4 * GIB),),
    Traits(shape=SHAPE, context_length=32768),
)
LAYERS = 17


def card(free: int) -> Gpu:
    return Gpu("RTX", 24 * GIB, free)


def computer(ram_free: int, *gpus: Gpu) -> Hardware:
    return Hardware(64 * GIB, ram_free, gpus)


def picture(
    options: LoadOptions, hardware: Hardware, engine: str = "llama.cpp", model: Variant = MODEL
) -> MemoryPicture:
    found = memory_picture(model, engine, options, hardware)
    assert found is not None
    return found


NOTHING = MemoryNeed(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("gpu", "ram", "layers", "verdict"),
    [
        (0, 5, 0, Fit.RAM),
        (0, 9, 0, Fit.NO),
        (5, 1, 17, Fit.GPU),
        (5, 1, 9, Fit.PARTLY),
        (7, 1, 9, Fit.NO),
        (5, 9, 9, Fit.NO),
    ],
)
def test_the_verdict(gpu: int, ram: int, layers: int, verdict: Fit) -> None:
    on_gpu, in_ram = (replace(NOTHING, weights=size * GIB) for size in (gpu, ram))
    placed = Placement(on_gpu, in_ram, layers, LAYERS)
    assert fit(placed, computer(8 * GIB, card(6 * GIB))) == verdict


def test_without_a_card_all_is_in_ram_whatever_was_asked_for() -> None:
    found = picture(LoadOptions(gpu_layers=99), computer(8 * GIB))
    assert (found.fits, found.placement.layers, found.placement.gpu) == (Fit.RAM, 0, NOTHING)


def test_layers_take_their_share_of_weights_and_cache_along() -> None:
    whole = picture(LoadOptions(gpu_layers=0), computer(64 * GIB, card(20 * GIB)))
    part = picture(LoadOptions(gpu_layers=8), computer(64 * GIB, card(20 * GIB)))
    assert part.fits is Fit.PARTLY
    assert part.placement.gpu.weights == 4 * GIB * 8 // LAYERS
    assert part.placement.gpu.cache * 2 == whole.need.cache
    assert part.need.weights == whole.need.weights
    assert part.need.cache == whole.need.cache


def test_more_layers_than_there_are_means_all() -> None:
    found = picture(LoadOptions(gpu_layers=999), computer(64 * GIB, card(20 * GIB)))
    assert (found.fits, found.placement.layers) == (Fit.GPU, LAYERS)
    assert found.placement.ram.weights == found.placement.ram.cache == 0


@pytest.mark.parametrize(
    ("cards", "verdict"),
    [
        ((card(20 * GIB),), Fit.GPU),
        ((card(4 * GIB), card(4 * GIB)), Fit.GPU),
        ((card(4 * GIB),), Fit.PARTLY),
        ((card(KEPT_FREE),), Fit.RAM),
    ],
)
def test_where_nobody_chose_as_many_layers_as_fit_are_expected(
    cards: tuple[Gpu, ...], verdict: Fit
) -> None:
    found = picture(LoadOptions(), computer(64 * GIB, *cards))
    assert found.fits is verdict
    room = sum(each.free - KEPT_FREE for each in cards)
    assert found.placement.gpu.total <= room
    if verdict is Fit.PARTLY:
        more = picture(LoadOptions(gpu_layers=found.placement.layers + 1), computer(0, *cards))
        assert more.placement.gpu.total > room


def test_layers_that_were_chosen_and_do_not_fit_are_told() -> None:
    found = picture(LoadOptions(gpu_layers=17), computer(64 * GIB, card(2 * GIB)))
    assert (found.fits, found.largest_context) == (Fit.NO, 0)


def test_transformers_moves_all_or_nothing() -> None:
    model = replace(MODEL, format="safetensors")
    for asked, layers in ((None, 0), (0, 0), (1, LAYERS)):
        options = LoadOptions(gpu_layers=asked)
        found = picture(options, computer(64 * GIB, card(20 * GIB)), "transformers", model)
        assert found.placement.layers == layers


def test_the_largest_context_is_the_last_that_fits() -> None:
    hardware = computer(5 * GIB)
    largest = picture(LoadOptions(), hardware).largest_context
    assert largest is not None
    assert largest % 256 == 0
    assert 256 < largest < 32768

    def needed(context: int) -> int:
        need = memory_need(MODEL, "llama.cpp", MemorySettings(context), hardware)
        assert need is not None
        return need.total

    assert needed(largest) <= 5 * GIB < needed(largest + 256)


@pytest.mark.parametrize(("free", "context"), [(64 * GIB, 32768), (GIB, 0)])
def test_the_largest_context_ends_at_what_the_model_knows_and_at_nothing(
    free: int, context: int
) -> None:
    assert picture(LoadOptions(), computer(free)).largest_context == context


def test_the_most_that_fits_is_found() -> None:
    for limit in range(9):
        assert most(7, lambda number, limit=limit: number <= limit) == min(limit, 7)  # type: ignore[misc]


Q8 = MemorySettings(8192, parallel=2, batch=256, keys="q8_0", values="q4_0")


@pytest.mark.parametrize(
    ("options", "trained", "settings"),
    [
        (LoadOptions(), 32768, MemorySettings(8192)),
        (LoadOptions(), 2048, MemorySettings(2048)),
        (LoadOptions(), None, MemorySettings(8192)),
        (LoadOptions(parallel=4), 32768, MemorySettings(32768, parallel=4)),
        (LoadOptions(ctx_size=512, parallel=2), 32768, MemorySettings(512, parallel=2)),
        (LoadOptions(gpu_layers=20), 32768, MemorySettings(8192, on_gpu=True)),
        (LoadOptions(gpu_layers=0), 32768, MemorySettings(8192)),
        (
            LoadOptions(
                arguments=("-ctk", "q8_0", "-ctv", "q4_0", "-np", "2", "--ubatch-size", "256")
            ),
            4096,
            Q8,
        ),
        (
            LoadOptions(arguments=("-ctk", "nonsense", "-np", "²", "-fa")),
            4096,
            MemorySettings(4096),
        ),
    ],
)
def test_options_that_are_left_out_are_what_the_runners_take(
    options: LoadOptions, trained: int | None, settings: MemorySettings
) -> None:
    model = replace(MODEL, traits=replace(MODEL.traits, context_length=trained))
    assert memory_settings(model, options) == settings


def test_a_computer_of_unknown_size_gives_no_verdict() -> None:
    found = picture(LoadOptions(), Hardware())
    assert (found.fits, found.largest_context) == (None, None)
    assert found.need.total > GIB
